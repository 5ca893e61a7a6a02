"""What a session has to get through to reach the person."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from stretchtui.cues.browser.link import BrowserLink
    from stretchtui.playing.watched import Watched


class Link(Protocol):
    """A way to the person."""

    def silent_s(self) -> float:
        """For how long nothing has come through, in seconds; 0 while all is well."""


PAGE, TERMINAL = "browser page", "connection"
"""What may be missing, as it is said on the screen."""


class Links:
    """The way to the person's terminal, and that to the pages.

    While a page is there, a terminal that stalls costs nothing. Where pages were there and all
    are gone, nothing is heard, however well the terminal does.

    Args:
        terminal: The way to the terminal, where there is one by now.
        browser: The way to the pages; None while none are served.
    """

    def __init__(
        self, terminal: Callable[[], Link | None], browser: Watched[BrowserLink | None]
    ) -> None:
        self._terminal = terminal
        self._browser = browser
        self.missing = ""
        """What nothing came through, the last time that it was so."""

    @property
    def misses_terminal(self) -> bool:
        """Whether it was the terminal, the last time that it was so."""
        return self.missing == TERMINAL

    def silent_s(self) -> float:
        """For how long nothing has come through, in seconds; 0 while all is well."""
        pages, terminal = self._browser.value, self._terminal()
        if pages is not None and pages.pages.ready:
            return 0.0
        ways: tuple[tuple[str, Link | None], ...] = ((PAGE, pages), (TERMINAL, terminal))
        for name, link in ways:
            if link is not None and (silent := link.silent_s()):
                self.missing = name
                return silent
        return 0.0

"""The sink of the pages.

They know ahead what will sound, and are told only what comes unforeseen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stretchtui.core.sessions.cues import CueName
    from stretchtui.cues.browser.link import BrowserLink

LATE_S = 1.0
"""What comes at most so many seconds after its moment was foreseen, …"""

EARLY_S = 0.001
"""… and so many before: what comes sooner is another one, and that one is about to be withdrawn."""


class BrowserSink:
    """Plays cues where the pages are.

    Args:
        link: The way to the pages.
        key: What a line is called that is rendered here; None for those that are not.
    """

    def __init__(self, link: BrowserLink, key: Callable[[str], str | None]) -> None:
        self._link = link
        self._key = key
        self._clock = link.clock

    @property
    def name(self) -> str:
        """What it is: ``browser``, or ``browser, 2 pages``."""
        pages = self._link.pages.ready
        return "browser" if pages < 2 else f"browser, {pages} pages"

    @property
    def failed(self) -> str | None:
        """Why nothing can be heard: it cannot be served, or no page is there."""
        if self._link.failed is not None:
            return f"browser {self._link.failed}"
        return None if self._link.pages.ready else "browser has no page open"

    @property
    def ready(self) -> bool:
        """Whether the next cue will be heard on time."""
        return self.failed is None

    @property
    def unheard(self) -> CueName | None:
        """Always None: whoever is not there has heard nothing, and a page that is there has."""
        return None

    @property
    def speaks(self) -> bool:
        """Whether it can say something."""
        return self._key("") is not None or self._link.pages.speaks

    def open(self) -> None:
        """Serve the page."""
        self._link.open()

    def play(self, cue: CueName) -> None:
        """Have a cue sounded now, unless the pages sound it by themselves."""
        if not self._was_foreseen(str(cue)):
            self._link.say({"type": "now", "what": "cue", "name": str(cue)})

    def say(self, text: str) -> None:
        """Have a line said now, unless the pages say it by themselves."""
        if not self._was_foreseen(text):
            said = {"type": "now", "what": "line", "text": text, "id": self._key(text)}
            self._link.say(said)

    def check(self) -> None:
        """Nothing to ask: the link tells by itself."""

    def close(self) -> None:
        """Nothing to let go of: the pages stay, whatever becomes of the sink."""

    def _was_foreseen(self, what: str) -> bool:
        now = self._clock()
        foreseen = self._link.foreseen
        while foreseen and foreseen[0].at < now - LATE_S:
            foreseen.popleft()
        for each in foreseen:
            if each.at > now + EARLY_S:
                return False
            if each.what == what:
                foreseen.remove(each)
                return True
        return False

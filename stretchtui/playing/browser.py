"""The page in a browser, served as long as cues are to go there."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.cues.browser.standing import PageStanding
from stretchtui.playing.watched import Watched

if TYPE_CHECKING:
    from stretchtui.cues.browser.link import BrowserLink
    from stretchtui.cues.sink import Outlet, Sink
    from stretchtui.cues.voice import Voice

TURNED_OFF = "pages are turned off here"
"""Why no page is served where none may be."""

PATIENCE_S = 60.0
"""So long a session waits for the first page, in seconds."""

HEAD_START_S = 0.6
"""More than a connection usually takes one way, in seconds."""


class BrowserOutput:
    """Serves the page, however often its sink is made anew: pages stay where they are.

    Args:
        listen: The address to listen at; None where no page may be served.
        changed: Called when pages come or go.
    """

    def __init__(self, listen: str | None, changed: Callable[[], None]) -> None:
        self.listen = listen
        """The address to listen at; None where no page may be served."""
        self.link: Watched[BrowserLink | None] = Watched(None)
        """The way to the pages; None while none are served."""
        self.standing = Watched(PageStanding())
        """How the page does."""
        self._changed = changed

    @property
    def obstacle(self) -> str | None:
        """Why no page can be served here; None where one can."""
        if self.listen is None:
            return TURNED_OFF
        if importlib.util.find_spec("aiohttp"):
            return None
        from stretchtui.cues.browser.missing import NEEDS_MORE  # not for the first screen

        return f"it {NEEDS_MORE}"

    @property
    def is_awaited(self) -> bool:
        """Whether cues are to go to a page, and none is there that could be heard."""
        standing = self.standing.value
        return self.link.value is not None and not standing.ready and standing.failed is None

    @property
    def head_start_s(self) -> float:
        """How long before its first cue a session begins, in seconds.

        Over a slow connection the pages are told in time, so that it is heard as on time as all
        that follow.
        """
        return HEAD_START_S if self.standing.value.ready else 0.0

    def sink(
        self,
        outlet: Outlet,
        folders: Sequence[Path],
        volume: int,
        voice: Voice | None,
        lines: Path,
    ) -> Sink:
        """A sink that plays where the pages are.

        Args:
            outlet: What the program gives.
            folders: Where the sounds are.
            volume: From 0 to 100.
            voice: Renders lines; None where nothing here does.
            lines: Where lines are that a voice has rendered; the folder need not exist.
        """
        # Few have cues go there: it is imported only for them.
        from stretchtui.cues.browser.link import BrowserLink
        from stretchtui.cues.browser.sink import BrowserSink

        assert self.listen is not None
        link = self.link.value
        if link is None:
            link = BrowserLink(folders, volume, outlet, lines=lines, listen=self.listen)
            link.changed = self._look
            self.link.set(link)
        link.set_volume(volume)
        return BrowserSink(link, lambda text: voice.key(text) if voice is not None else None)

    def close(self) -> None:
        """Serve no more."""
        if self.link.value is not None:
            self.link.value.close()
            self.link.set(None)
            self.standing.set(PageStanding())

    def _look(self) -> None:
        link = self.link.value
        if link is not None:
            self.standing.set(link.standing)
            self._changed()

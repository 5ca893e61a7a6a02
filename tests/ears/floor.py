"""A session that is played under a clock of its own, a page that follows, and who hears it here."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stretchtui.cues.browser.link import BrowserLink
from stretchtui.cues.browser.messages import Pages
from stretchtui.cues.browser.sink import BrowserSink
from stretchtui.cues.sink import Outlet
from stretchtui.ears.following import keep_told
from tests.ears.page import Heard, Page, Shown
from tests.playing.mat import THREE, Mat

if TYPE_CHECKING:
    from stretchtui.core.sessions.cues import CueName
    from stretchtui.core.setting_kinds import GuideName

NOWHERE = Path("/nowhere")


class ToPage(BrowserLink):
    """A link without a process: it leads straight to a page.

    Args:
        mat: Has the clock.
    """

    def __init__(self, mat: Mat) -> None:
        outlet = Outlet(lambda data: None, mat.clock.schedule, mat.clock)
        super().__init__([], 100, outlet, lines=NOWHERE)
        self.page = Page(mat.clock)
        self.comes()

    def say(self, message: dict[str, Any]) -> None:
        """Tell the page."""
        self.page.take(message)

    def comes(self) -> None:
        """The page is there, and can be heard."""
        self._take(Pages(1, 1, speaks=True))

    def goes(self) -> None:
        """The page is gone."""
        self._take(Pages(0, 0, speaks=False))

    def begin(self) -> None:
        """Another process takes the place of the one there was: this is another page."""
        self.page = Page(self.clock)
        self.begun()


class TwoEars:
    """Plays where the page is, and writes down all that it was told.

    Args:
        sink: The page's.
        mat: Has the clock.
    """

    failed: str | None = None
    speaks = False
    ready = True

    def __init__(self, sink: BrowserSink, mat: Mat) -> None:
        self._sink = sink
        self._clock = mat.clock
        self.name = "two ears"
        self.told: list[Heard] = []

    def open(self) -> None:
        """Nothing to get ready."""

    def play(self, cue: CueName) -> None:
        """Write it down, and play it."""
        self.told.append(Heard(self._clock(), str(cue)))
        self._sink.play(cue)

    def say(self, text: str) -> None:
        """Write it down, and say it."""
        self.told.append(Heard(self._clock(), text))
        self._sink.say(text)

    def check(self) -> None:
        """Nothing to hear of."""

    def close(self) -> None:
        """Nothing to let go of."""


class Floor:
    """Where somebody lies with a page beside them.

    Args:
        text: The routine to play, as its file.
        speed: How many times faster than life sessions run.
    """

    def __init__(self, text: str = THREE, speed: float = 1.0) -> None:
        self.mat = Mat(text=text, speed=speed)
        self.player = self.mat.player
        self.clock = self.mat.clock
        self.link = ToPage(self.mat)
        self.ears = TwoEars(BrowserSink(self.link, lambda text: None), self.mat)
        self.mat.audio.sink.change(self.ears)
        self.mat.audio.browser.link.set(self.link)
        keep_told(self.player)

    @property
    def page(self) -> Page:
        """The page."""
        return self.link.page

    def speak(self, guide: GuideName) -> None:
        """Have a voice that can be heard say so much."""
        self.ears.speaks = guide != "off"
        self.mat.speak(guide)

    def pause_or_resume(self) -> None:
        """Press the space bar."""
        if self.player.is_playing:
            self.player.pause_or_resume()

    def told(self, seconds: float = 0.0) -> list[str]:
        """What kinds of messages come in the seconds that follow."""
        self.page.told.clear()
        self.clock.advance(seconds)
        return [each["type"] for each in self.page.told]

    def agrees(self) -> bool:
        """Whether the page shows what the session is, and sounded what was to be heard."""
        # What is due now may be asked for a billionth of a second later.
        self.player.wake()
        view, page = self.player.view(), self.page.shown()
        left = math.ceil(round(view.phase.end - view.position, 6))
        there = round(view.position, 5)
        shown = Shown(str(view.state), view.index, there, view.lead, left)
        assert page._replace(position=round(page.position, 5)) == shown
        told, heard = sorted(self.ears.told), sorted(self.page.heard())
        assert [each.what for each in heard] == [each.what for each in told]
        return all(abs(one.at - other.at) <= 0.001 for one, other in zip(heard, told, strict=True))

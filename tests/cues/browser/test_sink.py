"""The sink of the pages, and when they have to be told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.browser.link import BrowserLink, Foreseen
from stretchtui.cues.browser.messages import Failed, Pages
from stretchtui.cues.browser.sink import BrowserSink
from stretchtui.cues.sink import Outlet, ReturningSink
from tests.stand_ins import Clock


class Remembering(BrowserLink):
    """A link without a process; it remembers."""

    def __init__(self) -> None:
        clock = Clock()
        outlet = Outlet(lambda data: None, clock.schedule, clock)
        super().__init__([], 100, outlet, lines=Path("/nowhere"))
        self.time = clock
        self.said: list[dict[str, Any]] = []

    def say(self, message: dict[str, Any]) -> None:
        """Remember it."""
        self.said.append(message)

    def foresee(self, *what: tuple[float, str]) -> None:
        """Have the pages know what will be heard, in so many seconds."""
        self.foreseen.extend(Foreseen(self.time.now + at, each) for at, each in what)

    def count(self, pages: int, ready: int, speaks: bool = False) -> None:
        """There are so many pages now."""
        self._take(Pages(pages, ready, speaks))


def cue(name: str) -> dict[str, str]:
    """What a page is told of a cue that was not foreseen."""
    return {"type": "now", "what": "cue", "name": name}


def test_what_was_foreseen_is_not_told_again() -> None:
    link = Remembering()
    sink = BrowserSink(link, lambda text: None)
    link.foresee((0, "hold"), (0, "Left side."), (0.5, "tick"), (1, "tick"))
    sink.play(CueName.HOLD)
    sink.say("Left side.")
    for _ in range(2):
        link.time.advance(0.5)
        sink.play(CueName.TICK)
    assert link.said == []
    assert not link.foreseen
    sink.play(CueName.TICK)
    assert link.said == [cue("tick")]


def test_what_comes_a_little_late_was_foreseen_too() -> None:
    link = Remembering()
    sink = BrowserSink(link, lambda text: None)
    link.foresee((-0.9, "hold"))
    sink.play(CueName.HOLD)
    assert link.said == []
    link.foresee((-1.1, "hold"))
    sink.play(CueName.HOLD)
    assert link.said == [cue("hold")]
    assert not link.foreseen


def test_what_comes_too_soon_is_another_one() -> None:
    link = Remembering()
    sink = BrowserSink(link, lambda text: None)
    link.foresee((0.0005, "hold"), (0.3, "hold"))
    for _ in range(2):
        sink.play(CueName.HOLD)
    assert link.said == [cue("hold")]
    assert len(link.foreseen) == 1


def test_what_was_not_foreseen_is_told_at_once() -> None:
    link = Remembering()
    sink = BrowserSink(link, {"Well done.": "0123"}.get)
    link.foresee((0, "hold"), (0, "Left side."))
    sink.play(CueName.PAUSE)
    sink.say("Well done.")
    sink.say("Paused.")
    assert link.said == [
        cue("pause"),
        {"type": "now", "what": "line", "text": "Well done.", "id": "0123"},
        {"type": "now", "what": "line", "text": "Paused.", "id": None},
    ]
    assert len(link.foreseen) == 2


def test_it_is_called_by_how_many_pages_there_are() -> None:
    link = Remembering()
    sink = BrowserSink(link, lambda text: None)
    told = []
    for ready in range(4):
        link.count(3, ready)
        told.append((sink.name, sink.failed, sink.ready))
    no_page = "browser has no page open"
    assert told == [
        ("browser", no_page, False),
        ("browser", None, True),
        ("browser, 2 pages", None, True),
        ("browser, 3 pages", None, True),
    ]
    link._take(Failed("127.0.0.1: address already in use"))
    assert sink.failed == "browser failed: 127.0.0.1: address already in use"


def test_it_speaks_where_lines_are_rendered_or_a_browser_has_a_voice() -> None:
    link = Remembering()
    assert BrowserSink(link, lambda text: "0123").speaks
    sink = BrowserSink(link, lambda text: None)
    assert not sink.speaks
    link.count(1, 1, speaks=True)
    assert sink.speaks


def test_pages_stay_whatever_becomes_of_the_sink() -> None:
    link = Remembering()
    sink = BrowserSink(link, lambda text: None)
    link.count(1, 1)
    sink.check()
    sink.close()
    assert sink.ready
    assert link.said == []
    assert isinstance(sink, ReturningSink)
    assert sink.unheard is None

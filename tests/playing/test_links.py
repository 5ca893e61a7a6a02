"""What a session has to get through to reach the person: a terminal, and pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchtui.cues.browser.link import BrowserLink
from stretchtui.cues.browser.messages import Pages
from stretchtui.cues.sink import Outlet
from stretchtui.playing.links import Links
from stretchtui.playing.watched import Watched
from tests.playing.mat import Line
from tests.stand_ins import Clock


class Way:
    """A terminal and pages, and a clock that only moves when told to."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.line = Line(self.clock)
        outlet = Outlet(lambda data: None, self.clock.schedule, self.clock)
        self.pages = BrowserLink([], 100, outlet, lines=Path("/nowhere"))
        self.served: Watched[BrowserLink | None] = Watched(self.pages)
        self.links = Links(lambda: self.line, self.served)

    def count(self, ready: int) -> None:
        """So many pages are there."""
        self.pages._take(Pages(ready, ready, speaks=False))

    def silent_after(self, seconds: float) -> float:
        """For how long nothing has come through after so much time."""
        self.clock.advance(seconds)
        return self.links.silent_s()


def test_while_a_page_is_there_a_terminal_that_stalls_costs_nothing() -> None:
    way = Way()
    way.count(1)
    way.line.cut()
    assert way.silent_after(100) == 0
    assert way.links.missing == ""


def test_when_the_last_page_is_gone_nothing_is_heard() -> None:
    way = Way()
    way.count(2)
    way.count(1)
    assert way.silent_after(10) == 0
    way.count(0)
    assert way.silent_after(4) == 4
    assert way.links.missing == "browser page"
    assert not way.links.misses_terminal
    way.count(1)
    assert way.silent_after(1) == 0


def test_where_no_page_ever_was_there_the_terminal_counts() -> None:
    way = Way()
    assert way.silent_after(10) == 0
    way.line.cut()
    assert way.silent_after(3) == 3
    assert way.links.missing == "connection"
    assert way.links.misses_terminal


@pytest.mark.parametrize("has_terminal", [True, False])
def test_without_pages_there_is_only_the_terminal(has_terminal: bool) -> None:
    way = Way()
    way.served.set(None)
    links = Links(lambda: way.line if has_terminal else None, way.served)
    way.line.cut()
    way.clock.advance(7)
    assert links.silent_s() == (7 if has_terminal else 0)

"""Where the page is, as a session in lines tells it, and how it waits for one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from stretchtui.cues.browser import LOOPBACK
from stretchtui.cues.browser.missing import NEEDS_MORE
from stretchtui.cues.browser.standing import PageStanding
from stretchtui.plain import ears
from stretchtui.plain.loop import Timers
from stretchtui.playing.browser import PATIENCE_S, BrowserOutput
from tests.stand_ins import Clock

if TYPE_CHECKING:
    import pytest

    from stretchtui.cues.browser.link import BrowserLink
    from stretchtui.plain.console import Console

SERVED = PageStanding(8733, "/the-key/")

WHERE = [
    "",
    "Open this address:",
    "  http://127.0.0.1:8733/the-key/",
    "Over SSH, first forward the port on the device you listen on:",
    "  ssh -L 8733:127.0.0.1:8733 HOST",
    "No page is open yet.",
    "The session starts when a page is ready. Press any key to start without one.",
]


class Lines:
    """A console where time passes until what is due, and where things happen by and by.

    Args:
        listen: The address that the page is served at.
        happens: What happens in each turn; it may give keys.
    """

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, *happens: PageStanding | str, listen: str = LOOPBACK
    ) -> None:
        self.clock = Clock()
        monkeypatch.setattr(ears, "now", self.clock)
        self.printer = self
        self.printed: list[str] = []
        self.browser = BrowserOutput(listen, lambda: None)
        self.browser.link.set(cast("BrowserLink", object()))
        self._happens = [*happens]

    def lines(self, lines: list[str]) -> None:
        """Print them."""
        self.printed += lines

    def turn(self, timers: Timers, come_back: Callable[[], None]) -> list[str]:
        """Wait for what is next."""
        if not self._happens:
            due = timers.due()
            assert due is not None, "it would wait for ever"
            self.clock.advance(due)
            timers.run()
            return []
        self.clock.advance(1)
        what = self._happens.pop(0)
        if isinstance(what, str):
            return [what]
        self.browser.standing.set(what)
        return []

    def waited(self) -> float:
        """Wait for the page; for how many seconds that was."""
        before = self.clock.now
        timers = Timers(self.clock)
        ears.wait_for_page(self.browser, cast("Console", self), timers)
        assert timers.due() is None
        return self.clock.now - before


def test_it_says_where_the_page_is_until_that_is_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    open_ = SERVED._replace(pages=1)
    lines = Lines(monkeypatch, SERVED, SERVED, open_, open_._replace(ready=1), "n")
    assert lines.waited() == 4
    assert lines.printed == [*WHERE, "The page is open. Tap it to start the sound."]


def test_any_key_begins_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = Lines(monkeypatch, SERVED, "x", SERVED)
    assert lines.waited() == 2
    assert lines.printed == WHERE


def test_after_a_while_it_begins_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = Lines(monkeypatch, SERVED)
    assert lines.waited() == PATIENCE_S
    assert lines.printed == WHERE


def test_for_what_cannot_be_served_nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = Lines(monkeypatch, PageStanding(failed=NEEDS_MORE), "never")
    assert lines.waited() == 1
    assert lines.printed == []


def test_in_a_network_it_says_who_can_hear_it(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = Lines(monkeypatch, SERVED, "x", listen="192.168.1.20")
    lines.waited()
    assert lines.printed == [
        "",
        "Open this address:",
        "  http://192.168.1.20:8733/the-key/",
        "Anyone who has this address can hear the session and pause it.",
        *WHERE[-2:],
    ]

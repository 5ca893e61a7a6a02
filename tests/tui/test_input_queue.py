"""One thing after the other, few that wait, and none of a flood."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, cast

import pytest

from stretchtui.terminal.tokens import ControlSequence, Pasted, PasteTooLong, Token, Typed
from stretchtui.tui.input_queue import PATIENCE_S, QUIET_S, WAITING, InputQueue


class Timer:
    """A call for later."""

    def __init__(self, at: float, call: Callable[[], None]) -> None:
        self.at = at
        self.call = call
        self.cancelled = False

    def cancel(self) -> None:
        """Call it off."""
        self.cancelled = True


class Loop:
    """An event loop that turns when it is told to."""

    def __init__(self) -> None:
        self.soon: deque[Callable[[], None]] = deque()
        self.timers: list[Timer] = []

    def call_soon_threadsafe(self, call: Callable[..., Any], *args: object) -> None:
        """As asyncio's."""
        self.soon.append(lambda: call(*args))

    def call_later(self, delay: float, call: Callable[..., Any], *args: object) -> Timer:
        """As asyncio's."""
        self.timers.append(Timer(delay, lambda: call(*args)))
        return self.timers[-1]

    def turn(self) -> None:
        """Make all calls that are asked for."""
        while self.soon:
            self.soon.popleft()()

    def wait(self) -> None:
        """Let so much time pass that every timer is due."""
        due, self.timers = self.timers, []
        for each in due:
            if not each.cancelled:
                each.call()


class Pump:
    """Something that deals with messages, one each time it is told to."""

    def __init__(self, open_: bool = True) -> None:
        self.open = open_
        self.calls: deque[Callable[[], None]] = deque()

    def call_later(self, call: Callable[..., Any], *args: object) -> bool:
        """As Textual's."""
        if self.open:
            self.calls.append(lambda: call(*args))
        return self.open

    def work(self) -> None:
        """Deal with all there is."""
        while self.calls:
            self.calls.popleft()()


class App(Pump):
    """The app, a screen, and what has the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.screen = Pump()
        self.focused: Pump | None = None


class Room:
    """A queue with all that is around it."""

    def __init__(self) -> None:
        self.app = App()
        self.loop = Loop()
        self.handed: list[Token] = []
        self.floods = 0
        self.queue = InputQueue(
            cast("Any", self.app), cast("Any", self.loop), self.handed.append, self._flooded
        )

    def _flooded(self) -> None:
        self.floods += 1

    def work(self) -> None:
        """Let everything be dealt with."""
        for _ in range(2000):
            self.loop.turn()
            for pump in (self.app, self.app.focused, self.app.screen):
                if pump is not None:
                    pump.work()


@pytest.fixture
def room() -> Room:
    """A fresh one, with a screen."""
    room = Room()
    room.queue.open()
    return room


def typed(room: Room) -> str:
    """What has been handed on of what was typed."""
    return "".join(each.text for each in room.handed if isinstance(each, Typed))


def test_what_comes_before_there_is_a_screen_waits_for_it() -> None:
    room = Room()
    room.queue.put([Typed("abc")], 1.0)
    room.work()
    assert room.handed == []
    room.queue.open()
    room.queue.open()
    room.work()
    assert typed(room) == "abc"


def test_each_waits_until_the_one_before_has_been_dealt_with(room: Room) -> None:
    room.app.focused = Pump()
    room.queue.put([Typed("ab")], 1.0)
    assert room.handed == []
    room.loop.turn()
    assert typed(room) == "a"
    for pump in (room.app, room.app.focused):
        pump.work()
        room.loop.turn()
        assert typed(room) == "a"
    room.app.screen.work()
    assert typed(room) == "ab"


@pytest.mark.parametrize("closed", ["app", "focused", "screen"])
def test_a_screen_that_goes_holds_nothing_up(room: Room, closed: str) -> None:
    room.app.focused = Pump()
    pumps = {"app": room.app, "focused": room.app.focused, "screen": room.app.screen}
    pumps[closed].open = False
    room.queue.put([Typed("abc")], 1.0)
    room.work()
    assert typed(room) == "abc"


def test_what_never_comes_to_an_end_holds_up_for_a_second(room: Room) -> None:
    room.queue.put([Typed("abc")], 1.0)
    room.loop.turn()
    room.app.work()
    assert [each.at for each in room.loop.timers] == [PATIENCE_S]
    room.loop.wait()
    assert typed(room) == "ab"
    room.work()
    assert typed(room) == "abc"
    assert all(each.cancelled for each in room.loop.timers)


def test_one_that_is_late_lets_no_other_through(room: Room) -> None:
    room.queue.put([Typed("abc")], 1.0)
    room.loop.turn()
    room.loop.wait()
    assert typed(room) == "ab"
    room.app.work()  # the first one's
    room.app.calls.clear()
    assert typed(room) == "ab"


def test_as_many_as_may_wait_are_all_dealt_with(room: Room) -> None:
    for _ in range(WAITING):
        room.queue.put([Typed("x")], 1.0)
    room.work()
    assert len(typed(room)) == WAITING
    assert room.floods == 0


@pytest.mark.parametrize("at_once", [True, False])
def test_of_a_flood_nothing_is_left_and_it_is_said_once(room: Room, at_once: bool) -> None:
    flood = [Typed("x" * 4000)] * 10 if at_once else [Typed("x")] * 40_000
    for number, each in enumerate(flood):
        room.queue.put([each], 1.0 + number * 1e-5)
    room.work()
    assert len(typed(room)) <= 1
    assert room.floods == 1
    room.queue.put([Typed("q")], 1.0 + len(flood) * 1e-5 + QUIET_S)
    room.work()
    assert typed(room)[-1:] == "q"
    assert room.floods == 1


def test_what_comes_as_a_flood_from_its_first_piece_does_nothing(room: Room) -> None:
    room.queue.put([ControlSequence("\x1b[113u")] * (WAITING + 1), 1.0)
    room.work()
    assert room.handed == []
    assert room.floods == 1


def test_nothing_is_nothing(room: Room) -> None:
    room.queue.put([], 1.0)
    assert not room.loop.soon


def test_a_flood_lasts_until_it_is_quiet(room: Room) -> None:
    room.queue.put([Typed("x" * 1000)], 1.0)
    for number in range(1, 10):
        room.queue.put([Typed("y")], 1.0 + number * QUIET_S * 0.9)
    room.work()
    assert typed(room) == ""
    assert room.floods == 1


@pytest.mark.parametrize(
    ("flood", "found"),
    [
        ("yyy\n", ""),
        ("yy!\n", "!"),
        ("yy\x03y\n", "\x03"),
        ("!\x03\x04", "!"),
        ("\x03\x00\x01", ""),
    ],
)
def test_what_may_be_meant_is_taken_out_of_a_flood(room: Room, flood: str, found: str) -> None:
    room.queue.put([Typed("z" * 1000)], 1.0)
    room.queue.put([Typed(flood)], 1.1)
    room.queue.put([Typed(flood)], 1.2)
    room.work()
    assert typed(room) == found


def test_urgent_keys_are_taken_out_again_and_again_but_not_all(room: Room) -> None:
    room.queue.put([Typed("z" * 1000)], 1.0)
    for number in range(200):
        room.queue.put([Typed("y!y!")], 1.0 + number * 0.01)
    room.work()
    assert typed(room) == "!" * 4


def test_of_movements_the_last_one_counts(room: Room) -> None:
    for column in range(1000):
        room.queue.put([ControlSequence(f"\x1b[<35;{column};1M")], 1.0)
    room.queue.put([ControlSequence("\x1b[<0;999;1M")], 1.0)
    room.queue.put([ControlSequence("\x1b[<35;1000;1M")], 1.0)
    room.work()
    assert [each.text for each in room.handed if isinstance(each, ControlSequence)] == [
        "\x1b[<35;999;1M",
        "\x1b[<0;999;1M",
        "\x1b[<35;1000;1M",
    ]
    assert room.floods == 0


def test_large_pastes_count_for_more(room: Room) -> None:
    for _ in range(10):
        room.queue.put([Pasted("x" * 65_536)], 1.0)
    room.work()
    assert room.floods == 1
    assert room.handed == []
    room.queue.put([PasteTooLong()], 2.0)
    room.work()
    assert room.handed == [PasteTooLong()]

"""The terminal's bell and notes: which cue rings when, and which gives way."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.sessions.cues import EARLY_END_S, PRECEDENCE, CueName
from stretchtui.cues.sink import Outlet
from stretchtui.cues.terminal import (
    BELL,
    CLEAR_S,
    NEAR_S,
    NOTES,
    PLAIN,
    SECOND_S,
    TIMES,
    TerminalBell,
    TerminalNotes,
    plays_notes,
)
from stretchtui.terminal.replies import TerminalFacts


class Call:
    """A call at a moment."""

    def __init__(self, call: Callable[[], None]) -> None:
        self.call: Callable[[], None] | None = call

    def cancel(self) -> None:
        """Never mind."""
        self.call = None


class Room:
    """A clock, a scheduler and an ear."""

    def __init__(self, speed: float = 1.0, *, others: bool = False) -> None:
        self.now = 50.0
        self.heard: list[float] = []
        self._calls: list[tuple[float, int, Call]] = []
        outlet = Outlet(self._hear, self._call_later, lambda: self.now)
        self.bell = TerminalBell(outlet, speed, others=others)

    def _hear(self, data: str) -> None:
        assert data == BELL
        self.heard.append(self.now)

    def _call_later(self, seconds: float, call: Callable[[], None]) -> Call:
        asked = Call(call)
        heapq.heappush(self._calls, (self.now + seconds, len(self._calls), asked))
        return asked

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        until = self.now + seconds
        while self._calls and self._calls[0][0] <= until:
            self.now, _, asked = heapq.heappop(self._calls)
            if asked.call is not None:
                asked.call()
        self.now = until

    def rings(self, cue: CueName) -> list[float]:
        """When it rings for one cue, in seconds after it, if nothing else happens."""
        start, before = self.now, len(self.heard)
        self.bell.play(cue)
        self.wait(20)
        return [round(at - start, 6) for at in self.heard[before:]]


@pytest.mark.parametrize("cue", CueName)
def test_a_cue_rings_at_once_and_as_often_as_it_should(cue: CueName) -> None:
    assert Room().rings(cue) == [round(SECOND_S * n, 6) for n in range(TIMES[cue])]


def test_moments_are_told_by_number_and_the_rest_is_silent() -> None:
    assert {cue: times for cue, times in TIMES.items() if times} == {
        CueName.PUSH: 1,
        CueName.HOLD: 1,
        CueName.END: 2,
        CueName.REST: 2,
        CueName.WAITING: 2,
        CueName.SWITCH: 3,
        CueName.PAUSE: 4,
        CueName.FINISH: 5,
    }
    assert TIMES.keys() == set(CueName)


def test_the_pause_after_a_number_is_twice_that_within_it() -> None:
    assert CLEAR_S >= 2 * SECOND_S


@pytest.mark.parametrize("cue", [cue for cue, times in TIMES.items() if not times])
def test_all_rings_once_for_what_has_no_number(cue: CueName) -> None:
    assert Room(others=True).rings(cue) == [0]


def test_a_session_that_runs_faster_rings_faster() -> None:
    assert Room(speed=20).rings(CueName.SWITCH) == [0, 0.035, 0.07]


def test_every_cue_has_its_place_and_no_two_have_the_same_notes() -> None:
    assert sorted(PRECEDENCE) == sorted(CueName)
    assert len({*NOTES.values(), PLAIN}) == len(NOTES) + 1


def heard(room: Room, *cues: tuple[float, CueName]) -> list[list[float]]:
    """The numbers that are counted, each as the moments of its bells, if cues come like this."""
    start = room.now
    for at, cue in cues:
        room.wait(start + at - room.now)
        room.bell.play(cue)
    room.wait(20)
    return numbers([at - start for at in room.heard])


def numbers(bells: list[float]) -> list[list[float]]:
    """Bells by number, as somebody counts them: what is a second apart is no longer the same."""
    counted: list[list[float]] = []
    for at in bells:
        if counted and at - counted[-1][-1] < 1.0:
            counted[-1].append(round(at, 2))
        else:
            counted.append([round(at, 2)])
    return counted


def test_a_hold_that_follows_at_once_is_counted_for_itself() -> None:
    before = 10 - EARLY_END_S
    assert heard(Room(), (0, CueName.HOLD), (before, CueName.END), (10, CueName.HOLD)) == [
        [0],
        [9.25, 9.95],
        [11.35],
    ]


def test_a_short_change_of_sides_is_rung_to_its_end_before_the_hold() -> None:
    assert heard(Room(), (0, CueName.SWITCH), (1, CueName.HOLD)) == [[0, 0.7, 1.4], [2.8]]


def test_what_comes_while_the_session_finishes_waits_for_it() -> None:
    assert heard(Room(), (0, CueName.FINISH), (1, CueName.READY), (2, CueName.HOLD)) == [
        [0, 0.7, 1.4, 2.1, 2.8],
        [4.2],
    ]


def test_of_two_that_wait_the_newer_one_is_heard() -> None:
    assert heard(Room(), (0, CueName.FINISH), (1, CueName.SWITCH), (2, CueName.HOLD)) == [
        [0, 0.7, 1.4, 2.1, 2.8],
        [4.2],
    ]


def test_a_step_that_waits_rings_in_pairs() -> None:
    waits = [(20 * n, CueName.WAITING) for n in range(3)]
    rung = heard(Room(), (0, CueName.END), *waits)
    assert [len(each) for each in rung] == [2, 2, 2, 2]
    assert [each[0] for each in rung] == [0, 2.1, 20, 40]


def test_ticks_do_not_put_off_what_they_lead_to() -> None:
    ticks = [(at, CueName.TICK) for at in (0, 1, 2)]
    assert heard(Room(others=True), *ticks, (3, CueName.END)) == [[0], [1], [2], [3, 3.7]]


@pytest.mark.parametrize("at", [0.3, 0.9, 1.5, 2.0])
def test_what_has_no_number_is_never_counted_with_one(at: float) -> None:
    assert heard(Room(others=True), (0, CueName.END), (at, CueName.REP)) == [[0, 0.7]]


def test_what_has_no_number_gives_way_to_what_waits() -> None:
    rung = heard(Room(others=True), (0, CueName.TICK), (0.2, CueName.HOLD), (0.3, CueName.TICK))
    assert rung == [[0, NEAR_S]]


def test_after_closing_nothing_rings() -> None:
    room = Room()
    room.bell.play(CueName.FINISH)
    room.bell.play(CueName.HOLD)
    room.bell.close()
    room.wait(5)
    assert len(room.heard) == 1


Asked = st.lists(st.tuples(st.sampled_from(CueName), st.floats(0, 6)), max_size=60)


@given(st.floats(0.5, 50), Asked)
def test_every_number_that_is_heard_was_meant_whatever_is_asked(
    speed: float, asked: list[tuple[CueName, float]]
) -> None:
    room = Room(speed)
    for cue, pause in asked:
        room.bell.play(cue)
        room.wait(pause / speed)
    room.wait(20)
    rung = iter([TIMES[cue] for cue, _ in asked if TIMES[cue]])
    counted = [len(each) for each in numbers([at * speed for at in room.heard])]
    # Each of them in its turn, and the last one always.
    assert all(any(times == meant for meant in rung) for times in counted)
    last = [TIMES[cue] for cue, _ in asked if TIMES[cue]][-1:]
    assert counted[-1:] == last


@given(st.floats(0.5, 50), Asked)
def test_bells_are_never_too_close_whatever_is_asked(
    speed: float, asked: list[tuple[CueName, float]]
) -> None:
    room = Room(speed, others=True)
    for cue, pause in asked:
        room.bell.play(cue)
        room.wait(pause / speed)
    room.wait(20)
    gaps = [after - before for before, after in pairwise(room.heard)]
    assert all(gap >= NEAR_S / speed - 2e-3 for gap in gaps)
    assert bool(room.heard) == bool(asked)


def test_notes_are_one_sequence_each_with_three_parameters() -> None:
    written: list[str] = []
    TerminalNotes(written.append).play(CueName.HOLD)
    low, high = NOTES[CueName.HOLD]
    assert written == [f"\x1b[4;4;{low},~\x1b[4;4;{high},~"]


def test_notes_are_in_the_terminals_range() -> None:
    assert all(1 <= note <= 25 for notes in NOTES.values() for note in notes)


@pytest.mark.parametrize(
    ("found", "plays"),
    [
        (TerminalFacts(da1=(61, 4, 6, 7, 14, 21, 22, 23, 24, 28, 32, 42, 52)), True),
        (TerminalFacts(da1=(62, 22), version="mintty 3.7.4"), True),
        (TerminalFacts(da1=(65, 1), version="contour 0.4"), True),
        (TerminalFacts(da1=(65, 1), version="contour 0.4", tmux=True), False),
        (TerminalFacts(version="mintty 3.7.4", screen=True), False),
        (TerminalFacts(da1=(62, 22), version="kitty(0.35)"), False),
        (TerminalFacts(da1=(61, 4, 6)), False),
        (TerminalFacts(), False),
    ],
)
def test_notes_are_for_terminals_that_play_them(found: TerminalFacts, plays: bool) -> None:
    assert plays_notes(found) == plays

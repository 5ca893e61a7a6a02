"""The terminal's bell and notes: which cue rings when, and which gives way."""

from __future__ import annotations

import heapq
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.sessions.cues import PRECEDENCE, CueName
from stretchtui.cues.sink import Outlet
from stretchtui.cues.terminal import (
    APART_S,
    BELL,
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

    def __init__(self, speed: float = 1.0) -> None:
        self.now = 50.0
        self.heard: list[float] = []
        self._calls: list[tuple[float, int, Call]] = []
        outlet = Outlet(self._hear, self._call_later, lambda: self.now)
        self.bell = TerminalBell(outlet, speed)

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
        self.wait(10)
        return [round(at - start, 6) for at in self.heard[before:]]


@pytest.mark.parametrize("cue", CueName)
def test_a_cue_rings_at_once_and_as_often_as_it_should(cue: CueName) -> None:
    times = TIMES.get(cue, 1)
    assert Room().rings(cue) == [round(SECOND_S * n, 6) for n in range(times)]


def test_switch_rings_twice_and_finish_three_times() -> None:
    assert TIMES == {CueName.SWITCH: 2, CueName.FINISH: 3}


def test_a_session_that_runs_faster_rings_faster() -> None:
    assert Room(speed=20).rings(CueName.SWITCH) == [0, round(SECOND_S / 20, 6)]


def test_every_cue_has_its_place_and_no_two_have_the_same_notes() -> None:
    assert sorted(PRECEDENCE) == sorted(CueName)
    assert len({*NOTES.values(), PLAIN}) == len(NOTES) + 1


def test_a_tick_gives_way_to_the_second_bell_of_a_switch() -> None:
    room = Room()
    room.bell.play(CueName.SWITCH)
    room.wait(0.5)
    room.bell.play(CueName.TICK)
    room.wait(5)
    assert [at - 50 for at in room.heard] == pytest.approx([0, SECOND_S])


def test_what_matters_more_rings_as_soon_as_it_may() -> None:
    room = Room()
    room.bell.play(CueName.READY)
    room.wait(0.2)
    room.bell.play(CueName.HOLD)
    room.wait(5)
    assert [at - 50 for at in room.heard] == pytest.approx([0, APART_S], abs=2e-3)


def test_what_matters_more_ends_the_ringing_of_what_matters_less() -> None:
    room = Room()
    room.bell.play(CueName.FINISH)
    room.wait(0.65)
    room.bell.play(CueName.SWITCH)
    room.wait(5)
    assert [at - 50 for at in room.heard] == pytest.approx([0, 0.65, 0.65 + SECOND_S])


def test_after_closing_nothing_rings() -> None:
    room = Room()
    room.bell.play(CueName.FINISH)
    room.bell.close()
    room.wait(5)
    assert len(room.heard) == 1


@given(
    st.floats(0.5, 50),
    st.lists(st.tuples(st.sampled_from(CueName), st.floats(0, 2)), max_size=60),
)
def test_bells_are_never_too_close_whatever_is_asked(
    speed: float, asked: list[tuple[CueName, float]]
) -> None:
    room = Room(speed)
    for cue, pause in asked:
        room.bell.play(cue)
        room.wait(pause / speed)
    room.wait(10)
    gaps = [after - before for before, after in zip(room.heard, room.heard[1:], strict=False)]
    assert all(gap >= APART_S / speed - 2e-3 for gap in gaps)
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

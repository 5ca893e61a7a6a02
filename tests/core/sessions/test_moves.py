"""Moving about in a session: which phase a move leads to, and how it begins there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stretchtui.core.routines.model import Sides, Step
from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.events import (
    CueDue,
    Finished,
    PhaseBegan,
    Resumed,
    SessionCommand,
    State,
)
from stretchtui.core.sessions.moves import destination
from tests.core.sessions.examples import WAITS, T, cues, laid_out, run_to, started

if TYPE_CHECKING:
    from stretchtui.core.sessions.timeline import Timeline


TOUR = laid_out(
    Step(name="A", hold=10, sides=Sides.BOTH, times=2, rest=4),
    Step(name="B", hold=10),
    get_ready=2,
)
"""A: ready, hold, rest, hold, switch, hold, rest, hold; B: rest 55-59, ready, hold."""

BARE = laid_out(*(Step(name=name, hold=10) for name in "ABC"), get_ready=0)
"""Three steps of one phase each: hold 0-10, hold 10-20, hold 20-30."""


def destinations(timeline: Timeline, move: SessionCommand, into: float = 5) -> list[int | None]:
    """Where a move leads from each phase, some seconds into it."""
    phases = enumerate(timeline.phases)
    return [destination(move, timeline, n, phase.start + into) for n, phase in phases]


PUSHED = laid_out(
    Step(name="A", hold=10, times=2, contract=6), Step(name="B", hold=10), get_ready=2
)
"""A: ready, push, relax, hold, push, relax, hold; B: ready, hold."""


def test_back_to_a_hold_is_back_to_its_push() -> None:
    back = destinations(PUSHED, SessionCommand.BACK, into=1)
    assert back == [0, 0, 0, 0, 1, 1, 1, 4, 4]
    assert destinations(PUSHED, SessionCommand.RESTART, into=1) == list(range(9))


def test_a_push_is_taken_up_after_a_lead_and_begins_with_its_own_cue() -> None:
    session = started(PUSHED, 4.5)
    session.do(SessionCommand.PAUSE, T + 4.5)
    events = session.do(SessionCommand.RESUME, T + 5)
    events += run_to(session, T + 5, T + 8.1)
    assert cues(events) == [
        (CueName.RESUME, 1.5),
        (CueName.TICK, 2.5),
        (CueName.TICK, 3.5),
        (CueName.PUSH, 4.5),
    ]
    assert session.view(T + 8.1).phase is PUSHED.phases[1]


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        (SessionCommand.NEXT, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, None]),
        (SessionCommand.NEXT_STEP, [8, 8, 8, 8, 8, 8, 8, 8, None, None, None]),
        (SessionCommand.BACK, [0, 0, 1, 1, 3, 3, 5, 5, 7, 7, 7]),
        (SessionCommand.RESTART, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
        (SessionCommand.BACK_STEP, [0, 0, 0, 0, 0, 0, 0, 0, 8, 8, 8]),
    ],
)
def test_where_each_move_leads_from_every_phase(
    move: SessionCommand, expected: list[int | None]
) -> None:
    assert destinations(TOUR, move) == expected


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        (SessionCommand.NEXT, [1, 2, None]),
        (SessionCommand.NEXT_STEP, [1, 2, None]),
        (SessionCommand.BACK, [0, 0, 1]),
        (SessionCommand.RESTART, [0, 1, 2]),
        (SessionCommand.BACK_STEP, [0, 1, 2]),
    ],
)
def test_where_each_move_leads_among_steps_of_one_phase(
    move: SessionCommand, expected: list[int | None]
) -> None:
    assert destinations(BARE, move) == expected


@pytest.mark.parametrize(("into", "expected"), [(0, [0, 0, 1]), (2.9, [0, 0, 1]), (3, [0, 1, 2])])
def test_back_step_just_after_a_beginning_leads_to_the_step_before(
    into: float, expected: list[int]
) -> None:
    assert destinations(BARE, SessionCommand.BACK_STEP, into) == expected


def test_back_step_counts_from_the_beginning_of_the_step_and_not_of_the_phase() -> None:
    assert destinations(TOUR, SessionCommand.BACK_STEP, into=0) == [0] * 9 + [8, 8]


def test_a_step_is_gone_to_from_wherever_the_session_is() -> None:
    for index, phase in enumerate(TOUR.phases):
        found = [
            destination(SessionCommand.GO_TO, TOUR, index, phase.start + 5.0, step)
            for step in (0, 1, None)
        ]
        assert found == [0, 8, 0 if phase.step == 0 else 8]


# In a session


def test_whoever_goes_to_a_step_begins_with_its_get_ready() -> None:
    session = started(WAITS, 12)
    assert session.do(SessionCommand.GO_TO, T + 12, 1)[0] == PhaseBegan(2)
    assert session.view(T + 12).phase.name == WAITS.phases[2].name
    assert session.do(SessionCommand.GO_TO, T + 13, 0)[0] == PhaseBegan(0)


def test_next_goes_to_the_phase_that_comes() -> None:
    session = started(position=10)
    assert session.do(SessionCommand.NEXT, T + 10) == [PhaseBegan(2), CueDue(CueName.SWITCH, 38)]
    assert session.view(T + 11).position == 39


def test_next_on_the_last_phase_finishes() -> None:
    session = started(position=90)
    assert session.do(SessionCommand.NEXT, T + 90) == [CueDue(CueName.FINISH, 101), Finished()]
    assert session.view(T + 90).position == 101


def test_next_step_skips_what_is_left_of_this_one() -> None:
    session = started(position=10)
    assert session.do(SessionCommand.NEXT_STEP, T + 10) == [
        PhaseBegan(4),
        CueDue(CueName.READY, 73),
    ]


def test_next_step_on_the_last_step_finishes() -> None:
    session = started(position=75)
    assert session.do(SessionCommand.NEXT_STEP, T + 75) == [CueDue(CueName.FINISH, 101), Finished()]
    view = session.view(T + 75)
    assert (view.index, view.position, view.seconds_left) == (5, 101, 0)


def test_back_goes_to_the_hold_before_with_time_to_lie_down() -> None:
    session = started(position=50)
    assert session.do(SessionCommand.BACK, T + 50) == [PhaseBegan(1), CueDue(CueName.READY, 5)]
    assert session.view(T + 50).lead == 3
    assert cues(run_to(session, T + 50, T + 54)) == [
        (CueName.TICK, 6),
        (CueName.TICK, 7),
        (CueName.HOLD, 8),
    ]
    assert session.view(T + 54).position == 9


def test_back_before_any_hold_starts_over() -> None:
    session = started(position=4)
    assert session.do(SessionCommand.BACK, T + 4) == [PhaseBegan(0), CueDue(CueName.READY, 0)]


def test_back_from_a_step_that_waits_goes_to_the_hold_before_it() -> None:
    session = started(WAITS, 18)
    assert session.do(SessionCommand.BACK, T + 18) == [PhaseBegan(0), CueDue(CueName.READY, 0)]


def test_restart_does_this_hold_again_with_time_to_lie_down() -> None:
    session = started(position=30)
    assert session.do(SessionCommand.RESTART, T + 30) == [PhaseBegan(1), CueDue(CueName.READY, 5)]
    assert session.view(T + 33).position == 8


def test_restart_of_a_switch_begins_at_once() -> None:
    session = started(position=40)
    assert session.do(SessionCommand.RESTART, T + 40) == [PhaseBegan(2), CueDue(CueName.SWITCH, 38)]


def test_restart_of_a_step_that_waits_does_its_hold_again() -> None:
    session = started(WAITS, 18)
    assert session.do(SessionCommand.RESTART, T + 30) == [PhaseBegan(1), CueDue(CueName.READY, 5)]
    assert session.state is State.RUNNING


@pytest.mark.parametrize(
    ("position", "index", "start"), [(50, 0, 0), (73, 0, 0), (75.5, 0, 0), (76, 4, 73), (90, 4, 73)]
)
def test_back_step_begins_this_step_again_or_just_after_its_beginning_the_one_before(
    position: float, index: int, start: int
) -> None:
    session = started(position=position)
    assert session.do(SessionCommand.BACK_STEP, T + position) == [
        PhaseBegan(index),
        CueDue(CueName.READY, start),
    ]


@pytest.mark.parametrize(("position", "index", "start"), [(11, 0, 0), (15, 1, 10), (21, 1, 10)])
def test_back_step_onto_a_step_of_one_phase_leaves_time_to_lie_down(
    position: float, index: int, start: int
) -> None:
    session = started(BARE, position)
    assert session.do(SessionCommand.BACK_STEP, T + position) == [
        PhaseBegan(index),
        CueDue(CueName.READY, start - 3),
    ]
    view = session.view(T + position)
    assert (view.state, view.position, view.lead) == (State.RUNNING, start, 3)
    assert cues(run_to(session, T + position, T + position + 4)) == [
        (CueName.TICK, start - 2),
        (CueName.TICK, start - 1),
        (CueName.HOLD, start),
    ]
    assert session.view(T + position + 4).position == start + 1


def test_moving_while_paused_stays_paused_and_silent() -> None:
    session = started(position=10)
    session.do(SessionCommand.PAUSE, T + 10)
    assert session.do(SessionCommand.NEXT, T + 20) == [PhaseBegan(2)]
    assert session.do(SessionCommand.NEXT, T + 20) == [PhaseBegan(3)]
    view = session.view(T + 30)
    assert (view.state, view.position) == (State.PAUSED, 43)
    assert session.do(SessionCommand.RESUME, T + 30) == [Resumed(), CueDue(CueName.RESUME, 40)]
    assert cues(run_to(session, T + 30, T + 33))[-1] == (CueName.HOLD, 43)

"""The session: what each command does in each state, and what holds however time passes."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from stretchtui.core.routines.model import Routine, Sides, Step
from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.events import (
    CueDue,
    Event,
    Finished,
    Paused,
    PhaseBegan,
    Resumed,
    SessionCommand,
    State,
    Stopped,
    View,
    Waiting,
)
from stretchtui.core.sessions.phases import Kind, Phase
from stretchtui.core.sessions.session import ALLOWED, LATE_S, LONGEST_PHASE_S, Session
from stretchtui.core.sessions.timeline import Timeline, assemble, compile_routine
from tests.core.sessions.plain_session import PlainSession
from tests.core.strategies import timelines

T = 1000.0
"""The moment, by the caller's clock, at which the examples start."""


def laid_out(*steps: Step, get_ready: int = 8) -> Timeline:
    return compile_routine(Routine(id="r", name="R", get_ready=get_ready, steps=steps), {})


TWO_STEPS = laid_out(
    Step(name="Knee", hold=30, sides=Sides.BOTH), Step(name="Cat", hold=20, rest=4)
)
"""ready 0-8, hold left 8-38, switch 38-43, hold right 43-73, ready 73-81, hold 81-101."""

WAITS = laid_out(Step(name="Knee", hold=10, wait=True), Step(name="Cat", hold=20))
"""ready 0-8, hold 8-18 and wait, ready 18-26, hold 26-46."""


def run_to(session: Session, start: float, until: float) -> list[Event]:
    """Advance a second at a time, as a caller would."""
    events: list[Event] = []
    now = start
    while now < until:
        now = min(now + 1, until)
        events += session.advance(now)
    return events


def started(timeline: Timeline = TWO_STEPS, position: float = 0.0) -> Session:
    """A session that has run to a position; the clock is then at ``T + position``."""
    session = Session(timeline)
    session.do(SessionCommand.START, T)
    run_to(session, T, T + position)
    return session


def cues(events: list[Event]) -> list[tuple[CueName, float]]:
    return [(event.name, event.at) for event in events if isinstance(event, CueDue)]


def in_state(state: State) -> tuple[Session, float]:
    """A session in a state, and the moment it is at."""
    timeline = laid_out(Step(name="Knee", hold=30, wait=True), Step(name="Cat", hold=20))
    if state is State.IDLE:
        return Session(timeline), T
    if state is State.WAITING:
        return started(timeline, 38), T + 38
    session = started(timeline, 12)
    if state is State.PAUSED:
        session.do(SessionCommand.PAUSE, T + 12)
    if state is State.STOPPED:
        session.do(SessionCommand.STOP, T + 12)
    if state is State.FINISHED:
        session.do(SessionCommand.NEXT_STEP, T + 12)
        session.do(SessionCommand.NEXT_STEP, T + 12)
    return session, T + 12


# Every command in every state: what it leads to, or None where it is refused.

IDLE, RUNNING, PAUSED, WAITING, FINISHED, STOPPED = State
OUTCOMES: dict[SessionCommand, dict[State, State]] = {
    SessionCommand.START: {IDLE: RUNNING},
    SessionCommand.PAUSE: {RUNNING: PAUSED},
    SessionCommand.RESUME: {PAUSED: RUNNING, WAITING: RUNNING},
    SessionCommand.NEXT: {RUNNING: RUNNING, PAUSED: PAUSED, WAITING: RUNNING},
    SessionCommand.BACK: {RUNNING: RUNNING, PAUSED: PAUSED, WAITING: RUNNING},
    SessionCommand.RESTART: {RUNNING: RUNNING, PAUSED: PAUSED, WAITING: RUNNING},
    SessionCommand.NEXT_STEP: {RUNNING: RUNNING, PAUSED: PAUSED, WAITING: RUNNING},
    SessionCommand.BACK_STEP: {RUNNING: RUNNING, PAUSED: PAUSED, WAITING: RUNNING},
    SessionCommand.MORE: {RUNNING: RUNNING, PAUSED: PAUSED},
    SessionCommand.LESS: {RUNNING: RUNNING, PAUSED: PAUSED},
    SessionCommand.STOP: {RUNNING: STOPPED, PAUSED: STOPPED, WAITING: STOPPED},
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("command", SessionCommand)
def test_every_command_in_every_state(state: State, command: SessionCommand) -> None:
    session, now = in_state(state)
    assert session.state is state
    expected = OUTCOMES[command].get(state)
    before = session.view(now), session.timeline
    assert session.can(command) == (command in ALLOWED[state]) == (expected is not None)
    events = session.do(command, now)
    if expected is None:
        assert events == []
        assert (session.view(now), session.timeline) == before
    else:
        assert session.state is expected
        assert events or session.timeline != before[1]


# Starting and going on by itself


def test_a_session_needs_something_to_play() -> None:
    with pytest.raises(ValueError, match="at least one phase"):
        Session(Timeline((), ()))


def test_before_the_start_time_stands_still() -> None:
    session = Session(TWO_STEPS)
    assert session.advance(T) == []
    assert session.advance(T + 100) == []
    assert session.next_due(T + 100) is None
    view = session.view(T + 100)
    assert (view.state, view.index, view.position, view.total) == (IDLE, 0, 0, 101)


def test_the_start_is_heard_at_once() -> None:
    assert Session(TWO_STEPS).do(SessionCommand.START, T) == [
        Resumed(),
        PhaseBegan(0),
        CueDue(CueName.READY, 0),
    ]


def test_time_brings_cues_and_phases() -> None:
    session = started()
    assert run_to(session, T, T + 8) == [
        CueDue(CueName.TICK, 5),
        CueDue(CueName.TICK, 6),
        CueDue(CueName.TICK, 7),
        CueDue(CueName.HOLD, 8),
        PhaseBegan(1),
    ]
    view = session.view(T + 8)
    assert (view.index, view.position, view.elapsed, view.seconds_left) == (1, 8, 0, 30)
    assert view.phase is TWO_STEPS.phases[1]


def test_seconds_left_are_counted_as_they_are_said_aloud() -> None:
    session = started(position=8)
    assert [session.view(T + 8 + s).seconds_left for s in (0, 0.1, 0.999, 1, 29.5)] == [
        30,
        30,
        30,
        29,
        1,
    ]


def test_at_the_end_the_session_is_finished_and_stays_there() -> None:
    session = started()
    events = run_to(session, T, T + 101)
    assert events[-2:] == [CueDue(CueName.FINISH, 101), Finished()]
    assert run_to(session, T + 101, T + 110) == []
    view = session.view(T + 110)
    assert (view.state, view.position, view.seconds_left) == (FINISHED, 101, 0)
    assert session.next_due(T + 110) is None


def test_speed_runs_the_sessions_clock_and_not_the_callers() -> None:
    session = Session(TWO_STEPS, speed=20)
    session.do(SessionCommand.START, T)
    assert session.advance(T + 0.25) == [CueDue(CueName.TICK, 5)]
    assert session.view(T + 0.5).position == 8
    assert session.view(T + 0.3).position == pytest.approx(6)


# Pausing


def test_pausing_stops_the_clock_where_it_is() -> None:
    session = started(position=20)
    assert session.do(SessionCommand.PAUSE, T + 20.5) == [CueDue(CueName.PAUSE, 20.5), Paused()]
    assert session.advance(T + 5000) == []
    assert session.view(T + 5000).position == 20.5
    assert session.next_due(T + 5000) is None


def test_a_hold_is_taken_up_again_after_three_seconds_to_get_ready() -> None:
    session = started(position=20)
    session.do(SessionCommand.PAUSE, T + 20)
    assert session.do(SessionCommand.RESUME, T + 100) == [Resumed(), CueDue(CueName.RESUME, 17)]
    assert [session.view(T + 100 + s).lead for s in (0, 0.5, 1, 2, 2.9, 3)] == [3, 3, 2, 1, 1, 0]
    assert {session.view(T + 100 + s).position for s in (0, 1.5, 3)} == {20}
    assert cues(run_to(session, T + 100, T + 121)) == [
        (CueName.TICK, 18),
        (CueName.TICK, 19),
        (CueName.HOLD, 20),
        (CueName.HALFWAY, 23),
        (CueName.TICK, 35),
        (CueName.TICK, 36),
        (CueName.TICK, 37),
        (CueName.SWITCH, 38),
    ]
    assert session.view(T + 121).position == 38


@pytest.mark.parametrize(("countdown", "ticks"), [(0, []), (1, [19]), (2, [18, 19]), (9, [18, 19])])
def test_a_hold_is_led_up_to_with_no_more_ticks_than_a_countdown_has(
    countdown: int, ticks: list[int]
) -> None:
    session = started(assemble([Phase(Kind.HOLD, 0, 60, 0, "A")], countdown), position=20)
    session.do(SessionCommand.PAUSE, T + 20)
    session.do(SessionCommand.RESUME, T + 30)
    led = cues(run_to(session, T + 30, T + 33))
    assert led == [*((CueName.TICK, at) for at in ticks), (CueName.HOLD, 20)]


def test_what_was_heard_before_a_pause_is_not_heard_again_after_it() -> None:
    session = started(position=25)
    session.do(SessionCommand.PAUSE, T + 25)
    session.do(SessionCommand.RESUME, T + 25)
    later = cues(run_to(session, T + 25, T + 37))
    assert (CueName.HALFWAY, 23) not in later
    assert later[:3] == [(CueName.TICK, 23), (CueName.TICK, 24), (CueName.HOLD, 25)]


@pytest.mark.parametrize("position", [2.5, 40.25])
def test_a_get_ready_or_a_switch_goes_on_at_once(position: float) -> None:
    session = started(position=position)
    session.do(SessionCommand.PAUSE, T + position)
    assert session.do(SessionCommand.RESUME, T + 100) == [
        Resumed(),
        CueDue(CueName.RESUME, position),
    ]
    assert session.view(T + 100.5).position == position + 0.5
    assert session.view(T + 100.5).lead == 0


def test_pausing_during_the_get_ready_stays_where_the_hold_was_left() -> None:
    session = started(position=20)
    session.do(SessionCommand.PAUSE, T + 20)
    session.do(SessionCommand.RESUME, T + 30)
    assert session.do(SessionCommand.PAUSE, T + 31.5)[-1] == Paused()
    assert session.view(T + 31.5).position == 20
    assert session.do(SessionCommand.RESUME, T + 40) == [Resumed(), CueDue(CueName.RESUME, 17)]


@pytest.mark.parametrize("speed", [0.7, 1.0, 3.0, 7.0, 20.0, 333.0])
@pytest.mark.parametrize("moment", [0.1, 1e3 / 7, 1e5 + 0.137, 1e6 + 1 / 3])
def test_resuming_is_heard_at_once_whatever_the_clock_says(speed: float, moment: float) -> None:
    session = Session(laid_out(Step(name="A", hold=600), get_ready=0), speed)
    session.do(SessionCommand.START, moment)
    session.do(SessionCommand.PAUSE, moment + 0.33)
    assert [name for name, _ in cues(session.do(SessionCommand.RESUME, moment + 0.5))] == [
        CueName.RESUME
    ]


# Jumps, late calls, and clocks that go backward


def test_after_a_jump_of_more_than_two_seconds_it_stands_where_it_was() -> None:
    session = started(position=20)
    assert session.advance(T + 31)[-1:] == [Paused(gap=11)]
    assert session.view(T + 31).position == 20
    assert session.state is PAUSED
    assert session.advance(T + 32) == []
    assert session.do(SessionCommand.RESUME, T + 40) == [Resumed(), CueDue(CueName.RESUME, 17)]


def test_a_jump_far_beyond_the_end_does_not_finish_it() -> None:
    session = started(position=3)
    assert session.advance(T + 1e6)[-1:] == [Paused(gap=1e6 - 3)]
    view = session.view(T + 1e6)
    assert (view.index, view.position) == (0, 3)


def test_a_gap_of_two_seconds_is_no_jump() -> None:
    session = started(position=20)
    assert session.advance(T + 22) == []
    assert session.view(T + 22).position == 22


def test_a_command_after_a_jump_finds_the_session_paused() -> None:
    session = started(position=20)
    assert session.do(SessionCommand.PAUSE, T + 50)[-1:] == [Paused(gap=30)]
    assert session.view(T + 50).position == 20


def test_a_cue_missed_by_more_than_half_a_second_is_not_heard() -> None:
    session = started(position=4)
    # 5 is 0.75 s late, 5.75 stands between the cues.
    assert cues(session.advance(T + 5.75)) == []
    assert cues(session.advance(T + 6.5)) == [(CueName.TICK, 6)]
    # 7 is 1.5 s late, 8 half a second.
    assert session.advance(T + 8.5) == [CueDue(CueName.HOLD, 8), PhaseBegan(1)]


def test_a_clock_that_goes_backward_stands_still_until_it_has_caught_up() -> None:
    session = started(position=20)
    assert session.advance(T + 5) == []
    assert session.view(T + 5).position == 20
    assert session.advance(T + 20.5) == []
    assert session.view(T + 20.5).position == 20.5


def test_next_due_waits_for_the_next_second_or_the_next_cue() -> None:
    session = started(position=0)
    assert session.next_due(T) == 1
    assert session.next_due(T + 0.25) == 0.75
    # A hold of 21 s is half done between two seconds.
    odd = started(laid_out(Step(name="A", hold=21), get_ready=0), 10)
    assert odd.next_due(T + 10) == 0.5
    assert odd.next_due(T + 10.125) == 0.375
    fast = Session(TWO_STEPS, speed=4)
    fast.do(SessionCommand.START, T)
    assert fast.next_due(T) == 0.25
    slow = Session(TWO_STEPS, speed=0.25)
    slow.do(SessionCommand.START, T)
    assert slow.next_due(T) == 1


def test_next_due_is_now_when_the_moment_has_passed() -> None:
    assert started(position=4).next_due(T + 4.5) == 0.5
    assert started(position=4).next_due(T + 5) == 0
    assert started(position=4).next_due(T + 5.5) == 0
    assert started(position=7.5).next_due(T + 9) == 0


# Steps that wait for a key


def test_a_step_that_waits_stands_at_its_end_until_a_key() -> None:
    session = started(WAITS, 17)
    assert session.advance(T + 18.25) == [CueDue(CueName.END, 18), Waiting()]
    assert session.advance(T + 1000) == []
    assert session.next_due(T + 1000) is None
    view = session.view(T + 1000)
    assert (view.state, view.index, view.position, view.seconds_left) == (WAITING, 1, 18, 0)


@pytest.mark.parametrize(
    "command", [SessionCommand.RESUME, SessionCommand.NEXT, SessionCommand.NEXT_STEP]
)
def test_a_key_goes_on_from_a_step_that_waits(command: SessionCommand) -> None:
    session = started(WAITS, 18)
    assert session.do(command, T + 500) == [PhaseBegan(2), CueDue(CueName.READY, 18)]
    assert session.view(T + 501).position == 19


def test_nothing_of_the_next_step_is_heard_while_a_step_waits() -> None:
    timeline = laid_out(
        Step(name="A", hold=5, wait=True), Step(name="B", reps=5, tempo=1), get_ready=0
    )
    session = started(timeline, 4.5)
    # At 6 stands a repetition of the step behind the wait.
    assert session.advance(T + 6.25) == [Waiting()]
    assert session.view(T + 6.25).position == 5


def test_a_last_step_that_waits_finishes_with_the_key() -> None:
    session = started(laid_out(Step(name="A", hold=5, wait=True), get_ready=0), 5)
    assert session.state is WAITING
    assert session.do(SessionCommand.RESUME, T + 60) == [CueDue(CueName.FINISH, 5), Finished()]


# Moving about


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
    assert session.state is RUNNING


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


def test_moving_while_paused_stays_paused_and_silent() -> None:
    session = started(position=10)
    session.do(SessionCommand.PAUSE, T + 10)
    assert session.do(SessionCommand.NEXT, T + 20) == [PhaseBegan(2)]
    assert session.do(SessionCommand.NEXT, T + 20) == [PhaseBegan(3)]
    view = session.view(T + 30)
    assert (view.state, view.position) == (PAUSED, 43)
    assert session.do(SessionCommand.RESUME, T + 30) == [Resumed(), CueDue(CueName.RESUME, 40)]
    assert cues(run_to(session, T + 30, T + 33))[-1] == (CueName.HOLD, 43)


def test_stop_ends_the_session_where_it_is() -> None:
    session = started(position=10)
    assert session.do(SessionCommand.STOP, T + 10.5) == [Stopped()]
    view = session.view(T + 60)
    assert (view.state, view.position) == (STOPPED, 10.5)
    assert session.next_due(T + 60) is None


# More and less


def test_more_adds_ten_seconds_to_this_phase() -> None:
    session = started(position=10)
    assert session.do(SessionCommand.MORE, T + 10) == []
    view = session.view(T + 10)
    assert (view.seconds_left, view.total, view.position) == (38, 111, 10)
    assert cues(run_to(session, T + 10, T + 48))[:2] == [(CueName.HALFWAY, 28), (CueName.TICK, 45)]


def test_less_takes_ten_seconds_from_this_phase() -> None:
    session = started(position=10)
    assert session.do(SessionCommand.LESS, T + 10) == []
    view = session.view(T + 10)
    assert (view.seconds_left, view.total) == (18, 91)


@pytest.mark.parametrize("position", [28, 30.5, 37.9])
def test_less_than_there_is_left_goes_on(position: float) -> None:
    session = started(position=position)
    assert session.do(SessionCommand.LESS, T + position) == [
        PhaseBegan(2),
        CueDue(CueName.SWITCH, 38),
    ]
    assert session.view(T + position).total == 101


def test_less_than_there_is_left_of_a_step_that_waits_waits_now() -> None:
    session = started(WAITS, 12)
    assert session.do(SessionCommand.LESS, T + 12) == [CueDue(CueName.END, 18), Waiting()]
    assert session.view(T + 12).position == 18


def test_less_than_there_is_left_of_the_last_phase_finishes() -> None:
    session = started(position=95)
    assert session.do(SessionCommand.LESS, T + 95) == [CueDue(CueName.FINISH, 101), Finished()]


@pytest.mark.parametrize(
    ("step", "by"), [(Step(name="A", breaths=5), 8), (Step(name="A", reps=5, tempo=3), 3)]
)
def test_breaths_and_movements_are_added_and_taken_one_by_one(step: Step, by: int) -> None:
    session = started(laid_out(step, get_ready=0))
    total = session.view(T).total
    session.do(SessionCommand.MORE, T)
    assert session.view(T).total == total + by
    session.do(SessionCommand.LESS, T)
    session.do(SessionCommand.LESS, T)
    assert session.view(T).total == total - by


def test_a_cue_that_was_heard_is_not_heard_again_when_the_phase_grows() -> None:
    session = started(position=24)
    session.do(SessionCommand.MORE, T + 24)
    assert cues(run_to(session, T + 24, T + 29)) == [(CueName.HALFWAY, 28)]
    session.do(SessionCommand.MORE, T + 29)
    session.do(SessionCommand.LESS, T + 29)
    assert cues(run_to(session, T + 29, T + 44)) == []


def test_more_during_the_get_ready_keeps_the_get_ready() -> None:
    session = started(position=20)
    session.do(SessionCommand.PAUSE, T + 20)
    session.do(SessionCommand.RESUME, T + 30)
    session.do(SessionCommand.MORE, T + 31.5)
    assert session.view(T + 31.5).lead == 2
    assert cues(run_to(session, T + 31.5, T + 43)) == [
        (CueName.TICK, 19),
        (CueName.HOLD, 20),
        (CueName.HALFWAY, 28),
    ]


def test_a_phase_grows_to_two_hours_at_most() -> None:
    session = started(laid_out(Step(name="A", hold=30), get_ready=0))
    for _ in range(1000):
        session.do(SessionCommand.MORE, T)
    assert session.view(T).total == LONGEST_PHASE_S


def test_a_phase_of_more_than_two_hours_can_still_be_shortened() -> None:
    session = started(laid_out(Step(name="A", reps=100, tempo=120), get_ready=0))
    session.do(SessionCommand.MORE, T)
    assert session.view(T).total == 12000
    session.do(SessionCommand.LESS, T)
    assert session.view(T).total == 11880


# Properties

SPEEDS = [0.5, 1.0, 3.0, 7.0, 20.0, 333.0, 1000.0]
moments = st.floats(0, 1e6)


@settings(max_examples=60)
@given(timelines(40, 2, wait=False), st.sampled_from(SPEEDS), moments)
def test_following_next_due_alone_hears_every_cue_in_its_moment(
    timeline: Timeline, speed: float, now: float
) -> None:
    session = Session(timeline, speed)
    events = session.do(SessionCommand.START, now)
    at = [session.view(now).position] * len(events)
    steps = 0
    while session.state is State.RUNNING:
        due = session.next_due(now)
        assert due is not None
        assert 0 <= due <= 1
        now += due
        new = session.advance(now)
        at += [session.view(now).position] * len(new)
        events += new
        steps += 1
        assert steps <= 2 * (timeline.total + len(timeline.cues)) / min(speed, 1)
    assert cues(events) == [(cue.name, cue.at) for cue in timeline.cues]
    for event, position in zip(events, at, strict=True):
        if isinstance(event, CueDue):
            assert position == pytest.approx(event.at, abs=2e-6)
    began = [event.index for event in events if isinstance(event, PhaseBegan)]
    assert began == list(range(len(timeline.phases)))
    assert events[-1] == Finished()


@given(timelines(40, 2, wait=False), st.sampled_from(SPEEDS), moments, st.data())
def test_the_position_follows_from_the_clock_alone(
    timeline: Timeline, speed: float, start: float, data: st.DataObject
) -> None:
    session = Session(timeline, speed)
    session.do(SessionCommand.START, start)
    now = start
    for step in data.draw(st.lists(st.floats(0, 1.99), max_size=30)):
        now += step
        session.advance(now)
        expected = min((now - start) * speed, timeline.total)
        assert session.view(now).position == pytest.approx(expected, abs=2e-6)


tries = st.one_of(
    st.tuples(st.sampled_from(list(SessionCommand)), st.floats(0, 2)),
    st.tuples(st.none(), st.floats(0, 2.5)),
    st.tuples(st.none(), st.floats(-100, 5000)),
)


def assert_on_time(
    heard: list[tuple[CueName, float]], before: View, after: View, passed: float, late: float
) -> None:
    """Cues are of the time that has passed, in order, and at most ``late`` seconds old.

    All seconds are the session's own.
    """
    slack = 2e-6
    at = [moment for _, moment in heard]
    assert at == sorted(at)
    # A get-ready is given in whole seconds, rounded up: it has begun here or up to 1 s later.
    began = before.position - before.lead
    assert all(began - slack <= moment <= after.position + slack for moment in at)
    assert all(began + passed - late - slack <= moment for moment in at)


@settings(max_examples=100)
@given(timelines(), st.floats(0.5, 1000), moments, st.lists(tries, max_size=40))
def test_whatever_happens_the_session_keeps_its_word(
    timeline: Timeline,
    speed: float,
    now: float,
    attempts: list[tuple[SessionCommand | None, float]],
) -> None:
    session = Session(timeline, speed)
    session.do(SessionCommand.START, now)
    last = now
    for command, step in attempts:
        now = max(0.0, now + step)
        before = session.view(last)
        events = session.do(command, now) if command else session.advance(now)
        after = session.view(max(now, last))
        if session.state in (State.FINISHED, State.STOPPED) and before.state is session.state:
            assert events == []
        assert 0 <= after.position <= after.total
        assert after.phase.start <= after.position <= after.phase.end
        assert after.total == session.timeline.total
        assert 0 <= after.lead <= 3
        began = [event.index for event in events if isinstance(event, PhaseBegan)]
        if session.state is not FINISHED:
            assert after.index == (began[-1] if began else before.index)
        if before.state is RUNNING and now - last > 2:
            assert events[0] == CueDue(CueName.PAUSE, before.position)
            assert isinstance(events[1], Paused)
            assert events[1].gap == now - last
            if not command:
                assert (events[2:], after.position) == ([], before.position)
        elif not command:
            assert_on_time(cues(events), before, after, (now - last) * speed, LATE_S * speed)
        due = session.next_due(max(now, last))
        assert (due is None) == (session.state is not RUNNING)
        assert due is None or 0 <= due <= 1
        last = max(now, last)


class SessionMachine(RuleBasedStateMachine):
    """Random commands and random steps in time, against the plain model of a session.

    Steps in time are multiples of 1/32 s, so that both sides agree to the last digit about
    which side of a boundary a moment is on.
    """

    @initialize(
        timeline=timelines(30),
        speed=st.sampled_from([0.5, 1, 2, 3, 7, 20, 1000]),
        start=st.integers(0, 10**6),
    )
    def begin(self, timeline: Timeline, speed: float, start: int) -> None:
        self.session = Session(timeline, speed)
        self.plain = PlainSession(timeline, Fraction(speed))
        self.now = Fraction(start)
        self.check(self.session.advance(start), self.plain.advance(self.now))

    def check(self, events: list[Event], expected: list[Event]) -> None:
        assert [rounded(event) for event in events] == [rounded(event) for event in expected]

    @rule(ticks=st.integers(0, 40))
    def time_passes(self, ticks: int) -> None:
        self.step(Fraction(ticks, 32))

    @rule(speed=st.integers(1, 32))
    def time_passes_to_the_next_moment(self, speed: int) -> None:
        due = self.session.next_due(float(self.now))
        # Rounded up to the grid, as a timer that fires a little late.
        self.step(Fraction(0) if due is None else Fraction(-int(-due * 32 // 1), 32))

    @rule(ticks=st.integers(65, 10**6))
    def the_machine_sleeps(self, ticks: int) -> None:
        self.step(Fraction(ticks, 32))

    @rule(ticks=st.integers(1, 10**4))
    def the_clock_goes_backward(self, ticks: int) -> None:
        before = self.session.view(float(self.now))
        past = float(self.now) - ticks / 32
        assert self.session.advance(past) == []
        assert self.session.view(past) == before

    def step(self, seconds: Fraction) -> None:
        self.now += seconds
        self.check(self.session.advance(float(self.now)), self.plain.advance(self.now))

    @precondition(lambda self: self.session.state is State.IDLE)
    @rule()
    def start(self) -> None:
        self.command(SessionCommand.START, 0)

    @rule(
        command=st.sampled_from(list(SessionCommand)),
        ticks=st.sampled_from([0, 0, 0, 1, 16, 32, 70]),
    )
    def command(self, command: SessionCommand, ticks: int) -> None:
        self.now += Fraction(ticks, 32)
        now = float(self.now)
        expected = self.plain.do(command, self.now)
        self.check(self.session.do(command, now), expected)

    @rule(command=st.sampled_from(list(SessionCommand)))
    def a_refused_command_changes_nothing(self, command: SessionCommand) -> None:
        if not self.session.can(command):
            now = float(self.now)
            before = self.session.view(now), self.session.timeline, self.session.next_due(now)
            assert self.session.do(command, now) == []
            after = self.session.view(now), self.session.timeline, self.session.next_due(now)
            assert after == before

    @invariant()
    def both_agree(self) -> None:
        view = self.session.view(float(self.now))
        assert view.state is self.plain.state
        assert view.index == self.plain.index
        assert view.position == pytest.approx(float(self.plain.position), abs=1e-6)
        assert view.lead == self.plain.lead_seconds
        assert self.session.timeline == self.plain.timeline
        assert view.total == self.plain.timeline.total
        assert 0 <= view.position <= view.total

    @invariant()
    def the_next_moment_is_within_a_second(self) -> None:
        due = self.session.next_due(float(self.now))
        assert (due is None) == (self.plain.state is not State.RUNNING)
        assert due is None or 0 <= due <= 1


def rounded(event: Event) -> Any:
    """An event with its moment to the microsecond."""
    if isinstance(event, CueDue):
        return event.name, round(event.at, 6)
    return event


TestSessionMachine = SessionMachine.TestCase
TestSessionMachine.settings = settings(max_examples=120, stateful_step_count=40, deadline=None)


def test_what_nobody_heard_did_not_happen_whatever_phases_have_passed() -> None:
    session = started(position=44)
    assert session.view(T + 44).index == 3, "the other side has begun"
    events = session.unheard(T + 44.5, T + 36)
    assert events == [PhaseBegan(1), CueDue(CueName.PAUSE, 36.0), Paused(8.5, unheard=True)]
    view = session.view(T + 99)
    assert (view.state, view.index, view.position) == (State.PAUSED, 1, 36.0)


def test_unheard_it_goes_back_no_further_than_where_it_was_taken_up() -> None:
    session = started(position=20)
    session.do(SessionCommand.NEXT, T + 20)
    session.unheard(T + 21, T + 5)
    assert session.view(T + 21).position == 38.0


def test_unheard_in_the_lead_it_stands_where_the_hold_is_taken_up() -> None:
    session = started(position=20)
    session.do(SessionCommand.PAUSE, T + 20)
    session.do(SessionCommand.RESUME, T + 21)
    session.unheard(T + 22, T + 21.5)
    assert session.view(T + 22).position == 20.0


@pytest.mark.parametrize("command", [SessionCommand.PAUSE, SessionCommand.STOP])
def test_unheard_changes_nothing_where_time_stands_still(command: SessionCommand) -> None:
    session = started(position=20)
    session.do(command, T + 20)
    assert session.unheard(T + 21, T + 10) == []
    assert session.view(T + 21).position == 20.0


def test_a_session_that_broke_off_begins_where_it_was_with_time_to_lie_down() -> None:
    session = Session(TWO_STEPS, first=1)
    assert session.view(T).position == 8.0
    events = session.do(SessionCommand.START, T)
    assert events == [Resumed(), PhaseBegan(1), CueDue(CueName.READY, 5.0)]
    assert session.view(T).lead == 3
    run_to(session, T, T + 4)
    assert session.view(T + 4).position == 9.0

"""The session: what time and commands do to it, told by examples."""

from __future__ import annotations

import pytest

from stretchtui.core.routines.model import Step
from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.events import (
    CueDue,
    Finished,
    Paused,
    PhaseBegan,
    Resumed,
    SessionCommand,
    State,
    Stopped,
    Waiting,
)
from stretchtui.core.sessions.phases import LONGEST_PHASE_S, Kind, Phase
from stretchtui.core.sessions.session import Session
from stretchtui.core.sessions.timeline import Timeline, assemble
from tests.core.sessions.examples import TWO_STEPS, WAITS, T, cues, laid_out, run_to, started

# Starting, and running by itself


def test_a_session_needs_something_to_play() -> None:
    with pytest.raises(ValueError, match="at least one phase"):
        Session(Timeline((), ()))


def test_before_the_start_time_stands_still() -> None:
    session = Session(TWO_STEPS)
    assert session.advance(T) == []
    assert session.advance(T + 100) == []
    assert session.next_due(T + 100) is None
    view = session.view(T + 100)
    assert (view.state, view.index, view.position, view.total) == (State.IDLE, 0, 0, 101)


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


def test_at_the_end_the_session_is_finished_and_stays_there() -> None:
    session = started()
    events = run_to(session, T, T + 101)
    assert events[-2:] == [CueDue(CueName.FINISH, 101), Finished()]
    assert run_to(session, T + 101, T + 110) == []
    view = session.view(T + 110)
    assert (view.state, view.position, view.seconds_left) == (State.FINISHED, 101, 0)
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
    assert session.state is State.PAUSED
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
    assert session.advance(T + 20) == []
    view = session.view(T + 20)
    assert (view.state, view.index, view.position, view.seconds_left) == (State.WAITING, 1, 18, 0)


def test_the_seconds_it_waits_are_counted_while_somebody_is_there() -> None:
    session = started(WAITS, 17)
    session.advance(T + 18.25)
    assert session.view(T + 18.25).waited == 0
    assert session.next_due(T + 18.25) == 1
    assert session.view(T + 19.5).waited == 1.25
    assert session.next_due(T + 19.5) == 0.75
    session.advance(T + 19.5)
    session.advance(T + 21.5)
    session.advance(T + 1000)
    assert session.view(T + 1000).waited == 3.25
    session.do(SessionCommand.RESUME, T + 1001)
    assert session.view(T + 1001).waited == 0


# Where an interrupted session is resumed


def test_it_begins_in_the_middle_of_a_hold_after_a_get_ready() -> None:
    timeline = laid_out(Step(name="A", hold=20), Step(name="B", hold=20), get_ready=4)
    session = Session(timeline, 2.0, first=3, reached=12.0, ready=4)
    assert session.view(T).position == 28 + 12
    assert session.do(SessionCommand.START, T) == [
        *(Resumed(), PhaseBegan(3), CueDue(CueName.READY, 36)),
    ]
    assert (session.view(T).lead, session.view(T).position) == (4, 40)
    heard = [event for half in range(1, 9) for event in session.advance(T + half / 4)]
    assert cues(heard) == [*((CueName.TICK, at) for at in (37, 38, 39)), (CueName.HOLD, 40)]
    assert session.view(T + 3).position == 42
    # Anywhere else it begins at once.
    session = Session(timeline, 1.0, first=2)
    assert session.do(SessionCommand.START, T)[2:] == [CueDue(CueName.READY, 24)]
    assert session.view(T).lead == 0


def test_what_begins_at_its_beginning_begins_at_once() -> None:
    timeline = laid_out(Step(name="A", hold=20), get_ready=0)
    session = Session(timeline, ready=9)
    session.do(SessionCommand.START, T)
    assert session.view(T).lead == 0


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


def test_that_a_step_waits_is_heard_again_every_twenty_seconds() -> None:
    session = started(WAITS, 18)
    heard = cues(run_to(session, T + 18, T + 70))
    assert heard == [(CueName.WAITING, 18)] * 2
    # Nobody was there to wait.
    assert session.advance(T + 170) == []
    assert cues(run_to(session, T + 170, T + 179)) == [(CueName.WAITING, 18)]


def test_a_last_step_that_waits_finishes_with_the_key() -> None:
    session = started(laid_out(Step(name="A", hold=5, wait=True), get_ready=0), 5)
    assert session.state is State.WAITING
    assert session.do(SessionCommand.RESUME, T + 60) == [CueDue(CueName.FINISH, 5), Finished()]


# Stopping


def test_stop_ends_the_session_where_it_is() -> None:
    session = started(position=10)
    assert session.do(SessionCommand.STOP, T + 10.5) == [Stopped()]
    view = session.view(T + 60)
    assert (view.state, view.position) == (State.STOPPED, 10.5)
    assert session.next_due(T + 60) is None


# More and less


def test_more_adds_ten_seconds_to_this_phase() -> None:
    session = started(position=10)
    assert session.do(SessionCommand.MORE, T + 10) == [CueDue(CueName.MORE, 10)]
    view = session.view(T + 10)
    assert (view.seconds_left, view.total, view.position) == (38, 111, 10)
    assert cues(run_to(session, T + 10, T + 48))[:2] == [(CueName.HALFWAY, 28), (CueName.TICK, 45)]


def test_less_takes_ten_seconds_from_this_phase() -> None:
    session = started(position=10)
    assert session.do(SessionCommand.LESS, T + 10) == [CueDue(CueName.LESS, 10)]
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
    ("step", "by"), [(Step(name="A", breaths=5), 10), (Step(name="A", reps=5, tempo=3), 3)]
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


@pytest.mark.parametrize("command", [SessionCommand.MORE, SessionCommand.LESS])
def test_a_cue_of_just_now_is_not_heard_again_when_the_phase_changes(
    command: SessionCommand,
) -> None:
    session = started(position=8.25)
    assert session.do(command, T + 8.25) == [CueDue(CueName(command), 8.25)]
    assert cues(run_to(session, T + 8.25, T + 17)) == []


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
    assert session.view(T).total == LONGEST_PHASE_S == 2 * 60 * 60


def test_a_phase_of_more_than_two_hours_can_still_be_shortened() -> None:
    session = started(laid_out(Step(name="A", reps=100, tempo=120), get_ready=0))
    session.do(SessionCommand.MORE, T)
    assert session.view(T).total == 12000
    session.do(SessionCommand.LESS, T)
    assert session.view(T).total == 11880


# What nobody heard


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


# Resuming an interrupted session


def test_a_session_that_broke_off_begins_where_it_was_with_time_to_lie_down() -> None:
    session = Session(TWO_STEPS, first=1)
    assert session.view(T).position == 8.0
    events = session.do(SessionCommand.START, T)
    assert events == [Resumed(), PhaseBegan(1), CueDue(CueName.READY, 5.0)]
    assert session.view(T).lead == 3
    run_to(session, T, T + 4)
    assert session.view(T + 4).position == 9.0

"""What is heard of a session: one cue a moment, and no tick in a crowd."""

from __future__ import annotations

from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from stretchtui.core.routines.model import Sides, Step
from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.cues import EARLY_END_S, Cue, CueName
from stretchtui.core.sessions.phases import Kind
from tests.core.sessions.examples import heard, laid_out, shape
from tests.core.sessions.plain_cues import at_boundary
from tests.core.strategies import timelines

if TYPE_CHECKING:
    from stretchtui.core.sessions.timeline import Timeline


def test_breaths_are_heard_in_and_out_and_neither_tick_nor_halve() -> None:
    timeline = laid_out(Step(name="Bridge", breaths=3), get_ready=0)
    assert shape(timeline) == ["hold 30"]
    assert heard(timeline) == [
        "0 hold",
        "4 breath-out",
        "10 breath-in",
        "14 breath-out",
        "20 breath-in",
        "24 breath-out",
        "30 finish",
    ]


def test_a_breath_that_is_held_is_heard_in_all_its_parts() -> None:
    timeline = laid_out(Step(name="Box", breaths=2, breath=(4, 3, 5, 2)), get_ready=0)
    assert heard(timeline) == [
        "0 hold",
        "4 turn",
        "7 breath-out",
        "12 turn",
        "14 breath-in",
        "18 turn",
        "21 breath-out",
        "26 turn",
        "28 finish",
    ]


def test_movements_are_heard_as_they_turn() -> None:
    timeline = laid_out(Step(name="Bridge", reps=2, tempo=(2, 1, 4)), get_ready=0)
    assert shape(timeline) == ["work 14"]
    assert heard(timeline) == [
        "0 hold",
        "2 turn",
        "3 turn",
        "7 rep",
        "9 turn",
        "10 turn",
        "14 finish",
    ]
    straight = laid_out(Step(name="Bridge", reps=2, tempo=(2, 0, 4)), get_ready=0)
    assert heard(straight) == ["0 hold", "2 turn", "6 rep", "8 turn", "12 finish"]


def test_a_push_lets_go_before_each_hold() -> None:
    step = Step(name="Hamstring", hold=5, contract=6, times=2)
    timeline = laid_out(step, get_ready=2)
    set_ = ["push 6", "relax 2", "hold 5"]
    assert shape(timeline) == ["ready 2", *set_, *set_]
    assert heard(timeline) == [
        "0 ready",
        "1 tick",
        "2 push",
        "5 tick",
        "6 tick",
        "7 tick",
        "8 end",
        "10 hold",
        "12 tick",
        "13 tick",
        "14.25 end",
        "15 push",
        "18 tick",
        "19 tick",
        "20 tick",
        "21 end",
        "23 hold",
        "25 tick",
        "26 tick",
        "27 tick",
        "28 finish",
    ]


def test_breaths_can_be_pushed_for_as_well() -> None:
    timeline = laid_out(Step(name="A", breaths=1, contract=3, sides=Sides.BOTH), get_ready=0)
    assert shape(timeline) == [
        "push left 3",
        "relax left 2",
        "hold left 10",
        "switch right 5",
        "push right 3",
        "relax right 2",
        "hold right 10",
    ]


def test_repetitions_are_counted_at_their_tempo() -> None:
    timeline = laid_out(Step(name="Bridge", reps=4, tempo=3), Step(name="B", hold=5), get_ready=2)
    assert shape(timeline) == ["ready 2", "work 12", "ready 2", "hold 5"]
    assert [line for line in heard(timeline) if float(line.split()[0]) <= 14] == [
        "0 ready",
        "1 tick",
        "2 hold",
        "5 rep",
        "8 rep",
        "11 rep",
        "14 end",
    ]


@pytest.mark.parametrize(("hold", "halfway"), [(19, []), (20, [10]), (21, [10.5])])
def test_half_is_said_from_twenty_seconds_on(hold: int, halfway: list[float]) -> None:
    timeline = laid_out(Step(name="A", hold=hold), get_ready=0)
    assert [cue.at for cue in timeline.cues if cue.name is CueName.HALFWAY] == halfway


@pytest.mark.parametrize(
    ("countdown", "hold", "seconds_left"),
    [
        (0, 30, []),
        (1, 30, [1]),
        (5, 30, [5, 4, 3, 2, 1]),
        (10, 30, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]),
        (10, 22, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]),
        (10, 21, [9, 8, 7, 6, 5, 4, 3, 2, 1]),
        (10, 9, [4, 3, 2, 1]),
        (10, 5, [3, 2, 1]),
        (10, 3, [2, 1]),
    ],
)
def test_a_countdown_is_as_long_as_it_is_set_and_takes_half_of_a_phase_at_most(
    countdown: int, hold: int, seconds_left: list[int]
) -> None:
    timeline = laid_out(Step(name="A", hold=hold), get_ready=0, pace=Pace(countdown=countdown))
    ticks = [cue.at for cue in timeline.cues if cue.name is CueName.TICK]
    assert ticks == [hold - each for each in seconds_left]


def test_of_two_holds_without_a_pause_between_them_both_are_heard() -> None:
    timeline = laid_out(Step(name="A", hold=10), Step(name="B", hold=5), get_ready=0)
    assert shape(timeline) == ["hold 10", "hold 5"]
    assert heard(timeline) == [
        "0 hold",
        "7 tick",
        "8 tick",
        "9.25 end",
        "10 hold",
        "12 tick",
        "13 tick",
        "14 tick",
        "15 finish",
    ]


def test_sides_that_change_without_a_pause_are_told_from_a_set_that_comes_again() -> None:
    step = Step(name="A", hold=5, times=2, sides=Sides.BOTH)
    timeline = laid_out(step, get_ready=0, pace=Pace(switch=0, countdown=0))
    assert shape(timeline) == ["hold left 5", "hold left 5", "hold right 5", "hold right 5"]
    assert heard(timeline) == [
        "0 hold",
        "4.25 end",
        "5 hold",
        "9.25 switch",
        "10 hold",
        "14.25 end",
        "15 hold",
        "20 finish",
    ]


def test_the_next_stretch_on_another_side_is_no_change_of_sides() -> None:
    left, right = (Step(name=name, hold=5, sides=Sides(name)) for name in ("left", "right"))
    timeline = laid_out(left, right, get_ready=0, pace=Pace(countdown=0))
    assert heard(timeline) == ["0 hold", "4.25 end", "5 hold", "10 finish"]


def test_movements_end_before_a_hold_that_begins_at_once() -> None:
    timeline = laid_out(Step(name="A", reps=2, tempo=2), Step(name="B", hold=2), get_ready=0)
    assert heard(timeline) == ["0 hold", "2 rep", "3.25 end", "4 hold", "5 tick", "6 finish"]


def test_a_hold_of_a_second_has_no_room_for_its_end() -> None:
    timeline = laid_out(Step(name="A", hold=1), Step(name="B", hold=5), get_ready=0)
    assert heard(timeline)[:2] == ["0 hold", "1 hold"]


def test_a_hold_that_waits_ends_where_it_waits() -> None:
    timeline = laid_out(
        Step(name="A", hold=5, wait=True),
        Step(name="B", hold=5),
        get_ready=0,
        pace=Pace(countdown=0),
    )
    assert heard(timeline) == ["0 hold", "5 end", "10 finish"]


@given(timelines())
def test_nothing_is_heard_while_another_cue_sounds_but_breaths_and_movements(
    timeline: Timeline,
) -> None:
    beats = {CueName.REP, CueName.BREATH_IN, CueName.BREATH_OUT, CueName.TURN}
    heard = [cue.at for cue in timeline.cues if cue.name not in beats]
    assert all(after - before >= EARLY_END_S for before, after in pairwise(heard))


def test_a_short_phase_drops_its_ticks_first() -> None:
    timeline = laid_out(Step(name="A", hold=1), Step(name="B", hold=2), get_ready=1)
    assert heard(timeline) == ["0 ready", "1 hold", "2 end", "3 hold", "4 tick", "5 finish"]


def test_a_step_that_waits_ends_with_end_and_the_next_begins_in_silence() -> None:
    timeline = laid_out(Step(name="A", hold=4, rest=5, wait=True), Step(name="B", hold=4))
    assert [phase.wait for phase in timeline.phases] == [False, True, False, False, False]
    assert "12 end" in heard(timeline)
    assert "12 rest" not in heard(timeline)


def test_a_last_step_that_waits_does_not_finish_by_itself() -> None:
    timeline = laid_out(Step(name="A", hold=4, wait=True))
    assert heard(timeline)[-1] == "12 end"


def test_every_cue_says_in_a_few_words_of_its_own_what_it_means() -> None:
    meanings = [name.meaning for name in CueName]
    assert len(set(meanings)) == len(meanings)
    for meaning in meanings:
        assert 0 < len(meaning) <= 30
        assert meaning[0].isupper()
        assert not meaning.endswith(".")


# Properties


@given(timelines(200, 2, wait=False))
def test_the_last_seconds_of_every_plain_phase_tick_where_there_is_room(
    timeline: Timeline,
) -> None:
    cues = set(timeline.cues)
    for phase, after in zip_longest(timeline.phases, timeline.phases[1:]):
        begins = (Kind.PUSH, Kind.HOLD, Kind.WORK)
        seam = phase.kind.active and after is not None and after.kind in begins
        for left in (3, 2, 1):
            tick = Cue(phase.end - left, CueName.TICK)
            if phase.start < tick.at:
                plain = not phase.beat and phase.kind is not Kind.RELAX
                room = plain and left <= timeline.countdown and not (seam and left == 1)
                assert (tick in cues) == room


@given(timelines(200, 2))
def test_halfway_is_said_in_long_plain_holds_alone(timeline: Timeline) -> None:
    expected = [
        (phase.start + phase.end) / 2
        for phase in timeline.phases
        if phase.kind is Kind.HOLD and not phase.beat and phase.duration >= 20
    ]
    assert [cue.at for cue in timeline.cues if cue.name is CueName.HALFWAY] == expected


@given(timelines())
def test_the_end_of_the_session_is_heard(timeline: Timeline) -> None:
    last = timeline.phases[-1]
    name = CueName.END if last.wait else CueName.FINISH
    assert timeline.cues[-1] == Cue(timeline.total, name)
    assert sum(cue.name is CueName.FINISH for cue in timeline.cues) == (not last.wait)


@given(timelines(wait=False))
def test_each_boundary_says_what_comes_next(timeline: Timeline) -> None:
    heard_at = {cue.at: cue.name for cue in timeline.cues}
    for before, after in pairwise(timeline.phases):
        assert heard_at[after.start] is at_boundary(before, after)

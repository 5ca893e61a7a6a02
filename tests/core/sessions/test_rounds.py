"""A session with steps in rounds: how it is laid out, led, moved about in, counted and resumed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.guidance import Guidance
from stretchtui.core.routines.library import Entry, Source
from stretchtui.core.routines.model import Group, Ramp, Routine, Side, Sides, Step, Stretch
from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.events import SessionCommand, State
from stretchtui.core.sessions.growth import growths
from stretchtui.core.sessions.logged import logged
from stretchtui.core.sessions.moves import destination
from stretchtui.core.sessions.phases import Kind
from stretchtui.core.sessions.record import Mark, Place
from stretchtui.core.sessions.resume import what_is_left
from stretchtui.core.sessions.script import PRESS_A_KEY
from stretchtui.core.sessions.spoken import spoken_lines
from stretchtui.core.sessions.succession import Former, succession
from stretchtui.core.sessions.timeline import Timeline, compile_routine
from tests.core.sessions.leading import FULL, assert_clear, assert_led, said
from tests.core.sessions.test_resume import PACE, Playing, entry_of, holds_of

BRIDGE = Step(name="Bridge", reps=3)
PLANK = Step(name="Plank", hold=10)
SIT = Step(name="Sit", hold=30)
CORE = Group(rounds=2, rest=20, steps=(BRIDGE, PLANK))
ENTRY = entry_of(SIT, CORE, SIT, get_ready=2)


def laid_out(*steps: Step | Group, guidance: Guidance | None = None) -> Timeline:
    pace = Pace(get_ready=2, switch=3, guidance=guidance)
    return compile_routine(Routine(id="r", name="R", steps=steps), {}, pace)


def rows(timeline: Timeline) -> list[str]:
    """Each phase: ``hold 10 Plank, 2 of 3``."""
    return [
        f"{phase.kind} {phase.duration} {phase.name}"
        + (f", {phase.round} of {phase.rounds}" if phase.rounds > 1 else "")
        for phase in timeline.phases
    ]


# How it is laid out


def test_rounds_are_played_in_order_each_with_all_of_the_steps() -> None:
    assert rows(laid_out(SIT, CORE, SIT)) == [
        "ready 2 Sit",
        "hold 30 Sit",
        "ready 2 Bridge, 1 of 2",
        "work 12 Bridge, 1 of 2",
        "ready 2 Plank, 1 of 2",
        "hold 10 Plank, 1 of 2",
        # Between rounds ...
        "rest 20 Bridge, 2 of 2",
        "ready 2 Bridge, 2 of 2",
        "work 12 Bridge, 2 of 2",
        "ready 2 Plank, 2 of 2",
        "hold 10 Plank, 2 of 2",
        # ... and after the last one, before the next step.
        "rest 20 Sit",
        "ready 2 Sit",
        "hold 30 Sit",
    ]


@pytest.mark.parametrize(("own", "of_the_group", "comes_to"), [(5, 20, 20), (30, 20, 30)])
def test_the_longer_rest_counts_where_two_are_asked_for(
    own: int, of_the_group: int, comes_to: int
) -> None:
    plank = replace(PLANK, rest=own)
    timeline = laid_out(Group(rounds=2, rest=of_the_group, steps=(plank, plank)))
    rests = [phase.duration for phase in timeline.phases if phase.kind is Kind.REST]
    assert rests == [own, comes_to, own]


def test_a_step_has_its_sets_and_sides_in_every_round() -> None:
    twice = Step(name="Lunge", hold=5, sides=Sides.BOTH, times=2)
    holds = [
        phase.set for phase in laid_out(Group(rounds=2, steps=(twice,))).phases if phase.kind.active
    ]
    assert holds == [
        (side, time, number)
        for number in (1, 2)
        for side in (Side.LEFT, Side.RIGHT)
        for time in (1, 2)
    ]


def test_what_is_left_out_of_one_round_is_played_in_the_other() -> None:
    pace = Pace(get_ready=0)
    without = [(1, Side.NONE, 1, 1)]
    routine = Routine(id="r", name="R", steps=(CORE,))
    assert rows(compile_routine(routine, {}, pace, without=without)) == [
        "work 12 Bridge, 1 of 2",
        "work 12 Bridge, 2 of 2",
        "hold 10 Plank, 2 of 2",
    ]


# What is said


def test_each_round_after_the_first_is_told_as_it_begins() -> None:
    lines = said(laid_out(SIT, CORE, SIT, guidance=Guidance(counting=False)))
    assert [line.partition(" ")[2] for line in lines] == [
        "Sit",
        "Hold. Thirty seconds",
        "Bridge",
        "Begin. Three times",
        "Plank",
        "Hold. Ten seconds",
        "Rest. Round two of two. Bridge. Three times",
        "Begin",
        "Plank",
        "Hold",
        "Rest. Next, sit",
        "Sit",
        "Hold. Thirty seconds",
    ]


def test_where_no_rest_is_between_rounds_there_is_time_to_tell_it() -> None:
    timeline = laid_out(Group(rounds=2, steps=(SIT,)), guidance=Guidance(counting=False))
    ready = timeline.phases[2]
    assert (ready.kind, ready.round) == (Kind.READY, 2)
    assert ready.duration == 3, "as long as it takes to say which round it is"
    assert said(timeline)[2:] == ["32.7 Round two of two. Sit", "35.7 Hold"]


def test_it_is_told_once_how_a_stretch_is_done() -> None:
    how = Step(name="Bridge", instructions=("Lift your hips.",), reps=3)
    timeline = laid_out(Group(rounds=2, rest=9, steps=(how, SIT)), guidance=FULL.guidance)
    lines = [line.text for line in timeline.lines]
    assert lines.count("Lift your hips.") == 1
    assert_led(timeline)
    assert_clear(timeline)


def test_how_to_come_out_of_a_stretch_is_told_in_every_round() -> None:
    stretch = Stretch(id="lunge", name="Lunge", finish="Step back.", hold=10)
    routine = Routine(
        id="r", name="R", steps=(Group(rounds=2, rest=15, steps=(Step(stretch="lunge"),)),)
    )
    timeline = compile_routine(routine, {"lunge": stretch}, FULL)
    assert [line.text for line in timeline.lines].count("Step back.") == 1
    assert timeline.script is not None
    assert timeline.script.closing(timeline.phases[-1]).startswith("Step back.")


def test_all_that_is_said_of_every_round_can_be_rendered_beforehand() -> None:
    waits = Step(name="Plank", hold=10, wait=True)
    timeline = laid_out(Group(rounds=3, steps=(SIT, waits)), guidance=Guidance())
    lines = spoken_lines(timeline)
    assert {line.text for line in timeline.lines} <= set(lines)
    assert PRESS_A_KEY in lines


# Moving about

NEXT_STEP, BACK_STEP, GO_TO = (
    SessionCommand.NEXT_STEP,
    SessionCommand.BACK_STEP,
    SessionCommand.GO_TO,
)
LOOP = laid_out(SIT, CORE, SIT)


def leads(move: SessionCommand, index: int, into: float = 5, step: int | None = None) -> str:
    """The phase that a move leads to from another."""
    found = destination(move, LOOP, index, LOOP.phases[index].start + into, step)
    return "the end" if found is None else rows(LOOP)[found]


def test_the_next_step_may_be_the_first_one_of_the_next_round() -> None:
    assert leads(NEXT_STEP, 3) == "ready 2 Plank, 1 of 2"
    assert leads(NEXT_STEP, 5) == "rest 20 Bridge, 2 of 2"
    assert leads(NEXT_STEP, 10) == "rest 20 Sit"
    assert leads(NEXT_STEP, 13) == "the end"


def test_back_goes_from_round_to_round() -> None:
    assert leads(BACK_STEP, 8) == "rest 20 Bridge, 2 of 2"
    assert leads(BACK_STEP, 6, into=1) == "ready 2 Plank, 1 of 2"
    assert leads(GO_TO, 8) == "rest 20 Bridge, 2 of 2"


def test_a_step_of_the_same_rounds_is_gone_to_in_the_round_it_is_in() -> None:
    assert leads(GO_TO, 10, step=1) == "rest 20 Bridge, 2 of 2"
    assert leads(GO_TO, 3, step=2) == "ready 2 Plank, 1 of 2"
    assert leads(GO_TO, 13, step=2) == "ready 2 Plank, 1 of 2"
    assert leads(GO_TO, 10, step=3) == "rest 20 Sit"
    assert leads(GO_TO, 10, step=0) == "ready 2 Sit"
    assert leads(GO_TO, 0, step=0) == "ready 2 Sit"


# What counts


def test_work_counts_once_for_every_round() -> None:
    playing = Playing(ENTRY).play()
    sit, bridge, plank, _ = playing.tally.standing.parts
    assert (bridge.seconds, plank.seconds) == (24, 20)
    assert plank.holds == (Mark(Side.NONE, 1, True, 1), Mark(Side.NONE, 1, True, 2))
    assert sit.holds == (Mark(Side.NONE, 1, True),)
    assert playing.record.steps == playing.tally.standing.steps_done == 4
    assert playing.tally.completed


def test_a_step_is_done_when_all_of_its_rounds_are() -> None:
    # Sit, the first round, and bridge in the second one.
    playing = Playing(ENTRY).play(32 + 14 + 12 + 22 + 13)
    assert [part.done for part in playing.tally.standing.parts] == [True, True, False]
    playing.do(NEXT_STEP)
    assert [part.skipped for part in playing.tally.standing.parts][2] is True


def test_what_was_done_elsewhere_was_done_in_every_round() -> None:
    record, parts = logged(ENTRY, PACE, 0, 1000.0, 0)
    assert record.steps_done == 4
    assert [part.seconds for part in parts] == [30, 24, 20, 30]
    assert parts[2].holds == (Mark(Side.NONE, 1, True, 1), Mark(Side.NONE, 1, True, 2))


def test_a_routine_is_known_again_by_its_steps_though_they_are_in_rounds() -> None:
    former = Former("old", "Old", 3, ("Sit", "Bridge", "Plank", "Sit"))
    assert succession([ENTRY], [former], ()) is not None


def test_a_routine_that_is_shuffled_is_known_again_in_any_order() -> None:
    former = Former("old", "Old", 3, ("Plank", "Sit", "Bridge", "Sit"))
    assert succession([ENTRY], [former], ()) is None
    for shuffled in (
        replace(ENTRY.routine, shuffle=True),
        replace(ENTRY.routine, steps=(SIT, replace(CORE, shuffle=True), SIT)),
    ):
        assert succession([replace(ENTRY, routine=shuffled)], [former], ()) is not None


def test_rounds_that_grow_are_told() -> None:
    grows = replace(CORE, rounds=Ramp(start=2, to=4, every=3))
    routine = Routine(id="r", name="R", steps=(SIT, grows))
    (found,) = growths(routine, {}, level=1, last=0)
    assert (found.step, found.name) == (1, "Bridge and Plank")
    assert found.words == "3 rounds from today (was 2)"
    assert growths(replace(routine, steps=(SIT, CORE)), {}, 1, 0) == ()


# Resuming


def test_a_session_is_resumed_in_the_round_it_was_in() -> None:
    before = Playing(ENTRY).play(32 + 14 + 12 + 22 + 14 + 4).unfinished
    where = replace(before.standing.place, index=0, position=0.0)
    assert where == Place(0, 2, Side.NONE, 0.0, 1, 4.0, 2)
    left = what_is_left(before, ENTRY, PACE)
    assert left is not None
    assert holds_of(left) == [("Plank", Side.NONE, 1, 2), ("Sit", Side.NONE, 1, 1)]
    assert left.reached == 4
    playing = Playing(ENTRY, before).play()
    assert playing.tally.completed
    assert playing.held == {"Sit": 60, "Bridge": 24, "Plank": 20}


TODAY = [
    # One more round.
    (
        (SIT, replace(CORE, rounds=3), SIT),
        [("Plank", 2), ("Bridge", 3), ("Plank", 3), ("Sit", 1)],
        4,
    ),
    # Before something else now, and with another step.
    (
        (CORE, SIT, BRIDGE),
        [("Plank", 2), ("Bridge", 1)],
        4,
    ),
    (
        (SIT, replace(CORE, steps=(BRIDGE, SIT, PLANK)), SIT),
        [("Sit", 1), ("Sit", 2), ("Plank", 2), ("Sit", 1)],
        0,
    ),
    # Not in rounds any more: what was done in the first one is done.
    ((SIT, BRIDGE, PLANK, SIT), [("Sit", 1)], 0),
]


@pytest.mark.parametrize(("today", "to_do", "reached"), TODAY)
def test_a_session_is_resumed_in_its_round_after_the_routine_was_edited(
    today: tuple[Step | Group, ...], to_do: list[tuple[str, int]], reached: float
) -> None:
    before = Playing(ENTRY).play(32 + 14 + 12 + 22 + 14 + 4).unfinished
    left = what_is_left(before, entry_of(*today, get_ready=2), PACE)
    assert left is not None
    assert [(name, number) for name, _, _, number in holds_of(left)] == to_do
    assert left.reached == reached


def test_what_was_kept_before_there_were_rounds_means_what_it_meant() -> None:
    before = Playing(entry_of(SIT, BRIDGE, get_ready=2)).play(33).unfinished
    assert all(mark.round == 1 for part in before.standing.parts for mark in part.holds)
    today = Entry(Routine(id="r", name="R", steps=(SIT, CORE)), {}, Source.USER, "mine.toml")
    left = what_is_left(before, today, PACE)
    assert holds_of(left)[:2] == [("Bridge", Side.NONE, 1, 1), ("Plank", Side.NONE, 1, 1)]


def test_a_session_that_waits_in_each_round_goes_on_by_a_key() -> None:
    waits = replace(PLANK, wait=True)
    playing = Playing(entry_of(Group(rounds=2, steps=(waits,)), get_ready=0))
    playing.play(10)
    assert playing.session.state is State.RUNNING, "it was told to go on, in the second round"
    assert playing.play().tally.completed

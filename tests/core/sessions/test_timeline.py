"""A routine laid out in time: phases that meet, full holds, and one cue a moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines.length import length
from stretchtui.core.routines.library import Entry, Source
from stretchtui.core.routines.model import Ramp, Routine, Side, Sides, Step, Stretch, stretch_of
from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.phases import Hold, Kind, Phase
from stretchtui.core.sessions.timeline import Timeline, compile_routine, timeline_of
from tests.core.sessions.examples import heard, laid_out, shape
from tests.core.sessions.plain_cues import wished
from tests.core.strategies import change_of, paces, playable, timelines

if TYPE_CHECKING:
    from stretchtui.core.routines.rounds import Turn

# Examples that read like the design


def test_one_plain_hold() -> None:
    timeline = laid_out(Step(name="Sit", hold=30))
    assert shape(timeline) == ["ready 8", "hold 30"]
    assert heard(timeline) == [
        "0 ready",
        "5 tick",
        "6 tick",
        "7 tick",
        "8 hold",
        "23 halfway",
        "35 tick",
        "36 tick",
        "37 tick",
        "38 finish",
    ]


def test_both_sides_twice_do_all_of_the_first_side_then_all_of_the_other() -> None:
    timeline = laid_out(Step(name="Knee", hold=10, sides=Sides.BOTH, times=2, rest=6))
    assert shape(timeline) == [
        "ready left 8",
        "hold left 10",
        "rest left 6",
        "hold left 10",
        "switch right 5",
        "hold right 10",
        "rest right 6",
        "hold right 10",
    ]
    assert [(phase.time, phase.of) for phase in timeline.phases if phase.kind.active] == [
        (1, 2),
        (2, 2),
        (1, 2),
        (2, 2),
    ]
    assert [line for line in heard(timeline) if "tick" not in line] == [
        "0 ready",
        "8 hold",
        "18 rest",
        "24 hold",
        "34 switch",
        "39 hold",
        "49 rest",
        "55 hold",
        "65 finish",
    ]


def test_alternate_sides_change_each_time() -> None:
    timeline = laid_out(Step(name="Knee", hold=10, sides=Sides.ALTERNATE, times=2))
    assert shape(timeline) == [
        "ready left 8",
        "hold left 10",
        "switch right 5",
        "hold right 10",
        "switch left 5",
        "hold left 10",
        "switch right 5",
        "hold right 10",
    ]


@pytest.mark.parametrize(("rest", "between"), [(0, 5), (3, 5), (12, 12)])
def test_alternating_takes_the_longer_of_rest_and_switch_before_a_new_time(
    rest: int, between: int
) -> None:
    timeline = laid_out(Step(name="K", hold=10, sides=Sides.ALTERNATE, times=2, rest=rest))
    switches = [phase.duration for phase in timeline.phases if phase.kind is Kind.SWITCH]
    assert switches == [5, between, 5]


@pytest.mark.parametrize(("sides", "side"), [(Sides.LEFT, Side.LEFT), (Sides.RIGHT, Side.RIGHT)])
def test_one_side_only(sides: Sides, side: Side) -> None:
    timeline = laid_out(Step(name="Calf", hold=10, sides=sides))
    assert {phase.side for phase in timeline.phases} == {side}


def test_the_first_side_is_the_paces() -> None:
    timeline = laid_out(
        Step(name="Calf", hold=10, sides=Sides.BOTH), pace=Pace(first_side=Side.RIGHT)
    )
    assert shape(timeline) == ["ready right 8", "hold right 10", "switch left 5", "hold left 10"]


def test_a_steps_rest_stands_before_the_next_step_and_not_after_the_last() -> None:
    timeline = laid_out(Step(name="A", hold=10, rest=7), Step(name="B", hold=10, rest=9))
    assert shape(timeline) == ["ready 8", "hold 10", "rest 7", "ready 8", "hold 10"]
    rest = timeline.phases[2]
    assert (rest.step, rest.name) == (1, "B")
    assert [line for line in heard(timeline) if "tick" not in line] == [
        "0 ready",
        "8 hold",
        "18 rest",
        "25 ready",
        "33 hold",
        "43 finish",
    ]


def test_a_step_begins_with_its_first_phase() -> None:
    timeline = laid_out(Step(name="A", hold=4, rest=2), Step(name="B", hold=4))
    assert [timeline.first_of(step) for step in (0, 1, 7)] == [0, 2, 0]


def test_every_hold_of_a_step_waits() -> None:
    timeline = laid_out(Step(name="A", hold=4, sides=Sides.BOTH, times=2, wait=True))
    assert [phase.kind.active for phase in timeline.phases].count(True) == 4
    assert all(phase.wait is phase.kind.active for phase in timeline.phases)


def test_what_is_left_out_is_led_up_to_by_nothing() -> None:
    steps = (
        Step(name="A", hold=10, sides=Sides.BOTH, rest=7),
        Step(name="B", hold=20, times=3, rest=9),
        Step(name="C", hold=30),
    )
    routine = Routine(id="r", name="R", steps=steps)

    def without(*holds: Hold) -> list[str]:
        return shape(compile_routine(routine, {}, without=holds))

    assert without((0, Side.LEFT, 1, 1), (1, Side.NONE, 2, 1), (2, Side.NONE, 1, 1)) == [
        *("ready right 8", "hold right 10", "rest 7"),
        *("ready 8", "hold 20", "rest 9", "hold 20"),
    ]
    # The rest before C is the one that A asks for, since B is not there.
    assert without(*((1, Side.NONE, time, 1) for time in (1, 2, 3))) == [
        *("ready left 8", "hold left 10", "switch right 5", "hold right 10"),
        *("rest 7", "ready 8", "hold 30"),
    ]


def test_the_level_lengthens_ramps() -> None:
    step = Step(name="A", hold=Ramp(start=10, to=20, by=5), times=Ramp(start=1, to=2))
    assert [laid_out(step, get_ready=0, level=level).total for level in range(4)] == [
        10,
        30,
        40,
        40,
    ]


def test_where_no_level_is_said_a_ramp_is_where_it_starts() -> None:
    step = Step(name="A", hold=Ramp(start=10, to=20, by=5))
    routine = Routine(id="r", name="R", steps=(step,), get_ready=0)
    entry = Entry(routine, {}, Source.USER, "r.toml")
    assert compile_routine(routine, {}).total == timeline_of(entry).total == 10
    assert length(routine, {}) == entry.total() == 10


def test_a_routine_without_steps_has_no_phases_and_no_cues() -> None:
    timeline = laid_out()
    assert timeline == Timeline((), ())
    assert timeline.total == 0
    assert length(Routine(id="r", name="R"), {}) == 0


@pytest.mark.parametrize(
    ("position", "index"),
    [(-5, 0), (0, 0), (7.999, 0), (8, 1), (17.5, 1), (18, 2), (26, 3), (36, 3), (1e9, 3)],
)
def test_index_at_finds_the_phase_a_position_falls_in(position: float, index: int) -> None:
    timeline = laid_out(Step(name="A", hold=10), Step(name="B", hold=10))
    assert timeline.index_at(position) == index


# Properties


def assert_sound(timeline: Timeline) -> None:
    """What holds of every timeline, compiled or lengthened."""
    phases, cues = timeline.phases, timeline.cues
    assert phases[0].start == 0
    assert all(before.end == after.start for before, after in pairwise(phases))
    assert all(phase.duration >= 1 for phase in phases)
    assert timeline.total == sum(phase.duration for phase in phases)
    assert all(before.at < after.at for before, after in pairwise(cues))
    assert all(0 <= cue.at <= timeline.total for cue in cues)
    for tick in (cue for cue in cues if cue.name is CueName.TICK):
        others = [cue for cue in cues if cue.name is not CueName.TICK]
        assert all(abs(cue.at - tick.at) >= 1 for cue in others)
    countdown = timeline.countdown
    assert [(cue.at, cue.name) for cue in cues] == sorted(wished(phases, countdown).items())


@given(timelines())
def test_every_timeline_is_sound(timeline: Timeline) -> None:
    assert_sound(timeline)


def hold_seconds(step: Step, stretch: Stretch) -> int:
    """What one hold of a step lasts at level 0, from the words of the file alone."""

    def first(quantity: int | Ramp) -> int:
        return quantity.start if isinstance(quantity, Ramp) else quantity

    for says in (step, stretch):
        if says.hold is not None:
            return first(says.hold)
        if says.breaths is not None:
            breath = stretch.breath if step.breath is None else step.breath
            return first(says.breaths) * (10 if breath is None else sum(breath))
        if says.reps is not None:
            tempo = stretch.tempo if step.tempo is None else step.tempo
            each = 4 if tempo is None else tempo if isinstance(tempo, int) else sum(tempo)
            return first(says.reps) * each
    return 30


def holds_by_turn(timeline: Timeline) -> Iterator[tuple[Turn, list[Phase]]]:
    holds = [phase for phase in timeline.phases if phase.kind.active]
    for turn, group in groupby(holds, key=lambda phase: phase.turn):
        yield turn, list(group)


def turns(routine: Routine) -> list[tuple[Turn, int, Step, int]]:
    """Each step as it is come to: which, of how many rounds, the step, and the rest behind it."""
    found: list[tuple[Turn, int, Step, int]] = []
    for entry in routine.steps:
        place = len({index for (index, _), *_ in found})
        if isinstance(entry, Step):
            found.append(((place, 1), 1, entry, entry.rest))
            continue
        rounds = entry.rounds.start if isinstance(entry.rounds, Ramp) else entry.rounds
        for number in range(1, rounds + 1):
            for within, step in enumerate(entry.steps):
                is_last = within == len(entry.steps) - 1
                rest = max(step.rest, entry.rest) if is_last else step.rest
                found.append(((place + within, number), rounds, step, rest))
    return found


@given(playable(), paces)
def test_a_side_gets_its_full_hold_as_often_as_was_asked(
    made: tuple[Routine, dict[str, Stretch]], pace: Pace
) -> None:
    routine, stretches = made
    found = dict(holds_by_turn(compile_routine(routine, stretches, pace)))
    assert list(found) == [turn for turn, *_ in turns(routine)]
    for turn, rounds, step, _ in turns(routine):
        stretch = stretch_of(step, stretches)
        sides = step.sides or stretch.sides
        times = step.times.start if isinstance(step.times, Ramp) else step.times
        expected = {
            Sides.NONE: {Side.NONE: times},
            Sides.LEFT: {Side.LEFT: times},
            Sides.RIGHT: {Side.RIGHT: times},
            Sides.BOTH: {Side.LEFT: times, Side.RIGHT: times},
            Sides.ALTERNATE: {Side.LEFT: times, Side.RIGHT: times},
        }[sides]
        holds = found[turn]
        assert {hold.rounds for hold in holds} == {rounds}
        assert Counter(hold.side for hold in holds) == expected
        assert {hold.duration for hold in holds} == {hold_seconds(step, stretch)}
        assert {hold.of for hold in holds} == {times}
        assert {hold.name for hold in holds} == {stretch.name}
        for side in expected:
            assert [hold.time for hold in holds if hold.side is side] == [*range(1, times + 1)]


@given(playable(), paces)
def test_both_changes_sides_once_and_alternate_every_time(
    made: tuple[Routine, dict[str, Stretch]], pace: Pace
) -> None:
    routine, stretches = made
    other = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}[pace.first_side]
    for (index, _), holds in holds_by_turn(compile_routine(routine, stretches, pace)):
        step = routine.single_steps[index]
        order = [hold.side for hold in holds]
        half = len(order) // 2
        match step.sides or stretch_of(step, stretches).sides:
            case Sides.BOTH:
                assert order == [pace.first_side] * half + [other] * half
            case Sides.ALTERNATE:
                assert order == [pace.first_side, other] * half
            case _:
                assert len(set(order)) == 1


@given(playable(), paces)
def test_what_stands_between_holds_belongs_to_the_hold_that_comes(
    made: tuple[Routine, dict[str, Stretch]], pace: Pace
) -> None:
    routine, stretches = made
    phases = compile_routine(routine, stretches, pace).phases
    for phase, after in pairwise(phases):
        if not phase.kind.active:
            assert (phase.hold, phase.name, phase.of, phase.rounds) == (
                (after.hold, after.name, after.of, after.rounds)
            )
            assert (phase.beat, phase.wait) == (0, False)
    assert phases[-1].kind.active


@given(playable(), paces)
def test_each_step_is_led_up_to_by_the_rest_before_it_and_its_get_ready(
    made: tuple[Routine, dict[str, Stretch]], pace: Pace
) -> None:
    routine, stretches = made
    phases = compile_routine(routine, stretches, pace).phases
    asked = pace.get_ready if routine.get_ready is None else routine.get_ready
    rest, before = 0, None
    for turn, _, step, rest_behind in turns(routine):
        stretch = stretch_of(step, stretches)
        place = stretch.position, stretch.needs
        # Where that changes it takes time to get there.
        get_ready = asked if place == before else max(asked, stretch.setup or 0)
        own = [phase for phase in phases if phase.turn == turn]
        first = next(n for n, phase in enumerate(own) if phase.kind.in_position)
        assert [(phase.kind, phase.duration) for phase in own[:first]] == [
            (kind, seconds)
            for kind, seconds in ((Kind.REST, rest), (Kind.READY, get_ready))
            if seconds
        ]
        assert all(phase.wait is (step.wait and phase.kind.active) for phase in own)
        rest, before = rest_behind, place


@given(playable(), paces)
def test_between_the_holds_of_a_step_stands_its_rest_or_a_switch(
    made: tuple[Routine, dict[str, Stretch]], pace: Pace
) -> None:
    routine, stretches = made
    phases = compile_routine(routine, stretches, pace).phases
    for before, between, after in zip(phases, phases[1:], phases[2:], strict=False):
        if before.turn == after.turn and before.kind.active and after.kind.active:
            changed = before.side is not after.side
            step = routine.single_steps[after.step]
            rest, change = step.rest, stretch_of(step, stretches).change
            switch = pace.switch if change is None else change
            if not between.kind.active:
                assert between.kind is (Kind.SWITCH if changed else Kind.REST)
            if between.kind is Kind.REST:
                assert between.duration == rest
            if between.kind is Kind.SWITCH:
                new_time = after.time > before.time
                assert between.duration == (max(rest, switch) if new_time else switch)


@given(timelines(), st.data())
def test_a_lengthened_timeline_is_as_sound_and_moves_what_comes_later(
    timeline: Timeline, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(timeline.phases) - 1), label="index")
    by = change_of(timeline.phases[index], data)
    after = timeline.lengthened(index, by)
    assert_sound(after)
    assert after.total == timeline.total + by
    assert after.phases[:index] == timeline.phases[:index]
    assert after.phases[index].start == timeline.phases[index].start
    assert after.phases[index].duration == timeline.phases[index].duration + by
    for old, new in zip(timeline.phases[index + 1 :], after.phases[index + 1 :], strict=True):
        assert (new.start, new.duration) == (old.start + by, old.duration)
        assert (new.kind, new.step, new.side, new.wait) == (old.kind, old.step, old.side, old.wait)
    # What lies before the phase is heard as it was.
    start = timeline.phases[index].start
    assert [cue for cue in after.cues if cue.at <= start] == [
        cue for cue in timeline.cues if cue.at <= start
    ]


@given(timelines(), st.data())
def test_lengthening_and_shortening_again_changes_nothing(
    timeline: Timeline, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(timeline.phases) - 1), label="index")
    by = change_of(timeline.phases[index], data)
    assert timeline.lengthened(index, by).lengthened(index, -by) == timeline


@given(timelines(), st.floats(0, 1))
def test_index_at_and_the_phases_agree(timeline: Timeline, share: float) -> None:
    position = timeline.total * share
    phase = timeline.phases[timeline.index_at(position)]
    assert phase.start <= position
    assert position < phase.end or phase is timeline.phases[-1]

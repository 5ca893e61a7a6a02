"""What a step asks for: its own words, the stretch's, the defaults, and how far it has grown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.model import Ramp, Sides, Step, Stretch
from stretchtui.core.ramp import Ask, ask, at_level
from tests.core.strategies import ramps, steps, stretches

BARE = Stretch(id="a", name="A")


def asked(step: Step, stretch: Stretch = BARE, level: int = 0) -> Ask:
    return ask(step, stretch, level)


@pytest.mark.parametrize(
    ("level", "value"), [(0, 5), (1, 10), (2, 15), (4, 25), (5, 30), (6, 30), (1000, 30)]
)
def test_a_ramp_grows_by_its_step_at_each_level_and_stops_at_its_end(
    level: int, value: int
) -> None:
    assert at_level(Ramp(start=5, to=30, by=5, every=3), level) == value


def test_a_ramp_whose_step_oversteps_ends_at_its_end() -> None:
    assert [at_level(Ramp(start=1, to=4, by=2), level) for level in range(4)] == [1, 3, 4, 4]


def test_a_plain_number_is_the_same_at_every_level() -> None:
    assert {at_level(7, level) for level in range(5)} == {7}


@given(ramps(1, 3600), st.integers(0, 10_000))
def test_a_ramp_never_leaves_its_ends_and_never_shrinks(ramp: Ramp, level: int) -> None:
    value = at_level(ramp, level)
    assert ramp.start <= value <= ramp.to
    assert value <= at_level(ramp, level + 1)
    assert at_level(ramp, 0) == ramp.start


def test_a_step_that_says_nothing_holds_for_thirty_seconds() -> None:
    assert asked(Step(name="B")) == Ask(
        hold=30,
        breaths=0,
        reps=0,
        beat=0,
        sides=Sides.NONE,
        times=1,
        rest=0,
        wait=False,
    )


def test_a_stretch_fills_in_what_its_step_leaves_out() -> None:
    stretch = Stretch(id="a", name="A", hold=45, sides=Sides.BOTH)
    got = asked(Step(stretch="a", times=2, rest=10, wait=True), stretch)
    assert (got.hold, got.sides, got.times, got.rest, got.wait) == (45, Sides.BOTH, 2, 10, True)


def test_a_steps_own_sides_win_over_its_stretchs() -> None:
    stretch = Stretch(id="a", name="A", sides=Sides.BOTH)
    assert asked(Step(stretch="a", sides=Sides.NONE), stretch).sides is Sides.NONE


@pytest.mark.parametrize(
    ("step", "hold", "breaths", "reps", "beat", "seconds"),
    [
        (Step(name="B", hold=20), 20, 0, 0, 0, 20),
        (Step(name="B", breaths=3), 0, 3, 0, 8, 24),
        (Step(name="B", reps=5), 0, 0, 5, 4, 20),
        (Step(name="B", reps=5, tempo=2), 0, 0, 5, 2, 10),
        (Step(name="B", hold=Ramp(start=10, to=20)), 10, 0, 0, 0, 10),
        (Step(name="B", breaths=Ramp(start=1, to=3)), 0, 1, 0, 8, 8),
        (Step(name="B", reps=Ramp(start=5, to=30, by=5)), 0, 0, 5, 4, 20),
    ],
)
def test_one_quantity_stands_and_gives_the_seconds(
    step: Step, hold: int, breaths: int, reps: int, beat: int, seconds: int
) -> None:
    got = asked(step)
    assert (got.hold, got.breaths, got.reps, got.beat) == (hold, breaths, reps, beat)
    assert got.seconds == seconds


@pytest.mark.parametrize("own", [Step(stretch="a", breaths=3), Step(stretch="a", hold=9)])
def test_any_quantity_of_a_step_replaces_the_stretchs(own: Step) -> None:
    stretch = Stretch(id="a", name="A", reps=12, tempo=3)
    assert asked(own, stretch).reps == 0


def test_the_tempo_comes_from_the_stretch_where_the_step_names_only_the_count() -> None:
    stretch = Stretch(id="a", name="A", reps=12, tempo=3)
    assert asked(Step(stretch="a", reps=4), stretch).beat == 3
    assert asked(Step(stretch="a", tempo=6), stretch).beat == 6
    assert asked(Step(stretch="a"), stretch).reps == 12


def test_times_grow_too() -> None:
    step = Step(name="B", times=Ramp(start=1, to=3))
    assert [asked(step, level=level).times for level in range(4)] == [1, 2, 3, 3]


@given(stretches(3600), st.data(), st.integers(0, 50))
def test_just_one_quantity_is_ever_asked_for(
    stretch: Stretch, data: st.DataObject, level: int
) -> None:
    got = ask(data.draw(steps([stretch.id], 3600)), stretch, level)
    assert sum(each > 0 for each in (got.hold, got.breaths, got.reps)) == 1
    assert (got.beat == 0) == (got.hold > 0)
    assert got.seconds >= 1
    assert got.times >= 1


@given(stretches(), st.data(), st.integers(0, 50))
def test_no_level_asks_for_less_than_the_one_before(
    stretch: Stretch, data: st.DataObject, level: int
) -> None:
    step = data.draw(steps([stretch.id]))
    before, after = ask(step, stretch, level), ask(step, stretch, level + 1)
    assert before.seconds <= after.seconds
    assert before.times <= after.times

"""A routine as a person does it who has said what to leave out."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.core.routines.dose_faults import misfit
from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.leaving_out import (
    PRESSING,
    Adaptation,
    Way,
    adapted,
    holds_breath,
    is_left_out,
    stand_in,
    wrong_for,
)
from stretchtui.core.routines.length import length
from stretchtui.core.routines.model import (
    Condition,
    Group,
    Ramp,
    Routine,
    Sides,
    Step,
    Stretch,
    stretch_of,
)
from stretchtui.core.routines.ramps import ask, ladder
from tests.core.routines.files import read
from tests.core.strategies import routines, stretches

DISC, HEART = Condition.DISC, Condition.HEART
PLANK = Stretch(id="plank", name="Plank", hold=20, avoid=(Condition.OSTEOPOROSIS, DISC))
CURL = Stretch(id="curl", name="Curl", reps=8, avoid=(DISC,), instead=("nowhere", "plank", "brace"))
BRACE = Stretch(id="brace", name="Brace", reps=6)
LEG = Stretch(
    id="leg", name="Leg", hold=30, sides=Sides.BOTH, avoid=(DISC,), instead=("knee", "brace")
)
KNEE = Stretch(id="knee", name="Knee", hold=25, sides=Sides.ALTERNATE)
KNOWN = {each.id: each for each in (PLANK, CURL, BRACE, LEG, KNEE)}


def routine(*steps: Step | Group) -> Routine:
    return Routine(id="r", name="R", steps=steps)


def test_what_is_wrong_for_a_person_is_what_both_say() -> None:
    assert wrong_for(PLANK, {DISC, HEART}) == (DISC,)
    assert wrong_for(PLANK, set(Condition)) == (Condition.OSTEOPOROSIS, DISC)
    assert is_left_out(PLANK, {DISC})
    assert not is_left_out(PLANK, {HEART})
    assert not is_left_out(BRACE, set(Condition))


def test_of_those_that_may_take_its_place_the_first_fit_one_does() -> None:
    assert stand_in(CURL, KNOWN, {DISC}) is BRACE, "one is not there, one is wrong as well"
    assert stand_in(CURL, KNOWN, {HEART}) is PLANK
    assert stand_in(CURL, KNOWN, {DISC}, taken={"brace"}) is None
    assert stand_in(PLANK, KNOWN, {DISC}) is None


@pytest.mark.parametrize("leave_out", [(), {HEART}, {Condition.PREGNANCY}])
def test_a_routine_in_which_nothing_is_wrong_is_the_very_same(leave_out: set[Condition]) -> None:
    plain = routine(Step(stretch="plank"), Group(rounds=2, steps=(Step(name="Own"),)))
    found = adapted(plain, KNOWN, leave_out)
    assert found.routine is plain
    assert found.whole is plain
    assert (found.adaptations, found.left_out) == ((), frozenset())


def test_what_nothing_can_take_the_place_of_is_left_out() -> None:
    found = adapted(routine(Step(stretch="brace"), Step(stretch="plank")), KNOWN, {DISC})
    assert found.routine.steps == (Step(stretch="brace"),)
    assert found.whole.steps == (Step(stretch="brace"), Step(stretch="plank"))
    assert found.adaptations == (Adaptation(1, Way.LEFT_OUT, "Plank", (DISC,)),)
    assert found.out(found.whole) == {1}


def test_of_a_routine_nothing_may_be_left() -> None:
    group = Group(rounds=Ramp(2, 4), steps=(Step(stretch="plank", hold=Ramp(20, 60, 10)),))
    found = adapted(routine(group, Step(stretch="plank")), KNOWN, {DISC})
    assert found.routine.steps == ()
    assert found.out(found.whole) == {0, 1}
    assert not found.is_mostly_done
    assert found.whole.steps[0] == Group(rounds=2, steps=(Step(stretch="plank", hold=20),))


def test_what_takes_its_place_is_asked_for_as_much_if_it_is_measured_alike() -> None:
    steps = (
        Step(stretch="curl", reps=Ramp(5, 9), tempo=3, times=2, rest=5, wait=True),
        Step(stretch="leg", hold=40, sides=Sides.LEFT, contract=6),
        Step(stretch="leg"),
    )
    found = adapted(routine(*steps), KNOWN, {DISC})
    assert found.routine.steps == (
        replace(steps[0], stretch="brace"),
        replace(steps[1], stretch="knee"),
        Step(stretch="knee"),
    )
    assert [each.way for each in found.adaptations] == [Way.SWAPPED] * 3
    assert [each.instead for each in found.adaptations] == ["Brace", "Knee", "Knee"]
    assert found.whole is not routine(*steps)
    assert found.whole.steps == found.routine.steps


def test_it_is_done_as_it_says_itself_if_it_is_measured_otherwise() -> None:
    known = {**KNOWN, "leg": replace(LEG, instead=("brace",))}
    step = Step(stretch="leg", hold=40, contract=6, times=3, sides=Sides.RIGHT, rest=9)
    found = adapted(routine(step), known, {DISC})
    assert found.routine.steps == (Step(stretch="brace", times=3, rest=9),), "and has no sides"
    before = Step(stretch="leg", sides=Sides.NONE)
    known["leg"] = LEG
    assert adapted(routine(before), known, {DISC}).routine.steps == (Step(stretch="knee"),)


def test_nothing_comes_twice_that_came_once() -> None:
    steps = (Step(stretch="curl"), Step(stretch="brace"), Step(stretch="curl"))
    found = adapted(routine(*steps), KNOWN, {DISC})
    assert found.routine.steps == (Step(stretch="brace"),)
    other = Stretch(id="other", name="Other", avoid=(DISC,), instead=("brace",))
    both = routine(Step(stretch="curl"), Step(stretch="other"))
    found = adapted(both, {**KNOWN, "other": other}, {DISC})
    assert found.routine.steps == (Step(stretch="brace"),)
    assert [each.way for each in found.adaptations] == [Way.SWAPPED, Way.LEFT_OUT]


def test_groups_are_kept_as_long_as_anything_of_them_is_done() -> None:
    group = Group(rounds=Ramp(2, 4), rest=20, steps=(Step(stretch="brace"), Step(stretch="plank")))
    found = adapted(routine(group), KNOWN, {DISC})
    assert found.routine.steps == (replace(group, steps=(Step(stretch="brace"),)),)
    assert found.whole.steps == (group,)
    assert found.out(found.whole) == {1}


@pytest.mark.parametrize("condition", PRESSING)
def test_nothing_is_pushed_against(condition: Condition) -> None:
    steps = (Step(stretch="knee", contract=6, times=2), Step(stretch="knee"))
    found = adapted(routine(*steps), KNOWN, {condition})
    assert found.routine.steps == (replace(steps[0], contract=0), steps[1])
    way = Adaptation(0, Way.WITHOUT_PUSH, "Knee", (condition,))
    assert found.adaptations == (way,)


@pytest.mark.parametrize("condition", PRESSING)
@pytest.mark.parametrize(
    ("said", "then"),
    [((4, 2, 6), (4, 6)), ((4, 4, 4, 4), (4, 4)), ((2, 0, 3, 1), (2, 6)), ((9, 1, 1), (9, 1))],
)
def test_the_breath_is_not_held(
    condition: Condition, said: tuple[int, ...], then: tuple[int, ...]
) -> None:
    steps = (Step(name="Own", breaths=5, breath=said), Step(name="Other", breaths=5, breath=(4, 6)))
    found = adapted(routine(*steps), KNOWN, {condition})
    assert found.routine.steps == (replace(steps[0], breath=then), steps[1])
    assert found.adaptations == (Adaptation(0, Way.WITHOUT_BREATH_HOLDS, "Own", (condition,)),)
    box = Stretch(id="box", name="Box", breaths=5, breath=said)
    own = adapted(routine(Step(stretch="box")), {"box": box}, {condition})
    assert own.routine.steps == (Step(stretch="box", breath=then),)


def test_neither_are_both_at_once() -> None:
    step = Step(stretch="knee", breaths=3, breath=(4, 2, 6), contract=6)
    found = adapted(routine(step), KNOWN, {HEART})
    assert found.routine.steps == (replace(step, breath=(4, 6), contract=0),)
    ways = [Way.WITHOUT_PUSH, Way.WITHOUT_BREATH_HOLDS]
    assert [(each.place, each.way) for each in found.adaptations] == [(0, way) for way in ways]


def test_a_breath_that_is_held_has_a_part_for_that() -> None:
    assert [holds_breath(each) for each in [(4, 0, 6, 0), (4, 1, 6, 0), (4, 0, 6, 1)]] == [
        False,
        True,
        True,
    ]


def test_what_takes_its_place_does_not_press_either() -> None:
    push = Stretch(id="push", name="Push", avoid=(HEART,), instead=("knee",))
    found = adapted(
        routine(Step(stretch="push", hold=20, contract=6)), {**KNOWN, "push": push}, {HEART}
    )
    assert found.routine.steps == (Step(stretch="knee", hold=20, contract=0),)
    assert [each.way for each in found.adaptations] == [Way.SWAPPED], "it is told once"


def test_files_say_what_takes_its_place() -> None:
    toml = encode([], [LEG])
    assert 'avoid = ["disc"]\ninstead = ["knee", "brace"]\n' in toml
    assert read(toml).stretches == (LEG,)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Routine, dict[str, Stretch], set[Condition]]:
    found = draw(st.lists(stretches(), min_size=1, max_size=4, unique_by=lambda each: each.id))
    ids = [each.id for each in found]
    instead = st.lists(st.sampled_from(ids), max_size=2, unique=True).map(tuple)
    known = {each.id: replace(each, instead=draw(instead)) for each in found}
    made = draw(routines(ids))
    assume(all(misfit(each, stretch_of(each, known)) is None for each in made.single_steps))
    return made, known, draw(st.sets(st.sampled_from(Condition)))


@given(cases())
def test_nothing_wrong_is_left_and_what_is_left_out_grows_nothing(
    case: tuple[Routine, dict[str, Stretch], set[Condition]],
) -> None:
    made, known, leave_out = case
    found = adapted(made, known, leave_out)
    for step in found.routine.single_steps:
        stretch = stretch_of(step, known)
        assert not is_left_out(stretch, leave_out)
        if set(PRESSING) & leave_out:
            asked = ask(step, stretch)
            assert not asked.contract
            assert not (asked.breaths and holds_breath(asked.pattern))
    assert len(found.whole.single_steps) == len(made.single_steps)
    kept = [
        each for n, each in enumerate(found.whole.single_steps) if n not in found.out(found.whole)
    ]
    assert tuple(kept) == found.routine.single_steps
    assert ladder(found.whole, known) == ladder(found.routine, known)
    assert length(found.routine, known) <= length(found.whole, known)

"""Plans in a routine file: what they come to, what is wrong with them, and how they are written."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines.document import Document
from stretchtui.core.routines.encode import encode, encode_all, is_canonical
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.library import Library, Source, join
from stretchtui.core.routines.training_plan import PlanPart, TrainingPlan
from tests.core.routines.files import GOOD, HEAD, STEP, lines, read
from tests.core.strategies import ids, words

WHOLE = '[[plan]]\nid = "p"\nname = "Back"\ndays = "3 a week"\nweeks = 4\nroutine = "r"\n'
PARTS = """\
[[plan]]
id = "p"
name = "Back"
days = "3 a week"

  [[plan.part]]
  weeks = 2
  routine = "r"

  [[plan.part]]
  weeks = 1
  days = "mon-fri"
  routine = "good"
"""


def plan_of(toml: str) -> TrainingPlan:
    document = read(HEAD + toml)
    assert document.faults == ()
    (plan,) = document.plans
    return plan


def library_of(toml: str, source: Source = Source.USER) -> Library:
    return join([(source, read(toml))])


def test_weeks_that_are_all_alike() -> None:
    plan = plan_of(WHOLE)
    assert plan.routines == ("r",)
    assert [each.number for each in plan.sessions] == list(range(1, 13))
    assert [each.week for each in plan.sessions] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]
    assert {each.part.routine for each in plan.sessions} == {"r"}


def test_parts_follow_one_another() -> None:
    plan = plan_of(PARTS)
    assert plan.routines == ("r", "good")
    assert [each.week for each in plan.sessions] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3]
    assert [each.part.routine for each in plan.sessions] == ["r"] * 6 + ["good"] * 5
    assert [each.days.count for each in plan.sessions] == [3] * 6 + [5] * 5


@pytest.mark.parametrize(
    ("toml", "faults"),
    [
        (
            WHOLE.replace("3 a week", "3 a weak"),
            [
                'plan[1].days (plan "Back"): expected weekdays like "mon, wed, fri" or "mon-fri", '
                'or a number like "3 a week", found "3 a weak"'
            ],
        ),
        (
            WHOLE.replace("weeks = 4\n", ""),
            [
                'plan[1] (plan "Back"): weeks is missing: expected a whole number of weeks from 1 '
                "to 52"
            ],
        ),
        (
            WHOLE.replace('routine = "r"\n', ""),
            [
                'plan[1] (plan "Back"): expected either routine = "an-id" or make = "10 minutes '
                'for hips", found neither'
            ],
        ),
        (
            WHOLE + 'make = "10 minutes for hips"\n',
            [
                'plan[1] (plan "Back"): expected either routine = "an-id" or make = "10 minutes '
                'for hips", found both'
            ],
        ),
        (
            WHOLE + "[[plan.part]]\nweeks = 53\n",
            [
                'plan[1].part[1].weeks (plan "Back", part 1): expected a whole number of weeks '
                "from 1 to 52, found 53",
                'plan[1].part[1] (plan "Back", part 1): expected either routine = "an-id" or make '
                '= "10 minutes for hips", found neither',
                'plan[1].weeks (plan "Back"): expected weeks in each [[plan.part]], found it '
                "above them",
                'plan[1].routine (plan "Back"): expected routine in each [[plan.part]], found it '
                "above them",
                'plan[1].part (plan "Back"): expected at most 52 weeks in all',
            ],
        ),
        (
            PARTS.replace("mon-fri", "mon-mon-mon"),
            [
                'plan[1].part[2].days (plan "Back", part 2): expected weekdays like "mon, wed, '
                'fri" or "mon-fri", or a number like "3 a week", found "mon-mon-mon"'
            ],
        ),
        (
            WHOLE.replace("weeks = 4", "week = 4"),
            [
                'plan[1] (plan "Back"): unknown key "week": did you mean weeks?',
                'plan[1] (plan "Back"): weeks is missing: expected a whole number of weeks from 1 '
                "to 52",
            ],
        ),
        (
            "[[plan]]\npart = 3\nid = 'a'\nname = 'A'\ndays = 'mon'\n",
            ['plan[1].part (plan "A"): expected [[part]] tables, found 3'],
        ),
        ("plan = [1]\n", ["plan[1] (plan): expected a table, found 1"]),
        (
            PARTS + "[[plan]]\nid = 'b'\nname = 'B'\ndays = 'mon'\npart = [1]\n",
            ['plan[2].part[1] (plan "B", part 1): expected a table, found 1'],
        ),
        (WHOLE + WHOLE, ['plan[2].id (plan "Back"): "p" is already the id of plan[1]']),
    ],
)
def test_what_is_wrong_is_said_with_its_place(toml: str, faults: list[str]) -> None:
    assert lines(HEAD + toml) == faults


def test_days_of_another_kind_are_one_fault() -> None:
    for wrong in ("3", '" "'):
        assert len(lines(HEAD + WHOLE.replace('"3 a week"', wrong))) == 1


def test_a_plan_with_a_fault_takes_nothing_down() -> None:
    document = read(STEP + GOOD + WHOLE + WHOLE.replace("4", "0").replace('"p"', '"q"'))
    assert [each.id for each in document.routines] == ["r", "good"]
    assert [each.id for each in document.plans] == ["p"]
    assert len(document.faults) == 1


# Beside what is there


def test_a_plan_is_there_if_its_routines_are() -> None:
    library = library_of(STEP + GOOD + PARTS)
    assert library.faults == ()
    assert library.plans["p"].plan.name == "Back"
    assert library.plans["p"].file == "f.toml"


@pytest.mark.parametrize(
    ("toml", "fault"),
    [
        (
            STEP + WHOLE.replace('"r"', '"goood"') + GOOD,
            'f.toml: plan[1].routine (plan "Back"): no routine has the id "goood": did you mean '
            "good?",
        ),
        (
            STEP + PARTS,
            'f.toml: plan[1].part[2].routine (plan "Back"): no routine has the id "good": expected '
            "the id of a routine",
        ),
        (
            # The number in the file counts, whatever is wrong with another one.
            STEP + WHOLE.replace("4", "0") + WHOLE.replace('"r"', '"zzz"').replace('"p"', '"q"'),
            'f.toml: plan[2].routine (plan "Back"): no routine has the id "zzz": expected the id '
            "of a routine",
        ),
    ],
)
def test_a_routine_that_is_missing_is_a_fault_of_the_plan(toml: str, fault: str) -> None:
    library = library_of(toml)
    assert str(library.faults[-1]) == fault
    assert library.plans == {}


def test_a_plan_of_the_persons_takes_the_place_of_a_built_in_one() -> None:
    own, shipped = read(STEP + WHOLE.replace("4", "2")), read(STEP + WHOLE)
    library = join([(Source.USER, own), (Source.SHIPPED, shipped)])
    assert library.faults == ()
    assert library.plans["p"].plan.weeks == 2
    assert library.plans["p"].source is Source.USER


def test_two_of_the_persons_with_one_id_are_a_fault_of_the_later_file() -> None:
    first, second = decode(STEP + WHOLE, "a.toml"), decode(HEAD + WHOLE, "b.toml")
    library = join([(Source.USER, first), (Source.USER, second)])
    assert [str(each) for each in library.faults] == [
        'b.toml: plan[1].id (plan "Back"): "p" is already used in a.toml'
    ]


def test_what_is_made_needs_no_routine() -> None:
    library = library_of(HEAD + WHOLE.replace('routine = "r"', 'make = "10 minutes for hips"'))
    assert library.faults == ()
    assert list(library.plans) == ["p"]


# As it is written


def test_the_form() -> None:
    assert encode((), (), [plan_of(PARTS)]) == f"{HEAD}\n{PARTS}"
    assert is_canonical(f"{HEAD}\n{WHOLE}")
    assert not is_canonical(f"{HEAD}\n\n{WHOLE}")


contents: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.fixed_dictionaries({"routine": ids}), st.just({"make": "10 minutes for hips"})
)
days = st.sampled_from(["mon, wed, fri", "mon-fri", "3 a week"])


@st.composite
def plans(draw: st.DrawFn) -> TrainingPlan:
    about: dict[str, Any] = draw(
        st.fixed_dictionaries({}, optional={"about": words, "caution": words})
    )
    weeks = st.integers(1, 13)
    if draw(st.booleans()):
        about |= draw(contents) | {"weeks": draw(weeks)}
    else:
        about["parts"] = tuple(
            PlanPart(weeks=draw(weeks), days=draw(st.one_of(st.none(), days)), **draw(contents))
            for _ in range(draw(st.integers(1, 4)))
        )
    return TrainingPlan(id=draw(ids), name=draw(words), days=draw(days), **about)


@given(st.lists(plans(), max_size=3, unique_by=lambda each: each.id))
def test_whatever_a_plan_is_survives(found: list[TrainingPlan]) -> None:
    toml = encode((), (), found)
    document = decode(toml, "f")
    assert document == Document("f", plans=tuple(found))
    assert encode_all(document) == toml


def test_its_routines_can_have_other_ids() -> None:
    renamed = {"r": "x"}
    assert plan_of(WHOLE).with_routines(renamed) == plan_of(WHOLE.replace('"r"', '"x"'))
    assert plan_of(PARTS).with_routines(renamed) == plan_of(PARTS.replace('"r"', '"x"'))
    made = plan_of(WHOLE.replace('routine = "r"', 'make = "10 minutes for hips"'))
    assert made.with_routines(renamed) == made

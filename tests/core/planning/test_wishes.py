"""What plans have made."""

from __future__ import annotations

from stretchtui.core.making.wish import RoutineWish
from stretchtui.core.planning.wishes import (
    routine_id,
    wish_faults,
    wish_of,
    with_clear_wishes,
)
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.library import Library, Source, join
from stretchtui.core.routines.training_plan import PlanPart

HIPS = PlanPart(weeks=1, make="10 minutes for hips")
BACK = PlanPart(weeks=1, routine="back")

TOML = """\
format = 1
[[plan]]
id = "clear"
name = "Clear"
days = "mon"
weeks = 1
make = "10 minutes for hips"
[[plan]]
id = "unclear"
name = "Unclear"
days = "mon"
[[plan.part]]
weeks = 1
make = "8 min neck"
[[plan.part]]
weeks = 1
make = "something nice"
[[plan.part]]
weeks = 1
make = "100 minutes"
"""


def library(toml: str) -> Library:
    return join([(Source.USER, decode(toml, "f.toml"))])


def test_what_is_made_is_known_by_the_wish() -> None:
    assert wish_of(HIPS) == RoutineWish(10, ("hips",))
    assert routine_id(HIPS) == "made-10-minutes-for-hips"
    assert wish_of(BACK) is None
    assert routine_id(BACK) == "back"


def test_what_cannot_be_understood_is_a_fault_at_its_place() -> None:
    found = with_clear_wishes(library(TOML))
    assert list(found.plans) == ["clear"]
    assert [str(each) for each in found.faults] == [
        'f.toml: plan[2].part[2].make (plan "Unclear"): expected minutes, and what for: 10 '
        'minutes for hips, found "something nice"',
        'f.toml: plan[2].part[3].make (plan "Unclear"): expected 1 to 60 minutes, found "100 '
        'minutes"',
    ]
    whole = library(TOML.replace("10 minutes for hips", "hips"))
    assert [place for place, _ in wish_faults(whole.plans["clear"].plan)] == ["make"]


def test_a_library_whose_wishes_are_clear_stays_as_it_is() -> None:
    clear = library(TOML[: TOML.index('[[plan]]\nid = "unclear"')])
    assert with_clear_wishes(clear) is clear

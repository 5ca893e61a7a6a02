"""Lists of exercises as ``free-exercise-db`` has them, as stretches for the library."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from stretchtui.core.routines.json_text import Faulty, listed, shaped
from stretchtui.core.routines.model import Sides, Stretch
from stretchtui.core.routines.naming import new_id

MOST = 2000
"""The most exercises of one list; the public one has some 900."""

_NOTHING_NEEDED = {None, "", "body only", "other"}
_TWO_SIDES = re.compile(
    r"\b(?:(?:switch|change|alternate) (?:sides|legs|arms)|(?:other|opposite) (?:side|leg|arm))\b",
    re.IGNORECASE,
)


class _Exercise(Struct, rename="camel"):
    name: str
    instructions: list[str]
    id: str | None = None
    category: str | None = None
    equipment: str | None = None
    primary_muscles: list[str] = []
    secondary_muscles: list[str] = []


_KNOWN = {*_Exercise.__struct_encode_fields__, "category"}


def stretches_of(
    found: list[Any], category: str | None = None
) -> tuple[tuple[Stretch, ...], list[str]]:
    """The exercises of a decoded list, and what is not as it was there.

    Args:
        found: The list.
        category: Take this category alone: ``stretching``.

    Raises:
        Faulty: It is not such a list, or has none of that category.
    """
    exercises = shaped(list[_Exercise], found)
    wanted = [each for each in exercises if category in (None, each.category)]
    if not wanted:
        there = sorted({each.category for each in exercises if each.category})
        expected = f"of the category {category}: expected one of {listed(there)}"
        raise Faulty("", f"found no exercise {expected if category else 'in it'}")
    if len(wanted) > MOST:
        raise Faulty("", f"expected at most {MOST} exercises: choose a category")
    stretches: dict[str, Stretch] = {}
    for each in wanted:
        id_ = new_id(each.id or each.name, stretches, "stretch")
        stretches[id_] = _stretch(each, id_)
    return tuple(stretches.values()), _notes(found, exercises, wanted)


def _stretch(exercise: _Exercise, id_: str) -> Stretch:
    muscles = [*exercise.primary_muscles, *exercise.secondary_muscles]
    thing = exercise.equipment
    return Stretch(
        id=id_,
        name=exercise.name,
        targets=tuple(dict.fromkeys(muscles)),
        needs=() if thing is None or thing in _NOTHING_NEEDED else (thing,),
        instructions=tuple(line for line in exercise.instructions if line.strip()),
        sides=Sides.BOTH if _has_two_sides(exercise) else Sides.NONE,
    )


def _has_two_sides(exercise: _Exercise) -> bool:
    return any(_TWO_SIDES.search(line) for line in exercise.instructions)


def _notes(
    found: list[dict[str, Any]], exercises: list[_Exercise], wanted: list[_Exercise]
) -> list[str]:
    notes = []
    if left_out := len(exercises) - len(wanted):
        notes.append(f"left out {left_out} of other categories")
    if lost := [
        key for each in found for key, value in each.items() if value and key not in _KNOWN
    ]:
        notes.append(f"not imported: {listed(lost)}")
    if other := sum(each.equipment == "other" for each in wanted):
        notes.append(f"{other} need equipment that the list does not name")
    two = sum(_has_two_sides(each) for each in wanted)
    notes.append(
        "the list has no times and no sides: each gets 30 s, and both sides if its "
        f"instructions mention the other one ({two} of {len(wanted)})"
    )
    return notes

"""Lists of exercises as ``free-exercise-db`` has them, as stretches for the library."""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from stretchtui.core.routines.entry import Wrong
from stretchtui.core.routines.json_text import Faulty, listed, shaped
from stretchtui.core.routines.model import Sides, Step, Stretch
from stretchtui.core.routines.naming import new_id
from stretchtui.core.routines.step_texts import NAMED, dose_of, has_dose

MOST = 2000
"""The most exercises of one list; the public one has some 900."""

_NOTHING_NEEDED = {None, "", "body only", "other"}
_TWO_SIDES = re.compile(
    r"\b(?:(?:switch|change|alternate|swap) (?:sides|legs|arms|feet|hands)"
    r"|(?:other|opposite) (?:side|leg|arm|foot|hand|knee|hip|shoulder))\b",
    re.IGNORECASE,
)
_STATED = re.compile(
    r"\bhold(?:ing)?\b(?:[^.\d]{0,40}?)\bfor\s+(?:about\s+|at least\s+|up to\s+)?"
    r"(?P<dose>\d{1,3}(?:\s*(?:-|–|to)\s*\d{1,3})?\s*"
    r"(?:seconds?|secs?|s|minutes?|mins?|breaths?)\b)",
    re.IGNORECASE,
)
"""How long the instructions say to hold it."""


class _Exercise(Struct, rename="camel"):
    name: str
    instructions: list[str]
    id: str | None = None
    category: str | None = None
    equipment: str | None = None
    primary_muscles: list[str] = []
    secondary_muscles: list[str] = []


_KNOWN = {*_Exercise.__struct_encode_fields__, "category", *NAMED}


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
    doses = [
        _dose(each, raw)
        for each, raw in zip(exercises, found, strict=True)
        if category in (None, each.category)
    ]
    for each, dose in zip(wanted, doses, strict=True):
        id_ = new_id(each.id or each.name, stretches, "stretch")
        stretches[id_] = _stretch(each, id_, dose)
    return tuple(stretches.values()), _notes(found, exercises, wanted, doses)


def _dose(exercise: _Exercise, raw: dict[str, Any]) -> Step:
    """How much of it the list gives, or its instructions state."""
    given = _possible(raw)
    if given is not None and has_dose(given):
        return given
    for line in exercise.instructions:
        if stated := _STATED.search(line):
            said = _possible({"name": "x", "time": stated["dose"]})
            if said is not None:
                return said
    return Step(name="x")


def _possible(record: dict[str, Any]) -> Step | None:
    """What a record gives; None if no step may have so much."""
    try:
        return dose_of(record)
    except Wrong:
        return None


def _stretch(exercise: _Exercise, id_: str, dose: Step) -> Stretch:
    muscles = [*exercise.primary_muscles, *exercise.secondary_muscles]
    thing = exercise.equipment
    return Stretch(
        id=id_,
        name=exercise.name,
        targets=tuple(dict.fromkeys(muscles)),
        needs=() if thing is None or thing in _NOTHING_NEEDED else (thing,),
        instructions=tuple(line for line in exercise.instructions if line.strip()),
        hold=dose.hold,
        breaths=dose.breaths,
        reps=dose.reps,
        sides=dose.sides or (Sides.BOTH if _has_two_sides(exercise) else Sides.NONE),
    )


def _has_two_sides(exercise: _Exercise) -> bool:
    return any(_TWO_SIDES.search(line) for line in exercise.instructions)


def _notes(
    found: list[dict[str, Any]],
    exercises: list[_Exercise],
    wanted: list[_Exercise],
    doses: list[Step],
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
    many = len(wanted)
    if unsaid := sum(not has_dose(each) for each in doses):
        notes.append(f"no time is given: 30 s ({unsaid} of {many})")
    if two := sum(
        dose.sides is None and _has_two_sides(each)
        for each, dose in zip(wanted, doses, strict=True)
    ):
        notes.append(f"both sides: the instructions mention the other one ({two} of {many})")
    if sets := sum(each.times != 1 for each in doses):
        notes.append(f"not imported: sets, which only a routine can have ({sets} of {many})")
    return notes

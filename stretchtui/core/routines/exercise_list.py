"""Lists of exercises as stretches for the library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from stretchtui.core.routines.entry import Wrong
from stretchtui.core.routines.exercise_record import Exercise, key_of, read_exercise
from stretchtui.core.routines.json_text import Faulty, listed
from stretchtui.core.routines.list_fields import dose_of, field_of, has_dose
from stretchtui.core.routines.model import Sides, Step, Stretch
from stretchtui.core.routines.naming import new_id
from stretchtui.core.routines.stated_dose import stated, states_two_sides

MOST = 2000
"""The most exercises of one list; the public one has some 900."""


class Exercises(NamedTuple):
    """What a list comes to."""

    stretches: tuple[Stretch, ...]
    steps: tuple[Step, ...]
    """Each as a step of a routine, with the sets and the rest that the list gives."""
    places: tuple[str, ...]
    """Where each stands in the list."""
    notes: list[str]
    """What is not as it was there, one line each."""
    left_out: list[Faulty]
    """What could not be taken."""


class _Taken(NamedTuple):
    exercise: Exercise
    dose: Step
    given: bool
    """Whether the list gives the dose itself, and not only its sentences."""
    where: str


def stretches_of(records: Sequence[tuple[str, Any]], category: str | None = None) -> Exercises:
    """The exercises of a list.

    Args:
        records: Its records, each with its place.
        category: Take this category alone: ``stretching``.

    Raises:
        Faulty: There are none, none of that category, or too many.
    """
    taken: list[_Taken] = []
    left_out: list[Faulty] = []
    categories: set[str] = set()
    others = 0
    for where, record in records:
        try:
            exercise = read_exercise(record, where, _dose_keys(record))
        except Faulty as fault:
            left_out.append(fault)
            continue
        categories |= {exercise.category} if exercise.category else set()
        if category is not None and (exercise.category or "").lower() != category.lower():
            others += 1
            continue
        taken.append(_Taken(exercise, *_dose(exercise, record), where))
    if not taken and not left_out:
        expected = f"of the category {category}: expected one of {listed(sorted(categories))}"
        raise Faulty("", f"found no exercise {expected if category else 'in it'}")
    if len(taken) > MOST:
        raise Faulty("", f"expected at most {MOST} exercises: choose a category")
    stretches: dict[str, Stretch] = {}
    steps = []
    for each in taken:
        id_ = new_id(each.exercise.id or each.exercise.name, stretches, "stretch")
        stretches[id_] = _stretch(each, id_)
        steps.append(Step(stretch=id_, times=each.dose.times, rest=each.dose.rest))
    notes = [f"left out {others} of other categories"] if others else []
    notes += _notes(taken)
    places = tuple(each.where for each in taken)
    return Exercises(tuple(stretches.values()), tuple(steps), places, notes, left_out)


def _dose_keys(record: Any) -> list[str]:
    """The keys of a record that give a dose."""
    keys = record if isinstance(record, Mapping) else ()
    return [key_of(str(key)) for key in keys if field_of(str(key)) is not None]


def _dose(exercise: Exercise, record: Mapping[str, Any]) -> tuple[Step, bool]:
    """How much of it the list gives, or else its sentences; and whether the list does."""
    numbers = {key: value for key, value in record.items() if not _is_text(str(key))}
    given = _possible({**numbers, "name": "x"}) or Step(name="x")
    if has_dose(given):
        return given, True
    said = stated(exercise.instructions)
    step = _possible({"name": "x", "time": said}) if said is not None else None
    if step is None:
        return given, False
    return replace(given, hold=step.hold, breaths=step.breaths, reps=step.reps), False


def _is_text(key: str) -> bool:
    """Whether a key has an exercise's name, or words about it: no dose."""
    found = field_of(key)
    return found is not None and found[0] in ("name", "notes")


def _possible(record: dict[str, Any]) -> Step | None:
    """What a record gives; None if no step may have so much."""
    try:
        return dose_of(record)
    except Wrong:
        return None


def _stretch(taken: _Taken, id_: str) -> Stretch:
    exercise, dose = taken.exercise, taken.dose
    return Stretch(
        id=id_,
        name=exercise.name,
        targets=exercise.targets,
        needs=exercise.needs,
        instructions=exercise.instructions,
        hold=dose.hold,
        breaths=dose.breaths,
        reps=dose.reps,
        contract=dose.contract,
        breath=dose.breath,
        tempo=dose.tempo,
        sides=dose.sides or (Sides.BOTH if _has_two_sides(exercise) else Sides.NONE),
    )


def _has_two_sides(exercise: Exercise) -> bool:
    return states_two_sides(exercise.instructions)


def _notes(taken: Sequence[_Taken]) -> list[str]:
    notes = []
    many = len(taken)
    if lost := [key for each in taken for key in each.exercise.lost]:
        notes.append(f"not imported: {listed(lost)}")
    if other := sum(each.exercise.unnamed for each in taken):
        notes.append(f"{other} need equipment that the list does not name")
    if foreign := sum(each.exercise.foreign for each in taken):
        notes.append(f"{foreign} have no English text: their own language was taken")
    if told := sum(has_dose(each.dose) and not each.given for each in taken):
        notes.append(
            f"times and repetitions are those that the instructions state ({told} of {many})"
        )
    if unsaid := sum(not has_dose(each.dose) for each in taken):
        notes.append(f"no time is given: 30 s ({unsaid} of {many})")
    if two := sum(each.dose.sides is None and _has_two_sides(each.exercise) for each in taken):
        notes.append(f"both sides: the instructions mention the other one ({two} of {many})")
    return notes

"""Other people's files as routines and stretches, with what could not be carried over.

A file is known by what it holds, and never by its name. Whatever comes out of it has been through
the same checks as a routine file. One bad piece does not stop the rest: it is among the faults of
the document, and the others are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from stretchtui.core.routines import open_hiit, workout_timer
from stretchtui.core.routines.code_text import from_code, is_code
from stretchtui.core.routines.document import Document, Fault
from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.exercise_list import Exercises, stretches_of
from stretchtui.core.routines.exercise_record import is_exercise, records_in
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.json_text import Faulty, decode_json, listed
from stretchtui.core.routines.list_fields import cells_of
from stretchtui.core.routines.model import Routine, Step
from stretchtui.core.routines.naming import new_id, slug
from stretchtui.core.routines.pace import Pace
from stretchtui.core.routines.plain_bytes import plain_text
from stretchtui.core.routines.step_objects import from_objects, lists_in
from stretchtui.core.routines.step_tables import from_table
from stretchtui.core.routines.step_texts import NO_LIST, NotAList, from_text
from stretchtui.core.routines.timer_bytes import repaired
from stretchtui.core.text import fold

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Stretch


_OURS = re.compile(r"^\s*(?:format\s*=|\[\[(?:stretch|routine|plan)\b)", re.MULTILINE)
"""A file in which this stands is meant as one of ours, whatever is wrong with it."""
_SCALAR = r"(?:-?\d[\d.eE+-]*|true|false|null|-?NaN|-?Infinity)"
_JSON = re.compile(
    rf'\s*(?:\{{|\[\s*(?:[{{"]|\[\s*[\[{{"\d-]|\]\s*\Z|{_SCALAR}\s*(?:,|\]\s*\Z)|\Z))'
)
"""How what is meant as JSON begins; a list may begin with ``[ ] Pigeon``."""
_PLACE = re.compile(r"stretch\[(\d+)\]")


class Foreign(Struct, frozen=True):
    """What another program's file comes to."""

    document: Document
    """What is whole in it, and what is wrong with the rest."""
    notes: tuple[str, ...] = ()
    """What is not as it was there, one line each."""
    steps: tuple[Step, ...] = ()
    """The stretches of a list of exercises as steps, with the sets that it gives."""


def as_one_routine(found: Foreign, name: str) -> Foreign:
    """A list of exercises, and a routine of all of them in their order.

    Args:
        found: What a file came to: stretches.
        name: What the routine is called.
    """
    document = found.document
    steps = found.steps or tuple(Step(stretch=each.id) for each in document.stretches)
    routine = Routine(id=slug(name) or "routine", name=name, steps=steps)
    return replace(found, document=replace(document, routines=(*document.routines, routine)))


_NO_STRETCHES: Mapping[str, Stretch] = {}

FORMATS = (
    "a routine file (TOML); a list with a stretch a line, as text or Markdown; a table with named "
    "columns (CSV); steps in JSON; a list of exercises in JSON (free-exercise-db, exercemus, wger, "
    "ExerciseDB, yoga poses); an export of Just Another Workout Timer or OpenHIIT; or the text of "
    "the code on a printed sheet"
)
"""What can be read."""


def read(
    data: bytes,
    file: str,
    category: str | None = None,
    stretches: Mapping[str, Stretch] = _NO_STRETCHES,
    pace: Pace = Pace(),
) -> Foreign:
    """Read a file that is brought in, whatever it is; it does not raise.

    Args:
        data: The file's bytes.
        file: Its name, as faults give it, and as a list is called that has no name.
        category: Of a list of exercises, take this category alone.
        stretches: The library's, by id: what a list of steps names is looked for there.
        pace: The time between holds here, by which lengths are compared.

    Returns:
        All that is whole in it, and what is wrong with the rest.
    """
    try:
        text, notes = plain_text(data)
        if not text.strip():
            raise Faulty("", f"it is empty; {_expected()}")
        if is_code(text):
            return Foreign(decode(from_code(text), file))
        if _JSON.match(text):
            return _from_json(text, data, file, category, stretches, pace, notes)
        document = decode(text, file)
        if _OURS.search(text) or not document.faults:
            if notes:
                at = next(place for place, byte in enumerate(data) if byte > 0x7F)
                raise Faulty("", f"expected UTF-8 text, found something else at byte {at}")
            return Foreign(document)
        name = list_name(file)
        found = from_table(text, name, stretches) or from_text(text, name, stretches)
    except NotAList as error:
        problem = f"{error.problem}; {_expected()}"
        return Foreign(Document(file, faults=(Fault(file, error.where, "", problem),)))
    except Faulty as error:
        return Foreign(Document(file, faults=(_fault(file, error),)))
    return _checked((), [found.routine], file, [*notes, *found.notes], found.left_out)


def _expected() -> str:
    return f"what can be imported is {FORMATS}"


def _fault(file: str, error: Faulty) -> Fault:
    return Fault(file, error.where, "", error.problem)


def list_name(file: str) -> str:
    """What a list is called that does not say so: as its file is."""
    base = file.rpartition("/")[2]
    stem = (base.rpartition(".")[0] or base).replace("-", " ").replace("_", " ").strip(". ")
    return fold(f"{stem[:1].upper()}{stem[1:]}") or "Imported"


def _checked(
    stretches: Iterable[Stretch],
    routines: Iterable[Routine],
    file: str,
    notes: Iterable[str],
    left_out: Iterable[Faulty],
    exercises: Exercises | None = None,
) -> Foreign:
    """What was found, as a routine file with it would be read."""
    document = decode(encode(routines, stretches), file)
    places: Sequence[str] = exercises.places if exercises else ()
    faults = (
        *(_fault(file, each) for each in left_out),
        *(_in_its_place(each, places) for each in document.faults),
    )
    held = {each.id for each in document.stretches}
    steps = [each for each in (exercises.steps if exercises else ()) if each.stretch in held]
    whole = Document(file, document.stretches, document.routines, faults)
    return Foreign(whole, tuple(notes), tuple(steps))


def _in_its_place(fault: Fault, places: Sequence[str]) -> Fault:
    """A fault of a stretch, with the place that this has in the list."""
    found = _PLACE.match(fault.where)
    if found is None or not places:
        return fault
    where = f"{places[int(found[1]) - 1]}{fault.where[found.end() :]}".lstrip(".")
    return Fault(fault.file, where, fault.who, fault.problem)


def _from_json(
    text: str,
    data: bytes,
    file: str,
    category: str | None,
    stretches: Mapping[str, Stretch],
    pace: Pace,
    notes: list[str],
) -> Foreign:
    """Read another program's JSON.

    Raises:
        Faulty: It is none, or holds nothing that is known.
    """
    found, notes = _decoded(text, data, notes)
    if not _are_steps(found) and (records := records_in(found)) is not None:
        list_ = stretches_of(records, category)
        return _checked(list_.stretches, (), file, [*notes, *list_.notes], list_.left_out, list_)
    for timer in (workout_timer, open_hiit):
        if timer.holds(found):
            routines, more, left_out = timer.routines_of(found, pace)
            return _checked((), routines, file, [*notes, *more], left_out)
    if groups := lists_in(found):
        several, more, left_out = _several(groups, file, stretches)
        return _checked((), several, file, [*notes, *more], left_out)
    listing = from_objects(found, list_name(file), stretches)
    if listing is None:
        raise Faulty("", f"found nothing that is known; {_expected()}")
    return _checked((), [listing.routine], file, [*notes, *listing.notes], listing.left_out)


def _decoded(text: str, data: bytes, notes: list[str]) -> tuple[Any, list[str]]:
    """The value that a JSON text stands for, and what is to be said of how it was read."""
    try:
        return decode_json(text.encode()), notes
    except Faulty:
        mended, guessed = repaired(data)
        if not guessed:
            raise
        return decode_json(mended.encode()), [GUESSED]


GUESSED = (
    "the timer's export has lost letters that are not in Latin-1: they were guessed where possible "
    "(�: lost); sharing a workout keeps them"
)
"""What is said of an export of one byte a letter."""


def _several(
    groups: Iterable[tuple[str, Any]], file: str, stretches: Mapping[str, Stretch]
) -> tuple[list[Routine], list[str], list[Faulty]]:
    """Several lists of steps as routines, what is not as it was there, and what is left out.

    Raises:
        NotAList: None of them is one.
    """
    routines: dict[str, Routine] = {}
    notes: list[str] = []
    left_out: list[Faulty] = []
    for number, (where, group) in enumerate(groups, 1):
        try:
            listing = from_objects(group, f"{list_name(file)} {number}", stretches)
            if listing is None:
                raise NotAList("", NO_LIST)
        except Faulty as fault:
            left_out.append(Faulty(where, fault.problem))
            continue
        id_ = new_id(listing.routine.name, routines)
        routines[id_] = replace(listing.routine, id=id_)
        notes += [f"{listed([listing.routine.name])}: {note}" for note in listing.notes]
        left_out += [Faulty(f"{where}, {each.where}", each.problem) for each in listing.left_out]
    if not routines:
        raise NotAList("", left_out[0].problem)
    return list(routines.values()), notes, left_out


def _are_steps(found: Any) -> bool:
    """Whether an object has steps with doses, whatever else is said of each."""
    if not isinstance(found, Mapping):
        return False
    lists = [each for each in found.values() if isinstance(each, list) and each]
    steps = [each for each in (lists[0] if lists else ()) if isinstance(each, Mapping)]
    dosed = [each for each in steps if cells_of(each).keys() & {"time", "reps", "breaths"}]
    return bool(steps) and 2 * len(dosed) >= len(steps) and not is_exercise(found)

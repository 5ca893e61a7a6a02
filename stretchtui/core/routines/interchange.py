"""Other people's files as routines and stretches, with what could not be carried over.

Known are lists of exercises as ``free-exercise-db`` has them, workouts as Just Another Workout
Timer exports or shares them, and lists of steps in JSON, CSV, Markdown or plain text. Whatever
comes out of them has been through the same checks as a routine file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from stretchtui.core.routines.document import Document, Fault
from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.exercise_list import stretches_of
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.json_text import Faulty, decode_json
from stretchtui.core.routines.step_texts import from_objects, from_table, from_text
from stretchtui.core.routines.workout_timer import routines_of
from stretchtui.core.text import fold

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Routine, Stretch


_OURS = re.compile(r"^\s*(?:format\s*=|\[\[)", re.MULTILINE)
"""A file in which this stands is meant as one of ours, whatever is wrong with it."""


class Foreign(Struct, frozen=True):
    """What another program's file comes to."""

    document: Document
    notes: tuple[str, ...] = ()
    """What is not as it was there, one line each."""


_NO_STRETCHES: Mapping[str, Stretch] = {}

FORMATS = (
    "a routine file, a list with a stretch a line, CSV with named columns, or JSON of a list of "
    "exercises, of steps, or of a workout timer"
)
"""What can be read."""


def read(
    data: bytes,
    file: str,
    category: str | None = None,
    stretches: Mapping[str, Stretch] = _NO_STRETCHES,
) -> Foreign:
    """Read a file that is brought in, whatever it is; it does not raise.

    Args:
        data: The file's bytes.
        file: Its name, as faults give it; by its end it is known, or else by what it holds.
        category: Of a list of exercises, take this category alone.
        stretches: The library's, by id: what a list of steps names is looked for there.

    Returns:
        All that it holds; or, if anything in it is wrong, nothing but the faults.
    """
    if _is_json(file, data):
        return from_json(data, file, category, stretches)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"expected UTF-8 text, found something else at byte {error.start}"
        return Foreign(Document(file, faults=(Fault(file, "", "", problem),)))
    document = decode(text, file)
    if not document.faults or file.endswith(".toml") or _OURS.search(text):
        return Foreign(document)
    return _from_list(text, file, stretches)


def _from_list(text: str, file: str, stretches: Mapping[str, Stretch]) -> Foreign:
    try:
        found = from_table(text, _name(file), stretches) or from_text(text, _name(file), stretches)
    except Faulty as error:
        problem = f"{error.problem}; what can be imported is {FORMATS}"
        return Foreign(Document(file, faults=(Fault(file, error.where, "", problem),)))
    return _checked((), (found[0],), file, found[1])


def _name(file: str) -> str:
    """What a list is called that does not say so: as its file is."""
    base = file.rpartition("/")[2]
    stem = (base.rpartition(".")[0] or base).replace("-", " ").replace("_", " ").strip(". ")
    return fold(f"{stem[:1].upper()}{stem[1:]}") or "Imported"


def _checked(
    stretches: Iterable[Stretch], routines: Iterable[Routine], file: str, notes: Iterable[str]
) -> Foreign:
    """What was found, as a routine file with it would be read."""
    document = decode(encode(routines, stretches), file)
    if document.faults:
        return Foreign(Document(file, faults=document.faults))
    return Foreign(document, tuple(notes))


def _is_json(file: str, data: bytes) -> bool:
    """By its name, else by how it begins: our own files begin with ``format`` or a comment."""
    if file.endswith((".json", ".toml")):
        return file.endswith(".json")
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def from_json(
    data: bytes,
    file: str,
    category: str | None = None,
    stretches: Mapping[str, Stretch] = _NO_STRETCHES,
) -> Foreign:
    """Read another program's JSON; it does not raise.

    Args:
        data: The file's bytes.
        file: Its name, as faults give it.
        category: Of a list of exercises, take this category alone.
        stretches: The library's, by id.

    Returns:
        All that it holds; or, if anything in it is wrong, nothing but the faults.
    """
    notes = []
    try:
        data.decode()
    except UnicodeDecodeError:
        # The timer exports one byte a letter.
        data = data.decode("latin-1").encode()
        notes.append("read as Latin-1, because it is not UTF-8: check the accented letters")
    try:
        found = decode_json(data)
        if listed := from_objects(found, _name(file), stretches):
            return _checked((), (listed[0],), file, (*notes, *listed[1]))
        brought, routines, more = _converted(found, category)
    except Faulty as error:
        return Foreign(Document(file, faults=(Fault(file, error.where, "", error.problem),)))
    return _checked(brought, routines, file, (*notes, *more))


def _converted(
    found: Any, category: str | None
) -> tuple[tuple[Stretch, ...], tuple[Routine, ...], list[str]]:
    if isinstance(found, dict) and "instructions" in found:
        found = [found]
    if isinstance(found, list):
        stretches, notes = stretches_of(found, category)
        return stretches, (), notes
    if isinstance(found, dict) and ("workouts" in found or "sets" in found):
        routines, notes = routines_of(found)
        return (), routines, notes
    raise Faulty("", f"expected {FORMATS}")

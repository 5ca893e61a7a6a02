"""Other programs' files as routines and stretches, with what could not be carried over.

Two kinds of JSON are known: lists of exercises as ``free-exercise-db`` has them, and workouts as
Just Another Workout Timer exports or shares them. Whatever comes out of them has been through the
same checks as a routine file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.exercise_list import stretches_of
from stretchtui.core.routines.format import Document, Fault, decode
from stretchtui.core.routines.json_text import Faulty, decode_json
from stretchtui.core.routines.workout_timer import routines_of

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Routine, Stretch


class Foreign(Struct, frozen=True):
    """What another program's file comes to."""

    document: Document
    notes: tuple[str, ...] = ()
    """What is not as it was there, one line each."""


def read(data: bytes, file: str, category: str | None = None) -> Foreign:
    """Read a file that is brought in, whatever it is; it does not raise.

    Args:
        data: The file's bytes.
        file: Its name, as faults give it; by its end it is known, or else by how it begins.
        category: Of a list of exercises, take this category alone.

    Returns:
        All that it holds; or, if anything in it is wrong, nothing but the faults.
    """
    if _is_json(file, data):
        return from_json(data, file, category)
    try:
        return Foreign(decode(data.decode("utf-8-sig"), file))
    except UnicodeDecodeError as error:
        problem = f"expected UTF-8 text, found something else at byte {error.start}"
        return Foreign(Document(file, faults=(Fault(file, "", "", problem),)))


def _is_json(file: str, data: bytes) -> bool:
    """By its name, else by how it begins: our own files begin with ``format`` or a comment."""
    if file.endswith((".json", ".toml")):
        return file.endswith(".json")
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")


def from_json(data: bytes, file: str, category: str | None = None) -> Foreign:
    """Read another program's JSON; it does not raise.

    Args:
        data: The file's bytes.
        file: Its name, as faults give it.
        category: Of a list of exercises, take this category alone.

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
        stretches, routines, more = _converted(decode_json(data), category)
    except Faulty as error:
        return Foreign(Document(file, faults=(Fault(file, error.where, "", error.problem),)))
    document = decode(encode(routines, stretches), file)
    if document.faults:
        return Foreign(Document(file, faults=document.faults))
    return Foreign(document, (*notes, *more))


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
    raise Faulty("", "expected a list of exercises, or a workout timer's export")

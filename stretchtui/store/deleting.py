"""Deleting one of the person's routines, and bringing it back.

The file as it was is kept in the folder ``deleted`` of the person's data.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.model import Routine
from stretchtui.core.text import clean
from stretchtui.store.files import read_text
from stretchtui.store.keeping import Kept, Origin, Stretches, own_file, save, with_id
from stretchtui.store.writing import NotSaved, back_up, put, put_back, set_aside, writing

if TYPE_CHECKING:
    from stretchtui.core.routines.document import Document
    from stretchtui.core.routines.library import Entry
    from stretchtui.store.paths import Folders


class Deleted(Struct, frozen=True):
    """What is needed to bring a routine back."""

    routine: Routine
    file: str
    """The name of the file it was in."""
    left: str | None
    """The text that was left of that file; None if nothing was."""
    kept: Path
    """Where the file is kept, just as it was."""


def delete(entry: Entry, folders: Folders) -> Deleted:
    """Take a routine out of the person's folder; what else is in its file stays.

    Raises:
        NotSaved: It is not one of theirs, or could not be deleted; nothing was.
    """
    name, file = entry.routine.name, own_file(entry, folders)
    if file is None:
        raise NotSaved(f"{name} is not one of your own routines: only those can be deleted")
    with writing(folders, f"{name} was not deleted"):
        path = folders.routines / file
        toml = read_text(path)
        document = decode(toml, file)
        for fault in document.faults:
            raise NotSaved(f"{name} was not deleted: {fault}; fix the error first")
        routine = with_id(document, entry.routine.id)
        if routine is None:
            raise NotSaved(f"{name} was not deleted: it is no longer in {clean(file)}")
        kept = set_aside(path, folders)
        return Deleted(routine, file, _take_out(routine, document, toml, path), kept)


def bring_back(deleted: Deleted, folders: Folders, stretches: Stretches) -> Kept:
    """Undo a deletion: the file as it was, or beside what has come in its place.

    Args:
        deleted: What ``delete`` gave.
        folders: The person's folders.
        stretches: All that the routine's steps may ask for.

    Raises:
        NotSaved: It could not be written.
    """
    with writing(folders, f"{deleted.routine.name} was not restored"):
        path = folders.routines / deleted.file
        if put_back(deleted.kept, path, deleted.left):
            origin = Origin(deleted.routine.id, deleted.file, read_text(path))
            return Kept(deleted.routine, origin)
    return save(deleted.routine, Origin(), folders, stretches)


def _take_out(routine: Routine, document: Document, toml: str, path: Path) -> str | None:
    """Write a file without a routine; the text that is left."""
    others = tuple(each for each in document.routines if each.id != routine.id)
    if not others and not document.stretches:
        path.unlink()
        return None
    if encode(document.routines, document.stretches) != toml:
        back_up(path)
    left = encode(others, document.stretches)
    put(path, left)
    return left

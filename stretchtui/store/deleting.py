"""Deleting one of the person's routines, and bringing it back.

The file as it was is kept in the folder ``deleted`` of the person's data.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from stretchtui.core.routines.encode import encode, encode_all
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.library import Source
from stretchtui.core.routines.model import Routine, Stretch
from stretchtui.core.text import clean
from stretchtui.store.files import read_text
from stretchtui.store.keeping import Kept, Origin, Stretches, own_file, save, with_id
from stretchtui.store.routines import read_document, read_library
from stretchtui.store.writing import (
    NotSaved,
    back_up,
    put,
    put_back,
    set_aside,
    writing,
)

if TYPE_CHECKING:
    from stretchtui.core.routines.document import Document
    from stretchtui.core.routines.library import Entry, Library
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
    stretches: Mapping[str, Stretch] = {}
    """Those of the file that is kept."""


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
    # Under its id, which its sessions know, unless another one has it by now.
    rival = read_library(folders).entries.get(deleted.routine.id)
    is_free = rival is None or rival.source is not Source.USER
    origin = Origin(deleted.routine.id) if is_free else Origin()
    return save(deleted.routine, origin, folders, stretches)


def deleted(folders: Folders, library: Library) -> list[Deleted]:
    """What can be brought back: routines that were deleted and are not there by now, newest first.

    Args:
        folders: The person's folders.
        library: What is there by now.
    """
    own = {id_ for id_, entry in library.entries.items() if entry.source is Source.USER}
    found: list[Deleted] = []
    for path in _kept_files(folders.deleted):
        document = read_document(path)
        stretches = {each.id: each for each in document.stretches}
        for routine in document.routines:
            if routine.id in own or any(each.routine.id == routine.id for each in found):
                continue
            left = _left(routine, document)
            found.append(Deleted(routine, path.name, left, path, stretches))
    return found


def _kept_files(folder: Path) -> list[Path]:
    """The files that are kept of what was deleted, the newest first."""
    times: list[tuple[int, Path]] = []
    for path in folder.glob("*.toml"):
        with contextlib.suppress(OSError):  # it has just been brought back
            times.append((path.stat().st_mtime_ns, path))
    return [path for _, path in sorted(times, reverse=True)]


def _left(routine: Routine, document: Document) -> str | None:
    """What is left of a file without a routine; None if nothing is."""
    others = tuple(each for each in document.routines if each.id != routine.id)
    if not others and not document.stretches and not document.plans:
        return None
    return encode(others, document.stretches, document.plans)


def _take_out(routine: Routine, document: Document, toml: str, path: Path) -> str | None:
    """Write a file without a routine; the text that is left."""
    left = _left(routine, document)
    if left is None:
        path.unlink()
        return None
    if encode_all(document) != toml:
        back_up(path)
    put(path, left)
    return left

"""Saving a routine to the person's folder: never over what another program has put there.

A file is written whole or not at all, by one program at a time, and only where the routine is
still as it was when it was read. A file that was not in the canonical form stays beside it as
``.bak``.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from stretchtui.core.routines.document import Document
from stretchtui.core.routines.encode import is_canonical
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.library import Entry, Source, join
from stretchtui.core.routines.model import Id, Routine, Stretch
from stretchtui.core.routines.naming import TakenNames, copy_name, new_id
from stretchtui.core.routines.sharing import rename, settle, used
from stretchtui.core.text import clean
from stretchtui.store.files import Unreadable, read_text
from stretchtui.store.routines import read_library
from stretchtui.store.writing import (
    NotSaved,
    back_up,
    canonical_text,
    free_path,
    put,
    writing,
)

if TYPE_CHECKING:
    from stretchtui.store.paths import Folders

Stretches = Mapping[str, Stretch]


class Origin(Struct, frozen=True):
    """Where a routine was read, and goes when it is saved; a new one has none of it.

    Raises:
        ValueError: The file's name leads out of the person's folder.
    """

    id: Id | None = None
    """Its id, which stays; without it the id is made from the name as it is first saved."""
    file: str | None = None
    """Its file's name in the person's folder."""
    text: str | None = None
    """All of that file's text, as it was read."""
    folder: str | None = None
    """The folder of a file that is elsewhere."""

    def __post_init__(self) -> None:
        # A draft keeps it, and what stands in a file may be anything.
        if self.file is not None and not _is_name(self.file):
            raise ValueError(f"expected the name of a file, found {clean(self.file)[:80]}")


class FaultyFile(NotSaved):
    """The file has a fault by now, and nothing is written over it."""


class LosesLayout(NotSaved):
    """Saving would take away a file's comments or its layout, and nobody has agreed to that."""


class Kept(Struct, frozen=True):
    """A routine as it stands in its file."""

    routine: Routine
    origin: Origin
    backup: str | None = None
    """The name of the file that keeps what was there before it was saved, if comments went."""


class Changed(NotSaved):
    """The routine was changed or deleted by another program since it was read."""

    def __init__(self, message: str, theirs: Kept | None = None) -> None:
        super().__init__(message)
        self.theirs = theirs
        """The routine as it is there by now; None if it is gone."""


def open_entry(entry: Entry, folders: Folders) -> Kept:
    """A routine to be edited in its file, or a shipped one to become the person's own.

    A shipped one keeps its id, and takes the shipped one's place when it is saved.

    Raises:
        NotSaved: Its file is not as it was, or saving it would lose something.
    """
    if entry.source is Source.SHIPPED:
        return Kept(entry.routine, Origin(entry.routine.id))
    file, folder = own_file(entry, folders), None
    if file is None:
        folder, file = os.path.split(os.path.realpath(entry.file))
    return open_file(entry.routine.id, Origin(entry.routine.id, file, None, folder), folders)


def open_file(id_: str, origin: Origin, folders: Folders) -> Kept:
    """A routine as it is in its file by now.

    Args:
        id_: Its id.
        origin: Where the file is.
        folders: The person's folders.

    Raises:
        FaultyFile: The file has a fault.
        NotSaved: It is not there any more.
    """
    file = origin.file or ""
    try:
        toml = read_text(place_of(origin, folders))
    except Unreadable as error:
        raise NotSaved(f"{clean(file)}: {error}") from None
    document = decode(toml, file)
    _must_be_whole(document)
    found = with_id(document, id_)
    if found is None:
        raise NotSaved(f"{clean(file)}: {id_} is no longer in it")
    return Kept(found, Origin(found.id, file, toml, origin.folder))


def save(
    routine: Routine,
    origin: Origin,
    folders: Folders,
    stretches: Stretches,
    *,
    may_lose_layout: bool = True,
    keeps_copy: bool = False,
) -> Kept:
    """Save a routine to the person's folder, or into the file that it was read from.

    Comments and layout of a hand-written file stay where nothing changed.

    Args:
        routine: What to save; ``origin`` settles its id.
        origin: Where it was read.
        folders: The person's folders; what is missing of them is made.
        stretches: All that its steps may ask for. Those that the library lacks are saved with it.
        may_lose_layout: Whether the file may be written anew where its layout cannot be kept; a
            ``.bak`` keeps it then.
        keeps_copy: Whether what was there before is kept beside in any case.

    Raises:
        Changed: It is no longer as it was read.
        FaultyFile: Its file has a fault by now.
        LosesLayout: Its layout cannot be kept.
        NotSaved: It could not be written, or could not be played.
    """
    with writing(folders, f"{routine.name} was not saved"):
        _must_be_playable(routine, stretches)
        if origin.id is None or origin.file is None:
            return _save_new(routine, origin, folders, stretches)
        lacking = _lacking(routine, stretches, folders)
        path = place_of(origin, folders)
        routine = replace(routine, id=origin.id)
        return _save_over(routine, path, origin, lacking, may_lose_layout, keeps_copy)


def keep_as_copy(routine: Routine, folders: Folders, stretches: Stretches) -> Kept:
    """Save a routine as a new one: under another id, and another name if its own is in use.

    Raises:
        NotSaved: It could not be written, or could not be played.
    """
    names = TakenNames(each.routine.name for each in read_library(folders).entries.values())
    if routine.name in names:
        routine = replace(routine, name=copy_name(routine.name, names))
    return save(routine, Origin(), folders, stretches)


def _save_new(routine: Routine, origin: Origin, folders: Folders, stretches: Stretches) -> Kept:
    library = read_library(folders)
    if origin.id is None:
        routine = replace(routine, id=new_id(routine.name, library.entries))
    else:
        routine = replace(routine, id=origin.id)
        rival = library.entries.get(origin.id)
        if rival is not None and rival.source is Source.USER:
            theirs = open_entry(rival, folders)
            if theirs.routine == routine:
                return theirs
            raise Changed(f"{routine.name} was saved by another program", theirs)
    own, renamed = settle(used(routine, stretches), library.stretches)
    routine = rename(routine, renamed)
    path = free_path(folders.routines, routine.id)
    toml = canonical_text(Document(path.name, own, (routine,)))
    put(path, toml)
    return Kept(routine, Origin(routine.id, path.name, toml))


def place_of(origin: Origin, folders: Folders) -> Path:
    """Where a routine's file is, which it has."""
    folder = folders.routines if origin.folder is None else Path(origin.folder)
    return folder / (origin.file or "")


def _save_over(
    routine: Routine,
    path: Path,
    origin: Origin,
    lacking: tuple[Stretch, ...],
    may_lose_layout: bool,
    keeps_copy: bool,
) -> Kept:
    """Save a routine into its file, beside all else that stands there."""
    file, before = path.name, origin.text
    if not path.exists():
        raise Changed(f"{clean(file)} was deleted by another program")
    toml = read_text(path)
    document = decode(toml, file)
    _must_be_whole(document)
    theirs = with_id(document, routine.id)
    if theirs is None:
        raise Changed(f"{routine.name} was deleted from {clean(file)} by another program")
    known = theirs if toml == before else with_id(decode(before or "", file), routine.id)
    if theirs not in (known, routine):
        now = Kept(theirs, Origin(routine.id, file, toml, origin.folder))
        raise Changed(f"{routine.name} was changed by another program", now)
    routines = tuple(routine if each.id == routine.id else each for each in document.routines)
    own = {each.id for each in document.stretches}
    held = (*document.stretches, *(each for each in lacking if each.id not in own))
    new = canonical_text(replace(document, stretches=held, routines=routines))
    loses = False
    if new != toml and not is_canonical(toml):
        # Only a file that a person has written needs it.
        from stretchtui.store.layout import with_content

        laid_out = with_content(toml, document, held, routines)
        loses, new = laid_out is None, laid_out or new
    if loses and not may_lose_layout:
        raise LosesLayout(f"{clean(file)} would lose its comments or its layout")
    backup = None
    if new != toml:
        if loses or keeps_copy:
            backup = back_up(path)
        put(path, new)
    return Kept(routine, Origin(routine.id, file, new, origin.folder), backup)


def _lacking(routine: Routine, stretches: Stretches, folders: Folders) -> tuple[Stretch, ...]:
    """The stretches of a routine that another program has deleted meanwhile."""
    wanted = used(routine, stretches)
    known = read_library(folders).stretches if wanted else {}
    return tuple(each for each in wanted if each.id not in known)


def own_file(entry: Entry, folders: Folders) -> str | None:
    """The name of an entry's file, if it is in the person's folder."""
    if entry.source is Source.USER:
        return entry.file
    if entry.source is not Source.FILE:
        return None
    folder, name = os.path.split(entry.file)
    # Not Path.resolve, which raises where links go round in a circle.
    inside = os.path.realpath(folder) == os.path.realpath(folders.routines)
    return name if inside else None


def _is_name(name: str) -> bool:
    """Whether it is the name of a file, and no path."""
    return os.path.basename(name) == name not in ("", os.curdir, os.pardir) and "\0" not in name


def with_id(document: Document, id_: str) -> Routine | None:
    """A document's routine of that id."""
    return next((each for each in document.routines if each.id == id_), None)


def _must_be_whole(document: Document) -> None:
    for fault in document.faults:
        raise FaultyFile(f"{fault}; fix the error first")


def _must_be_playable(routine: Routine, stretches: Stretches) -> None:
    document = Document("", tuple(stretches.values()), (routine,))
    for fault in join([(Source.USER, document)]).faults:
        raise NotSaved(f"{routine.name} was not saved: {fault.problem}")

"""What there is to make a routine from: nothing, a routine, or a draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.routines.model import Routine, Stretch
from stretchtui.core.routines.naming import copy_name
from stretchtui.store.drafts import Left, take_up
from stretchtui.store.keeping import Kept, Origin, open_entry
from stretchtui.tui.builder.editor import Editor

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry, Library
    from stretchtui.store.paths import Folders

NEW_NAME = "New routine"
"""What a routine is called until it is given a name."""


def new(library: Library, folders: Folders) -> Editor:
    """A routine without anything."""
    names = {entry.routine.name for entry in library.entries.values()}
    name = copy_name(NEW_NAME, names) if NEW_NAME in names else NEW_NAME
    return Editor(Kept(Routine(id="new", name=name), Origin()), library.stretches, folders)


def edit(entry: Entry, library: Library, folders: Folders) -> Editor:
    """A routine of the person's, or any other to become theirs.

    Raises:
        NotSaved: Its file has a fault, or is gone.
    """
    kept = open_entry(entry, folders)
    return Editor(kept, entry.stretches, folders, own=_beside(entry.stretches, library))


def duplicate(entry: Entry, library: Library, folders: Folders) -> Editor:
    """A copy of a routine under another name, to be saved as a new one."""
    names = {each.routine.name for each in library.entries.values()}
    routine = replace(entry.routine, id="new", name=copy_name(entry.routine.name, names))
    return Editor(
        Kept(routine, Origin()),
        entry.stretches,
        folders,
        unsaved=True,
        own=_beside(entry.stretches, library),
    )


def resume(draft: Left, library: Library, folders: Folders) -> Editor | None:
    """A draft that was left; None if another program has been quicker."""
    file = take_up(draft, folders)
    if file is None:
        return None
    stretches = {**library.stretches, **{each.id: each for each in draft.stretches}}
    kept = Kept(draft.routine, draft.origin)
    found = Editor(kept, stretches, folders, unsaved=True, file=file, own=draft.stretches)
    found.unfinished = draft.form
    return found


def _beside(stretches: Mapping[str, Stretch], library: Library) -> list[Stretch]:
    """The stretches of a routine's own file, which the library lacks."""
    if stretches is library.stretches:
        return []
    return [each for id_, each in stretches.items() if library.stretches.get(id_) is not each]

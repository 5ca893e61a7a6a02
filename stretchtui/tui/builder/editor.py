"""A routine that is made: all it was, where it goes, and its draft on the disk."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.routines.edit import Draft, History, describe
from stretchtui.core.routines.entry import Wrong, read
from stretchtui.core.routines.library import Entry, Source
from stretchtui.core.routines.model import Routine, Stretch, stretch_of
from stretchtui.core.routines.naming import copy_name
from stretchtui.core.text import clean
from stretchtui.store.drafts import DraftFile, Left, take_up
from stretchtui.store.keeping import (
    Kept,
    Origin,
    keep_as_copy,
    open_entry,
    save,
    would_lose_comments,
)
from stretchtui.store.routines import read_library

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Library
    from stretchtui.store.paths import Folders

Do = Callable[[Callable[[Draft], Draft]], None]
"""Carries an edit out; raises ``Wrong`` if it cannot be."""

NEW_NAME = "New routine"
"""What a routine is called until it is given a name."""


class Editor:
    """A routine that is made.

    Args:
        kept: The routine to begin with, and where it was read.
        stretches: All that its steps may ask for.
        folders: The person's folders.
        unsaved: Whether there is something to save though nothing was changed yet.
        file: Its draft, where one was left by another program.
        own: Those of the stretches that the library lacks.
    """

    def __init__(
        self,
        kept: Kept,
        stretches: Mapping[str, Stretch],
        folders: Folders,
        *,
        unsaved: bool = False,
        file: DraftFile | None = None,
        own: Iterable[Stretch] = (),
    ) -> None:
        self.history = History(Draft(kept.routine))
        self.origin = kept.origin
        self.stretches = stretches
        self.warned = not would_lose_comments(kept.origin)
        """Whether it was said that comments go, or there are none."""
        self.saved_id: str | None = None
        """The id it was last saved by; None while it was not."""
        self._folders = folders
        self._basis = None if unsaved else kept.routine
        self._own = tuple(own)
        self._file = file or DraftFile(folders, kept.origin, self._own)
        self._drafted: Routine | None = None
        self._renamed_from: History | None = None

    @property
    def now(self) -> Draft:
        """The routine as it is."""
        return self.history.now

    @property
    def routine(self) -> Routine:
        """The routine as it is."""
        return self.history.now.routine

    @property
    def entry(self) -> Entry:
        """The routine as it can be played, and is in no file."""
        return Entry(self.routine, self.stretches, Source.FILE, "")

    @property
    def changed(self) -> bool:
        """Whether there is something that is not saved."""
        basis = self._basis
        return basis is None or replace(self.routine, id=basis.id) != basis

    @property
    def stretch(self) -> Stretch | None:
        """The stretch of the chosen step; None where there is none."""
        step = self.now.step
        if step is None or (step.stretch is not None and step.stretch not in self.stretches):
            return None
        return stretch_of(step, self.stretches)

    @property
    def playable(self) -> bool:
        """Whether there are steps, and the library has all their stretches."""
        steps = self.routine.single_steps
        lost = (each for each in steps if each.stretch and each.stretch not in self.stretches)
        return bool(steps) and next(lost, None) is None

    @property
    def asked_name(self) -> str:
        """What stands in the line where the name is asked for: nothing for a new routine."""
        return self.routine.name if self.routine.steps else ""

    # Changes

    def do(self, edit: Callable[[Draft], Draft]) -> None:
        """Carry out an edit.

        Raises:
            Wrong: It cannot be.
        """
        self.history = self.history.after(edit(self.now))

    def undo(self) -> bool:
        """Undo the last edit; whether there was one."""
        before, self.history = self.history, self.history.undo()
        return before is not self.history

    def redo(self) -> bool:
        """Do again what was undone last; whether anything was."""
        before, self.history = self.history, self.history.redo()
        return before is not self.history

    def begin_naming(self) -> None:
        """A name is going to be typed: however many letters, it is one edit."""
        self._renamed_from = self.history

    def name(self, typed: str) -> None:
        """Take the name as far as it is typed."""
        before = self._renamed_from
        if before is not None:
            try:
                self.history = before.after(describe(before.now, name=read("name", typed)))
            except Wrong:
                self.history = before

    # The disk

    def keep_draft(self) -> None:
        """Keep the draft, or drop it where nothing is changed.

        Raises:
            NotSaved: It cannot be kept.
        """
        if not self.changed:
            if self._drafted is not None:
                self._drafted = None
                self._file.drop()
        elif self.routine is not self._drafted:
            self._file.keep(self.routine)
            self._drafted = self.routine

    def drop_draft(self) -> None:
        """The routine was saved, or is let go."""
        self._drafted = None
        self._file.drop()

    def close_draft(self) -> None:
        """Leave the draft as it is, to be offered again."""
        self._file.close()

    def save(self) -> str:
        """Save the routine.

        Returns:
            What to say of it.

        Raises:
            Changed: Another program changed or deleted it.
            NotSaved: It could not be written, or could not be played.
        """
        return self._take(save(self.routine, self.origin, self._folders, self.stretches))

    def save_copy(self) -> str:
        """Save the routine as a new one, beside the other.

        Returns:
            What to say of it.

        Raises:
            NotSaved: It could not be written, or could not be played.
        """
        return self._take(keep_as_copy(self.routine, self._folders, self.stretches))

    def take_theirs(self, theirs: Kept) -> None:
        """Go on with what another program has saved; to undo that brings one's own back."""
        self.history = self.history.after(replace(self.now, routine=theirs.routine).at(0))
        self.origin, self._basis = theirs.origin, theirs.routine
        self.warned = not would_lose_comments(theirs.origin)
        self.drop_draft()
        self._file = DraftFile(self._folders, self.origin, self._own)

    def _take(self, kept: Kept) -> str:
        # To undo goes on beyond the moment of saving.
        cursor = self.now.cursor
        self.history = replace(self.history, now=Draft(kept.routine).at(cursor))
        self.origin, self._basis = kept.origin, kept.routine
        self.saved_id = kept.routine.id
        if not self.playable and self.routine.steps:
            # Stretches that came with a file may have been given other ids.
            saved = read_library(self._folders).entries.get(kept.routine.id)
            self.stretches = saved.stretches if saved else self.stretches
        self.warned = True
        self.drop_draft()
        self._file = DraftFile(self._folders, self.origin, self._own)
        beside = f". A backup is kept as {kept.backup}" if kept.backup else ""
        return f"Saved: {_shown(self._folders.routines / (kept.origin.file or ''))}{beside}"


# What there is to begin with


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
    return Editor(kept, stretches, folders, unsaved=True, file=file, own=draft.stretches)


def _beside(stretches: Mapping[str, Stretch], library: Library) -> list[Stretch]:
    """The stretches of a routine's own file, which the library lacks."""
    if stretches is library.stretches:
        return []
    return [each for id_, each in stretches.items() if library.stretches.get(id_) is not each]


def _shown(path: Path) -> str:
    """A path as people write it."""
    with contextlib.suppress(ValueError, RuntimeError):
        return clean(f"~/{path.relative_to(Path.home())}")
    return clean(str(path))

"""A routine that is made: all it was, where it goes, and its draft on the disk."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.routines.draft import Draft, History
from stretchtui.core.routines.edit import describe
from stretchtui.core.routines.entry import Wrong, read
from stretchtui.core.routines.fault_places import Marks, marked_rows, marks_of
from stretchtui.core.routines.library import Entry, Source
from stretchtui.core.routines.model import Routine, Stretch, stretch_of
from stretchtui.core.text import clean
from stretchtui.store.drafts import DraftFile
from stretchtui.store.files import Unreadable, read_text
from stretchtui.store.keeping import (
    Kept,
    Origin,
    keep_as_copy,
    open_file,
    place_of,
    save,
)
from stretchtui.store.routines import read_document, read_library, read_with

if TYPE_CHECKING:
    from stretchtui.store.form_drafts import TypedForm
    from stretchtui.store.paths import Folders

Do = Callable[[Callable[[Draft], Draft]], None]
"""Carries an edit out; raises ``Wrong`` if it cannot be."""


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
        self.may_lose_layout = False
        """Whether comments may go, where they cannot be kept."""
        self.saved_id: str | None = None
        """The id it was last saved by; None while it was not."""
        self.unfinished: TypedForm | None = None
        """What stood in a form when the program ended that left the draft."""
        self.folders = folders
        """The person's folders."""
        self._basis = None if unsaved else kept.routine
        self._own = tuple(own)
        self._file = file or DraftFile(folders, kept.origin, self._own)
        self._drafted: Routine | None = None
        self._typing = False
        self._renamed_from: History | None = None
        self.has_faults = False
        """Whether the file was found to have faults, and nothing was read or saved since."""
        self._marks: Marks = ()

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
        if not self.changed and not self._typing:
            if self._drafted is not None:
                self._drafted = None
                self._file.drop()
        elif self.routine is not self._drafted:
            self._file.keep(self.routine)
            self._drafted = self.routine

    def keep_form(self, typed: TypedForm | None) -> None:
        """Keep what is typed in a form; None where it was taken or discarded.

        Raises:
            NotSaved: It cannot be kept.
        """
        self._typing = typed is not None
        self.keep_draft()
        self._file.keep_form(typed)

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
            FaultyFile: Its file has a fault by now.
            LosesLayout: Comments would go, and nobody has agreed to that.
            NotSaved: It could not be written, or could not be played.
        """
        return self._save(self.origin)

    def save_over(self, theirs: Kept) -> str:
        """Save the routine over what another program has saved, which is kept beside.

        Returns:
            What to say of it.

        Raises:
            NotSaved: As above.
        """
        return self._save(theirs.origin, keeps_copy=True)

    def _save(self, origin: Origin, *, keeps_copy: bool = False) -> str:
        kept = save(
            self.routine,
            origin,
            self.folders,
            self.stretches,
            may_lose_layout=self.may_lose_layout,
            keeps_copy=keeps_copy,
        )
        return self._take(kept)

    def save_copy(self) -> str:
        """Save the routine as a new one, beside the other.

        Returns:
            What to say of it.

        Raises:
            NotSaved: It could not be written, or could not be played.
        """
        return self._take(keep_as_copy(self.routine, self.folders, self.stretches))

    def take_theirs(self, theirs: Kept) -> None:
        """Go on with what another program has saved; to undo that brings one's own back."""
        self.history = self.history.after(Draft(theirs.routine).at(self.now.cursor))
        self.origin, self._basis = theirs.origin, theirs.routine
        self.may_lose_layout = self.has_faults = False
        self.drop_draft()
        self._file = DraftFile(self.folders, self.origin, self._own)

    @property
    def path(self) -> Path:
        """The file, which there is."""
        return place_of(self.origin, self.folders)

    def read_again(self) -> bool:
        """Go on with the file as it is by now; whether the routine is another one.

        Raises:
            FaultyFile: The file has a fault.
            NotSaved: The routine is not in it any more.
        """
        kept = open_file(self.origin.id or "", self.origin, self.folders)
        is_other = kept.routine != self.routine
        self.take_theirs(kept)
        found = read_with(self.folders, self.path).entries.get(kept.routine.id)
        self.stretches = found.stretches if found else self.stretches
        return is_other

    def mark_faults(self) -> list[str]:
        """Mark the steps that the file has faults in; what is wrong, a line each."""
        faults = read_document(self.path, self.path.name).faults
        self.has_faults = True
        with contextlib.suppress(Unreadable):
            self._marks = marks_of(faults, read_text(self.path), self.routine)
        return [str(each) for each in faults]

    @property
    def faulty(self) -> Mapping[int, str]:
        """The rows that the file has faults in, and what is wrong there."""
        return marked_rows(self.routine, self._marks) if self.has_faults else {}

    def _take(self, kept: Kept) -> str:
        # To undo goes on beyond the moment of saving.
        cursor = self.now.cursor
        self.history = replace(self.history, now=Draft(kept.routine).at(cursor))
        self.origin, self._basis = kept.origin, kept.routine
        self.saved_id, self.has_faults = kept.routine.id, False
        if not self.playable and self.routine.steps:
            # Stretches that came with a file may have been given other ids.
            saved = read_library(self.folders).entries.get(kept.routine.id)
            self.stretches = saved.stretches if saved else self.stretches
        self.drop_draft()
        self._file = DraftFile(self.folders, self.origin, self._own)
        beside = f". A backup is kept as {kept.backup}" if kept.backup else ""
        return f"Saved: {_shown(place_of(kept.origin, self.folders))}{beside}"


def _shown(path: Path) -> str:
    """A path as people write it."""
    with contextlib.suppress(ValueError, RuntimeError):
        return clean(f"~/{path.relative_to(Path.home())}")
    return clean(str(path))

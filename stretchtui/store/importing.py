"""Bringing files into the person's folder: routine files, and those of other programs.

All of them are read and checked before the first is written, and if one cannot be written, none
stays. Nothing that comes in takes the place of what is there: ids that are in use become others.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from stretchtui.core.routines.document import Document, Fault
from stretchtui.core.routines.interchange import Foreign, read
from stretchtui.core.routines.library import Source, join
from stretchtui.core.routines.model import Routine, Stretch
from stretchtui.core.routines.naming import new_id, slug
from stretchtui.core.routines.sharing import rename, settle
from stretchtui.store.routines import read_library
from stretchtui.store.writing import NotSaved, canonical_text, free_path, put, writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stretchtui.store.paths import Folders

STANDARD_INPUT = Path("-")

LARGEST = 16 * 1024 * 1024
"""The largest file that is looked at, in bytes; the public list of exercises has one million."""


class NotImported(NotSaved):
    """Nothing was imported."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        """Everything that is wrong, one line each."""
        super().__init__(self.lines[0])


class Imported(Struct, frozen=True):
    """What one file has brought."""

    source: Path
    file: str | None
    """Its name in the person's folder; None if everything was there already."""
    routines: tuple[Routine, ...]
    stretches: tuple[Stretch, ...]
    notes: tuple[str, ...]
    """What is not as it was there, one line each."""


def bring_in(
    sources: Iterable[Path], folders: Folders, category: str | None = None
) -> list[Imported]:
    """Import files into the person's folder: all of them, or nothing.

    Args:
        sources: Our own TOML, another program's JSON, lists of steps; ``-`` is standard input.
        folders: The person's folders.
        category: Of lists of exercises, take this category alone.

    Returns:
        What each has brought, in their order.

    Raises:
        NotImported: A file has a fault; all faults of all files are told.
        NotSaved: They could not be written.
    """
    stretches = read_library(folders).stretches
    found = [(path, _read(path, category, stretches)) for path in sources]
    faults = [fault for _, each in found for fault in each.document.faults]
    if faults:
        raise NotImported(str(fault) for fault in faults)
    with writing(folders, "nothing was imported"):
        settled = _Settling(folders)
        ready = [settled.take(path, each) for path, each in found]
        if settled.faults:
            raise NotImported(str(fault) for fault in settled.faults)
        return _written(ready, folders)


def _read(path: Path, category: str | None, stretches: Mapping[str, Stretch]) -> Foreign:
    name = "standard input" if path == STANDARD_INPUT else str(path)
    try:
        if path == STANDARD_INPUT:
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            # Not as our own files are read: a pipe is welcome here.
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        problem = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return Foreign(Document(name, faults=(Fault(name, "", "", problem),)))
    if len(data) > LARGEST:
        problem = f"expected at most {LARGEST // 1024 // 1024} MiB"
        return Foreign(Document(name, faults=(Fault(name, "", "", problem),)))
    return read(data, name, category, stretches)


class _Settling:
    """Gives what comes in ids that nothing else has."""

    def __init__(self, folders: Folders) -> None:
        library = read_library(folders)
        self._routines = {id_: entry.routine for id_, entry in library.entries.items()}
        self._stretches = dict(library.stretches)
        self.faults: list[Fault] = []

    def take(self, path: Path, found: Foreign) -> Imported:
        """One file's routines and stretches, without those that are here already."""
        notes = list(found.notes)
        stretches, renamed = settle(found.document.stretches, self._stretches)
        notes += [f"stretch {old} was imported as {new}" for old, new in renamed.items()]
        self._stretches |= {each.id: each for each in stretches}
        routines = []
        for each in found.document.routines:
            routine = rename(each, renamed)
            if self._routines.get(routine.id) == routine:
                notes.append(f"{routine.name} is already here")
                continue
            id_ = new_id(routine.id, self._routines)
            if id_ != routine.id:
                notes.append(f"routine {routine.id} was imported as {id_}")
                routine = replace(routine, id=id_)
            self._routines[id_] = routine
            routines.append(routine)
        known = Document("", tuple(self._stretches.values()))
        taken = Document(str(path), stretches, tuple(routines))
        self.faults += join([(Source.FILE, taken), (Source.SHIPPED, known)]).faults
        return Imported(path, None, taken.routines, taken.stretches, tuple(notes))


def _stem(imported: Imported) -> str:
    """What to call the file: as the one routine in it, else as it was called."""
    if len(imported.routines) == 1:
        return imported.routines[0].id
    return (slug(imported.source.stem) if imported.source.suffix else "") or "imported"


def _written(ready: list[Imported], folders: Folders) -> list[Imported]:
    """Write what has been checked, each file's into one of its own."""
    written: list[Path] = []
    done = []
    try:
        for each in ready:
            if not each.routines and not each.stretches:
                done.append(each)
                continue
            path = free_path(folders.routines, _stem(each))
            toml = canonical_text(Document(str(each.source), each.stretches, each.routines))
            written.append(path)
            put(path, toml)
            done.append(replace(each, file=path.name))
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return done

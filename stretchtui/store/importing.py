"""Bringing files into the person's folder: routine files, and those of other programs.

All of them are read and checked before the first is written, and if one cannot be written, none
stays. Nothing that comes in takes the place of what is there, unless that is asked for, and then
only of what came from the same file before.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from stretchtui.core.routines.code_text import is_code
from stretchtui.core.routines.document import Document, Fault
from stretchtui.core.routines.interchange import Foreign, as_one_routine, list_name, read
from stretchtui.core.routines.length import length
from stretchtui.core.routines.model import Routine, Stretch
from stretchtui.core.routines.pace import Pace
from stretchtui.core.routines.training_plan import TrainingPlan
from stretchtui.store.import_record import Piece, digest, name_of, place_of, read_record
from stretchtui.store.import_settling import ReadFile, Settled, Settling
from stretchtui.store.import_writing import write_all
from stretchtui.store.routines import read_library
from stretchtui.store.writing import NotSaved, writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from stretchtui.core.routines.library import Library
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


class ImportOptions(Struct, frozen=True):
    """How files are brought in."""

    category: str | None = None
    """Of lists of exercises, take this category alone."""
    strict: bool = False
    """Whether one bad piece stops everything."""
    instead: bool = False
    """Whether a new version takes the place of the one that was imported before."""
    only_try: bool = False
    """Whether nothing is written."""
    pace: Pace = Pace()
    """The time between holds, by which lengths are told."""


class Imported(Struct, frozen=True):
    """What one file has brought."""

    source: Path
    file: str | None
    """Its name in the person's folder; None if there is nothing new, or it was only tried."""
    routines: tuple[Routine, ...]
    """New ones."""
    stretches: tuple[Stretch, ...]
    """New ones."""
    notes: tuple[str, ...]
    """What is not as it was there, one line each."""
    replaced: tuple[Piece, ...] = ()
    """What took the place of an earlier version."""
    faults: tuple[Fault, ...] = ()
    """What could not be taken."""
    whole: bool = True
    """Whether anything in it could be read."""
    plans: tuple[TrainingPlan, ...] = ()
    """New ones."""


AskName = Callable[[Path, Routine, int], str | None]
"""Whether a list of exercises becomes a routine as well: it is given the file, the routine as it
would be, and its length in seconds; it answers with the routine's name, or None."""


def bring_in(
    sources: Iterable[Path],
    folders: Folders,
    options: ImportOptions | None = None,
    ask_name: AskName | None = None,
) -> list[Imported]:
    """Import files into the person's folder.

    Args:
        sources: Our own TOML, another program's JSON, lists of steps; ``-`` is standard input. The
            text of a code may stand here itself.
        folders: The person's folders.
        options: How.
        ask_name: Is asked for each file that holds stretches and no routine.

    Returns:
        What each has brought, in their order.

    Raises:
        NotImported: Nothing in any of them could be taken, or something in one of them where
            one bad piece stops everything; all that is wrong is told.
        NotSaved: They could not be written.
    """
    options = options or ImportOptions()
    library = read_library(folders)
    files = [_read(path, options, library.stretches) for path in sources]
    _must_go_on(
        (fault for each in files for fault in each.found.document.faults),
        options,
        any(_has_pieces(each) for each in files),
    )
    files = [_with_routine(each, library, options.pace, ask_name) for each in files]
    if options.only_try:
        settling = Settling(library, read_record(folders), options.instead)
        return [_told(each) for each in _settled(files, settling, options)]
    with writing(folders, "nothing was imported"):
        record = read_record(folders)
        settling = Settling(read_library(folders), record, options.instead)
        settled = _settled(files, settling, options)
        written = write_all(settled, record, folders)
        return [_told(each, *written[number]) for number, each in enumerate(settled)]


def _must_go_on(faults: Iterable[Fault], options: ImportOptions, anything: bool) -> None:
    """Stop if there is nothing to import, or any fault where one is enough.

    Raises:
        NotImported: It stops here.
    """
    lines = [str(fault) for fault in faults]
    if lines and (options.strict or not anything):
        raise NotImported(lines)


def _has_pieces(read_file: ReadFile) -> bool:
    document = read_file.found.document
    return bool(document.stretches or document.routines or document.plans)


def _settled(
    files: Iterable[ReadFile], settling: Settling, options: ImportOptions
) -> list[Settled]:
    """What each file brings: first what others may ask for, the stretches of all files."""
    settled = [Settled(each, each.found.document.faults) for each in files]
    for each in settled:
        settling.take_stretches(each)
    for each in settled:
        settling.take_routines(each)
    for each in settled:
        settling.take_plans(each)
    faults = [fault for each in settled for fault in each.faults]
    _must_go_on(faults, options, any(each.pieces for each in settled))
    return settled


def _told(settled: Settled, file: str | None = None, notes: Iterable[str] = ()) -> Imported:
    read_file = settled.read
    return Imported(
        source=read_file.path,
        file=file,
        routines=tuple(settled.routines),
        stretches=tuple(settled.stretches),
        # How it was read is of no interest where nothing comes of it.
        notes=(*(read_file.found.notes if settled.is_new else ()), *settled.notes, *notes),
        replaced=tuple(settled.replacing),
        faults=tuple(settled.faults),
        whole=_has_pieces(read_file),
        plans=tuple(settled.plans),
    )


def _with_routine(
    read_file: ReadFile, library: Library, pace: Pace, ask_name: AskName | None
) -> ReadFile:
    """A list of exercises with a routine of all of them, if that is wanted."""
    document = read_file.found.document
    if document.routines or not document.stretches:
        return read_file
    as_it_would_be = as_one_routine(read_file.found, list_name(name_of(read_file.path)))
    (routine,) = as_it_would_be.document.routines
    known = {**library.stretches, **{each.id: each for each in document.stretches}}
    name = ask_name(read_file.path, routine, length(routine, known, pace)) if ask_name else None
    if name is None:
        found = read_file.found
        if sets := sum(each.times != 1 or each.rest > 0 for each in found.steps):
            note = f"not imported: sets and rests, which only a routine can have ({sets} of "
            found = replace(found, notes=(*found.notes, f"{note}{len(found.steps)})"))
        return replace(read_file, found=found)
    return replace(read_file, found=as_one_routine(read_file.found, name))


def _read(path: Path, options: ImportOptions, stretches: Mapping[str, Stretch]) -> ReadFile:
    data = b""
    name = name_of(path)
    try:
        if is_code(str(path)):
            data = str(path).encode()
        elif path == STANDARD_INPUT:
            data = sys.stdin.buffer.read(LARGEST + 1)
        else:
            # Not as our own files are read: a pipe is welcome here.
            with path.open("rb") as file:
                data = file.read(LARGEST + 1)
        if len(data) > LARGEST:
            found = _nothing(name, f"expected at most {LARGEST // 1024 // 1024} MiB")
        else:
            found = read(data, name, options.category, stretches, options.pace)
    except (OSError, ValueError) as error:
        problem = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        found = _nothing(name, problem)
    return ReadFile(path, place_of(path), digest(data), found)


def _nothing(name: str, problem: str) -> Foreign:
    return Foreign(Document(name, faults=(Fault(name, "", "", problem),)))

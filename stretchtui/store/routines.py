"""Routine files on disk: the shipped one, the person's folder, and files named by path."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.core.routines.document import Document, Fault
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.library import Entry, Library, Source, join
from stretchtui.core.text import clean
from stretchtui.store.cache import Cached, Stamp, cacheable, read_cache, stamp, write_cache
from stretchtui.store.files import Unreadable, read_text, reason
from stretchtui.store.sources import file_names, own_files, shipped_file

if TYPE_CHECKING:
    from stretchtui.store import paths

Stamps = dict[str, Stamp]
"""What tells the files of a library from themselves after a change, by their paths."""


def read_document(path: Path, name: str | None = None) -> Document:
    """What one file holds; a file that cannot be read is a document with one fault.

    Args:
        path: The file.
        name: What the faults shall call it; its path, if not given.
    """
    name = name or str(path)
    try:
        return decode(read_text(path), name)
    except Unreadable as error:
        return Document(name, faults=(Fault(name, "", "", str(error)),))


def read_library(folders: paths.Folders) -> Library:
    """The person's routines and the shipped ones; whatever is wrong is among the faults."""
    return read_stamped(folders)[0]


def read_stamped(folders: paths.Folders) -> tuple[Library, Stamps]:
    """The same, and the stamps of the files as they were read."""
    documents, read = _all(folders)
    return _joined(documents), {path: each.stamp for path, each in read.items()}


def read_documents(folders: paths.Folders) -> list[tuple[Source, Document]]:
    """What each of the files holds that a library is read from: the person's, then the shipped."""
    return _all(folders)[0]


def read_with(folders: paths.Folders, path: Path) -> Library:
    """One file's routines first, with the library behind them for the stretches they name."""
    return _joined([(Source.FILE, read_document(path)), *_all(folders)[0]])


def _joined(documents: Iterable[tuple[Source, Document]]) -> Library:
    """The library that some documents make."""
    library = join(documents)
    if any(part.make for each in library.plans.values() for part in each.plan.sections):
        # Few plans ask for what is to be made.
        from stretchtui.core.planning.wishes import with_clear_wishes

        return with_clear_wishes(library)
    return library


def stamps(folders: paths.Folders) -> Stamps:
    """The stamps of every file that a library is read from, by path: those that can be reached."""
    found: Stamps = {}
    for path in (*own_files(folders), shipped_file()):
        with contextlib.suppress(OSError):
            found[str(path)] = stamp(path)
    return found


class NotFound(Exception):
    """No routine is meant by some words; the message says which could be."""


class Ambiguous(NotFound):
    """More than one routine is meant."""


class Unplayable(NotFound):
    """The file that is meant has an error."""


def ambiguous(wanted: str, what: str, ids: Sequence[str]) -> str:
    """Why a name is refused that several have."""
    *first, last = ids
    name = clean(wanted[:80])
    return f'"{name}" is the name of {len(ids)} {what}: use an id, {", ".join(first)} or {last}'


def find(wanted: str, folders: paths.Folders) -> tuple[Library, Entry]:
    """The routine that is meant, and the library it is in.

    Args:
        wanted: A routine's id or name, or a TOML file's path.
        folders: The person's folders.

    Raises:
        Ambiguous: Several have that name.
        Unplayable: The file has an error.
        NotFound: There is none.
    """
    if wanted.endswith(".toml") or os.sep in wanted:
        return _find_in_file(Path(wanted), folders)
    library = read_library(folders)
    if wanted in library.entries:
        return library, library.entries[wanted]
    named = library.named(wanted)
    if len(named) == 1:
        return library, named[0]
    if named:
        raise Ambiguous(ambiguous(wanted, "routines", [each.routine.id for each in named]))
    near = library.nearest(wanted)
    hint = f"did you mean {' or '.join(near)}?" if near else "see stretchtui list"
    raise NotFound(f'no routine "{clean(wanted[:80])}": {hint}')


def _find_in_file(path: Path, folders: paths.Folders) -> tuple[Library, Entry]:
    """The first routine of a file."""
    library = read_with(folders, path)
    for entry in library.entries.values():
        if entry.source is Source.FILE:
            return library, entry
    own = [fault for fault in library.faults if fault.file == str(path)]
    if own:
        more = f" (and {len(own) - 1} more: see stretchtui check)" if len(own) > 1 else ""
        kind = Unplayable if os.path.lexists(path) else NotFound
        raise kind(f"{own[0]}{more}")
    raise Unplayable(f"{clean(str(path))}: expected a [[routine]], found none")


def _all(
    folders: paths.Folders,
) -> tuple[list[tuple[Source, Document]], dict[str, Cached]]:
    """What every file there is holds, read or remembered; and the files by their paths."""
    known = read_cache(folders.cache)
    found: dict[str, Cached] = {}

    def read(path: Path, name: str) -> Document:
        try:
            now = stamp(path)
        except OSError as error:
            fault = Fault(name, "", "", error.strerror or str(error))
            return Document(name, faults=(fault,))
        cached = known.get(str(path))
        # The name is what a routine is saved to.
        if cached is None or (cached.stamp, cached.document.file) != (now, name):
            cached = Cached(now, read_document(path, name))
        found[str(path)] = cached
        return cached.document

    documents: list[tuple[Source, Document]] = []
    try:
        with os.scandir(folders.routines) as entries:
            names = file_names(entries)
    except FileNotFoundError:
        names = []
    except OSError as error:
        names = []
        place = str(folders.routines)
        fault = Fault(place, "", "", reason(error))
        documents.append((Source.USER, Document(place, faults=(fault,))))
    documents += [(Source.USER, read(folders.routines / name, name)) for name in names]
    shipped = shipped_file()
    documents.append((Source.SHIPPED, read(shipped, str(shipped))))
    kept = cacheable(found)
    if kept != known:
        write_cache(folders.cache, kept)
    return documents, found

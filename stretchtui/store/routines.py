"""Routine files on disk: the shipped one, the person's folder, and files named by path."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.core.routines.document import Document, Fault
from stretchtui.core.routines.library import (
    Entry,
    JoinedFaults,
    Library,
    Source,
    join,
    join_as_found,
)
from stretchtui.core.text import clean
from stretchtui.store.cache import (
    Cache,
    Cached,
    Stamp,
    cacheable,
    read_cache,
    stamp,
    write_cache,
)
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
    # Imported with the first file that is read: mostly all of them are in the cache.
    from stretchtui.core.routines.format import decode

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
    with _nothing_collected():
        read = _all(folders)
        library, findings = join_as_found(read.documents, read.findings)
        _keep(folders, read, findings)
    return _with_clear_wishes(library), {path: each.stamp for path, each in read.files.items()}


@contextlib.contextmanager
def _nothing_collected() -> Iterator[None]:
    """Let the garbage collector rest: all that is read stays, and it would look through that."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def read_documents(folders: paths.Folders) -> list[tuple[Source, Document]]:
    """What each of the files holds that a library is read from: the person's, then the shipped."""
    read = _all(folders)
    _keep(folders, read)
    return read.documents


def read_with(folders: paths.Folders, path: Path) -> Library:
    """One file's routines first, with the library behind them for the stretches they name."""
    documents = [(Source.FILE, read_document(path)), *read_documents(folders)]
    return _with_clear_wishes(join(documents))


def _with_clear_wishes(library: Library) -> Library:
    """The library with only such plans as ask for something that can be made."""
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


class _Read(NamedTuple):
    """What every file there is holds, read or remembered."""

    documents: list[tuple[Source, Document]]
    """In the order in which they are joined."""
    files: dict[str, Cached]
    """The same by the files' paths, where the file is there."""
    cache: Cache
    """What was remembered."""
    findings: JoinedFaults | None
    """What is wrong with all of it together, where that is remembered as well."""


def _all(folders: paths.Folders) -> _Read:
    cache = read_cache(folders.cache)
    found: dict[str, Cached] = {}
    remembered = 0

    def read(path: str, name: str) -> Document:
        nonlocal remembered
        try:
            now = stamp(path)
        except OSError as error:
            fault = Fault(name, "", "", error.strerror or str(error))
            return Document(name, faults=(fault,))
        cached = cache.files.get(path)
        # The name is what a routine is saved to.
        if cached is None or (cached.stamp, cached.document.file) != (now, name):
            cached = Cached(now, read_document(Path(path), name))
        else:
            remembered += 1
        found[path] = cached
        return cached.document

    documents: list[tuple[Source, Document]] = []
    place = str(folders.routines)
    try:
        with os.scandir(place) as entries:
            names = file_names(entries)
    except FileNotFoundError:
        names = []
    except OSError as error:
        names = []
        fault = Fault(place, "", "", reason(error))
        documents.append((Source.USER, Document(place, faults=(fault,))))
    inside = os.path.join(place, "")
    documents += [(Source.USER, read(inside + name, name)) for name in names]
    shipped = str(shipped_file())
    documents.append((Source.SHIPPED, read(shipped, shipped)))
    # Just these, and no others: then they stand in the same order as well.
    same = remembered == len(documents) == len(cache.files)
    return _Read(documents, found, cache, cache.findings if same else None)


def _keep(folders: paths.Folders, read: _Read, findings: JoinedFaults | None = None) -> None:
    """Remember what was read, if it is not remembered already.

    Args:
        folders: The person's folders.
        read: What was read.
        findings: What is wrong with all of it together, if that was looked for.
    """
    if read.findings is not None:  # all of it was remembered: of many files it is long to compare
        return
    files, before = cacheable(read.files), read.cache
    if len(files) != len(read.documents):
        findings = None
    if files != before.files or (findings is not None and before.findings is None):
        write_cache(folders.cache, Cache(files, findings))

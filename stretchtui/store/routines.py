"""Routine files on disk: the shipped one, the person's folder, and files named by path."""

from __future__ import annotations

import os
from pathlib import Path

from stretchtui.core.format import Document, Fault, decode
from stretchtui.core.library import Library, Source, join
from stretchtui.store import paths
from stretchtui.store.cache import Cached, read_cache, stamp, write_cache
from stretchtui.store.files import Unreadable, read_text


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
    return join(_all(folders))


def read_with(folders: paths.Folders, path: Path) -> Library:
    """One file's routines first, with the library behind them for the stretches they name."""
    return join([(Source.FILE, read_document(path)), *_all(folders)])


def _all(folders: paths.Folders) -> list[tuple[Source, Document]]:
    """Every file there is, read or remembered."""
    known = read_cache(folders.cache)
    found: dict[str, Cached] = {}

    def read(path: Path, name: str) -> Document:
        try:
            now = stamp(path)
        except OSError as error:
            fault = Fault(name, "", "", error.strerror or str(error))
            return Document(name, faults=(fault,))
        before = known.get(str(path))
        same = before is not None and before.stamp == now
        cached = before if same and before else Cached(now, read_document(path, name))
        found[str(path)] = cached
        return cached.document

    documents: list[tuple[Source, Document]] = []
    try:
        with os.scandir(folders.routines) as entries:
            names = sorted(each.name for each in entries if _is_routine_file(each.name))
    except FileNotFoundError:
        names = []
    except OSError as error:
        names = []
        place = str(folders.routines)
        fault = Fault(place, "", "", error.strerror or str(error))
        documents.append((Source.USER, Document(place, faults=(fault,))))
    documents += [(Source.USER, read(folders.routines / name, name)) for name in names]
    shipped = paths.shipped() / "routines.toml"
    documents.append((Source.SHIPPED, read(shipped, str(shipped))))
    if found != known:
        write_cache(folders.cache, found)
    return documents


def _is_routine_file(name: str) -> bool:
    return name.endswith(".toml") and not name.startswith(".")

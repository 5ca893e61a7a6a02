"""Routine files on disk: the shipped one, the person's folder, and files named by path."""

from __future__ import annotations

import os
from pathlib import Path

from stretchtui.core.format import Document, Fault, decode
from stretchtui.core.library import Library, Source, join
from stretchtui.store import paths
from stretchtui.store.cache import WORTH_IT, Cached, read_cache, stamp, write_cache
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
    return join([*_own(folders), _shipped()])


def read_with(folders: paths.Folders, path: Path) -> Library:
    """One file's routines first, with the library behind them for the stretches they name."""
    return join([(Source.FILE, read_document(path)), *_own(folders), _shipped()])


def _shipped() -> tuple[Source, Document]:
    return Source.SHIPPED, read_document(paths.shipped() / "routines.toml")


def _own(folders: paths.Folders) -> list[tuple[Source, Document]]:
    try:
        with os.scandir(folders.routines) as entries:
            files = sorted((each for each in entries if _is_routine_file(each.name)), key=_name)
    except FileNotFoundError:
        return []
    except OSError as error:
        name = str(folders.routines)
        fault = Fault(name, "", "", error.strerror or str(error))
        return [(Source.USER, Document(name, faults=(fault,)))]
    read = _read_all(files, folders.cache if len(files) >= WORTH_IT else None)
    return [(Source.USER, document) for document in read]


def _read_all(files: list[os.DirEntry[str]], cache: Path | None) -> list[Document]:
    """What the files hold, by way of a cache if there is one."""
    if cache is None:
        return [read_document(Path(each.path), each.name) for each in files]
    known = read_cache(cache)
    found: dict[str, Cached] = {}
    for each in files:
        try:
            now = stamp(each)
        except OSError:
            continue
        before = known.get(each.name)
        found[each.name] = (
            before
            if before is not None and before.stamp == now
            else Cached(now, read_document(Path(each.path), each.name))
        )
    if found != known:
        write_cache(cache, found.items())
    return [each.document for each in found.values()]


def _is_routine_file(name: str) -> bool:
    return name.endswith(".toml") and not name.startswith(".")


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name

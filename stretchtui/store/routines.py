"""Routine files on disk: the shipped one, the person's folder, and files named by path."""

from __future__ import annotations

from pathlib import Path

from stretchtui.core.format import Document, Fault, decode
from stretchtui.core.library import Library, Source, join
from stretchtui.store import paths
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
    documents = [(Source.USER, document) for document in _own_documents(folders.routines)]
    shipped = read_document(paths.shipped() / "routines.toml")
    return join([*documents, (Source.SHIPPED, shipped)])


def read_with(library_folders: paths.Folders, path: Path) -> Library:
    """One file's routines first, with the library behind them for the stretches they name."""
    own = read_document(path)
    shipped = read_document(paths.shipped() / "routines.toml")
    users = [(Source.USER, document) for document in _own_documents(library_folders.routines)]
    return join([(Source.FILE, own), *users, (Source.SHIPPED, shipped)])


def _own_documents(folder: Path) -> list[Document]:
    try:
        names = sorted(path for path in folder.iterdir() if _is_routine_file(path))
    except FileNotFoundError:
        return []
    except OSError as error:
        reason = error.strerror or str(error)
        return [Document(str(folder), faults=(Fault(str(folder), "", "", reason),))]
    return [read_document(path, path.name) for path in names]


def _is_routine_file(path: Path) -> bool:
    return path.suffix == ".toml" and not path.name.startswith(".")

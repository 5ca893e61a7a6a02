"""The files that a library, or an answer, is made from: by their names alone."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.store import paths

if TYPE_CHECKING:
    from stretchtui.store.paths import Folders

_WAL_INDEX = "-shm"
"""The ending of a file that whoever reads the journal may write, and in which nothing is kept."""


def own_files(folders: Folders) -> list[Path]:
    """The person's routine files, by name; none where their folder cannot be read."""
    with contextlib.suppress(OSError), os.scandir(folders.routines) as entries:
        return [folders.routines / name for name in file_names(entries)]
    return []


def file_names(entries: Iterable[os.DirEntry[str]]) -> list[str]:
    """The names of the routine files in a folder, sorted."""
    names = [each.name for each in entries]
    return sorted(name for name in names if name.endswith(".toml") and name[0] != ".")


def shipped_file() -> Path:
    """The file of the routines that are shipped."""
    return paths.shipped() / "routines.toml"


def library_sources(folders: Folders) -> list[Path]:
    """All that a library is read from."""
    return [folders.routines, *own_files(folders), shipped_file()]


def all_sources(folders: Folders) -> list[Path]:
    """All that the program can know of a person: the library, the journal, settings and the rest.

    Whatever an answer is made from, it is among them; so it is made anew rather too often.
    """
    files = (*_files_in(folders.config), *_files_in(folders.data), *_files_in(folders.voice))
    return [*library_sources(folders), *files]


def _files_in(top: Path) -> Iterator[Path]:
    """The files in a folder and in those inside it, in some order that stays while they do."""
    for folder, inside, names in os.walk(top):
        inside.sort()
        for name in sorted(names):
            if not name.endswith(_WAL_INDEX):
                yield Path(folder, name)

"""Routines that were made for one session, and are in no library: kept so that it can be resumed.

They lie in the person's data, one file for each wish, and are no routines of the list.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from stretchtui.core.making.wish import is_made
from stretchtui.core.routines.document import Document
from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.library import Entry, Source, join
from stretchtui.store.files import write_atomically
from stretchtui.store.routines import read_document

if TYPE_CHECKING:
    from pathlib import Path

    from stretchtui.core.routines.library import Library
    from stretchtui.core.routines.model import Routine
    from stretchtui.store.paths import Folders

MOST = 20
"""So many are kept: the latest ones. A session can be resumed for a day."""


def made_entry(routine: Routine, library: Library) -> Entry:
    """A routine that was made of a library's stretches, to be played without being kept."""
    return Entry(routine, library.stretches, Source.FILE, "")


def keep_made(routine: Routine, folders: Folders) -> None:
    """Keep a routine that is about to be played; where that fails it cannot be resumed.

    The one that was made for the same wish before makes way for it.
    """
    place = _place(routine.id, folders)
    with contextlib.suppress(OSError):
        write_atomically(place, encode([routine]).encode())
        for path in _latest_first(place.parent)[MOST:]:
            path.unlink()


def find_made(id_: str, library: Library, folders: Folders) -> Entry | None:
    """The routine of an id that was made and played last; None if there is none any more.

    Args:
        id_: The id, as the journal has it.
        library: What its stretches are looked for in.
        folders: The person's folders.
    """
    if not is_made(id_) or not os.path.lexists(_place(id_, folders)):
        return None
    known = Document("", stretches=tuple(library.stretches.values()))
    document = read_document(_place(id_, folders))
    return join([(Source.FILE, document), (Source.SHIPPED, known)]).entries.get(id_)


def _place(id_: str, folders: Folders) -> Path:
    return folders.data / "made" / f"{id_}.toml"


def _latest_first(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"), key=os.path.getmtime, reverse=True)

"""Copies of the journal, one a day, for when it is damaged.

A copy is written whole beside the others and renamed, so that one that is there is complete.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.store.journal_errors import DamageError
from stretchtui.store.journal_image import read_image
from stretchtui.store.journal_tables import in_memory, prepare, uid_in

if TYPE_CHECKING:
    from datetime import date

FOLDER = "journal-copies"
"""The folder of the copies, beside the journal."""

KEPT = 7
"""How many copies are kept; the oldest make room."""

_NAME = re.compile(r"journal-\d{4}-\d\d-\d\d\.sqlite3")
_HALF = ".half-written-"


def is_due(data: Path, day: date) -> bool:
    """Whether there is no copy of a day yet."""
    return not os.path.lexists(_path(data, day))


def make(database: sqlite3.Connection, data: Path, day: date) -> None:
    """Keep a copy, and no more than ``KEPT`` of them; one program at a time.

    Args:
        database: The journal, which must not be in a transaction.
        data: The data folder.
        day: Today.

    Raises:
        OSError: It cannot be written.
        sqlite3.Error: It cannot be written, or the journal is damaged.
    """
    _copy(database, _path(data, day))
    for old in _copies(data)[KEPT:]:
        old.unlink(missing_ok=True)


def keep_version(database: sqlite3.Connection, data: Path, version: int) -> None:
    """Keep the journal of an older version for good, before it is brought up to date.

    Raises:
        OSError: It cannot be written.
        sqlite3.Error: It cannot be written, or the journal is damaged.
    """
    path = data / FOLDER / f"journal-version-{version}.sqlite3"
    if not os.path.lexists(path):
        _copy(database, path)


def _copy(database: sqlite3.Connection, path: Path) -> None:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    for left in path.parent.glob(f"{_HALF}*"):
        left.unlink(missing_ok=True)
    descriptor, half = tempfile.mkstemp(prefix=_HALF, dir=path.parent)
    try:
        database.execute("VACUUM INTO ?", (half,))
        os.fsync(descriptor)
        os.replace(half, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(half)
        raise
    finally:
        os.close(descriptor)


def good_copies(data: Path) -> Iterator[sqlite3.Connection]:
    """The copies that are undamaged, each read into memory, the newest first.

    All of them, and not the newest alone: the day of one is what the clock said, which may have
    been wrong. They are closed by whoever has them.
    """
    for path in _copies(data):
        with contextlib.suppress(OSError, DamageError):
            yield in_memory(read_image(path))


def forget(data: Path, started: float, routine: str, uid: str) -> None:
    """Take a session out of the copies, or it would come back from them.

    Args:
        data: The data folder.
        started: When it started, in seconds since 1970; it may have been corrected since a copy
            was made.
        routine: The id of its routine.
        uid: What tells it from others; empty if nothing does.
    """
    for path in (*_copies(data), *(data / FOLDER).glob("journal-version-*.sqlite3")):
        try:
            with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
                prepare(database)
                database.execute(
                    "DELETE FROM session WHERE (started = ? AND routine = ?) "
                    f"OR (? != '' AND {uid_in(database)} = ?)",
                    (started, routine, uid, uid),
                )
        except sqlite3.DatabaseError:
            # One that cannot be changed is no good for anything else, either.
            with contextlib.suppress(OSError):
                path.unlink()


def _path(data: Path, day: date) -> Path:
    return data / FOLDER / f"journal-{day.isoformat()}.sqlite3"


def _copies(data: Path) -> list[Path]:
    """The copies, the newest first."""
    with contextlib.suppress(OSError):
        names = os.listdir(data / FOLDER)
        return [data / FOLDER / name for name in sorted(names, reverse=True) if _NAME.match(name)]
    return []

"""The journal's file, opened: for writing, or, where that cannot be done, for reading.

``sqlite3`` takes 12 ms to import: whoever only starts the program does not import this module.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from pathlib import Path

from stretchtui.store.journal_copies import keep_version
from stretchtui.store.journal_errors import DamageError, JournalError, is_damage
from stretchtui.store.journal_tables import check, migrate, old_version, prepare

BUSY_S = 5.0
"""How long another program's writing is waited for, in seconds."""


def connect(path: Path) -> sqlite3.Connection:
    """Open the file, made if there is none, brought up to date if it is old.

    Args:
        path: The file; its folder exists.

    Raises:
        DamageError: It is damaged, or not a journal that this program understands.
        JournalError: It is no plain file.
        OSError: It cannot be made.
        sqlite3.Error: It cannot be used.
    """
    _make(path)
    database = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
    try:
        prepare(database)
        database.execute("PRAGMA synchronous = FULL")
        check(database)
        version = old_version(database)
        if version:
            keep_version(database, path.parent, version)
        migrate(database)
        database.execute("PRAGMA journal_mode = WAL")
    except BaseException as error:
        with contextlib.suppress(sqlite3.Error):
            database.close()
        if is_damage(error):
            raise DamageError from error
        raise
    return database


def identity(path: Path) -> tuple[int, int] | None:
    """Tells whether the file at a path is another one than before; None if there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _make(path: Path) -> None:
    """Make sure that there is a plain file.

    It may not be opened if it exists: closing it would give up SQLite's locks on it.
    """
    try:
        status = os.stat(path)
    except FileNotFoundError:
        with contextlib.suppress(FileExistsError):
            # Nobody else's business.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        return
    if not stat.S_ISREG(status.st_mode):
        raise JournalError(f"{path.name}: expected a plain file")
    # An empty database has its log thrown away.
    if not status.st_size and _size(f"{path}-wal"):
        raise DamageError


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except FileNotFoundError:
        return 0

"""The journal's file: opened, brought up to date, and set aside when it is damaged.

``sqlite3`` takes 12 ms to import: whoever only starts the program does not import this module.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from datetime import datetime
from pathlib import Path

from stretchtui.core.text import clean

BUSY_S = 5.0
"""How long another program's writing is waited for, in seconds."""

MIGRATIONS: list[tuple[str, ...]] = [
    (
        """
        CREATE TABLE session (
            id INTEGER PRIMARY KEY AUTOINCREMENT,  -- not used again: a lock goes by it
            started REAL NOT NULL,     -- seconds since 1970, UTC; so are all moments
            offset INTEGER NOT NULL,   -- minutes that local time was ahead of UTC
            updated REAL NOT NULL,
            ended REAL,
            routine TEXT NOT NULL,
            name TEXT NOT NULL,
            level INTEGER NOT NULL,
            steps INTEGER NOT NULL,
            steps_done INTEGER NOT NULL,
            skipped INTEGER NOT NULL,
            phases INTEGER NOT NULL,
            phases_done INTEGER NOT NULL,
            seconds INTEGER NOT NULL,  -- as it was meant to last
            held REAL NOT NULL,        -- seconds
            completed INTEGER NOT NULL,
            feeling TEXT,              -- too-much, right, more
            before INTEGER,            -- discomfort, 0 to 10
            after INTEGER,
            place INTEGER NOT NULL,    -- the phase it stands in, from 0
            step INTEGER NOT NULL,
            side TEXT NOT NULL,
            position REAL NOT NULL,
            marks TEXT NOT NULL        -- one character a phase: x done, . not
        )
        """,
        "CREATE INDEX session_started ON session (started)",
        """
        CREATE TABLE session_stretch (
            session INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            step INTEGER NOT NULL,
            stretch TEXT NOT NULL,
            name TEXT NOT NULL,
            targets TEXT NOT NULL,     -- a JSON list
            seconds REAL NOT NULL,
            done INTEGER NOT NULL,
            skipped INTEGER NOT NULL,
            hurt REAL,                 -- when
            PRIMARY KEY (session, step)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX session_stretch_hurt ON session_stretch (stretch) WHERE hurt IS NOT NULL",
    ),
]
"""The statements that bring a file from each version to the next; the first make a new one."""

_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}

_REASONS = {
    sqlite3.SQLITE_FULL: "no space left on the disk",
    sqlite3.SQLITE_READONLY: "it may not be written",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_BUSY: "another program has been writing it for too long",
    sqlite3.SQLITE_IOERR: "the disk does not read or write it",
}


class JournalError(Exception):
    """The journal cannot be used; the message is one line."""


class SetAside(JournalError):
    """The journal was damaged: it was set aside, and a new one begun, which can be used."""


class DamageError(Exception):
    """The file is damaged."""


def connect(path: Path, thoroughly: bool = False) -> sqlite3.Connection:
    """Open the file, made if there is none, brought up to date if it is old.

    Args:
        path: The file; its folder exists.
        thoroughly: Look for damage in every corner, which takes longer.

    Raises:
        DamageError: It is damaged.
        JournalError: A newer program wrote it, or it is no plain file.
        OSError: It cannot be made.
        sqlite3.Error: It cannot be used.
    """
    _make(path)
    database = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
    try:
        _check(database, path.name, thoroughly)
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA foreign_keys = ON")
        _migrate(database)
        database.execute("PRAGMA journal_mode = WAL")
    except BaseException as error:
        with contextlib.suppress(sqlite3.Error):
            database.close()
        if isinstance(error, sqlite3.Error) and is_damage(error):
            raise DamageError from error
        raise
    return database


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the file is damaged."""
    return _code(error) in _DAMAGE


def reason(error: sqlite3.Error) -> str:
    """Why the file cannot be used, in a few words."""
    return _REASONS.get(_code(error), clean(str(error)))


def set_aside(path: Path) -> str:
    """Give a damaged file, and what belongs to it, another name; a line that says so.

    Raises:
        OSError: It cannot be renamed.
    """
    stamp = f"{path.stem}-damaged-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    names = [f"{stamp}{more}{path.suffix}" for more in ("", *(f"-{n}" for n in range(2, 100)))]
    aside = next(each for name in names if not os.path.lexists(each := path.with_name(name)))
    # The database last: what is left behind without one would be thrown away by the next.
    for ending in ("-wal", "-shm", ""):
        with contextlib.suppress(FileNotFoundError):
            os.rename(f"{path}{ending}", f"{aside}{ending}")
    return f"{path.name} was damaged: it is kept as {aside.name}, and a new one is begun"


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


def _check(database: sqlite3.Connection, name: str, thoroughly: bool) -> None:
    if _version(database) > len(MIGRATIONS):
        raise JournalError(f"{name}: a newer stretchtui wrote it; it is left as it is")
    how = "integrity" if thoroughly else "quick"
    found = database.execute(f"PRAGMA {how}_check(1)").fetchone()
    if found != ("ok",):
        raise DamageError


def _migrate(database: sqlite3.Connection) -> None:
    if _version(database) == len(MIGRATIONS):
        return
    database.execute("BEGIN IMMEDIATE")
    try:
        # Another program may have been quicker.
        for number in range(_version(database), len(MIGRATIONS)):
            for statement in MIGRATIONS[number]:
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {number + 1}")
        database.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            database.execute("ROLLBACK")
        raise


def _version(database: sqlite3.Connection) -> int:
    version: int = database.execute("PRAGMA user_version").fetchone()[0]
    return version


def _code(error: sqlite3.Error) -> int:
    """The error's primary code; sqlite3 itself raises some that have none."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF

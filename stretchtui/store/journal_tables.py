"""The journal's tables, by version; and whether a database is a journal of ours.

``sqlite3`` takes 12 ms to import: whoever only starts the program does not import this module.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from functools import lru_cache, partial

from stretchtui.store.journal_errors import DamageError, Harm

APPLICATION_ID = 0x73747274
"""Stands in the file's header: ``strt``. Journals had 0 at first."""

OLD_UID = "printf('%.6f %s', started, routine)"
"""What tells a session of an older version from others: wherever its journal was copied to it is
the same."""

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
    (
        "CREATE TABLE written (times INTEGER NOT NULL)",
        "INSERT INTO written VALUES (0)",
    ),
    (
        # Tells a session from those of all other machines.
        "ALTER TABLE session ADD COLUMN uid TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE session ADD COLUMN note TEXT NOT NULL DEFAULT ''",
        # Seconds for which it waited for a key.
        "ALTER TABLE session ADD COLUMN waited REAL NOT NULL DEFAULT 0.0",
        # Done elsewhere, and told of afterwards.
        "ALTER TABLE session ADD COLUMN logged INTEGER NOT NULL DEFAULT 0",
        # The set in which it stands, from 1, and the seconds into that hold.
        "ALTER TABLE session ADD COLUMN time INTEGER NOT NULL DEFAULT 1",
        "ALTER TABLE session ADD COLUMN reached REAL NOT NULL DEFAULT 0.0",
        # How much of it was asked; and what became of each hold: left1x done, right1- gone past.
        "ALTER TABLE session_stretch ADD COLUMN asked TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE session_stretch ADD COLUMN holds TEXT NOT NULL DEFAULT ''",
        # The rows are written anew when all columns are there.
        f"UPDATE session SET uid = {OLD_UID}",
        # Whole seconds, so that a session has just what its stretches have.
        """
        UPDATE session SET held = CASE
            WHEN (SELECT count(*) AND abs(total(seconds) - held) <= count(*)
                  FROM session_stretch WHERE session = id)
            THEN (SELECT total(round(seconds)) FROM session_stretch WHERE session = id)
            ELSE round(held)
        END WHERE typeof(held) = 'real'
        """,
        "UPDATE session_stretch SET seconds = round(seconds) WHERE typeof(seconds) = 'real'",
        """
        CREATE TABLE stretch_note (
            stretch TEXT PRIMARY KEY,  -- as in session_stretch
            note TEXT NOT NULL,
            updated REAL NOT NULL
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE kept_apart (      -- routines that do not go on with another one's history
            routine TEXT NOT NULL,
            former TEXT NOT NULL,
            PRIMARY KEY (routine, former)
        ) WITHOUT ROWID
        """,
    ),
    # The round in which it stands, from 1. Marks of later rounds than the first: left1/2x.
    ("ALTER TABLE session ADD COLUMN round INTEGER NOT NULL DEFAULT 1",),
    # What the person has changed of what comes, as JSON. Marks of what was left out: left1o.
    ("ALTER TABLE session ADD COLUMN plan TEXT NOT NULL DEFAULT ''",),
]
"""The statements that bring a file from each version to the next; the first make a new one.

A file's tables are compared with them to the letter: add to them, and change none.
"""


_WITH_UID = 3
"""The first version whose sessions have a uid of their own."""


def uid_in(database: sqlite3.Connection) -> str:
    """What gives a session's uid in a journal of any version, as SQL has it."""
    return "uid" if _pragma(database, "user_version") >= _WITH_UID else OLD_UID


def prepare(database: sqlite3.Connection) -> None:
    """Set a connection to what every journal of ours is used with."""
    # Bytes that are no UTF-8 spoil their own row, and not the whole answer.
    database.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    database.execute("PRAGMA foreign_keys = ON")
    # What was deleted is gone, and comes back with no damage.
    database.execute("PRAGMA secure_delete = ON")


def check(database: sqlite3.Connection) -> None:
    """Look whether a database is an undamaged journal that this program understands.

    Raises:
        DamageError: It is not.
        sqlite3.Error: It cannot be read.
    """
    version = _pragma(database, "user_version")
    ours = _pragma(database, "application_id")
    if ours not in (0, APPLICATION_ID) or not 0 <= version <= len(MIGRATIONS):
        raise DamageError(Harm.UNKNOWN)
    if database.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
        raise DamageError
    found = _tables(database)
    if not version:
        fits = not found
    else:
        fits = found.items() >= _expected(tuple(MIGRATIONS[:version])).items()
    if not fits:
        raise DamageError(Harm.DAMAGED if ours else Harm.UNKNOWN)


def old_version(database: sqlite3.Connection) -> int:
    """The version of a database that is to be brought up to date; 0 if it is not."""
    version = _pragma(database, "user_version")
    return version if version < len(MIGRATIONS) else 0


def migrate(database: sqlite3.Connection) -> None:
    """Bring a database that was checked up to date.

    Raises:
        sqlite3.Error: It cannot be written; it is as it was.
    """
    if _is_current(database):
        return
    with transaction(database):
        # Another program may have been quicker.
        for number in range(_pragma(database, "user_version"), len(MIGRATIONS)):
            for statement in MIGRATIONS[number]:
                database.execute(statement)
            database.execute(f"PRAGMA user_version = {number + 1}")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")


@contextlib.contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """Write, all or nothing, while nobody else writes.

    Raises:
        sqlite3.Error: It cannot be written; it is as it was.
    """
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            database.execute("ROLLBACK")
        raise


def in_memory(image: bytes | None = None) -> sqlite3.Connection:
    """A journal in memory, brought up to date; changes stay there.

    Args:
        image: What its file would hold; a new journal, if not given.

    Raises:
        DamageError: It is damaged, or no journal.
    """
    if image == b"":
        raise DamageError
    database = sqlite3.connect(":memory:", isolation_level=None)
    try:
        if image is not None:
            # Says that there is a log, which there is not in memory.
            database.deserialize(image[:18] + b"\x01\x01" + image[20:])
        prepare(database)
        check(database)
        _drop_triggers(database)
        migrate(database)
    except BaseException as error:
        database.close()
        if isinstance(error, sqlite3.Error | UnicodeError):
            raise DamageError from error
        raise
    return database


def _drop_triggers(database: sqlite3.Connection) -> None:
    """A file may be by anybody: what it would have done when it is changed is not done."""
    for (name,) in database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        database.execute('DROP TRIGGER "{}"'.format(name.replace('"', '""')))


def _is_current(database: sqlite3.Connection) -> bool:
    found = _pragma(database, "user_version"), _pragma(database, "application_id")
    return found == (len(MIGRATIONS), APPLICATION_ID)


def _pragma(database: sqlite3.Connection, name: str) -> int:
    value: int = database.execute(f"PRAGMA {name}").fetchone()[0]
    return value


def _tables(database: sqlite3.Connection) -> dict[str, str]:
    """What a database was made with, by name."""
    return dict(database.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


@lru_cache
def _expected(migrations: tuple[tuple[str, ...], ...]) -> dict[str, str]:
    with contextlib.closing(sqlite3.connect(":memory:")) as database:
        for statement in (each for step in migrations for each in step):
            database.execute(statement)
        return _tables(database)

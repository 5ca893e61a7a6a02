"""What a person changes in the journal afterwards: a session, or what they wrote of a stretch."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stretchtui.store.journal_rows import (
    ADD,
    COLUMNS,
    PART,
    PUT_PART,
    SESSIONS,
    Row,
    clean_text,
    part_of,
    records,
)

if TYPE_CHECKING:
    import sqlite3

    from stretchtui.core.sessions.record import Record

_ID, _UID = COLUMNS.index("id"), COLUMNS.index("uid")

_CORRECT = """
    UPDATE session SET
        started = :started, offset = :offset, feeling = :feeling, before = :before,
        after = :after, note = :note, updated = :now,
        ended = CASE WHEN ended IS NULL AND updated >= :resumable THEN NULL
                ELSE coalesce(ended, updated) - started + :started END
    WHERE id = :id AND uid = :uid
"""

NOTES = "SELECT stretch, note, updated FROM stretch_note"
"""Gives rows for ``is_note``."""

PUT_NOTE = "INSERT OR REPLACE INTO stretch_note (stretch, note, updated) VALUES (?, ?, ?)"
"""Takes a row of ``NOTES``."""


class DeletedSession(NamedTuple):
    """A session that was taken out of the journal, with all that it takes to put it back."""

    row: Row
    parts: tuple[Row, ...]


def take_out(database: sqlite3.Connection, session: int) -> DeletedSession | None:
    """Take a session out; None if it is not there, or makes no sense and cannot come back."""
    row = database.execute(f"{SESSIONS} WHERE id = ?", (session,)).fetchone()
    parts = database.execute(
        f"SELECT {', '.join(PART)} FROM session_stretch WHERE session = ?", (session,)
    ).fetchall()
    database.execute("DELETE FROM session WHERE id = ?", (session,))
    if row is None or next(records([row], {})) is None:
        return None
    return DeletedSession(row, tuple(part for part in parts if part_of(part) is not None))


def put_back(database: sqlite3.Connection, deleted: DeletedSession) -> int:
    """Put a session back, under another number: its own may have been given away in a mending.

    One that is there again already, as from another machine, is left as it is.

    Returns:
        Its number.
    """
    uid = deleted.row[_UID]
    there = database.execute("SELECT id FROM session WHERE uid = ?", (uid,)).fetchone()
    if uid and there:
        return int(there[0])
    number = database.execute(ADD, deleted.row[_ID + 1 :]).lastrowid
    assert number is not None, "a row was added"
    database.executemany(PUT_PART, ((number, *part) for part in deleted.parts))
    return number


def correct(
    database: sqlite3.Connection, record: Record, now: float, resumable_since: float
) -> bool:
    """Have a session be as the person says it was; False if it is not there any more.

    One without an end has one from now on, unless it can still be resumed.

    Args:
        database: The journal.
        record: The session, with its start, feeling, discomfort and note as they shall be.
        now: Seconds since 1970.
        resumable_since: Those that were heard of since then can be resumed.
    """
    fields = {
        **{"id": record.id, "uid": record.uid, "started": record.started},
        **{"offset": record.offset, "feeling": record.feeling, "note": record.note},
        **{"before": record.before, "after": record.after},
        **{"now": now, "resumable": resumable_since},
    }
    return database.execute(_CORRECT, fields).rowcount == 1


def stretch_notes(database: sqlite3.Connection) -> dict[str, str]:
    """What the person wrote of stretches, by the stretch's id, or its name if it has none."""
    rows = filter(is_note, database.execute(NOTES).fetchall())
    return {clean_text(stretch): clean_text(note) for stretch, note, _ in rows if note}


def is_note(row: Row) -> bool:
    """Whether a row is what a person wrote of a stretch, and when."""
    try:
        stretch, note, updated = row
        clean_text(note)
        return bool(clean_text(stretch)) and isinstance(updated, int | float) and updated >= 0
    except ValueError:
        return False


def write_stretch_note(database: sqlite3.Connection, stretch: str, note: str, now: float) -> None:
    """Keep what the person wrote of a stretch, in place of what they wrote before.

    An empty note stays as one: without it, an old one would come back from a copy.
    """
    database.execute(PUT_NOTE, (stretch, note, now))

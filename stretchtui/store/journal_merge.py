"""Rows of sessions from several places, made into one journal in which no session stands twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from stretchtui.store.journal_corrections import NOTES, PUT_NOTE, is_note
from stretchtui.store.journal_pages import rows_in
from stretchtui.store.journal_rows import (
    COLUMNS,
    PART,
    PUT_PART,
    SESSIONS,
    Row,
    completed_part,
    completed_session,
    part_of,
    records,
    somewhere,
    unfinished,
)

if TYPE_CHECKING:
    import sqlite3

GAP = 1000
"""Numbers left out after a merger: sessions that were lost may have had them, and a program that
plays one may hold its lock by it. Nobody begins so many in between."""

_STARTED, _UPDATED, _ROUTINE, _UID = (
    COLUMNS.index(name) for name in ("started", "updated", "routine", "uid")
)

_PUT = (
    f"INSERT OR REPLACE INTO session ({', '.join(COLUMNS)}) "
    f"VALUES ({', '.join('?' * len(COLUMNS))})"
)


class FoundSession(Struct, frozen=True):
    """A session as it was found somewhere, with all its rows; each makes sense by itself."""

    row: Row
    parts: dict[int, Row]
    """By step."""

    @property
    def age(self) -> tuple[float, int]:
        """The greater of two is the later one, or the one of which more was said."""
        return self.row[_UPDATED], sum(value is not None for value in self.row)

    @property
    def marks(self) -> tuple[Row, ...]:
        """What two sessions do not have in common: any two facts, as one may be wrong; the uid."""
        row = self.row
        number, started, uid = row[0], row[_STARTED], row[_UID]
        facts = (number, started), (number, row[_UPDATED]), (started, row[_ROUTINE])
        return (*facts, (uid,)) if uid else facts


class Merger:
    """The sessions and notes that were found so far; those that were added first win a tie."""

    def __init__(self) -> None:
        self.sessions: dict[int, FoundSession] = {}
        """By number; where that is another's already, by one below zero until they are written."""
        self._numbers: dict[Row, int] = {}
        self._notes: dict[str, Row] = {}

    def add_notes(self, found: Iterable[Row]) -> None:
        """Take in what was written of stretches in one more place; the later note is kept."""
        for row in found:
            known = self._notes.get(row[0])
            if known is None or row[-1] > known[-1]:
                self._notes[row[0]] = row

    def add(self, found: Iterable[FoundSession]) -> None:
        """Take in what was found in one more place."""
        for new in found:
            known = (self._numbers[mark] for mark in new.marks if mark in self._numbers)
            number = next(known, None)
            if number is not None:
                self.sessions[number] = _better(self.sessions[number], new)
            else:
                number = new.row[0]
                if number in self.sessions:
                    number = min(0, *self.sessions) - 1
                self.sessions[number] = new
            self._numbers |= dict.fromkeys(new.marks, number)

    def write(self, database: sqlite3.Connection) -> None:
        """Put all of them into a journal, in place of those of the same numbers."""
        last = max(self.sessions, default=0)
        for given, kept in self.sessions.items():
            number = given if given > 0 else last - given
            database.execute(_PUT, (number, *kept.row[1:]))
            database.executemany(PUT_PART, ((number, *row) for row in kept.parts.values()))
        database.executemany(PUT_NOTE, self._notes.values())
        database.execute("DELETE FROM sqlite_sequence WHERE name = 'session'")
        database.execute(
            "INSERT INTO sqlite_sequence VALUES ('session', ?)",
            (last + len(self.sessions) + GAP,),
        )


def found_in_pages(image: bytes) -> Iterator[FoundSession]:
    """The sessions whose rows can be read in a damaged file."""
    sessions: list[Row] = []
    parts: list[Row] = []
    for row in rows_in(image):
        # The journal's tables, and no index, have so many columns, or had before some were added.
        if row.number is not None:
            sessions.extend(completed_session((row.number, *row.values[1:])))
        else:
            parts.extend(completed_part(row.values))
    yield from _sensible(sessions, parts)


def notes_in_pages(image: bytes) -> Iterator[Row]:
    """What was written of stretches, as far as it can be read in a damaged file."""
    yield from filter(is_note, (row.values for row in rows_in(image) if row.number is None))


def notes_in(database: sqlite3.Connection) -> Iterator[Row]:
    """What was written of stretches in an undamaged journal, as far as it makes sense."""
    yield from filter(is_note, database.execute(NOTES).fetchall())


def found_in(database: sqlite3.Connection) -> Iterator[FoundSession]:
    """The sessions of an undamaged journal, as far as they make sense."""
    columns = ", ".join(PART)
    parts = database.execute(f"SELECT session, {columns} FROM session_stretch").fetchall()
    yield from _sensible(database.execute(SESSIONS).fetchall(), parts)


def _sensible(sessions: list[Row], parts: list[Row]) -> Iterator[FoundSession]:
    of: defaultdict[object, dict[int, Row]] = defaultdict(dict)
    for session, *rest in parts:
        row = tuple(rest)
        part = part_of(row)
        if part is not None:
            of[session][part.step] = row
    for row, record in zip(sessions, records(sessions, {}), strict=True):
        if record is None or not record.id:
            continue
        if unfinished(row, ()) is None:
            row = somewhere(row)
        own = {step: part for step, part in of[record.id].items() if step < record.steps}
        yield FoundSession(row, own)


def _better(old: FoundSession, new: FoundSession) -> FoundSession:
    """The later of two states of a session, with the parts that only the other still has."""
    better, worse = (new, old) if new.age > old.age else (old, new)
    return replace(better, parts=worse.parts | better.parts)

"""Sessions as rows of the journal's tables, and rows as sessions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import ValidationError, convert

from stretchtui.core.sessions.record import Part, Place, Record, Standing, Unfinished
from stretchtui.core.text import clean

if TYPE_CHECKING:
    import sqlite3

Row = tuple[Any, ...]

_RECORD = (
    *("id", "started", "offset", "updated", "ended", "routine", "name", "level"),
    *("steps", "steps_done", "skipped", "phases", "phases_done", "seconds", "held"),
    *("completed", "feeling", "before", "after"),
)
_PLACE = ("place", "step", "side", "position", "marks")
_PART = ("step", "stretch", "name", "targets", "seconds", "done", "skipped", "hurt")

_KEPT = (*_RECORD[1:], *_PLACE)

SESSIONS = f"SELECT {', '.join(_RECORD)}, {', '.join(_PLACE)} FROM session"
"""Gives rows for ``records`` and ``unfinished``; a condition may follow."""

ADD = f"INSERT INTO session ({', '.join(_KEPT)}) VALUES ({', '.join('?' * len(_KEPT))})"
"""Takes ``row_of`` a session."""

KEEP = f"UPDATE session SET {', '.join(f'{name} = ?' for name in _KEPT)} WHERE id = ?"
"""Takes ``row_of`` a session, and its number."""

_PUT_PART = (
    f"INSERT OR REPLACE INTO session_stretch (session, {', '.join(_PART)}) "
    f"VALUES (?, {', '.join('?' * len(_PART))})"
)


def row_of(record: Record, standing: Standing) -> Row:
    """A session that stands like this, as a row without its number."""
    record, place = record.standing(standing, record.updated), standing.place
    return (
        *(getattr(record, name) for name in _RECORD[1:]),
        *(place.index, place.step, place.side, place.position, standing.marks),
    )


def put_parts(database: sqlite3.Connection, session: int, parts: Iterable[Part]) -> None:
    """Put parts of a session into their table, in place of what it had of the same steps."""
    rows = (
        (
            *(session, part.step, part.stretch, part.name),
            json.dumps(part.targets, ensure_ascii=False),
            *(part.seconds, part.done, part.skipped, part.hurt),
        )
        for part in parts
    )
    database.executemany(_PUT_PART, rows)


def _hurt(database: sqlite3.Connection) -> dict[int, tuple[str, ...]]:
    """The stretches that hurt, by session."""
    found: dict[int, tuple[str, ...]] = {}
    for session, stretch in database.execute(
        "SELECT session, stretch FROM session_stretch WHERE hurt IS NOT NULL ORDER BY session, step"
    ):
        found[session] = (*found.get(session, ()), clean_text(stretch))
    return found


def records(database: sqlite3.Connection, rows: Iterable[Row]) -> Iterator[Record]:
    """The sessions that rows are of.

    Raises:
        ValueError: A row holds what no program of ours has written.
    """
    hurt = _hurt(database)
    for row in rows:
        fields = dict(zip(_RECORD, row, strict=False))
        fields["routine"], fields["name"] = clean_text(row[5]), clean_text(row[6])
        fields["hurt"] = hurt.get(row[0], ())
        # Checked, since people may well change a database of their own.
        try:
            yield convert(fields, Record, strict=False)
        except ValidationError as error:
            raise ValueError(f"session {row[0]}: {error}") from error


def unfinished(database: sqlite3.Connection, row: Row) -> Unfinished:
    """The session that a row is of, with what it takes to go on with it.

    Raises:
        ValueError: As ``records`` does.
    """
    (record,) = records(database, [row])
    index, step, side, position, marks = row[len(_RECORD) :]
    place = {"index": index, "step": step, "side": side, "position": position}
    standing = Standing(
        convert(place, Place, strict=False),
        convert(marks, str),
        *(record.steps_done, record.skipped, record.phases_done, record.held),
        parts_of(database, record.id),
    )
    return Unfinished(record, standing)


def parts_of(database: sqlite3.Connection, session: int) -> tuple[Part, ...]:
    """What was done of each step of a session.

    Raises:
        ValueError: A row holds what no program of ours has written.
    """
    rows = database.execute(
        f"SELECT {', '.join(_PART)} FROM session_stretch WHERE session = ? ORDER BY step",
        (session,),
    )
    return tuple(_part(row) for row in rows)


def _part(row: Row) -> Part:
    fields = dict(zip(_PART, row, strict=True))
    fields["stretch"], fields["name"] = clean_text(fields["stretch"]), clean_text(fields["name"])
    fields["targets"] = targets_of(fields["targets"])
    return convert(fields, Part, strict=False)


@lru_cache(maxsize=1000)
def targets_of(text: str) -> tuple[str, ...]:
    """The parts of the body that a column names."""
    return tuple(clean(each) for each in convert(json.loads(text), tuple[str, ...]))


@lru_cache(maxsize=1000)
def clean_text(text: object) -> str:
    """A column's text, safe to show."""
    return clean(str(text))

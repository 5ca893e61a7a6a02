"""Sessions as rows of the journal's tables, and rows as sessions."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import MsgspecError, convert
from msgspec.json import decode

from stretchtui.core.sessions.record import Part, Place, Record, Standing, Unfinished
from stretchtui.core.text import clean

if TYPE_CHECKING:
    import sqlite3

Row = tuple[Any, ...]

RECORD = (
    *("id", "started", "offset", "updated", "ended", "routine", "name", "level"),
    *("steps", "steps_done", "skipped", "phases", "phases_done", "seconds", "held"),
    *("completed", "feeling", "before", "after"),
)
"""The columns of a session that make its record."""

PLACE = ("place", "step", "side", "position", "marks")
"""Its other columns: where it stands."""

PART = ("step", "stretch", "name", "targets", "seconds", "done", "skipped", "hurt")
"""The columns of a part, after the number of its session."""

LATEST_S = 200_000_000_000
"""No moment is later, and nothing takes longer, in seconds. Text and bytes are, to SQLite."""

_KEPT = (*RECORD[1:], *PLACE)

SESSIONS = f"SELECT {', '.join(RECORD)}, {', '.join(PLACE)} FROM session"
"""Gives rows for ``records`` and ``unfinished``; a condition may follow."""

PARTS = f"SELECT {', '.join(PART)} FROM session_stretch WHERE session = ? ORDER BY step"
"""Gives rows for ``part_of``."""

ADD = f"INSERT INTO session ({', '.join(_KEPT)}) VALUES ({', '.join('?' * len(_KEPT))})"
"""Takes ``row_of`` a session."""

KEEP = (
    f"UPDATE session SET {', '.join(f'{name} = ?' for name in _KEPT)} WHERE id = ? AND started = ?"
)
"""Takes ``row_of`` a session, its number and its start; a number alone may be another's by now."""

PUT_PART = (
    f"INSERT OR REPLACE INTO session_stretch (session, {', '.join(PART)}) "
    f"VALUES (?, {', '.join('?' * len(PART))})"
)
"""Takes a session's number and a row of a part."""


def row_of(record: Record, standing: Standing) -> Row:
    """A session that stands like this, as a row without its number."""
    record, place = record.standing(standing, record.updated), standing.place
    return (
        *(getattr(record, name) for name in RECORD[1:]),
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
    database.executemany(PUT_PART, rows)


def hurt_in(database: sqlite3.Connection) -> dict[int, tuple[str, ...]]:
    """The stretches that hurt, by session."""
    found: dict[int, tuple[str, ...]] = {}
    for session, stretch in database.execute(
        "SELECT session, stretch FROM session_stretch WHERE hurt IS NOT NULL ORDER BY session, step"
    ):
        with contextlib.suppress(ValueError):
            found[session] = (*found.get(session, ()), clean_text(stretch))
    return found


def records(rows: Iterable[Row], hurt: dict[int, tuple[str, ...]]) -> Iterator[Record | None]:
    """The sessions that rows are of; None for a row that holds what no program of ours writes.

    Args:
        rows: What ``SESSIONS`` gives.
        hurt: What ``hurt_in`` gives.
    """
    for row in rows:
        fields = dict(zip(RECORD, row, strict=False))
        # Checked, since damage is not always seen, and people may change a database of their own.
        try:
            fields["routine"], fields["name"] = clean_text(row[5]), clean_text(row[6])
            fields["completed"] = _flag(fields["completed"])
            yield convert(fields | {"hurt": hurt.get(row[0], ())}, Record)
        except (MsgspecError, ValueError):
            yield None


def unfinished(row: Row, parts: tuple[Part, ...]) -> Unfinished | None:
    """The session that a row is of, with what it takes to go on with it; None as in ``records``.

    Args:
        row: What ``SESSIONS`` gives.
        parts: What was done of its steps.
    """
    hurt = tuple(part.stretch for part in parts if part.hurt is not None)
    (record,) = records([row], {row[0]: hurt})
    index, step, side, position, marks = row[len(RECORD) :]
    place = {"index": index, "step": step, "side": side, "position": position}
    try:
        place_then = convert(place, Place)
        marks = clean_text(marks)
    except (MsgspecError, ValueError):
        return None
    if record is None:
        return None
    done = record.steps_done, record.skipped, record.phases_done, record.held
    return Unfinished(record, Standing(place_then, marks, *done, parts))


def part_of(row: Row) -> Part | None:
    """What was done of a step; None as in ``records``."""
    fields = dict(zip(PART, row, strict=True))
    try:
        fields["stretch"], fields["name"] = clean_text(row[1]), clean_text(row[2])
        fields["targets"] = targets_of(row[3])
        fields["done"], fields["skipped"] = _flag(row[5]), _flag(row[6])
        return convert(fields, Part)
    except (MsgspecError, ValueError):
        return None


@lru_cache(maxsize=1000)
def targets_of(text: object) -> tuple[str, ...]:
    """The parts of the body that a column names.

    Raises:
        ValueError: It names none.
        MsgspecError: It is no list of names.
    """
    return tuple(map(clean, decode(_text(text), type=tuple[str, ...])))


@lru_cache(maxsize=1000)
def clean_text(text: object) -> str:
    """A column's text, safe to show.

    Raises:
        ValueError: It is no text.
    """
    return clean(_text(text))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("expected text")
    value.encode()  # what was no UTF-8 cannot be UTF-8 again
    return value


def _flag(value: object) -> bool:
    if value not in (0, 1):
        raise ValueError("expected 0 or 1")
    return bool(value)

"""Sessions as rows of the journal's tables, and rows as sessions."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import MsgspecError, convert
from msgspec.json import decode, encode

from stretchtui.core.duration import whole
from stretchtui.core.routines.model import Side
from stretchtui.core.sessions.account import old_uid
from stretchtui.core.sessions.plan import Plan
from stretchtui.core.sessions.record import (
    DONE,
    GONE_PAST,
    Mark,
    Part,
    Place,
    Record,
    Standing,
    Unfinished,
)
from stretchtui.core.text import clean

if TYPE_CHECKING:
    import sqlite3

Row = tuple[Any, ...]

COLUMNS = (
    *("id", "started", "offset", "updated", "ended", "routine", "name", "level"),
    *("steps", "steps_done", "skipped", "phases", "phases_done", "seconds", "held"),
    *("completed", "feeling", "before", "after"),
    *("place", "step", "side", "position", "marks"),
    *("uid", "note", "waited", "logged", "time", "reached"),
    *("round", "plan"),
)
"""The columns of a session, in the order of the table."""

_PLACE = {
    "index": "place",
    **{each: each for each in ("step", "side", "position", "time", "reached", "round")},
}
"""The columns that make its place, by the place's fields."""

_NOWHERE: Row = (0, 0, "none", 0.0, 1, 0.0, 1)

_RECORD = tuple(each for each in COLUMNS if each not in (*_PLACE.values(), "marks", "plan"))
"""The columns that make its record."""

PART = (
    *("step", "stretch", "name", "targets", "seconds", "done", "skipped", "hurt"),
    *("asked", "holds"),
)
"""The columns of a part, after the number of its session, in the order of the table."""

LATEST_S = 200_000_000_000
"""No moment is later, and nothing takes longer, in seconds. Text and bytes are, to SQLite."""

_ADDED = COLUMNS[1:]
_KEPT = tuple(each for each in _ADDED if each not in ("started", "offset", "uid"))
"""A session has the same uid for good; and it began when it did, or when the person says."""

SESSIONS = f"SELECT {', '.join(COLUMNS)} FROM session"
"""Gives rows for ``records`` and ``unfinished``; a condition may follow."""

PARTS = f"SELECT {', '.join(PART)} FROM session_stretch WHERE session = ? ORDER BY step"
"""Gives rows for ``part_of``."""

ADD = f"INSERT INTO session ({', '.join(_ADDED)}) VALUES ({', '.join('?' * len(_ADDED))})"
"""Takes ``row_to_add`` of a session."""

CHANGE = f"UPDATE session SET {', '.join(f'{name} = ?' for name in _ADDED)} WHERE id = ?"
"""Takes ``row_to_add`` of a session, and its number."""

KEEP = f"UPDATE session SET {', '.join(f'{name} = ?' for name in _KEPT)} WHERE id = ? AND uid = ?"
"""Takes ``row_to_keep`` of a session."""

PUT_PART = (
    f"INSERT OR REPLACE INTO session_stretch (session, {', '.join(PART)}) "
    f"VALUES (?, {', '.join('?' * len(PART))})"
)
"""Takes a session's number and a row of a part."""

_OUT = "o"
"""Marks a hold that was left out."""

_MARK = re.compile(r"(none|left|right)([1-9]\d{0,8})(?:/([1-9]\d{0,8}))?([xo-])")


def row_to_add(record: Record, standing: Standing) -> Row:
    """A session that begins, as a row without its number."""
    return _row(record, standing, _ADDED)


def row_to_keep(record: Record, standing: Standing) -> Row:
    """A session that stands like this, as a row for ``KEEP``.

    It ends with the session's number and its uid; a number alone may be another's by now.
    """
    return (*_row(record, standing, _KEPT), record.id, record.uid)


def _row(record: Record, standing: Standing, columns: Iterable[str]) -> Row:
    record = record.standing(standing, record.updated)
    place = {column: getattr(standing.place, field) for field, column in _PLACE.items()}
    plan = encode(standing.plan).decode() if standing.plan else ""
    fields = place | {"marks": standing.marks, "plan": plan}
    return tuple(fields[each] if each in fields else getattr(record, each) for each in columns)


def put_parts(database: sqlite3.Connection, session: int, parts: Iterable[Part]) -> None:
    """Put parts of a session into their table, in place of what it had of the same steps."""
    rows = (
        (
            *(session, part.step, part.stretch, part.name),
            json.dumps(part.targets, ensure_ascii=False),
            *(part.seconds, part.done, part.skipped, part.hurt),
            *(part.asked, _marks_text(part.holds)),
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
        fields = dict(zip(COLUMNS, row, strict=True))
        # Checked, since damage is not always seen, and people may change a database of their own.
        try:
            for name in ("routine", "name", "uid", "note"):
                fields[name] = clean_text(fields[name])
            for name in ("completed", "logged"):
                fields[name] = _flag(fields[name])
            fields["held"] = _whole(fields["held"])
            found = {name: fields[name] for name in _RECORD}
            yield convert(found | {"hurt": hurt.get(row[0], ())}, Record)
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
    columns = dict(zip(COLUMNS, row, strict=True))
    try:
        place = convert({field: columns[column] for field, column in _PLACE.items()}, Place)
        marks = clean_text(columns["marks"])
        plan = plan_of(columns["plan"])
    except (MsgspecError, ValueError):
        return None
    if record is None:
        return None
    done = record.steps_done, record.skipped, record.phases_done, record.held
    return Unfinished(record, Standing(place, marks, *done, record.waited, parts, plan))


def completed_session(row: Row) -> list[Row]:
    """A row of a table as it is, or was before columns were added; none of another."""
    if len(row) == len(COLUMNS):
        return [row]
    if len(row) == COLUMNS.index("plan"):
        return [(*row, "")]
    if len(row) == COLUMNS.index("round"):
        return [(*row, 1, "")]
    if len(row) != COLUMNS.index("uid"):
        return []
    started = row[COLUMNS.index("started")]
    if not isinstance(started, int | float):
        return []
    uid = old_uid(started, row[COLUMNS.index("routine")])
    return [(*row, uid, "", 0.0, 0, *_NOWHERE[-3:], "")]


def completed_part(row: Row) -> list[Row]:
    """A row with its session's number, as ``completed_session``."""
    if len(row) == len(PART) + 1:
        return [row]
    return [(*row, "", "")] if len(row) == PART.index("asked") + 1 else []


def somewhere(row: Row) -> Row:
    """The row of a session whose place makes no sense, without it."""
    fields = dict(zip(COLUMNS, row, strict=True))
    fields |= dict(zip((*_PLACE.values(), "marks", "plan"), (*_NOWHERE, "", ""), strict=True))
    return tuple(fields.values())


def part_of(row: Row) -> Part | None:
    """What was done of a step; None as in ``records``."""
    fields = dict(zip(PART, row, strict=True))
    try:
        fields["stretch"], fields["name"] = clean_text(row[1]), clean_text(row[2])
        fields["targets"] = targets_of(row[3])
        fields["seconds"] = _whole(row[4])
        fields["done"], fields["skipped"] = _flag(row[5]), _flag(row[6])
        fields["asked"], fields["holds"] = clean_text(row[8]), _marks_of(row[9])
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


@lru_cache(maxsize=1000)
def plan_of(text: object) -> Plan:
    """What was changed of what comes in a session.

    Raises:
        ValueError: It is no text.
        MsgspecError: It is no plan.
    """
    said = clean_text(text)
    return decode(said, type=Plan) if said else Plan()


def _marks_text(holds: Iterable[Mark]) -> str:
    """``left1x right1-``; in the rounds after the first, ``left1/2x``."""
    return " ".join(
        f"{mark.side}{mark.time}{f'/{mark.round}' if mark.round > 1 else ''}"
        f"{_OUT if mark.out else DONE if mark.done else GONE_PAST}"
        for mark in holds
    )


@lru_cache(maxsize=1000)
def _marks_of(text: object) -> tuple[Mark, ...]:
    found = [_MARK.fullmatch(each) for each in _text(text).split()]
    if not all(found):
        raise ValueError("expected marks of holds")
    return tuple(
        Mark(Side(m[1]), int(m[2]), m[4] == DONE, int(m[3] or 1), m[4] == _OUT) for m in found if m
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("expected text")
    value.encode()  # what was no UTF-8 cannot be UTF-8 again
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int | float) or not 0 <= value <= LATEST_S:
        raise ValueError("expected seconds")
    return whole(value)


def _flag(value: object) -> bool:
    if value not in (0, 1):
        raise ValueError("expected 0 or 1")
    return bool(value)

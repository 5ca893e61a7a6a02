"""What the stretches of all sessions come to, as the journal's tables have it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import MsgspecError

from stretchtui.core.sessions.history import areas
from stretchtui.core.sessions.weekly import of_this_week
from stretchtui.store.journal_rows import LATEST_S, clean_text, targets_of

if TYPE_CHECKING:
    import sqlite3

    from stretchtui.core.sessions.days import Today
    from stretchtui.core.sessions.record import Record
    from stretchtui.store.journal_opening import OpenedFile


Held = tuple[tuple[tuple[str, ...], int], ...]
"""Seconds held for each set of parts of the body."""


def held(database: sqlite3.Connection, since: float, until: float) -> Held:
    """Seconds held for each set of parts of the body, in sessions that started in a time."""
    return _held(database, "started BETWEEN ? AND ?", since, until)


def areas_this_week(
    file: OpenedFile, records: Iterable[Record], today: Today
) -> tuple[tuple[str, int], ...]:
    """Seconds held this week for each part of the body, the most first.

    Args:
        file: The journal.
        records: All of its sessions, or at least those of this week.
        today: Tells which those are: by the days on which they were lived.

    Raises:
        JournalError: The journal cannot be read.
    """
    # In the words themselves: there may be more of them than SQLite takes values.
    numbers = ", ".join(str(each.id) for each in of_this_week(records, today))
    with file.reading() as database:
        return areas(_held(database, f"id IN ({numbers})"))


def _held(database: sqlite3.Connection, condition: str, *values: object) -> Held:
    rows = database.execute(
        "SELECT targets, sum(round(p.seconds)) FROM session JOIN session_stretch AS p "
        f"ON p.session = id WHERE {condition} "
        f"AND p.seconds BETWEEN 0 AND {LATEST_S} GROUP BY targets",
        values,
    ).fetchall()
    found = []
    for targets, seconds in rows:
        with contextlib.suppress(ValueError, MsgspecError):
            found.append((targets_of(targets), int(seconds)))
    return tuple(found)


FAMILIAR_FROM = 3
"""A stretch that was held in so many sessions is familiar."""


def familiar(database: sqlite3.Connection, until: float) -> frozenset[str]:
    """The stretches that were held in at least ``FAMILIAR_FROM`` sessions, until a moment.

    Less than a second is none: it was closed again, or skipped at once.
    """
    rows = database.execute(
        "SELECT stretch FROM session_stretch AS p JOIN session ON id = p.session"
        f" WHERE round(p.seconds) BETWEEN 1 AND {LATEST_S} AND started BETWEEN 0 AND ?"
        " GROUP BY stretch HAVING count(DISTINCT p.session) >= ?",
        (until, FAMILIAR_FROM),
    ).fetchall()
    found = set()
    for (stretch,) in rows:
        with contextlib.suppress(ValueError):
            found.add(clean_text(stretch))
    return frozenset(found)


def hurting(database: sqlite3.Connection, until: float) -> frozenset[str]:
    """The stretches that hurt in the last session in which they were done, until a moment."""
    rows = database.execute(
        "SELECT stretch, max(started), hurt FROM ("
        " SELECT stretch, started, max(p.hurt) AS hurt FROM session_stretch AS p"
        " JOIN session ON id = p.session WHERE stretch IN"
        "  (SELECT stretch FROM session_stretch WHERE hurt IS NOT NULL)"
        " AND started BETWEEN 0 AND ?"
        " AND (p.seconds > 0 OR p.hurt IS NOT NULL) GROUP BY stretch, p.session"
        ") GROUP BY stretch",
        (until,),
    ).fetchall()
    found = set()
    for stretch, _, hurt in rows:
        with contextlib.suppress(ValueError):
            if hurt is not None:
                found.add(clean_text(stretch))
    return frozenset(found)

"""The sessions of routines that the library does not have any more."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from typing import TYPE_CHECKING

from stretchtui.core.making.wish import is_made
from stretchtui.core.sessions.succession import Former
from stretchtui.store.journal_rows import LATEST_S, clean_text

if TYPE_CHECKING:
    from stretchtui.store.journal_opening import OpenedFile


def formers(file: OpenedFile, known: Collection[str]) -> tuple[Former, ...]:
    """The routines that have sessions and are not among the known ones, by their ids."""
    gone = []
    with file.reading() as database:
        found = database.execute(
            "SELECT routine, name, count(*), max(started) FROM session "
            f"WHERE started BETWEEN 0 AND {LATEST_S} GROUP BY routine ORDER BY max(started) DESC"
        ).fetchall()
        for routine, name, sessions, _ in found:
            # One that was made for a session is no routine that somebody could have renamed.
            if routine in known or is_made(str(routine)):
                continue
            rows = database.execute(
                "SELECT stretch FROM session_stretch WHERE session = ("
                " SELECT id FROM session WHERE routine = ? AND completed"
                " ORDER BY started DESC LIMIT 1) ORDER BY step",
                (routine,),
            ).fetchall()
            # What makes no sense is no routine that somebody could have renamed.
            with contextlib.suppress(ValueError):
                stretches = tuple(clean_text(stretch) for (stretch,) in rows)
                gone.append(Former(clean_text(routine), clean_text(name), sessions, stretches))
    return tuple(gone)


def kept_apart(file: OpenedFile) -> frozenset[tuple[str, str]]:
    """The pairs of a routine and a former one that the person keeps apart."""
    with file.reading() as database:
        return frozenset(database.execute("SELECT routine, former FROM kept_apart"))


def take_over(file: OpenedFile, routine: str, former: str) -> None:
    """Have the sessions of a former routine be those of another."""
    with file.writing() as database:
        database.execute("UPDATE session SET routine = ? WHERE routine = ?", (routine, former))


def keep_apart(file: OpenedFile, routine: str, former: str) -> None:
    """Remember that a routine does not go on with a former one's history."""
    with file.writing() as database:
        database.execute("INSERT OR IGNORE INTO kept_apart VALUES (?, ?)", (routine, former))

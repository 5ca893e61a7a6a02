"""Records and standings to fill a journal with, and all that is in one."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from stretchtui.core.routines.model import Side
from stretchtui.core.sessions.record import Part, Place, Record, Standing
from stretchtui.store.journal import Journal
from stretchtui.store.journal_rows import SESSIONS, hurt_in, records

NOW = 1_790_000_000.0
"""Some moment."""


def record(**fields: Any) -> Record:
    """A session that has just begun."""
    about: dict[str, Any] = {
        "started": NOW,
        "offset": 120,
        "updated": NOW,
        "routine": "five",
        "name": "Five for the lower back",
        "steps": 5,
        "phases": 20,
        "seconds": 600,
    }
    about |= fields
    # As short as can be: the tests of damage count how much a page loses.
    uid = f"{about['started'] - NOW:g}{about['routine'].removeprefix('five')}"
    return Record(**{"uid": uid} | about)


def part(step: int, **fields: Any) -> Part:
    """What was done of a step."""
    about: dict[str, Any] = {
        "stretch": f"stretch-{step}",
        "name": f"Stretch {step}",
        "targets": ("lower back",),
        "seconds": 30.0,
    }
    return Part(step, **about | fields)


def standing(index: int, **fields: Any) -> Standing:
    """How a session stands in a phase: four phases a step, thirty seconds a phase."""
    about: dict[str, Any] = {
        "place": Place(index, index // 4, Side.LEFT, index * 30.0),
        "marks": ("x" * index).ljust(20, "."),
        "phases_done": index,
        "steps_done": index // 4,
        "held": index * 15.0,
        "parts": tuple(part(step, done=step < index // 4) for step in range(index // 4 + 1)),
    }
    return Standing(**about | fields)


def rows_in(folder: Path) -> tuple[Record, ...]:
    """All sessions of a journal as they are kept, the empty ones too, in their order."""
    with closing(Journal(folder)) as journal, journal.file.reading() as database:
        rows = database.execute(f"{SESSIONS} ORDER BY started, id").fetchall()
        return tuple(filter(None, records(rows, hurt_in(database))))

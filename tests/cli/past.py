"""A journal with a past, for the commands that tell of it."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from stretchtui.core.sessions.record import Moment, Part, Place, Record, Standing
from stretchtui.store.journal import Journal

if TYPE_CHECKING:
    from pathlib import Path

DAY_S = 86400

NOW = Moment(datetime(2026, 5, 20, 12, 0, tzinfo=UTC).timestamp(), 0)
"""The moment at which the commands are run: noon of a Wednesday."""


def did(
    home: Path, days_ago: float, hurt: bool = False, held: float = 420.0, **fields: Any
) -> None:
    """A session that nobody plays any more.

    Args:
        home: Whose journal it is in.
        days_ago: When it started.
        hurt: Whether its last stretch hurt.
        held: Seconds that were held in it.
        fields: What of its record is not as usual.
    """
    started = NOW.now - days_ago * DAY_S
    about: dict[str, Any] = {
        "started": started,
        "offset": NOW.offset,
        "updated": started + 480,
        "ended": started + 480,
        "routine": "core-and-glutes",
        "name": "Core and glutes",
        "steps": 8,
        "phases": 30,
        "seconds": 730,
        "completed": True,
    }
    bridge = Part(5, "bridge", "Bridge", ("glutes",), 60.0, done=True)
    sore = Part(
        6, "cobra", "Cobra", ("lower back",), 2.5, skipped=True, hurt=started if hurt else None
    )
    standing = Standing(
        Place(20, 5), "", steps_done=7, skipped=1, phases_done=29, held=held, parts=(bridge, sore)
    )
    with contextlib.closing(Journal(home / "data")) as journal:
        journal.let_go(journal.add(Record(**about | fields), standing))


def broke_off(home: Path, days_ago: float, **fields: Any) -> None:
    """A session that was interrupted, and can be resumed for a day."""
    did(home, days_ago, completed=False, ended=None, **fields)

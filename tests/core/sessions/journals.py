"""Journals in a few words, as the table in docs/progress.md has them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from stretchtui.core.sessions.days import Today
from stretchtui.core.sessions.progress import Progress, progress
from stretchtui.core.sessions.record import Feeling, Moment, Record

BEGIN = date(2025, 1, 1)

SESSION = Record(
    started=0.0, offset=0, updated=0.0, routine="r", name="R", steps=1, phases=1, seconds=60
)
ENDS: dict[str, dict[str, Any]] = {
    "done": {"completed": True},
    "more": {"completed": True, "feeling": Feeling.MORE},
    "too much": {"completed": True, "feeling": Feeling.TOO_MUCH},
    "stopped": {},
    "shortened": {},
    "hurt": {"completed": True, "hurt": ("bridge",)},
    "nothing": {"held": 0},
}


def noon(day: date) -> Today:
    """Noon of a day, from where sessions are looked back on."""
    return Today(Moment((day - date(1970, 1, 1)).days * 86400.0 + 43200, 0))


def session(word: str, day: date, level: int) -> Record:
    started = noon(day).moment.now
    about: dict[str, Any] = {"started": started, "level": level, "held": 60}
    return replace(SESSION, **about | ENDS[word])


def lived(words: list[str], rungs: tuple[int, ...]) -> Progress:
    """What the words of the table come to, if each session was played at the level of its day."""
    records: list[Record] = []
    day = BEGIN
    for word in words:
        if word.endswith(" days"):
            day += timedelta(int(word.split()[0]) - 1)
            continue
        level = progress(records, rungs, noon(day)).level
        records.append(session(word, day, level))
        day += timedelta(1)
    return progress(records, rungs, noon(day))

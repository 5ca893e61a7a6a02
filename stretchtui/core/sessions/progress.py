"""The level at which a routine is played today, and why; the rules are in docs/progress.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from stretchtui.core.sessions.record import Feeling

if TYPE_CHECKING:
    from stretchtui.core.sessions.days import Today
    from stretchtui.core.sessions.record import Record

AWAY_DAYS = 14
"""More days than this since a routine was last played take it one level down."""


class Why(StrEnum):
    """Why today's level is what it is."""

    FIRST = "first"
    """The routine was never played."""
    SAME = "same"
    """Nothing has changed since the last session."""
    ENOUGH = "enough"
    """One up: enough sessions were completed."""
    MORE = "more"
    """One up, and sooner: there could have been more."""
    TOO_MUCH = "too-much"
    """One down: it was too much."""
    AWAY = "away"
    """One down: it is too long ago."""


class Progress(Struct, frozen=True):
    """How far a routine has grown."""

    level: int
    """The level at which it is played today."""
    last: int
    """The level at which it was last played."""
    why: Why
    count: int
    """The sessions that made it grow, or the days away."""
    credit: int
    """What counts towards the next level."""
    needed: int
    """What the next level takes; 0 at the highest."""

    @property
    def left(self) -> int:
        """How many sessions more it takes to the next level; 0 at the highest."""
        return self.needed - self.credit if self.needed else 0


def progress(records: Iterable[Record], rungs: Sequence[int], today: Today) -> Progress:
    """How far a routine has grown.

    Args:
        records: The routine's sessions, in the order in which they started.
        rungs: The routine's ``ladder``.
        today: What they are looked back on from; what is dated later plays no part.
    """
    level = credit = sessions = count = last = 0
    why, day = Why.FIRST, today.day
    for record in today.past(records):
        if not record.held and not record.hurt:
            continue
        before, day = day, today.day_of(record)
        away = why is not Why.FIRST and (day - before).days > AWAY_DAYS
        # The level that was asked is the one that counts, whatever the rules say by now.
        if record.level != level or away:
            credit = sessions = 0
        level = last = min(record.level, len(rungs) - 1)
        why = Why.SAME
        if record.feeling is Feeling.TOO_MUCH:
            credit = sessions = 0
            if level:
                level, why = level - 1, Why.TOO_MUCH
        elif record.completed and not record.hurt:
            sessions += 1
            credit += 2 if record.feeling is Feeling.MORE else 1
            needed = _needed(rungs, level)
            if needed and credit >= needed:
                why = Why.MORE if sessions < needed else Why.ENOUGH
                level, count, credit, sessions = level + 1, sessions, 0, 0
    days_away = (today.day - day).days
    if days_away > AWAY_DAYS:
        credit = 0
        if level and level >= last:
            level, why, count = max(0, last - 1), Why.AWAY, days_away
    needed = _needed(rungs, level)
    return Progress(level, last, why, count, credit if needed else 0, needed)


def _needed(rungs: Sequence[int], level: int) -> int:
    return rungs[level + 1] - rungs[level] if level + 1 < len(rungs) else 0

"""A week's minutes for each part of the body, beside what studies found of them.

The studies speak of single muscles. A part of the body has several, and two sides: what was held
for any of them is added up here, so that it is what the history has elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stretchtui.core.sessions.days import Today
    from stretchtui.core.sessions.record import Record

GAINS_FROM_S = 5 * 60
"""From about so many seconds a week on a muscle gained in range (Thomas 2018, 23 studies)."""

LEVEL_OFF_S = 10 * 60
"""At about so many seconds a week the gains levelled off (Ingram 2024, 189 studies)."""

WHOLE_S = 15 * 60
"""What a whole bar stands for, every week and for everybody: the marks stay in their places."""


def of_this_week(records: Iterable[Record], today: Today) -> tuple[Record, ...]:
    """The sessions of this week, by the days on which they were lived."""
    this = today.days.week_of(today.day)
    week_of, day_of = today.days.week_of, today.day_of
    return tuple(each for each in today.past(records) if week_of(day_of(each)) == this)


def filled(seconds: int, room: int) -> int:
    """How many of a bar's cells are filled: what was done is seen, however little it is.

    Args:
        seconds: Those held in the week.
        room: The cells of a whole bar.
    """
    return min(room, max(1, round(room * seconds / WHOLE_S))) if seconds else 0


def marks(room: int) -> tuple[int, int]:
    """The cells of a bar at which gains begin and level off, from 0."""
    return room * GAINS_FROM_S // WHOLE_S, room * LEVEL_OFF_S // WHOLE_S

"""What a session has brought: the days in a row, and the minutes of its week."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from stretchtui.core.sessions.history import streak, weeks

if TYPE_CHECKING:
    from stretchtui.core.sessions.days import Today
    from stretchtui.core.sessions.record import Record

STREAK_FROM = 2
"""One day is none in a row."""


class Gains(Struct, frozen=True):
    """How it goes, with the session that has just ended."""

    days: int
    """The days in a row on which something was done."""
    this_week: int
    """Seconds held."""
    last_week: int


def gains(records: Sequence[Record], today: Today) -> Gains:
    """What all sessions so far come to today.

    Args:
        records: All sessions, with the one that has just ended.
        today: From where it is looked back.
    """
    last, this = weeks(records, today, 2)
    return Gains(streak(records, today).now, this.seconds, last.seconds)

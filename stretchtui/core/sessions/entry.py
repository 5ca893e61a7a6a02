"""What people type into the form of a session, and what it is as they would type it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import partial

from stretchtui.core.routines.entry import LINE, FieldKind, Wrong, empty_means, read_number

_WHEN = re.compile(
    r"(?:(?P<date>\d{4}-\d{1,2}-\d{1,2})[ t]+|(?P<day>today|yesterday) +)?"
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)"
)
_FIRST = datetime(1970, 1, 2)  # noqa: DTZ001 - what a clock on the wall showed
"""Moments are kept in seconds since 1970."""

DISCOMFORT = empty_means(
    None, FieldKind(partial(read_number, least=0, most=10), str, "0 to 10, or leave empty")
)
"""How bad it was."""

NOTE = empty_means("", LINE)
"""What there is to say of it."""


def when(now: datetime) -> FieldKind:
    """A day and a time that have passed.

    Args:
        now: What the clock on the wall shows.
    """
    hint = f"like {write_when(now - timedelta(1))}, or yesterday 18:00"
    return FieldKind(partial(read_when, now=now), write_when, hint)


def read_when(typed: str, now: datetime) -> datetime:
    """What the clock on the wall showed: ``2026-09-23 07:30``, ``yesterday 18:00``, ``7:30``.

    Args:
        typed: What was typed; a time alone is today's.
        now: What the clock on the wall shows.

    Raises:
        Wrong: It is no day and time, or one that has not come yet.
    """
    found = _WHEN.fullmatch(" ".join(typed.lower().split()))
    try:
        if found is None:
            raise ValueError
        day = _date(found["date"]) if found["date"] else now.date()
        if found["day"] == "yesterday":
            day -= timedelta(1)
        shown = datetime(  # noqa: DTZ001 - what a clock on the wall showed
            *(day.year, day.month, day.day), int(found["hour"]), int(found["minute"])
        )
    except ValueError:
        raise Wrong(f"expected a day and a time, like {write_when(now)}") from None
    if shown > now:
        raise Wrong("expected a time in the past")
    if shown < _FIRST:
        raise Wrong(f"expected {_FIRST.year} or later")
    return shown


def write_when(shown: datetime) -> str:
    """A day and a time as they would be typed."""
    return f"{shown:%Y-%m-%d %H:%M}"


def _date(typed: str) -> date:
    year, month, day = map(int, typed.split("-"))
    return date(year, month, day)

"""When a person wants to be reminded."""

from __future__ import annotations

import re

from msgspec import Struct

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days as they are typed, and as systemd calls them."""

EVERY_DAY = tuple(range(len(WEEKDAYS)))
"""All of them."""

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""The days as people read them."""

_TIME = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)


class Reminder(Struct, frozen=True):
    """A time of the day, on some days of the week."""

    hour: int
    """From 0 to 23, by the clock where the person is."""
    minute: int
    days: tuple[int, ...] = EVERY_DAY
    """From 0, Monday, to 6, Sunday; each once, in order."""

    @property
    def time(self) -> str:
        """``07:30``."""
        return f"{self.hour:02}:{self.minute:02}"


def time_of(text: str) -> tuple[int, int]:
    """The hour and the minute of a time as it is typed: ``7:30`` or ``07:30``.

    Raises:
        ValueError: It is none.
    """
    found = _TIME.fullmatch(text)
    if found is not None:
        hour, minute = int(found[1]), int(found[2])
        if hour < 24 and minute < 60:
            return hour, minute
    raise ValueError("expected a time from 00:00 to 23:59, like 07:30")


def days_of(text: str) -> tuple[int, ...]:
    """The days that are typed: ``mon-fri``, ``sat,sun`` or ``daily``; a range may go past Sunday.

    Raises:
        ValueError: They are none.
    """
    text = text.strip().lower()
    if text == "daily":
        return EVERY_DAY
    found: set[int] = set()
    for piece in text.split(","):
        first, dash, last = piece.partition("-")
        start = _day(first)
        span = (_day(last) - start) % len(WEEKDAYS) if dash else 0
        found.update((start + each) % len(WEEKDAYS) for each in range(span + 1))
    return tuple(sorted(found))


def _day(text: str) -> int:
    text = text.strip()
    for number, name in enumerate(DAY_NAMES):
        if text in (name.lower(), WEEKDAYS[number]):
            return number
    raise ValueError("expected days like mon-fri, mon,wed,fri or daily")

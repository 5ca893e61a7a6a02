"""The days of a plan, as a file says them: ``mon, wed, fri``, ``mon-fri`` or ``3 a week``."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""As files and screens name them, from Monday."""

EXPECTED = 'weekdays like "mon, wed, fri" or "mon-fri", or a number like "3 a week"'
"""What a file can say."""

_EVERY_DAY = ("daily", "every day")
_OFTEN = r"([1-7]) ?(?:x|times?)? ?(?:a|per|/) ?week"
_NAMES = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *WEEKDAYS,
    *("tues", "weds", "thur", "thurs"),
)


class PlanDays(Struct, frozen=True):
    """On which days of a week there is a session."""

    count: int
    """How many a week, 1 to 7."""
    weekdays: frozenset[int] = frozenset()
    """Which, from 0, Monday; empty where the person chooses."""

    @property
    def gap(self) -> int:
        """Days from one session to the next where the person chooses: they are spread evenly."""
        return round(7 / self.count)


@lru_cache(maxsize=64)
def read_days(text: str) -> PlanDays | None:
    """What a text says of the days; None if it does not say it clearly."""
    said = " ".join(text.casefold().split())
    if said in _EVERY_DAY:
        return PlanDays(7, frozenset(range(7)))
    if often := re.fullmatch(_OFTEN, said):
        return PlanDays(int(often[1]))
    weekdays: set[int] = set()
    for each in re.split(r" ?[,;] ?| and | ", re.sub(r" ?[-–] ?", "-", said)):
        days = _weekdays(each)
        if days is None or weekdays & days:
            return None
        weekdays |= days
    return PlanDays(len(weekdays), frozenset(weekdays))


def _weekdays(text: str) -> set[int] | None:
    """The days of a piece: one, or one to another."""
    first, is_range, last = text.partition("-")
    if first not in _NAMES or (is_range and last not in _NAMES):
        return None
    begin, end = _number(first), _number(last or first)
    return {(begin + n) % 7 for n in range((end - begin) % 7 + 1)}


def _number(name: str) -> int:
    return WEEKDAYS.index(name[:3])

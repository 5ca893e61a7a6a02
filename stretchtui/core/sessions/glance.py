"""How it goes, at a glance: when each routine was last done, and what this week comes to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from stretchtui.core.sessions.gains import STREAK_FROM
from stretchtui.core.sessions.history import streak, weeks

if TYPE_CHECKING:
    from stretchtui.core.sessions.days import Today
    from stretchtui.core.sessions.record import Record


class Habit(Struct, frozen=True):
    """How a routine is kept up."""

    days_ago: int
    """Days since it was last done."""
    streak: int
    """Days in a row on which it was done; 0 where it is fewer than two."""


class ThisWeek(Struct, frozen=True):
    """What the week has come to so far."""

    days: int
    """Days on which something was done."""
    seconds: int
    """Seconds held."""
    streak: int
    """Days in a row on which something was done, before this week, too; 0 where fewer than two."""


def habits(records: Iterable[Record], today: Today) -> Mapping[str, Habit]:
    """How each routine that was ever done is kept up, by the routine's id."""
    by_routine: defaultdict[str, list[Record]] = defaultdict(list)
    for record in today.past(records):
        if record.done:
            by_routine[record.routine].append(record)
    return {
        routine: Habit(
            max(0, (today.day - today.day_of(done[-1])).days),
            _in_a_row(done, today),
        )
        for routine, done in by_routine.items()
    }


def this_week(records: Sequence[Record], today: Today) -> ThisWeek:
    """What this week comes to by now."""
    (week,) = weeks(records, today, 1)
    done = {today.day_of(record) for record in today.past(records) if record.done}
    days = sum(week.start <= day <= today.day for day in done)
    return ThisWeek(days, week.seconds, _in_a_row(records, today))


def _in_a_row(records: Iterable[Record], today: Today) -> int:
    days = streak(records, today).now
    return days if days >= STREAK_FROM else 0

"""What the journal's records come to: days, weeks, streaks, body areas, discomfort.

A session belongs to the local day on which it started, as the person lived it: by the offset
that is kept with it, and not by the time zone of today. Minutes are those held, without what
leads up to a hold.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import astuple

if TYPE_CHECKING:
    from stretchtui.core.sessions.record import Record

WEEKS = 53
"""A year's weeks, the first and the last of them in part."""

WEEK_OF_SESSIONS = 3
"""A week counts for the gentler streak from so many sessions."""

SHADES_MIN = (0, 5, 10, 20)
"""More than these minutes give a day each shade but the lightest."""


class Day(Struct, frozen=True):
    """A day of the calendar."""

    day: date
    seconds: float
    """Seconds held."""

    @property
    def shade(self) -> int:
        """From 0, nothing done, to 4."""
        return sum(self.seconds > minutes * 60 for minutes in SHADES_MIN)


class Week(Struct, frozen=True):
    """A week."""

    start: date
    seconds: float
    """Seconds held."""
    sessions: int
    """Those that count."""


class Streak(Struct, frozen=True):
    """Days or weeks one after the other."""

    now: int
    """As it runs now."""
    longest: int
    """The longest there was."""


class Discomforts(Struct, frozen=True):
    """The discomfort of a week, on average."""

    start: date
    before: float | None
    """None if it was never said."""
    after: float | None


def week_of(day: date, first_weekday: int = 0) -> date:
    """The first day of a day's week; weeks begin on a weekday from 0, Monday, to 6, Sunday."""
    return day - timedelta((day.weekday() - first_weekday) % 7)


def calendar(
    records: Iterable[Record], today: date, first_weekday: int = 0
) -> tuple[tuple[Day | None, ...], ...]:
    """The last year as weeks of seven days, the last of them today's; None for days to come."""
    seconds: defaultdict[date, float] = defaultdict(float)
    first = _starts(today, WEEKS, first_weekday)[0]
    for record in _since(first, records):
        seconds[record.day] += record.held
    days = [first + timedelta(number) for number in range(7 * WEEKS)]
    cells = [Day(day, seconds[day]) if day <= today else None for day in days]
    return tuple(tuple(cells[at : at + 7]) for at in range(0, len(cells), 7))


def weeks(
    records: Iterable[Record], today: date, count: int, first_weekday: int = 0
) -> tuple[Week, ...]:
    """The last so many weeks, today's at the end."""
    starts = _starts(today, count, first_weekday)
    found = {start: Week(start, 0.0, 0) for start in starts}
    for record in _since(starts[0], records):
        start = week_of(record.day, first_weekday)
        if start in found:
            _, seconds, sessions = astuple(found[start])
            found[start] = Week(start, seconds + record.held, sessions + record.done)
    return tuple(found.values())


def streak(records: Iterable[Record], today: date) -> Streak:
    """The days in a row on which something was done; today, still to come, breaks nothing."""
    days = {record.day.toordinal() for record in records if record.done}
    return _streak(days, today.toordinal())


def weekly_streak(records: Iterable[Record], today: date, first_weekday: int = 0) -> Streak:
    """The weeks in a row with at least three sessions; this week, not yet over, breaks nothing."""
    sessions = Counter(week_of(record.day, first_weekday) for record in records if record.done)
    full = {start for start, count in sessions.items() if count >= WEEK_OF_SESSIONS}
    this = week_of(today, first_weekday)
    return _streak({start.toordinal() // 7 for start in full}, this.toordinal() // 7)


def areas(held: Iterable[tuple[Iterable[str], float]]) -> tuple[tuple[str, float], ...]:
    """Seconds for each part of the body, the most first.

    Args:
        held: Seconds, and what they were for; what is good for two parts counts for both.
    """
    seconds: defaultdict[str, float] = defaultdict(float)
    for targets, each in held:
        for target in {target.lower() for target in targets}:
            seconds[target] += each
    ranked = sorted(seconds.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((target, each) for target, each in ranked if each)


def discomfort(
    records: Iterable[Record], today: date, count: int, first_weekday: int = 0
) -> tuple[Discomforts, ...]:
    """The discomfort before and after, on average, in the last so many weeks."""
    starts = _starts(today, count, first_weekday)
    before: dict[date, list[int]] = {start: [] for start in starts}
    after: dict[date, list[int]] = {start: [] for start in starts}
    for record in _since(starts[0], records):
        start = week_of(record.day, first_weekday)
        if start in before:
            before[start] += [] if record.before is None else [record.before]
            after[start] += [] if record.after is None else [record.after]
    return tuple(Discomforts(start, _mean(before[start]), _mean(after[start])) for start in starts)


def _starts(today: date, count: int, first_weekday: int) -> list[date]:
    """The first days of the last so many weeks."""
    this = week_of(today, first_weekday)
    return [this - timedelta(7 * ago) for ago in reversed(range(count))]


def _since(first: date, records: Iterable[Record]) -> list[Record]:
    """The records of a day and later ones; a few earlier ones may be among them."""
    # Years of records are passed over without working out the day of each.
    moment = (first.toordinal() - date(1970, 1, 3).toordinal()) * 86400
    return [record for record in records if record.started >= moment]


def _streak(numbers: set[int], now: int) -> Streak:
    """The runs in numbered days or weeks; one that reaches the last of them still runs.

    Who flies home across the date line may have been a day ahead; beyond that a clock was wrong.
    """
    longest = run = 0
    before: int | None = None
    for number in sorted(each for each in numbers if each <= now + 1):
        run = run + 1 if number - 1 == before else 1
        longest, before = max(longest, run), number
    return Streak(run if before is not None and before >= now - 1 else 0, longest)


def _mean(values: list[int]) -> float | None:
    return sum(values) / len(values) if values else None

"""What the journal's records come to: days, weeks, streaks, body areas, discomfort.

A session belongs to the day on which it started, as ``days`` has it; one that is dated in the
future plays no part. Seconds are those held, without what leads up to a hold: whole ones, so that
what is added up here is what is shown of each session.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import astuple

if TYPE_CHECKING:
    from stretchtui.core.sessions.days import Today
    from stretchtui.core.sessions.record import Record

WEEKS = 53
"""A year's weeks, the first and the last of them in part."""

WEEK_OF_SESSIONS = 3
"""A week counts for the gentler streak from so many sessions."""

NEAR_S = 36 * 60 * 60
"""Between two sessions nearer than this no day was missed, whatever the calendars say: who flies
east has shorter days."""

SHADES_MIN = (0, 5, 10, 20)
"""More than these minutes give a day each shade but the lightest."""


class Day(Struct, frozen=True):
    """A day of the calendar."""

    day: date
    seconds: int
    """Seconds held."""

    @property
    def shade(self) -> int:
        """From 0, nothing done, to 4."""
        return sum(self.seconds > minutes * 60 for minutes in SHADES_MIN)


class Week(Struct, frozen=True):
    """A week."""

    start: date
    seconds: int
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


def calendar(records: Iterable[Record], today: Today) -> tuple[tuple[Day | None, ...], ...]:
    """The last year as weeks of seven days, the last of them today's; None for days to come."""
    seconds: defaultdict[date, int] = defaultdict(int)
    first = _starts(today, WEEKS)[0]
    for day, record in _lived(first, records, today):
        seconds[day] += record.held
    days = [first + timedelta(number) for number in range(7 * WEEKS)]
    last = today.day
    cells = [Day(day, seconds[day]) if day <= last else None for day in days]
    return tuple(tuple(cells[at : at + 7]) for at in range(0, len(cells), 7))


def weeks(records: Iterable[Record], today: Today, count: int) -> tuple[Week, ...]:
    """The last so many weeks, today's at the end."""
    starts = _starts(today, count)
    found = {start: Week(start, 0, 0) for start in starts}
    for day, record in _lived(starts[0], records, today):
        start = today.days.week_of(day)
        if start in found:
            _, seconds, sessions = astuple(found[start])
            found[start] = Week(start, seconds + record.held, sessions + record.done)
    return tuple(found.values())


def streak(records: Iterable[Record], today: Today) -> Streak:
    """The days in a row on which something was done; today, still to come, breaks nothing."""
    done = [record for record in today.past(records) if record.done]
    # In the order of time, now at the end; the days may go back, for who flies west.
    moments = sorted((each.started, today.day_of(each).toordinal()) for each in done)
    days = {day for _, day in moments}
    now = today.day.toordinal()
    excused: set[int] = set()
    for (before, one), (after, other) in pairwise([*moments, (today.moment.now, now)]):
        if after - before < NEAR_S:
            excused.update(range(min(one, other) + 1, max(one, other)))
    return _streak(days, now, excused)


def weekly_streak(records: Iterable[Record], today: Today) -> Streak:
    """The weeks in a row with at least three sessions; this week, not yet over, breaks nothing."""
    week_of = today.days.week_of
    done = (record for record in today.past(records) if record.done)
    sessions = Counter(week_of(today.day_of(record)) for record in done)
    full = {start for start, count in sessions.items() if count >= WEEK_OF_SESSIONS}
    this = week_of(today.day)
    return _streak({start.toordinal() // 7 for start in full}, this.toordinal() // 7)


def areas(held: Iterable[tuple[Iterable[str], int]]) -> tuple[tuple[str, int], ...]:
    """Seconds for each part of the body, the most first.

    Args:
        held: Seconds, and what they were for; what is good for two parts counts for both.
    """
    seconds: defaultdict[str, int] = defaultdict(int)
    for targets, each in held:
        for target in {target.lower() for target in targets}:
            seconds[target] += each
    ranked = sorted(seconds.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple((target, each) for target, each in ranked if each)


def discomfort(records: Iterable[Record], today: Today, count: int) -> tuple[Discomforts, ...]:
    """The discomfort before and after, on average, in the last so many weeks."""
    starts = _starts(today, count)
    before: dict[date, list[int]] = {start: [] for start in starts}
    after: dict[date, list[int]] = {start: [] for start in starts}
    for day, record in _lived(starts[0], records, today):
        start = today.days.week_of(day)
        if start in before:
            before[start] += [] if record.before is None else [record.before]
            after[start] += [] if record.after is None else [record.after]
    return tuple(Discomforts(start, _mean(before[start]), _mean(after[start])) for start in starts)


def _starts(today: Today, count: int) -> list[date]:
    """The first days of the last so many weeks."""
    this = today.days.week_of(today.day)
    return [this - timedelta(7 * ago) for ago in reversed(range(count))]


def _lived(first: date, records: Iterable[Record], today: Today) -> Iterator[tuple[date, Record]]:
    """The sessions of a day and later ones, each with its day; a few earlier may be there."""
    # Years of records are passed over without working out the day of each.
    moment = (first.toordinal() - date(1970, 1, 3).toordinal()) * 86400
    for record in today.past(records):
        if record.started >= moment:
            yield today.day_of(record), record


def _streak(numbers: set[int], now: int, excused: Iterable[int] = ()) -> Streak:
    """The runs in numbered days or weeks; one that reaches the last of them still runs.

    Who flies home across the date line may have been a day ahead; beyond that a clock was wrong.

    Args:
        numbers: Those that count.
        now: This one, which is not over.
        excused: Those that do not count, and break nothing.
    """
    longest = run = 0
    before: int | None = None
    for number in sorted(each for each in numbers.union(excused) if each <= now + 1):
        run = (run if number - 1 == before else 0) + (number in numbers)
        longest, before = max(longest, run), number
    return Streak(run if before is not None and before >= now - 1 else 0, longest)


def _mean(values: list[int]) -> float | None:
    return sum(values) / len(values) if values else None

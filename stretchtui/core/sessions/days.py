"""The person's days: when they begin, what is today, and what is dated in the future."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from stretchtui.core.sessions.record import Moment

if TYPE_CHECKING:
    from stretchtui.core.sessions.record import Record

LEEWAY_S = 60
"""Clocks may differ by so many seconds; what is dated later than that is dated in the future."""


class Days(Struct, frozen=True):
    """When days and weeks begin for the person."""

    starts: int = 4 * 60
    """The minutes after midnight at which a day begins: until then it is the evening before."""
    first_weekday: int = 0
    """What weeks begin with: from 0, Monday, to 6, Sunday."""

    def of(self, moment: float, offset: int) -> date:
        """The day of a moment.

        Args:
            moment: Seconds since 1970, UTC.
            offset: Minutes that local time was ahead of UTC, there and then.
        """
        # Years of sessions are sorted by day: this takes a quarter of what a datetime does.
        return date.fromordinal(_EPOCH_DAY + int((moment + (offset - self.starts) * 60) // 86400))

    def week_of(self, day: date) -> date:
        """The first day of a day's week."""
        return day - timedelta((day.weekday() - self.first_weekday) % 7)


class Today(Struct, frozen=True):
    """This moment, and the person's days: from here sessions are looked back on."""

    moment: Moment
    days: Days = Days()

    @property
    def day(self) -> date:
        """The day it is, for the person."""
        return self.days.of(self.moment.now, self.moment.offset)

    @property
    def ends(self) -> float:
        """When this day ends, in seconds since 1970, by the time zone of today."""
        next_one = self.day.toordinal() - _EPOCH_DAY + 1
        return next_one * 86400.0 - (self.moment.offset - self.days.starts) * 60

    def day_of(self, record: Record) -> date:
        """The day on which a session started, as the person lived it.

        By the offset that is kept with it, and not by the time zone of today.
        """
        return self.days.of(record.started, record.offset)

    @property
    def latest(self) -> float:
        """The last moment that is not in the future, in seconds since 1970."""
        return self.moment.now + LEEWAY_S

    def is_before(self, record: Record) -> bool:
        """Whether a session is dated in the future: some clock was wrong."""
        return record.started > self.latest

    def holds_until(self, records: Iterable[Record]) -> float:
        """How long it stays this day, and the same sessions count, in seconds since 1970."""
        ahead = (record.started - LEEWAY_S for record in records if self.is_before(record))
        return min((self.ends, *ahead))

    def past(self, records: Iterable[Record]) -> list[Record]:
        """The sessions that count: those that are not dated in the future."""
        latest = self.latest
        return [record for record in records if record.started <= latest]


_EPOCH_DAY = date(1970, 1, 1).toordinal()

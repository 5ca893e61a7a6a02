"""What the history screen shows: read and worked out at once, in the journal's thread."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from stretchtui.core.sessions import history
from stretchtui.core.sessions.history import Day, Discomforts, Streak, Week
from stretchtui.core.sessions.record import Moment, Record

if TYPE_CHECKING:
    from stretchtui.store.journal import Journal

YEAR_S = 365 * 24 * 60 * 60


class Review(Struct, frozen=True):
    """The sessions so far, and what they come to."""

    today: date
    first_weekday: int
    """What weeks begin with: from 0, Monday, to 6, Sunday."""
    records: tuple[Record, ...]
    """All sessions, the newest first."""
    calendar: tuple[tuple[Day | None, ...], ...]
    """The last year's weeks of seven days."""
    weeks: tuple[Week, ...]
    """The same weeks."""
    discomfort: tuple[Discomforts, ...]
    """The same weeks."""
    days_streak: Streak
    weeks_streak: Streak
    areas: tuple[tuple[str, float], ...]
    """Seconds for each part of the body in the last year, the most first."""
    unread: int = 0
    """Sessions that could not be read."""

    @property
    def sessions(self) -> int:
        """The last year's sessions, as far as they count."""
        return sum(week.sessions for week in self.weeks)

    @property
    def seconds(self) -> float:
        """The seconds held in the last year."""
        return sum(week.seconds for week in self.weeks)

    @property
    def usual(self) -> float | None:
        """A week's seconds on average, since the first in the last year; None in that very one."""
        past = self.weeks[:-1]
        first = next((n for n, week in enumerate(past) if week.seconds), len(past))
        since = past[first:]
        return sum(week.seconds for week in since) / len(since) if since else None


def review(journal: Journal, moment: Moment, first_weekday: int = 0) -> Review:
    """Read the journal, and work out what it comes to.

    Args:
        journal: The journal.
        moment: This moment.
        first_weekday: What weeks begin with, from 0, Monday, to 6, Sunday.

    Raises:
        JournalError: The journal cannot be used.
    """
    records = journal.sessions()
    today, count = moment.day, history.WEEKS
    return Review(
        today,
        first_weekday,
        records[::-1],
        history.calendar(records, today, first_weekday),
        history.weeks(records, today, count, first_weekday),
        history.discomfort(records, today, count, first_weekday),
        history.streak(records, today),
        history.weekly_streak(records, today, first_weekday),
        history.areas(journal.held(moment.now - YEAR_S)),
        journal.unread_sessions,
    )

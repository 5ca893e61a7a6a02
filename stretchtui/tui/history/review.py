"""What the history screen shows: read and worked out at once, in the journal's thread."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from stretchtui.core.duration import whole
from stretchtui.core.sessions import history
from stretchtui.core.sessions.days import Today
from stretchtui.core.sessions.history import Day, Discomforts, Streak, Week
from stretchtui.core.sessions.record import Record
from stretchtui.store.journal_totals import areas_this_week

if TYPE_CHECKING:
    from stretchtui.store.journal import Journal

YEAR_S = 365 * 24 * 60 * 60


class Review(Struct, frozen=True):
    """The sessions so far, and what they come to."""

    today: Today
    """From where it is looked back."""
    records: tuple[Record, ...]
    """All sessions, the newest first; those that are dated in the future are only here."""
    calendar: tuple[tuple[Day | None, ...], ...]
    """The last year's weeks of seven days."""
    weeks: tuple[Week, ...]
    """The same weeks."""
    discomfort: tuple[Discomforts, ...]
    """The same weeks."""
    days_streak: Streak
    weeks_streak: Streak
    areas: tuple[tuple[str, int], ...]
    """Seconds for each part of the body in the last year, the most first."""
    areas_this_week: Mapping[str, int]
    """The same in this week, by the days on which sessions were lived."""
    unread: int = 0
    """Sessions that could not be read."""

    @property
    def sessions(self) -> int:
        """The last year's sessions, as far as they count."""
        return sum(week.sessions for week in self.weeks)

    @property
    def seconds(self) -> int:
        """The seconds held in the last year."""
        return sum(week.seconds for week in self.weeks)

    @property
    def usual(self) -> int | None:
        """A week's seconds on average, since the first in the last year; None in that very one."""
        past = self.weeks[:-1]
        first = next((n for n, week in enumerate(past) if week.seconds), len(past))
        since = past[first:]
        return whole(sum(week.seconds for week in since) / len(since)) if since else None


def review(journal: Journal, today: Today) -> Review:
    """Read the journal, and work out what it comes to.

    Args:
        journal: The journal.
        today: From where it is looked back.

    Raises:
        JournalError: The journal cannot be used.
    """
    records = journal.sessions()
    now, count = today.moment.now, history.WEEKS
    return Review(
        today,
        records[::-1],
        history.calendar(records, today),
        history.weeks(records, today, count),
        history.discomfort(records, today, count),
        history.streak(records, today),
        history.weekly_streak(records, today),
        history.areas(journal.held(now - YEAR_S, today.latest)),
        dict(areas_this_week(journal.file, records, today)),
        journal.unread_sessions,
    )

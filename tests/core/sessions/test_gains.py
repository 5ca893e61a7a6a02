"""What a session has brought."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.sessions.days import Days, Today
from stretchtui.core.sessions.gains import Gains, gains
from stretchtui.core.sessions.record import Moment
from tests.core.sessions.journals import session

if TYPE_CHECKING:
    from stretchtui.core.sessions.record import Record

WEDNESDAY = date(2025, 1, 15)


def held(days_ago: int, seconds: int) -> Record:
    """A session of some day."""
    return replace(session("done", WEDNESDAY - timedelta(days_ago), 0), held=seconds)


def on_wednesday(first_weekday: int = 0) -> Today:
    """That day, at noon."""
    noon = datetime(2025, 1, 15, 12, tzinfo=UTC).timestamp()
    return Today(Moment(noon, 0), Days(first_weekday=first_weekday))


def test_days_in_a_row_and_the_minutes_of_two_weeks() -> None:
    records = [held(days, 60 * (days + 1)) for days in (9, 8, 4, 2, 1, 0)]
    assert gains(records, on_wednesday()) == Gains(3, 360, 60 * (10 + 9 + 5))
    assert gains(records, on_wednesday(6)) == Gains(3, 360, 60 * (10 + 9 + 5))
    assert gains(records, on_wednesday(2)) == Gains(3, 60, 60 * (2 + 3 + 5))
    assert gains([], on_wednesday()) == Gains(0, 0, 0)

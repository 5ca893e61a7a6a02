"""The person's days, in any zone; what is today, and what is dated in the future."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.core.sessions.days import Days, Today
from stretchtui.core.sessions.record import Moment, local
from tests.core.sessions.journals import SESSION

KOLKATA, ST_JOHNS, KATHMANDU, MARQUESAS, CHATHAM = 330, -210, 345, -570, 825
"""Minutes ahead of UTC, in places where people live; Chatham's in summer."""

MIDNIGHT = Days(starts=0)


def utc(year: int, month: int, day: int, hour: int, minute: int, second: int = 0) -> float:
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp()


# Where local time is not a whole number of hours ahead of UTC


@pytest.mark.parametrize(
    ("moment", "offset", "day"),
    [
        # Midnight there, and the second before it.
        (utc(2025, 12, 31, 18, 30), KOLKATA, date(2026, 1, 1)),
        (utc(2025, 12, 31, 18, 29, 59), KOLKATA, date(2025, 12, 31)),
        (utc(2026, 3, 1, 3, 30), ST_JOHNS, date(2026, 3, 1)),
        (utc(2026, 3, 1, 3, 29, 59), ST_JOHNS, date(2026, 2, 28)),
        (utc(2026, 2, 28, 18, 15), KATHMANDU, date(2026, 3, 1)),
        (utc(2026, 2, 28, 18, 14, 59), KATHMANDU, date(2026, 2, 28)),
        (utc(2028, 3, 1, 9, 30), MARQUESAS, date(2028, 3, 1)),
        (utc(2028, 3, 1, 9, 29, 59), MARQUESAS, date(2028, 2, 29)),
        (utc(2026, 1, 1, 10, 15), CHATHAM, date(2026, 1, 2)),
        (utc(2026, 1, 1, 10, 14, 59), CHATHAM, date(2026, 1, 1)),
        # The first day of all that are counted, and the evening before it.
        (0.0, KOLKATA, date(1970, 1, 1)),
        (0.0, ST_JOHNS, date(1969, 12, 31)),
        (3.5 * 3600, ST_JOHNS, date(1970, 1, 1)),
    ],
)
def test_the_day_begins_at_midnight_there(moment: float, offset: int, day: date) -> None:
    assert MIDNIGHT.of(moment, offset) == day
    assert local(moment, offset).date() == day


@pytest.mark.parametrize(
    ("offset", "wall"),
    [
        (KOLKATA, "2026-09-21T19:43:20"),
        (ST_JOHNS, "2026-09-21T10:43:20"),
        (KATHMANDU, "2026-09-21T19:58:20"),
    ],
)
def test_the_clock_on_the_wall_shows_half_and_quarter_hours(offset: int, wall: str) -> None:
    assert local(1_790_000_000.0, offset).isoformat() == wall


@given(st.floats(0, 4e9), st.integers(-1439, 1439))
def test_the_day_is_that_of_the_calendar_in_a_zone_of_so_many_minutes(
    moment: float, offset: int
) -> None:
    zone = timezone(timedelta(minutes=offset))
    expected = datetime.fromtimestamp(int(moment), zone)
    assert MIDNIGHT.of(moment, offset) == expected.date()
    assert local(int(moment), offset) == expected.replace(tzinfo=None)


# The evening goes on after midnight


@pytest.mark.parametrize(
    ("starts", "hour", "minute", "day"),
    [
        (240, 0, 20, date(2026, 9, 21)),
        (240, 3, 59, date(2026, 9, 21)),
        (240, 4, 0, date(2026, 9, 22)),
        (240, 23, 59, date(2026, 9, 22)),
        (0, 0, 20, date(2026, 9, 22)),
        (720, 11, 59, date(2026, 9, 21)),
        (720, 12, 0, date(2026, 9, 22)),
    ],
)
@pytest.mark.parametrize("offset", [0, KATHMANDU, ST_JOHNS])
def test_what_comes_before_the_day_starts_is_the_evening_before(
    starts: int, hour: int, minute: int, day: date, offset: int
) -> None:
    moment = utc(2026, 9, 22, hour, minute) - offset * 60
    today = Today(Moment(moment, offset), Days(starts))
    assert today.day == day
    assert today.day_of(replace(SESSION, started=moment, offset=offset)) == day


def test_a_day_starts_at_four_where_nothing_else_is_said() -> None:
    assert Days() == Days(starts=240, first_weekday=0)
    assert Today(Moment(0.0, 0)).days == Days()


@given(st.integers(0, 4 * 10**9), st.integers(-840, 840), st.integers(0, 720))
def test_a_day_is_that_of_a_clock_that_is_so_much_slow(
    moment: int, offset: int, starts: int
) -> None:
    slow = local(moment, offset) - timedelta(minutes=starts)
    assert Days(starts).of(moment, offset) == slow.date()


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 6))
def test_a_week_is_the_seven_days_from_its_first_weekday_on(day: date, first: int) -> None:
    start = Days(first_weekday=first).week_of(day)
    assert start.weekday() == first
    assert timedelta(0) <= day - start < timedelta(7)


def test_a_day_ends_when_the_next_one_begins() -> None:
    # 26 November 2026, 01:30 two hours east of Greenwich: it is still Wednesday until four.
    today = Today(Moment(datetime(2026, 11, 25, 23, 30, tzinfo=UTC).timestamp(), 120), Days(240))
    assert today.ends == datetime(2026, 11, 26, 2, 0, tzinfo=UTC).timestamp()


@given(st.integers(0, 4 * 10**9), st.integers(-840, 840), st.integers(0, 720))
def test_a_day_is_one_until_it_ends(moment: int, offset: int, starts: int) -> None:
    today = Today(Moment(moment, offset), Days(starts))
    assert moment < today.ends <= moment + 86400
    assert today.days.of(today.ends - 1, offset) == today.day
    assert today.days.of(today.ends, offset) == today.day + timedelta(1)


@given(st.integers(0, 4 * 10**9), st.integers(-840, 840), st.integers(0, 720))
def test_a_day_ends_with_the_first_moment_of_the_next(
    moment: int, offset: int, starts: int
) -> None:
    today = Today(Moment(moment, offset), Days(starts))
    assert 0 < today.ends - moment <= 86400
    assert today.days.of(today.ends, offset) == today.day + timedelta(1)
    assert today.days.of(today.ends - 1, offset) == today.day


def test_a_day_ends_at_four_where_nothing_else_is_said() -> None:
    noon = datetime(2026, 11, 25, 12, 0, tzinfo=UTC).timestamp()
    assert Today(Moment(noon, 120)).ends == datetime(2026, 11, 26, 2, 0, tzinfo=UTC).timestamp()


# What is dated in the future


def test_what_is_dated_more_than_a_minute_ahead_is_in_the_future() -> None:
    today = Today(Moment(1_790_000_000.0, 120))
    sessions = [replace(SESSION, started=today.moment.now + s) for s in (-9.0, 0.0, 60.0, 60.1)]
    assert [today.is_before(each) for each in sessions] == [False, False, False, True]
    assert today.past(sessions) == sessions[:3]
    assert today.latest == today.moment.now + 60


@pytest.mark.parametrize(
    ("ahead", "hours"), [((), 16), ((-9, 0), 16), ((7200,), 2), ((90000, 3600, 7200), 1)]
)
def test_the_same_sessions_count_until_one_that_is_ahead_is_there(
    ahead: tuple[int, ...], hours: int
) -> None:
    noon = datetime(2026, 11, 25, 12, 0, tzinfo=UTC).timestamp()
    sessions = [replace(SESSION, started=noon + 60 + seconds) for seconds in ahead]
    assert Today(Moment(noon, 0)).holds_until(sessions) == noon + hours * 3600

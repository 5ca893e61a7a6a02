"""Days, weeks and streaks, against a slow plain reference with real time zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from stretchtui.core.sessions import history
from stretchtui.core.sessions.history import Day, Discomforts, Streak, Week
from stretchtui.core.sessions.record import Moment, Record, local

ZONES = [
    ZoneInfo(name)
    for name in (
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",  # half an hour of daylight saving
        "Asia/Kathmandu",  # 5:45 ahead
        "Pacific/Kiritimati",  # 14 hours ahead
        "Pacific/Pago_Pago",  # 11 hours behind
    )
]
"""Places where people live."""


def lived(moment: float, zone: ZoneInfo, **fields: Any) -> Record:
    """A session of five minutes that started at a moment, somewhere."""
    offset = datetime.fromtimestamp(moment, zone).utcoffset()
    assert offset is not None
    about: dict[str, Any] = {
        "updated": moment,
        "routine": "r",
        "name": "R",
        "steps": 1,
        "phases": 1,
        "seconds": 300,
        "held": 300.0,
        "completed": True,
    }
    minutes = round(offset.total_seconds() / 60)
    return Record(started=moment, offset=minutes, **about | fields)


def at(day: date, **fields: Any) -> Record:
    """A session at noon of a day."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return lived(noon.timestamp(), ZONES[0], **fields)


@st.composite
def moments(draw: st.DrawFn) -> tuple[float, ZoneInfo]:
    """A moment somewhere: often near midnight there, often near a change of the clocks."""
    zone = draw(st.sampled_from(ZONES))
    # The clocks change on March 30th and October 26th in Berlin, on other days elsewhere.
    around = draw(st.sampled_from([date(2025, 3, 30), date(2025, 10, 26), date(2025, 1, 1)]))
    day = around + timedelta(draw(st.integers(-30, 30)))
    minutes = draw(st.sampled_from([0, 1, -1, 12 * 60]) | st.integers(0, 24 * 60 - 1))
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    fold = draw(st.integers(0, 1))
    return (midnight + timedelta(minutes=minutes)).replace(fold=fold).timestamp(), zone


sessions = st.lists(
    st.tuples(
        moments(),
        st.sampled_from([0.0, 5.0, 59.0, 60.0, 300.0, 1300.0]),
        st.booleans(),
        st.none() | st.integers(0, 10),
        st.none() | st.integers(0, 10),
    ),
    max_size=40,
).map(
    lambda drawn: [
        (
            lived(moment, zone, held=held, completed=done, before=before, after=after),
            datetime.fromtimestamp(moment, zone).date(),
        )
        for (moment, zone), held, done, before, after in drawn
    ]
)
"""Sessions, each with the day that the calendar on the wall showed as it started."""

days = st.dates(date(2024, 11, 20), date(2025, 12, 10))
weekdays = st.integers(0, 6)

Lived = list[tuple[Record, date]]


def done_on(lived: Lived, day: date) -> int:
    """How many sessions of a day count."""
    return sum(1 for each, on in lived if on == day and (each.completed or each.held >= 60))


def held_on(lived: Lived, day: date) -> float:
    return sum(each.held for each, on in lived if on == day)


def week(day: date, first_weekday: int) -> list[date]:
    """The seven days of a day's week."""
    while day.weekday() != first_weekday:
        day -= timedelta(1)
    return [day + timedelta(number) for number in range(7)]


def longest_and_last(marks: list[bool]) -> Streak:
    """Runs in what was done, period by period; the last period is not over."""
    longest = run = before = 0
    for mark in marks:
        before = run
        run = run + 1 if mark else 0
        longest = max(longest, run)
    return Streak(run if marks[-1] else before, longest)


@given(sessions)
def test_a_session_belongs_to_the_day_on_the_wall_where_it_started(lived: Lived) -> None:
    for each, day in lived:
        assert each.day == day
        assert local(each.started, each.offset).date() == day
        assert Moment(each.started, each.offset).day == day


def test_the_clock_on_the_wall() -> None:
    assert local(1_790_000_000.0, 120) == datetime(2026, 9, 21, 16, 13, 20, tzinfo=UTC).replace(
        tzinfo=None
    )


@given(sessions, days, weekdays)
def test_the_calendar(lived: Lived, today: date, first_weekday: int) -> None:
    shown = history.calendar([each for each, _ in lived], today, first_weekday)
    assert len(shown) == 53
    this = week(today, first_weekday)
    flat = [cell for column in shown for cell in column]
    assert len(flat) == 53 * 7
    for number, cell in enumerate(flat):
        day = this[0] + timedelta(number - 52 * 7)
        expected = Day(day, held_on(lived, day)) if day <= today else None
        assert cell == expected


@pytest.mark.parametrize(
    ("minutes", "shade"), [(0, 0), (0.1, 1), (5, 1), (5.1, 2), (10.1, 3), (20, 3), (20.1, 4)]
)
def test_more_minutes_make_a_darker_day(minutes: float, shade: int) -> None:
    assert Day(date(2025, 1, 1), minutes * 60).shade == shade


@given(sessions, days, weekdays, st.integers(1, 60))
def test_weeks(lived: Lived, today: date, first_weekday: int, count: int) -> None:
    shown = history.weeks([each for each, _ in lived], today, count, first_weekday)
    this = week(today, first_weekday)[0]
    assert shown == tuple(
        Week(
            start,
            sum(held_on(lived, day) for day in week(start, first_weekday)),
            sum(done_on(lived, day) for day in week(start, first_weekday)),
        )
        for start in (this - timedelta(7 * ago) for ago in range(count - 1, -1, -1))
    )


@given(sessions, days)
@example([], date(2025, 1, 1))
def test_the_streak_of_days(lived: Lived, today: date) -> None:
    lived = [(each, day) for each, day in lived if day <= today]
    span = [date(2024, 11, 1) + timedelta(number) for number in range(450)]
    marks = [done_on(lived, day) > 0 for day in span if day <= today]
    assert history.streak([each for each, _ in lived], today) == longest_and_last(marks)


@given(sessions, days, weekdays)
def test_the_streak_of_weeks(lived: Lived, today: date, first_weekday: int) -> None:
    lived = [(each, day) for each, day in lived if day <= today]
    start = week(date(2024, 11, 1), first_weekday)[0]
    marks: list[bool] = []
    while start <= today:
        marks.append(sum(done_on(lived, day) for day in week(start, first_weekday)) >= 3)
        start += timedelta(7)
    found = history.weekly_streak([each for each, _ in lived], today, first_weekday)
    assert found == longest_and_last(marks)


@pytest.mark.parametrize(
    ("done", "streak"),
    [
        ([], Streak(0, 0)),
        ([0], Streak(1, 1)),
        ([1], Streak(1, 1)),
        ([2], Streak(0, 1)),
        ([0, 1, 2, 4], Streak(3, 3)),
        ([1, 2, 3], Streak(3, 3)),
        ([2, 3, 4, 9], Streak(0, 3)),
        # On the plane home today came twice: the day lived ahead is not lost.
        ([-1, 0, 1], Streak(3, 3)),
        # A clock that was wrong once.
        ([-400, 0, 1], Streak(2, 2)),
    ],
)
def test_today_is_not_over(done: list[int], streak: Streak) -> None:
    today = date(2025, 6, 1)
    records = [at(today - timedelta(ago)) for ago in done]
    assert history.streak(records, today) == streak


@pytest.mark.parametrize(
    ("by_week", "streak"),
    [
        ([3, 3, 3], Streak(3, 3)),
        ([3, 3, 2], Streak(2, 2)),
        ([3, 3, 0], Streak(2, 2)),
        ([3, 2, 3], Streak(1, 1)),
        ([3, 3, 2, 2], Streak(0, 2)),
        ([3], Streak(1, 1)),
        ([7], Streak(1, 1)),
    ],
)
def test_this_week_is_not_over(by_week: list[int], streak: Streak) -> None:
    today = date(2025, 6, 1)  # a Sunday
    monday = date(2025, 5, 26)
    records = [
        at(monday - timedelta(7 * ago) + timedelta(day))
        for ago, count in enumerate(reversed(by_week))
        for day in range(count)
    ]
    assert history.weekly_streak(records, today) == streak


def test_a_session_counts_if_it_was_completed_or_held_for_a_minute() -> None:
    day = date(2025, 6, 1)
    counts = [
        at(day, completed=completed, held=held).done
        for completed, held in [(True, 0.0), (False, 59.9), (False, 60.0)]
    ]
    assert counts == [True, False, True]


def test_areas_the_most_first() -> None:
    held = [
        (("Lower back", "hips"), 60.0),
        (("lower back",), 30.0),
        (("neck", "Neck"), 60.0),
        ((), 500.0),
        (("toes",), 0.0),
    ]
    assert history.areas(held) == (("lower back", 90.0), ("hips", 60.0), ("neck", 60.0))


@given(sessions, days, weekdays, st.integers(1, 60))
def test_discomfort(lived: Lived, today: date, first_weekday: int, count: int) -> None:
    shown = history.discomfort([each for each, _ in lived], today, count, first_weekday)
    assert len(shown) == count
    for number, found in enumerate(reversed(shown)):
        days = week(week(today, first_weekday)[0] - timedelta(7 * number), first_weekday)
        told = [each for each, day in lived if day in days]
        assert found == Discomforts(
            days[0],
            mean([each.before for each in told if each.before is not None]),
            mean([each.after for each in told if each.after is not None]),
        )


def mean(values: list[int]) -> float | None:
    return sum(values) / len(values) if values else None


def test_weeks_begin_on_monday_where_nothing_else_is_said() -> None:
    # A Sunday and the Monday after it.
    sunday, monday = date(2026, 3, 1), date(2026, 3, 2)
    records = [at(sunday, before=4), at(monday, before=6)]
    assert [history.week_of(day) for day in (sunday, monday)] == [date(2026, 2, 23), monday]
    assert [week.sessions for week in history.weeks(records, monday, 2)] == [1, 1]
    assert [week.before for week in history.discomfort(records, monday, 2)] == [4, 6]
    assert history.calendar(records, monday)[-1][0] == Day(monday, 300.0)
    busy = [at(sunday)] * 3 + [at(monday)] * 3
    assert history.weekly_streak(busy, monday).now == 2

"""Days, weeks and streaks, against a slow plain reference with real time zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.sessions import history
from stretchtui.core.sessions.days import Days, Today
from stretchtui.core.sessions.history import Day, Discomforts, Streak, Week
from stretchtui.core.sessions.record import Moment, Record, local
from tests.core.sessions.journals import noon

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

STARTS = [0, 4 * 60, 12 * 60]
"""Minutes after midnight at which days begin."""


def lived(moment: float, zone: ZoneInfo, **fields: Any) -> Record:
    """A session of five minutes that started at a moment, somewhere."""
    about: dict[str, Any] = {
        "updated": moment,
        "routine": "r",
        "name": "R",
        "steps": 1,
        "phases": 1,
        "seconds": 300,
        "held": 300,
        "completed": True,
    }
    return Record(started=moment, offset=offset_in(zone, moment), **about | fields)


def offset_in(zone: ZoneInfo, moment: float) -> int:
    """Minutes that local time is ahead of UTC there."""
    offset = datetime.fromtimestamp(moment, zone).utcoffset()
    assert offset is not None
    return round(offset.total_seconds() / 60)


def on_the_wall(moment: float, zone: ZoneInfo) -> datetime:
    """What the clock on the wall shows there."""
    return datetime.fromtimestamp(moment, zone).replace(tzinfo=None)


def at(day: date, **fields: Any) -> Record:
    """A session at noon of a day."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return lived(noon.timestamp(), ZONES[0], **fields)


@st.composite
def moments(draw: st.DrawFn) -> tuple[float, ZoneInfo]:
    """A moment somewhere: often near a day's start there, often near a change of the clocks."""
    zone = draw(st.sampled_from(ZONES))
    # The clocks change on March 30th and October 26th in Berlin, on other days elsewhere.
    around = draw(st.sampled_from([date(2025, 3, 30), date(2025, 10, 26), date(2025, 1, 1)]))
    day = around + timedelta(draw(st.integers(-30, 30)))
    near = st.sampled_from([start + minutes for start in STARTS for minutes in (-1, 0, 1)])
    minutes = draw(near | st.integers(0, 24 * 60 - 1))
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    fold = draw(st.integers(0, 1))
    return (midnight + timedelta(minutes=minutes)).replace(fold=fold).timestamp(), zone


class Past(NamedTuple):
    """Sessions, and from where they are looked back on."""

    records: list[Record]
    """All of them."""
    lived: list[tuple[Record, date]]
    """Those that are not dated in the future, with the day that a slow clock showed."""
    today: Today
    day: date
    """The day that a slow clock shows by now."""
    first_weekday: int


@st.composite
def pasts(draw: st.DrawFn) -> Past:
    """Any past, from any moment on, with days and weeks that begin at any time."""
    starts, first_weekday = draw(st.sampled_from(STARTS)), draw(st.integers(0, 6))
    now, here = draw(moments())

    def day(moment: float, zone: ZoneInfo) -> date:
        return (on_the_wall(moment, zone) - timedelta(minutes=starts)).date()

    drawn = [
        (
            lived(moment, zone, held=held, completed=done, before=before, after=after),
            day(moment, zone),
        )
        for (moment, zone), held, done, before, after in draw(sessions)
    ]
    return Past(
        [record for record, _ in drawn],
        [(record, day) for record, day in drawn if record.started <= now + 60],
        Today(Moment(now, offset_in(here, now)), Days(starts, first_weekday)),
        day(now, here),
        first_weekday,
    )


sessions = st.lists(
    st.tuples(
        moments(),
        st.sampled_from([0, 5, 59, 60, 300, 1300]),
        st.booleans(),
        st.none() | st.integers(0, 10),
        st.none() | st.integers(0, 10),
    ),
    max_size=40,
)

Lived = list[tuple[Record, date]]


def done_on(lived: Lived, day: date) -> int:
    """How many sessions of a day count."""
    return sum(1 for each, on in lived if on == day and (each.completed or each.held >= 60))


def held_on(lived: Lived, day: date) -> int:
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


@given(pasts())
def test_a_session_belongs_to_the_day_on_the_wall_where_it_started(past: Past) -> None:
    assert past.today.day == past.day
    for each, day in past.lived:
        assert past.today.day_of(each) == day


def test_the_clock_on_the_wall() -> None:
    assert local(1_790_000_000.0, 120) == datetime(2026, 9, 21, 16, 13, 20, tzinfo=UTC).replace(
        tzinfo=None
    )


@given(pasts())
def test_the_calendar(past: Past) -> None:
    shown = history.calendar(past.records, past.today)
    assert len(shown) == 53
    this = week(past.day, past.first_weekday)
    flat = [cell for column in shown for cell in column]
    assert len(flat) == 53 * 7
    for number, cell in enumerate(flat):
        day = this[0] + timedelta(number - 52 * 7)
        expected = Day(day, held_on(past.lived, day)) if day <= past.day else None
        assert cell == expected


@pytest.mark.parametrize(
    ("minutes", "shade"), [(0, 0), (0.1, 1), (5, 1), (5.1, 2), (10.1, 3), (20, 3), (20.1, 4)]
)
def test_more_minutes_make_a_darker_day(minutes: float, shade: int) -> None:
    assert Day(date(2025, 1, 1), round(minutes * 60)).shade == shade


@given(pasts(), st.integers(1, 60))
def test_weeks(past: Past, count: int) -> None:
    shown = history.weeks(past.records, past.today, count)
    this = week(past.day, past.first_weekday)[0]
    assert shown == tuple(
        Week(
            start,
            sum(held_on(past.lived, day) for day in week(start, past.first_weekday)),
            sum(done_on(past.lived, day) for day in week(start, past.first_weekday)),
        )
        for start in (this - timedelta(7 * ago) for ago in range(count - 1, -1, -1))
    )


def slow_streak(past: Past) -> Streak:
    """Day by day; no day between two sessions within 36 hours was missed, nor is today yet."""
    done = [(each.started, day) for each, day in past.lived if each.completed or each.held >= 60]
    ends = [*done, (past.today.moment.now, past.day)]
    near = [(a, b) for at, a in ends for then, b in ends if abs(at - then) < 36 * 3600]
    days = {day for _, day in done}
    ahead = past.day + timedelta(1)
    last = ahead if ahead in days else past.day
    longest = run = 0
    day = date(2024, 11, 1)
    while day <= last:
        if day in days:
            run += 1
        elif day != last and not any(a < day < b for a, b in near):
            run = 0
        longest = max(longest, run)
        day += timedelta(1)
    return Streak(run, longest)


@given(pasts())
def test_the_streak_of_days(past: Past) -> None:
    assert history.streak(past.records, past.today) == slow_streak(past)


@given(
    st.lists(st.tuples(st.integers(0, 36 * 3600 - 1), st.sampled_from(ZONES)), min_size=2),
    st.sampled_from(STARTS),
)
def test_within_36_hours_no_day_is_missed_wherever_one_goes(
    ways: list[tuple[int, ZoneInfo]], starts: int
) -> None:
    now, records = 1_750_000_000.0, []
    for gap, zone in ways:
        now += gap
        records.append(lived(now, zone))
    *records, here = records
    today = Today(Moment(here.started, here.offset), Days(starts))
    # A day that is more than one ahead, to the other side of the earth, is not lived yet.
    days = {day for day in map(today.day_of, records) if (day - today.day).days <= 1}
    assert history.streak(records, today) == Streak(len(days), len(days))


NEW_YORK, SYDNEY = ZoneInfo("America/New_York"), ZoneInfo("Australia/Sydney")


@pytest.mark.parametrize(
    ("hours", "streak"),
    [
        # Late on Monday in New York; on Wednesday evening in Sydney.
        (34, Streak(2, 2)),
        (35.9, Streak(2, 2)),
        (36, Streak(1, 1)),
    ],
)
def test_travelling_east_breaks_no_streak(hours: float, streak: Streak) -> None:
    monday = datetime(2025, 6, 2, 23, tzinfo=NEW_YORK).timestamp()
    there = monday + hours * 3600
    records = [lived(monday, NEW_YORK), lived(there, SYDNEY)]
    today = Today(Moment(there + 60, offset_in(SYDNEY, there)))
    assert [today.day_of(each).day for each in records] == [2, 4]
    assert history.streak(records, today) == streak
    # Before the second one, it can still be kept up.
    assert history.streak(records[:1], today).now == streak.longest - 1


@given(pasts())
def test_the_streak_of_weeks(past: Past) -> None:
    start = week(date(2024, 11, 1), past.first_weekday)[0]
    marks: list[bool] = []
    # Who flies home across the date line may have been in the next week.
    ahead = week(past.day, past.first_weekday)[0] + timedelta(7)
    while start <= ahead:
        days = week(start, past.first_weekday)
        marks.append(sum(done_on(past.lived, day) for day in days) >= 3)
        start += timedelta(7)
    found = history.weekly_streak(past.records, past.today)
    assert found == longest_and_last(marks if marks[-1] else marks[:-1])


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
        # A clock that was wrong.
        ([-1, 0, 1], Streak(2, 2)),
        ([-400, 0, 1], Streak(2, 2)),
    ],
)
def test_today_is_not_over(done: list[int], streak: Streak) -> None:
    today = date(2025, 6, 1)
    records = [at(today - timedelta(ago)) for ago in done]
    assert history.streak(records, noon(today)) == streak


def test_a_day_lived_ahead_is_not_lost() -> None:
    # On the plane home today came twice.
    today = Today(noon(date(2025, 6, 1)).moment, Days(starts=0))
    ahead = lived(today.moment.now - 3600, ZoneInfo("Pacific/Kiritimati"))
    records = [at(date(2025, 5, 31)), at(date(2025, 6, 1)), ahead]
    assert today.day_of(ahead) == date(2025, 6, 2)
    assert history.streak(records, today) == Streak(3, 3)


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
    assert history.weekly_streak(records, noon(today)) == streak


def test_a_session_counts_if_it_was_completed_or_held_for_a_minute() -> None:
    day = date(2025, 6, 1)
    counts = [
        at(day, completed=completed, held=held).done
        for completed, held in [(True, 0), (False, 59), (False, 60)]
    ]
    assert counts == [True, False, True]


def test_areas_the_most_first() -> None:
    held = [
        (("Lower back", "hips"), 60),
        (("lower back",), 30),
        (("neck", "Neck"), 60),
        ((), 500),
        (("toes",), 0),
    ]
    assert history.areas(held) == (("lower back", 90), ("hips", 60), ("neck", 60))


@given(pasts(), st.integers(1, 60))
def test_discomfort(past: Past, count: int) -> None:
    shown = history.discomfort(past.records, past.today, count)
    assert len(shown) == count
    this = week(past.day, past.first_weekday)[0]
    for number, found in enumerate(reversed(shown)):
        days = week(this - timedelta(7 * number), past.first_weekday)
        told = [each for each, day in past.lived if day in days]
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
    records, today = [at(sunday, before=4), at(monday, before=6)], noon(monday)
    assert [week.sessions for week in history.weeks(records, today, 2)] == [1, 1]
    assert [week.before for week in history.discomfort(records, today, 2)] == [4, 6]
    assert history.calendar(records, today)[-1][0] == Day(monday, 300)
    # The last day before the first of them is near, and of none of them.
    assert [week.sessions for week in history.weeks(records, today, 1)] == [1]
    assert [week.before for week in history.discomfort(records, today, 1)] == [6]
    busy = [at(sunday)] * 3 + [at(monday)] * 3
    assert history.weekly_streak(busy, today).now == 2


def test_a_session_after_midnight_is_of_the_evening_before() -> None:
    monday = date(2026, 3, 2)
    late = datetime(2026, 3, 3, 0, 20, tzinfo=UTC).timestamp()
    records, today = [lived(late, ZONES[0])], noon(monday + timedelta(1))
    by_day = {day.day: day.seconds for day in history.calendar(records, today)[-1] if day}
    assert by_day == {monday: 300, monday + timedelta(1): 0}
    midnight = Today(today.moment, Days(starts=0))
    assert history.calendar(records, midnight)[-1][1] == Day(monday + timedelta(1), 300)

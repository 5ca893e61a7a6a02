"""When routines were last done, and what the week has come to."""

from __future__ import annotations

from datetime import UTC, datetime

from stretchtui.core.sessions.days import Days, Today
from stretchtui.core.sessions.glance import Habit, ThisWeek, habits, this_week
from stretchtui.core.sessions.record import Moment, Record

NOON = datetime(2026, 9, 23, 12, 0, tzinfo=UTC).timestamp()
"""A Wednesday."""

TODAY = Today(Moment(NOON, 0))


def done(days_ago: float, routine: str = "hips", *, held: int = 300) -> Record:
    """A session at noon."""
    started = NOON - days_ago * 86400
    return Record(
        started=started,
        offset=0,
        updated=started,
        routine=routine,
        name=routine,
        steps=1,
        phases=1,
        seconds=600,
        held=held,
        completed=held > 0,
    )


def test_a_habit_is_the_last_day_and_the_days_in_a_row() -> None:
    today = [done(0, "once"), done(0, "opened", held=0)]
    records = [done(20, "legs"), done(3), done(2), done(1), *today]
    assert habits(records, TODAY) == {
        "legs": Habit(20, 0),
        "hips": Habit(1, 3),
        # One day is none in a row.
        "once": Habit(0, 0),
    }


def test_what_is_dated_in_the_future_is_no_habit() -> None:
    assert habits([done(4), done(-1)], TODAY) == {"hips": Habit(4, 0)}
    assert habits([done(-1)], TODAY) == {}
    assert habits([], TODAY) == {}


def test_the_week_has_its_days_its_seconds_and_the_streak_from_before_it() -> None:
    # Saturday, Sunday; Monday twice, Tuesday.
    records = [done(4), done(3), done(2.1), done(2), done(1), done(0, held=0)]
    assert this_week(records, TODAY) == ThisWeek(days=2, seconds=900, streak=4)
    sunday = Today(TODAY.moment, Days(first_weekday=6))
    assert this_week(records, sunday) == ThisWeek(days=3, seconds=1200, streak=4)


def test_a_week_without_a_session_is_empty() -> None:
    assert this_week([done(5)], TODAY) == ThisWeek(0, 0, 0)
    assert this_week([], TODAY) == ThisWeek(0, 0, 0)

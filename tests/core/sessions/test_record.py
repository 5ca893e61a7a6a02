"""What a record takes and begins with, and the day of a session in any zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines.model import Side
from stretchtui.core.sessions import record
from stretchtui.core.sessions.record import Moment, Place, Record, Standing, local, moment_of

KOLKATA, ST_JOHNS, KATHMANDU, MARQUESAS, CHATHAM = 330, -210, 345, -570, 825
"""Minutes ahead of UTC, in places where people live; Chatham's in summer."""


def utc(year: int, month: int, day: int, hour: int, minute: int, second: int = 0) -> float:
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp()


def session(started: float, offset: int) -> Record:
    return Record(
        started=started,
        offset=offset,
        updated=started,
        routine="r",
        name="R",
        steps=1,
        phases=1,
        seconds=60,
    )


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [
        (record.Seconds, 0, 200_000_000_000),
        (record.Minutes, -1439, 1439),
        (record.Discomfort, 0, 10),
        (record.Count, 0, None),
    ],
)
def test_a_number_may_be_either_limit_and_nothing_beyond(
    kind: Any, least: int, most: int | None
) -> None:
    for inside in (least, most if most is not None else 10**9):
        assert msgspec.convert(inside, kind) == inside
    for outside in (least - 1, *([] if most is None else [most + 1]), str(least), None):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(outside, kind)


def test_a_record_begins_with_nothing_done_and_nothing_said() -> None:
    assert session(0.0, 0) == Record(
        id=0,
        started=0.0,
        offset=0,
        updated=0.0,
        ended=None,
        routine="r",
        name="R",
        level=0,
        steps=1,
        steps_done=0,
        skipped=0,
        phases=1,
        phases_done=0,
        seconds=60,
        held=0.0,
        completed=False,
        feeling=None,
        before=None,
        after=None,
        hurt=(),
    )


def test_a_session_stands_at_its_beginning_with_nothing_done() -> None:
    nothing = Standing()
    assert (nothing.marks, nothing.parts) == ("", ())
    assert (nothing.steps_done, nothing.skipped, nothing.phases_done, nothing.held) == (0, 0, 0, 0)
    assert nothing.place == Place(index=0, step=0, side=Side.NONE, position=0.0)


# Days, where local time is not a whole number of hours ahead of UTC


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
    assert Moment(moment, offset).day == day
    assert session(moment, offset).day == day
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
    assert Moment(moment, offset).day == expected.date()
    assert session(moment, offset).day == expected.date()
    assert local(int(moment), offset) == expected.replace(tzinfo=None)


@pytest.mark.parametrize("offset", [-720, 0, 330, 840])
def test_what_a_clock_showed_was_at_one_moment(offset: int) -> None:
    moment = 1_790_000_000.0
    assert moment_of(local(moment, offset), offset) == moment

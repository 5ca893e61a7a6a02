"""A week's minutes for a part of the body, and the marks beside them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.sessions.days import Days, Today
from stretchtui.core.sessions.record import Moment, Record
from stretchtui.core.sessions.weekly import (
    GAINS_FROM_S,
    LEVEL_OFF_S,
    WHOLE_S,
    filled,
    marks,
    of_this_week,
)

EAST = 600
"""Minutes that local time in the east is ahead of UTC."""


def at(day: int, hour: int, offset: int = 0) -> Record:
    """A session of September 2026, by the clock where it was; the 21st is a Monday."""
    started = datetime(2026, 9, day, hour, tzinfo=UTC).timestamp() - offset * 60
    return Record(
        started=started,
        offset=offset,
        updated=started,
        routine="hips",
        name="Hips",
        steps=1,
        phases=1,
        seconds=600,
    )


WEDNESDAY = Today(Moment(datetime(2026, 9, 23, 12, tzinfo=UTC).timestamp(), 0))


def test_a_week_is_that_of_the_days_as_they_were_lived() -> None:
    sunday, at_night, monday = at(20, 22), at(21, 3), at(21, 4)
    # Sunday evening in the east, and Monday morning there: hours before it is Monday here.
    eastern_sunday, eastern_monday = at(20, 23, EAST), at(21, 5, EAST)
    future = at(24, 9)
    records = [sunday, at_night, monday, eastern_sunday, eastern_monday, future]
    assert of_this_week(records, WEDNESDAY) == (monday, eastern_monday)
    from_midnight = Today(WEDNESDAY.moment, Days(starts=0))
    assert of_this_week(records, from_midnight) == (at_night, monday, eastern_monday)
    from_sunday = Today(WEDNESDAY.moment, Days(first_weekday=6))
    assert of_this_week(records, from_sunday) == tuple(records[:-1])
    assert of_this_week([], WEDNESDAY) == ()


@given(st.integers(0, 10**7), st.integers(1, 300))
def test_a_bar_is_as_long_as_what_it_stands_for(seconds: int, room: int) -> None:
    cells = filled(seconds, room)
    assert (cells > 0) == (seconds > 0)
    assert cells <= room
    if 0 < seconds <= WHOLE_S:
        assert abs(cells - max(1, room * seconds / WHOLE_S)) <= 0.5


@pytest.mark.parametrize("room", [3, 15, 16, 30, 60, 97])
def test_a_bar_passes_a_mark_with_what_the_mark_stands_for(room: int) -> None:
    first, second = marks(room)
    assert 0 < first < second < room
    for place, seconds in ((first, GAINS_FROM_S), (second, LEVEL_OFF_S)):
        assert abs(filled(seconds, room) - place) <= 1
        assert filled(seconds + WHOLE_S // room + 1, room) > place

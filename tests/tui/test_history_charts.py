"""What the charts of the history are drawn with."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from stretchtui.tui.history.review_panel import axis, months
from stretchtui.tui.history.week_bars import column, top_of


@given(st.integers(0, 300))
def test_weeks_have_the_room_there_is(width: int) -> None:
    weeks, pitch = axis(width)
    assert 0 <= weeks <= 53
    assert weeks * pitch <= max(0, width)
    assert pitch == 1 or weeks == 53


@given(st.dates(date(1970, 1, 5), date(2300, 1, 1)), st.integers(0, 53), st.sampled_from([1, 2]))
def test_months_stand_where_they_begin(first: date, count: int, pitch: int) -> None:
    starts = [first + timedelta(7 * number) for number in range(count)]
    row = months(starts, pitch)
    assert len(row) == count * pitch
    for found in re.finditer("[A-Z][a-z]+", row):
        place, past_end = divmod(found.start(), pitch)
        assert not past_end
        days = [starts[place] + timedelta(each) for each in range(7)]
        assert found.group() in {f"{day:%b}" for day in days if day.day == 1 or place == 0}


@given(st.floats(0, 100_000))
def test_top_is_no_lower_than_what_stands_under_it(minutes: float) -> None:
    assert top_of(minutes) >= minutes
    assert top_of(minutes) > 0


@given(st.floats(0, 1), st.integers(1, 12), st.sampled_from(["▁▂▃▄▅▆▇█", "_#", "▄█"]))
def test_bars_are_as_high_as_what_they_stand_for(fraction: float, rows: int, heights: str) -> None:
    bar = [column(fraction, row, rows, heights) for row in range(rows)]
    cells = sum((heights.index(each) + 1) / len(heights) for each in bar if each != " ")
    assert abs(cells - fraction * rows) <= 1 / len(heights)
    assert (bar[0] == " ") == (fraction == 0), "what was done is seen, however little it is"
    assert "".join(bar).rstrip().count(" ") == 0

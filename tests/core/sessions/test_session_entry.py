"""What people type into the form of a session."""

from __future__ import annotations

from datetime import datetime

import pytest

from stretchtui.core.routines.entry import Wrong
from stretchtui.core.sessions.entry import DISCOMFORT, NOTE, read_when, when, write_when

NOW = datetime(2026, 9, 23, 12, 0, 30)  # noqa: DTZ001 - on the wall


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2026-09-22 07:30", "2026-09-22 07:30"),
        (" 2026-9-2T7:05 ", "2026-09-02 07:05"),
        ("today 12:00", "2026-09-23 12:00"),
        ("0:00", "2026-09-23 00:00"),
        ("Yesterday  23:59", "2026-09-22 23:59"),
        ("1970-01-02 00:00", "1970-01-02 00:00"),
    ],
)
def test_a_day_and_a_time(typed: str, shown: str) -> None:
    read = when(NOW).read(typed)
    assert write_when(read) == when(NOW).write(read) == shown


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        *((typed, "expected a day and a time, like 2026-09-23 12:00") for typed in (
            "", "soon", "2026-09-22", "2026-02-30 07:30", "24:00", "7:60", "12:00:00",
            "2026-13-01 07:30", "0000-01-01 07:30", "tomorrow 7:30", "\u0663:30x",
        )),
        ("12:01", "expected a time in the past"),
        ("2026-09-24 07:30", "expected a time in the past"),
        ("1970-01-01 23:59", "expected 1970 or later"),
    ],
)  # fmt: skip
def test_what_is_none_is_said(typed: str, reason: str) -> None:
    with pytest.raises(Wrong) as caught:
        read_when(typed, NOW)
    assert str(caught.value) == reason


def test_what_is_expected_is_said() -> None:
    assert when(NOW).hint == "like 2026-09-22 12:00, or yesterday 18:00"


def test_discomfort_is_a_number_or_not_said() -> None:
    assert [DISCOMFORT.read(typed) for typed in ("", " ", "0", "10")] == [None, None, 0, 10]
    assert [DISCOMFORT.write(value) for value in (None, 0, 7)] == ["", "0", "7"]
    for typed in ("11", "-1", "bad"):
        with pytest.raises(Wrong, match="expected a whole number from 0 to 10"):
            DISCOMFORT.read(typed)


def test_a_note_is_one_line_or_nothing() -> None:
    assert [NOTE.read(typed) for typed in ("", "  ", " left  hip ")] == ["", "", "left hip"]
    assert [NOTE.write(value) for value in ("", "left hip")] == ["", "left hip"]
    with pytest.raises(Wrong):
        NOTE.read("x" * 2001)

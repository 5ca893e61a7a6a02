"""Times and days as they are typed."""

from __future__ import annotations

import pytest

from stretchtui.core.reminders.reminder import EVERY_DAY, Reminder, days_of, time_of


@pytest.mark.parametrize(
    ("typed", "time"),
    [("07:30", (7, 30)), ("7:30", (7, 30)), ("0:00", (0, 0)), ("23:59", (23, 59))],
)
def test_a_time_is_an_hour_and_a_minute(typed: str, time: tuple[int, int]) -> None:
    assert time_of(typed) == time


@pytest.mark.parametrize(
    "typed", ["", "7", "730", "24:00", "07:60", "07:30:00", "7.30", "-1:00", "٧:٣٠"]
)
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="like 07:30"):
        time_of(typed)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("daily", EVERY_DAY),
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("Monday - Friday", (0, 1, 2, 3, 4)),
        ("mon,wed,fri", (0, 2, 4)),
        ("sun, sat", (5, 6)),
        ("sat-mon", (0, 5, 6)),
        ("tue-tue", (1,)),
        ("mon-wed,tue-thu,mon", (0, 1, 2, 3)),
        ("tue-mon", EVERY_DAY),
    ],
)
def test_days_are_names_and_ranges(typed: str, days: tuple[int, ...]) -> None:
    assert days_of(typed) == days


@pytest.mark.parametrize(
    "typed", ["", "mo", "1-5", "mon-", "-fri", "mon,,fri", "mon-wed-fri", "weekdays"]
)
def test_what_are_no_days_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="like mon-fri"):
        days_of(typed)


def test_a_time_has_two_digits_each() -> None:
    assert Reminder(7, 5).time == "07:05"

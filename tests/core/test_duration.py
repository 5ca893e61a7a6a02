"""Seconds as people read them."""

from __future__ import annotations

import pytest

from stretchtui.core.duration import about_minutes, clock, countdown, held, hours, whole


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0:00"),
        (9.99, "0:09"),
        (60, "1:00"),
        (252, "4:12"),
        (3599, "59:59"),
        (3600, "1:00:00"),
        (3852, "1:04:12"),
        (43200, "12:00:00"),
    ],
)
def test_a_clock_shows_minutes_and_from_an_hour_on_hours(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "0:00"),
        (59.9, "0:59"),
        (3599, "59:59"),
        (3600, "1 h 0 min"),
        (133_026, "36 h 57 min"),
    ],
)
def test_a_year_is_told_in_hours(seconds: float, shown: str) -> None:
    assert hours(seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0"), (45, "45"), (59, "59"), (60, "1:00"), (3600, "1:00:00")]
)
def test_a_countdown_is_bare_seconds_below_a_minute(seconds: int, shown: str) -> None:
    assert countdown(seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "1 min"), (29, "1 min"), (89, "1 min"), (91, "2 min"), (510, "8 min"), (3600, "60 min")],
)
def test_about_how_many_minutes_is_never_none(seconds: int, shown: str) -> None:
    assert about_minutes(seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0.0, "0:00"),
        (0.4, "0:00"),
        (0.5, "0:01"),
        (17.4, "0:17"),
        (17.6, "0:18"),
        (18, "0:18"),
        (59.5, "1:00"),
        (60.5, "1:01"),
        (3599.5, "1:00:00"),
    ],
)
def test_what_was_held_is_told_to_the_nearest_second(seconds: float, shown: str) -> None:
    assert held(seconds) == shown
    assert clock(whole(seconds)) == shown
    assert isinstance(whole(seconds), int)

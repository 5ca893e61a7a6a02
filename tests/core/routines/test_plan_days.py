"""On which days a plan has sessions, as a person writes it."""

from __future__ import annotations

import pytest

from stretchtui.core.routines.plan_days import PlanDays, read_days


@pytest.mark.parametrize(
    ("said", "weekdays"),
    [
        ("mon, wed, fri", {0, 2, 4}),
        ("Mon,Wed;Fri", {0, 2, 4}),
        ("mon wed fri", {0, 2, 4}),
        ("monday, wednesday and friday", {0, 2, 4}),
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("Mon – Fri", {0, 1, 2, 3, 4}),
        ("sat-mon", {5, 6, 0}),
        ("tue - thu, sun", {1, 2, 3, 6}),
        ("thurs", {3}),
        ("daily", {0, 1, 2, 3, 4, 5, 6}),
        ("every day", {0, 1, 2, 3, 4, 5, 6}),
    ],
)
def test_weekdays(said: str, weekdays: set[int]) -> None:
    assert read_days(said) == PlanDays(len(weekdays), frozenset(weekdays))


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("3 a week", 3),
        ("3 times a week", 3),
        ("1 time a week", 1),
        ("3x a week", 3),
        ("7/week", 7),
        ("2 per week", 2),
    ],
)
def test_so_many_a_week(said: str, count: int) -> None:
    assert read_days(said) == PlanDays(count)


@pytest.mark.parametrize(
    "said",
    [
        *(
            "",
            "mon, mon",
            "mon-fri, wed",
            "man",
            "mon-",
            "-mon",
            "mon-wed-fri",
            "3",
            "three a week",
        ),
        *("0 a week", "8 a week", "3 a month", "mon,, wed", "mon, 3 a week"),
    ],
)
def test_what_is_not_clear_is_none(said: str) -> None:
    assert read_days(said) is None


@pytest.mark.parametrize(("count", "gap"), [(1, 7), (2, 4), (3, 2), (4, 2), (5, 1), (6, 1), (7, 1)])
def test_sessions_are_spread_over_the_week(count: int, gap: int) -> None:
    assert PlanDays(count).gap == gap

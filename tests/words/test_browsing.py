"""What the list of routines says."""

from __future__ import annotations

from datetime import date

import pytest

from stretchtui.core.routines.library import Entry, Source
from stretchtui.core.routines.model import Routine
from stretchtui.core.sessions.advice import Advice
from stretchtui.core.sessions.glance import Habit, ThisWeek
from stretchtui.words import browsing
from stretchtui.words.glyphs import ASCII, UNICODE

ENTRY = Entry(Routine(id="hips", name="Hips"), {}, Source.USER, "hips.toml")


@pytest.mark.parametrize(
    ("days", "short", "long"),
    [
        (0, "today", "today"),
        (1, "1 d", "yesterday"),
        (2, "2 d", "2 d ago"),
        (13, "13 d", "13 d ago"),
        (14, "2 wk", "2 wk ago"),
        (69, "9 wk", "9 wk ago"),
        (70, "2 mo", "2 mo ago"),
        (729, "24 mo", "24 mo ago"),
        (730, "2 yr", "2 yr ago"),
    ],
)
def test_since(days: int, short: str, long: str) -> None:
    assert browsing.since(days, short=True) == short
    assert browsing.since(days, short=False) == long
    # As wide as their columns are.
    assert len(short) <= len("today")
    assert len(long) <= len("yesterday")


def test_when_it_was_last_done_and_how_often_in_a_row() -> None:
    assert browsing.last_done(None, UNICODE) == ""
    assert browsing.last_done(Habit(9, 0), UNICODE) == "9 d ago"
    assert browsing.last_done(Habit(1, 3), UNICODE) == "yesterday · 3 days in a row"
    assert browsing.streak(3, short=True) == "3 days"
    assert browsing.streak(3, short=False) == "3-day streak"


def test_the_week_in_ever_fewer_words() -> None:
    said = ["".join(each) for each in browsing.weeks("name", ThisWeek(4, 2700, 12), UNICODE)]
    assert said == [
        "name   This week: 4 days, 45 min · 12 days in a row",
        "name   This week: 4 days, 45 min",
        "This week: 4 days, 45 min · 12 days in a row",
        "This week: 4 days, 45 min",
    ]
    assert browsing.weeks("", ThisWeek(1, 20, 0), ASCII)[-1][1] == "This week: 1 day, 1 min"
    # A session that was stopped at once is none yet.
    for seconds in (0, 6):
        week = ThisWeek(0, seconds, 0)
        assert browsing.weeks("", week, ASCII)[-1][1] == "Nothing yet this week"


def test_weeks_have_names() -> None:
    start = date(2026, 9, 7)
    named = [browsing.week_name(start, ago=ago) for ago in range(3)]
    assert named == ["This week", "Last week", "7 Sep"]


def test_the_suggestion_says_how_long_and_why() -> None:
    advice = Advice(ENTRY, 9)
    said = [browsing.suggestion(advice, 540, UNICODE, short=short) for short in (False, True)]
    assert said == [
        "Today's suggestion · 9 min · not done for 9 days",
        "Today · 9 min · not done for 9 days",
    ]


def test_facts_are_what_there_is() -> None:
    assert browsing.facts(5, 16, 454, UNICODE) == "5 steps · 16 holds · 7:34 of stretching"
    assert browsing.facts(1, 1, 45, ASCII) == "1 step - 1 hold - 0:45 of stretching"
    assert browsing.facts(0, 0, 0, UNICODE) == ""


def test_files_with_errors_are_counted() -> None:
    assert browsing.errors(1) == "1 file has errors"
    assert browsing.errors(2) == "2 files have errors"

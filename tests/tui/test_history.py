"""The history screen: what it shows."""

from __future__ import annotations

import re

import pytest

from stretchtui.core.settings import HistorySettings, Settings
from tests.tui.past import (
    LARGE,
    PHONE,
    TODAY,
    USUAL,
    Past,
    history_of,
    part,
    press,
)

PLAIN = {"LANG": "C"}
COLOURLESS = {"LANG": "C.UTF-8", "NO_COLOR": "1"}

HOSTILE = "[b]bold[/b] [@click=app.quit]x[/] \x1b]2;owned\x07\x9b31m\u202eevil\n膝😀"

pytestmark = pytest.mark.usefixtures("patient")


async def test_everything_at_once_where_there_is_room(two_years: Past) -> None:
    stage = two_years.stage()
    async with stage.app.run_test(size=LARGE) as pilot:
        await press(pilot, "h")
        assert await stage.shows(pilot, "History", "272 sessions in the past year · 36 h 57 min")
        assert await stage.shows(
            pilot, "32 days in a row longest 32", "22 weeks with 3+ sessions longest 43"
        )
        assert await stage.shows(pilot, "Minutes per week", "this week 26:41 · typical 42 min")
        assert await stage.shows(
            pilot, "Body 5 10 min this week past year", "lower back", "13:09 18:50:04", "and 2 more"
        )
        assert await stage.shows(pilot, "Discomfort ○ before ● after")
        assert await stage.shows(
            pilot, "Sessions", "Sep 2026 Wed 23 07:37 Desk break", "Tue 22 08:03 Five"
        )


async def test_legend_says_from_how_many_to_how_many_minutes(two_years: Past) -> None:
    for size in (PHONE, (60, 20), USUAL, (100, 40), LARGE, (200, 60)):
        stage = two_years.stage()
        async with stage.app.run_test(size=size) as pilot:
            await press(pilot, "h")
            ranges = ("1–5 █ 6–10", "█ 11–20 █ 21+ min", "22 weeks")
            assert await stage.shows(pilot, *ranges), size
    stage = two_years.stage(environment=PLAIN)
    async with stage.app.run_test(size=LARGE) as pilot:
        await press(pilot, "h")
        assert await stage.shows(pilot, "- 1-5 + 6-10 x 11-20 # 21+ min")


async def test_year_is_as_wide_as_the_screen_lets_it_be(two_years: Past) -> None:
    widths = {}
    for width in (100, 120, 200):
        stage = two_years.stage()
        async with stage.app.run_test(size=(width, 60)) as pilot:
            await press(pilot, "h")
            assert await stage.shows(pilot, "Oct", "Sep")
            # Up to the mark of today, which stands right of the last week.
            widths[width] = next(line.index("◂") for line in stage.lines() if "◂" in line)
    assert widths == {100: 58, 120: 111, 200: 164}


async def test_body_has_this_weeks_time_beside_the_years(past: Past) -> None:
    knee, chest = part(0, "Knee to chest", 300), part(0, "Doorway chest stretch", 900)
    past.session(0, parts=(knee,))
    past.session(30, parts=(chest,))
    stage = past.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h", "tab", "tab")
        assert await stage.shows(pilot, "Body 5 10 min this week past year")
        rows = [
            line.split() for line in stage.lines() if line.split()[-1:] in (["5:00"], ["15:00"])
        ]
        assert [row[0] for row in rows] == ["glutes", "lower", "chest", "shoulders"]
        assert [row[-2] for row in rows] == ["5:00", "5:00", "–", "–"]
        assert ["━" in "".join(row) for row in rows] == [True, True, False, False]


async def test_days_are_as_dark_as_they_were_long(past: Past) -> None:
    for days_ago, minutes in enumerate((3, 7, 15, 25)):
        past.session(days_ago, minutes=minutes)
    past.session(20, minutes=11)
    past.session(20, 21, minutes=11)
    stage = past.stage(environment=PLAIN)
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h")
        rows = {line[1:4].strip(): line[5:60] for line in stage.lines()[2:9]}
        assert list(rows) == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
        assert rows["We"][:54].endswith(".-<"), "today is marked"
        assert rows["Tu"].startswith("." * 52 + "+")
        assert rows["Mo"].startswith("." * 52 + "x")
        assert rows["Su"].rstrip().endswith(".#"), "a day that is to come is none without sessions"
        assert rows["Th"].rstrip() == "." * 49 + "#..", "a day's sessions count together"


async def test_weeks_begin_as_the_person_has_set(past: Past) -> None:
    past.session(0, minutes=10)
    stage = past.stage(settings=Settings(history=HistorySettings(week_start="sunday")))
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h")
        assert [line[1:4].strip() for line in stage.lines()[2:4]] == ["Su", "Mo"]
        assert stage.lines()[5].split()[:1] == ["We"]
        assert "◂" in stage.lines()[5]


async def test_first_days_have_a_week_on_its_way_and_no_discomfort(past: Past) -> None:
    for days_ago in (0, 1):
        past.session(days_ago, minutes=10)
    stage = past.stage()
    async with stage.app.run_test(size=LARGE) as pilot:
        await press(pilot, "h")
        assert await stage.shows(pilot, "2 days in a row longest 2", "2 of 3 sessions this week")
        assert await stage.shows(pilot, "Minutes per week this week 20:00", "No ratings yet.")


async def test_discomfort_keeps_to_the_rows_of_its_values(past: Past) -> None:
    past.session(0, before=9, after=2)
    past.session(7, before=10, after=10)
    past.session(14, after=0)
    stage = past.stage(environment=PLAIN)
    async with stage.app.run_test(size=PHONE) as pilot:
        await press(pilot, "h", "left")
        rows = [line[3:].rstrip() for line in stage.lines()[2:13]]
        marked = {10 - n: row.lstrip(" |510") for n, row in enumerate(rows) if row.strip(" 510")}
        assert marked == {10: "@", 9: "o", 2: "*", 0: "*"}
        assert rows[1].endswith("o")
        assert rows[0].index("@") == rows[1].index("o") - 1


async def test_names_cannot_do_anything(past: Past) -> None:
    parts = (part(0, HOSTILE, 60, targets=(HOSTILE,), hurt=TODAY.now),)
    past.session(0, parts=parts, name=HOSTILE, routine=HOSTILE)
    stage = past.stage()
    async with stage.app.run_test(size=PHONE) as pilot:
        await press(pilot, "h")
        seen = ""
        for _ in range(5):
            seen += stage.text()
            await press(pilot, "tab")
        history_of(stage).action_show("Sessions")
        await press(pilot, "enter")
        seen += stage.text()
        await press(pilot, "d")
        seen += stage.text()
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", seen)
        assert "[b]bold[/b]" in seen
        assert await stage.shows(pilot, "[b]bold[/b] [@click=app.quit]x[/]", within="Vertical")


@pytest.mark.parametrize(
    ("size", "environment"), [(PHONE, PLAIN), (LARGE, PLAIN), (USUAL, COLOURLESS)]
)
async def test_shades_differ_without_colours(
    past: Past,
    size: tuple[int, int],
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if environment is COLOURLESS:
        monkeypatch.setenv("NO_COLOR", "1")
    for days_ago, minutes in enumerate((3, 7, 15, 25)):
        past.session(days_ago, minutes=minutes, before=6, after=4)
    stage = past.stage(environment=environment)
    async with stage.app.run_test(size=size) as pilot:
        await press(pilot, "h")
        assert set(".-+x#" if environment is PLAIN else "·░▒▓█") <= set(stage.text())
        for _ in range(5 if environment is PLAIN else 0):
            assert stage.text().isascii()
            await press(pilot, "tab")


@pytest.mark.parametrize("size", [(20, 5), (200, 60)])
async def test_any_size_will_do(two_years: Past, size: tuple[int, int]) -> None:
    stage = two_years.stage()
    async with stage.app.run_test(size=size) as pilot:
        await press(pilot, "h")
        for _ in range(5):
            assert len(stage.text().strip()) > 20
            await press(pilot, "tab")


async def test_as_many_weeks_as_fit_when_the_size_changes(two_years: Past) -> None:
    stage = two_years.stage()
    async with stage.app.run_test(size=LARGE) as pilot:
        await press(pilot, "h")
        assert history_of(stage).tab is None
        await pilot.resize_terminal(*PHONE)
        await press(pilot)
        assert stage.lines()[0].startswith("▸Year", 1)
        assert "Sep" in stage.lines()[2]
        assert "Feb" not in stage.lines()[2]
        await pilot.resize_terminal(*USUAL)
        await press(pilot)
        assert await stage.shows(pilot, "▸Sessions Weeks Body Discomfort", "Feb", "Before bed")

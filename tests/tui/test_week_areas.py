"""This week's minutes for each part of the body: in the history, and below the list."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchtui.tui.player.routine_list import RoutineList
from stretchtui.tui.player.week_areas import WeekAreas
from stretchtui.words.weekly import LEGENDS
from tests.tui.past import LARGE, PHONE, USUAL, Past, part, press

if TYPE_CHECKING:
    from tests.tui.stage import Stage

WIDE = (200, 60)


@pytest.fixture
def past(tmp_path: Path) -> Past:
    """A week: the back for twelve minutes, the hips for six, the chest for a moment; and before."""
    past = Past(tmp_path)
    past.session(0, parts=(part(0, "Cat-cow", 720), part(1, "Figure four", 370, done=False)))
    past.session(1, parts=(part(0, "Doorway chest stretch", 20),), completed=False)
    past.session(9, parts=(part(0, "Lying hamstring stretch", 900),))
    return past


def rows(stage: Stage) -> dict[str, str]:
    """The rows with bars on the screen, by the part of the body."""
    found = (
        re.search(r"(\w+(?: \w+)?) +((?:[━┿│▸] *)+[^━┿│]*[:–][^━┿│]*)$", each)
        for each in stage.lines()
    )
    return {each[1]: each[2] for each in found if each}


@pytest.mark.parametrize("size", [PHONE, USUAL, LARGE, WIDE], ids=str)
async def test_the_history_has_the_range_beside_each_bar(past: Past, size: tuple[int, int]) -> None:
    stage = past.stage()
    async with stage.app.run_test(size=size) as pilot:
        await press(pilot, "h")
        await stage.app.screen.run_action("show('Body')")
        assert await stage.shows(pilot, "Body 5 10", "lower back", "12:00")
        found = rows(stage)
        assert list(found)[:4] == ["lower back", "spine", "glutes", "hips"]
        assert [found["spine"].count(mark) for mark in "┿│"] == [2, 0]
        assert [found["hips"].count(mark) for mark in "┿│"] == [1, 1]
        assert [found["chest"].count(mark) for mark in "┿│"] == [0, 2]
        assert found["hamstrings"].startswith("│"), "nothing of it this week"
        assert "12:00" in found["spine"]
        assert ("past year" in "".join(stage.lines())) == (size != PHONE)
        assert any(legend in "".join(stage.lines()) for legend in LEGENDS)


async def test_a_bar_ends_where_its_room_does(past: Past) -> None:
    past.session(1, parts=(part(0, "Cat-cow", 3600),))
    stage = past.stage()
    async with stage.app.run_test(size=LARGE) as pilot:
        await press(pilot, "h")
        assert await stage.shows(pilot, "1:12:00")
        assert "━▸" in rows(stage)["spine"]


@pytest.mark.parametrize("size", [LARGE, WIDE], ids=str)
async def test_a_large_list_has_the_week_below_it(past: Past, size: tuple[int, int]) -> None:
    stage = past.stage()
    async with stage.app.run_test(size=size) as pilot:
        await stage.settled(pilot)
        assert await stage.shows(pilot, "This week", "10 min", "12 min", "lower back")
        block, list_ = stage.screen.query_one(WeekAreas), stage.screen.query_one(RoutineList)
        assert block.region.y >= list_.region.bottom
        assert 3 <= block.size.height - 2 <= 6
        await pilot.resize_terminal(*USUAL)
        await pilot.pause()
        assert not block.display


@pytest.mark.parametrize("size", [PHONE, USUAL, (100, 24), (120, 30)], ids=str)
async def test_a_list_without_room_is_the_routines_alone(past: Past, size: tuple[int, int]) -> None:
    stage = past.stage()
    async with stage.app.run_test(size=size) as pilot:
        await stage.settled(pilot)
        await pilot.pause()
        assert not any(each.display for each in stage.screen.query(WeekAreas))


async def test_a_week_without_anything_takes_no_room(tmp_path: Path) -> None:
    past = Past(tmp_path)
    past.session(9, parts=(part(0, "Cat-cow", 720),))
    stage = past.stage()
    async with stage.app.run_test(size=LARGE) as pilot:
        await stage.settled(pilot)
        await pilot.pause()
        assert not any(each.display for each in stage.screen.query(WeekAreas))


async def test_both_are_ascii_in_a_plain_terminal(past: Past) -> None:
    stage = past.stage(environment={"LANG": "C"})
    async with stage.app.run_test(size=LARGE) as pilot:
        await stage.settled(pilot)
        await pilot.pause()
        below = [line[:57] for line in stage.lines() if "12 min" in line[:57]]
        assert below
        assert all("=+=" in line and line.isascii() for line in below)
        await press(pilot, "h")
        assert await stage.shows(pilot, "=+=", "12:00")

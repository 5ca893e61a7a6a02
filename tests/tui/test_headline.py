"""What stands over the list: today's suggestion and the week; and what rows say of the past."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from stretchtui.core.settings import Settings
from stretchtui.store.paths import Folders
from stretchtui.store.routines import read_library as folder_library
from stretchtui.tui.player.glance import Glance
from stretchtui.tui.player.suggestion import Suggestion
from tests.tui.past import Past
from tests.tui.stage import Stage, until

if TYPE_CHECKING:
    from textual.pilot import Pilot


@pytest.fixture
def past(tmp_path: Path) -> Past:
    """Five days of the lower back, and once the legs."""
    past = Past(tmp_path)
    past.session(20, minutes=4, routine="evening-legs", name="Evening legs")
    for days_ago in range(4, -1, -1):
        past.session(days_ago, minutes=6, routine="lower-back", name="Lower back")
    return past


async def read(stage: Stage, pilot: Pilot[Any]) -> str:
    """Wait until the journal has been read; what is suggested."""
    await until(pilot, lambda: stage.screen.query_one(Suggestion).suggested is not None)
    await pilot.pause()
    advice = stage.app.journal.advice
    assert advice is not None
    return advice.entry.routine.name


async def test_what_to_do_now_comes_first_and_says_its_key(past: Past) -> None:
    stage = past.stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        name = await read(stage, pilot)
        await pilot.press("t")
        await pilot.pause()
        lines = stage.lines()
        assert lines[1].startswith(f" ┃ {name}")
        assert lines[1].rstrip().endswith("space start")
        assert lines[2].startswith(" ┃ Today's suggestion · ")
        assert stage.app.journal.advice is not None
        assert stage.app.journal.advice.reason in lines[2]
        chosen = stage.screen.browser.pane.list
        await pilot.press("j" if chosen.chosen == 0 else "k")
        await pilot.pause()
        assert stage.lines()[1].rstrip().endswith("t go there")
        await pilot.press("t")
        await pilot.pause()
        assert stage.lines()[1].rstrip().endswith("space start")


async def test_a_click_goes_to_the_suggestion_and_another_starts_it(past: Past) -> None:
    stage = past.stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        name = await read(stage, pilot)
        chosen = stage.screen.browser.pane.list
        await pilot.press("t")
        await pilot.press("j" if chosen.chosen == 0 else "k")
        await pilot.click(Suggestion)
        await until(pilot, lambda: chosen.row is not None and chosen.row.name == name)
        assert not stage.screen.has_class("-playing")
        await pilot.click(Suggestion)
        await until(pilot, lambda: stage.screen.has_class("-playing"))
        await until(pilot, lambda: not stage.says("Today's suggestion"))
        await pilot.press("x", "space")
        await until(pilot, lambda: stage.says("Today's suggestion"))


async def test_own_keys_are_shown(past: Past) -> None:
    settings = Settings(keys={"today": "T"})
    stage = past.stage(settings=settings)
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await read(stage, pilot)
        await pilot.press("T", "home")
        await pilot.pause()
        assert stage.lines()[1].rstrip().endswith("T go there")


async def test_week_is_one_quiet_line_in_as_many_words_as_fit(past: Past) -> None:
    stage = past.stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await read(stage, pilot)
        first = stage.lines()[0]
        assert first.startswith(" stretchtui   This week: 3 days, 18 min · 5 days in a row ")
    stage = past.stage()
    async with stage.app.run_test(size=(40, 15)) as pilot:
        await read(stage, pilot)
        assert stage.lines()[0].startswith(" This week: 3 days, 18 min ")


async def test_rows_say_when_they_were_last_done_and_their_streak(past: Past) -> None:
    stage = past.stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await read(stage, pilot)
        await until(pilot, lambda: stage.says("Last"))
        left = [line[:39] for line in stage.lines()]
        assert any(row.endswith("5-day streak    5  today") for row in map(str.rstrip, left))
        assert any("Quick one" in row and row.rstrip().endswith("–") for row in left)
        assert any("Evening legs" in row and row.rstrip().endswith("2 wk") for row in left)
        # The column titles stand over what they are titles of.
        title = next(row for row in left if "Last" in row)
        row = next(row for row in left if "today" in row)
        assert title.index("Last") + len("Last") == row.index("today") + len("today")


async def test_wide_list_has_a_column_of_streaks(past: Past) -> None:
    stage = past.stage()
    async with stage.app.run_test(size=(120, 40)) as pilot:
        await read(stage, pilot)
        assert await stage.shows(pilot, "Streak", "5 days", "Last done", "2 wk ago")


async def test_first_start_suggests_a_routine_and_has_no_week(tmp_path: Path) -> None:
    stage = Past(tmp_path).stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: stage.says("good first session"))
        assert stage.lines()[0].split()[0] == "stretchtui"
        assert not stage.says("This week")


async def test_without_a_journal_nothing_stands_over_the_list() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert not stage.screen.query_one(Suggestion).display
        assert not stage.says("suggestion")


async def test_weeks_stand_under_a_list_that_leaves_room(past: Past) -> None:
    stage = past.stage()
    async with stage.app.run_test(size=(200, 60)) as pilot:
        await read(stage, pilot)
        await until(pilot, lambda: bool(stage.screen.query_one(Glance).region))
        assert await stage.shows(pilot, "week by week", "This week", "Last week", "12 min")
        await pilot.resize_terminal(200, 24)
        await until(pilot, lambda: not stage.screen.query_one(Glance).region)


async def test_a_large_screen_has_the_instructions_of_the_steps() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(200, 60)) as pilot:
        await pilot.pause()
        assert await stage.shows(pilot, "1 Knee to chest", "Draw one knee")
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: not stage.says("Draw one knee"))


async def test_small_screen_keeps_suggestion_preview_and_keys(past: Past) -> None:
    stage = past.stage()
    async with stage.app.run_test(size=(40, 15)) as pilot:
        name = await read(stage, pilot)
        await pilot.press("t")
        await pilot.press("home")
        await pilot.pause()
        lines = stage.lines()
        assert name in lines[1]
        row = stage.screen.browser.pane.list.row
        assert row is not None
        assert row.entry is not None
        assert row.entry.routine.about is not None
        assert lines[-3].strip()[:20] == row.entry.routine.about[:20]
        assert lines[-1].split()[:2] == ["space", "start"]


async def test_foot_names_files_with_errors_and_a_click_shows_which(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "config", tmp_path / "data", tmp_path / "cache")
    folders.routines.mkdir(parents=True)
    for name in ("first", "second"):
        (folders.routines / f"{name}.toml").write_text("format = 1\n[[routine")
    stage = Stage(folder_library(folders), folders=folders)
    async with stage.app.run_test(size=(120, 40)) as pilot:
        assert await stage.shows(pilot, "2 files have errors")
        rows = stage.screen.browser.pane.list
        for name in ("first.toml", "second.toml", "first.toml"):
            await pilot.click("#count")
            await until(pilot, lambda name=name: rows.row is not None and rows.row.name == name)  # type: ignore[misc]
            assert await stage.shows(pilot, name, "These parts can't be read")
        await pilot.press("slash", *"hips", "enter")
        await pilot.pause()
        before = rows.row
        await pilot.click("#count")
        await pilot.pause()
        assert rows.row is before

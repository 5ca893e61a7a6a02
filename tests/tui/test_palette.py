"""The palette: every command that does something now, found by a few of its letters."""

from __future__ import annotations

import pytest

from stretchtui.tui.dialogs.palette import Palette, PaletteList
from stretchtui.tui.settings.screen import SettingsScreen
from tests.tui.keys import press
from tests.tui.stage import Stage


def found(stage: Stage) -> PaletteList:
    """What the open palette has found."""
    return stage.app.screen.query_one(PaletteList)


async def test_commands_are_found_by_their_letters_and_run() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "ctrl+p")
        assert isinstance(stage.app.screen, Palette)
        assert found(stage).count > 10
        await press(pilot, "=stng")
        entry = found(stage).entry
        assert entry is not None
        assert entry.words.startswith("Settings")
        assert stage.says("Settings", within="PaletteList")
        await press(pilot, "enter")
        assert not isinstance(stage.app.screen, Palette)


async def test_key_is_shown_beside_its_command() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "ctrl+p", "=Quit")
        # The one above is what was typed.
        line = [each for each in stage.lines() if "Quit" in each][-1]
        assert line.split()[-1] == "q"


async def test_keys_behind_the_one_that_runs_are_for_the_screen_that_opens() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "ctrl+p", "=Settings: sound", "enter")
        assert stage.says("Settings")
        await press(pilot, "escape")
        assert stage.app.screen is stage.screen


@pytest.mark.parametrize("key", ["pageup", "pagedown", "up", "down", "ctrl+home", "ctrl+end"])
async def test_keys_do_no_harm_where_nothing_is_found(key: str) -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "ctrl+p", "=zzzzzz", key, "enter")
        assert stage.says("No matches")
        await press(pilot, "ctrl+u", key, "escape")
        assert stage.app.screen is stage.screen


async def test_palette_opens_once() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "ctrl+p", "ctrl+p", "escape")
        assert stage.app.screen is stage.screen


async def test_click_runs_what_is_clicked() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "ctrl+p", "=Settings: sound")
        await pilot.click(PaletteList, offset=(5, 0))
        await pilot.pause()
        assert isinstance(stage.app.screen, SettingsScreen)


async def test_colours_can_be_changed() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "ctrl+p", "=Change theme", "enter")
        assert await stage.shows(pilot, "Theme")


async def test_over_a_dialog_it_does_not_open() -> None:
    # Or colours would be asked for over colours, without end.
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "ctrl+p", "=Change theme", "enter")
        screens = stage.app.screen_stack
        await press(pilot, "ctrl+p")
        assert stage.app.screen_stack == screens
        await press(pilot, "escape", "question_mark", "ctrl+p")
        assert not stage.app.query(PaletteList)

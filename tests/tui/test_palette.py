"""The palette: every command that does something now, found by a few of its letters."""

from __future__ import annotations

from itertools import chain

import pytest

from stretchtui.tui.commands.builder import BUILDER_COMMANDS
from stretchtui.tui.commands.coming import COMING_COMMANDS
from stretchtui.tui.commands.history import HISTORY_COMMANDS
from stretchtui.tui.commands.plans import PLANS_COMMANDS
from stretchtui.tui.commands.player import COMMANDS
from stretchtui.tui.commands.settings import SETTINGS_COMMANDS
from stretchtui.tui.commands.stretches import STRETCHES_COMMANDS
from stretchtui.tui.commands.synonyms import SYNONYMS
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
        assert entry.name == "Settings"
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
        await press(pilot, "ctrl+p", "=settings", "enter")
        assert stage.says("Settings")
        await press(pilot, "escape")
        assert stage.app.screen is stage.screen


@pytest.mark.parametrize("key", ["pageup", "pagedown", "up", "down", "ctrl+home", "ctrl+end"])
@pytest.mark.usefixtures("each_frame")
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


async def test_click_runs_what_is_chosen() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "ctrl+p", "=settings")
        await pilot.click(PaletteList, offset=(5, 0))
        await pilot.pause()
        assert isinstance(stage.app.screen, SettingsScreen)


async def test_click_chooses_what_is_not_chosen_yet() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "ctrl+p", "=settings")
        assert found(stage).count > 2
        for _ in range(2):
            assert isinstance(stage.app.screen, Palette)
            await pilot.click(PaletteList, offset=(5, 2))
            await pilot.pause()
        assert isinstance(stage.app.screen, SettingsScreen)
        assert stage.app.screen.row.section == "Which sounds play"


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


STATES: dict[str, tuple[str, ...]] = {
    "list": (),
    "session": ("enter",),
    "builder": ("e",),
    "history": ("h",),
    "settings": ("comma",),
    "stretches": ("s",),
    "plans": ("p",),
}
"""What is pressed to come to a screen with a table."""


@pytest.mark.parametrize("state", STATES)
async def test_own_name_of_everything_puts_it_on_top(state: str) -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, *STATES[state], "ctrl+p")
        palette = stage.app.screen
        assert isinstance(palette, Palette)
        names = [entry.name for entry in palette.entries]
        assert len(set(names)) == len(names) > 10
        shown = found(stage)
        for name in names:
            for typed in (name, name.lower(), f" {name.upper()} "):
                shown.search(typed)
                assert shown.entry is not None
                assert shown.entry.name == name
    tables = {
        *chain(COMMANDS, COMING_COMMANDS, BUILDER_COMMANDS, HISTORY_COMMANDS, SETTINGS_COMMANDS),
        *STRETCHES_COMMANDS,
        *PLANS_COMMANDS,
    }
    assert SYNONYMS.keys() <= {command.id for command in tables}


NATURAL = {
    "settings": "Settings",
    "preferences": "Settings",
    "quit": "Quit",
    "exit": "Quit",
    "voice": "Voice settings",
    "speech": "Voice settings",
    "sound": "Sound settings",
    "volume": "Sound settings",
    "new": "New routine",
    "create": "New routine",
    "edit": "Edit routine",
    "edit routine": "Edit routine",
    "copy": "Duplicate routine",
    "mute": "Mute",
    "silence": "Mute",
    "history": "History",
    "streak": "History",
    "theme": "Change theme",
    "dark": "Change theme",
    "colors": "Change theme",
    "keys": "Help",
    "change keys": "Change keys",
    "shortcuts": "Help",
    "help": "Help",
    "stretches": "Your stretches",
    "my stretches": "Your stretches",
    "exercise": "Your stretches",
    "find": "Find",
    "search": "Find",
    "browser": "Browser page",
    "phone": "Browser page",
    "countdown": "Voice settings",
    "get ready": "Session settings",
    "hsitory": "History",
    "setings": "Settings",
    "dupl": "Duplicate routine",
}
"""What people type at the list, and what is to be on top."""

WHILE_PLAYING = {
    "floor": "Floor view",
    "pain": "It hurts",
    "hurts": "It hurts",
    "easier": "Easier variant",
    "longer": "Longer",
    "restart": "Restart",
    "mute": "Mute",
}
"""The same in a session."""


async def test_natural_words_put_the_right_one_on_top() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "ctrl+p")
        tops = {}
        for typed in NATURAL:
            found(stage).search(typed)
            entry = found(stage).entry
            tops[typed] = entry.name if entry else ""
        assert tops == NATURAL
        await press(pilot, "escape", "enter", "ctrl+p")
        for typed, name in WHILE_PLAYING.items():
            found(stage).search(typed)
            entry = found(stage).entry
            assert (typed, entry.name if entry else "") == (typed, name)


async def test_settings_open_at_the_section_that_was_asked_for() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "ctrl+p", "=voice", "enter")
        screen = stage.app.screen
        assert isinstance(screen, SettingsScreen)
        assert screen.row.section == "Voice"
        # In the settings it only goes there.
        await press(pilot, "ctrl+p", "=appearance", "enter")
        assert stage.app.screen_stack == [stage.screen, screen]
        assert screen.row.section == "Appearance"
        await press(pilot, "escape")
        assert stage.app.screen_stack == [stage.screen]


async def test_what_each_does_is_said_beside_its_name_where_there_is_room() -> None:
    for width, says in ((40, False), (80, True)):
        stage = Stage()
        async with stage.app.run_test(size=(width, 24)) as pilot:
            await press(pilot, "ctrl+p", "=history")
            assert await stage.shows(pilot, "History", within="PaletteList")
            assert stage.says("History and progress", within="PaletteList") is says

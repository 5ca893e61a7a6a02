"""The history: how one gets about in it."""

from __future__ import annotations

import pytest

from stretchtui.tui.app import StretchApp
from stretchtui.tui.commands.builder import BUILDER_COMMANDS
from stretchtui.tui.commands.history import HISTORY_COMMANDS, UNDO
from stretchtui.tui.commands.keymap import unknown_commands
from stretchtui.tui.commands.player import COMMANDS
from stretchtui.tui.dialogs.palette import palette_entries
from stretchtui.tui.history.screen import HistoryScreen
from stretchtui.tui.history.session import SessionDetails
from stretchtui.tui.player.screen import PlayerScreen
from tests.tui.past import (
    PHONE,
    USUAL,
    Past,
    history_of,
    keys_named,
    press,
)
from tests.tui.workshop import press as at_once

pytestmark = pytest.mark.usefixtures("patient")


async def test_views_follow_one_another(two_years: Past) -> None:
    stage = two_years.stage()
    async with stage.app.run_test(size=PHONE) as pilot:
        await press(pilot, "h")
        seen = [history_of(stage).tab]
        for key in ("tab", "right", "tab", "tab", "tab", "left", "shift+tab"):
            await press(pilot, key)
            seen.append(history_of(stage).tab)
        names = ["Year", "Sessions", "Weeks", "Body", "Discomfort", "Year", "Discomfort", "Body"]
        assert seen == names
        assert await stage.shows(pilot, "Body 5 10 this week")


async def test_only_the_keys_that_do_something_are_named(two_years: Past) -> None:
    stage = two_years.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h")
        assert keys_named(stage) == [
            *("enter open", "tab view", "esc back", "e edit", "a add", "d delete", "? help")
        ]
        await press(pilot, "tab", "enter", "d", "e", "u")
        assert keys_named(stage) == ["tab view", "esc back", "a add", "? help"]
        assert isinstance(stage.app.screen, HistoryScreen)
        await pilot.click("TabLine", offset=(stage.lines()[10].index("Body"), 0))
        assert await stage.shows(pilot, "▸Body", "this week past year")


async def test_back_to_the_list_of_routines(two_years: Past) -> None:
    stage = two_years.stage()
    async with stage.app.run_test() as pilot:
        for key in ("escape", "q", "h"):
            await press(pilot, "h")
            assert len(stage.app.screen_stack) == 2
            await press(pilot, key)
            assert stage.app.screen_stack == [stage.screen]


async def test_keys_that_come_at_once_all_count(two_years: Past) -> None:
    stage = two_years.stage()
    async with stage.app.run_test(size=PHONE) as pilot:
        for key in ("h", "tab", "j", "j", "enter"):
            stage.app.simulate_key(key)
        await press(pilot)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert await stage.shows(pilot, "Hips, long and slow Monday 21 September 2026, 07:39")


async def test_h_is_a_letter_in_the_filter_and_nothing_while_playing(past: Past) -> None:
    stage = past.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "slash", "h")
        assert stage.app.screen is stage.screen
        await press(pilot, "escape", "t", "enter")
        assert stage.screen.has_class("-playing")
        await press(pilot, "h")
        assert stage.app.screen is stage.screen


async def test_help_and_palette_have_every_command(two_years: Past) -> None:
    stage = two_years.stage()
    async with stage.app.run_test(size=(90, 50)) as pilot:
        opening = {each.words for each in palette_entries(stage.screen, stage.app.look)}
        assert "History and progress" in opening
        await press(pilot, "h")
        found = {
            each.words: each.key for each in palette_entries(history_of(stage), stage.app.look)
        }
        assert {each.help for each in HISTORY_COMMANDS} - set(found) == {UNDO.help}
        await press(pilot, "question_mark")
        for each in HISTORY_COMMANDS:
            assert await stage.shows(pilot, f"{' '.join(stage.app.look.keys(each))} {each.help}")


def test_commands_have_names_of_their_own_and_actions() -> None:
    others = {each.id for each in (*COMMANDS, *BUILDER_COMMANDS)}
    ids = [each.id for each in HISTORY_COMMANDS]
    assert len({*ids, *others}) == len(ids) + len(others)
    assert not list(unknown_commands(ids))
    used = [key for each in HISTORY_COMMANDS for key in each.keys.split(",")]
    assert len(set(used)) == len(used)
    for each in HISTORY_COMMANDS:
        whose = StretchApp if each.action.startswith("app.") else HistoryScreen
        assert callable(getattr(whose, f"action_{each.call[0]}"))


async def test_enters_typed_ahead_open_one_session_at_a_time(two_years: Past) -> None:
    stage = two_years.stage()
    async with stage.app.run_test() as pilot:
        for count in range(1, 5):
            await at_once(pilot, "h", *["enter"] * count)
            opened = [type(each) for each in stage.app.screen_stack]
            assert opened[:2] == [PlayerScreen, HistoryScreen]
            assert opened[2:] in ([], [SessionDetails])
            for _ in opened[1:]:
                await at_once(pilot, "escape")
            assert stage.app.screen is stage.screen

"""One table of commands: keys, key bar, palette and help agree with it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from stretchtui.core.settings import Settings
from stretchtui.tui.app import StretchApp
from stretchtui.tui.commands.player import COMMANDS
from stretchtui.tui.dialogs.palette import palette_entries
from stretchtui.tui.player.screen import PlayerScreen
from stretchtui.tui.widgets.key_bar import Key, KeyBar
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from stretchtui.tui.commands.table import Command

BY_ID = {command.id: command for command in COMMANDS}


def bar(stage: Stage) -> dict[str, Key]:
    """The keys of the key bar by their actions."""
    return {key[2]: key for key in stage.screen.query_one(KeyBar).keys}


def test_ids_are_unique_and_fit_to_be_keys_of_the_settings() -> None:
    assert len(BY_ID) == len(COMMANDS)
    assert all(re.fullmatch(r"[a-z_]+", id_) for id_ in BY_ID)


@pytest.mark.parametrize("state", ["choosing", "finding", "playing"])
async def test_no_key_is_used_twice_for_what_can_be_done_at_one_time(state: str) -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await pilot.press(*{"choosing": [], "finding": ["slash"], "playing": ["enter"]}[state])
        useful = [each for each in COMMANDS if stage.screen.does_something(each)]
        keys = Counter(key for command in useful for key in command.keys.split(","))
        assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_action_of_the_table_is_one_of_the_screen_or_the_app(command: Command) -> None:
    name = command.action.partition("(")[0]
    owner = StretchApp if name.startswith("app.") else PlayerScreen
    assert callable(getattr(owner, f"action_{name.removeprefix('app.')}", None))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_binding_has_the_id_it_is_remapped_by(command: Command) -> None:
    assert command.binding.id == command.id
    assert command.binding.tooltip == command.help


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_says_what_it_does(command: Command) -> None:
    assert command.help[0].isupper()
    assert not command.help.endswith(".")


async def test_every_key_stands_in_the_help() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(72, 90)) as pilot:
        await pilot.press("question_mark")
        assert await stage.shows(pilot, "While typing")
        for command in COMMANDS:
            if command.id == "suspend" and not stage.app.can_suspend():
                continue  # there is no shell to leave for
            keys = " ".join(stage.app.look.keys(command))
            line = re.compile(rf"(?m)^\s*{re.escape(keys)}\s+{re.escape(command.help)}")
            assert line.search(stage.text()), command.id


@pytest.mark.parametrize("playing", [False, True], ids=["choosing", "playing"])
async def test_palette_has_every_command_that_does_something_with_its_key(playing: bool) -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        if playing:
            await pilot.press("enter")
        found = {each.words: each.key for each in palette_entries(stage.screen, stage.app.look)}
        useful = {each for each in COMMANDS if stage.screen.does_something(each)}
        assert {"next" if playing else "filter", "quit", "help"} <= {each.id for each in useful}
        assert ("stop" in {each.id for each in useful}) == playing
        for command in COMMANDS:
            assert (command.help in found) == (command in useful)
        for command in useful:
            assert command.shown in found[command.help]


async def test_palette_carries_out_what_is_chosen_in_it() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await pilot.press("enter")
        found = {each.words: each.run for each in palette_entries(stage.screen, stage.app.look)}
        done = found["Stop the session"]()
        assert done is not None
        await done
        assert not stage.screen.has_class("-playing")


async def test_command_can_be_given_another_key_by_its_id() -> None:
    stage = Stage(settings=Settings(keys={"next": "z,f9", "go": "g"}))
    async with stage.app.run_test(size=(120, 60)) as pilot:
        assert bar(stage)["go"][0] == "g"
        await pilot.press("enter", "space")
        assert not stage.screen.has_class("-playing"), "the usual keys are not its keys any more"
        await pilot.press("g")
        assert stage.screen.has_class("-playing")
        assert bar(stage)["session('next')"][0] == "z"
        assert await stage.shows(pilot, "GET READY")
        await pilot.press("n")
        assert await stage.shows(pilot, "GET READY")
        await pilot.press("f9")
        assert await stage.shows(pilot, "HOLD · ◀ LEFT · set 1 of 2")
        found = {each.words: each.key for each in palette_entries(stage.screen, stage.app.look)}
        assert found[BY_ID["next"].help] == "z"


async def test_help_shows_the_keys_that_the_person_has_set() -> None:
    stage = Stage(settings=Settings(keys={"stop": "ctrl+x"}))
    async with stage.app.run_test(size=(90, 60)) as pilot:
        shown = stage.app.look.key(BY_ID["stop"])
        assert shown != BY_ID["stop"].shown
        await pilot.press("question_mark")
        assert re.search(rf"(?m)^\s*{re.escape(shown)}\s+Stop the session", stage.text())


async def test_key_that_does_nothing_is_left_out_and_refused() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(120, 30)) as pilot:
        assert {"go", "filter", "app.history"} <= bar(stage).keys()
        assert not {"session('next')", "session('stop')", "floor", "hurts"} & bar(stage).keys()
        await pilot.press("b", "r", "x", "f", "v", "plus", "minus", "N", "B")
        assert not stage.screen.has_class("-playing")
        assert stage.sink.played == []
        await pilot.press("enter")
        assert {"go", "session('next')", "session('stop')", "floor", "hurts"} <= bar(stage).keys()
        assert not {"filter", "app.history", "app.routine('edit')"} & bar(stage).keys()
        await pilot.press("slash")
        assert stage.screen.has_class("-playing")
        assert not stage.screen.query("Filter")


async def test_key_of_a_session_that_is_refused_is_dimmed() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(120, 30)) as pilot:
        stage.screen.start(stage.entry("waits"))
        await stage.advance(pilot, 20)
        assert await stage.shows(pilot, "PRESS SPACE WHEN READY")
        assert not bar(stage)["session('more')"][3]
        assert bar(stage)["session('next')"][3]


@pytest.mark.parametrize(
    ("routine", "on"), [("lower-back", True), ("nothing-yet", False)], ids=["full", "empty"]
)
async def test_start_is_dimmed_where_there_is_nothing_to_play(routine: str, on: bool) -> None:
    stage = Stage()
    async with stage.app.run_test(size=(120, 30)) as pilot:
        await pilot.press(*"j" * list(stage.library.entries).index(routine))
        await pilot.pause()
        assert bar(stage)["go"][3] is on
        await pilot.press("enter")
        assert stage.screen.has_class("-playing") is on


async def test_label_of_the_first_key_says_what_it_does_now() -> None:
    stage = Stage()
    labels = []
    async with stage.app.run_test(size=(120, 30)) as pilot:
        labels.append(bar(stage)["go"][1])
        await pilot.press("j", "space")
        await stage.advance(pilot, 1)
        labels.append(bar(stage)["go"][1])
        await pilot.press("space")
        labels.append(bar(stage)["go"][1])
        await pilot.press("space")
        await stage.advance(pilot, 600)
        labels.append(bar(stage)["go"][1])
    assert labels == ["start", "pause", "resume", "back to list"]

"""The key map: no command in another's way, and none lost as another gets a key."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchtui.tui.commands.keymap import TABLES, keys_of, moments, rivals, unknown_commands, whole
from stretchtui.tui.commands.player import COMMANDS
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from stretchtui.tui.commands.table import Command

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_settings_doc.py"

ALL = [command for table in TABLES.values() for command in table]
BY_ID = {command.id: command for command in ALL}


def test_every_command_has_a_name_of_its_own() -> None:
    assert len(BY_ID) == len(ALL)
    assert all(re.fullmatch(r"[a-z_]+", id_) for id_ in BY_ID)


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.id)
def test_usual_keys_are_in_nobodys_way(command: Command) -> None:
    assert rivals(command, {}) == []


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.id)
def test_no_help_names_keys_that_the_person_may_have_changed(command: Command) -> None:
    assert "(also" not in command.help


def test_keys_are_compared_however_they_are_written() -> None:
    own = {"mute": "?, plus"}
    assert keys_of(BY_ID["mute"], own) == ("?", "+")
    assert [each.id for each in rivals(BY_ID["mute"], own)] == ["help", "more"]
    assert [each.id for each in rivals(BY_ID["more"], own)] == ["mute"]


def test_key_is_free_where_the_other_command_does_nothing() -> None:
    # New routines are made in the list, sides are for the builder.
    assert rivals(BY_ID["stop"], {"stop": "e,s"}) == []


async def test_no_command_does_something_at_other_moments_than_the_map_says() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        for keys, moment in (((), "list"), (("enter",), "session"), (("slash",), "typing")):
            await pilot.press(*keys)
            for command in COMMANDS:
                if stage.screen.does_something(command):
                    assert moment in moments(command) or moment == "typing", command.id
            if moment == "session":
                await pilot.press("x")


@pytest.mark.parametrize(
    ("moment", "ids"),
    [
        ("list", ["history", "today", "filter", "new", "edit", "delete", "bring_back", "down"]),
        ("session", ["next", "stop", "floor", "easier", "hurts"]),
        ("end", ["too_much", "right", "could_more"]),
        ("typing", ["found", "named"]),
    ],
)
def test_key_of_what_is_done_at_one_moment_is_free_at_others(moment: str, ids: list[str]) -> None:
    assert {id_: set(moments(BY_ID[id_])) for id_ in ids} == {id_: {moment} for id_ in ids}


def test_key_of_what_is_done_at_two_moments_is_free_at_the_third() -> None:
    assert moments(BY_ID["stretch_note"]) == {"session", "end"}
    assert rivals(BY_ID["make"], {}) == []
    assert rivals(BY_ID["make"], {"mute": "w"}) == [BY_ID["mute"]]


@pytest.mark.parametrize("id_", ["go", "settings", "help", "mute", "redraw", "save"])
def test_key_of_what_is_done_at_any_moment_is_never_free(id_: str) -> None:
    assert moments(BY_ID[id_]) == {"list", "session", "end"}


def test_whoever_shares_a_key_is_told_of_as_well() -> None:
    keys = whole({"next": "z"})
    assert keys["next"] == "z"
    assert keys["new"] == "n"
    assert set(keys) == set(BY_ID)


def test_names_that_no_command_has_are_said() -> None:
    lines = list(unknown_commands(["next", "nxet", "\x1b]0;x", "trumpets-everywhere"]))
    assert lines == [
        "settings.toml: keys.nxet: no such command: did you mean next?",
        "settings.toml: keys.\ufffd]0;x: no such command: see docs/settings.md",
        "settings.toml: keys.trumpets-everywhere: no such command: see docs/settings.md",
    ]


def test_documentation_has_every_setting_and_every_command_as_it_is() -> None:
    words = [sys.executable, str(SCRIPT), "--check"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr

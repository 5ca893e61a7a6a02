"""The builder: making a routine with keys alone, and trying it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.geometry import Offset

from stretchtui.core.settings import Settings
from stretchtui.tui.commands.builder import BUILDER_COMMANDS
from stretchtui.tui.commands.keymap import unknown_commands
from stretchtui.tui.commands.player import COMMANDS
from stretchtui.tui.dialogs.form import Form
from stretchtui.tui.dialogs.palette import palette_entries
from stretchtui.tui.player.trial import TrialScreen
from tests.tui.home import go_to
from tests.tui.stage import until
from tests.tui.workshop import SIZES, builder, press, steps, top

if TYPE_CHECKING:
    from tests.tui.stage import Stage
    from tests.tui.workshop import Workshop


# Making one


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "{}x{}".format(*size))
async def test_eight_steps_are_made_named_and_saved_with_forty_keys(
    shop: Workshop, size: tuple[int, int]
) -> None:
    stage = shop.stage()
    async with stage.app.run_test(size=size) as pilot:
        keys = await press(pilot, "n", "=Evening", "enter")
        for typed in ("kn", "br", "fi", "ca", "ch", "ha", "se", "si"):
            keys += await press(pilot, f"={typed}", "enter")
        keys += await press(pilot, "ctrl+s")
        assert keys <= 40, keys
        assert await stage.shows(pilot, "Evening")
        assert await stage.shows(pilot, "saved")
    routine = shop.read("evening.toml")
    assert routine["name"] == "Evening"
    assert [step for step in routine["step"]] == [
        {"stretch": id_}
        for id_ in (
            "knee-to-chest",
            "bridge",
            "figure-four",
            "cat-cow",
            "childs-pose",
            "half-kneeling-hip-flexor",
            "seated-hamstring",
            "side-bend",
        )
    ]


async def test_what_is_found_stays_until_something_else_is_typed(shop: Workshop) -> None:
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "n", "enter", "=hamstr", "enter", "down", "enter", "=br", "enter")
        assert steps(stage) == ["lying-hamstring", "seated-hamstring", "bridge"]
        await press(pilot, "escape")
        assert builder(stage)._library.filter.value == ""
        await press(pilot, "down", "enter")
        assert steps(stage)[-1] == "figure-four", "the place in the whole list is the last one's"


FOUND_FIRST = {
    "kn": "knee-to-chest",
    "flexor": "half-kneeling-hip-flexor",
    "cow": "cat-cow",
    "knee rols": "knee-rolls",
    "hamstirng": "lying-hamstring",
    "strap": "lying-hamstring",
    "standing": "side-bend",
    "side body": "side-bend",
    "HAM seat": "seated-hamstring",
}


async def test_stretches_are_found_by_name_target_position_and_needs(shop: Workshop) -> None:
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "n", "enter")
        for typed in FOUND_FIRST:
            await press(pilot, f"={typed}", "enter")
        assert steps(stage) == list(FOUND_FIRST.values())


async def test_step_of_ones_own_is_typed_in_place_with_instructions(shop: Workshop) -> None:
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "n", "=Own", "enter", "=Shake it out", "enter")
        assert await stage.shows(pilot, "Shake it out", "30 s")
        await press(pilot, "tab", "enter", "up")
        await press(pilot, "=Stand.", "enter", "=Shake.", "ctrl+s", "ctrl+s")
    assert shop.read("own.toml")["step"] == [
        {"name": "Shake it out", "instructions": ["Stand.", "Shake."]}
    ]


async def test_keys_that_come_all_at_once_are_taken_in_their_order(shop: Workshop) -> None:
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        first = ("n", "=Hips", "enter", "=br", "enter", "=cat", "enter", "tab", "t", "t")
        form = ("enter", "=45", "down", "=3", "enter", "up", "r", "a", "=si", "enter")
        await press(pilot, *first, *form, "ctrl+s")
    routine = shop.read("hips.toml")
    assert routine["name"] == "Hips"
    assert routine["step"] == [
        {"stretch": "bridge", "rest": 5},
        {"stretch": "side-bend"},
        {"stretch": "cat-cow", "breaths": 3, "times": 3},
    ]


# Changing it in place


async def test_each_key_changes_the_chosen_step_in_place(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "plus", "plus", "minus", "t", "s", "r", "r")
        assert await stage.shows(pilot, "▸ 1 Figure four", "35 s ×2 alt. 10 s", within="#sequence")
        await press(pilot, "J")
        assert steps(stage) == ["bridge", "figure-four", "Shake it out"]
        await press(pilot, "ctrl+up", "y", "alt+down")
        assert steps(stage) == ["figure-four", "bridge", "figure-four", "Shake it out"]
        await press(pilot, "x", "K", "backspace", "delete")
        assert steps(stage) == ["figure-four"]
        await press(pilot, *"u" * 8)
        assert steps(stage) == ["figure-four", "bridge", "Shake it out"]
        await press(pilot, "ctrl+r", "ctrl+s")
    assert hips.read("hips.toml")["step"][0] == {"stretch": "bridge"}


async def test_total_is_the_sum_of_the_lengths_at_every_change(hips: Workshop) -> None:
    stage = hips.stage()
    seen = []
    async with stage.app.run_test() as pilot:
        await press(pilot, "e")
        for key in ("t", "r", "plus", "x", "u"):
            *lengths, total = _lengths(stage)
            assert sum(lengths) == total
            seen.append(total)
            await press(pilot, key)
    assert len(set(seen[:4])) == 4


def _lengths(stage: Stage) -> list[int]:
    """The lengths of the steps that are shown, and what they add up to, in seconds."""
    shown = [line.split()[-1].split(":") for line in stage.lines() if ":" in line[-6:]]
    return [int(minutes) * 60 + int(seconds) for minutes, seconds in shown]


async def test_undo_goes_on_beyond_the_moment_of_saving(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "x", "ctrl+s", "u")
        assert await stage.shows(pilot, "not saved")
        await press(pilot, "ctrl+s")
    assert len(hips.read("hips.toml")["step"]) == 3


async def test_mouse_chooses_adds_and_opens(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e")
        library, sequence = builder(stage)._library.list, builder(stage)._steps.list
        await pilot.click(library, offset=Offset(5, 3))
        assert len(steps(stage)) == 3
        await pilot.click(library, offset=Offset(5, 3))
        assert steps(stage)[1] == "figure-four"
        await pilot.click(sequence, offset=Offset(5, 2))
        assert builder(stage).editor.now.cursor == 2
        await pilot.click(sequence, offset=Offset(5, 2))
        assert isinstance(top(stage), Form)


# Trying it out


async def test_trial_plays_from_the_chosen_step_and_comes_back(hips: Workshop) -> None:
    stage = hips.stage(speed=10)
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "t", "down", "p")
        assert isinstance(top(stage), TrialScreen)
        assert await stage.shows(pilot, "Bridge", "step 2 of 3", "GET READY", "10× speed")
        await press(pilot, "n", "n")
        assert await stage.shows(pilot, "step 3 of 3")
        await press(pilot, "x")
        assert top(stage) is builder(stage)
        await press(pilot, "u", "down", "down", "p")
        await stage.advance(pilot, 30)
        assert await stage.shows(pilot, "All done.")
        await press(pilot, "space")
        assert top(stage) is builder(stage)
        assert steps(stage) == ["figure-four", "bridge", "Shake it out"]


# The settings


async def test_lengths_are_those_of_the_settings_changed_over_a_trial(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e")
        *before, total = _lengths(stage)
        await press(pilot, "p")
        await go_to(stage, pilot, "Get ready")
        await press(pilot, *["right"] * 7, "escape", "q")
        assert top(stage) is builder(stage)
        assert _lengths(stage) == [*(each + 7 for each in before), total + 21]
        await press(pilot, "enter")
        assert await stage.shows(pilot, f"1:{before[0] + 7 - 60:02} in all")
        await press(pilot, "escape", "n")
        assert await stage.shows(pilot, "default 15 s")


async def test_keys_are_shown_as_they_are_by_now(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e")
        assert await stage.shows(pilot, "u undo", within="KeyBar")
        keys = {"undo": "z", "other_pane": "f4", "save": "f5", "leave_builder": "f6", "named": "f7"}
        stage.settings.set(Settings(keys=keys))
        await press(pilot)
        assert await stage.shows(pilot, "z undo", "f5 save", "f6 leave", within="KeyBar")
        await press(pilot, "f4")
        assert await stage.shows(pilot, "f4 steps", "f5 save", "f6 back", within="KeyBar")
        await press(pilot, "f6", "f6")
        await press(pilot, "n")
        assert await stage.shows(pilot, "f7 choose stretches", "f6 leave", within="KeyBar")
        await press(pilot, "f7")
        assert await stage.shows(pilot, "add", "f4 steps", within="KeyBar")


async def test_window_is_called_after_the_routine_while_it_is_made(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e")
        assert stage.app.title == "Hips"
        await press(pilot, "n", "= two", "enter")
        assert stage.app.title == "Hips two"
        await press(pilot, "p")
        await press(pilot, "escape")
        assert stage.app.title == "Hips two"
        await press(pilot, "escape", "d")
        assert stage.app.title == "stretchtui"


# The table of commands


@pytest.mark.parametrize("keys", [[], ["tab"], ["y"]], ids=["steps", "stretches", "name"])
async def test_no_key_of_the_table_means_two_things_at_one_time(
    hips: Workshop, keys: list[str]
) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, *(["y"] if keys == ["y"] else ["e", *keys]))
        screen = builder(stage)
        useful = [each for each in BUILDER_COMMANDS if screen.does_something(each)]
        used = [key for command in useful for key in command.keys.split(",")]
        assert len(set(used)) == len(used)
        found = {each.words for each in palette_entries(screen, stage.app.look)}
        assert {command.help for command in useful} <= found
        for key in screen._keys.keys:
            name, _, words = key[2].partition("(")
            assert callable(getattr(screen, f"action_{name}")), words


def test_commands_have_names_of_their_own_and_can_be_given_other_keys() -> None:
    ids = [command.id for command in (*COMMANDS, *BUILDER_COMMANDS)]
    assert len(set(ids)) == len(ids)
    assert not list(unknown_commands(ids))


async def test_help_has_the_keys_of_the_builder(hips: Workshop) -> None:
    stage = hips.stage(settings=Settings(keys={"undo": "z"}))
    async with stage.app.run_test(size=(80, 50)) as pilot:
        await press(pilot, "e", "t", "z")
        assert not builder(stage).editor.changed
        await press(pilot, "question_mark")
        assert await stage.shows(pilot, "z Undo", "J ctrl+↓ Move the step down")


# Groups

IN_ROUNDS = """\
format = 1

[[routine]]
id = "core"
name = "Core"

  [[routine.step]]
  stretch = "bridge"

  [[routine.step]]
  rounds = 3
  rest = 30

    [[routine.step.step]]
    stretch = "figure-four"

    [[routine.step.step]]
    name = "Plank"
    hold = 20
"""


async def test_a_group_is_shown_changed_and_saved_as_one(shop: Workshop) -> None:
    path = shop.write("core.toml", IN_ROUNDS)
    stage = shop.stage()
    async with stage.app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "e")
        assert await stage.shows(pilot, "Figure four and Plank")
        assert stage.says("2 steps ×3 rounds")
        assert stage.says("3 steps")
        await press(pilot, "down", "t", "r", "plus", "s", "J", "enter")
        assert await stage.shows(pilot, "2 steps ×4 rounds")
        assert stage.app.screen is builder(stage), "a group has no form"
        await press(pilot, "K", "u", "y", "ctrl+s")
        assert await stage.shows(pilot, "saved")
    first = {
        "rounds": 4,
        "rest": 45,
        "step": [{"stretch": "figure-four"}, {"name": "Plank", "hold": 20}],
    }
    assert shop.read("core.toml")["step"] == [{"stretch": "bridge"}, first, first]
    again = path.read_text(encoding="utf-8")
    async with (stage := shop.stage()).app.run_test() as pilot:
        await press(pilot, "e", "t", "u", "ctrl+s")
        assert await stage.shows(pilot, "Core")
    assert path.read_text(encoding="utf-8") == again


async def test_the_trial_of_a_group_begins_with_its_first_step(shop: Workshop) -> None:
    shop.write("core.toml", IN_ROUNDS)
    stage = shop.stage()
    async with stage.app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "e", "down", "p")
        await until(pilot, lambda: stage.player.is_playing)
        assert stage.player.view().phase.turn == (1, 1)
        assert stage.player.view().phase.rounds == 3

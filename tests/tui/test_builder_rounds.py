"""Rounds in the builder: steps are chosen, grouped, moved and taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset

from stretchtui.core.routines.model import Group
from stretchtui.tui.dialogs.form import Form
from tests.tui.workshop import builder, press, settle, steps, top

if TYPE_CHECKING:
    from tests.tui.workshop import Workshop


async def test_steps_are_chosen_grouped_changed_and_saved(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "v", "down", "ctrl+g")
        assert await stage.shows(pilot, "┌ 2 rounds", "1 │ Figure four", "2 └ Bridge", "3 Shake")
        await press(pilot, "t", "r")
        assert await stage.shows(pilot, "┌ 3 rounds, rest 5 s", within="#sequence")
        await press(pilot, "enter")
        assert isinstance(top(stage), Form)
        await press(pilot, "=2 to 4 by 1 every 3", "down", "=30", "down", "right", "enter")
        assert await stage.shows(pilot, "2-4 rounds in random order", within="#sequence")
        await press(pilot, "J", "down", "plus", "y", "ctrl+s")
        assert await stage.shows(pilot, "Saved:")
    first, second = hips.read("hips.toml")["step"]
    assert first == {"name": "Shake it out", "hold": 10}
    assert second["rounds"] == {"from": 2, "to": 4, "every": 3}
    assert second["rest"] == 30
    assert second["shuffle"] is True
    assert [each["stretch"] for each in second["step"]] == ["figure-four"] * 2 + ["bridge"]


async def test_group_is_taken_apart_again(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "ctrl+g")
        assert isinstance(builder(stage).editor.routine.steps[0], Group)
        await press(pilot, "ctrl+g")
        assert steps(stage) == ["figure-four", "bridge", "Shake it out"]
        await press(pilot, "v", "down", "ctrl+g", "up", "v", "end", "ctrl+g")
        assert await stage.shows(pilot, "ungroup it first")


async def test_step_is_dragged_with_the_mouse(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e")
        table = builder(stage)._steps.list
        await pilot.mouse_down(table, Offset(5, 0))
        await pilot.hover(table, Offset(5, 1))
        await pilot.hover(table, Offset(5, 2))
        await pilot.mouse_up(table, Offset(5, 2))
        await settle(pilot)
        assert steps(stage) == ["bridge", "Shake it out", "figure-four"]
        await press(pilot, "u")
        assert steps(stage)[0] == "figure-four", "a drag is one edit"


async def test_growth_of_the_chosen_row_is_told_in_words(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "e", "enter", "=20 to 60 by 5 every 3", "enter")
        assert await stage.shows(pilot, "3 steps · +5 s every 3 sessions")
        await press(pilot, "ctrl+g", "enter", "=2 to 3", "enter")
        assert await stage.shows(pilot, "3 steps · +1 round every session")
        await press(pilot, "G")
        assert not stage.says("every session")


async def test_esc_lets_go_of_what_is_selected_before_it_leaves(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "v", "down", "escape")
        assert builder(stage).editor.now.mark is None
        await press(pilot, "escape")
        assert top(stage) is stage.screen

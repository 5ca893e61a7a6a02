"""Drafts: what was not saved is offered again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stretchtui.store import drafts
from stretchtui.tui.builder.screen import BuilderScreen
from tests.tui.workshop import builder, press, top

if TYPE_CHECKING:
    from tests.tui.stage import Stage
    from tests.tui.workshop import Workshop


def leave_draft(shop: Workshop, stage: Stage) -> None:
    """What a program leaves behind that is killed: its lock goes, its draft stays."""
    builder(stage).editor.close_draft()
    assert shop.drafts()


@pytest.mark.parametrize(("answer", "kept"), [("enter", 1), ("d", 0), ("l", 1)])
async def test_draft_of_a_program_that_was_killed_is_offered(
    shop: Workshop, answer: str, kept: int
) -> None:
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "n", "=Half done", "enter", "=br", "enter")
        leave_draft(shop, stage)
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        assert stage.says("Go on with what was not saved?", "Half done: 1 step, just now")
        await press(pilot, answer)
        assert isinstance(top(stage), BuilderScreen) is (answer == "enter")
        if answer == "enter":
            assert stage.says("Half done", "Bridge", "not saved")
            await press(pilot, "ctrl+s")
            assert shop.files() == ["half-done.toml"]
            kept = 0
    assert len(shop.drafts()) == kept


async def test_draft_is_offered_as_its_routine_is_opened_again(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "t")
        leave_draft(hips, stage)
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "l")
        await press(pilot, "e")
        assert stage.says("Go on with what was not saved?")
        await press(pilot, "l")
        assert not builder(stage).editor.changed
        await press(pilot, "escape")
        await press(pilot, "e")
        await press(pilot, "enter")
        assert stage.says("×2", "not saved")
        await press(pilot, "ctrl+s")
    assert hips.read("hips.toml")["step"][0]["times"] == 2


async def test_draft_that_another_program_works_on_is_not_offered(shop: Workshop) -> None:
    first = shop.stage()
    async with first.app.run_test() as pilot:
        await press(pilot, "n", "=Mine", "enter", "=br", "enter")
        second = shop.stage()
        async with second.app.run_test() as other:
            await other.pause()
            assert second.app.screen is second.screen
        await press(pilot, "ctrl+s")
    assert drafts.left(shop.folders) == []

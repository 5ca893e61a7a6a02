"""Drafts: what was not saved is offered again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stretchtui.core.routines.model import Routine, Step
from stretchtui.store import drafts
from stretchtui.store.drafts import DraftFile
from stretchtui.store.keeping import Origin
from stretchtui.tui.builder.screen import BuilderScreen
from stretchtui.tui.dialogs.question import Question
from tests.tui.workshop import builder, press, settle, top

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
        assert await stage.shows(pilot, "Restore unsaved changes?", "Half done: 1 step, just now")
        await press(pilot, answer)
        assert isinstance(top(stage), BuilderScreen) is (answer == "enter")
        if answer == "enter":
            assert await stage.shows(pilot, "Half done", "Bridge", "not saved")
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
        assert await stage.shows(pilot, "Restore unsaved changes?")
        await press(pilot, "l")
        assert not builder(stage).editor.changed
        await press(pilot, "escape")
        await press(pilot, "e")
        await press(pilot, "enter")
        assert await stage.shows(pilot, "×2", "not saved")
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
    assert drafts.look(shop.folders).drafts == ()


def write_draft(shop: Workshop, name: str) -> None:
    """A draft of a routine of one step."""
    file = DraftFile(shop.folders, Origin())
    file.keep(Routine(id="new", name=name, steps=(Step(stretch="bridge"),)))
    file.close()


async def test_drafts_are_offered_one_after_the_other(shop: Workshop) -> None:
    names = {"First", "Second"}
    for name in names:
        write_draft(shop, name)
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        offered = [name for name in names if stage.says(f"{name}: 1 step")]
        await press(pilot, "d")
        offered += [name for name in names if stage.says(f"{name}: 1 step")]
        assert len(offered) == 2
        assert set(offered) == names
        await press(pilot, "d")
        assert top(stage) is stage.screen
    assert shop.drafts() == []


async def test_damaged_draft_is_said_and_the_others_are_offered(shop: Workshop) -> None:
    write_draft(shop, "First")
    (path,) = (shop.folders.data / "drafts").glob("*.toml")
    path.write_bytes(path.read_bytes().replace(b"First", b"Forst"))
    write_draft(shop, "Second")
    stage = shop.stage()
    async with stage.app.run_test(notifications=True, size=(120, 40)) as pilot:
        await pilot.pause()
        assert await stage.shows(pilot, "can't be restored", "Second: 1 step")
        await press(pilot, "d")
        assert top(stage) is stage.screen


@pytest.mark.parametrize("begun", ["help", "session"])
async def test_no_more_drafts_are_offered_to_who_has_begun_something_else(
    shop: Workshop, begun: str
) -> None:
    for name in ("First", "Second"):
        write_draft(shop, name)
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(top(stage), Question)
        top(stage).dismiss("drop")
        # Quicker than the answer is taken.
        if begun == "help":
            stage.screen.action_help()
        else:
            stage.screen.begin(stage.entry("quick"))
        await settle(pilot)
        assert not isinstance(top(stage), Question)
        assert (stage.playing is not None) is (begun == "session")
    assert len(shop.drafts()) == 1


async def test_draft_that_another_program_has_taken_up_meanwhile_is_left_to_it(
    shop: Workshop,
) -> None:
    write_draft(shop, "Mine")
    stage = shop.stage()
    async with stage.app.run_test(notifications=True) as pilot:
        await pilot.pause()
        (draft,) = drafts.look(shop.folders).drafts
        theirs = drafts.take_up(draft, shop.folders)
        assert theirs is not None
        await press(pilot, "enter")
        assert await stage.shows(pilot, "Already open in another window")
        assert top(stage) is stage.screen
        theirs.close()


async def test_draft_is_kept_again_if_the_builder_was_not_left_after_all(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "t", "escape")
        top(stage).dismiss("drop")
        # Quicker than the answer is taken.
        builder(stage).action_help()
        await settle(pilot)
        assert not hips.drafts()
        await press(pilot, "escape")
        assert top(stage) is builder(stage)
        await press(pilot, "t")
        assert hips.drafts()

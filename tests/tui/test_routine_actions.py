"""What can be done to the routines of the list: copying, deleting, bringing back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.tui.builder.screen import BuilderScreen
from tests.tui.stage import until
from tests.tui.workshop import HIPS, press, top

if TYPE_CHECKING:
    from tests.tui.workshop import Workshop


async def test_copy_is_made_under_another_name(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "y", "enter", "x", "ctrl+s", "escape")
        assert await stage.shows(pilot, "▸ Hips 2", "2 ◆ yours")
    assert hips.files() == ["hips-2.toml", "hips.toml"]


async def test_deleted_routine_is_brought_back_comments_and_all(hips: Workshop) -> None:
    path = hips.write("hips.toml", f"# mine\n{HIPS}")
    before = path.read_text()
    stage = hips.stage()
    async with stage.app.run_test(size=(120, 30)) as pilot:
        await press(pilot, "d")
        await press(pilot, "escape")
        assert path.exists()
        await press(pilot, "d")
        await press(pilot, "d", "d")
        assert not path.exists()
        assert not stage.says("Hips")
        await press(pilot, "d")
        assert top(stage) is stage.screen, "what came with the program cannot be deleted"
        await press(pilot, "u")
        assert await stage.shows(pilot, "▸ Hips")
        await press(pilot, "u")
    assert path.read_text() == before


async def test_deleting_ones_own_brings_the_shipped_one_back(shop: Workshop) -> None:
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "x", "ctrl+s", "escape", "d")
        assert await stage.shows(pilot, "takes its place again")
        await press(pilot, "d")
        assert await stage.shows(pilot, "▸ Lower back", "4 steps")
        assert not stage.says("yours")


async def test_keys_of_the_list_mean_something_else_while_a_session_plays(
    hips: Workshop,
) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "enter", "n", "e", "y", "d", "u")
        assert top(stage) is stage.screen
        assert await stage.shows(pilot, "HOLD")
        await press(pilot, "x")
        await press(pilot, "slash", "=den")
        assert top(stage) is stage.screen


TORN = HIPS + '[[routine]]\nid = "torn"\nname = "Torn"\nabout = 5\n'
"""A file with a fault in it."""


async def test_file_with_a_fault_is_not_edited_over(hips: Workshop) -> None:
    hips.write("hips.toml", TORN)
    stage = hips.stage()
    async with stage.app.run_test(size=(120, 30), notifications=True) as pilot:
        await press(pilot, "e")
        assert top(stage) is stage.screen
        assert await stage.shows(pilot, "fix the error"), stage.text()


async def test_started_for_what_cannot_be_edited_the_program_stays_and_says_why(
    hips: Workshop,
) -> None:
    hips.write("hips.toml", TORN)
    stage = hips.stage(build=hips.stage().entry("hips"))
    async with stage.app.run_test(size=(120, 30), notifications=True) as pilot:
        await pilot.pause()
        assert top(stage) is stage.screen
        assert await stage.shows(pilot, "fix the error"), stage.text()
        assert stage.app.return_code is None


async def test_started_for_a_copy_the_builder_has_a_new_routine_to_be_named(
    hips: Workshop,
) -> None:
    stage = hips.stage(build=hips.stage().entry("hips"), copies=True)
    async with stage.app.run_test(size=(120, 30)) as pilot:
        await until(pilot, lambda: isinstance(top(stage), BuilderScreen))
        assert await stage.shows(pilot, "Hips 2"), stage.text()
        await press(pilot, "enter", "ctrl+s")
        await until(pilot, lambda: "hips-2.toml" in hips.files())
    assert hips.read("hips-2.toml")["name"] == "Hips 2"

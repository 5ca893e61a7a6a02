"""Stretches of one's own: made, edited, and made of a step."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.model import Condition, Sides, Stretch
from stretchtui.tui.builder.own_list import OwnList
from stretchtui.tui.builder.stretches_screen import StretchesScreen
from stretchtui.tui.commands.stretches import UNDO
from stretchtui.tui.dialogs.form import Form
from stretchtui.tui.dialogs.question import Question
from stretchtui.tui.widgets.several import Several
from tests.tui.workshop import builder, press, steps, top

if TYPE_CHECKING:
    from tests.tui.stage import Stage
    from tests.tui.workshop import Workshop


ROOT = Path(__file__).parents[2]
SHIPPED = decode((ROOT / "routines.toml").read_text(encoding="utf-8"), "").stretches
DRAWN = next(each for each in SHIPPED if each.figure is not None)


def kept(shop: Workshop) -> list[dict[str, Any]]:
    """One's own stretches, as any TOML reader sees them."""
    text = (shop.folders.routines / "stretches.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)["stretch"]
    return found


async def test_stretch_is_made_and_used_and_edited(hips: Workshop) -> None:
    hips.write("drawn.toml", encode((), [replace(DRAWN, id="drawn", name="Drawn")]))
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "w")
        assert await stage.shows(pilot, "Your stretches", "Drawn", "not used", "1 stretch")
        await press(pilot, "n", "ctrl+u", "=Wall slide", "tab", "=Stand.", "enter", "=Slide.")
        await press(pilot, "tab", "=shoulders, chest", "down", "down", "=wall", "down", "down")
        await press(pilot, "=45", *["down"] * 19, "=drawn")
        assert await stage.shows(pilot, "looks like Drawn", within="Form > Vertical")
        await press(pilot, "enter")
        assert await stage.shows(pilot, "Wall slide is in your library")
        await press(pilot, "escape", "a", "=wall sl", "enter", "ctrl+s")
        assert steps(stage)[1] == "wall-slide"
        await press(pilot, "tab", "w")
        assert await stage.shows(pilot, "1 routine", "2 stretches")
        await press(pilot, "end", "enter")
        await press(pilot, "=s", "enter")
        assert await stage.shows(pilot, "Wall slides is in your library", "Used in Hips")
        await press(pilot, "escape")
        assert await stage.shows(pilot, "2 Wall slides")
    (stretch,) = kept(hips)
    assert stretch.pop("figure")
    assert stretch == {
        "id": "wall-slide",
        "name": "Wall slides",
        "targets": ["shoulders", "chest"],
        "needs": ["wall"],
        "instructions": ["Stand.", "Slide."],
        "hold": 45,
    }


async def test_step_of_ones_own_becomes_a_stretch(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "G", "t", "m")
        assert isinstance(top(stage), Form)
        await press(pilot, "enter")
        assert await stage.shows(pilot, "Shake it out is in your library")
        step = builder(stage).editor.now.step
        assert step is not None
        assert (step.stretch, step.name, step.hold, step.times) == ("shake-it-out", None, None, 2)
    assert kept(hips) == [{"id": "shake-it-out", "name": "Shake it out", "hold": 10}]


async def test_copy_of_a_built_in_one_has_a_name_of_its_own(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "down", "m")
        assert await stage.shows(pilot, "Your copy of Bridge")
        await press(pilot, "enter")
        assert await stage.shows(pilot, "Bridge 2 is in your library")
    (stretch,) = kept(hips)
    assert (stretch["id"], stretch["name"]) == ("bridge-2", "Bridge 2")


async def test_what_cannot_be_saved_stays_in_the_form(hips: Workshop) -> None:
    hips.write("stretches.toml", "format = 2\n")
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "w", "n", "=!", "enter")
        assert isinstance(top(stage), Form)
        assert await stage.shows(pilot, "stretches.toml: format: expected format = 1")


@pytest.mark.parametrize(
    ("keys", "title"), [(("w", "n"), "New stretch"), (("G", "m"), "Shake it out")]
)
async def test_form_of_a_stretch_comes_back_after_the_program_was_killed(
    hips: Workshop, keys: tuple[str, ...], title: str
) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", *keys)
        await press(pilot, "=!!")
        builder(stage).editor.close_draft()
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter")
        assert await stage.shows(pilot, title, f"{title}!!")


WALL = Stretch(id="wall", name="Wall slide", targets=("shoulders",), hold=45, sides=Sides.BOTH)
TWIST = Stretch(id="twist", name="Twist", reps=8)
USING = """format = 1

[[routine]]
id = "desk"
name = "Desk"

  [[routine.step]]
  stretch = "wall"
"""


def screen(stage: Stage) -> StretchesScreen:
    """The list of one's own stretches, which is in front."""
    found = top(stage)
    assert isinstance(found, StretchesScreen)
    return found


def names(stage: Stage) -> list[str]:
    """The stretches in it."""
    return [row.stretch.name for row in screen(stage).query_one(OwnList).rows]


async def test_list_of_routines_leads_to_them_and_esc_back(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "s")
        assert await stage.shows(
            pilot, "No stretches of your own yet", "Press n to make one", "c to start from"
        )
        assert not screen(stage).does_something(UNDO)
        await press(pilot, "enter", "d", "slash", "u", "down")
        assert top(stage) is screen(stage)
        await press(pilot, "escape")
        assert top(stage) is stage.screen


async def test_copy_of_a_built_in_one_is_found_by_typing(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "s", "c", "=bridg", "enter")
        assert await stage.shows(pilot, "Your copy of Bridge")
        await press(pilot, "enter")
        assert await stage.shows(pilot, "Bridge 2 is in your library")
        await press(pilot, "escape", "n", "=My own", "enter", "=bridge 2")
        assert await stage.shows(pilot, "Bridge 2", within="StretchList")


async def test_what_is_typed_is_kept_until_the_form_opens_again(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "s", "n", "=!!")
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "s", "n")
        assert await stage.shows(pilot, "New stretch!!", within="Form > Vertical")


async def test_change_is_seen_in_the_routines(hips: Workshop) -> None:
    hips.write("own.toml", encode((), [WALL]))
    hips.write("desk.toml", USING)
    stage = hips.stage()
    async with stage.app.run_test(size=(120, 40)) as pilot:
        assert await stage.shows(pilot, "Desk")
        assert stage.screen.browser.choose("desk")
        await press(pilot, "s", "enter", "=s", "enter", "escape")
        assert stage.screen.browser.row is not None
        assert stage.screen.browser.row.name == "Desk"
        assert await stage.shows(pilot, "Wall slides")


async def test_one_that_is_used_stays_and_the_routines_are_named(hips: Workshop) -> None:
    hips.write("own.toml", encode((), [WALL, TWIST]))
    for number in range(5):
        name = "Desk" if not number else f"Desk {number}"
        text = USING.replace('"desk"', f'"desk-{number}"').replace('"Desk"', f'"{name}"')
        hips.write(f"desk{number}.toml", text)
    stage = hips.stage()
    async with stage.app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "s", "end")
        assert names(stage) == ["Twist", "Wall slide"]
        assert await stage.shows(pilot, "5 routines", "45 s both", "Used in Desk, Desk 1")
        await press(pilot, "d")
        said = "Wall slide is used in Desk, Desk 1, Desk 2 and 2 more. Remove it there first."
        assert await stage.shows(pilot, said)
        assert not isinstance(top(stage), Question)
        await press(pilot, "home")
        assert not stage.says(said)


async def test_routine_that_is_made_uses_them_before_it_is_saved(hips: Workshop) -> None:
    hips.write("own.toml", encode((), [WALL]))
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "a", "=wall sl", "enter", "tab", "w", "d")
        assert await stage.shows(pilot, "Wall slide is used in Hips. Remove it there first.")
        await press(pilot, "escape", "x", "w", "d", "d")
        assert await stage.shows(pilot, "Wall slide is deleted")
        await press(pilot, "escape")
        await press(pilot, "a", "=wall sl")
        assert not stage.says("Wall slide", within="StretchList")


async def test_deleted_one_can_be_brought_back(hips: Workshop) -> None:
    path = hips.write("own.toml", "# mine\n" + encode((), [WALL, TWIST]))
    before = path.read_bytes()
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "s", "d", "escape")
        assert names(stage) == ["Twist", "Wall slide"]
        await press(pilot, "d", "d")
        assert await stage.shows(pilot, "Twist is deleted. Press u to undo.")
        assert names(stage) == ["Wall slide"]
        await press(pilot, "d", "d")
        assert names(stage) == []
        assert await stage.shows(pilot, "No stretches of your own yet")
        await press(pilot, "u", "u", "u")
        assert await stage.shows(pilot, "Twist is back.")
        assert names(stage) == ["Twist", "Wall slide"]
    assert path.read_bytes() == before


async def test_built_in_one_comes_back_in_the_place_of_ones_own(hips: Workshop) -> None:
    hips.write("own.toml", encode((), [Stretch(id="bridge", name="My bridge", hold=20)]))
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "w", "d")
        assert await stage.shows(pilot, "Delete My bridge?", "The built-in version takes its place")
        await press(pilot, "d")
        assert names(stage) == []
        await press(pilot, "escape")
        assert await stage.shows(pilot, "2 Bridge")


async def test_what_cannot_be_written_is_said_and_changes_nothing(hips: Workshop) -> None:
    path = hips.write("own.toml", encode((), [WALL, TWIST]))
    stage = hips.stage()
    async with stage.app.run_test(size=(120, 24)) as pilot:
        await press(pilot, "s")
        good = path.read_bytes()
        path.write_text("format = 2\n")
        await press(pilot, "d", "d")
        assert await stage.shows(pilot, "Twist was not deleted")
        path.write_bytes(good)
        await press(pilot, "d", "d")
        assert names(stage) == ["Wall slide"]
        path.write_text("format = 2\n")
        await press(pilot, "u")
        assert await stage.shows(pilot, "own.toml: format: expected format = 1")
        assert screen(stage).does_something(UNDO)


async def test_stretch_is_found_by_its_name_and_by_the_mouse(hips: Workshop) -> None:
    hips.write("own.toml", encode((), [WALL, TWIST]))
    stage = hips.stage()
    async with stage.app.run_test(size=(60, 24)) as pilot:
        await press(pilot, "s", "slash", "=shoulder", "enter")
        chosen = screen(stage).query_one(OwnList)
        assert chosen.row is not None
        assert chosen.row.stretch.name == "Wall slide"
        await pilot.click(OwnList, offset=(4, 0))
        assert await stage.shows(pilot, "▸ Twist")
        await pilot.click(OwnList, offset=(4, 0))
        assert await stage.shows(pilot, "Twist", within="Form > Vertical")


@pytest.mark.parametrize("size", [(40, 15), (60, 24), (80, 24), (120, 40)])
async def test_name_is_read_whole_however_little_room_there_is(
    hips: Workshop, size: tuple[int, int]
) -> None:
    hips.write("own.toml", encode((), [WALL, TWIST]))
    hips.write("desk.toml", USING)
    stage = hips.stage()
    async with stage.app.run_test(size=size) as pilot:
        await press(pilot, "s", "end")
        assert await stage.shows(pilot, "▸ Wall slide", "Used in Desk")
        assert stage.says("45 s both")
        assert stage.says("shoulders")


async def test_form_has_every_field_of_the_format(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "s", "n")
        form = top(stage)
        assert isinstance(form, Form)
        assert {"id", *(each.field for each in form.fields)} == set(Stretch.__struct_fields__)


async def test_who_should_avoid_it_is_selected_from_a_list(hips: Workshop) -> None:
    hips.write("own.toml", encode((), [replace(WALL, avoid=(Condition.HEART,))]))
    stage = hips.stage()
    async with stage.app.run_test(size=(80, 50)) as pilot:
        await press(pilot, "s", "enter")
        assert await stage.shows(pilot, "avoid", "with a heart condition", within="Form > Vertical")
        while not isinstance(stage.app.focused, Several):
            await press(pilot, "tab")
        assert await stage.shows(pilot, "▸ [ ] with a slipped disc", "[x] with a heart condition")
        await press(pilot, "space", "down", "space", "space", "down", "space", *["down"] * 4)
        await press(pilot, "space", "up", "down", "down")
        assert not isinstance(stage.app.focused, Several)
        assert await stage.shows(pilot, "with a slipped disc, when pregnant", within="Several")
        await pilot.click(Several, offset=(6, 0))
        assert stage.app.focused is stage.app.screen.query_one(Several)
        await stage.app.workers.wait_for_complete()
        assert await stage.shows(pilot, "[x] when pregnant", within="Several")
        await pilot.click(Several, offset=(6, 6))
        assert await stage.shows(pilot, "▸ [x] with a heart condition", within="Several")
        await press(pilot, "enter")
    (stretch,) = tomllib.loads((hips.folders.routines / "own.toml").read_text())["stretch"]
    assert stretch["avoid"] == ["disc", "pregnancy", "heart"]


async def test_what_was_selected_comes_back_with_the_form(hips: Workshop) -> None:
    hips.write("own.toml", encode((), [WALL]))
    stage = hips.stage()
    async with stage.app.run_test(size=(80, 50)) as pilot:
        await press(pilot, "s", "enter")
        while not isinstance(stage.app.focused, Several):
            await press(pilot, "tab")
        assert await stage.shows(pilot, "avoid")
        await press(pilot, "space", "shift+tab")
    stage = hips.stage()
    async with stage.app.run_test(size=(80, 50)) as pilot:
        await press(pilot, "s", "enter")
        assert await stage.shows(pilot, "with a slipped disc", within="Several")

"""Stretches of one's own: made, edited, and made of a step."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.format import decode
from stretchtui.tui.dialogs.form import Form
from tests.tui.workshop import builder, press, steps, top

if TYPE_CHECKING:
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
        assert await stage.shows(pilot, "Your stretches", "+ new stretch")
        await press(pilot, "enter", "ctrl+u", "=Wall slide", "tab", "=Stand.", "enter", "=Slide.")
        await press(pilot, "tab", "=shoulders, chest", "down", "down", "=wall", "down", "down")
        await press(pilot, "=45", *["down"] * 11, "=drawn")
        assert await stage.shows(pilot, "looks like Drawn", within="Form > Vertical")
        await press(pilot, "enter")
        assert await stage.shows(pilot, "Wall slide is in your library")
        await press(pilot, "a", "=wall sl", "enter", "ctrl+s")
        assert steps(stage)[1] == "wall-slide"
        await press(pilot, "tab", "w")
        await press(pilot, "end", "enter")
        await press(pilot, "=s", "enter")
        assert await stage.shows(pilot, "Wall slides is in your library", "2 Wall slides")
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
        await press(pilot, "e", "w", "enter", "=!", "enter")
        assert isinstance(top(stage), Form)
        assert await stage.shows(pilot, "stretches.toml: format: expected format = 1")


@pytest.mark.parametrize(
    ("keys", "title"), [(("w", "enter"), "New stretch"), (("G", "m"), "Shake it out")]
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

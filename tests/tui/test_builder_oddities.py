"""The builder with what nobody expects: hostile text, long routines, absurd sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events

from stretchtui.core.routines.model import Step
from stretchtui.store.drafts import DraftFile
from stretchtui.store.keeping import Origin
from tests.tui.workshop import builder, press, steps

if TYPE_CHECKING:
    from tests.tui.workshop import Workshop


def many(count: int) -> str:
    """A routine of so many steps."""
    step = '[[routine.step]]\nstretch = "knee-rolls"\n\n'
    return f'format = 1\n\n[[routine]]\nid = "many"\nname = "Many"\n\n{step * count}'


async def test_five_hundred_steps_are_edited_like_five(shop: Workshop) -> None:
    shop.write("many.toml", many(500))
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "end", "t", "y", "K")
        assert await stage.shows(pilot, "▸ 500 Knee rolls", "501 steps")
        await press(pilot, "home", "x", "J", "ctrl+s")
        assert await stage.shows(pilot, "500 steps")
    assert len(shop.read("many.toml")["step"]) == 500


HOSTILE = {
    "markup": "[b]x[/b] [/ [@click=app.quit]quit[/]",
    "emoji": "🧘" * 200,
    "right to left": "تمدد الظهر קפה",
    "combining": "e" + "\u0301" * 500,
    "long": "Stretch " * 200 + "end",
}


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.usefixtures("each_frame")
async def test_hostile_text_is_shown_and_saved_as_it_is(shop: Workshop, name: str) -> None:
    stage = shop.stage()
    async with stage.app.run_test(size=(40, 15) if len(name) > 100 else (80, 24)) as pilot:
        await press(pilot, "n")
        stage.app.post_message(events.Paste(name))
        await press(pilot, "enter")
        stage.app.post_message(events.Paste(name))
        # Below the stretches that are found by it, if there are any.
        await press(pilot, *["pagedown"] * 9)
        await press(pilot, "enter", "tab", "enter", "escape", "n", "escape", "ctrl+s")
        assert not builder(stage).editor.changed
        await press(pilot, "escape", "e", "t", "escape", "d")
    (file,) = shop.files()
    assert shop.read(file)["name"] == name
    assert shop.read(file)["step"] == [{"name": name}]


async def test_controls_that_are_pasted_do_not_reach_the_terminal(shop: Workshop) -> None:
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "n")
        stage.app.post_message(events.Paste("\x1b]0;owned\x07\u202eHips\nand more"))
        await press(pilot, "enter", "=own", "enter", "tab", "enter", "up")
        stage.app.post_message(events.Paste("one\x1b[2J\ntwo\x9b"))
        await press(pilot, "ctrl+s")
        assert "\x1b" not in stage.text()
        assert "\u202e" not in stage.text()
        routine = builder(stage).editor.routine
        assert routine.name == "\ufffd]0;owned\ufffd\ufffdHips and more"
        assert routine.single_steps[0].instructions == ("one\ufffd[2J", "two\ufffd")


async def test_stretch_that_is_gone_is_said_and_can_be_taken_out(shop: Workshop) -> None:
    file = DraftFile(shop.folders, Origin())
    stage = shop.stage()
    routine = stage.library.entries["quick"].routine
    lost = Step(stretch="gone")
    file.keep(type(routine)(id="new", name="Lost", steps=(lost, *routine.steps)))
    file.close()
    async with stage.app.run_test() as pilot:
        await pilot.pause()
        await press(pilot, "enter")
        assert await stage.shows(pilot, "gone: no such stretch")
        await press(pilot, "plus", "s", "enter", "escape", "p", "ctrl+s")
        assert await stage.shows(pilot, "was not saved", "gone")
        await press(pilot, "x", "ctrl+s")
        assert await stage.shows(pilot, "Saved:")


@pytest.mark.usefixtures("each_frame")
async def test_absurd_sizes_do_no_harm(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test(size=(1, 1)) as pilot:
        await press(pilot, "e", "tab", "=br", "enter")
        for count, size in enumerate([(10, 3), (200, 60), (39, 14), (60, 12), (80, 24)], 5):
            await press(pilot, "tab", "t", "y", "enter", "=9", "escape", "d", "n")
            await press(pilot, "escape", "question_mark")
            await press(pilot, "escape", "tab")
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert len(steps(stage)) == count
        assert await stage.shows(pilot, "Bridge", "9 steps")


async def test_other_pane_is_shown_where_there_is_room_for_one(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test(size=(40, 15)) as pilot:
        await press(pilot, "e")
        assert await stage.shows(pilot, "▸ 1 Figure four")
        await press(pilot, "tab")
        assert await stage.shows(pilot, "type to find", "▸ Knee to chest")
        assert not stage.says("Shake it out")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert await stage.shows(pilot, "type to find", "Shake it out")

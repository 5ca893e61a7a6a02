"""Steps typed or pasted as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from stretchtui.core.routines.model import Group, Ramp, Step
from stretchtui.tui.builder.screen import BuilderScreen
from stretchtui.tui.dialogs.form import Form
from tests.tui.workshop import builder, press, settle, top

if TYPE_CHECKING:
    from tests.tui.stage import Stage
    from tests.tui.workshop import Workshop


def made(stage: Stage) -> tuple[object, ...]:
    """The steps."""
    return builder(stage).editor.routine.steps


async def test_dose_is_typed_behind_the_name(shop: Workshop) -> None:
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "n", "enter", "=knee to chest 30s x2", "enter", "=bri 3x10", "enter")
        await press(pilot, "=Shake it 10s", "enter")
        assert made(stage) == (
            Step(stretch="knee-to-chest", hold=30, times=2),
            Step(stretch="bridge", reps=10, times=3),
            Step(name="Shake it", hold=10),
        )


async def test_range_asks_what_it_means(shop: Workshop) -> None:
    stage = shop.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "n", "enter", "=bridge 30-60s", "enter")
        assert await stage.shows(
            pilot, "Bridge: 30 s to 1:00", "45 s", "grow: +5 s every 3 sessions"
        )
        await press(pilot, "down", "enter", "=bridge 8-12 reps", "enter")
        await press(pilot, "end", "enter", "=cat-cow 5-6 reps", "enter")
        await press(pilot, "escape")
        assert made(stage) == (
            Step(stretch="bridge", hold=45),
            Step(stretch="bridge", reps=Ramp(start=8, to=12, by=1, every=3)),
        )


async def test_range_in_the_form_asks_as_well(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "enter", "=30-60", "enter")
        assert await stage.shows(pilot, "hold: 30 s to 1:00")
        await press(pilot, "escape")
        assert isinstance(top(stage), Form)
        await press(pilot, "enter", "end", "enter")
        assert isinstance(top(stage), BuilderScreen)
        step = builder(stage).editor.now.step
        assert step is not None
        assert step.hold == Ramp(start=30, to=60, by=5, every=3)


async def test_lines_are_looked_up_and_added_all_at_once(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "l", "=bridge 3x10", "enter", "=knee chst 20s", "enter", "=Wiggle")
        assert await stage.shows(pilot, "3 steps, 2 to look up", within="Form > Vertical")
        await press(pilot, "ctrl+s")
        assert await stage.shows(pilot, "Which stretch is knee chst?", "▸ Knee to chest")
        await press(pilot, "escape")
        assert isinstance(top(stage), Form), "nothing typed is lost"
        await press(pilot, "ctrl+s", "enter")
        assert await stage.shows(pilot, "Which stretch is Wiggle?", "+ Wiggle (new step)")
        await press(pilot, "end", "up", "enter")
        assert made(stage)[1:4] == (
            Step(stretch="bridge", reps=10, times=3),
            Step(stretch="knee-to-chest", hold=20),
            Step(name="Wiggle"),
        )
        await press(pilot, "u")
        assert len(made(stage)) == 3


async def test_what_is_left_out_or_new_with_a_range(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "l", "=Wig", "enter", "=Wag 5-6 reps", "ctrl+s", "end", "enter")
        await press(pilot, "end", "up", "enter")
        assert await stage.shows(pilot, "Wag: 5 reps to 6 reps")
        await press(pilot, "escape")
        assert isinstance(top(stage), Form)
        await press(pilot, "ctrl+s", "end", "enter", "end", "up", "enter", "enter")
        assert made(stage)[1] == Step(name="Wag", reps=5)
        assert len(made(stage)) == 4


async def test_lines_are_pasted_over_either_pane(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e")
        for key in ("tab", "tab"):
            stage.app.post_message(events.Paste("bridge 3x10\n\x1bcat-cow\n"))
            await settle(pilot)
            assert await stage.shows(pilot, "Add several steps", "2 steps")
            await press(pilot, "escape", "d", key)
        stage.app.post_message(events.Paste("bridge 3x10\r\nbridge 20s"))
        await settle(pilot)
        await press(pilot, "ctrl+s")
        assert made(stage)[1:3] == (
            Step(stretch="bridge", reps=10, times=3),
            Step(stretch="bridge", hold=20),
        )


async def test_rounds_are_typed_as_in_a_list(hips: Workshop) -> None:
    stage = hips.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "e", "l", "=bridge", "enter", "=3 rounds, rest 30 s:", "enter")
        await press(pilot, "=bridge 8 reps", "enter", "=Wag", "enter", "=cat-cow", "ctrl+s")
        await press(pilot, "end", "enter")
        inside = (Step(stretch="bridge", reps=8), Step(stretch="cat-cow"))
        assert made(stage)[1:3] == (
            Step(stretch="bridge"),
            Group(rounds=3, rest=30, steps=inside),
        )

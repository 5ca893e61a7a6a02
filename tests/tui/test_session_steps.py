"""The steps beside what is played: what is done, what is done now, and a click that goes there."""

from __future__ import annotations

import pytest

from stretchtui.tui.player.session_steps import SessionSteps
from tests.tui.stage import Stage, read_library, until

WIDE = (120, 32)

IN_ROUNDS = """
format = 1
[[routine]]
id = "core"
name = "Core"
get_ready = 2
[[routine.step]]
name = "Sit tall"
hold = 10
[[routine.step]]
rounds = 3
rest = 9
[[routine.step.step]]
name = "Bridge"
reps = 3
[[routine.step.step]]
name = "Plank"
hold = 10
[[routine.step]]
name = "Lie down"
hold = 10
"""


def listed(stage: Stage) -> list[str]:
    """The lines of the list."""
    region = stage.screen.view.steps.region
    rows = stage.lines()[region.y : region.bottom]
    return [line for row in rows if (line := row[region.x : region.right].strip())]


async def test_the_steps_take_the_place_of_the_routines_and_say_what_is_done() -> None:
    stage = Stage()
    async with stage.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        assert not stage.screen.view.steps.display
        stage.screen.start(stage.entry("lower-back"))
        await stage.advance(pilot, 20)
        names = ["Knee to chest", "Cat-cow", "Lying hamstring", "Child's pose"]
        await until(pilot, lambda: len(listed(stage)) == len(names))
        assert [name in line for name, line in zip(names, listed(stage), strict=True)] == [True] * 4
        assert listed(stage)[0].startswith("▸")
        assert not stage.says("step 1 of 4"), "the list says it"
        assert not stage.says("Quick one"), "there are no routines"
        await stage.play_until(pilot, lambda: stage.player.view().phase.step != 0)
        await pilot.press("N")
        await until(pilot, lambda: listed(stage)[2].startswith("▸"))
        assert listed(stage)[0].startswith("✓ Knee to chest")
        assert listed(stage)[1].startswith("– Cat-cow"), "it was skipped"


async def test_a_click_goes_to_a_step() -> None:
    stage = Stage()
    async with stage.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        stage.screen.start(stage.entry("lower-back"))
        await stage.advance(pilot, 20)
        await pilot.click(SessionSteps, offset=(6, 2))
        await until(pilot, lambda: stage.player.view().phase.step == 2)
        assert stage.player.view().phase.name == "Lying hamstring stretch"
        await pilot.click(SessionSteps, offset=(6, 0))
        await until(pilot, lambda: stage.player.view().phase.step == 0)
        await pilot.press("space")
        await pilot.click(SessionSteps, offset=(6, 1))
        await until(pilot, lambda: stage.player.view().phase.step == 1)
        assert stage.player.state == "paused", "who has paused is not hurried"


async def test_a_click_on_a_step_that_is_not_played_again_does_nothing() -> None:
    stage = Stage()
    async with stage.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        screen = stage.screen
        screen.play()
        # As where a session is resumed: what was done before is left out.
        screen.view.start(stage.entry("lower-back"), first_step=0)
        await stage.advance(pilot, 20)
        screen.post_message(SessionSteps.GoTo(17))
        await stage.advance(pilot, 1)
        assert stage.player.view().phase.step == 0


async def test_a_step_in_rounds_says_which_round_it_is() -> None:
    stage = Stage(read_library(IN_ROUNDS))
    async with stage.app.run_test(size=(200, 40)) as pilot:
        await pilot.pause()
        assert stage.says("3 rounds, rest 9 s"), "over the steps of the group"
        stage.screen.start(stage.entry("core"))

        async def go_to(step: int, number: int) -> list[str]:
            await stage.play_until(pilot, lambda: stage.player.view().phase.turn == (step, number))
            await until(pilot, lambda: listed(stage)[step].startswith("▸"))
            return [" ".join(line.split()) for line in listed(stage)]

        assert await go_to(1, 1) == [
            "✓ Sit tall 10 s",
            "▸ Bridge 3 reps, round 1 of 3",
            "Plank 10 s, 3 rounds",
            "Lie down 10 s",
        ]
        lines = await go_to(2, 2)
        assert lines[1] == "Bridge 3 reps, 3 rounds", "it comes once more"
        assert lines[2] == "▸ Plank 10 s, round 2 of 3"
        lines = await go_to(2, 3)
        assert lines[1] == "✓ Bridge 3 reps, 3 rounds"
        await stage.play_until(pilot, lambda: stage.player.view().phase.kind == "hold")
        assert stage.says("HOLD · round 3 of 3")
        await pilot.press("N")
        await until(pilot, lambda: listed(stage)[3].startswith("▸"))
        assert listed(stage)[2].startswith("– Plank"), "its last round was skipped"


async def test_where_there_is_little_room_the_round_is_short() -> None:
    stage = Stage(read_library(IN_ROUNDS))
    async with stage.app.run_test(size=(100, 32)) as pilot:
        await pilot.pause()
        stage.screen.start(stage.entry("core"))
        await stage.play_until(pilot, lambda: stage.player.view().phase.turn == (2, 2))
        await until(pilot, lambda: listed(stage)[2].startswith("▸"))
        assert [" ".join(line.split()) for line in listed(stage)][1:3] == ["Bridge", "▸ Plank 2/3"]


@pytest.mark.parametrize("size", [(80, 24), (99, 40), (40, 15)])
async def test_where_there_is_no_room_the_steps_are_counted(size: tuple[int, int]) -> None:
    stage = Stage()
    async with stage.app.run_test(size=size) as pilot:
        await pilot.pause()
        stage.screen.start(stage.entry("lower-back"))
        await stage.advance(pilot, 20)
        assert not stage.screen.view.steps.display
        if size[1] > 15:
            assert await stage.shows(pilot, "step 1 of 4")


async def test_plain_terminals_have_marks_of_their_own() -> None:
    stage = Stage(environment={"LANG": "C", "TERM": "xterm-256color"})
    async with stage.app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        stage.screen.start(stage.entry("lower-back"))
        await stage.play_until(pilot, lambda: stage.player.view().phase.step != 0)
        await pilot.press("N")
        await until(pilot, lambda: listed(stage)[2].startswith(">"))
        assert listed(stage)[0].startswith("x Knee to chest")
        assert listed(stage)[1].startswith("- Cat-cow")
        assert stage.text().isascii()

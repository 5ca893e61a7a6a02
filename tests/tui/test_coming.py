"""The list of what is coming: jump there, put off, leave out, add, while the session goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from stretchtui.tui.player.coming import ComingScreen
from stretchtui.tui.player.stretch_prompt import StretchPrompt
from tests.tui.stage import Stage, read_library, until
from tests.tui.test_session_steps import IN_ROUNDS

if TYPE_CHECKING:
    from textual.pilot import Pilot

SIZE = (80, 24)


def lines(stage: Stage) -> list[str]:
    """The lines of the list, with one space between words."""
    return [each for line in stage.lines()[2:-2] if (each := " ".join(line.split()))]


async def opened(stage: Stage, pilot: Pilot[Any], routine: str = "lower-back") -> None:
    """A session in its first hold, with the list over it."""
    await pilot.pause()
    stage.screen.start(stage.entry(routine))
    await stage.play_until(pilot, lambda: stage.player.view().phase.kind.active)
    await pilot.press("l")
    await until(pilot, lambda: isinstance(stage.app.screen, ComingScreen))
    await until(pilot, lambda: bool(lines(stage)))


def coming(stage: Stage) -> list[str]:
    """The stretches that come, by the player."""
    phases = stage.player.timeline.phases[stage.player.view().index + 1 :]
    now = stage.player.view().phase.name
    return [each for each in dict.fromkeys(phase.name for phase in phases) if each != now]


async def test_the_list_shows_all_steps_and_the_session_goes_on_beneath_it() -> None:
    stage = Stage()
    async with stage.app.run_test(size=SIZE) as pilot:
        await opened(stage, pilot)
        shown = lines(stage)
        names = ["Knee to chest", "Cat-cow", "Lying hamstring", "Child's pose"]
        assert [name in line for name, line in zip(names, shown, strict=True)] == [True] * 4
        assert shown[0].startswith("▸ Knee to chest")
        assert shown[0].endswith("now")
        before = stage.player.view().position
        await stage.advance(pilot, 3)
        assert stage.player.view().position == pytest.approx(before + 3)
        left = stage.player.view().seconds_left
        await until(pilot, lambda: stage.says(f"hold 0:{left:02}"))
        await stage.play_until(pilot, lambda: stage.player.view().phase.step != 0)
        await until(pilot, lambda: lines(stage)[0].startswith("▸ ✓ Knee to chest"))
        assert lines(stage)[1].endswith("now")


async def test_space_pauses_and_resumes() -> None:
    stage = Stage()
    async with stage.app.run_test(size=SIZE) as pilot:
        await opened(stage, pilot)
        await pilot.press("space")
        assert stage.player.state == "paused"
        assert await stage.shows(pilot, "space resume")
        assert stage.says("paused 0:")
        await pilot.press("space")
        assert stage.player.state == "running"


async def test_enter_jumps_there_and_is_back_in_the_session() -> None:
    stage = Stage()
    async with stage.app.run_test(size=SIZE) as pilot:
        await opened(stage, pilot)
        await pilot.press("j", "j", "enter")
        await until(pilot, lambda: stage.app.screen is stage.screen)
        assert stage.player.view().phase.name == "Lying hamstring stretch"
        await pilot.press("l", "enter")
        await until(pilot, lambda: stage.app.screen is stage.screen)
        assert stage.player.view().phase.name == "Lying hamstring stretch", "it is there already"


async def test_a_step_is_put_off_moved_left_out_and_taken_back() -> None:
    stage = Stage()
    async with stage.app.run_test(size=SIZE) as pilot:
        await opened(stage, pilot)
        cat, ham, child = "Cat-cow", "Lying hamstring stretch", "Child's pose"
        assert coming(stage) == [cat, ham, child]
        position = stage.player.view().position
        await pilot.press("p")
        assert coming(stage) == [cat, ham, child], "what is done now is not put off"
        await pilot.press("j", "p")
        assert coming(stage) == [ham, child, cat]
        assert stage.player.view().position == position
        await pilot.press("J")
        assert coming(stage) == [child, ham, cat]
        await pilot.press("K")
        assert coming(stage) == [ham, child, cat]
        await pilot.press("d")
        assert coming(stage) == [child, cat]
        await until(pilot, lambda: lines(stage)[1].endswith("left out"))
        assert await stage.shows(pilot, "d take back")
        await pilot.press("d")
        assert coming(stage) == [ham, child, cat]
        await pilot.press("escape")
        await until(pilot, lambda: stage.app.screen is stage.screen)
        assert stage.player.is_playing


async def test_a_stretch_is_found_by_typing_and_added_behind_the_chosen_one() -> None:
    stage = Stage()
    async with stage.app.run_test(size=SIZE) as pilot:
        await opened(stage, pilot)
        await pilot.press("j", "a")
        await until(pilot, lambda: isinstance(stage.app.screen, StretchPrompt))
        await pilot.press(*"zzzz")
        assert await stage.shows(pilot, "No such stretch")
        await pilot.press("enter")
        assert isinstance(stage.app.screen, StretchPrompt), "there is nothing to add"
        await pilot.press("escape")
        assert len(stage.player.order.steps()) == 4
        await pilot.press("a", *"child")
        await until(pilot, lambda: stage.says("Child's pose"))
        await pilot.press("down", "up", "enter")
        await until(pilot, lambda: isinstance(stage.app.screen, ComingScreen))
        names = [phase.name for phase in stage.player.timeline.phases]
        order = list(dict.fromkeys(each.turn for each in stage.player.timeline.phases))
        assert names[-1] == "Child's pose"
        assert order == [(0, 1), (1, 1), (4, 1), (2, 1), (3, 1)]
        await until(pilot, lambda: len(lines(stage)) == 5)
        assert lines(stage)[2].startswith("▸ Child's pose")


async def test_something_has_to_be_left() -> None:
    stage = Stage(read_library(IN_ROUNDS))
    async with stage.app.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.pause()
        stage.screen.start(stage.entry("core"))
        await pilot.press("l", "G")
        for _ in range(8):
            await pilot.press("d", "k")
        assert await stage.shows(pilot, "Nothing else is left. To end the session, go back")
        assert len(stage.player.order.agenda.out) == 7


async def test_rounds_have_a_line_each() -> None:
    stage = Stage(read_library(IN_ROUNDS))
    async with stage.app.run_test(size=SIZE) as pilot:
        await opened(stage, pilot, "core")
        shown = [line.rpartition(" ")[0] for line in lines(stage)]
        assert shown[1:4] == [
            *("Bridge 3 reps, round 1 of 3", "Plank 10 s, round 1 of 3"),
            "Bridge 3 reps, round 2 of 3",
        ]


async def test_the_list_beside_the_session_and_its_numbers_follow() -> None:
    stage = Stage()
    async with stage.app.run_test(size=(120, 32)) as pilot:
        await opened(stage, pilot)
        await pilot.press("j", "p", "d", "escape")
        await until(pilot, lambda: stage.app.screen is stage.screen)
        region = stage.screen.view.steps.region
        await until(pilot, lambda: stage.screen.view.steps.count == 3)

        def listed() -> list[str]:
            rows = stage.lines()[region.y : region.bottom]
            return [line for row in rows if (line := row[region.x : region.right].strip())]

        await until(pilot, lambda: len(listed()) == 3)
        assert "Knee to chest" in listed()[0]
        assert "Child's pose" in listed()[1]
        assert "Cat-cow" in listed()[2]
        await pilot.resize_terminal(80, 24)
        assert await stage.shows(pilot, "step 1 of 3")


async def test_the_list_closes_when_the_session_is_over() -> None:
    stage = Stage()
    async with stage.app.run_test(size=SIZE) as pilot:
        await opened(stage, pilot)
        await pilot.press("G", "enter", "l")
        await until(pilot, lambda: isinstance(stage.app.screen, ComingScreen))
        await stage.play_until(pilot, lambda: not stage.player.is_playing)
        await stage.advance(pilot, 1)
        await until(pilot, lambda: stage.app.screen is stage.screen)
        assert await stage.shows(pilot, "Skipped: Knee to chest, Cat-cow")


async def test_it_hurts_is_at_hand() -> None:
    stage = Stage()
    async with stage.app.run_test(size=SIZE) as pilot:
        await opened(stage, pilot)
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: stage.player.asks_about_pain)
        assert stage.player.state == "paused"
        assert stage.screen in stage.app.screen_stack
        assert not any(isinstance(each, ComingScreen) for each in stage.app.screen_stack)


async def test_clicks_choose_and_then_jump() -> None:
    stage = Stage()
    async with stage.app.run_test(size=SIZE) as pilot:
        await opened(stage, pilot)
        await pilot.click("ComingLines", offset=(8, 2))
        await until(pilot, lambda: lines(stage)[2].startswith("▸"))
        await pilot.click("ComingLines", offset=(8, 2))
        await until(pilot, lambda: stage.app.screen is stage.screen)
        assert stage.player.view().phase.name == "Lying hamstring stretch"


async def test_the_smallest_screen_has_room_for_the_most_needed_keys() -> None:
    stage = Stage(environment={"LANG": "C", "TERM": "xterm-256color"})
    async with stage.app.run_test(size=(40, 15)) as pilot:
        await opened(stage, pilot)
        await pilot.press("j")
        assert await stage.shows(pilot, "p do last")
        assert stage.says("d leave out")
        assert stage.says("a add")
        assert stage.text().isascii()
        await pilot.press("a")
        assert await stage.shows(pilot, "enter add")

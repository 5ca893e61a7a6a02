"""What was asked for comes when nobody is there any more, or not yet: nothing happens."""

from __future__ import annotations

import asyncio

from textual.containers import Vertical
from textual.widgets import Static

from stretchtui.tui.builder import questions
from stretchtui.tui.player.trial import TrialScreen
from stretchtui.tui.widgets.line_input import LineInput, settled
from stretchtui.tui.widgets.mounting import mount_once
from tests.tui.stage import Stage

PATIENCE_S = 60.0


async def test_answer_is_taken_by_the_screen_that_asked() -> None:
    taken: list[str | None] = []
    stage = Stage()
    async with stage.app.run_test() as pilot:
        await stage.app.push_screen(questions.leaving("Hips"), taken.append)
        await pilot.press("d")
        await pilot.pause()
        assert taken == [questions.DROP]


async def test_answer_that_comes_with_the_key_that_leaves_is_not_taken() -> None:
    taken: list[str | None] = []
    stage = Stage()
    async with stage.app.run_test():
        question = questions.leaving("Hips")
        await stage.app.push_screen(question, taken.append)
        question.action_answer(questions.DROP)
        stage.app.exit()
    assert taken == []


async def test_what_comes_later_comes_once() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        late, first = Static(), Static()
        parent = Vertical(first)
        await stage.app.screen.mount(parent)
        mount_once(parent, late, before=first)
        mount_once(parent, late)
        await pilot.pause()
        assert list(parent.children) == [late, first]


async def test_what_comes_later_does_without_a_parent_that_is_gone() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        parent, late = Vertical(), Static()
        await stage.app.screen.mount(parent)
        await parent.remove()
        mount_once(parent, late)
        await pilot.pause()
        assert not late.is_attached


async def test_panes_that_come_when_the_program_is_left_stay_away() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        screen = TrialScreen(stage.app.look, stage.player, stage.entry("quick"), 0)
        screen.view.complete()
        await pilot.pause()
        assert not screen.view.is_complete


async def test_nobody_waits_for_a_line_that_is_not_there() -> None:
    stage = Stage()
    async with stage.app.run_test():
        line = LineInput()
        await asyncio.wait_for(settled(line), PATIENCE_S)
        await stage.app.screen.mount(line)
        await asyncio.wait_for(settled(line), PATIENCE_S)
        await line.remove()
        await asyncio.wait_for(settled(line), PATIENCE_S)


async def test_whoever_waits_for_a_widget_that_waits_for_them_goes_on() -> None:
    stage = Stage()
    async with stage.app.run_test():
        line = LineInput()
        await stage.app.screen.mount(line)
        # The widget itself waits until it has taken what has come: for ever, without an end.
        over = asyncio.Event()

        async def wait() -> None:
            await settled(line)
            over.set()

        line.call_later(wait)
        await asyncio.wait_for(over.wait(), PATIENCE_S)


async def test_failed_answer_that_nobody_waits_for_any_more_ends_nothing() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        # As of a journal that cannot be read, when the program is about to leave.
        answer = asyncio.get_running_loop().create_future()
        answer.set_exception(OSError("no journal"))
        del answer
        await pilot.pause()
        assert stage.app.return_code is None


async def test_a_trial_may_end_when_its_widgets_are_gone() -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        trial = TrialScreen(stage.app.look, stage.player, stage.entry("lower-back"), 0)
        await stage.app.push_screen(trial)
        await pilot.pause()
        await trial.view.instructions.remove()
        trial.view.end()
        await pilot.pause()
        assert stage.app.return_code is None

"""A trial: the view of a session on a screen of its own, over the builder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stretchtui.core.sessions.cues import CueName
from stretchtui.core.settings import SessionSettings, Settings
from stretchtui.store.journal_writer import JournalWriter
from stretchtui.tui.player.trial import TrialScreen
from tests.store.sessions import rows_in
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

SIZE = (80, 24)


async def try_out(pilot: Pilot[int], stage: Stage, id_: str = "quick", step: int = 0) -> None:
    """Open a trial over the main screen."""
    await pilot.pause()
    app = stage.app
    await app.push_screen(TrialScreen(app.look, app.player, stage.entry(id_), step))
    await pilot.pause()


async def test_it_begins_with_the_chosen_step() -> None:
    stage = Stage()
    async with stage.app.run_test(size=SIZE) as pilot:
        await try_out(pilot, stage, "lower-back", step=1)
        assert await stage.shows(pilot, "Cat-cow", "step 2 of 4")


async def test_it_asks_nothing_keeps_nothing_and_ends_nothing(tmp_path: Path) -> None:
    writer = JournalWriter(tmp_path)
    settings = Settings(session=SessionSettings(discomfort=True))
    stage = Stage(writer=writer, settings=settings, play="lower-back")
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("enter")  # how it is before: not said
        await stage.advance(pilot, 1)
        await try_out(pilot, stage)
        assert isinstance(stage.app.screen, TrialScreen), "nothing is asked before it"
        await stage.advance(pilot, 41)
        assert isinstance(stage.app.screen, TrialScreen), "nothing is asked after it"
        assert await stage.shows(pilot, "All done.", "back to builder")
        assert not stage.says("How was it?")
        await pilot.press("3")
        await pilot.press("space")
        await pilot.pause()
        assert stage.app.is_running, "it is not the session that the program was started for"
        assert stage.app.screen_stack == [stage.screen]
    assert writer.close(10)
    assert [record.routine for record in rows_in(tmp_path)] == ["lower-back"]


@pytest.mark.parametrize("key", ["escape", "q", "x"])
async def test_it_is_left_by_every_key_that_leaves(key: str) -> None:
    stage = Stage()
    async with stage.app.run_test(size=SIZE) as pilot:
        await try_out(pilot, stage)
        await stage.advance(pilot, 5)
        await pilot.press(key)
        await pilot.pause()
        assert stage.app.screen is stage.screen
        assert stage.playing is None
        stage.sink.played.clear()
        await stage.advance(pilot, 60)
        assert stage.sink.played == [], "nothing is heard of it any more"


async def test_its_keys_are_those_of_a_session() -> None:
    stage = Stage()
    async with stage.app.run_test(size=SIZE) as pilot:
        await try_out(pilot, stage)
        await stage.advance(pilot, 5)
        await pilot.press("space")
        assert await stage.shows(pilot, "PAUSED")
        assert stage.sink.played[-1] is CueName.PAUSE
        await pilot.press("h", "e", "n")
        assert isinstance(stage.app.screen, TrialScreen), "nothing else opens from here"

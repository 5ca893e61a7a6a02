"""A routine whose id was changed by hand is offered the history it had, once."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from msgspec.structs import replace

from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.logged import logged
from stretchtui.playing.clock import moment
from stretchtui.store.journal import Journal
from stretchtui.store.journal_writer import JournalWriter
from tests.tui.stage import Stage, until

SIZE = (80, 24)
QUESTION = "Have you done this routine before?"


def past(folder: Path) -> None:
    """Two sessions of a routine that is called otherwise by now."""
    entry = Stage().entry("quick")
    former = replace(entry, routine=replace(entry.routine, id="swift", name="Swift one"))
    with contextlib.closing(Journal(folder)) as journal:
        for days in (2, 3):
            began = moment().now - days * 86400
            journal.add_ended(*logged(former, Pace(), 0, began, 0))


def routines(folder: Path) -> set[str]:
    """The routines that have sessions."""
    with contextlib.closing(Journal(folder)) as journal:
        return {each.routine for each in journal.sessions()}


@pytest.mark.parametrize(
    ("key", "whose", "again"), [("y", "quick", False), ("n", "swift", False), ("l", "swift", True)]
)
async def test_it_is_asked_once(tmp_path: Path, key: str, whose: str, again: bool) -> None:
    past(tmp_path)
    stage = Stage(writer=JournalWriter(tmp_path))
    async with stage.app.run_test(size=SIZE) as pilot:
        assert await stage.shows(pilot, QUESTION, "Swift one", "2 sessions")
        await pilot.press(key)
        await until(pilot, lambda: routines(tmp_path) == {whose})
        await until(pilot, lambda: not stage.says(QUESTION))
    stage = Stage(writer=JournalWriter(tmp_path))
    async with stage.app.run_test(size=SIZE) as pilot:
        if again:
            assert await stage.shows(pilot, QUESTION)
        else:
            await until(pilot, lambda: stage.app.journal.is_read)
            await stage.app.workers.wait_for_complete()
            assert not stage.says(QUESTION)


async def test_whoever_has_begun_a_session_is_not_asked(tmp_path: Path) -> None:
    past(tmp_path)
    stage = Stage(writer=JournalWriter(tmp_path))
    async with stage.app.run_test(size=SIZE) as pilot:
        stage.screen.start(stage.entry("lower-back"))
        await stage.settled(pilot)
        await pilot.pause()
        assert not stage.says(QUESTION)

"""A session that broke off is kept, offered again, and gone on with."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from stretchtui.store.journal import Journal
from stretchtui.store.journal_writer import JournalWriter
from stretchtui.words.record import ago
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from stretchtui.core.sessions.record import Unfinished

SIZE = (80, 24)


def unfinished(folder: Path) -> Unfinished | None:
    """What would be offered at the next start."""
    journal = Journal(folder)
    try:
        found = journal.resumable(time.time())
        if found is not None:
            journal.let_go(found.record.id)
        return found
    finally:
        journal.close()


async def see(pilot: Pilot[int], stage: Stage, words: str) -> None:
    """Wait until the journal's thread has answered and the screen shows it."""
    for _ in range(500):
        if words in stage.text():
            return
        await pilot.pause(0.01)
    raise AssertionError(stage.text())


async def break_off(folder: Path, id_: str = "lower-back") -> None:
    """Play some of a routine's first step, go on to the second, and let the program vanish."""
    writer = JournalWriter(folder)
    stage = Stage(writer=writer)
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        stage.screen.start(stage.entry(id_))
        await stage.advance(pilot, 12)
        await pilot.press("N")
        await stage.advance(pilot, 12)
        assert "step 2 of" in stage.text()
        assert writer.close(10)
        for number in (1, 2):
            journal = Journal(folder)
            journal.let_go(number)
            journal.close()


async def test_what_broke_off_is_offered_with_its_place_and_gone_on_with(tmp_path: Path) -> None:
    await break_off(tmp_path)
    stage = Stage(writer=JournalWriter(tmp_path))
    async with stage.app.run_test(size=SIZE) as pilot:
        await see(pilot, stage, "Resume your last session?")
        assert await stage.shows(pilot, "step 2 of", "just now")
        await pilot.press("enter")
        await pilot.pause()
        play = stage.playing
        assert play is not None
        assert play.view().phase.step == 1


async def test_the_routine_that_is_resumed_is_the_chosen_one(tmp_path: Path) -> None:
    await break_off(tmp_path, "quick")
    stage = Stage(writer=JournalWriter(tmp_path))
    async with stage.app.run_test(size=SIZE) as pilot:
        await see(pilot, stage, "Resume your last session?")
        await pilot.press("enter")
        await pilot.pause()
        assert stage.playing is not None
        assert stage.playing.entry.routine.id == "quick"
        await pilot.press("x", "space")
        await pilot.pause()
        assert await stage.shows(pilot, "▸ Quick one", "Two holds and a breath.")


async def test_of_a_routine_that_is_gone_that_is_said(tmp_path: Path) -> None:
    await break_off(tmp_path, "quick")
    stage = Stage(writer=JournalWriter(tmp_path))
    library = stage.files.library
    stage.files.library = replace(
        library, entries={id_: each for id_, each in library.entries.items() if id_ != "quick"}
    )
    async with stage.app.run_test(size=SIZE, notifications=True) as pilot:
        assert await stage.shows(pilot, "Quick one was interrupted")
        assert stage.playing is None
    assert unfinished(tmp_path) is not None


async def test_where_nothing_is_left_that_is_said(tmp_path: Path) -> None:
    await break_off(tmp_path, "quick")
    stage = Stage(writer=JournalWriter(tmp_path))
    library, entry = stage.files.library, stage.entry("quick")
    # The step that was skipped is the only one there is by now.
    changed = replace(entry, routine=replace(entry.routine, steps=entry.routine.steps[:1]))
    stage.files.library = replace(library, entries={**library.entries, "quick": changed})
    async with stage.app.run_test(size=SIZE, notifications=True) as pilot:
        assert await stage.shows(pilot, "Nothing left to resume")
        assert stage.playing is None
    assert unfinished(tmp_path) is None


@pytest.mark.parametrize(("key", "again"), [("n", False), ("escape", False), ("l", True)])
async def test_declined_it_is_not_offered_again_put_off_it_is(
    tmp_path: Path, key: str, again: bool
) -> None:
    await break_off(tmp_path)
    writer = JournalWriter(tmp_path)
    stage = Stage(writer=writer)
    async with stage.app.run_test(size=SIZE) as pilot:
        await see(pilot, stage, "Resume your last session?")
        await pilot.press(key)
        await pilot.pause()
        assert stage.playing is None
    assert (unfinished(tmp_path) is not None) == again


async def test_what_broke_off_before_anything_was_held_is_not_offered(tmp_path: Path) -> None:
    writer = JournalWriter(tmp_path)
    stage = Stage(writer=writer)
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await stage.advance(pilot, 3)
        assert writer.close(10)
    assert unfinished(tmp_path) is None
    writer = JournalWriter(tmp_path)
    stage = Stage(writer=writer)
    async with stage.app.run_test(size=SIZE) as pilot:
        await stage.settled(pilot)
        writer.ask(lambda journal: None).result(10)
        await pilot.pause()
        assert not stage.says("Resume your last session?")
        assert stage.app.journal.is_read
        assert stage.app.journal.records == ()


@pytest.mark.parametrize("key", ["x", "q"])
async def test_what_the_person_ended_is_kept_and_not_offered(tmp_path: Path, key: str) -> None:
    writer = JournalWriter(tmp_path)
    stage = Stage(writer=writer)
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await stage.advance(pilot, 12)
        await pilot.press(key)
        await pilot.pause()
    assert writer.close(10)
    assert unfinished(tmp_path) is None
    journal = Journal(tmp_path)
    [record] = journal.sessions()
    journal.close()
    assert record.ended is not None
    assert not record.completed


async def test_a_whole_session_is_completed(tmp_path: Path) -> None:
    writer = JournalWriter(tmp_path)
    stage = Stage(writer=writer)
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        total = stage.playing.timeline.total if stage.playing else 0
        await stage.advance(pilot, total + 1)
        assert "All done." in stage.text()
    assert writer.close(10)
    journal = Journal(tmp_path)
    [record] = journal.sessions()
    journal.close()
    assert record.completed
    assert record.ended is not None


async def test_a_demonstration_is_not_kept(tmp_path: Path) -> None:
    writer = JournalWriter(tmp_path)
    stage = Stage(writer=writer, speed=20)
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await stage.advance(pilot, 2)
    assert writer.close(10)
    journal = Journal(tmp_path)
    assert journal.sessions() == ()
    journal.close()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (3599, "59 minutes ago"),
        (3600, "1 hour ago"),
        (7300, "2 hours ago"),
    ],
)
def test_ago(seconds: float, words: str) -> None:
    assert ago(seconds) == words

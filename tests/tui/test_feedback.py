"""What a person says of a session: it hurts, it was too much, how bad it is."""

from __future__ import annotations

from pathlib import Path

from stretchtui.core.sessions.events import State
from stretchtui.core.sessions.record import Feeling, Record
from stretchtui.core.settings import SessionSettings, Settings
from stretchtui.store.journal import Journal
from stretchtui.store.journal_writer import JournalWriter
from stretchtui.words.session import GENTLY, HURT
from tests.tui.stage import Stage, until

SIZE = (80, 24)


def record_in(folder: Path, writer: JournalWriter) -> Record:
    """The one session of a journal, when all is written."""
    assert writer.close(10)
    journal = Journal(folder)
    [record] = journal.sessions()
    journal.close()
    return record


async def test_it_hurts_stops_at_once_shows_the_care_and_remembers_the_stretch(
    tmp_path: Path,
) -> None:
    writer = JournalWriter(tmp_path)
    stage = Stage(writer=writer)
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await stage.advance(pilot, 12)
        play = stage.playing
        assert play is not None
        await pilot.press("exclamation_mark")
        assert play.state is State.PAUSED
        assert await stage.shows(pilot, "Paused because it hurts", GENTLY)
        caution = stage.entry("lower-back").stretches["knee-to-chest"].caution
        assert caution is not None
        assert await stage.shows(pilot, caution)
        await pilot.press("x")
        await pilot.pause()
        assert stage.playing is None
    assert record_in(tmp_path, writer).hurt == ("knee-to-chest",)


async def test_what_hurt_can_be_skipped_or_gone_on_with_gently(tmp_path: Path) -> None:
    stage = Stage(writer=JournalWriter(tmp_path))
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await stage.advance(pilot, 12)
        play = stage.playing
        assert play is not None
        await pilot.press("exclamation_mark", "enter")
        assert play.state is State.RUNNING
        assert play.view().phase.step == 0
        assert await stage.shows(pilot, HURT)
        await pilot.press("exclamation_mark", "n")
        assert play.state is State.RUNNING
        assert play.view().phase.step == 1
        assert not stage.says(HURT)


async def test_where_it_hurt_the_easier_variant_comes_first_the_next_time(tmp_path: Path) -> None:
    writer = JournalWriter(tmp_path)
    stage = Stage(writer=writer)
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await stage.advance(pilot, 12)
        await pilot.press("exclamation_mark", "x")
    assert writer.close(10)
    stage = Stage(writer=JournalWriter(tmp_path))
    async with stage.app.run_test(size=SIZE) as pilot:
        await stage.app.journal.read()
        await pilot.press("enter")
        await stage.advance(pilot, 12)
        assert await stage.shows(pilot, HURT)
        text = stage.text()
        easier = stage.entry("lower-back").stretches["knee-to-chest"].easier
        first = stage.entry("lower-back").stretches["knee-to-chest"].instructions[0]
        assert easier is not None
        assert text.index(easier[:12]) < text.index(first[:12])


async def test_at_the_end_one_key_says_how_it_was(tmp_path: Path) -> None:
    writer = JournalWriter(tmp_path)
    stage = Stage(writer=writer)
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        play = stage.playing
        assert play is not None
        await pilot.press("1")
        await stage.advance(pilot, play.timeline.total + 1)
        assert await stage.shows(
            pilot, "How was it?", "1 too much", "2 just right", "3 could do more"
        )
        await pilot.press("3")
        await stage.app.workers.wait_for_complete()
        await pilot.pause()
        assert await stage.shows(pilot, "Saved: could do more.")
        await pilot.press("enter")
        assert not stage.says("How was it?")
    record = record_in(tmp_path, writer)
    assert record.feeling is Feeling.MORE
    assert record.completed


async def test_skipped_stretches_are_named_at_the_end(tmp_path: Path) -> None:
    stage = Stage(writer=JournalWriter(tmp_path))
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        play = stage.playing
        assert play is not None
        await pilot.press("N")
        await stage.advance(pilot, play.timeline.total + 1)
        assert await stage.shows(pilot, "Skipped: Knee to chest.")


async def test_discomfort_is_asked_before_and_after_with_one_key_each(tmp_path: Path) -> None:
    writer = JournalWriter(tmp_path)
    stage = Stage(writer=writer, settings=Settings(session=SessionSettings(discomfort=True)))
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        assert await stage.shows(pilot, "How much discomfort right now?")
        assert stage.playing is None
        await pilot.press("6")
        play = stage.playing
        assert play is not None
        await stage.advance(pilot, play.timeline.total + 1)
        assert await stage.shows(pilot, "How much discomfort now?")
        await pilot.press("t")
    record = record_in(tmp_path, writer)
    assert (record.before, record.after) == (6, 10)


async def test_discomfort_need_not_be_said(tmp_path: Path) -> None:
    writer = JournalWriter(tmp_path)
    stage = Stage(writer=writer, settings=Settings(session=SessionSettings(discomfort=True)))
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "escape")
        play = stage.playing
        assert play is not None
        await stage.advance(pilot, play.timeline.total + 1)
        await pilot.press("enter")
    record = record_in(tmp_path, writer)
    assert (record.before, record.after) == (None, None)


async def test_without_a_journal_nothing_is_asked() -> None:
    stage = Stage()
    async with stage.app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        play = stage.playing
        assert play is not None
        await stage.advance(pilot, play.timeline.total + 1)
        assert await stage.shows(pilot, "All done.")
        assert not stage.says("How was it?")


async def test_todays_choice_stands_at_the_top_and_a_key_takes_it(tmp_path: Path) -> None:
    stage = Stage(writer=JournalWriter(tmp_path))
    async with stage.app.run_test(size=SIZE) as pilot:
        await stage.settled(pilot)
        await until(pilot, lambda: stage.says("Today's suggestion"))
        advice = stage.app.journal.advice
        assert advice is not None
        await pilot.press("j", "j", "t")
        await pilot.pause()
        assert await stage.shows(pilot, f"▸ {advice.entry.routine.name}")

"""What a person writes: of a session at its end, and of a stretch for the next time it comes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste

from stretchtui.core.sessions.events import State
from stretchtui.core.sessions.record import Feeling
from stretchtui.store.journal import Journal
from stretchtui.store.journal_errors import JournalError
from stretchtui.store.journal_writer import JournalWriter
from stretchtui.tui.dialogs.prompts import LinePrompt
from stretchtui.words.ended import PREVIEW
from tests.amounts import share_of
from tests.tui.keys import press
from tests.tui.past import PHONE, USUAL, Past
from tests.tui.stage import Stage, read_library, until
from tests.tui.test_feedback import record_in

ROLL = """
format = 1
[[routine]]
id = "two"
name = "Two"
[[routine.step]]
name = "Roll"
hold = 10
[[routine.step]]
name = "Nod"
hold = 10
[[routine.step]]
name = "Roll"
hold = 10
"""


async def at_the_end(stage: Stage, pilot: Any) -> None:
    """Play a session to its end."""
    await stage.settled(pilot)
    await pilot.press("enter")
    assert stage.playing is not None
    await stage.advance(pilot, stage.playing.timeline.total + 1)
    assert await stage.shows(pilot, "All done.")
    await stage.app.workers.wait_for_complete()


# Of a session


async def test_a_note_at_the_end_is_kept_with_the_session_and_can_be_changed(
    tmp_path: Path,
) -> None:
    writer = JournalWriter(tmp_path)
    stage = Stage(writer=writer)
    async with stage.app.run_test(size=PHONE) as pilot:
        await press(pilot, "n")
        assert not isinstance(stage.app.screen, LinePrompt), "n has its other meaning until then"
        await press(pilot, "escape")
        await at_the_end(stage, pilot)
        await press(pilot, "n", "=n 1 hip", "enter", "3")
        assert await stage.shows(pilot, "n note: n 1 hip", "Saved: could do more.")
        await press(pilot, "n", "backspace", "=s", "enter")
        assert await stage.shows(pilot, "n note: n 1 his")
        await press(pilot, "n", "=x", "escape")
        assert await stage.shows(pilot, "n note: n 1 his")
    record = record_in(tmp_path, writer)
    assert (record.note, record.feeling) == ("n 1 his", Feeling.MORE)


async def test_a_note_is_one_line_of_at_most_2000_characters_and_does_nothing(
    tmp_path: Path,
) -> None:
    writer = JournalWriter(tmp_path)
    stage = Stage(writer=writer)
    async with stage.app.run_test(size=PHONE) as pilot:
        await at_the_end(stage, pilot)
        await press(pilot, "n")
        screen = stage.app.screen
        assert isinstance(screen, LinePrompt)
        line = screen.focused
        assert line is not None
        line.post_message(Paste("[b]a\x1b]2;x\x07\nb[/b] " + "x" * 1980))
        await press(pilot, "=yyyyyy")
        # What is too long is not taken at all.
        line.post_message(Paste("z" * 2000))
        await press(pilot, "enter")
        assert await stage.shows(pilot, "n note: [b]a", "1 too much 2 just right")
    note = record_in(tmp_path, writer).note
    assert note.startswith("[b]a\ufffd]2;x\ufffd b[/b] xxx")
    assert note.endswith("xxyyy")
    assert len(note) == 2000


async def test_a_note_that_is_emptied_is_gone(tmp_path: Path) -> None:
    writer = JournalWriter(tmp_path)
    stage = Stage(writer=writer)
    async with stage.app.run_test(size=PHONE) as pilot:
        await at_the_end(stage, pilot)
        await press(pilot, "n", "=a", "enter")
        assert await stage.shows(pilot, "n note: a")
        await press(pilot, "n", "ctrl+u", "enter")
        assert await stage.shows(pilot, "n add a note w add a stretch note")
    assert record_in(tmp_path, writer).note == ""


async def test_a_program_for_one_session_waits_for_a_note_and_then_for_an_answer(
    tmp_path: Path,
) -> None:
    writer = JournalWriter(tmp_path)
    stage = Stage(writer=writer, play="quick")
    async with stage.app.run_test(size=PHONE) as pilot:
        await until(pilot, lambda: stage.playing is not None)
        await stage.advance(pilot, 200)
        assert await stage.shows(pilot, "How was it?")
        await press(pilot, "n", "=a")
        await stage.advance(pilot, 500)
        assert isinstance(stage.app.screen, LinePrompt)
        await press(pilot, "enter", "2")
        assert await stage.shows(pilot, "n note: a", "Saved: just right.")
        await stage.advance(pilot, 5)
        await until(pilot, lambda: not stage.app.is_running)
    assert record_in(tmp_path, writer).note == "a"


@pytest.mark.parametrize("size", share_of([PHONE, USUAL], 0))
async def test_a_preview_says_that_it_is_not_kept_and_takes_no_note(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    stage = Stage(writer=JournalWriter(tmp_path), speed=3.0)
    async with stage.app.run_test(size=size) as pilot:
        await at_the_end(stage, pilot)
        assert await stage.shows(pilot, PREVIEW)
        assert not stage.says("How was it?")
        await press(pilot, "n")
        assert stage.app.screen is stage.screen
    stage = Stage(writer=JournalWriter(tmp_path), speed=2.0)
    async with stage.app.run_test(size=size) as pilot:
        await at_the_end(stage, pilot)
        assert await stage.shows(pilot, "How was it?")
        assert not stage.says(PREVIEW)


# What it has brought


@pytest.mark.parametrize("size", share_of([PHONE, USUAL], 1))
async def test_the_end_says_what_the_session_has_brought(past: Past, size: tuple[int, int]) -> None:
    for days_ago in (1, 2, 3, 8):
        past.session(days_ago, minutes=9)
    library = read_library(ROLL.replace("hold = 10", "hold = { from = 60, to = 90, every = 2 }"))
    stage = past.stage(library=library)
    async with stage.app.run_test(size=size) as pilot:
        await at_the_end(stage, pilot)
        brought = (
            ("3:00 held · 3 of 3 steps 4 days in a row 21 min this week, 18 last",)
            if size == PHONE
            else ("3:00 3 of 3 4 21 min", "held steps days in a row this week, 18 last")
        )
        asked = "How was it? 1 too much 2 just right 3 could do more"
        assert await stage.shows(pilot, *brought, "Next level in 1 more session", asked)


# Of a stretch


async def test_a_note_on_a_stretch_is_shown_when_it_comes_again(past: Past) -> None:
    stage = past.stage(library=read_library(ROLL))
    async with stage.app.run_test(size=USUAL) as pilot:
        await stage.settled(pilot)
        await pilot.press("enter")
        await stage.advance(pilot, 9)
        await press(pilot, "w")
        assert stage.app.screen is stage.screen, "it runs"
        await press(pilot, "space", "w", "=slowly", "enter")
        assert await stage.shows(pilot, "Roll step 1 of 3 note slowly", within="Guide")
        assert stage.player.state is State.PAUSED
        await press(pilot, "N")
        assert await stage.shows(pilot, "Nod step 2 of 3")
        assert not stage.says("slowly", within="Guide")
        await press(pilot, "N")
        assert await stage.shows(pilot, "Roll step 3 of 3 note slowly", within="Guide")
        await press(pilot, "x")
    stage = past.stage(library=read_library(ROLL))
    async with stage.app.run_test(size=USUAL) as pilot:
        await stage.settled(pilot)
        await pilot.press("enter")
        assert await stage.shows(pilot, "note slowly", within="Guide")
        await press(pilot, "space", "w", "ctrl+u", "enter")
        await stage.app.workers.wait_for_complete()
        assert not stage.says("slowly", within="Guide")


async def test_on_a_phone_what_leads_up_to_a_stretch_says_the_note(past: Past) -> None:
    stage = past.stage(library=read_library(ROLL))
    async with stage.app.run_test(size=PHONE) as pilot:
        await stage.settled(pilot)
        await stage.app.journal.write_note("Roll", "slowly")
        await pilot.press("enter")
        await stage.advance(pilot, 2)
        assert await stage.shows(pilot, "note slowly")
        await stage.advance(pilot, 8)
        assert await stage.shows(pilot, "next Nod")
        assert not stage.says("slowly")


async def test_at_the_end_a_stretch_is_chosen_for_a_note(past: Past) -> None:
    stage = past.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await at_the_end(stage, pilot)
        await press(pilot, "w")
        assert await stage.shows(pilot, "Add a note to which stretch?", "Knee to chest")
        await press(pilot, "escape")
        assert stage.app.screen is stage.screen
        await press(pilot, "w", "down", "enter", "=gently", "enter")
        await stage.app.workers.wait_for_complete()
    entry = stage.player.entry
    (name,) = stage.app.journal.known.value.notes
    step = entry.routine.single_steps[1]
    assert name == (step.stretch or step.name)


async def test_a_note_that_cannot_be_kept_is_said(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*about: object) -> None:
        raise JournalError("journal.sqlite3: no permission to write it")

    monkeypatch.setattr(Journal, "write_stretch_note", refuse)
    stage = past.stage()
    async with stage.app.run_test(size=USUAL, notifications=True) as pilot:
        await stage.settled(pilot)
        await pilot.press("enter")
        await press(pilot, "space", "w", "=a", "enter")
        assert await stage.shows(pilot, "Not saved: journal.sqlite3: no")


async def test_without_a_journal_there_is_nothing_to_write_in() -> None:
    stage = Stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await pilot.press("enter")
        await press(pilot, "space", "w")
        assert stage.app.screen is stage.screen

"""The history: what the journal is asked, when, and what becomes of the answer."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from stretchtui.core.settings import HistorySettings, Settings
from stretchtui.store.journal import FILE, Journal
from stretchtui.store.journal_errors import SetAside
from stretchtui.store.journal_writer import JournalWriter
from stretchtui.tui.history import loader
from stretchtui.tui.history import screen as history
from stretchtui.tui.history.review import review
from stretchtui.tui.history.screen import HistoryScreen
from tests.tui.past import (
    LARGE,
    PHONE,
    USUAL,
    Past,
    keys_named,
    press,
)

if TYPE_CHECKING:
    from tests.tui.stage import Stage

pytestmark = pytest.mark.usefixtures("patient")


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """Opened at the end, whatever happens: the journal's thread may be waiting for it."""
    gate = threading.Event()
    yield gate
    gate.set()


def keep_waiting(stage: Stage, gate: threading.Event) -> None:
    """Have the journal answer nothing until the gate is open."""
    assert stage.app.journal.writer is not None
    stage.app.journal.writer.ask(lambda journal: gate.wait(60))


async def test_empty_journal_has_a_friendly_word(past: Past) -> None:
    stage = past.stage()
    async with stage.app.run_test(size=PHONE) as pilot:
        await press(pilot, "h")
        assert await stage.shows(pilot, "No sessions yet. Your sessions will appear here.")
        assert keys_named(stage) == ["esc back", "a add", "? help"]
        await press(pilot, "enter", "d", "j", "tab", "right", "end", "q")
        assert stage.app.screen is stage.screen


async def test_no_journal_is_said(past: Past) -> None:
    stage = past.stage(writer=None)
    async with stage.app.run_test() as pilot:
        await press(pilot, "h")
        assert await stage.shows(pilot, "Sessions are not being saved: there is no journal.")


async def test_journal_that_cannot_be_used_is_one_line(past: Past) -> None:
    (past.folder / FILE).mkdir(parents=True)
    stage = past.stage()
    async with stage.app.run_test() as pilot:
        await press(pilot, "h")
        assert await stage.shows(pilot, f"History {FILE}: expected a plain file")
        assert keys_named(stage) == ["esc back", "? help"]


async def test_damage_that_is_met_is_said_and_the_new_journal_shown(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = JournalWriter(past.folder, lambda line: stage.app.say_from_outside(line))
    stage = past.stage(writer=writer)
    read, damage = Journal.sessions, [SetAside("journal.sqlite3 was damaged: set aside")]

    def sessions(journal: Journal, *about: Any, **more: Any) -> Any:
        if damage:
            raise damage.pop()
        return read(journal, *about, **more)

    async with stage.app.run_test(notifications=True) as pilot:
        await stage.settled(pilot)
        monkeypatch.setattr(Journal, "sessions", sessions)
        await press(pilot, "h")
        assert await stage.shows(pilot, "No sessions yet.", "journal.sqlite3 was damaged:")


async def test_sessions_that_make_no_sense_are_counted_and_the_others_shown(past: Past) -> None:
    for days_ago in (0, 1, 2):
        past.session(days_ago, minutes=10)
    past.write()
    with contextlib.closing(sqlite3.connect(past.folder / FILE)) as database:
        database.execute("UPDATE session SET held = -1 WHERE id > 1")
        database.commit()
    stage = past.stage()
    async with stage.app.run_test(size=LARGE, notifications=True) as pilot:
        await press(pilot, "h")
        assert stage.says("1 session in the past year", "2 sessions could not be read")


async def test_where_no_session_makes_sense_that_is_said(past: Past) -> None:
    past.session(0, minutes=10)
    past.write()
    with contextlib.closing(sqlite3.connect(past.folder / FILE)) as database:
        database.execute("UPDATE session SET held = 'long'")
        database.commit()
    stage = past.stage()
    async with stage.app.run_test(size=LARGE, notifications=True) as pilot:
        await press(pilot, "h")
        assert stage.says("No sessions yet.", "1 session could not be read")


# Before the screen is shown, and after


async def test_journal_that_takes_long_does_not_hold_the_screen_up(
    past: Past, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    past.session(0, minutes=10)
    stage = past.stage()
    async with stage.app.run_test(size=LARGE) as pilot:
        await stage.settled(pilot)
        monkeypatch.setattr(history, "PATIENCE_S", 0.0)
        keep_waiting(stage, gate)
        await pilot.press("h")
        await pilot.pause()
        assert await stage.shows(pilot, "History Loading your history…", within="#head")
        gate.set()
        await press(pilot)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert await stage.shows(pilot, "1 session in the past year")


async def test_what_is_read_before_the_screen_is_shown_is_shown_with_it(
    past: Past, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    past.session(0, minutes=10)
    stage = past.stage()
    async with stage.app.run_test(size=LARGE) as pilot:
        await stage.settled(pilot)
        monkeypatch.setattr(history, "PATIENCE_S", 0.0)
        keep_waiting(stage, gate)
        screen = HistoryScreen(stage.app.look, stage.app.journal, stage.app.edits)
        await screen.prepare(stage.app.size)
        gate.set()
        await pilot.app.workers.wait_for_complete()
        await stage.app.push_screen(screen)
        await pilot.pause()
        assert not stage.says("Loading your history…")
        assert await stage.shows(
            pilot, "1 session in the past year", "1 day in a row", "Wed 23 07:30 Five"
        )


@pytest.mark.parametrize("patience", [0.0, 0.001, 0.01, 60.0])
async def test_whenever_it_is_read_it_is_read_once_and_shown(
    past: Past, patience: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    past.session(0, minutes=10)
    stage = past.stage()
    reads: list[int] = []

    def counted(journal: Journal, *about: Any) -> Any:
        reads.append(1)
        return review(journal, *about)

    async with stage.app.run_test(size=LARGE) as pilot:
        await stage.settled(pilot)
        monkeypatch.setattr(history, "PATIENCE_S", patience)
        monkeypatch.setattr(loader, "review", counted)
        for times in (1, 2, 3):
            await press(pilot, "h")
            assert len(reads) == times
            assert await stage.shows(pilot, "1 session in the past year")
            await press(pilot, "q")


async def test_history_that_is_left_while_it_is_read_can_be_opened_again(
    past: Past, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    past.session(0, minutes=10)
    stage = past.stage()
    async with stage.app.run_test(size=LARGE) as pilot:
        await stage.settled(pilot)
        monkeypatch.setattr(history, "PATIENCE_S", 0.0)
        keep_waiting(stage, gate)
        for key in ("h", "q", "h"):
            stage.app.simulate_key(key)
        await pilot.pause()
        assert await stage.shows(pilot, "History Loading your history…", within="#head")
        gate.set()
        await press(pilot)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert await stage.shows(pilot, "1 session in the past year")


async def test_what_was_done_meanwhile_is_there_when_it_is_shown_again(past: Past) -> None:
    past.session(1, minutes=10, name="Yesterday's")
    stage = past.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h", "question_mark")
        past.session(0, minutes=10, name="Today's")
        past.write()
        await press(pilot, "escape")
        assert await stage.shows(pilot, "Wed 23 07:30 Today's", "2 days in a row")
        assert re.search("▸.*Yesterday's", stage.text()), "what was chosen stays so"
        await press(pilot, "q", "h")
        assert re.search("▸.*Today's", stage.text())


async def test_what_is_set_meanwhile_is_followed(past: Past) -> None:
    past.session(0, minutes=10)
    stage = past.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h")
        assert [line[1:4].strip() for line in stage.lines()[2:4]] == ["Mo", "Tu"]
        sunday = HistorySettings(week_start="sunday")
        stage.settings.set(Settings(history=sunday, keys={"view_next": "z"}))
        await press(pilot)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        assert [line[1:4].strip() for line in stage.lines()[2:4]] == ["Su", "Mo"]
        assert "z view" in keys_named(stage)

"""The sessions of the history: corrected, added, and brought back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from stretchtui.core.sessions.record import Feeling
from stretchtui.store.journal import Journal
from stretchtui.store.journal_errors import JournalError
from stretchtui.tui.dialogs.form import Form
from stretchtui.tui.dialogs.prompts import ChoicePrompt
from stretchtui.tui.history.screen import HistoryScreen
from tests.amounts import share_of
from tests.tui.keys import press as typed
from tests.tui.past import LARGE, OFFSET, PHONE, TODAY, USUAL, Past, history_of, part, press
from tests.tui.stage import until

pytestmark = pytest.mark.usefixtures("patient")

SIZES = [PHONE, USUAL, LARGE]


def at(hour: float, days_ago: int = 0) -> float:
    """The moment at which the clock on the wall showed an hour."""
    day = datetime(2026, 9, 23, tzinfo=UTC).timestamp()
    return day - OFFSET * 60 + hour * 3600 - days_ago * 86400


# Corrected


@pytest.mark.parametrize("size", share_of(SIZES, 0))
async def test_a_session_is_corrected_in_a_form(past: Past, size: tuple[int, int]) -> None:
    past.session(1, parts=(part(0, "Cat-cow", 60),), before=6, feeling=Feeling.RIGHT)
    stage = past.stage()
    async with stage.app.run_test(size=size) as pilot:
        await press(pilot, "h")
        history_of(stage).action_show("Sessions")
        await press(pilot, "e")
        assert isinstance(stage.app.screen, Form)
        assert await stage.shows(pilot, "2026-09-22 07:30", "just right", "6")
        await typed(pilot, "ctrl+u", "=2026-09-21 6:15", "down", "right")
        await typed(pilot, "down", "backspace", "down", "=2", "down", "=at home", "enter")
        await press(pilot)
        assert isinstance(stage.app.screen, HistoryScreen)
    (record,) = past.records()
    assert (record.started, record.offset) == (at(6.25, 2), OFFSET)
    assert (record.before, record.after) == (None, 2)
    assert (record.feeling, record.note) == (Feeling.MORE, "at home")
    assert record.held == 60
    assert stage.app.journal.records == (record,)


async def test_from_its_details_it_is_corrected_too_and_they_show_the_note(past: Past) -> None:
    past.session(1, minutes=10, note="[b]left hip[/b]")
    stage = past.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h", "enter")
        assert await stage.shows(pilot, "[b]left hip[/b]", within="Vertical")
        await press(pilot, "e")
        await typed(pilot, "up", "=!", "enter")
        await press(pilot)
        await press(pilot, "enter")
        assert await stage.shows(pilot, "[b]left hip[/b]!", within="Vertical")
    (record,) = past.records()
    assert record.note == "[b]left hip[/b]!"


@pytest.mark.parametrize(
    ("when", "reason"),
    [
        ("soon", "when: expected a day and a time, like 2026-09-23 12:00"),
        ("2026-09-24 8:00", "when: expected a time in the past"),
    ],
)
async def test_what_cannot_have_been_is_said_and_nothing_changed(
    past: Past, when: str, reason: str
) -> None:
    past.session(1, minutes=10)
    stage = past.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h")
        before = past.records()
        await press(pilot, "e")
        await typed(pilot, "ctrl+u", f"={when}", "enter")
        assert await stage.shows(pilot, reason)
        await typed(pilot, "escape")
        await press(pilot, "d")
        await press(pilot, "e")
        await typed(pilot, "enter")
        await press(pilot)
        assert isinstance(stage.app.screen, HistoryScreen)
    assert past.records() == before


async def test_what_was_deleted_elsewhere_is_not_corrected(past: Past) -> None:
    past.session(1, minutes=10)
    stage = past.stage()
    async with stage.app.run_test(size=USUAL, notifications=True) as pilot:
        await press(pilot, "h", "e")
        journal = Journal(past.folder)
        journal.delete(1)
        journal.close()
        await typed(pilot, "up", "=a", "enter")
        await press(pilot)
        assert await stage.shows(pilot, "Not saved: it is no longer in your")
        assert await stage.shows(pilot, "No sessions yet.")


# Added


@pytest.mark.parametrize("size", share_of(SIZES, 1))
async def test_a_session_done_elsewhere_is_added(past: Past, size: tuple[int, int]) -> None:
    past.session(1, minutes=10, routine="quick", name="Quick one")
    stage = past.stage()
    async with stage.app.run_test(size=size) as pilot:
        await press(pilot, "h")
        history_of(stage).action_show("Sessions")
        await press(pilot, "a")
        assert isinstance(stage.app.screen, ChoicePrompt)
        assert await stage.shows(pilot, "Which routine did you do?", "▸ Quick one")
        await press(pilot, "up", "enter")
        assert await stage.shows(pilot, "Add: Lower back", "2026-09-23 12:00")
        await typed(pilot, "ctrl+u", "=yesterday 18:00", "down", "right", "down", "=gym", "enter")
        await until(pilot, lambda: any(each.logged for each in past.records()))
        added = next(each for each in past.records() if each.logged)
        # It is chosen.
        await until(pilot, lambda: history_of(stage)._list.record == added)
        await press(pilot, "enter")
        assert await stage.shows(pilot, "done elsewhere", "felt: too much", "gym")
    assert (added.started, added.offset) == (at(18, 1), OFFSET)
    assert (added.routine, added.feeling, added.note) == ("lower-back", Feeling.TOO_MUCH, "gym")
    assert added.completed


async def test_the_first_session_may_have_been_elsewhere(past: Past) -> None:
    stage = past.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h")
        assert await stage.shows(pilot, "You can also add one you did elsewhere.", "a add")
        await press(pilot, "a", "escape")
        assert past.records() == ()
        await press(pilot, "a", "enter")
        await typed(pilot, "enter")
        await press(pilot)
        assert await stage.shows(pilot, "1 day in a row")
    (record,) = past.records()
    assert (record.started, record.feeling, record.note) == (TODAY.now, None, "")


# Deleted, and brought back


async def test_what_was_deleted_comes_back_until_the_program_ends(past: Past) -> None:
    for days_ago, name in enumerate(("Newest", "Middle", "Oldest")):
        past.session(days_ago, minutes=10, name=name)
    stage = past.stage()
    async with stage.app.run_test(size=USUAL, notifications=True) as pilot:
        await press(pilot, "h", "j", "d", "d")
        assert await stage.shows(pilot, "Deleted. Press u to undo (until you")
        assert await stage.shows(pilot, "u undo")
        await press(pilot, "d", "d")
        # The history may be left meanwhile.
        await press(pilot, "escape", "h", "u")
        assert await stage.shows(pilot, "Session restored.")
        assert not stage.says("Deleted.")
        await press(pilot, "u")
        record = history_of(stage)._list.record
        assert record is not None
        assert record.name == "Middle", "the one that came back is chosen"
        assert not stage.says("u undo")
        await press(pilot, "u")
    assert [each.name for each in past.records()] == ["Oldest", "Middle", "Newest"]


async def test_keys_typed_ahead_bring_back_what_there_is_once(past: Past) -> None:
    past.session(0, minutes=10)
    past.session(1, minutes=10)
    stage = past.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h", "d", "d")
        for _ in range(3):
            stage.app.simulate_key("u")
        await press(pilot)
        await stage.app.workers.wait_for_complete()
        assert len(past.records()) == 2


async def test_what_is_deleted_is_gone_though_the_history_is_left_at_once(past: Past) -> None:
    past.session(0, minutes=10)
    stage = past.stage()
    async with stage.app.run_test(size=USUAL) as pilot:
        await press(pilot, "h")
        await typed(pilot, "d", "d", "escape")
        await stage.app.workers.wait_for_complete()
        assert stage.app.screen is stage.screen
        assert past.records() == ()


async def test_what_cannot_be_brought_back_is_said(
    past: Past, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*about: Any) -> None:
        raise JournalError("journal.sqlite3: no permission to write it")

    past.session(0, minutes=10)
    stage = past.stage()
    async with stage.app.run_test(size=USUAL, notifications=True) as pilot:
        await press(pilot, "h", "d", "d")
        monkeypatch.setattr(Journal, "put_back", refuse)
        await press(pilot, "u")
        assert await stage.shows(pilot, "Not restored: journal.sqlite3")

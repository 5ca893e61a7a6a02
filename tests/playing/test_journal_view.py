"""What is known of the journal: read once or again, late, or not at all."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchtui.core.sessions.record import Feeling, Record
from stretchtui.playing import journal_view
from stretchtui.playing.clock import moment
from stretchtui.playing.journal_view import JournalView, Known
from stretchtui.store.journal_writer import JournalWriter
from tests.playing.elsewhere import PATIENCE_S
from tests.playing.mat import GROWS, THREE, Mat
from tests.tui.past import TODAY, Past, part
from tests.tui.stage import read_library

if TYPE_CHECKING:
    from stretchtui.core.sessions.record import Unfinished

Mats = Callable[..., Mat]

NOTHING = Known(read=True)
"""What is known of a journal that says nothing."""


class Watcher:
    """Remembers what was known before each change that it was told of."""

    def __init__(self, view: JournalView) -> None:
        self.told: list[Known] = []
        self.end = view.known.watch(self.told.append)


def played(mats: Mats, text: str = THREE, seconds: float = 200) -> tuple[Record, ...]:
    """Play a session as far as it has grown; what the journal has then."""
    mat = mats(text)
    mat.journal.read_now()
    mat.play(seconds=seconds)
    mat.player.close()
    return mat.records()


@pytest.fixture
def held_up(mat: Mat) -> Iterator[threading.Event]:
    """A journal that answers nothing until it is told to go on."""
    go_on = threading.Event()
    assert mat.writer is not None
    mat.writer.ask(lambda journal: go_on.wait(PATIENCE_S))
    yield go_on
    go_on.set()


# Reading


def test_before_it_is_read_nothing_is_known(mat: Mat) -> None:
    view = mat.journal
    assert not view.is_read
    assert (view.records, view.hurting, view.advice) == ((), frozenset(), None)


async def test_what_it_says_is_known_and_told_once(mats: Mats) -> None:
    records = played(mats)
    mat = mats()
    watcher = Watcher(mat.journal)
    await mat.journal.read()
    view = mat.journal
    assert view.is_read
    assert view.records == records
    assert view.advice is not None
    assert (view.advice.entry, view.advice.reason) == (mat.entry, "done today")
    assert watcher.told == [Known()]
    assert view.known.value == Known(records, frozenset(), view.advice, read=True)


async def test_what_hurt_is_known(mats: Mats) -> None:
    mat = mats()
    mat.play(seconds=20)
    mat.player.hurts()
    mat.player.close()
    await mat.journal.read()
    assert mat.journal.hurting == {"Reach up"}


async def test_read_again_it_says_what_is_new_and_is_told_only_then(mats: Mats) -> None:
    mat = mats()
    watcher = Watcher(mat.journal)
    await mat.journal.read()
    assert len(watcher.told) == 1
    await mat.journal.read()
    assert len(watcher.told) == 1, "nothing is new"
    played(mats)
    await mat.journal.read()
    assert len(watcher.told) == 2
    assert len(mat.journal.records) == 1
    watcher.end()
    played(mats)
    await mat.journal.read()
    assert len(watcher.told) == 2
    assert len(mat.journal.records) == 2


async def test_advice_is_for_the_day_on_which_it_is_read(mats: Mats) -> None:
    played(mats)
    mat = mats()
    mat.clock.advance(86400)
    await mat.journal.read()
    assert mat.journal.advice is not None
    assert mat.journal.advice.days == 1


async def test_advice_is_among_the_routines_that_there_are_then(mats: Mats) -> None:
    mat = mats()
    entries = [mat.entry]
    view = JournalView(mat.writer, lambda: entries, mat.moment)
    await view.read()
    assert view.advice is not None
    entries.clear()
    await view.read()
    assert view.advice is None


def test_without_an_event_loop_it_is_read_too(mats: Mats) -> None:
    records = played(mats)
    mat = mats()
    watcher = Watcher(mat.journal)
    mat.journal.read_now()
    assert mat.journal.records == records
    assert watcher.told == [Known()]


# Late, or not at all


async def test_read_late_it_counts_as_read_and_is_what_it_was(
    mat: Mat, held_up: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_view, "PATIENCE_S", 0.01)
    watcher = Watcher(mat.journal)
    await mat.journal.read()
    assert mat.journal.known.value == NOTHING
    assert watcher.told == [Known()]
    mat.journal.read_now()
    assert mat.journal.known.value == NOTHING
    assert watcher.told == [Known()]


async def test_an_answer_that_comes_late_is_taken_when_it_comes(
    mat: Mat, held_up: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_view, "PATIENCE_S", 0.01)
    await mat.journal.read()
    assert mat.journal.advice is None
    came = asyncio.Event()
    mat.journal.known.watch(lambda before: came.set())
    held_up.set()
    await asyncio.wait_for(came.wait(), PATIENCE_S)
    assert mat.journal.advice is not None


async def test_what_was_read_before_stays_when_it_is_late(
    mats: Mats, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = played(mats)
    mat = mats()
    await mat.journal.read()
    known = mat.journal.known.value
    go_on = threading.Event()
    assert mat.writer is not None
    mat.writer.ask(lambda journal: go_on.wait(PATIENCE_S))
    watcher = Watcher(mat.journal)
    with monkeypatch.context() as hasty:
        hasty.setattr(journal_view, "PATIENCE_S", 0.01)
        await mat.journal.read()
    assert mat.journal.known.value == known
    assert mat.journal.records == records
    go_on.set()
    await mat.journal.read()
    assert mat.journal.records == records
    assert watcher.told == []


async def test_an_answer_that_comes_in_time_is_waited_for(
    mat: Mat, held_up: threading.Event
) -> None:
    reading = asyncio.ensure_future(mat.journal.read())
    await asyncio.sleep(0)
    assert not mat.journal.is_read
    held_up.set()
    await reading
    assert mat.journal.is_read
    assert mat.journal.advice is not None


async def test_a_journal_that_fails_counts_as_read(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    lines: list[str] = []
    writer = JournalWriter(tmp_path / "data", lines.append)
    view = JournalView(writer, lambda: [])
    watcher = Watcher(view)
    await view.read()
    view.read_now()
    assert view.known.value == NOTHING
    assert watcher.told == [Known()]
    assert writer.close(PATIENCE_S)


async def test_one_that_fails_later_leaves_what_was_known(
    mats: Mats, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = played(mats)
    mat = mats()
    await mat.journal.read()

    def fail(*arguments: object) -> None:
        raise ValueError("not a session")

    monkeypatch.setattr(journal_view, "advise", fail)
    await mat.journal.read()
    mat.journal.read_now()
    assert mat.journal.records == records
    assert mat.journal.advice is not None


async def test_without_a_journal_there_is_nothing_to_wait_for(mats: Mats) -> None:
    mat = mats(journal=False)
    watcher = Watcher(mat.journal)
    assert mat.journal.is_read
    assert mat.journal.known.value == NOTHING
    await mat.journal.read()
    mat.journal.read_now()
    assert watcher.told == []
    assert mat.journal.find_interrupted() is None


def test_it_goes_by_the_clock_on_the_wall() -> None:
    assert JournalView(None, lambda: []).moment is moment


# The session that was interrupted


def found(mat: Mat) -> Unfinished | None:
    """The session that can be resumed."""
    asked = mat.journal.find_interrupted()
    assert asked is not None
    return asked.result(PATIENCE_S)


def test_an_interrupted_session_is_put_off_or_discarded(mats: Mats) -> None:
    first = mats()
    assert found(first) is None
    first.play(seconds=50)
    first.break_off()
    mat = mats()
    session = found(mat)
    assert session is not None
    assert session.standing.place.step == 1
    with mat.elsewhere() as other:
        assert other.offered is None, "it counts as played here"
    mat.journal.put_off(session)
    with mat.elsewhere() as other:
        assert other.offered == session.record.id
    again = found(mat)
    assert again == session
    mat.journal.discard(session)
    assert found(mat) is None
    with mat.elsewhere() as other:
        assert other.offered is None
    assert mat.record().ended is not None


def test_an_interrupted_session_is_offered_for_a_day_from_now(mats: Mats) -> None:
    first = mats()
    first.play(seconds=50)
    first.break_off()
    mat = mats()
    mat.clock.advance(2 * 86400)
    assert found(mat) is None


def test_what_there_is_no_journal_for_is_neither_put_off_nor_discarded(mats: Mats) -> None:
    first = mats()
    first.play(seconds=50)
    first.break_off()
    session = found(first)
    assert session is not None
    nowhere = mats(journal=False)
    nowhere.journal.put_off(session)
    nowhere.journal.discard(session)
    assert first.record().ended is None
    with first.elsewhere() as other:
        assert other.offered is None


# What follows for a routine


def test_only_what_has_a_ramp_grows(mats: Mats) -> None:
    for text, grows in [(THREE, False), (GROWS, True)]:
        mat = mats(text, journal=False)
        assert mat.journal.grows(mat.entry) is grows
        assert mat.journal.level(mat.entry) == 0
    mat = mats(THREE)
    mat.journal.read_now()
    assert mat.journal.today(mat.entry) == []


def test_a_routine_that_grows_says_what_today_asks_for_and_why(mats: Mats) -> None:
    said: list[list[str]] = []
    for _ in range(4):
        mat = mats(GROWS)
        mat.journal.read_now()
        said.append(mat.journal.today(mat.entry))
        played(mats, GROWS)
    assert said == [
        ["grows after 1 more session", "Bridge: 10 seconds"],
        ["after 1 session; grows after 1 more session", "Bridge: 20 seconds, from today; was 10"],
        ["after 1 session", "Bridge: 30 seconds, from today; was 20"],
        [],
    ]


def test_only_its_own_sessions_make_it_grow(mats: Mats) -> None:
    played(mats, THREE)
    mat = mats(GROWS)
    mat.journal.read_now()
    assert len(mat.journal.records) == 1
    assert mat.journal.level(mat.entry) == 0
    played(mats, GROWS)
    mat.journal.read_now()
    assert mat.journal.level(mat.entry) == 1
    assert mat.journal.progress(mat.entry).last == 0


def test_it_goes_by_the_day_on_which_it_is_asked(mats: Mats) -> None:
    played(mats, GROWS)
    played(mats, GROWS)
    mat = mats(GROWS)
    mat.journal.read_now()
    assert mat.journal.level(mat.entry) == 2
    mat.clock.advance(20 * 86400)
    assert mat.journal.level(mat.entry) == 0
    assert mat.journal.today(mat.entry)[0] == "after 20 days away; grows after 1 more session"


# On the screen

BRIDGE = """
format = 1
[[routine]]
id = "strength"
name = "Strength"
[[routine.step]]
name = "Bridge"
reps = { from = 5, to = 20, by = 5, every = 2 }
"""


async def test_the_guide_shows_what_today_asks_for_and_after_the_session_what_comes_next(
    tmp_path: Path,
) -> None:
    past = Past(tmp_path)
    for days_ago in (5, 3):
        parts = (part(0, "Bridge", 20),)
        past.session(days_ago, routine="strength", name="Strength", parts=parts)
    assert TODAY.day == date(2026, 9, 23)
    stage = past.stage(library=read_library(BRIDGE))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.app.journal.read()
        await pilot.pause()
        asked = "Bridge: 10 movements, from today; was 5"
        why = "after 2 sessions; grows after 2 more sessions"
        assert stage.says(why, asked, within="Guide")
        await pilot.press("enter")
        assert not stage.says("grows after", within="Guide")
        await stage.advance(pilot, 100)
        assert not stage.says("grows after", within="Guide")
        await pilot.press("2")
        await stage.app.workers.wait_for_complete()
        await pilot.pause()
        assert stage.player.feeling is Feeling.RIGHT
        assert stage.says("grows after 1 more session", "Bridge: 10 movements", within="Guide")

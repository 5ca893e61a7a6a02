"""What is known of the journal: read once or again, late, or not at all."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from stretchtui.core.sessions.record import Part, Record
from stretchtui.playing import advising, journal_view
from stretchtui.playing.clock import moment
from stretchtui.playing.journal_view import JournalView, Known
from stretchtui.store.journal_errors import JournalError
from stretchtui.store.journal_writer import JournalWriter
from tests.playing.elsewhere import PATIENCE_S
from tests.playing.mat import Mat, Mats, played

NOTHING = Known(read=True)
"""What is known of a journal that says nothing."""


class Watcher:
    """Remembers what was known before each change that it was told of."""

    def __init__(self, view: JournalView) -> None:
        self.told: list[Known] = []
        self.end = view.known.watch(self.told.append)


def unhandled_faults() -> list[dict[str, Any]]:
    """What goes wrong from now on in the loop that runs, and nobody takes notice of."""
    found: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, fault: found.append(fault))
    return found


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
    assert view.known.value == Known(records, advice=view.advice, read=True)


async def test_what_hurt_is_known(mats: Mats) -> None:
    mat = mats()
    mat.play(seconds=20)
    mat.player.hurts()
    mat.player.close()
    await mat.journal.read()
    assert mat.journal.hurting == {"Reach up"}


async def test_what_was_done_often_is_familiar(mats: Mats) -> None:
    for done in range(3):
        mat = mats()
        await mat.journal.read()
        assert mat.journal.known.value.familiar == set(), done
        played(mats)
    await mat.journal.read()
    assert mat.journal.known.value.familiar == {"Reach up", "Nod", "Rest"}


async def test_what_this_week_came_to_is_known(mats: Mats) -> None:
    mat = mats()
    now = mat.moment()
    stretch = Part(0, "Reach up", "Reach up", ("chest", "shoulders"), 40.0, done=True)
    record = Record(
        started=now.now,
        offset=now.offset,
        updated=now.now,
        ended=now.now,
        routine="three",
        name="Three",
        steps=1,
        phases=1,
        seconds=40,
        held=40,
    )
    assert mat.writer is not None
    mat.writer.ask(lambda journal: journal.add_ended(record, (stretch,))).result(PATIENCE_S)
    await mat.journal.read()
    assert mat.journal.known.value.areas == (("chest", 40), ("shoulders", 40))
    mat.clock.advance(7 * 86400)
    await mat.journal.read()
    assert list(mat.journal.known.value.areas) == []


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
    unhandled = unhandled_faults()
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
    assert unhandled == []


async def test_one_that_answers_no_more_counts_as_read(mat: Mat) -> None:
    unhandled = unhandled_faults()
    mat.close()
    await mat.journal.read()
    assert mat.journal.known.value == NOTHING
    mat.journal.read_now()
    assert mat.journal.known.value == NOTHING
    assert unhandled == []


async def test_one_that_fails_later_leaves_what_was_known(
    mats: Mats, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = played(mats)
    mat = mats()
    await mat.journal.read()

    def fail(*arguments: object) -> None:
        raise JournalError("it cannot be read")

    monkeypatch.setattr(advising, "advise", fail)
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
    mat.journal.close()


def test_it_goes_by_the_clock_on_the_wall() -> None:
    assert JournalView(None, lambda: []).moment is moment

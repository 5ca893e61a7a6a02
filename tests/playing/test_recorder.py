"""What is counted of a session, and when the journal is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.events import CueDue, Finished, PhaseBegan, SessionCommand, Stopped
from stretchtui.core.sessions.record import Feeling, Moment, Record, Unfinished
from stretchtui.core.sessions.resume import all_of, what_is_left
from stretchtui.core.sessions.session import Session
from stretchtui.core.sessions.timeline import timeline_of
from stretchtui.playing.clockwork import Delivery
from stretchtui.playing.recorder import SessionRecorder
from stretchtui.store.journal_writer import JournalWriter
from tests.playing.elsewhere import PATIENCE_S
from tests.playing.mat import START, THREE, entry_of
from tests.store.sessions import rows_in

if TYPE_CHECKING:
    from stretchtui.core.sessions.events import Event

ENTRY = entry_of(THREE)
TIMELINE = timeline_of(ENTRY)
PACE = Pace()


class Desk:
    """A recorder, a session to show it, and the journal that it tells.

    Args:
        folder: The data folder; without one there is no journal.
        level: The level of the session.
        before: What is resumed.
    """

    def __init__(
        self, folder: Path | None, level: int = 0, before: Unfinished | None = None
    ) -> None:
        self.folder = folder
        self.now = 0.0
        left = what_is_left(before, ENTRY, PACE) if before else all_of(TIMELINE)
        assert left is not None
        self.session = Session(left.timeline, 1.0, left.first, left.reached)
        self.writer = JournalWriter(folder) if folder is not None else None
        self.recorder = SessionRecorder(
            ENTRY,
            left,
            lambda: Moment(START + self.now, 330),
            speed=1.0,
            writer=self.writer,
            level=level,
            before=before,
        )
        self._see(self.session.do(SessionCommand.START, 0.0))

    def play(self, seconds: float) -> None:
        """Show it so many seconds more, one by one."""
        end = self.now + seconds
        while self.now < end:
            self.now += 1
            self._see(self.session.advance(self.now))

    def see(self, *events: Event) -> None:
        """Show it what happened."""
        self._see(events)

    def _see(self, events: list[Event] | tuple[Event, ...]) -> None:
        view = self.session.view(self.now)
        self.recorder.see(Delivery(self.now, view, events), self.session.timeline)

    def record(self) -> Record:
        """The one session of the journal."""
        assert self.folder is not None
        assert self.writer is not None
        self.writer.ask(lambda journal: None).result(PATIENCE_S)
        (record,) = rows_in(self.folder)
        return record


Desks = Callable[..., Desk]


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[Desks]:
    """Makes desks on one journal."""
    made: list[Desk] = []

    def make(level: int = 0, before: Unfinished | None = None, journal: bool = True) -> Desk:
        made.append(Desk(tmp_path if journal else None, level, before))
        return made[-1]

    yield make
    for desk in made:
        assert desk.writer is None or desk.writer.close(PATIENCE_S)


def test_the_journal_has_a_session_from_its_beginning(desks: Desks) -> None:
    desk = desks(level=2)
    record = desk.record()
    assert record.started == record.updated == START
    assert (record.routine, record.level, record.offset) == ("three", 2, 330)
    assert (record.steps, record.phases, record.seconds) == (3, 6, 84)
    assert desk.recorder.keeps


def test_it_is_told_after_every_phase_and_within_it_every_five_seconds(desks: Desks) -> None:
    desk = desks()
    for seconds, phases_done in [(8, 1), (30, 2), (8, 3), (20, 4), (8, 5)]:
        began = desk.now
        for _ in range(seconds - 1):
            desk.play(1)
            kept = (desk.now - began) // 5 * 5
            assert desk.record().updated == START + began + kept
        desk.play(1)
        record = desk.record()
        assert (record.updated, record.phases_done) == (START + desk.now, phases_done)


def test_while_it_is_paused_there_is_nothing_to_keep(desks: Desks) -> None:
    desk = desks()
    desk.play(20)
    desk.see(*desk.session.do(SessionCommand.PAUSE, desk.now))
    desk.play(60)
    assert desk.record().updated == START + 20


def test_the_cues_of_a_phase_that_begins_do_not_hide_it(desks: Desks) -> None:
    desk = desks()
    desk.now = 1
    desk.see(CueDue(CueName.TICK, 1))
    assert desk.record().updated == START
    desk.see()
    assert desk.record().updated == START
    desk.see(CueDue(CueName.HOLD, 1), PhaseBegan(1))
    assert desk.record().updated == START + 1


@pytest.mark.parametrize("event", [Finished(), Stopped()])
def test_at_its_end_it_is_told_that_too(desks: Desks, event: Event) -> None:
    desk = desks()
    desk.play(20)
    desk.see(event)
    record = desk.record()
    assert (record.ended, record.updated) == (START + 20, START + 20)
    assert (record.held, record.completed) == (12, False)
    assert desk.recorder.standing.held == 12


def test_a_session_that_was_played_through_is_completed(desks: Desks) -> None:
    desk = desks()
    desk.play(84)
    record = desk.record()
    assert (record.ended, record.completed, record.held) == (START + 84, True, 60)


def test_one_that_is_ended_from_outside_keeps_what_was_held_until_then(desks: Desks) -> None:
    desk = desks()
    desk.play(30)
    desk.now += 5
    desk.recorder.end()
    record = desk.record()
    assert (record.ended, record.updated) == (START + 35, START + 35)
    assert (record.held, record.completed) == (22, False)


def test_what_the_person_says_is_told_at_once(desks: Desks) -> None:
    desk = desks()
    desk.recorder.discomfort_before(6)
    assert desk.record().before == 6
    desk.play(30)
    desk.recorder.hurts(0)
    record = desk.record()
    assert (record.hurt, record.updated, record.held) == (("Reach up",), START + 30, 22)
    (part,) = desk.recorder.standing.parts
    assert part.hurt == START + 30
    desk.recorder.end()
    desk.recorder.feel(Feeling.TOO_MUCH)
    desk.recorder.discomfort_after(7)
    desk.recorder.note("in the garden")
    record = desk.record()
    assert (record.feeling, record.after, record.ended) == (Feeling.TOO_MUCH, 7, START + 30)
    assert record.note == "in the garden"
    assert desk.recorder.record is not None
    assert desk.recorder.record.id == record.id


def test_without_a_journal_it_is_counted(desks: Desks) -> None:
    desk = desks(journal=False)
    recorder = desk.recorder
    recorder.discomfort_before(6)
    desk.play(20)
    recorder.hurts(0)
    recorder.put_aside()
    assert recorder.take_back() is None
    desk.play(64)
    recorder.feel(Feeling.RIGHT)
    recorder.discomfort_after(2)
    recorder.note("nowhere")
    recorder.end()
    assert not recorder.keeps
    assert recorder.record is None
    standing = recorder.standing
    assert (standing.held, standing.steps_done, standing.phases_done) == (60, 3, 6)
    assert standing.parts[0].hurt == START + 20


# Resumed


def unfinished(desks: Desks) -> Unfinished:
    """A session that was interrupted after its first step."""
    desk = desks()
    desk.play(40)
    return Unfinished(desk.record(), desk.recorder.standing)


def test_a_session_that_is_resumed_is_counted_and_kept_on(desks: Desks) -> None:
    before = unfinished(desks)
    desk = desks(before=before)
    assert desk.recorder.standing.held == 30
    # Eight seconds to get ready again.
    desk.play(20)
    desk.recorder.end()
    record = desk.record()
    assert record.id == before.record.id
    assert record.held == 42


def test_of_what_nobody_heard_nothing_counts(desks: Desks) -> None:
    desk = desks()
    desk.play(20)
    desk.see(*desk.session.unheard(20, 14))
    assert desk.recorder.standing.held == 6
    record = desk.record()
    assert (record.held, record.updated) == (6, START + 20)
    desk.see(*desk.session.do(SessionCommand.RESUME, 20))
    desk.play(3 + 24 + 8)
    assert desk.recorder.standing.held == 30


# Put aside


def test_only_what_was_put_aside_is_taken_back_and_once(desks: Desks) -> None:
    recorder = desks().recorder
    assert recorder.take_back() is None
    recorder.put_aside()
    answer = recorder.take_back()
    assert answer is not None
    assert answer.result(PATIENCE_S) is True
    assert recorder.take_back() is None


def test_whatever_is_kept_of_it_next_takes_it_back_first(desks: Desks) -> None:
    desk = desks()
    desk.recorder.put_aside()
    desk.recorder.hurts(0)
    assert desk.record().hurt == ("Reach up",)
    assert desk.recorder.take_back() is None


def test_what_is_given_up_is_counted_and_not_kept(desks: Desks) -> None:
    desk = desks()
    desk.play(20)
    before = desk.record()
    desk.recorder.give_up()
    assert not desk.recorder.keeps
    desk.recorder.put_aside()
    assert desk.recorder.take_back() is None
    desk.play(64)
    desk.recorder.feel(Feeling.RIGHT)
    assert desk.recorder.standing.held == 60
    assert desk.record() == before

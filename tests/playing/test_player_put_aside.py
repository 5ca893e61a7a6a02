"""While nobody is there a session may be resumed elsewhere, and then it is not ours any more."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.events import Finished, Paused, Resumed, SessionCommand, State
from stretchtui.core.sessions.record import Feeling
from stretchtui.playing.inquiry import ASKING_S
from stretchtui.store.journal_writer import JournalWriter
from tests.playing.elsewhere import HELD_S, PATIENCE_S
from tests.playing.mat import START, Mat, Mats

if TYPE_CHECKING:
    from concurrent.futures import Future

    from stretchtui.store.journal import Journal


class SlowDisk:
    """Holds the journal's thread up from now on, until it is let go.

    Args:
        mat: Whose journal it is.
    """

    def __init__(self, mat: Mat) -> None:
        self.go_on = threading.Event()
        assert mat.writer is not None
        mat.writer.ask(lambda journal: self.go_on.wait(PATIENCE_S))


def test_in_an_ordinary_pause_it_is_offered_to_nobody(mat: Mat) -> None:
    mat.play(seconds=20)
    mat.do(SessionCommand.PAUSE)
    mat.clock.advance(600)
    with mat.elsewhere() as other:
        assert other.offered is None
    mat.do(SessionCommand.RESUME)
    mat.clock.advance(100)
    assert mat.record().completed


def test_a_jump_of_the_clock_is_an_ordinary_pause(mat: Mat) -> None:
    mat.play(seconds=20)
    mat.clock.jump(60)
    assert mat.state() is State.PAUSED
    with mat.elsewhere() as other:
        assert other.offered is None


def test_where_the_link_stalls_it_is_offered_as_it_stands(mat: Mat) -> None:
    mat.play(seconds=20)
    mat.stall()
    assert mat.state() is State.PAUSED
    assert mat.player.view().position == 20
    mat.player.wake()
    with mat.elsewhere() as other:
        assert other.offered == mat.record().id


def test_where_it_was_not_resumed_elsewhere_it_goes_on_and_is_kept(mat: Mat) -> None:
    mat.play(seconds=20)
    mat.stall()
    mat.line.mend()
    mat.clock.advance(2)
    assert mat.witness.gaps == [pytest.approx(6, abs=0.5)]
    assert mat.sink.played[-1] is CueName.PAUSE
    mat.do(SessionCommand.RESUME)
    mat.answer()
    with mat.elsewhere() as other:
        assert other.offered is None, "it is held again"
    mat.clock.advance(100)
    assert mat.witness.events[-1] == Finished()
    assert mat.witness.told_elsewhere == 0
    record = mat.record()
    assert (record.completed, record.steps_done) == (True, 3)
    assert record.ended is not None


def test_it_can_be_put_aside_again(mat: Mat) -> None:
    mat.play(seconds=20)
    for _ in range(2):
        mat.stall()
        with mat.elsewhere() as other:
            assert other.offered is not None
        mat.line.mend()
        mat.do(SessionCommand.RESUME)
        mat.answer()
        assert mat.state() is State.RUNNING
        with mat.elsewhere() as other:
            assert other.offered is None
    mat.clock.advance(100)
    assert mat.record().completed


FIRST_KEYS: dict[str, Callable[[Mat], object]] = {
    "none": lambda mat: mat.clock.advance(1),
    "resume": lambda mat: mat.do(SessionCommand.RESUME),
    "next": lambda mat: mat.do(SessionCommand.NEXT),
    "hurts": lambda mat: mat.player.hurts(),
}
"""What can come first when the line is back."""


@pytest.mark.parametrize("first", FIRST_KEYS)
@pytest.mark.parametrize("then", ["hold", "end"])
def test_resumed_elsewhere_it_pauses_and_nothing_more_is_kept(
    mat: Mat, first: str, then: str
) -> None:
    mat.play(seconds=20)
    mat.stall()
    with mat.elsewhere() as other:
        other.tell(then)
        before = mat.record()
        mat.line.mend()
        FIRST_KEYS[first](mat)
        mat.answer()
        assert mat.witness.told_elsewhere == 1
        assert mat.state() is State.PAUSED
        assert not mat.player.recorder.keeps
        assert mat.record() == before
        mat.do(SessionCommand.RESUME)
        mat.player.hurts()
        mat.do(SessionCommand.RESUME)
        mat.clock.advance(100)
        mat.player.rate(Feeling.RIGHT)
        mat.player.close()
        assert mat.record() == before
        assert before.held == HELD_S
    assert mat.witness.told_elsewhere == 1


def resume_and_close(mat: Mat) -> None:
    """Two keys in one write."""
    mat.do(SessionCommand.RESUME)
    mat.player.close()


LAST_KEYS: dict[str, Callable[[Mat], object]] = {
    "stop": lambda mat: mat.do(SessionCommand.STOP),
    "close": lambda mat: mat.player.close(),
    "resume and close": resume_and_close,
    "another session": lambda mat: mat.player.load(mat.entry, mat.witness, kept=False),
}
"""The ways to leave it, at once."""


@pytest.mark.parametrize("last", LAST_KEYS)
def test_who_leaves_at_once_does_not_end_what_goes_on_elsewhere(mat: Mat, last: str) -> None:
    mat.play(seconds=20)
    mat.stall()
    with mat.elsewhere() as other:
        other.tell("hold")
        before = mat.record()
        mat.line.mend()
        LAST_KEYS[last](mat)
        # As when the program ends: what is to be written is, and the clock moves no more.
        mat.close()
        assert mat.kept() == before
        assert before.ended is None
        mat.clock.advance(1)
    assert mat.witness.told_elsewhere == 0, "there is nobody to tell"


@pytest.mark.parametrize("last", LAST_KEYS)
def test_who_leaves_at_once_ends_what_goes_on_nowhere(mat: Mat, last: str) -> None:
    mat.play(seconds=20)
    mat.stall()
    before = mat.record()
    mat.line.mend()
    LAST_KEYS[last](mat)
    mat.close()
    assert mat.kept() == replace(before, ended=START + 26, updated=START + 26)


def test_it_is_told_after_what_led_to_it_however_soon_it_is_known(
    mat: Mat, monkeypatch: pytest.MonkeyPatch
) -> None:
    mat.play(seconds=20)
    mat.stall()
    with mat.elsewhere():
        ask = JournalWriter.ask

        def ask_and_wait(writer: JournalWriter, question: Callable[[Journal], Any]) -> Future[Any]:
            answer = ask(writer, question)
            answer.exception(PATIENCE_S)
            return answer

        monkeypatch.setattr(JournalWriter, "ask", ask_and_wait)
        mat.line.mend()
        mat.do(SessionCommand.RESUME)
        assert Resumed() in mat.witness.deliveries[-1].events
        assert mat.witness.told_elsewhere == 0
        mat.clock.advance(ASKING_S)
        assert mat.witness.told_elsewhere == 1
        assert Paused() in mat.witness.deliveries[-1].events


def test_while_the_journal_takes_its_time_the_session_goes_on(mat: Mat) -> None:
    mat.play(seconds=20)
    mat.stall()
    disk = SlowDisk(mat)
    mat.line.mend()
    mat.do(SessionCommand.RESUME)
    mat.clock.advance(3 + 18 + 10)
    assert mat.state() is State.RUNNING
    disk.go_on.set()
    mat.answer()
    assert mat.record().steps_done == 1, "what was done meanwhile is kept"
    mat.clock.advance(100)
    assert mat.record().completed


def test_what_was_done_while_it_took_its_time_is_not_kept_if_it_goes_on_elsewhere(
    mat: Mat,
) -> None:
    mat.play(seconds=20)
    mat.stall()
    with mat.elsewhere() as other:
        other.tell("end")
        before = mat.record()
        disk = SlowDisk(mat)
        mat.line.mend()
        mat.do(SessionCommand.RESUME)
        mat.clock.advance(3 + 18 + 10)
        disk.go_on.set()
        mat.answer()
        assert mat.witness.told_elsewhere == 1
        assert mat.state() is State.PAUSED
        assert mat.record() == before


def test_a_session_that_stalls_again_meanwhile_is_put_aside_again(mat: Mat) -> None:
    mat.play(seconds=20)
    mat.stall()
    disk = SlowDisk(mat)
    mat.line.mend()
    mat.do(SessionCommand.RESUME)
    mat.clock.advance(5)
    mat.line.cut()
    mat.clock.advance(6)
    mat.line.mend()
    mat.do(SessionCommand.RESUME)
    disk.go_on.set()
    mat.answer()
    assert mat.state() is State.RUNNING
    mat.player.close()
    mat.clock.advance(1)
    assert mat.record().ended == START + 37.1
    assert mat.witness.told_elsewhere == 0


def test_of_two_answers_that_are_waited_for_none_comes_after_the_end(mat: Mat) -> None:
    mat.play(seconds=20)
    mat.stall()
    with mat.elsewhere() as other:
        other.tell("hold")
        disk = SlowDisk(mat)
        mat.line.mend()
        mat.do(SessionCommand.RESUME)
        mat.clock.advance(5)
        mat.line.cut()
        mat.clock.advance(6)
        mat.line.mend()
        mat.do(SessionCommand.RESUME)
        mat.player.close()
        disk.go_on.set()
        mat.answer()
        assert mat.witness.told_elsewhere == 0


# One that is not kept


@pytest.mark.parametrize("journal", [True, False])
def test_a_session_that_is_not_kept_pauses_and_goes_on_like_any_other(
    mats: Mats, journal: bool
) -> None:
    mat = mats(journal=journal)
    mat.play(seconds=20, kept=False)
    mat.stall()
    assert mat.state() is State.PAUSED
    mat.line.mend()
    mat.clock.advance(2)
    assert len(mat.witness.gaps) == 1
    mat.do(SessionCommand.RESUME)
    mat.clock.advance(100)
    assert mat.witness.events[-1] == Finished()
    assert mat.witness.told_elsewhere == 0
    if journal:
        assert mat.records() == ()

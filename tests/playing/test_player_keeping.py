"""What the player counts and keeps of sessions, and how they end."""

from __future__ import annotations

import pytest

from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.events import (
    Finished,
    SessionCommand,
    State,
)
from stretchtui.core.sessions.record import Feeling
from stretchtui.playing.pacing import FASTEST
from tests.playing.mat import GROWS, START, THREE, Mat, Mats

# Kept


def test_a_session_is_kept_as_it_goes(mat: Mat) -> None:
    mat.play(seconds=1)
    begun = mat.record()
    assert (begun.routine, begun.name, begun.started) == ("three", "Three", START)
    assert (begun.steps, begun.phases, begun.seconds, begun.offset) == (3, 6, 84, 120)
    mat.clock.advance(39)
    kept = mat.record()
    assert (kept.held, kept.phases_done, kept.steps_done, kept.ended) == (30, 2, 1, None)
    mat.clock.advance(44)
    done = mat.record()
    assert (done.held, done.steps_done, done.completed) == (60, 3, True)
    assert done.ended == START + 84
    assert mat.player.recorder.standing.held == 60


def test_how_bad_it_is_before_and_how_it_was_after_is_kept(mat: Mat) -> None:
    mat.player.load(mat.entry, mat.witness)
    mat.player.begin(discomfort=6)
    assert mat.record().before == 6
    mat.clock.advance(100)
    assert mat.player.feeling is None
    mat.player.rate(Feeling.MORE)
    mat.player.recorder.discomfort_after(2)
    assert mat.player.feeling is Feeling.MORE
    record = mat.record()
    assert (record.before, record.after, record.feeling) == (6, 2, Feeling.MORE)
    assert record.ended == START + 84
    mat.player.load(mat.entry, mat.witness)
    assert mat.player.feeling is None


@pytest.mark.parametrize(
    ("speed", "journal", "kept"),
    [(1.0, True, False), (FASTEST + 0.1, True, True), (1.0, False, True)],
    ids=["a trial", "a preview", "without a journal"],
)
def test_what_is_not_to_be_kept_is_counted_all_the_same(
    mats: Mats, speed: float, journal: bool, kept: bool
) -> None:
    mat = mats(speed=speed, journal=journal)
    mat.player.load(mat.entry, mat.witness, kept=kept)
    mat.player.begin(discomfort=6)
    mat.clock.advance(20 / speed)
    mat.player.hurts()
    mat.do(SessionCommand.RESUME)
    mat.clock.advance(100)
    mat.player.rate(Feeling.RIGHT)
    mat.player.recorder.discomfort_after(2)
    mat.player.close()
    assert not mat.player.recorder.keeps
    assert mat.player.recorder.standing.held == pytest.approx(60)
    assert mat.player.recorder.standing.steps_done == 3
    if journal:
        assert mat.records() == ()


def test_a_session_at_twice_its_speed_is_still_kept(mats: Mats) -> None:
    mat = mats(speed=FASTEST)
    mat.play(seconds=84 / FASTEST)
    assert mat.player.recorder.keeps
    assert mat.record().held == pytest.approx(60)
    assert mat.record().completed


# It hurts


def test_it_hurts_pauses_at_once_and_is_remembered(mat: Mat) -> None:
    mat.play(seconds=20)
    assert not mat.player.hurt_at(mat.player.view())
    assert mat.player.hurts().name == "Reach up"
    assert mat.state() is State.PAUSED
    assert mat.sink.played[-1] is CueName.PAUSE
    assert mat.player.hurt_at(mat.player.view())
    record = mat.record()
    assert (record.hurt, record.held, record.updated) == (("Reach up",), 12, START + 20)
    mat.do(SessionCommand.RESUME, SessionCommand.NEXT_STEP)
    assert not mat.player.hurt_at(mat.player.view())


def test_in_a_pause_it_hurts_without_another_pause(mat: Mat) -> None:
    mat.play(seconds=50)
    mat.do(SessionCommand.PAUSE)
    assert mat.player.hurts().name == "Nod"
    assert mat.state() is State.PAUSED
    assert mat.sink.played.count(CueName.PAUSE) == 1
    assert mat.record().hurt == ("Nod",)


def test_what_hurt_the_last_time_is_known_from_the_beginning(mats: Mats) -> None:
    mat = mats()
    mat.play(seconds=20)
    mat.player.hurts()
    mat.player.close()
    mat.settle()
    again = mats()
    again.journal.read_now()
    again.play(seconds=20)
    assert again.player.hurt_at(again.player.view())
    again.clock.advance(30)
    assert not again.player.hurt_at(again.player.view())
    again.player.hurts()
    assert again.player.hurting == {"Reach up", "Nod"}


# Ended


def test_a_session_that_is_let_be_was_ended_by_the_person(mat: Mat) -> None:
    mat.play(seconds=20)
    mat.player.close()
    assert not mat.player.is_playing
    assert not mat.player.can(SessionCommand.RESUME)
    told, played = len(mat.witness.deliveries), len(mat.sink.played)
    mat.clock.advance(100)
    mat.player.close()
    assert (len(mat.witness.deliveries), len(mat.sink.played)) == (told, played)
    record = mat.record()
    assert (record.ended, record.completed) == (START + 20, False)
    assert record.held == mat.player.recorder.standing.held == 12
    with mat.elsewhere() as other:
        assert other.offered is None


def test_a_session_that_was_over_stays_as_it_ended(mat: Mat) -> None:
    mat.play(seconds=84)
    mat.clock.advance(60)
    before = mat.record()
    mat.player.close()
    assert mat.record() == before
    mat.play(seconds=20)
    mat.do(SessionCommand.STOP)
    before = mat.records()[-1]
    assert (before.ended, before.completed, before.held) == (START + 164, False, 12)
    mat.clock.advance(60)
    mat.player.close()
    assert mat.records()[-1] == before


def test_a_session_that_is_interrupted_can_be_resumed(mats: Mats) -> None:
    mat = mats()
    mat.player.interrupt()
    mat.play(seconds=45)
    mat.player.interrupt()
    told = len(mat.witness.deliveries)
    mat.clock.advance(100)
    assert len(mat.witness.deliveries) == told
    record = mat.record()
    assert record.ended is None
    mat.let_go(record.id)
    with mat.elsewhere() as other:
        assert other.offered == record.id


@pytest.mark.parametrize(
    ("command", "times", "held", "level"),
    [
        (SessionCommand.MORE, 3, 40, 1),
        (SessionCommand.LESS, 1, 20, 0),
    ],
)
def test_a_hold_is_measured_by_what_was_asked_and_the_routine_grows_by_that(
    mats: Mats, command: SessionCommand, times: int, held: int, level: int
) -> None:
    # Thirty seconds are asked.
    text = GROWS.replace("from = 10", "from = 30").replace("to = 30", "to = 60")
    mat = mats(text.replace('name = "Grows"', 'name = "Grows"\nget_ready = 0'))
    mat.play()
    mat.do(*[command] * times)
    mat.clock.advance(held)
    mat.do(*([SessionCommand.NEXT] if mat.player.is_playing else []))
    record = mat.record()
    assert (record.held, record.completed) == (held, level == 1)
    mat.journal.read_now()
    assert mat.journal.level(mat.entry) == level


def test_another_session_ends_the_one_before(mat: Mat) -> None:
    mat.play(seconds=20)
    mat.play(seconds=60)
    first, second = mat.records()
    assert (first.ended, first.held, first.completed) == (START + 20, 12, False)
    assert (second.started, second.ended, second.held) == (START + 20, None, 40)
    assert mat.player.view().position == 60
    mat.clock.advance(24)
    assert mat.witness.events.count(Finished()) == 1


def test_a_listener_of_its_own_is_told_of_each_session(mats: Mats) -> None:
    mat = mats(THREE)
    mat.play(seconds=20)
    first = mat.witness
    mat.witness = type(first)()
    told = len(first.deliveries)
    mat.play(seconds=20)
    assert len(first.deliveries) == told
    assert mat.witness.deliveries[0].view.position == 0

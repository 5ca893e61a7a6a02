"""The player: sessions are begun, told what to do, counted, kept, and ended."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.events import (
    Finished,
    Paused,
    PhaseBegan,
    Resumed,
    SessionCommand,
    State,
    Waiting,
)
from stretchtui.core.sessions.record import Feeling
from stretchtui.core.sessions.speech import phrases
from stretchtui.core.sessions.timeline import timeline_of
from stretchtui.core.settings import CueSettings, SessionSettings, Settings
from stretchtui.playing.player import FASTEST
from tests.playing.mat import START, THREE, Mat

GROWS = """
format = 1
[[routine]]
id = "grows"
name = "Grows"
[[routine.step]]
name = "Bridge"
hold = { from = 10, to = 30, by = 10, every = 1 }
"""

WAITS = """
format = 1
[[routine]]
id = "waits"
name = "Waits"
get_ready = 8
[[routine.step]]
name = "Nod"
hold = 20
wait = true
[[routine.step]]
name = "Rest"
hold = 10
"""

Mats = Callable[..., Mat]


# Begun


def test_a_session_is_got_ready_and_then_begins(mat: Mat) -> None:
    player = mat.player
    assert not player.is_playing
    assert not any(map(player.can, SessionCommand))
    player.load(mat.entry, mat.witness)
    assert player.is_playing
    assert player.state is State.IDLE
    assert player.entry is mat.entry
    assert player.planned == player.timeline == timeline_of(mat.entry)
    mat.clock.advance(10)
    assert (mat.sink.played, mat.witness.events) == ([], [])
    player.begin()
    assert player.state is State.RUNNING
    assert mat.sink.played == [CueName.READY]
    assert [each for each in mat.witness.events if each == Resumed()] == [Resumed()]


def test_it_is_handed_out_as_time_passes_and_over_at_its_end(mat: Mat) -> None:
    mat.play(seconds=40.5)
    last = mat.witness.deliveries[-1]
    assert (last.now, last.view.position, last.view.index) == (1040, 40, 2)
    assert mat.player.view().position == 40.5
    step, stretch = mat.player.step_at(last.view)
    assert step is mat.entry.routine.steps[1]
    assert stretch.name == "Nod"
    mat.clock.advance(100)
    assert mat.witness.events[-1] == Finished()
    assert mat.player.state is State.FINISHED
    assert not mat.player.is_playing
    assert mat.sink.played[-1] is CueName.FINISH


def test_a_session_begins_with_the_step_that_is_asked_for(mat: Mat) -> None:
    mat.play(first_step=1)
    assert mat.player.view().phase.step == 1
    assert mat.player.view().position == 38


def test_what_will_be_said_is_rendered_before_it_is(mat: Mat) -> None:
    mat.settings.set(Settings(CueSettings(counted=True)))
    mat.player.load(mat.entry, mat.witness)
    assert mat.audio.prepared == []
    mat.player.begin()
    assert mat.audio.prepared == list(phrases(timeline_of(mat.entry), 1.0, counted=True))
    assert "three" in mat.audio.prepared


def test_settings_count_as_they_are_when_it_begins_and_those_of_cues_at_any_time(mat: Mat) -> None:
    mat.settings.set(Settings(session=SessionSettings(countdown=5)))
    mat.play(seconds=4)
    assert mat.player.timeline.countdown == 5
    assert mat.sink.played == [CueName.READY, CueName.TICK]
    assert mat.sink.said == []
    mat.settings.set(Settings(CueSettings(voice=True)))
    mat.clock.advance(4)
    assert mat.sink.said == ["Hold"]
    assert mat.player.timeline.countdown == 5


def test_a_routine_that_grows_is_played_at_its_level_of_today(mats: Mats) -> None:
    for level, hold in [(0, 10), (1, 20), (2, 30), (2, 30)]:
        mat = mats(GROWS)
        mat.journal.read_now()
        mat.play(seconds=100)
        assert mat.player.planned.total == 8 + hold
        assert mat.records()[-1].level == level


def test_commands_change_the_session_and_not_what_was_planned(mat: Mat) -> None:
    mat.play(seconds=10)
    assert mat.player.can(SessionCommand.MORE)
    assert not mat.player.can(SessionCommand.RESUME)
    mat.do(SessionCommand.MORE)
    assert mat.player.timeline.total == 94
    assert mat.player.planned.total == 84
    mat.do(SessionCommand.NEXT)
    assert mat.witness.events[-1] == PhaseBegan(2)


def test_one_key_pauses_and_resumes_and_goes_on_where_it_waits(mats: Mats) -> None:
    mat = mats(WAITS)
    mat.play(seconds=10)
    mat.player.pause_or_resume()
    assert mat.player.state is State.PAUSED
    mat.player.pause_or_resume()
    assert mat.player.state is State.RUNNING
    mat.clock.advance(30)
    assert mat.witness.events[-1] == Waiting()
    mat.player.pause_or_resume()
    assert mat.player.state is State.RUNNING
    assert mat.player.view().phase.step == 1


def test_only_what_runs_is_paused(mat: Mat) -> None:
    mat.player.pause()
    mat.player.load(mat.entry, mat.witness)
    mat.player.pause()
    assert mat.player.state is State.IDLE
    mat.player.begin()
    mat.clock.advance(10)
    mat.player.pause()
    mat.player.pause()
    assert mat.witness.events.count(Paused()) == 1
    assert mat.sink.played.count(CueName.PAUSE) == 1
    mat.player.close()
    mat.player.pause()


def test_it_can_be_woken_from_outside(mat: Mat) -> None:
    mat.player.wake()
    mat.play(seconds=10)
    mat.clock.now += 60
    mat.player.wake()
    assert mat.witness.events[-1] == Paused(gap=60)
    mat.do(SessionCommand.STOP)
    told = len(mat.witness.deliveries)
    mat.player.wake()
    assert len(mat.witness.deliveries) == told


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
    assert mat.player.standing.held == 60


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
    assert mat.player.standing.held == pytest.approx(60)
    assert mat.player.standing.steps_done == 3
    if journal:
        assert mat.records() == ()


def test_a_session_at_twice_its_speed_is_still_kept(mats: Mats) -> None:
    mat = mats(speed=FASTEST)
    assert mat.player.keeps
    mat.play(seconds=84 / FASTEST)
    assert mat.player.recorder.keeps
    assert mat.record().held == pytest.approx(60)
    assert mat.record().completed


# It hurts


def test_it_hurts_pauses_at_once_and_is_remembered(mat: Mat) -> None:
    mat.play(seconds=20)
    assert not mat.player.hurt_at(mat.player.view())
    assert mat.player.hurts().name == "Reach up"
    assert mat.player.state is State.PAUSED
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
    assert mat.player.state is State.PAUSED
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


# Skipped


def test_a_skipped_step_leads_to_the_next_running(mat: Mat) -> None:
    mat.play(seconds=20)
    mat.player.skip_step()
    assert mat.player.state is State.RUNNING
    assert mat.player.view().position == 38
    assert mat.witness.events.count(Resumed()) == 1


def test_out_of_a_pause_it_runs_on_too(mat: Mat) -> None:
    mat.play(seconds=20)
    mat.do(SessionCommand.PAUSE)
    mat.player.skip_step()
    assert mat.player.state is State.RUNNING
    assert mat.player.view().position == 38
    mat.clock.advance(8)
    assert mat.player.view().position == 46


def test_where_it_waits_it_runs_on_too(mats: Mats) -> None:
    mat = mats(WAITS)
    mat.play(seconds=40)
    assert mat.player.state is State.WAITING
    mat.player.skip_step()
    assert mat.player.state is State.RUNNING
    assert mat.player.view().phase.step == 1


@pytest.mark.parametrize("paused", [False, True])
def test_a_skipped_last_step_is_the_end(mat: Mat, paused: bool) -> None:
    mat.play(seconds=76)
    if paused:
        mat.do(SessionCommand.PAUSE)
    mat.player.skip_step()
    assert mat.player.state is State.FINISHED
    assert mat.witness.events[-1] == Finished()
    record = mat.record()
    assert (record.steps_done, record.ended) == (2, START + 76)


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
    assert record.held == mat.player.standing.held == 12
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
    mat.play(seconds=20)
    mat.player.interrupt()
    told = len(mat.witness.deliveries)
    mat.clock.advance(100)
    assert len(mat.witness.deliveries) == told
    record = mat.record()
    assert record.ended is None
    assert mat.writer is not None
    # As at the end of the process.
    mat.writer.ask(lambda journal: journal.let_go(record.id))
    with mat.elsewhere() as other:
        assert other.offered == record.id


def test_another_session_ends_the_one_before(mat: Mat) -> None:
    mat.play(seconds=20)
    mat.play(seconds=60)
    first, second = mat.records()
    assert (first.ended, first.held, first.completed) == (START + 20, 12, False)
    assert (second.started, second.ended, second.held) == (START + 20, None, 30)
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

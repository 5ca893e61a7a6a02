"""The player: sessions are begun, and do what they are told."""

from __future__ import annotations

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
from stretchtui.core.sessions.script import STOPPED
from stretchtui.core.sessions.spoken import spoken_lines
from stretchtui.core.sessions.timeline import timeline_of
from stretchtui.core.settings import CueSettings, SessionSettings, Settings
from tests.playing.mat import GROWS, START, WAITS, Mat, Mats

# Begun


def test_a_session_is_got_ready_and_then_begins(mat: Mat) -> None:
    player = mat.player
    assert not player.is_playing
    assert not any(map(player.can, SessionCommand))
    player.load(mat.entry, mat.witness)
    assert player.is_playing
    assert player.state is State.IDLE
    assert player.entry is mat.entry
    assert player.timeline == timeline_of(mat.entry)
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
    assert mat.state() is State.FINISHED
    assert not mat.player.is_playing
    assert mat.sink.played[-1] is CueName.FINISH


def test_a_session_begins_with_the_step_that_is_asked_for(mat: Mat) -> None:
    mat.play(first_step=1)
    assert mat.player.view().phase.step == 1
    assert mat.player.view().position == 38


def test_what_will_be_said_is_rendered_before_it_is(mat: Mat) -> None:
    mat.player.load(mat.entry, mat.witness)
    assert mat.audio.prepared == []
    mat.speak("names")
    mat.player.load(mat.entry, mat.witness)
    assert mat.audio.prepared == list(spoken_lines(mat.player.timeline))
    mat.player.begin()
    mat.clock.advance(30)
    mat.do(SessionCommand.MORE, SessionCommand.RESTART)
    mat.clock.advance(30)
    mat.player.hurts()
    # Only a hold of forty seconds has a halfway that is told.
    more = {"Ten seconds more", "Halfway", STOPPED}
    assert more < set(mat.sink.said) <= set(mat.audio.prepared)


def test_settings_count_as_they_are_when_it_begins_and_those_of_cues_at_any_time(mat: Mat) -> None:
    mat.settings.set(Settings(session=SessionSettings(countdown=5)))
    mat.play(seconds=4)
    assert mat.player.timeline.countdown == 5
    assert mat.sink.played == [CueName.READY, CueName.TICK]
    mat.settings.set(Settings(cues=CueSettings(off=frozenset({CueName.TICK}))))
    mat.clock.advance(4)
    assert mat.sink.played == [CueName.READY, CueName.TICK, CueName.HOLD]
    assert mat.player.timeline.countdown == 5


def test_voice_that_comes_in_mid_session_leads_through_the_next_one(mat: Mat) -> None:
    mat.play(seconds=4)
    mat.speak("names")
    assert mat.said(100) == []
    mat.play()
    assert mat.said(5) == ["First, reach up. Thirty seconds"]


def test_voice_that_is_turned_off_in_mid_session_falls_silent_at_once(mat: Mat) -> None:
    mat.speak("names")
    mat.play(seconds=4)
    mat.speak("off")
    assert mat.said(20) == []
    mat.player.hurts()
    mat.do(SessionCommand.RESUME)
    assert mat.said(100) == []
    assert mat.state() is State.FINISHED


def test_what_hurts_is_told_with_what_can_be_done(mat: Mat) -> None:
    mat.play(seconds=20)
    mat.player.hurts()
    assert mat.sink.said == []
    mat.speak("names")
    mat.play(seconds=20)
    mat.player.hurts()
    assert mat.sink.played[-1] is CueName.PAUSE
    assert mat.sink.said[-1] == STOPPED
    assert mat.said(60) == []


@pytest.mark.parametrize("command", [SessionCommand.RESUME, SessionCommand.NEXT_STEP])
def test_it_asks_about_pain_until_it_is_told_something(mat: Mat, command: SessionCommand) -> None:
    mat.play(seconds=10)
    assert not mat.player.asks_about_pain
    mat.player.hurts()
    assert mat.player.asks_about_pain
    mat.player.do(command)
    assert not mat.player.asks_about_pain


def test_a_routine_that_grows_is_played_at_its_level_of_today(mats: Mats) -> None:
    for level, hold in [(0, 10), (1, 20), (2, 30), (2, 30)]:
        mat = mats(GROWS)
        mat.journal.read_now()
        mat.play(seconds=100)
        assert mat.player.timeline.total == 8 + hold
        assert mat.records()[-1].level == level


def test_commands_change_the_session_and_not_what_was_planned(mat: Mat) -> None:
    mat.play(seconds=10)
    assert mat.player.can(SessionCommand.MORE)
    assert not mat.player.can(SessionCommand.RESUME)
    mat.do(SessionCommand.MORE)
    assert mat.player.timeline.total == 94
    assert mat.record().seconds == 84
    mat.do(SessionCommand.NEXT)
    assert PhaseBegan(2) in mat.witness.events


def test_one_key_pauses_and_resumes_and_goes_on_where_it_waits(mats: Mats) -> None:
    mat = mats(WAITS)
    mat.play(seconds=10)
    mat.player.pause_or_resume()
    assert mat.state() is State.PAUSED
    mat.player.pause_or_resume()
    assert mat.state() is State.RUNNING
    mat.clock.advance(30)
    assert mat.witness.events[-1] == Waiting()
    mat.player.pause_or_resume()
    assert mat.state() is State.RUNNING
    assert mat.player.view().phase.step == 1


def test_only_what_runs_is_paused(mat: Mat) -> None:
    mat.player.pause()
    mat.player.load(mat.entry, mat.witness)
    mat.player.pause()
    assert mat.state() is State.IDLE
    mat.player.begin()
    mat.clock.advance(10)
    mat.player.pause()
    told = len(mat.witness.deliveries)
    mat.player.pause()
    assert len(mat.witness.deliveries) == told
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


# Skipped


def test_a_skipped_step_leads_to_the_next_running(mat: Mat) -> None:
    mat.play(seconds=20)
    told = len(mat.witness.deliveries)
    mat.player.skip_step()
    assert mat.state() is State.RUNNING
    assert mat.player.view().position == 38
    assert len(mat.witness.deliveries) == told + 1


def test_out_of_a_pause_it_runs_on_too(mat: Mat) -> None:
    mat.play(seconds=20)
    mat.do(SessionCommand.PAUSE)
    mat.player.skip_step()
    assert mat.state() is State.RUNNING
    assert mat.player.view().position == 38
    mat.clock.advance(8)
    assert mat.player.view().position == 46


def test_where_it_waits_it_runs_on_too(mats: Mats) -> None:
    mat = mats(WAITS)
    mat.play(seconds=40)
    assert mat.state() is State.WAITING
    mat.player.skip_step()
    assert mat.state() is State.RUNNING
    assert mat.player.view().phase.step == 1


@pytest.mark.parametrize("paused", [False, True])
def test_a_skipped_last_step_is_the_end(mat: Mat, paused: bool) -> None:
    mat.play(seconds=76)
    if paused:
        mat.do(SessionCommand.PAUSE)
    mat.player.skip_step()
    assert mat.state() is State.FINISHED
    assert mat.witness.deliveries[-1].events[-1] == Finished()
    record = mat.record()
    assert (record.steps_done, record.ended) == (2, START + 76)

"""A link that stalls: the session pauses where it was, and waits until somebody is there again."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from stretchtui.core.sessions.events import (
    Finished,
    Paused,
    PhaseBegan,
    SessionCommand,
    State,
    Waiting,
)
from stretchtui.playing.clockwork import AFTER_S, LOOK_S
from stretchtui.terminal.liveness import STALLED_S
from tests.playing.life import READY, THIRTY, Life


def test_a_link_that_stalls_pauses_the_session_where_it_was() -> None:
    life = Life()
    life.start(10)
    life.line.cut()
    assert life.told(STALLED_S) == []
    assert life.session.state is State.RUNNING, "so long it may be only slow"
    assert life.told(1) == ["pause"]
    assert life.events[-2:] == [PhaseBegan(1), Paused(gap=STALLED_S + 1, unheard=True)]
    assert (life.last.view.state, life.last.view.position) == (State.PAUSED, 10)


def test_when_the_link_is_back_that_is_told_and_then_heard() -> None:
    life = Life()
    life.start(10)
    life.line.cut()
    life.clock.advance(100)
    before = len(life.deliveries)
    assert life.told(20) == []
    assert life.gaps == []
    life.line.mend()
    assert life.told(LOOK_S) == []
    assert life.gaps == [pytest.approx(120, abs=LOOK_S)]
    assert life.told(AFTER_S - LOOK_S) == []
    assert life.told(LOOK_S) == ["pause"]
    assert life.told(100) == []
    assert len(life.gaps) == 1
    assert len(life.deliveries) == before


def test_a_link_on_which_answers_are_late_again_is_not_back() -> None:
    life = Life()
    life.start(10)
    life.line.cut()
    life.clock.advance(20.1)
    life.line.mend()
    life.line.cut()
    life.clock.jump(2 * LOOK_S)
    assert life.gaps == []
    life.line.mend()
    life.clock.advance(LOOK_S)
    assert len(life.gaps) == 1


def test_who_resumes_at_once_when_the_link_is_back_is_told_nothing_more() -> None:
    life = Life()
    life.start(10)
    life.line.cut()
    life.clock.advance(20)
    life.line.mend()
    assert life.told(2, SessionCommand.RESUME) == ["resume", "tick", "tick"]
    assert life.told(5) == ["hold"]
    assert life.gaps == []
    assert life.last.view.position == 14


def test_who_resumes_after_it_was_told_hears_no_pause() -> None:
    life = Life()
    life.start(10)
    life.line.cut()
    life.clock.advance(20)
    life.line.mend()
    life.clock.advance(LOOK_S)
    assert len(life.gaps) == 1
    assert life.told(2, SessionCommand.RESUME) == ["resume", "tick", "tick"]


def test_moving_about_meanwhile_does_not_keep_it_from_being_told() -> None:
    life = Life()
    life.start(10)
    life.line.cut()
    life.clock.advance(20)
    life.clockwork.do(SessionCommand.BACK)
    life.clockwork.wake()
    life.line.mend()
    assert life.told(2) == ["pause"]
    assert len(life.gaps) == 1


def test_a_pause_after_that_is_an_ordinary_one() -> None:
    life = Life()
    life.start(10)
    life.line.cut()
    life.clock.advance(20)
    life.line.mend()
    life.clockwork.do(SessionCommand.RESUME)
    assert life.told(20, SessionCommand.PAUSE) == ["pause"]
    assert life.gaps == []


def test_a_session_that_ended_as_the_link_stalled_has_ended() -> None:
    life = Life()
    life.start(32.5)
    life.line.cut()
    life.clock.advance(5.5)
    assert life.events[-1] == Finished()
    life.line.mend()
    assert life.told(20) == []
    assert life.gaps == []


def test_one_that_is_stopped_meanwhile_has_ended_too() -> None:
    life = Life()
    life.start(10)
    life.line.cut()
    life.clock.advance(20)
    life.clockwork.do(SessionCommand.STOP)
    life.line.mend()
    assert life.told(20) == []
    assert life.gaps == []


def test_a_step_that_came_to_wait_as_the_link_stalled_is_told_of() -> None:
    life = Life(READY, replace(THIRTY, wait=True), replace(THIRTY, start=38, step=1))
    life.start(32.5)
    life.line.cut()
    life.clock.advance(5.5)
    assert life.events[-1] == Waiting()
    life.line.mend()
    assert life.told(2) == ["pause"]
    assert len(life.gaps) == 1
    # And from then on it counts how long it waits.
    waited = life.last.view.waited
    life.clock.advance(3)
    assert life.last.view.waited == pytest.approx(waited + 3)


def test_while_it_waits_it_tells_so_every_second() -> None:
    life = Life(READY, replace(THIRTY, wait=True))
    life.start(38)
    assert life.events[-1] == Waiting()
    for second in range(1, 6):
        life.clock.advance(1)
        assert (life.last.events, life.last.view.waited) == ([], second)
    life.clockwork.do(SessionCommand.RESUME)
    assert life.events.count(Finished()) == 1


def test_where_time_stands_a_stalled_link_changes_nothing() -> None:
    life = Life()
    life.start(10)
    life.clockwork.do(SessionCommand.PAUSE)
    life.line.cut()
    life.clock.advance(20)
    life.clockwork.wake()
    assert life.last.events == []
    life.line.mend()
    assert life.told(20) == []
    assert life.gaps == []


def test_without_a_link_time_just_passes() -> None:
    life = Life(linked=False)
    life.start(20)
    assert life.last.view.position == 20

"""The joint of clock, session and cues: what is sounded and said when, and what is handed out."""

from __future__ import annotations

import pytest

from stretchtui.core.sessions.events import (
    Finished,
    Paused,
    PhaseBegan,
    Resumed,
    SessionCommand,
    State,
)
from stretchtui.core.settings import VoiceSettings
from tests.playing.life import SPHINX, Life

# What is said


def test_cues_and_lines_are_heard_in_the_order_of_their_moments() -> None:
    life = Life(script=SPHINX)
    assert life.told(0.5, SessionCommand.START) == ["ready"]
    assert life.told(1) == ["First, sphinx, left side. Thirty seconds"]
    assert life.told(7.5) == ["tick", "tick", "tick", "hold", "Hold"]
    assert life.told(40) == ["halfway", "tick", "tick", "tick", "finish", "All done. Nice work."]


def test_where_there_is_nothing_to_say_there_are_only_cues() -> None:
    life = Life()
    life.start()
    assert life.told(50) == [*["tick"] * 3, "hold", "halfway", *["tick"] * 3, "finish"]
    assert life.told(0, SessionCommand.RESTART) == []


def test_what_a_command_has_said_is_heard_after_its_cue() -> None:
    life = Life(script=SPHINX)
    life.start(12)
    assert life.told(0, SessionCommand.MORE) == ["more", "Ten seconds more"]
    assert life.told(0, SessionCommand.PAUSE) == ["pause"]
    assert life.told(2, SessionCommand.RESUME) == ["resume", "Sphinx, left side"]


def test_voice_that_is_turned_off_falls_silent_at_once_and_may_come_back() -> None:
    life = Life(script=SPHINX)
    life.start()
    life.voice = VoiceSettings("off")
    assert life.told(4) == []
    life.clockwork.say("Stopped.")
    assert life.told(5) == ["tick", "tick", "tick", "hold"]
    assert life.told(0, SessionCommand.MORE) == ["more"]
    life.voice = VoiceSettings("full")
    life.clockwork.say("Stopped.")
    assert life.notebook.told[-1] == "Stopped."
    assert life.told(50)[-2:] == ["finish", "All done. Nice work."]


# What is handed out


def test_everything_is_handed_out_once_at_its_moment_with_how_the_session_stands() -> None:
    life = Life()
    life.start(38)
    begun = life.clock.now - 38
    assert [each.now - begun for each in life.deliveries] == list(range(39))
    assert [each.view.position for each in life.deliveries] == list(range(39))
    assert life.events == [Resumed(), PhaseBegan(0), PhaseBegan(1), Finished()]
    assert [each.view.index for each in life.deliveries] == [0] * 8 + [1] * 31
    assert [each.view.state for each in life.deliveries] == [State.RUNNING] * 38 + [State.FINISHED]
    life.clock.advance(60)
    assert len(life.deliveries) == 39, "nothing comes after the end"


def test_a_cue_is_sounded_before_it_is_handed_out() -> None:
    life = Life()
    handed: list[int] = []
    life.notebook.on_play = lambda: handed.append(len(life.deliveries))
    life.start(8)
    assert handed == [0, 5, 6, 7, 8]


def test_time_that_the_sink_takes_does_not_show_in_what_is_handed_out() -> None:
    life = Life()
    begun = life.clock.now

    def take_a_while() -> None:
        life.clock.now += 0.3

    life.notebook.on_play = take_a_while
    life.start()
    assert life.clock.now == begun + 0.3
    assert (life.last.now, life.last.view.position) == (begun, 0)
    life.clock.advance(10)
    # Ticks at 5, 6 and 7 and the hold at 8 take 0.3 s each; none of them makes the next late.
    assert [each.now - begun for each in life.deliveries] == pytest.approx(list(range(11)))
    assert [each.view.position for each in life.deliveries] == pytest.approx(list(range(11)))


def test_a_sink_that_takes_longer_than_until_the_next_cue_is_followed_at_once() -> None:
    life = Life()
    life.start(4.5)

    def take_long() -> None:
        life.clock.now += 1.2
        life.notebook.on_play = lambda: None

    life.notebook.on_play = take_long
    life.clock.advance(2)
    late = [each.now - 1000 for each in life.deliveries[-2:]]
    assert late == pytest.approx([5, 6.2])
    assert min(life.delays) == 0


def test_a_command_that_is_refused_is_handed_out_without_an_event() -> None:
    life = Life()
    life.start(2.5)
    life.clockwork.do(SessionCommand.START)
    assert (life.last.now, life.last.events) == (life.clock.now, [])
    assert life.last.view.position == 2.5


def test_between_two_deliveries_it_can_be_asked_how_the_session_stands() -> None:
    life = Life()
    life.start(2.5)
    assert life.clockwork.view().position == 2.5
    assert life.last.view.position == 2


def test_a_session_that_is_let_be_does_nothing_by_itself() -> None:
    life = Life()
    life.start(2)
    before = len(life.deliveries)
    life.clockwork.close()
    life.clockwork.close()
    assert life.told(100) == []
    assert len(life.deliveries) == before


def test_a_paused_session_is_not_woken() -> None:
    life = Life()
    life.start(2)
    life.clockwork.do(SessionCommand.PAUSE)
    before = len(life.deliveries)
    life.clock.advance(100)
    assert len(life.deliveries) == before


def test_a_jump_pauses_where_it_was() -> None:
    life = Life()
    life.start(10)
    life.notebook.told.clear()
    life.clock.jump(60)
    assert life.notebook.told == ["pause"]
    assert life.events[-1] == Paused(gap=60)
    assert life.last.view.position == 10

"""How a session goes on by itself, told ahead; and a start that leaves time to tell it."""

from __future__ import annotations

import pytest

from stretchtui.core.sessions.cues import Cue, CueName
from stretchtui.core.sessions.events import CueDue, SessionCommand, State
from stretchtui.core.sessions.session import Session
from tests.core.sessions.examples import TWO_STEPS, T, cues, run_to, started


def ahead(session: Session) -> list[tuple[float, object]]:
    """What will be heard by itself, with its moments."""
    return list(session.course.moments(session.cues.ahead))


@pytest.mark.parametrize("speed", [1.0, 4.0])
def test_what_is_told_ahead_is_what_is_heard(speed: float) -> None:
    session = Session(TWO_STEPS, speed)
    session.do(SessionCommand.START, T)
    foreseen = [(at, each.name) for at, each in ahead(session) if isinstance(each, Cue)]
    heard = []
    for tick in range(1, round(1000 * TWO_STEPS.total / speed) + 2):
        now = T + tick / 1000
        heard += [(now, each.name) for each in session.advance(now) if isinstance(each, CueDue)]
    assert [name for _, name in heard] == [name for _, name in foreseen]
    assert all(abs(a - b) < 0.002 for (a, _), (b, _) in zip(heard, foreseen, strict=True))


def test_before_it_is_started_nothing_comes_by_itself() -> None:
    session = Session(TWO_STEPS)
    assert not session.course.runs
    assert ahead(session) == []


def test_while_it_goes_by_itself_its_course_stays_the_same() -> None:
    session = started()
    course = session.course
    run_to(session, T, T + 20)
    assert session.course == course
    session.do(SessionCommand.PAUSE, T + 20)
    assert session.course != course
    assert (session.course.anchor, session.course.runs) == (20, False)
    assert ahead(session) == []


def test_a_head_start_comes_before_the_first_cue() -> None:
    session = Session(TWO_STEPS, head_start=0.6)
    events = session.do(SessionCommand.START, T)
    assert cues(events) == []
    (at, first), *_ = ahead(session)
    assert at == pytest.approx(T + 0.6)
    assert first == Cue(0, CueName.READY)
    view = session.view(T + 0.3)
    assert (view.state, view.position, view.lead) == (State.RUNNING, 0, 1)
    assert session.advance(T + 0.59) == []
    assert cues(session.advance(T + 0.601)) == [(CueName.READY, 0)]

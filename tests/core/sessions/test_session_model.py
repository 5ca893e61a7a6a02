"""What holds however time passes, and whatever a person does: against a plain model."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from stretchtui.core.sessions.cue_queue import LATE_S
from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.events import (
    CueDue,
    Event,
    Finished,
    Paused,
    PhaseBegan,
    SessionCommand,
    State,
    View,
)
from stretchtui.core.sessions.session import Session
from tests.amounts import amount
from tests.core.sessions.examples import cues
from tests.core.sessions.plain_session import PlainSession
from tests.core.strategies import timelines

if TYPE_CHECKING:
    from stretchtui.core.sessions.timeline import Timeline

SPEEDS = [0.5, 1.0, 3.0, 7.0, 20.0, 333.0, 1000.0]


moments = st.floats(0, 1e6)


@settings(max_examples=amount(60))
@given(timelines(40, 2, wait=False), st.sampled_from(SPEEDS), moments)
def test_following_next_due_alone_hears_every_cue_in_its_moment(
    timeline: Timeline, speed: float, now: float
) -> None:
    session = Session(timeline, speed)
    events = session.do(SessionCommand.START, now)
    at = [session.view(now).position] * len(events)
    steps = 0
    while session.state is State.RUNNING:
        due = session.next_due(now)
        assert due is not None
        assert 0 <= due <= 1
        now += due
        new = session.advance(now)
        at += [session.view(now).position] * len(new)
        events += new
        steps += 1
        assert steps <= 2 * (timeline.total + len(timeline.cues)) / min(speed, 1)
    assert cues(events) == [(cue.name, cue.at) for cue in timeline.cues]
    for event, position in zip(events, at, strict=True):
        if isinstance(event, CueDue):
            assert position == pytest.approx(event.at, abs=2e-6)
    began = [event.index for event in events if isinstance(event, PhaseBegan)]
    assert began == list(range(len(timeline.phases)))
    assert events[-1] == Finished()


@given(timelines(40, 2, wait=False), st.sampled_from(SPEEDS), moments, st.data())
def test_the_position_follows_from_the_clock_alone(
    timeline: Timeline, speed: float, start: float, data: st.DataObject
) -> None:
    session = Session(timeline, speed)
    session.do(SessionCommand.START, start)
    now = start
    for step in data.draw(st.lists(st.floats(0, 1.99), max_size=30)):
        now += step
        session.advance(now)
        expected = min((now - start) * speed, timeline.total)
        assert session.view(now).position == pytest.approx(expected, abs=2e-6)


tries = st.one_of(
    st.tuples(st.sampled_from(list(SessionCommand)), st.floats(0, 2)),
    st.tuples(st.none(), st.floats(0, 2.5)),
    st.tuples(st.none(), st.floats(-100, 5000)),
)


def assert_on_time(
    heard: list[tuple[CueName, float]], before: View, after: View, passed: float, late: float
) -> None:
    """Cues are of the time that has passed, in order, and at most ``late`` seconds old.

    All seconds are the session's own.
    """
    slack = 2e-6
    at = [moment for _, moment in heard]
    assert at == sorted(at)
    # A get-ready is given in whole seconds, rounded up: it has begun here or up to 1 s later.
    began = before.position - before.lead
    assert all(began - slack <= moment <= after.position + slack for moment in at)
    assert all(began + passed - late - slack <= moment for moment in at)


@settings(max_examples=amount(100))
@given(timelines(), st.floats(0.5, 1000), moments, st.lists(tries, max_size=40))
def test_whatever_happens_the_session_keeps_its_word(
    timeline: Timeline,
    speed: float,
    now: float,
    attempts: list[tuple[SessionCommand | None, float]],
) -> None:
    session = Session(timeline, speed)
    session.do(SessionCommand.START, now)
    last = now
    for command, step in attempts:
        now = max(0.0, now + step)
        before = session.view(last)
        events = session.do(command, now) if command else session.advance(now)
        after = session.view(max(now, last))
        if session.state in (State.FINISHED, State.STOPPED) and before.state is session.state:
            assert events == []
        assert 0 <= after.position <= after.total
        assert after.phase.start <= after.position <= after.phase.end
        assert after.total == session.timeline.total
        assert 0 <= after.lead <= 3
        began = [event.index for event in events if isinstance(event, PhaseBegan)]
        if session.state is not State.FINISHED:
            assert after.index == (began[-1] if began else before.index)
        if before.state is State.RUNNING and now - last > 2:
            assert events[0] == CueDue(CueName.PAUSE, before.position)
            assert isinstance(events[1], Paused)
            assert events[1].gap == now - last
            if not command:
                assert (events[2:], after.position) == ([], before.position)
        elif not command and before.state is not State.WAITING:
            assert_on_time(cues(events), before, after, (now - last) * speed, LATE_S * speed)
        due = session.next_due(max(now, last))
        assert (due is None) == (session.state not in (State.RUNNING, State.WAITING))
        assert due is None or 0 <= due <= 1
        last = max(now, last)


class SessionMachine(RuleBasedStateMachine):
    """Random commands and random steps in time, against the plain model of a session.

    Steps in time are multiples of 1/32 s, so that both sides agree to the last digit about
    which side of a boundary a moment is on.
    """

    @initialize(
        timeline=timelines(30),
        speed=st.sampled_from([0.5, 1, 2, 3, 7, 20, 1000]),
        start=st.integers(0, 10**6),
    )
    def begin(self, timeline: Timeline, speed: float, start: int) -> None:
        self.session = Session(timeline, speed)
        self.plain = PlainSession(timeline, Fraction(speed))
        self.now = Fraction(start)
        self.check(self.session.advance(start), self.plain.advance(self.now))

    def check(self, events: list[Event], expected: list[Event]) -> None:
        assert [rounded(event) for event in events] == [rounded(event) for event in expected]

    @rule(ticks=st.integers(0, 40))
    def time_passes(self, ticks: int) -> None:
        self.step(Fraction(ticks, 32))

    @rule(speed=st.integers(1, 32))
    def time_passes_to_the_next_moment(self, speed: int) -> None:
        due = self.session.next_due(float(self.now))
        # Rounded up to the grid, as a timer that fires a little late.
        self.step(Fraction(0) if due is None else Fraction(-int(-due * 32 // 1), 32))

    @rule(ticks=st.integers(65, 10**6))
    def the_machine_sleeps(self, ticks: int) -> None:
        self.step(Fraction(ticks, 32))

    @rule(ticks=st.integers(1, 10**4))
    def the_clock_goes_backward(self, ticks: int) -> None:
        before = self.session.view(float(self.now))
        past = float(self.now) - ticks / 32
        assert self.session.advance(past) == []
        assert self.session.view(past) == before

    def step(self, seconds: Fraction) -> None:
        self.now += seconds
        self.check(self.session.advance(float(self.now)), self.plain.advance(self.now))

    @precondition(lambda self: self.session.state is State.IDLE)
    @rule()
    def start(self) -> None:
        self.command(SessionCommand.START, 0)

    @rule(
        command=st.sampled_from(list(SessionCommand)),
        ticks=st.sampled_from([0, 0, 0, 1, 16, 32, 70]),
        share=st.none() | st.floats(0, 1),
    )
    def command(self, command: SessionCommand, ticks: int, share: float | None = None) -> None:
        self.now += Fraction(ticks, 32)
        now = float(self.now)
        steps = sorted({each.step for each in self.plain.timeline.phases})
        step = None if share is None else steps[round(share * (len(steps) - 1))]
        expected = self.plain.do(command, self.now, step)
        self.check(self.session.do(command, now, step), expected)

    @rule(command=st.sampled_from(list(SessionCommand)))
    def a_refused_command_changes_nothing(self, command: SessionCommand) -> None:
        if not self.session.can(command):
            now = float(self.now)
            before = self.session.view(now), self.session.timeline, self.session.next_due(now)
            assert self.session.do(command, now) == []
            after = self.session.view(now), self.session.timeline, self.session.next_due(now)
            assert after == before

    @invariant()
    def both_agree(self) -> None:
        view = self.session.view(float(self.now))
        assert view.state is self.plain.state
        assert view.index == self.plain.index
        assert view.position == pytest.approx(float(self.plain.position), abs=1e-6)
        assert view.lead == self.plain.lead_seconds
        waited = float(self.plain.waited) if view.state is State.WAITING else 0.0
        assert view.waited == pytest.approx(waited, abs=1e-5)
        assert self.session.timeline == self.plain.timeline
        assert view.total == self.plain.timeline.total
        assert 0 <= view.position <= view.total

    @invariant()
    def the_next_moment_is_within_a_second(self) -> None:
        due = self.session.next_due(float(self.now))
        assert (due is None) == (self.plain.state not in (State.RUNNING, State.WAITING))
        assert due is None or 0 <= due <= 1


def rounded(event: Event) -> Any:
    """An event with its moment to the microsecond."""
    if isinstance(event, CueDue):
        return event.name, round(event.at, 6)
    return event


TestSessionMachine = SessionMachine.TestCase


TestSessionMachine.settings = settings(
    max_examples=amount(120), stateful_step_count=40, deadline=None
)

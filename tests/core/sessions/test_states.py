"""Every command in every state: against a table of what it leads to, and against the docstring."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from stretchtui.core.routines.model import Step
from stretchtui.core.sessions import events as events_module
from stretchtui.core.sessions import session as session_module
from stretchtui.core.sessions.events import ALLOWED, Event, SessionCommand, State
from stretchtui.core.sessions.session import Session
from tests.core.sessions.examples import T, laid_out, started

if TYPE_CHECKING:
    from stretchtui.core.sessions.timeline import Timeline


def in_state(state: State) -> tuple[Session, float]:
    """A session in a state, and the moment it is at."""
    timeline = laid_out(Step(name="Knee", hold=30, wait=True), Step(name="Cat", hold=20))
    if state is State.IDLE:
        return Session(timeline), T
    if state is State.WAITING:
        return started(timeline, 38), T + 38
    session = started(timeline, 12)
    if state is State.PAUSED:
        session.do(SessionCommand.PAUSE, T + 12)
    if state is State.STOPPED:
        session.do(SessionCommand.STOP, T + 12)
    if state is State.FINISHED:
        session.do(SessionCommand.NEXT_STEP, T + 12)
        session.do(SessionCommand.NEXT_STEP, T + 12)
    return session, T + 12


IDLE, RUNNING, PAUSED, WAITING, FINISHED, STOPPED = State


OUTCOMES: dict[SessionCommand, dict[State, State]] = {
    SessionCommand.START: {IDLE: RUNNING},
    SessionCommand.PAUSE: {RUNNING: PAUSED},
    SessionCommand.RESUME: {PAUSED: RUNNING, WAITING: RUNNING},
    SessionCommand.NEXT: {RUNNING: RUNNING, PAUSED: PAUSED, WAITING: RUNNING},
    SessionCommand.BACK: {RUNNING: RUNNING, PAUSED: PAUSED, WAITING: RUNNING},
    SessionCommand.RESTART: {RUNNING: RUNNING, PAUSED: PAUSED, WAITING: RUNNING},
    SessionCommand.NEXT_STEP: {RUNNING: RUNNING, PAUSED: PAUSED, WAITING: RUNNING},
    SessionCommand.BACK_STEP: {RUNNING: RUNNING, PAUSED: PAUSED, WAITING: RUNNING},
    SessionCommand.GO_TO: {RUNNING: RUNNING, PAUSED: PAUSED, WAITING: RUNNING},
    SessionCommand.MORE: {RUNNING: RUNNING, PAUSED: PAUSED},
    SessionCommand.LESS: {RUNNING: RUNNING, PAUSED: PAUSED},
    SessionCommand.STOP: {RUNNING: STOPPED, PAUSED: STOPPED, WAITING: STOPPED},
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("command", SessionCommand)
def test_every_command_in_every_state(state: State, command: SessionCommand) -> None:
    session, now = in_state(state)
    assert session.state is state
    expected = OUTCOMES[command].get(state)
    before = session.view(now), session.timeline
    assert session.can(command) == (command in ALLOWED[state]) == (expected is not None)
    events = session.do(command, now)
    if expected is None:
        assert events == []
        assert (session.view(now), session.timeline) == before
    else:
        assert session.state is expected
        assert events or session.timeline != before[1]


# The docstring's table: what each command can lead to, wherever the session is

DIAGRAM, _ = (session_module.__doc__ or "").split("Theory of operation")
_, TABLE = (events_module.__doc__ or "").split("What each command can lead to")

GAPS = (0, 0.5, 2, 60)
"""Seconds that pass in one call, the last of them more than a jump."""


def told() -> dict[str, dict[State, set[State]]]:
    """The table as it is written: each row's name, and where it leads from the states it meets."""
    lines = [line.strip() for line in (*TABLE.splitlines(), "")]
    start = next(n for n, line in enumerate(lines) if line.startswith("command  "))
    rows = [re.split(r" {2,}", line) for line in lines[start : lines.index("", start)]]
    states = [State(word) for word in rows[0][1:]]
    return {
        row[0]: {
            state: {State(word) for word in cell.split() if word != "-"}
            for state, cell in zip(states, row[1:], strict=True)
        }
        for row in rows[1:]
    }


TIMELINES = [
    laid_out(Step(name="A", hold=12), Step(name="B", hold=12, rest=2), get_ready=2),
    laid_out(Step(name="A", hold=12, wait=True), Step(name="B", reps=4), get_ready=2),
    laid_out(Step(name="A", breaths=2, wait=True), get_ready=0),
]


def act(session: Session, row: str, now: float, gap: float) -> list[Event]:
    """Do what a row of the table is about; its calls that let time pass come after a gap."""
    match row:
        case "(advance)":
            return session.advance(now + gap)
        case "(unheard)":
            return session.unheard(now + gap, now)
        case _:
            return session.do(SessionCommand(row), now)


def meetings() -> Iterator[tuple[Timeline, float | None, bool]]:
    """Where a session can be met: before its start, and every half second, running or paused."""
    for timeline in TIMELINES:
        yield timeline, None, False
        for half in range(2 * timeline.total + 1):
            yield timeline, half / 2, False
            yield timeline, half / 2, True


def outcomes(row: str) -> dict[State, set[State]]:
    """A row of the table as the session behaves."""
    found: dict[State, set[State]] = defaultdict(set)
    for timeline, at, paused in meetings():
        for gap in GAPS if row.startswith("(") else (0,):
            session = Session(timeline) if at is None else started(timeline, at)
            now = T + (at or 0)
            if paused:
                session.do(SessionCommand.PAUSE, now)
            before, view = session.state, session.view(now)
            refused = row in set(SessionCommand) and not session.can(SessionCommand(row))
            events = act(session, row, now, gap)
            if refused:
                assert (events, session.view(now)) == ([], view)
            found[before] |= set() if refused else {session.state}
    return found


def test_the_docstring_has_every_command_and_the_calls_that_let_time_pass() -> None:
    assert sorted(told()) == sorted([*SessionCommand, "(advance)", "(unheard)"])


@pytest.mark.parametrize("row", [*map(str, SessionCommand), "(advance)", "(unheard)"])
def test_the_docstring_says_what_the_session_does(row: str) -> None:
    found = outcomes(row)
    # Finished is for good, and the session gets there by itself; the table leaves it out.
    assert found.pop(State.FINISHED) == ({State.FINISHED} if row.startswith("(") else set())
    assert told()[row] == found


def test_the_docstring_refuses_what_is_not_allowed() -> None:
    written = told()
    for state, allowed in ALLOWED.items():
        taken = {command for command in SessionCommand if written[command].get(state)}
        assert taken == allowed


def test_the_diagram_names_every_state_and_each_command_that_leads_to_another_one() -> None:
    words = set(re.findall(r"[a-z][a-z-]*", DIAGRAM))
    assert words >= set(State)
    for command in SessionCommand:
        changes = any(after - {state} for state, after in told()[command].items())
        assert (command in words) == changes, command
    assert max(map(len, DIAGRAM.splitlines())) <= 100

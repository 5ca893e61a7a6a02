"""What a state takes, and what a view says."""

from __future__ import annotations

import pytest

from stretchtui.core.sessions.events import ALLOWED, MOVES, SessionCommand, State, View
from stretchtui.core.sessions.phases import Kind, Phase
from tests.core.sessions.examples import T, started

PHASE = Phase(Kind.HOLD, 40, 30, 2, "Knee")


def test_every_state_says_what_it_takes_and_every_command_is_taken_somewhere() -> None:
    assert set(ALLOWED) == set(State)
    assert frozenset().union(*ALLOWED.values()) == set(SessionCommand)


def test_a_session_can_be_moved_about_in_and_stopped_while_it_is_under_way() -> None:
    under_way = {State.RUNNING, State.PAUSED, State.WAITING}
    for command in MOVES | {SessionCommand.STOP}:
        assert {state for state, allowed in ALLOWED.items() if command in allowed} == under_way


@pytest.mark.parametrize(
    ("position", "elapsed", "seconds_left"),
    [(40, 0, 30), (40.25, 0.25, 30), (41, 1, 29), (69.75, 29.75, 1), (70, 30, 0)],
)
def test_a_view_counts_within_its_phase(position: float, elapsed: float, seconds_left: int) -> None:
    view = View(State.RUNNING, 3, PHASE, position, 100, 0)
    assert (view.elapsed, view.seconds_left) == (elapsed, seconds_left)


def test_seconds_left_are_counted_as_they_are_said_aloud() -> None:
    session = started(position=8)
    assert [session.view(T + 8 + s).seconds_left for s in (0, 0.1, 0.999, 1, 29.5)] == [
        30,
        30,
        30,
        29,
        1,
    ]

"""Where a move leads: to the beginning of which phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.core.routines.rounds import Turn
from stretchtui.core.sessions.events import SessionCommand
from stretchtui.core.sessions.phases import Kind

if TYPE_CHECKING:
    from stretchtui.core.sessions.timeline import Timeline

Goal = int | Turn
"""A step to go to, by its place among the routine's single steps; or one of its rounds."""

FORWARD = frozenset({SessionCommand.NEXT, SessionCommand.NEXT_STEP})
"""The moves that go on; all others go back."""

JUST_BEGUN_S = 3
"""For so many seconds a step has only just begun: a step back then means the one before it."""


def destination(
    move: SessionCommand,
    timeline: Timeline,
    index: int,
    position: float,
    step: Goal | None = None,
) -> int | None:
    """The phase that a move leads to.

    Args:
        move: One of ``events.MOVES``.
        timeline: The session's timeline.
        index: The phase that the session is in.
        position: Where it is, in seconds from the session's start.
        step: Where to go to, by its place among the routine's single steps: to its first round,
            or to the round it is in, if the step has that; or to one of its rounds; the step it is
            in, if not given.

    Returns:
        The phase's place in the timeline; None beyond the last one.
    """
    phases = timeline.phases
    match move:
        case SessionCommand.NEXT:
            return index + 1 if index + 1 < len(phases) else None
        case SessionCommand.NEXT_STEP:
            later = range(index + 1, len(phases))
            return next((n for n in later if phases[n].turn != phases[index].turn), None)
        case SessionCommand.BACK:
            before = range(index - 1, -1, -1)
            hold = next((n for n in before if phases[n].kind.active), 0)
            return _effort(timeline, hold)
        case SessionCommand.RESTART:
            return index
        case SessionCommand.GO_TO:
            return _step_start(timeline, index) if step is None else _first(timeline, index, step)
        case _:  # SessionCommand.BACK_STEP
            first = _step_start(timeline, index)
            just_begun = position - phases[first].start < JUST_BEGUN_S
            return _step_start(timeline, first - 1) if just_begun and first else first


def _effort(timeline: Timeline, hold: int) -> int:
    """The phase that a hold begins with: the push before it, or itself."""
    phases = timeline.phases
    own = (n for n in range(max(0, hold - 2), hold) if phases[n].hold == phases[hold].hold)
    return next((n for n in own if phases[n].kind is Kind.PUSH), hold)


def _first(timeline: Timeline, index: int, goal: Goal) -> int:
    """The first phase of a step, or of one of its rounds; the phase itself, if there is none."""
    if isinstance(goal, int):
        return _nearest(timeline, index, goal)
    return next((n for n, phase in enumerate(timeline.phases) if phase.turn == goal), index)


def _nearest(timeline: Timeline, index: int, step: int) -> int:
    """The first phase of a step: in the round that a phase is in, or else of all."""
    phases, round_ = timeline.phases, timeline.phases[index].round
    begin, end = index, index
    while begin and phases[begin - 1].round == round_:
        begin -= 1
    while end < len(phases) and phases[end].round == round_:
        end += 1
    here = (n for n in range(begin, end) if phases[n].step == step)
    return next(here, timeline.first_of(step))


def _step_start(timeline: Timeline, index: int) -> int:
    """The first phase of the step that a phase belongs to, in the same round."""
    turn = timeline.phases[index].turn
    return next(n for n, phase in enumerate(timeline.phases) if phase.turn == turn)

"""What a page is told of a session: JSON objects; docs/ears.md has their reference."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from msgspec import to_builtins

from stretchtui.core.figures.vector import vector_of
from stretchtui.core.sessions.cues import Cue
from stretchtui.words.session import coming

if TYPE_CHECKING:
    from stretchtui.core.figures.figure import Figure
    from stretchtui.core.sessions.course import Course
    from stretchtui.core.sessions.cue_queue import Sounded
    from stretchtui.core.sessions.events import View
    from stretchtui.core.sessions.phases import Phase
    from stretchtui.core.sessions.timeline import Timeline


def session(number: int, routine: str, timeline: Timeline, adapted: str) -> dict[str, Any]:
    """What is played.

    Args:
        number: Tells it from other sessions.
        routine: The routine's name.
        timeline: The session as it is laid out by now.
        adapted: How much is done otherwise than it is written, or not at all; empty for nothing.
    """
    phases = timeline.phases
    return {
        "type": "session",
        "id": number,
        "routine": routine,
        "total": timeline.total,
        "phases": [_row(phase) for phase in phases],
        "steps": [phase.name for phase in _first_of_each_step(phases)],
        "next": [coming(timeline, index) for index in range(len(phases))],
        "adapted": f"For you: {adapted}" if adapted else "",
    }


def no_session(number: int) -> dict[str, Any]:
    """Nothing is played."""
    nothing = {"total": 0, "phases": [], "steps": [], "next": [], "adapted": ""}
    return {"type": "session", "id": number, "routine": "", **nothing}


def figure(number: int, step: int, shown: Figure | None) -> dict[str, Any]:
    """The figure of a step, by the step's place in the routine."""
    drawn = to_builtins(vector_of(shown)) if shown is not None else None
    return {"type": "figure", "session": number, "step": step, "figure": drawn}


def moment(
    number: int,
    course: Course,
    view: View,
    now: float,
    ahead: Iterable[tuple[float, Sounded]],
    key: Callable[[str], str | None],
    *,
    note: str,
    hurts: bool,
) -> dict[str, Any]:
    """Where a session stands, and how it goes on.

    Args:
        number: Tells it from other sessions.
        course: How it goes on by itself.
        view: How it stands.
        now: The moment, in seconds of the program's clock.
        ahead: What will be heard, each with its moment on that clock.
        key: What a line is called that is rendered here; None for those that are not.
        note: Why it stands still.
        hurts: Whether it is asked what to do about pain.
    """
    return {
        "type": "moment",
        "session": number,
        "state": str(course.state),
        "index": view.index,
        "anchor": course.anchor,
        "at": course.anchored_at if course.runs else now,
        "speed": course.speed,
        "note": note,
        "hurts": hurts,
        "schedule": [
            [round(at, 4), "cue", str(each.name)]
            if isinstance(each, Cue)
            else [round(at, 4), "line", each.text, key(each.text)]
            for at, each in ahead
        ],
    }


def _row(phase: Phase) -> list[Any]:
    which = [phase.step, str(phase.side), phase.time, phase.of]
    how = [phase.beat, phase.wait, phase.round, phase.rounds, phase.pattern]
    return [str(phase.kind), phase.start, phase.duration, *which, *how]


def _first_of_each_step(phases: Iterable[Phase]) -> list[Phase]:
    """The phase that each step begins with, by the step's place; a gap has that behind it."""
    firsts: dict[int, Phase] = {}
    for phase in phases:
        firsts.setdefault(phase.step, phase)
    return [firsts[min(each for each in firsts if each >= step)] for step in range(max(firsts) + 1)]

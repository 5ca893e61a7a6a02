"""Sessions and timelines to try things on, and short ways to write down what comes of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from stretchtui.core.routines.model import Routine, Side, Sides, Step, Stretch
from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.events import CueDue, Event, SessionCommand
from stretchtui.core.sessions.session import Session
from stretchtui.core.sessions.timeline import Timeline, compile_routine

if TYPE_CHECKING:
    from stretchtui.core.sessions.cues import CueName

T = 1000.0
"""The moment, by the caller's clock, at which the examples start."""


def laid_out(
    *steps: Step,
    get_ready: int | None = None,
    pace: Pace = Pace(),
    level: int = 0,
    stretches: Iterable[Stretch] = (),
) -> Timeline:
    routine = Routine(id="r", name="R", get_ready=get_ready, steps=steps)
    return compile_routine(routine, {each.id: each for each in stretches}, pace, level)


TWO_STEPS = laid_out(
    Step(name="Knee", hold=30, sides=Sides.BOTH), Step(name="Cat", hold=20, rest=4)
)
"""ready 0-8, hold left 8-38, switch 38-43, hold right 43-73, ready 73-81, hold 81-101."""

WAITS = laid_out(Step(name="Knee", hold=10, wait=True), Step(name="Cat", hold=20))
"""ready 0-8, hold 8-18 and wait, ready 18-26, hold 26-46."""


def run_to(session: Session, start: float, until: float) -> list[Event]:
    """Advance a second at a time, as a caller would."""
    events: list[Event] = []
    now = start
    while now < until:
        now = min(now + 1, until)
        events += session.advance(now)
    return events


def started(timeline: Timeline = TWO_STEPS, position: float = 0.0) -> Session:
    """A session that has run to a position; the clock is then at ``T + position``."""
    session = Session(timeline)
    session.do(SessionCommand.START, T)
    run_to(session, T, T + position)
    return session


def cues(events: list[Event]) -> list[tuple[CueName, float]]:
    return [(event.name, event.at) for event in events if isinstance(event, CueDue)]


def shape(timeline: Timeline) -> list[str]:
    """A timeline's phases in short: ``hold left 30``."""
    return [
        " ".join(
            [phase.kind]
            + ([phase.side] if phase.side is not Side.NONE else [])
            + [str(phase.duration)]
        )
        for phase in timeline.phases
    ]


def heard(timeline: Timeline) -> list[str]:
    """A timeline's cues in short: ``8 hold``."""
    return [f"{cue.at:g} {cue.name}" for cue in timeline.cues]

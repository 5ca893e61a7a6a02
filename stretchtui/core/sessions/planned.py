"""What a session was planned to be, and where what is played stands in that."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stretchtui.core.sessions.record import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stretchtui.core.sessions.phases import Hold, Kind, Phase
    from stretchtui.core.sessions.plan import Plan
    from stretchtui.core.sessions.timeline import Timeline


class Replan(NamedTuple):
    """What a session is to be, where what comes in it was changed."""

    planned: Timeline
    """All that it asks for by now."""
    plan: Plan
    """What is kept of that."""
    out: frozenset[Hold]
    """The holds that are left out."""


def key(phase: Phase) -> tuple[Kind, Hold]:
    """What tells a phase from others, however a session is laid out."""
    return phase.kind, phase.hold


def numbers(timeline: Timeline, planned: Timeline) -> list[int]:
    """The planned phase that each phase of a timeline is; -1 for none."""
    found = {key(phase): number for number, phase in enumerate(planned.phases)}
    return [found.get(key(phase), -1) for phase in timeline.phases]


def by_step(planned: Timeline, steps: int) -> Sequence[Sequence[int]]:
    """The places of the phases of each of so many steps."""
    found: list[list[int]] = [[] for _ in range(steps)]
    for number, phase in enumerate(planned.phases):
        found[phase.step].append(number)
    return found


def steps_without(planned: Timeline, out: Iterable[Hold]) -> set[int]:
    """The steps of which nothing is asked, as some holds are left out."""
    return {step for step, *_ in out} - {phase.step for phase in planned.phases}


def place_in(index: int, phase: Phase, reached: float) -> Place:
    """Where a session stands that is so many seconds into a phase; ``index`` is the planned one."""
    position = phase.start + reached
    where = phase.step, phase.side, position, phase.time, reached, phase.round
    return Place(max(0, index), *where)

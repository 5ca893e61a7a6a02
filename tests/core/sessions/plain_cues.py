"""The cues of a timeline told twice: written down phase by phase from the design.

It shares nothing with ``core.sessions.cues`` but the words.
"""

from __future__ import annotations

from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.phases import Kind, Phase

BREATH = (CueName.BREATH_IN, CueName.TURN, CueName.BREATH_OUT, CueName.TURN)
MOVEMENT = (CueName.REP, CueName.TURN, CueName.TURN)


def wished(phases: tuple[Phase, ...], countdown: int) -> dict[float, CueName]:
    """What is to be heard at each moment, written down phase by phase from the design."""
    cues: dict[float, CueName] = {}
    before: Phase | None = None
    for phase in phases:
        if before is None or not before.wait:
            cues[phase.start] = at_boundary(before, phase)
        cues |= within(phase, countdown)
        if before is not None:
            let_go(before, phase, cues)
        before = phase
    assert before is not None
    cues[before.end] = CueName.END if before.wait else CueName.FINISH
    for phase in phases:
        if phase.wait:
            cues[phase.end] = CueName.END
    return cues


def let_go(before: Phase, after: Phase, cues: dict[float, CueName]) -> None:
    """Of two holds without anything between them both are heard: the first one's end earlier."""
    if (
        before.wait
        or before.duration < 2
        or not {before.kind, after.kind} <= {Kind.HOLD, Kind.WORK, Kind.PUSH}
        or before.kind is Kind.PUSH
    ):
        return
    same_stretch = (before.step, before.side) == (after.step, after.side)
    sides_change = before.step == after.step and not same_stretch
    cues[before.end - 0.75] = CueName.SWITCH if sides_change else CueName.END
    if cues.get(before.end - 1) is CueName.TICK:
        del cues[before.end - 1]


def at_boundary(before: Phase | None, after: Phase) -> CueName:
    """The cue between two phases: what to do next, or that the hold is over."""
    match after.kind:
        case Kind.SWITCH:
            return CueName.SWITCH
        case Kind.REST:
            return CueName.REST
        case Kind.HOLD | Kind.WORK:
            return CueName.HOLD
        case Kind.PUSH:
            return CueName.PUSH
        case Kind.RELAX:
            return CueName.END
        case Kind.READY:
            return CueName.END if before and before.kind.active else CueName.READY


def within(phase: Phase, countdown: int) -> dict[float, CueName]:
    """The cues strictly inside a phase."""
    if phase.kind is Kind.RELAX:
        return {}
    if phase.beat:
        starts = range(phase.start, phase.end, phase.beat)
        each = BREATH if phase.kind is Kind.HOLD else MOVEMENT
        told: dict[float, CueName] = {}
        for start in starts:
            at = start
            for name, seconds in zip(each, phase.pattern, strict=False):
                if seconds:
                    told[at] = name
                at += seconds
        del told[phase.start]
        return told
    middle = (phase.start + phase.end) / 2
    cues = {
        float(moment): CueName.TICK
        for moment in range(phase.end - countdown, phase.end)
        if moment > phase.start and (moment >= phase.end - 3 or moment >= middle)
    }
    if phase.kind is Kind.HOLD and phase.duration >= 20:
        cues = {at: cue for at, cue in cues.items() if at >= middle + 1}
        cues[middle] = CueName.HALFWAY
    return cues

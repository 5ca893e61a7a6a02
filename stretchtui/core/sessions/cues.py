"""Every moment that can be heard, and which of them are: one cue a moment, none in a crowd."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from stretchtui.core.routines.pace import TICKS
from stretchtui.core.routines.ramps import BREATH_S
from stretchtui.core.sessions.phases import Kind, Phase

HALFWAY_FROM_S = 20
"""Holds of at least this many seconds say when half is done."""

TICK_CLEARANCE_S = 1
"""A tick keeps at least this far from any other cue."""


class CueName(StrEnum):
    """Every moment that can be heard."""

    READY = "ready"
    HOLD = "hold"
    TICK = "tick"
    HALFWAY = "halfway"
    SWITCH = "switch"
    REST = "rest"
    REP = "rep"
    BREATH_IN = "breath-in"
    BREATH_OUT = "breath-out"
    END = "end"
    FINISH = "finish"
    PAUSE = "pause"
    RESUME = "resume"


class Cue(Struct, frozen=True):
    """A moment that is heard."""

    at: float
    """Seconds from the session's start."""
    name: CueName


START_CUES = {
    Kind.READY: CueName.READY,
    Kind.HOLD: CueName.HOLD,
    Kind.WORK: CueName.HOLD,
    Kind.SWITCH: CueName.SWITCH,
    Kind.REST: CueName.REST,
}
"""What is heard as a phase begins, where nothing more pressing is."""


def cues_of(phases: Sequence[Phase], countdown: int = TICKS) -> tuple[Cue, ...]:
    """The cues of phases whose starts are right, in the order of time.

    Args:
        phases: The phases.
        countdown: How many of a phase's last seconds tick.
    """
    cues = [cue for phase in phases for cue in _phase_cues(phase, countdown)]
    if phases and not phases[-1].wait:
        cues.append(Cue(phases[-1].end, CueName.FINISH))
    waits = {phase.end for phase in phases if phase.wait}
    return _without_crowding(cues, waits)


def _phase_cues(phase: Phase, countdown: int) -> Iterator[Cue]:
    """Every cue that a phase would like to give."""
    yield Cue(phase.start, START_CUES[phase.kind])
    if phase.kind.active:
        yield Cue(phase.end, CueName.END)
    if phase.beat:
        yield from _beat_cues(phase)
        return
    if phase.kind is Kind.HOLD and phase.duration >= HALFWAY_FROM_S:
        yield Cue(phase.start + phase.duration / 2, CueName.HALFWAY)
    # In a short phase a long countdown would leave no time to say what comes.
    ticks = min(countdown, phase.duration, max(TICKS, phase.duration // 2))
    for seconds_left in range(ticks, 0, -1):
        yield Cue(phase.end - seconds_left, CueName.TICK)


def _beat_cues(phase: Phase) -> Iterator[Cue]:
    """Breaths and movements are their own countdown: no ticks, no halfway."""
    for start in range(phase.start, phase.end, phase.beat):
        if phase.kind is Kind.WORK:
            yield Cue(start, CueName.REP)
        else:
            yield Cue(start, CueName.BREATH_IN)
            yield Cue(start + BREATH_S / 2, CueName.BREATH_OUT)


# One moment, one cue: the one that says what to do next.
_PRECEDENCE = (
    CueName.FINISH,
    CueName.SWITCH,
    CueName.REST,
    CueName.HOLD,
    CueName.END,
    CueName.HALFWAY,
    CueName.READY,
    CueName.REP,
    CueName.BREATH_IN,
    CueName.BREATH_OUT,
    CueName.TICK,
)
_RANK = {name: rank for rank, name in enumerate(_PRECEDENCE)}


def _without_crowding(wished: list[Cue], waits: set[int]) -> tuple[Cue, ...]:
    """One cue a moment, in order of time, and no tick near another cue.

    Where a session waits for a key (``waits``), what comes next begins with the key, not with
    a sound: there the end of the hold is what is heard.
    """
    heard: dict[float, Cue] = {}
    for cue in wished:
        if cue.at in waits and cue.name is not CueName.END:
            continue
        rival = heard.get(cue.at)
        if rival is None or _RANK[cue.name] < _RANK[rival.name]:
            heard[cue.at] = cue
    in_order = sorted(heard.values(), key=lambda cue: cue.at)
    return tuple(
        cue
        for before, cue, after in zip(
            [None, *in_order], in_order, [*in_order[1:], None], strict=False
        )
        if cue.name is not CueName.TICK or not (_crowds(before, cue) or _crowds(after, cue))
    )


def _crowds(other: Cue | None, tick: Cue) -> bool:
    return (
        other is not None
        and other.name is not CueName.TICK
        and abs(other.at - tick.at) < TICK_CLEARANCE_S
    )

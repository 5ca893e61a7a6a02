"""The moments that are heard: which there are, and which of them a session gives.

Every phase wishes for its cues; of those that fall on one moment, the one that says what to do
next is given, and a tick gives way to any cue that is close to it. Where a hold follows on a hold
with nothing between, both are heard: what is over is told shortly before what begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise

from msgspec import Struct

from stretchtui.core.routines.pace import TICKS
from stretchtui.core.routines.patterns import PatternPart, parts
from stretchtui.core.sessions.phases import Kind, Phase

HALFWAY_FROM_S = 20
"""Holds of at least so many seconds say when half is done."""

TICK_CLEARANCE_S = 1
"""A tick keeps at least so many seconds from any other cue."""

EARLY_END_S = 0.75
"""Where a hold begins as another one ends, so many seconds before it the end is heard: every cue
is over by then, and whoever hears it has let go."""


class CueName(StrEnum):
    """Every moment that can be heard."""

    READY = "ready"
    PUSH = "push"
    HOLD = "hold"
    TICK = "tick"
    HALFWAY = "halfway"
    SWITCH = "switch"
    REST = "rest"
    REP = "rep"
    TURN = "turn"
    BREATH_IN = "breath-in"
    BREATH_OUT = "breath-out"
    END = "end"
    FINISH = "finish"
    WAITING = "waiting"
    PAUSE = "pause"
    RESUME = "resume"
    MORE = "more"
    LESS = "less"

    @property
    def meaning(self) -> str:
        """What it says, in a few words."""
        return _MEANINGS[self]


_MEANINGS = {
    CueName.READY: "Get ready",
    CueName.PUSH: "Push gently",
    CueName.HOLD: "The hold begins",
    CueName.TICK: "The last seconds",
    CueName.HALFWAY: "Halfway through a longer hold",
    CueName.SWITCH: "Change sides",
    CueName.REST: "Rest",
    CueName.REP: "Each counted movement",
    CueName.TURN: "Next part of a rep or breath",
    CueName.BREATH_IN: "Breathe in",
    CueName.BREATH_OUT: "Breathe out",
    CueName.END: "The hold or push is over",
    CueName.FINISH: "The session is over",
    CueName.WAITING: "Press space to continue",
    CueName.PAUSE: "The session is paused",
    CueName.RESUME: "The session resumes",
    CueName.MORE: "You made it longer",
    CueName.LESS: "You made it shorter",
}


class Cue(Struct, frozen=True):
    """A moment that is heard."""

    at: float
    """Seconds from the session's start."""
    name: CueName
    """What is heard."""


START_CUES = {
    Kind.READY: CueName.READY,
    Kind.PUSH: CueName.PUSH,
    Kind.RELAX: CueName.END,
    Kind.HOLD: CueName.HOLD,
    Kind.WORK: CueName.HOLD,
    Kind.SWITCH: CueName.SWITCH,
    Kind.REST: CueName.REST,
}
"""What is heard as a phase begins, where nothing more pressing is."""


PART_CUES = {
    PatternPart.IN: CueName.BREATH_IN,
    PatternPart.FULL: CueName.TURN,
    PatternPart.OUT: CueName.BREATH_OUT,
    PatternPart.EMPTY: CueName.TURN,
    PatternPart.UP: CueName.REP,
    PatternPart.STAY: CueName.TURN,
    PatternPart.DOWN: CueName.TURN,
}
"""What is heard as a part of a breath or movement begins."""


def cues_of(phases: Sequence[Phase], countdown: int = TICKS) -> tuple[Cue, ...]:
    """The cues of a session, in the order of their moments.

    Args:
        phases: The phases, each beginning where the one before ends.
        countdown: How many of a phase's last seconds tick.
    """
    cues = [cue for phase in phases for cue in _phase_cues(phase, countdown)]
    cues += [cue for before, after in pairwise(phases) for cue in _seam_cues(before, after)]
    if phases and not phases[-1].wait:
        cues.append(Cue(phases[-1].end, CueName.FINISH))
    waits = {phase.end for phase in phases if phase.wait}
    return _without_crowding(cues, waits)


def _phase_cues(phase: Phase, countdown: int) -> Iterator[Cue]:
    """Every cue that a phase wishes for."""
    yield Cue(phase.start, START_CUES[phase.kind])
    if phase.kind.active:
        yield Cue(phase.end, CueName.END)
    if phase.beat:
        yield from _beat_cues(phase)
        return
    if phase.kind is Kind.RELAX:
        # It is too short for more than being told to let go.
        return
    if phase.kind is Kind.HOLD and phase.duration >= HALFWAY_FROM_S:
        yield Cue(phase.start + phase.duration / 2, CueName.HALFWAY)
    # A long countdown would leave no time in a short phase to say what comes: it takes half of
    # it at most, and no less than the default one.
    ticks = min(countdown, phase.duration, max(TICKS, phase.duration // 2))
    for seconds_left in range(ticks, 0, -1):
        yield Cue(phase.end - seconds_left, CueName.TICK)


def _seam_cues(before: Phase, after: Phase) -> Iterator[Cue]:
    """What is heard of a hold's end where the next one begins at once.

    The next one's beginning takes the moment itself, and alone would not say that anything is
    over: the person might well stay in the first.
    """
    # A hold of a second begins too shortly before.
    goes_on = after.kind.active or after.kind is Kind.PUSH
    if not (before.kind.active and goes_on and before.duration > 1) or before.wait:
        return
    other_side = before.step == after.step and before.side is not after.side
    yield Cue(before.end - EARLY_END_S, CueName.SWITCH if other_side else CueName.END)


def _beat_cues(phase: Phase) -> Iterator[Cue]:
    """Breaths and movements are their own countdown: no ticks, no halfway."""
    within = parts(phase.pattern) or [(0, PatternPart.UP)]
    for start in range(phase.start, phase.end, phase.beat):
        for begins, part in within:
            yield Cue(start + begins, PART_CUES[part])


PRECEDENCE = (
    CueName.SWITCH,
    CueName.FINISH,
    CueName.HOLD,
    CueName.PUSH,
    CueName.REST,
    CueName.END,
    CueName.WAITING,
    CueName.HALFWAY,
    CueName.PAUSE,
    CueName.RESUME,
    CueName.MORE,
    CueName.LESS,
    CueName.READY,
    CueName.REP,
    CueName.BREATH_IN,
    CueName.BREATH_OUT,
    CueName.TURN,
    CueName.TICK,
)
"""Of two cues that would crowd each other the later one in this list gives way: what says what to
do next goes first."""

RANK = {name: rank for rank, name in enumerate(PRECEDENCE)}
"""The place of each cue in that list."""


def _without_crowding(wished: list[Cue], waits: set[int]) -> tuple[Cue, ...]:
    """One cue a moment, in the order of time, and no tick near another cue.

    Args:
        wished: Every cue that a phase wishes for.
        waits: The moments at which the session waits for a key. What comes next begins with that
            key and not with a sound, so only the end of the hold is heard there.
    """
    heard: dict[float, Cue] = {}
    for cue in wished:
        if cue.at in waits and cue.name is not CueName.END:
            continue
        rival = heard.get(cue.at)
        if rival is None or RANK[cue.name] < RANK[rival.name]:
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

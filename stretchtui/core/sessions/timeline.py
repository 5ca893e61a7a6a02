"""A routine laid out in time: its phases, and the cues that are heard.

Everything is in whole seconds of the session's own clock, so that phases meet exactly and a
session can be compared with its plan.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from enum import StrEnum

import msgspec
from msgspec import Struct

from stretchtui.core.routines.model import Routine, Sides, Stretch, stretch_of
from stretchtui.core.routines.ramps import BREATH_S, Ask, ask, credit_at

HALFWAY_FROM_S = 20
"""Holds of at least this many seconds say when half is done."""

TICKS = 3
"""How many of a phase's last seconds tick, if nothing else is asked for; a countdown of more than
that takes no more than half of a phase."""

TICK_CLEARANCE_S = 1
"""A tick keeps at least this far from any other cue."""


class Kind(StrEnum):
    """What a phase asks of the person."""

    READY = "ready"
    HOLD = "hold"
    WORK = "work"
    SWITCH = "switch"
    REST = "rest"

    @property
    def active(self) -> bool:
        """Whether the stretch itself is done now, rather than led up to."""
        return self in (Kind.HOLD, Kind.WORK)


class Side(StrEnum):
    """The side of the body a phase is for."""

    NONE = "none"
    LEFT = "left"
    RIGHT = "right"


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


class Pace(Struct, frozen=True):
    """How much time a session leaves between holds."""

    get_ready: int = 8
    """Seconds before each step, where the routine does not say."""
    switch: int = 5
    """Seconds to change sides."""
    first_side: Side = Side.LEFT
    """The side that ``both`` and ``alternate`` begin with."""
    countdown: int = TICKS
    """How many of a phase's last seconds tick."""


class Phase(Struct, frozen=True):
    """One stretch of time in a session.

    A ready, switch or rest belongs to the hold it leads to: its step, side and time are those
    of the hold that comes, so that the screen shows what to get ready for.
    """

    kind: Kind
    start: int
    """Seconds from the session's start."""
    duration: int
    """Seconds."""
    step: int
    """The step's place in the routine, from 0."""
    name: str
    """The stretch's name."""
    side: Side = Side.NONE
    time: int = 1
    """Which of the times on this side, from 1."""
    of: int = 1
    """How many times on this side there are."""
    beat: int = 0
    """Seconds of one breath (hold) or one movement (work); 0 for a plain hold."""
    wait: bool = False
    """Whether the session stays at its end until a key."""

    @property
    def end(self) -> int:
        """Seconds from the session's start to the phase's end."""
        return self.start + self.duration


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


class Timeline(Struct, frozen=True):
    """The phases of a session in their order, without gaps, and its cues."""

    phases: tuple[Phase, ...]
    cues: tuple[Cue, ...]
    countdown: int = TICKS
    """How many of a phase's last seconds tick."""

    @property
    def total(self) -> int:
        """The session's length in seconds."""
        return self.phases[-1].end if self.phases else 0

    def index_at(self, position: float) -> int:
        """The phase that a position in seconds falls in; the last one from the end on."""
        return max(0, bisect_right(self.phases, position, key=lambda phase: phase.start) - 1)

    def lengthened(self, index: int, by: int) -> Timeline:
        """The same session with one phase longer, or shorter, by ``by`` seconds."""
        phases = list(self.phases)
        phases[index] = msgspec.structs.replace(phases[index], duration=phases[index].duration + by)
        for later in range(index + 1, len(phases)):
            phases[later] = msgspec.structs.replace(phases[later], start=phases[later].start + by)
        return assemble(phases, self.countdown)


def compile_routine(
    routine: Routine, stretches: Mapping[str, Stretch], pace: Pace = Pace(), level: int = 0
) -> Timeline:
    """Lay a routine out in time.

    Args:
        routine: The routine; its steps' stretches are in ``stretches``.
        stretches: The library's stretches by id.
        pace: The time between holds.
        level: The level of progression that ramps are read at.
    """
    credit = credit_at(routine, stretches, level)
    phases: list[Phase] = []
    rest = 0
    for index, step in enumerate(routine.steps):
        stretch = stretch_of(step, stretches)
        asked = ask(step, stretch, credit)
        for phase in _step_phases(
            index, stretch.name, asked, _get_ready(routine, pace), rest, pace
        ):
            start = phases[-1].end if phases else 0
            phases.append(msgspec.structs.replace(phase, start=start))
        rest = asked.rest
    return assemble(phases, pace.countdown)


def length(
    routine: Routine, stretches: Mapping[str, Stretch], pace: Pace = Pace(), level: int = 0
) -> int:
    """A session's length in seconds, by arithmetic alone: lists show it for every routine."""
    credit = credit_at(routine, stretches, level)
    total = rest = 0
    for step in routine.steps:
        asked = ask(step, stretch_of(step, stretches), credit)
        two_sided = asked.sides in (Sides.BOTH, Sides.ALTERNATE)
        holds = asked.times * (2 if two_sided else 1)
        switches = {Sides.BOTH: 1, Sides.ALTERNATE: holds - 1}.get(asked.sides, 0)
        rests = 0 if asked.sides is Sides.ALTERNATE else holds - 1 - switches
        between = switches * pace.switch + rests * asked.rest
        if asked.sides is Sides.ALTERNATE:
            # Every second change also begins a new time, which may ask for a longer rest.
            between += (asked.times - 1) * max(0, asked.rest - pace.switch)
        total += rest + _get_ready(routine, pace) + holds * asked.seconds + between
        rest = asked.rest
    return total


def assemble(phases: list[Phase], countdown: int = TICKS) -> Timeline:
    """The timeline of phases whose starts are right."""
    cues = [cue for phase in phases for cue in _phase_cues(phase, countdown)]
    if phases and not phases[-1].wait:
        cues.append(Cue(phases[-1].end, CueName.FINISH))
    waits = {phase.end for phase in phases if phase.wait}
    return Timeline(tuple(phases), _without_crowding(cues, waits), countdown)


def _get_ready(routine: Routine, pace: Pace) -> int:
    return pace.get_ready if routine.get_ready is None else routine.get_ready


def _step_phases(
    index: int, name: str, asked: Ask, get_ready: int, rest: int, pace: Pace
) -> Iterator[Phase]:
    """The phases of one step, each with start 0; ``rest`` is what the step before asks for."""
    holds = list(_holds(asked, pace.first_side))
    last = len(holds) - 1
    side_before: Side | None = None
    for number, (side, time) in enumerate(holds):

        def phase(kind: Kind, duration: int, side: Side = side, time: int = time) -> Phase:
            return Phase(kind, 0, duration, index, name, side, time, asked.times)

        if side_before is None:
            gaps = [phase(Kind.REST, rest), phase(Kind.READY, get_ready)]
        elif side is side_before:
            gaps = [phase(Kind.REST, asked.rest)]
        else:
            new_time = asked.sides is Sides.ALTERNATE and side is pace.first_side
            gaps = [phase(Kind.SWITCH, max(pace.switch, asked.rest if new_time else 0))]
        yield from (gap for gap in gaps if gap.duration)
        yield msgspec.structs.replace(
            phase(Kind.WORK if asked.reps else Kind.HOLD, asked.seconds),
            beat=asked.beat,
            wait=asked.wait and number == last,
        )
        side_before = side


def _holds(asked: Ask, first: Side) -> Iterator[tuple[Side, int]]:
    """The holds of a step in their order, each with its side and which time it is."""
    times = range(1, asked.times + 1)
    second = Side.RIGHT if first is Side.LEFT else Side.LEFT
    match asked.sides:
        case Sides.BOTH:
            yield from ((side, time) for side in (first, second) for time in times)
        case Sides.ALTERNATE:
            yield from ((side, time) for time in times for side in (first, second))
        case one_side:
            yield from ((Side(one_side.value), time) for time in times)


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

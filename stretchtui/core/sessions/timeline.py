"""A routine laid out in time: its phases one after the other, the cues, and what is said.

Phases begin and end on whole seconds of the session's own clock, so that they meet exactly and
what was played can be compared with what was planned.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from stretchtui.core.routines.leads import Lead, leads
from stretchtui.core.routines.model import Routine, Side, Sides, Stretch
from stretchtui.core.routines.pace import TICKS, Pace
from stretchtui.core.routines.ramps import LET_GO_S, Ask, credit_at
from stretchtui.core.routines.step_speech import in_pieces
from stretchtui.core.sessions.cues import Cue, cues_of
from stretchtui.core.sessions.line_layout import with_lines
from stretchtui.core.sessions.phases import Hold, Kind, Phase
from stretchtui.core.sessions.script import Line, Script

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.rounds import Pass, Turn
    from stretchtui.core.routines.step_speech import Ends


class Timeline(Struct, frozen=True):
    """The phases of a session, its cues, and what is said in it."""

    phases: tuple[Phase, ...]
    """In their order, each beginning where the one before ends."""
    cues: tuple[Cue, ...]
    """In the order of their moments."""
    countdown: int = TICKS
    """How many of a phase's last seconds tick."""
    lines: tuple[Line, ...] = ()
    """In the order of their moments."""
    script: Script | None = None
    """What there is to say; None where no voice leads."""

    @property
    def total(self) -> int:
        """The session's length in seconds."""
        return self.phases[-1].end if self.phases else 0

    def index_at(self, position: float) -> int:
        """The phase that a position in seconds falls in; the last one from the end on."""
        return max(0, bisect_right(self.phases, position, key=lambda phase: phase.start) - 1)

    def first_of(self, step: int) -> int:
        """The phase that a single step begins with, by its place; the first, if there is none."""
        return next((n for n, phase in enumerate(self.phases) if phase.step == step), 0)

    def lengthened(self, index: int, by: int) -> Timeline:
        """The same session with one phase longer by ``by`` seconds, or shorter."""
        phases = list(self.phases)
        phases[index] = msgspec.structs.replace(phases[index], duration=phases[index].duration + by)
        for later in range(index + 1, len(phases)):
            phases[later] = msgspec.structs.replace(phases[later], start=phases[later].start + by)
        return assemble(phases, self.countdown, self.script)


def timeline_of(
    entry: Entry,
    pace: Pace = Pace(),
    level: int = 0,
    without: Container[Hold] = (),
    order: Sequence[Turn] | None = None,
) -> Timeline:
    """An entry of the library laid out in time; the arguments are those of ``compile_routine``."""
    notices = entry.short_notices
    return compile_routine(entry.routine, entry.stretches, pace, level, without, order, notices)


def turns_without(
    entry: Entry, pace: Pace, level: int, out: Container[Hold], order: Sequence[Turn]
) -> tuple[Turn, ...]:
    """What of an order is still come to where some holds are left out; as ``compile_routine``."""
    phases = timeline_of(entry, pace, level, out, order).phases
    return tuple(dict.fromkeys(phase.turn for phase in phases))


def compile_routine(
    routine: Routine,
    stretches: Mapping[str, Stretch],
    pace: Pace = Pace(),
    level: int = 0,
    without: Container[Hold] = (),
    order: Sequence[Turn] | None = None,
    notices: Sequence[str] = (),
) -> Timeline:
    """Lay a routine out in time.

    Args:
        routine: The routine.
        stretches: The stretches that its steps ask for, by id.
        pace: The time between holds, and who leads through them.
        level: The level of progression that ramps are read at.
        without: Holds that are left out, with what would lead to them.
        order: What is come to, in another order; all of it in the routine's own, if not given.
        notices: What is said before all else.
    """

    def holds_of(at: Pass, asked: Ask) -> list[tuple[Side, int]]:
        holds = _holds(asked, pace.first_side)
        return [each for each in holds if (at.place, *each, at.round) not in without]

    def ends(at: Pass, asked: Ask) -> Ends | None:
        holds = holds_of(at, asked)
        return (holds[0][0], holds[-1][0]) if holds else None

    phases: list[Phase] = []
    speeches = {}
    rest = 0
    credit = credit_at(routine, stretches, level)
    for lead in leads(routine, stretches, pace, credit, ends, order, notices):
        for phase in _step_phases(lead, rest, holds_of(lead.at, lead.asked), pace.first_side):
            start = phases[-1].end if phases else 0
            phases.append(msgspec.structs.replace(phase, start=start))
        if lead.speech is not None:
            speeches[lead.at.place, lead.at.round] = lead.speech
        rest = lead.rest
    script = None
    if pace.guidance is not None:
        script = Script(speeches, pace.guidance, in_pieces(notices, pace.guidance))
    return assemble(phases, pace.countdown, script)


def assemble(phases: list[Phase], countdown: int = TICKS, script: Script | None = None) -> Timeline:
    """The timeline of phases whose starts are right."""
    cues = cues_of(phases, countdown)
    if script is None:
        return Timeline(tuple(phases), cues, countdown)
    cues, lines = with_lines(script, phases, cues)
    return Timeline(tuple(phases), cues, countdown, lines, script)


def _step_phases(
    lead: Lead, rest: int, holds: list[tuple[Side, int]], first_side: Side
) -> Iterator[Phase]:
    """The phases of one step as it is come to, each with start 0.

    Args:
        lead: The step, and the time that leads to its holds.
        rest: Seconds of rest that the step before asks for.
        holds: Its holds.
        first_side: The side that two-sided stretches begin with.
    """
    asked, at = lead.asked, lead.at
    side_before: Side | None = None
    for side, time in holds:

        def phase(kind: Kind, duration: int, side: Side = side, time: int = time) -> Phase:
            name = lead.stretch.name
            sets = side, time, asked.times
            return Phase(kind, 0, duration, at.place, name, *sets, round=at.round, rounds=at.rounds)

        if side_before is None:
            gaps = [phase(Kind.REST, rest), phase(Kind.READY, lead.ready)]
        elif side is side_before:
            gaps = [phase(Kind.REST, asked.between)]
        else:
            new_set = asked.sides is Sides.ALTERNATE and side is first_side
            gaps = [phase(Kind.SWITCH, max(lead.switch, asked.rest if new_set else 0))]
        if asked.contract:
            gaps += [phase(Kind.PUSH, asked.contract), phase(Kind.RELAX, LET_GO_S)]
        yield from (gap for gap in gaps if gap.duration)
        yield msgspec.structs.replace(
            phase(Kind.WORK if asked.reps else Kind.HOLD, asked.seconds),
            beat=asked.beat,
            wait=asked.wait,
            pattern=asked.pattern,
        )
        side_before = side


def _holds(asked: Ask, first: Side) -> Iterator[tuple[Side, int]]:
    """The holds of a step in their order, each with its side and which set it is, from 1."""
    times = range(1, asked.times + 1)
    second = Side.RIGHT if first is Side.LEFT else Side.LEFT
    match asked.sides:
        case Sides.BOTH:
            yield from ((side, time) for side in (first, second) for time in times)
        case Sides.ALTERNATE:
            yield from ((side, time) for time in times for side in (first, second))
        case one_side:
            yield from ((Side(one_side.value), time) for time in times)

"""What a session is made of: phases, one after the other."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from stretchtui.core.routines.model import Side
from stretchtui.core.routines.patterns import Pattern, PatternPart, cycle, part_at

if TYPE_CHECKING:
    from stretchtui.core.routines.rounds import Turn

Set = tuple[Side, int, int]
"""What tells a hold from others of its step: its side, its set, and its round, both from 1."""

Hold = tuple[int, Side, int, int]
"""A hold of a session: its step's place among the routine's single steps, and its ``Set``."""

UNIT_S = 10
"""Seconds by which a plain phase is made longer or shorter."""

LONGEST_PHASE_S = 2 * 60 * 60
"""A phase is not lengthened beyond this."""


class Kind(StrEnum):
    """What a phase asks of the person."""

    READY = "ready"
    """To get into position for the next step."""
    PUSH = "push"
    """To push against something, in the stretch, before a hold."""
    RELAX = "relax"
    """To let go of that."""
    HOLD = "hold"
    """To stay in the stretch, for seconds or for breaths."""
    WORK = "work"
    """To do counted movements."""
    SWITCH = "switch"
    """To change to the other side."""
    REST = "rest"
    """To let go before the next set or step."""

    @property
    def active(self) -> bool:
        """Whether the stretch itself is done now, rather than led up to."""
        return self in (Kind.HOLD, Kind.WORK)

    @property
    def in_position(self) -> bool:
        """Whether the person is in the stretch: whoever comes back to it has to get there again."""
        return self.active or self in (Kind.PUSH, Kind.RELAX)


class Phase(Struct, frozen=True):
    """One stretch of time in a session.

    A ready, switch or rest, a push and letting go belong to the hold they lead to: their step, side
    and set are those of the hold that comes, so that the screen shows what to get ready for.
    """

    kind: Kind
    """What is to be done."""
    start: int
    """Seconds from the session's start."""
    duration: int
    """How long it lasts, in seconds."""
    step: int
    """The step's place among the routine's single steps, from 0."""
    name: str
    """The stretch's name."""
    side: Side = Side.NONE
    """The side of the body it is for."""
    time: int = 1
    """Which set on this side it is, from 1."""
    of: int = 1
    """How many sets there are on this side."""
    beat: int = 0
    """Seconds of one breath (hold) or one movement (work); 0 for a plain hold."""
    wait: bool = False
    """Whether the session stays at its end until a key is pressed."""
    pattern: Pattern = ()
    """The parts of one breath or movement; empty for a plain hold."""

    round: int = 1
    """Which round of its group it is in, from 1."""
    rounds: int = 1
    """How many rounds there are."""

    @property
    def end(self) -> int:
        """Seconds from the session's start to the phase's end."""
        return self.start + self.duration

    @property
    def hold(self) -> Hold:
        """The hold that it is, or that it leads to."""
        return self.step, *self.set

    @property
    def set(self) -> Set:
        """What tells the hold that it is, or that it leads to, from others of its step."""
        return self.side, self.time, self.round

    @property
    def turn(self) -> Turn:
        """The step that it belongs to, as it is come to in this round."""
        return self.step, self.round

    def part_at(self, position: float) -> PatternPart | None:
        """The part of a breath or movement at a position in the session; None where it has none."""
        return part_at(self.pattern, (position - self.start) % self.beat) if self.pattern else None

    def cycle_at(self, elapsed: float) -> float:
        """How far a breath or movement has gone, from 0 to 1, so many seconds into the phase."""
        return cycle(self.pattern or (self.beat,), elapsed % self.beat)

    @property
    def unit(self) -> int:
        """Seconds by which it is made longer or shorter: one breath, one movement, or ten."""
        return self.beat or UNIT_S

"""What a session is made of: its phases, one after the other."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from stretchtui.core.routines.model import Side


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

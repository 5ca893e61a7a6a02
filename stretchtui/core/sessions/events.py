"""What goes into a session and comes out of it: its states, commands, events, and its view."""

from __future__ import annotations

import math
from enum import StrEnum

from msgspec import Struct

from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.phases import Phase


class State(StrEnum):
    """What a session is doing."""

    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"
    WAITING = "waiting"
    """At the end of a step that waits for a key."""
    FINISHED = "finished"
    STOPPED = "stopped"


class SessionCommand(StrEnum):
    """What a person can ask of a session."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"
    """On to the next phase."""
    BACK = "back"
    """To the hold before this one."""
    RESTART = "restart"
    """This phase again."""
    NEXT_STEP = "next-step"
    BACK_STEP = "back-step"
    """This step again from its beginning, or the one before at its beginning."""
    MORE = "more"
    """Ten more seconds, or one more breath or movement."""
    LESS = "less"
    STOP = "stop"


class CueDue(Struct, frozen=True):
    """A cue is to be heard now."""

    name: CueName
    at: float
    """The session's own time, in seconds."""


class PhaseBegan(Struct, frozen=True):
    """Another phase is the current one."""

    index: int


class Paused(Struct, frozen=True):
    """The session stands still."""

    gap: float | None = None
    """Seconds the caller was away, if that is why; None if it was asked for."""
    unheard: bool = False
    """Whether it was not the caller who was away, but whoever should have heard it."""


class Resumed(Struct, frozen=True):
    """The session goes on."""


class Waiting(Struct, frozen=True):
    """The session waits at the end of a step for a key."""


class Finished(Struct, frozen=True):
    """The last phase is over."""


class Stopped(Struct, frozen=True):
    """The session was ended before its end."""


Event = CueDue | PhaseBegan | Paused | Resumed | Waiting | Finished | Stopped


class View(Struct, frozen=True):
    """All a screen needs to draw a session at one moment."""

    state: State
    index: int
    """The current phase's place in the timeline."""
    phase: Phase
    position: float
    """Seconds from the session's start."""
    total: int
    """The session's length in seconds."""
    lead: int
    """Whole seconds of get-ready before the phase is taken up; 0 when there is none."""

    @property
    def elapsed(self) -> float:
        """Seconds of the phase that are over."""
        return self.position - self.phase.start

    @property
    def seconds_left(self) -> int:
        """Whole seconds of the phase that are left, as they are counted aloud."""
        return math.ceil(self.phase.end - self.position)

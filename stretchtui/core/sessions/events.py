"""What goes into a session and what comes out: states, commands, events, and the view.

A session is in one state; a state takes some of the commands; commands and time give events; and
between two events the view is all there is to show.

What each command can lead to, by the state that it meets; "-" is refused. The last two rows are
the calls that let time pass. Finished and stopped are for good, and refuse every command::

    command    idle     running                          paused                   waiting
    start      running  -                                -                        -
    pause      -        paused                           -                        -
    resume     -        -                                running                  running finished
    next       -        running finished                 paused finished          running finished
    next-step  -        running finished                 paused finished          running finished
    back       -        running                          paused                   running
    back-step  -        running                          paused                   running
    go-to      -        running                          paused                   running
    restart    -        running                          paused                   running
    more       -        running                          paused                   -
    less       -        running waiting finished         paused waiting finished  -
    stop       -        stopped                          stopped                  stopped
    (advance)  idle     running paused waiting finished  paused                   waiting
    (unheard)  idle     paused waiting finished          paused                   waiting
"""

from __future__ import annotations

import math
from enum import StrEnum

from msgspec import Struct

from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.phases import Phase


class State(StrEnum):
    """What a session is doing."""

    IDLE = "idle"
    """Not started yet."""
    RUNNING = "running"
    """Time passes."""
    PAUSED = "paused"
    """Time stands still until it is resumed."""
    WAITING = "waiting"
    """At the end of a step that waits for a key."""
    FINISHED = "finished"
    """The last phase is over."""
    STOPPED = "stopped"
    """Ended before its end."""


class SessionCommand(StrEnum):
    """What a person can ask of a session."""

    START = "start"
    """Begin."""
    PAUSE = "pause"
    """Stand still."""
    RESUME = "resume"
    """Run again after a pause; leave a step that waits."""
    NEXT = "next"
    """On to the next phase."""
    BACK = "back"
    """To the hold before this phase."""
    RESTART = "restart"
    """This phase again."""
    NEXT_STEP = "next-step"
    """On to the next step."""
    BACK_STEP = "back-step"
    """This step again from its beginning; the step before, if this one has only just begun."""
    GO_TO = "go-to"
    """To a step, given by its place in the routine, or to one of its rounds."""
    MORE = "more"
    """Ten more seconds of this phase, or one more breath or movement."""
    LESS = "less"
    """Ten seconds less of it, or one breath or movement less."""
    STOP = "stop"
    """End the session here."""


MOVES = frozenset(
    {
        SessionCommand.NEXT,
        SessionCommand.BACK,
        SessionCommand.RESTART,
        SessionCommand.NEXT_STEP,
        SessionCommand.BACK_STEP,
        SessionCommand.GO_TO,
    }
)
"""The commands that lead to the beginning of a phase."""

_UNDER_WAY = MOVES | {SessionCommand.MORE, SessionCommand.LESS, SessionCommand.STOP}

ALLOWED: dict[State, frozenset[SessionCommand]] = {
    State.IDLE: frozenset({SessionCommand.START}),
    State.RUNNING: _UNDER_WAY | {SessionCommand.PAUSE},
    State.PAUSED: _UNDER_WAY | {SessionCommand.RESUME},
    State.WAITING: MOVES | {SessionCommand.RESUME, SessionCommand.STOP},
    State.FINISHED: frozenset(),
    State.STOPPED: frozenset(),
}
"""The commands that a state takes; any other one is refused and changes nothing."""


class CueDue(Struct, frozen=True):
    """A cue is to be heard now."""

    name: CueName
    """Which one."""
    at: float
    """Its moment on the session's own clock, in seconds."""


class LineDue(Struct, frozen=True):
    """A line is to be said now, after the cue that sounds."""

    text: str
    """The words."""


class PhaseBegan(Struct, frozen=True):
    """Another phase is the current one."""

    index: int
    """The phase's place in the timeline."""


class Paused(Struct, frozen=True):
    """The session stands still."""

    gap: float | None = None
    """Seconds for which nobody was there, if that is why; None if it was asked for."""
    unheard: bool = False
    """Whether it was not the caller who was away, but whoever should have heard it."""


class Resumed(Struct, frozen=True):
    """The session runs: it was started, or resumed after a pause."""


class Waiting(Struct, frozen=True):
    """The session waits at the end of a step for a key."""


class Rearranged(Struct, frozen=True):
    """What is still to come is another, or comes in another order."""


class Finished(Struct, frozen=True):
    """The last phase is over."""


class Stopped(Struct, frozen=True):
    """The session was ended before its end."""


Event = CueDue | LineDue | PhaseBegan | Paused | Resumed | Waiting | Rearranged | Finished | Stopped
"""What can happen in a session."""


class View(Struct, frozen=True):
    """All that a screen needs to draw a session at one moment."""

    state: State
    """What the session is doing."""
    index: int
    """The current phase's place in the timeline."""
    phase: Phase
    """The current phase."""
    position: float
    """Seconds from the session's start."""
    total: int
    """The session's length in seconds."""
    lead: int
    """Whole seconds left to get ready before the phase is taken up; 0 when there is no lead."""
    waited: float = 0.0
    """Seconds for which it has waited for a key; 0 when it does not wait."""

    @property
    def elapsed(self) -> float:
        """Seconds of the phase that are over."""
        return self.position - self.phase.start

    @property
    def seconds_left(self) -> int:
        """Whole seconds of the phase that are left, as they are counted aloud."""
        return math.ceil(self.phase.end - self.position)

"""The one joint where clock, session, cues and screen meet."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.events import (
    CueDue,
    Event,
    Finished,
    PhaseBegan,
    SessionCommand,
    State,
    View,
)
from stretchtui.core.sessions.speech import count, phrase
from stretchtui.terminal.liveness import STALLED_S

if TYPE_CHECKING:
    from stretchtui.core.sessions.session import Session
    from stretchtui.cues.sink import Sink, Timer


def now() -> float:
    """Seconds that go on through the machine's sleep, so that a session notices it."""
    # Linux' CLOCK_MONOTONIC stands still while the machine sleeps, as Python's own monotonic
    # clock does on macOS; these two do not.
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


LOOK_S = 0.25
"""How often it is looked whether a stalled link is back, in seconds."""

AFTER_S = 1.1
"""How long after that it is told to those who do not look, in seconds."""


class Link(Protocol):
    """The way to the person's terminal."""

    def silent_s(self) -> float:
        """For how long nothing has come through, in seconds; 0 while all is well."""


class Clockwork:
    """Runs a session in real time: wakes when something is due, sounds it, then shows it.

    Where the link to the person stalls, the session pauses where it was.

    Args:
        session: What is played.
        sink: Where cues go.
        on_events: Told of every change, after its cue has been handed to the sink.
        call_later: Asks for a call after some seconds.
        clock: Tells the time.
        voice: Whether what begins is said, after its cue.
        counted: Whether the voice counts the last seconds, too.
        link: The way to the person's terminal.
        on_back: Told for how many seconds that had stalled, when it is back.
    """

    def __init__(
        self,
        session: Session,
        sink: Sink,
        on_events: Callable[[list[Event]], None],
        call_later: Callable[[float, Callable[[], None]], Timer],
        clock: Callable[[], float] = now,
        *,
        voice: bool = False,
        counted: bool = False,
        link: Link | None = None,
        on_back: Callable[[float], None] = lambda gap: None,
    ) -> None:
        self.session = session
        self.sink = sink
        self._on_events = on_events
        self._call_later = call_later
        self._clock = clock
        self._voice = voice
        self._counted = counted
        self._link = link
        self._on_back = on_back
        self._stalled_at: float | None = None
        self._timer: Timer | None = None

    def do(self, command: SessionCommand) -> None:
        """Carry out a command."""
        self._deliver(self.session.do(command, self._clock()))

    def view(self) -> View:
        """What a screen shows now."""
        return self.session.view(self._clock())

    def close(self) -> None:
        """Let the session be; nothing more is sounded or shown."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def wake(self) -> None:
        """Let time pass; called by the timer."""
        now = self._clock()
        silent = self._link.silent_s() if self._link else 0.0
        if silent <= STALLED_S or self.session.state is not State.RUNNING:
            self._deliver(self.session.advance(now))
            return
        self._deliver(self.session.unheard(now, now - silent))
        self._stalled_at = now - silent
        self._timer = self._call_later(LOOK_S, self._look)

    def _look(self) -> None:
        """Tell when a stalled link is back, also those who do not look."""
        assert self._link is not None
        assert self._stalled_at is not None
        if self._link.silent_s() > LOOK_S:
            self._timer = self._call_later(LOOK_S, self._look)
            return
        # A bell that was on its way may just have rung.
        self._timer = self._call_later(AFTER_S, lambda: self.sink.play(CueName.PAUSE))
        self._on_back(self._clock() - self._stalled_at)

    def _deliver(self, events: list[Event]) -> None:
        # Sound before sight: the ear notices 20 ms, the eye does not.
        for event in events:
            if isinstance(event, CueDue):
                self.sink.play(event.name)
        if self._voice and (words := self._words(events)):
            self.sink.say(words)
        self.close()
        due = self.session.next_due(self._clock())
        if due is not None:
            self._timer = self._call_later(due, self.wake)
        self._on_events(events)

    def _words(self, events: list[Event]) -> str | None:
        """What is said after the cues of a moment: one thing, of the last event there is."""
        words: str | None = None
        view = self.session.view(self._clock())
        timeline, speed = self.session.timeline, self.session.speed
        for event in events:
            match event:
                case PhaseBegan(index) if view.state is State.RUNNING and not view.lead:
                    # In the lead before a hold there is a cue every second, and no time to talk.
                    words = phrase(timeline, index, speed)
                case Finished():
                    words = phrase(timeline, len(timeline.phases), speed)
                case CueDue(CueName.TICK, at) if self._counted:
                    left = view.lead or round(timeline.phases[view.index].end - at)
                    words = count(left, speed)
        return words

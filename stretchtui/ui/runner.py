"""The one joint where clock, session, cues and screen meet."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from stretchtui.core.session import Command, CueDue, Event, Session, View

if TYPE_CHECKING:
    from stretchtui.cues.sink import Sink, Timer


def now() -> float:
    """Seconds that go on through the machine's sleep, so that a session notices it."""
    # Linux' CLOCK_MONOTONIC stands still while the machine sleeps, as Python's own monotonic
    # clock does on macOS; these two do not.
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Runner:
    """Runs a session in real time: wakes when something is due, sounds it, then shows it.

    Args:
        session: What is played.
        sink: Where cues go.
        on_events: Told of every change, after its cue has been handed to the sink.
        call_later: Asks for a call after some seconds.
        clock: Tells the time.
    """

    def __init__(
        self,
        session: Session,
        sink: Sink,
        on_events: Callable[[list[Event]], None],
        call_later: Callable[[float, Callable[[], None]], Timer],
        clock: Callable[[], float] = now,
    ) -> None:
        self.session = session
        self.sink = sink
        self._on_events = on_events
        self._call_later = call_later
        self._clock = clock
        self._timer: Timer | None = None

    def do(self, command: Command) -> None:
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
        self._deliver(self.session.advance(self._clock()))

    def _deliver(self, events: list[Event]) -> None:
        # Sound before sight: the ear notices 20 ms, the eye does not.
        for event in events:
            if isinstance(event, CueDue):
                self.sink.play(event.name)
        self.close()
        due = self.session.next_due(self._clock())
        if due is not None:
            self._timer = self._call_later(due, self.wake)
        self._on_events(events)

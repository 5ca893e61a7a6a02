"""The one joint where clock, session and cues meet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.events import (
    CueDue,
    Event,
    LineDue,
    SessionCommand,
    State,
    View,
)
from stretchtui.terminal.liveness import STALLED_S

if TYPE_CHECKING:
    from stretchtui.core.sessions.moves import Goal
    from stretchtui.core.sessions.session import Session
    from stretchtui.core.sessions.timeline import Timeline
    from stretchtui.core.settings import VoiceSettings
    from stretchtui.cues.sink import Sink, Timer
    from stretchtui.playing.links import Link

LOOK_S = 0.25
"""How often it is looked whether a stalled link is back, in seconds."""

AFTER_S = 1.1
"""How long after that it is told to those who do not look, in seconds."""

CallLater = Callable[[float, Callable[[], None]], "Timer"]
"""Asks for a call after some seconds."""


class Delivery(NamedTuple):
    """What happened at one moment, and how the session stands then."""

    now: float
    """The moment, on the session's clock."""
    view: View
    events: Sequence[Event]


class Clockwork:
    """Runs a session in real time: wakes when something is due, sounds it, then hands it out.

    Where the link to the person stalls, the session pauses where it was.

    Args:
        session: What is played.
        sink: Where cues and words go.
        deliver: Given every change, after its cue has been handed to the sink.
        call_later: Asks for a call after some seconds.
        clock: Tells the time, in seconds.
        voice: What the person has set about the voice, by now: it may have fallen silent since
            the session was laid out.
        link: The way to the person.
        link_returned: Told for how many seconds that had stalled, when it is back.
    """

    def __init__(
        self,
        session: Session,
        sink: Sink,
        deliver: Callable[[Delivery], None],
        call_later: CallLater,
        clock: Callable[[], float],
        *,
        voice: Callable[[], VoiceSettings],
        link: Link | None = None,
        link_returned: Callable[[float], None] = lambda gap: None,
    ) -> None:
        self.session = session
        self._sink = sink
        self._hand_out = deliver
        self._call_later = call_later
        self._clock = clock
        self._voice = voice
        self._link = link
        self._link_returned = link_returned
        self._stalled_at: float | None = None
        self._timer: Timer | None = None

    def do(self, command: SessionCommand, step: Goal | None = None) -> None:
        """Carry out a command; ``step`` is where to go to."""
        now = self._clock()
        self._deliver(now, self.session.do(command, now, step))

    def rearrange(self, timeline: Timeline, kept: int) -> None:
        """Go on with another timeline, whose first phases, so many, are those that there were."""
        now = self._clock()
        events = self.session.rearrange(timeline, kept)
        self._deliver(now, [*events, *self.session.advance(now)])

    def say(self, text: str) -> None:
        """Say something, unless the voice was turned off meanwhile."""
        if self._voice().guide != "off":
            self._sink.say(text)

    def view(self) -> View:
        """How the session stands between two deliveries."""
        return self.session.view(self._clock())

    def close(self) -> None:
        """Let the session be; nothing more is sounded or handed out by itself."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def wake(self) -> None:
        """Let time pass; called by the timer."""
        now = self._clock()
        silent = self._link.silent_s() if self._link else 0.0
        if silent <= STALLED_S or self.session.state is not State.RUNNING:
            self._deliver(now, self.session.advance(now))
            return
        self._stalled_at = now - silent
        self._deliver(now, self.session.unheard(now, now - silent))

    def _look(self) -> None:
        """Tell when a stalled link is back, also those who do not look."""
        assert self._link is not None
        assert self._stalled_at is not None
        if self._link.silent_s() > LOOK_S:
            self._timer = self._call_later(LOOK_S, self._look)
            return
        # A bell that was on its way may just have rung.
        self._timer = self._call_later(AFTER_S, self._tell_again)
        gap, self._stalled_at = self._clock() - self._stalled_at, None
        self._link_returned(gap)

    def _tell_again(self) -> None:
        self._sink.play(CueName.PAUSE)
        if self.session.state is State.WAITING:
            self.wake()

    def _deliver(self, now: float, events: list[Event]) -> None:
        # Sound before sight: the ear notices 20 ms, the eye does not.
        for event in events:
            match event:
                case CueDue(name):
                    self._sink.play(name)
                case LineDue(text):
                    self.say(text)
        view = self.session.view(now)
        self.close()
        if view.state not in (State.PAUSED, State.WAITING):
            self._stalled_at = None
        due = self.session.next_due(now)
        if self._stalled_at is not None:
            self._timer = self._call_later(LOOK_S, self._look)
        elif due is not None:
            # What the sounds took of the time is over already.
            self._timer = self._call_later(max(0.0, due - (self._clock() - now)), self.wake)
        self._hand_out(Delivery(now, view, events))

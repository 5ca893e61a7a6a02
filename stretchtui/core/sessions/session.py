"""The session: a state machine that is told the time and says what happens.

::

                                    pause, a jump, unheard
    +------+   start   +---------+ ------------------------> +--------+
    | idle | --------> | running |                           | paused |
    +------+           +---------+ <------------------------ +--------+
                          |    ^            resume              |
      the end of a step   |    |  resume, next, next-step,      |  less near the end
      that waits, or less |    |  back, back-step, restart      |  of such a step
      near it             v    |  go-to                         |
                       +---------+                              |
                       | waiting | <----------------------------+
                       +---------+
                                              stop
    running, paused, waiting ------------------------------------------> stopped
    running, paused, waiting ------------------------------------------> finished
                       at the end of the last phase: time, next,
                       next-step, less near it, resume where it waits

Theory of operation (what each command can lead to is a table in ``events``):

- The clock is the caller's. Every call takes ``now``, the seconds of a monotonic clock.
  ``advance`` lets time pass up to it, ``do`` does so before it looks at its command, and nothing
  happens between two calls. A ``now`` before that of the last call counts as that of the last.
- The position follows from ``now`` alone. While running it is ``anchor + (now - anchored_at) *
  speed``; the anchor is where the session was last taken up. Late, missing and extra calls
  cannot make it drift. In every other state the position is the anchor.
- A hold that is taken up in its middle, or again, begins with a lead: ``anchored_at`` lies
  ``LEAD_S`` ahead, and the cues that lead up to the hold have moments before the anchor. The raw
  position passes them on its way to the anchor; the position that is shown waits there. Where a
  voice leads, whatever is resumed has one, as long as it takes to say stretch and side.
- A cue or line more than ``LATE_S`` late is missed and never made up for; the phase that began
  with it has begun all the same.
- More than ``JUMP_S`` between two calls is a jump: the machine slept, or the program was stopped.
  The session pauses where it stood at the last call.
- At the end of a phase that waits, time stands still. No cue beyond that end is in the queue; but
  that it waits is heard again every 20 seconds.

What may be relied on: a refused command changes nothing, and neither do ``view`` and
``next_due``. The position never leaves the phase that ``view`` names. As time passes, cues come
in the order of their moments, and none late. After ``Finished`` or ``Stopped`` no event follows.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from stretchtui.core.sessions import sounding
from stretchtui.core.sessions.course import Course
from stretchtui.core.sessions.cue_queue import DIGITS, LATE_S, CueQueue
from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.events import (
    ALLOWED,
    CueDue,
    Event,
    Paused,
    PhaseBegan,
    Rearranged,
    Resumed,
    SessionCommand,
    State,
    Stopped,
    View,
)
from stretchtui.core.sessions.lead_in import LEAD_S, lead_in
from stretchtui.core.sessions.moves import FORWARD, destination
from stretchtui.core.sessions.phases import LONGEST_PHASE_S
from stretchtui.core.sessions.wait import Wait

if TYPE_CHECKING:
    from stretchtui.core.sessions.moves import Goal
    from stretchtui.core.sessions.timeline import Timeline

JUMP_S = 2.0
"""A gap between two calls of more than this means the machine or the link was away."""


class Session:
    """One play-through of a timeline.

    Args:
        timeline: What is played; it has at least one phase.
        speed: How many of the session's seconds pass in one real second.
        first: The phase it begins with: a later one where an interrupted session is resumed.
        reached: Seconds of that phase that are over already.
        ready: Seconds to get ready where it begins with a hold in its middle, or later.
        head_start: Real seconds from the start to the first cue.
    """

    def __init__(
        self,
        timeline: Timeline,
        speed: float = 1.0,
        first: int = 0,
        reached: float = 0.0,
        ready: int = LEAD_S,
        head_start: float = 0.0,
    ) -> None:
        if not timeline.phases:
            raise ValueError("expected a timeline with at least one phase")
        self.timeline, self.speed = timeline, speed
        self.state, self._index = State.IDLE, first
        self._anchor = timeline.phases[first].start + reached
        self._ready, self._head_start = ready, head_start
        self._anchored_at = self._last = 0.0
        self._wait = Wait(0.0, speed)
        self.cues = CueQueue()
        """What is to be heard yet."""

    def can(self, command: SessionCommand) -> bool:
        """Whether a command would do something now."""
        return command in ALLOWED[self.state]

    def do(self, command: SessionCommand, now: float, step: Goal | None = None) -> list[Event]:
        """Carry out a command; one that is refused does nothing. ``step`` is where to go to."""
        events = self.advance(now)
        if not self.can(command):
            return events
        now = self._last
        match command:
            case SessionCommand.START:
                events += self._start(now)
            case SessionCommand.PAUSE:
                self._pause(now)
                events += [CueDue(CueName.PAUSE, self._anchor), Paused()]
            case SessionCommand.RESUME:
                events += self._resume(now)
            case SessionCommand.MORE | SessionCommand.LESS:
                events += self._lengthen(1 if command is SessionCommand.MORE else -1, now)
            case SessionCommand.STOP:
                self._pause(now)
                self.state = State.STOPPED
                events.append(Stopped())
            case move:
                events += self._move(move, now, step)
        # What a command begins is due at once.
        return events + self.advance(now)

    def advance(self, now: float) -> list[Event]:
        """Let time pass up to ``now`` and say what happened; call it at least once a second."""
        now = max(now, self._last)
        gap = now - self._last
        if self.state is State.RUNNING and gap > JUMP_S:
            # While _last is still the last moment known, that is where the session stands.
            self._pause(self._last)
            self._last = now
            # Whoever lies on the floor with closed eyes must not wait for what does not come.
            return [CueDue(CueName.PAUSE, self._anchor), Paused(gap=gap)]
        self._last = now
        if gap > JUMP_S:
            # Nobody was there to wait.
            self._wait.miss(gap)
        if self.state is State.WAITING and self._wait.is_to_be_told(now):
            return sounding.still_waiting(self.timeline.script, self._anchor)
        if self.state is not State.RUNNING:
            return []
        raw = self._raw(now)
        due = [each for each in self.cues.pop_due(raw) if (raw - each.at) / self.speed <= LATE_S]
        return [*sounding.sounded(due), *self._passed_phases(raw)]

    def unheard(self, now: float, since: float) -> list[Event]:
        """Pause where it was at ``since``, or since a command: nothing after it was heard."""
        events = self.advance(now)
        if self.state is not State.RUNNING:
            return events
        position = max(self._anchor, self._raw(max(since, self._anchored_at)))
        self._index = self.timeline.index_at(position)
        self._stand(State.PAUSED, position)
        heard = CueDue(CueName.PAUSE, position)
        return [PhaseBegan(self._index), heard, Paused(now - since, unheard=True)]

    def rearrange(self, timeline: Timeline, kept: int) -> list[Event]:
        """Go on with another timeline, whose first phases, so many, are those that there were."""
        if self._index < kept:
            self._follow(timeline)
            return [Rearranged()]
        self.timeline = timeline
        return [Rearranged(), *self._enter(kept, self._last)]

    def next_due(self, now: float) -> float | None:
        """Real seconds until a cue is due or a shown second changes; None while none does."""
        if self.state is State.WAITING:
            return min(1.0, (1 - self._wait.seconds(max(now, self._last)) % 1) / self.speed)
        if self.state is not State.RUNNING:
            return None
        raw = self._raw(now)
        # There is always a next cue: the end is heard, and so is where the session waits.
        due = min(math.floor(raw) + 1, self.cues.next_at)
        return min(1.0, max(0.0, (due - raw) / self.speed))

    @property
    def course(self) -> Course:
        """How it goes on by itself; the same as before, unless something was asked of it."""
        return Course(self.state, self._anchor, self._anchored_at, self.speed)

    def view(self, now: float) -> View:
        """What a screen shows at ``now``; it changes nothing."""
        phase = self.timeline.phases[self._index]
        position, lead, waited = self._anchor, 0, 0.0
        if self.state is State.RUNNING:
            raw = self._raw(max(now, self._last))
            lead = max(0, math.ceil(self._anchor - raw - 1e-9))
            position = min(max(raw, self._anchor), phase.end)
        elif self.state is State.WAITING:
            waited = self._wait.seconds(max(now, self._last))
        return View(self.state, self._index, phase, position, self.timeline.total, lead, waited)

    def _raw(self, now: float) -> float:
        # Rounded, or a moment could lie a billionth of a second ahead, too little to sleep for.
        return round(self._anchor + (now - self._anchored_at) * self.speed, DIGITS)

    def _passed_phases(self, raw: float) -> list[Event]:
        events: list[Event] = []
        phases = self.timeline.phases
        while raw >= phases[self._index].end:
            if phases[self._index].wait:
                return [*events, *self._begin_to_wait()]
            if self._index == len(phases) - 1:
                return [*events, *self._finish()]
            self._index += 1
            events.append(PhaseBegan(self._index))
        return events

    def _begin_to_wait(self) -> list[Event]:
        self._stand(State.WAITING, (phase := self.timeline.phases[self._index]).end)
        return sounding.waiting(self.timeline.script, phase)

    def _finish(self) -> list[Event]:
        self._stand(State.FINISHED, self.timeline.total)
        return sounding.finished(self.timeline.script, self.timeline.phases[-1])

    def _stand(self, state: State, position: float) -> None:
        self.state = state
        self._anchor = position
        self._wait = Wait(self._last, self.speed)

    def _pause(self, now: float) -> None:
        self._stand(State.PAUSED, self.view(now).position)

    def _resume(self, now: float) -> list[Event]:
        if self.state is State.WAITING:
            return self._move(SessionCommand.NEXT, now)
        self.state = State.RUNNING
        self._take_up(now, LEAD_S, CueName.RESUME)
        return [Resumed()]

    def _start(self, now: float) -> list[Event]:
        self.state = State.RUNNING
        self._take_up(now + self._head_start, self._ready if self._anchor else 0)
        return [Resumed(), PhaseBegan(self._index)]

    def _move(self, move: SessionCommand, now: float, step: Goal | None = None) -> list[Event]:
        index = destination(move, self.timeline, self._index, self.view(now).position, step)
        if index is not None:
            # Who goes on is ready; who does something again has to get into it again.
            return self._enter(index, now, lead=move not in FORWARD)
        self._index = len(self.timeline.phases) - 1
        return [CueDue(CueName.FINISH, self.timeline.total), *self._finish()]

    def _enter(self, index: int, now: float, lead: bool = False) -> list[Event]:
        """Go to the start of a phase; ``lead`` leaves time to lie down before a hold."""
        self._index = index
        state = self.state if self.state is State.PAUSED else State.RUNNING
        self._stand(state, self.timeline.phases[index].start)
        if state is State.RUNNING:
            self._take_up(now, LEAD_S if lead else 0)
        return [PhaseBegan(index)]

    def _take_up(self, now: float, lead: int, heard: CueName | None = None) -> None:
        """Run on from the anchor, a hold after a lead; with a cue that is not the phase's own."""
        where = self.timeline, self._index, self._anchor
        seconds, first, quiet_from = lead_in(*where, lead, heard)
        self._anchored_at = now + seconds / self.speed
        self.cues.fill(first, *where, quiet_from)

    def _follow(self, timeline: Timeline) -> None:
        """Go on with a timeline that is the same as far as the session has come."""
        self.timeline = timeline
        if self.state is State.RUNNING:
            raw = self._raw(self._last)
            self.cues.refill(timeline, self._index, max(raw, self._anchor), raw)

    def _lengthen(self, sign: int, now: float) -> list[Event]:
        """Make this phase one unit longer or shorter; if that ends it, go on."""
        phase = self.timeline.phases[self._index]
        by = sign * phase.unit
        if self.view(now).position >= phase.end + by:
            if phase.wait:
                return [CueDue(CueName.END, phase.end), *self._begin_to_wait()]
            return self._move(SessionCommand.NEXT, now)
        if by < 0 or phase.duration + by <= LONGEST_PHASE_S:
            self._follow(self.timeline.lengthened(self._index, by))
            at, raw, runs = self.view(now).position, self._raw(now), self.state is State.RUNNING
            room = (lambda takes: self.cues.has_room(raw, takes)) if runs else lambda takes: True
            return sounding.lengthened(self.timeline.script, phase, sign, at, room)
        return []

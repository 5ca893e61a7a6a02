"""The session: a state machine that is told the time and says what happens.

It owns no clock. Every call takes ``now``, the caller's monotonic seconds, and the position
follows from ``now`` alone, so that a late or missing call never makes the session drift. The
caller asks ``next_due`` how long it may sleep, and hands the events on to whatever sounds and
shows them.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import deque
from typing import TYPE_CHECKING

from stretchtui.core.sessions.cues import START_CUES, Cue, CueName
from stretchtui.core.sessions.events import (
    CueDue,
    Event,
    Finished,
    Paused,
    PhaseBegan,
    Resumed,
    SessionCommand,
    State,
    Stopped,
    View,
    Waiting,
)

if TYPE_CHECKING:
    from stretchtui.core.sessions.timeline import Timeline

JUMP_S = 2.0
"""A gap between two calls of more than this means the machine or the link was away."""

LATE_S = 0.5
"""A cue this late, in real seconds, is missed: it is not played after its moment."""

LEAD_S = 3
"""Seconds to get ready when a hold is taken up in its middle or again."""

MORE_S = 10
"""What more and less add to a phase and take from it, unless it goes by breaths or movements."""

LONGEST_PHASE_S = 2 * 60 * 60
"""A phase is not lengthened beyond this."""

_DIGITS = 6
"""Positions are kept to a microsecond: coarser than a float's error, finer than any cue's."""


_MOVES = {
    SessionCommand.NEXT,
    SessionCommand.BACK,
    SessionCommand.RESTART,
    SessionCommand.NEXT_STEP,
    SessionCommand.BACK_STEP,
    SessionCommand.STOP,
}

ALLOWED: dict[State, set[SessionCommand]] = {
    State.IDLE: {SessionCommand.START},
    State.RUNNING: {SessionCommand.PAUSE, SessionCommand.MORE, SessionCommand.LESS} | _MOVES,
    State.PAUSED: {SessionCommand.RESUME, SessionCommand.MORE, SessionCommand.LESS} | _MOVES,
    State.WAITING: {SessionCommand.RESUME} | _MOVES,
    State.FINISHED: set(),
    State.STOPPED: set(),
}
"""Every transition that exists; any other command is refused and changes nothing."""


class Session:
    """One play-through of a timeline.

    Args:
        timeline: What is played; it has at least one phase.
        speed: How many of the session's seconds pass in one real second.
        first: The phase it begins with: another one than the first where it broke off before.
    """

    def __init__(self, timeline: Timeline, speed: float = 1.0, first: int = 0) -> None:
        if not timeline.phases:
            raise ValueError("expected a timeline with at least one phase")
        self.timeline = timeline
        self.speed = speed
        self.state = State.IDLE
        self._index = first
        # While running, the raw position is _anchor + (now - _anchored_at) * speed. During the
        # get-ready before a hold is taken up, _anchored_at lies in the future and the raw
        # position before _anchor: the position proper stands still there.
        self._anchor = float(timeline.phases[first].start)
        self._anchored_at = 0.0
        self._last = 0.0
        self._queue: deque[Cue] = deque()

    def can(self, command: SessionCommand) -> bool:
        """Whether a command would do something now."""
        return command in ALLOWED[self.state]

    def do(self, command: SessionCommand, now: float) -> list[Event]:
        """Carry out a command; one that is refused does nothing."""
        events = self.advance(now)
        if not self.can(command):
            return events
        now = self._last
        match command:
            case SessionCommand.START:
                self.state = State.RUNNING
                events += [Resumed(), *self._enter(self._index, now, lead=self._index > 0)]
            case SessionCommand.PAUSE:
                self._pause(now)
                events += [CueDue(CueName.PAUSE, self._anchor), Paused()]
            case SessionCommand.RESUME:
                events += self._resume(now)
            case SessionCommand.MORE | SessionCommand.LESS:
                events += self._lengthen(1 if command is SessionCommand.MORE else -1, now)
            case SessionCommand.NEXT:
                events += self._next(now)
            case SessionCommand.NEXT_STEP:
                events += self._next_step(now)
            case SessionCommand.BACK:
                events += self._enter(self._hold_before(), now, lead=True)
            case SessionCommand.RESTART:
                events += self._enter(self._index, now, lead=True)
            case SessionCommand.BACK_STEP:
                events += self._enter(self._step_before(now), now, lead=True)
            case _:  # Command.STOP
                self._pause(now)
                self.state = State.STOPPED
                events.append(Stopped())
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
        if self.state is not State.RUNNING:
            return []
        raw = self._raw(now)
        return self._due_cues(raw) + self._passed_phases(raw)

    def unheard(self, now: float, since: float) -> list[Event]:
        """Pause where it was at ``since``: nothing of what came after has reached anybody."""
        events = self.advance(now)
        if self.state is not State.RUNNING:
            return events
        position = max(self._anchor, self._raw(max(since, self._anchored_at)))
        self._index = self.timeline.index_at(position)
        self._stand(State.PAUSED, position)
        return [
            PhaseBegan(self._index),
            CueDue(CueName.PAUSE, position),
            Paused(now - since, unheard=True),
        ]

    def next_due(self, now: float) -> float | None:
        """Real seconds until a cue is due or a shown second changes; None while time stands."""
        if self.state is not State.RUNNING:
            return None
        raw = self._raw(now)
        # There is always a next cue: the end is heard, and so is where the session waits.
        due = min(math.floor(raw) + 1, self._queue[0].at)
        return min(1.0, max(0.0, (due - raw) / self.speed))

    def view(self, now: float) -> View:
        """What a screen shows at ``now``; it changes nothing."""
        phase = self.timeline.phases[self._index]
        position, lead = self._anchor, 0
        if self.state is State.RUNNING:
            raw = self._raw(max(now, self._last))
            lead = max(0, math.ceil(self._anchor - raw - 1e-9))
            position = min(max(raw, self._anchor), phase.end)
        return View(self.state, self._index, phase, position, self.timeline.total, lead)

    # Time

    def _raw(self, now: float) -> float:
        # Rounded, or a moment could lie a billionth of a second ahead, too little to sleep for.
        return round(self._anchor + (now - self._anchored_at) * self.speed, _DIGITS)

    def _due_cues(self, raw: float) -> list[Event]:
        events: list[Event] = []
        while self._queue and self._queue[0].at <= raw:
            cue = self._queue.popleft()
            if (raw - cue.at) / self.speed <= LATE_S:
                events.append(CueDue(cue.name, cue.at))
        return events

    def _passed_phases(self, raw: float) -> list[Event]:
        events: list[Event] = []
        phases = self.timeline.phases
        while raw >= phases[self._index].end:
            if phases[self._index].wait:
                self._stand(State.WAITING, phases[self._index].end)
                return [*events, Waiting()]
            if self._index == len(phases) - 1:
                self._stand(State.FINISHED, phases[self._index].end)
                return [*events, Finished()]
            self._index += 1
            events.append(PhaseBegan(self._index))
        return events

    def _stand(self, state: State, position: float) -> None:
        self.state = state
        self._anchor = position

    def _pause(self, now: float) -> None:
        self._stand(State.PAUSED, self.view(now).position)

    # Moves

    def _resume(self, now: float) -> list[Event]:
        if self.state is State.WAITING:
            return self._next(now)
        self.state = State.RUNNING
        phase = self.timeline.phases[self._index]
        if not phase.kind.active:
            self._run(now, 0, [Cue(self._anchor, CueName.RESUME)])
        else:
            self._run(now, LEAD_S, self._countdown(CueName.RESUME, CueName.HOLD))
        return [Resumed()]

    def _next(self, now: float) -> list[Event]:
        last = self._index == len(self.timeline.phases) - 1
        return self._finish() if last else self._enter(self._index + 1, now)

    def _next_step(self, now: float) -> list[Event]:
        step = self.timeline.phases[self._index].step
        for index in range(self._index, len(self.timeline.phases)):
            if self.timeline.phases[index].step > step:
                return self._enter(index, now)
        return self._finish()

    def _finish(self) -> list[Event]:
        self._index = len(self.timeline.phases) - 1
        self._stand(State.FINISHED, self.timeline.total)
        return [CueDue(CueName.FINISH, self._anchor), Finished()]

    def _hold_before(self) -> int:
        before = range(self._index - 1, -1, -1)
        return next((i for i in before if self.timeline.phases[i].kind.active), 0)

    def _step_before(self, now: float) -> int:
        """The first phase of this step; of the one before, if this one has only begun."""
        phases = self.timeline.phases
        step = phases[self._index].step
        first = next(i for i, phase in enumerate(phases) if phase.step == step)
        if self.view(now).position - phases[first].start < LEAD_S and first:
            step = phases[first - 1].step
            first = next(i for i, phase in enumerate(phases) if phase.step == step)
        return first

    def _enter(self, index: int, now: float, lead: bool = False) -> list[Event]:
        """Go to the start of a phase; ``lead`` leaves time to lie down before a hold."""
        self._index = index
        phase = self.timeline.phases[index]
        began = CueName.HOLD if phase.kind.active else START_CUES[phase.kind]
        paused = self.state is State.PAUSED
        self._stand(State.PAUSED if paused else State.RUNNING, phase.start)
        if paused:
            pass
        elif lead and phase.kind.active:
            self._run(now, LEAD_S, self._countdown(CueName.READY, began))
        else:
            self._run(now, 0, [Cue(self._anchor, began)])
        return [PhaseBegan(index)]

    def _lengthen(self, sign: int, now: float) -> list[Event]:
        phase = self.timeline.phases[self._index]
        by = sign * (phase.beat or MORE_S)
        view = self.view(now)
        if view.position >= phase.end + by:
            return self._next(now) if not phase.wait else self._end_early(now)
        if by < 0 or phase.duration + by <= LONGEST_PHASE_S:
            self.timeline = self.timeline.lengthened(self._index, by)
            if self.state is State.RUNNING:
                raw = self._raw(now)
                lead_cues = [cue for cue in self._queue if cue.at <= self._anchor]
                self._queue = deque(lead_cues)
                self._queue_after(max(raw, self._anchor))
        return []

    def _end_early(self, now: float) -> list[Event]:
        """Less than there is left of a phase that waits: it waits now."""
        self._stand(State.WAITING, self.timeline.phases[self._index].end)
        return [CueDue(CueName.END, self._anchor), Waiting()]

    def _countdown(self, first: CueName, last: CueName) -> list[Cue]:
        """The cues of a lead, ending at the anchor."""
        ticks = min(LEAD_S - 1, self.timeline.countdown)
        names = {LEAD_S: first, **dict.fromkeys(range(ticks, 0, -1), CueName.TICK), 0: last}
        return [Cue(round(self._anchor - left, _DIGITS), name) for left, name in names.items()]

    def _run(self, now: float, lead: int, first_cues: list[Cue]) -> None:
        """Run on from the anchor: first these cues, then the timeline's after the anchor."""
        self._anchored_at = now + lead / self.speed
        self._queue = deque(first_cues)
        self._queue_after(self._anchor)

    def _queue_after(self, position: float) -> None:
        """Queue the timeline's cues after a position, as far as the session goes by itself."""
        cues = self.timeline.cues
        ahead = self.timeline.phases[self._index :]
        stop = next((phase.end for phase in ahead if phase.wait), self.timeline.total)
        first, beyond = (bisect_right(cues, at, key=lambda cue: cue.at) for at in (position, stop))
        self._queue.extend(cues[first:beyond])

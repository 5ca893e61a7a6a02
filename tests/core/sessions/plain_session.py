"""A session told twice: a plain model of it, to hold the real one against.

It shares nothing with ``core.session`` but the words: exact fractions instead of floats, and a
position that is added to step by step instead of derived from an anchor.
"""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from stretchtui.core.sessions.cues import CueName
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
    Waiting,
)
from stretchtui.core.sessions.phases import Kind, Phase

if TYPE_CHECKING:
    from stretchtui.core.sessions.timeline import Timeline

JUMP = 2
LEAD = 3
IN_POSITION = (Kind.PUSH, Kind.RELAX, Kind.HOLD, Kind.WORK)
LATE = Fraction(1, 2)
MORE = 10
LONGEST = 7200
REMIND = 20

START = {
    Kind.READY: CueName.READY,
    Kind.PUSH: CueName.PUSH,
    Kind.RELAX: CueName.END,
    Kind.HOLD: CueName.HOLD,
    Kind.WORK: CueName.HOLD,
    Kind.SWITCH: CueName.SWITCH,
    Kind.REST: CueName.REST,
}


class PlainSession:
    """Keeps the phase, the seconds into it, and what is left of a get-ready."""

    def __init__(self, timeline: Timeline, speed: Fraction) -> None:
        self.timeline = timeline
        self.speed = speed
        self.state = State.IDLE
        self.index = 0
        self.into = Fraction(0)
        self.lead = Fraction(0)
        self.lead_cues: list[tuple[Fraction, CueName]] = []
        """What a get-ready still says: at how much of it is left, and what."""
        self.now = Fraction(0)
        self.waited = Fraction(0)
        """Seconds for which somebody was there and pressed no key."""

    @property
    def phase(self) -> Phase:
        return self.timeline.phases[self.index]

    @property
    def position(self) -> Fraction:
        return self.phase.start + self.into

    # Time

    def advance(self, now: Fraction) -> list[Event]:
        passed = max(Fraction(0), now - self.now)
        self.now += passed
        told = self.waited // REMIND
        self.waited += passed * self.speed if passed <= JUMP else 0
        if self.state is not State.WAITING:
            self.waited = Fraction(0)
        elif self.waited // REMIND > told:
            return [CueDue(CueName.WAITING, float(self.position))]
        if self.state is not State.RUNNING:
            return []
        if passed > JUMP:
            self._stand(State.PAUSED)
            return [
                CueDue(CueName.PAUSE, float(self.position)),
                Paused(gap=float(passed)),
            ]
        run = passed * self.speed
        events = self._pass_lead(run)
        run, before = max(Fraction(0), run - self.lead), self.position
        self.lead = max(Fraction(0), self.lead - passed * self.speed)
        return events + self._pass_phases(before, run)

    def _pass_lead(self, run: Fraction) -> list[Event]:
        events: list[Event] = []
        for left, name in list(self.lead_cues):
            if self.lead - run <= left:
                self.lead_cues.remove((left, name))
                if (left - (self.lead - run)) / self.speed <= LATE:
                    events.append(CueDue(name, round(float(self.position - left), 6)))
        return events

    def _pass_phases(self, before: Fraction, run: Fraction) -> list[Event]:
        began: list[Event] = []
        reached = before + run
        self.into += run
        while self.state is State.RUNNING and self.into >= self.phase.duration:
            if self.phase.wait or self.index == len(self.timeline.phases) - 1:
                self.state = State.WAITING if self.phase.wait else State.FINISHED
                self.into = Fraction(self.phase.duration)
                began.append(Waiting() if self.phase.wait else Finished())
            else:
                self.into -= self.phase.duration
                self.index += 1
                began.append(PhaseBegan(self.index))
        cues: list[Event] = [
            CueDue(cue.name, cue.at)
            for cue in self.timeline.cues
            if before < cue.at <= min(reached, self.position)
            and (reached - Fraction(cue.at)) / self.speed <= LATE
        ]
        return cues + began

    # Commands

    def do(self, command: SessionCommand, now: Fraction, step: int | None = None) -> list[Event]:
        self.step = step
        events = self.advance(now)
        carry_out = {
            State.IDLE: self._idle,
            State.RUNNING: self._running,
            State.PAUSED: self._paused,
            State.WAITING: self._waiting,
            State.FINISHED: self._over,
            State.STOPPED: self._over,
        }[self.state]
        return events + carry_out(command)

    def _idle(self, command: SessionCommand) -> list[Event]:
        if command is not SessionCommand.START:
            return []
        self.state = State.RUNNING
        return [Resumed(), *self._go(0)]

    def _running(self, command: SessionCommand) -> list[Event]:
        if command is SessionCommand.PAUSE:
            self._stand(State.PAUSED)
            return [CueDue(CueName.PAUSE, float(self.position)), Paused()]
        if command in (SessionCommand.MORE, SessionCommand.LESS):
            return self._lengthen(command)
        return self._move(command)

    def _paused(self, command: SessionCommand) -> list[Event]:
        if command in (SessionCommand.MORE, SessionCommand.LESS):
            return self._lengthen(command)
        if command is not SessionCommand.RESUME:
            return self._move(command)
        self.state = State.RUNNING
        if self.phase.kind in IN_POSITION:
            return [Resumed(), self._get_ready(CueName.RESUME)]
        return [Resumed(), CueDue(CueName.RESUME, float(self.position))]

    def _waiting(self, command: SessionCommand) -> list[Event]:
        return self._move(SessionCommand.NEXT if command is SessionCommand.RESUME else command)

    def _over(self, command: SessionCommand) -> list[Event]:
        return []

    def _move(self, command: SessionCommand) -> list[Event]:
        phases = self.timeline.phases
        match command:
            case SessionCommand.STOP:
                self._stand(State.STOPPED)
                return [Stopped()]
            case SessionCommand.NEXT:
                return self._go(self.index + 1)
            case SessionCommand.NEXT_STEP:
                return self._go(next(iter(self._turns_after()), len(phases)))
            case SessionCommand.RESTART:
                return self._go(self.index, lie_down=True)
            case SessionCommand.BACK:
                holds = [n for n in range(self.index) if phases[n].kind.active]
                hold = holds[-1] if holds else 0
                # A hold that is pushed for begins with that.
                if hold >= 2 and phases[hold - 2].kind is Kind.PUSH:
                    hold -= 2
                return self._go(hold, lie_down=True)
            case SessionCommand.BACK_STEP:
                first = self._turns[-len(self._turns_after()) - 1]
                if self.position < phases[first].start + 3 and first > 0:
                    first = self._turns[-len(self._turns_after()) - 2]
                return self._go(first, lie_down=True)
            case SessionCommand.GO_TO:
                wanted = self.phase.step if self.step is None else self.step
                if self.step is None:
                    return self._go(self._turns[-len(self._turns_after()) - 1], lie_down=True)
                places = [n for n, each in enumerate(phases) if each.step == wanted]
                by_round = groupby(range(len(phases)), key=lambda n: phases[n].round)
                here = next(run for _, each in by_round if self.index in (run := [*each]))
                first = next((n for n in places if n in here), places[0])
                return self._go(first, lie_down=True)
            case _:
                return []

    @property
    def _turns(self) -> list[int]:
        """The phases with which a step begins, or another round of it."""
        phases = self.timeline.phases
        return [n for n in range(len(phases)) if not n or phases[n].turn != phases[n - 1].turn]

    def _turns_after(self) -> list[int]:
        return [n for n in self._turns if n > self.index]

    def _go(self, index: int, lie_down: bool = False) -> list[Event]:
        if index == len(self.timeline.phases):
            return self._finish()
        self.index = index
        self.into = Fraction(0)
        self._no_lead()
        if self.state is State.PAUSED:
            return [PhaseBegan(index)]
        self.state = State.RUNNING
        if lie_down and self.phase.kind in IN_POSITION:
            return [PhaseBegan(index), self._get_ready(CueName.READY)]
        return [PhaseBegan(index), CueDue(START[self.phase.kind], float(self.position))]

    def _finish(self) -> list[Event]:
        self.index = len(self.timeline.phases) - 1
        self.into = Fraction(self.phase.duration)
        self._stand(State.FINISHED)
        return [CueDue(CueName.FINISH, float(self.position)), Finished()]

    def _lengthen(self, command: SessionCommand) -> list[Event]:
        by = (self.phase.beat or MORE) * (1 if command is SessionCommand.MORE else -1)
        if self.into >= self.phase.duration + by:
            if not self.phase.wait:
                return self._go(self.index + 1)
            self.into = Fraction(self.phase.duration)
            self._stand(State.WAITING)
            return [CueDue(CueName.END, float(self.position)), Waiting()]
        if by < 0 or self.phase.duration + by <= LONGEST:
            self.timeline = self.timeline.lengthened(self.index, by)
            name = CueName.MORE if by > 0 else CueName.LESS
            return [CueDue(name, float(self.position))]
        return []

    def _get_ready(self, first: CueName) -> CueDue:
        self.lead = Fraction(LEAD)
        ticks = [
            (Fraction(left), CueName.TICK)
            for left in range(LEAD - 1, 0, -1)
            if left <= self.timeline.countdown
        ]
        self.lead_cues = [*ticks, (Fraction(0), START[self.phase.kind])]
        return CueDue(first, round(float(self.position) - LEAD, 6))

    def _stand(self, state: State) -> None:
        self.state = state
        self._no_lead()

    def _no_lead(self) -> None:
        self.lead = Fraction(0)
        self.lead_cues = []

    @property
    def lead_seconds(self) -> int:
        return math.ceil(self.lead)

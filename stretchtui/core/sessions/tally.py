"""What of a session was really done, counted as it is played.

It compares what the session shows with what it showed before. No more of the session than of
the clock can have gone by between the two, and that tells a phase that ran to its end from one
that was left by a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.routines.model import Routine, Step, Stretch, name_of, stretch_of
from stretchtui.core.sessions.events import State, View
from stretchtui.core.sessions.record import Moment, Part, Place, Record, Standing

if TYPE_CHECKING:
    from stretchtui.core.sessions.phases import Phase
    from stretchtui.core.sessions.timeline import Timeline

DONE_SHARE = 0.75
"""A phase is done when so much of it went by; a session is completed when its end was reached
and so many of its holds are done."""

_DONE, _NOT_DONE = "x", "."


class Tally:
    """Counts one session.

    Args:
        timeline: The session's timeline as planned.
        routine: The routine, of at least one step.
        stretches: The stretches its steps ask for.
        before: How the session stood when it was interrupted, if it is resumed.
        speed: How many of the session's seconds pass in one real second.
    """

    def __init__(
        self,
        timeline: Timeline,
        routine: Routine,
        stretches: Mapping[str, Stretch],
        before: Standing | None = None,
        speed: float = 1.0,
    ) -> None:
        before = before or Standing()
        self._planned = timeline
        self._routine = routine
        marks = before.marks.ljust(len(timeline.phases))
        self._done = [mark == _DONE for mark in marks[: len(timeline.phases)]]
        earlier = {part.step: part for part in before.parts}
        self._parts = [
            earlier.get(number) or _part(number, step, stretch_of(step, stretches))
            for number, step in enumerate(routine.steps)
        ]
        self._place = before.place
        self._furthest = before.place.index
        self._speed = speed
        self._view: View | None = None
        self._at = 0.0

    def record(self, moment: Moment, level: int) -> Record:
        """The record of the session as it begins.

        Args:
            moment: When it begins.
            level: The level it is played at.
        """
        return Record(
            started=moment.now,
            offset=moment.offset,
            updated=moment.now,
            routine=self._routine.id,
            name=self._routine.name,
            level=level,
            steps=len(self._routine.steps),
            phases=len(self._planned.phases),
            seconds=self._planned.total,
        )

    def see(self, view: View, timeline: Timeline, now: float) -> None:
        """Take in how the session stands, after every call that may have changed it.

        Args:
            view: How it stands.
            timeline: The session as it is laid out by now: phases may have been lengthened.
            now: The moment, on the session's clock.
        """
        before = self._view
        if before is None:
            self._reach(view.phase, view.index, view.position)
        else:
            self._go_on(timeline, before, view, (now - self._at) * self._speed)
        self._furthest = max(self._furthest, view.index)
        if view.state is State.FINISHED:
            self._furthest = len(self._done)
        self._place = Place(view.index, view.phase.step, view.phase.side, view.position)
        self._view, self._at = view, now

    def hurt(self, step: int, when: float) -> None:
        """A step hurt, at a moment in seconds since 1970."""
        self._parts[step] = replace(self._parts[step], hurt=when)

    @property
    def standing(self) -> Standing:
        """How the session stands."""
        parts = tuple(filter(None, map(self._settled, self._parts)))
        return Standing(
            place=self._place,
            marks="".join(_DONE if done else _NOT_DONE for done in self._done),
            steps_done=sum(part.done for part in parts),
            skipped=sum(part.skipped for part in parts),
            phases_done=sum(self._done),
            held=sum(part.seconds for part in parts),
            parts=parts,
        )

    @property
    def completed(self) -> bool:
        """Whether the session's end was reached and most of its holds are done."""
        phases = zip(self._planned.phases, self._done, strict=True)
        holds = [done for phase, done in phases if phase.kind.active]
        return self._furthest == len(self._done) and sum(holds) >= DONE_SHARE * len(holds)

    def _settled(self, part: Part) -> Part | None:
        """What was done of a step by now; None of one that was not begun."""
        phases = [n for n, phase in enumerate(self._planned.phases) if phase.step == part.step]
        if phases[0] > self._furthest and part.hurt is None:
            return None
        done = all(self._done[n] for n in phases if self._planned.phases[n].kind.active)
        return replace(part, done=done, skipped=not done and phases[-1] < self._furthest)

    def _go_on(self, timeline: Timeline, before: View, view: View, seconds: float) -> None:
        """Count what went by since ``before``: at most so many of the session's seconds."""
        left = max(0.0, seconds - before.lead) if before.state is State.RUNNING else 0.0
        index, position = before.index, before.position
        if view.index != index or view.position < position:
            # It ran on from there, until a phase's end or a key took it elsewhere.
            phases = timeline.phases
            while left > 0 and (index == before.index or index < view.index):
                left -= self._count(phases[index], index, position, left)
                position = phases[index].end
                index += 1
            index, position = view.index, view.phase.start
        self._count(view.phase, index, position, min(left, view.position - position))

    def _count(self, phase: Phase, index: int, position: float, seconds: float) -> float:
        """Count so many seconds of a phase from a position, or to its end; how many they were."""
        gone = min(seconds, phase.end - position)
        if phase.kind.active:
            part = self._parts[phase.step]
            self._parts[phase.step] = replace(part, seconds=part.seconds + gone)
        self._reach(phase, index, position + gone)
        return gone

    def _reach(self, phase: Phase, index: int, position: float) -> None:
        if position - phase.start >= DONE_SHARE * phase.duration:
            self._done[index] = True


def _part(number: int, step: Step, stretch: Stretch) -> Part:
    """Nothing done of a step yet."""
    return Part(number, name_of(step, stretch), stretch.name, stretch.targets)

"""What of a session was really done, counted as it is played.

It compares what the session shows with what it showed before. No more of the session than of
the clock can have gone by between the two, and that tells a phase that ran to its end from one
that was left by a key. A hold is measured against what the routine asks, and not against what it
was made by a key.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from stretchtui.core.duration import whole
from stretchtui.core.routines.ramps import credit_at
from stretchtui.core.sessions.events import State, View
from stretchtui.core.sessions.parts import not_begun
from stretchtui.core.sessions.record import (
    DONE,
    GONE_PAST,
    NOT_COME_TO,
    Mark,
    Moment,
    Part,
    Place,
    Record,
    Standing,
)
from stretchtui.core.sessions.session import JUMP_S

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Routine, Stretch
    from stretchtui.core.sessions.phases import Phase
    from stretchtui.core.sessions.resume import Remainder
    from stretchtui.core.sessions.timeline import Timeline

DONE_SHARE = 0.75
"""A phase is done when so much of what was asked went by; a session is completed when its end was
reached and so many of its holds are done."""

REWIND_S = 12.0
"""For so many seconds it is remembered what was counted when."""


class _Count(NamedTuple):
    """What was counted by a moment."""

    at: float
    view: View
    marks: tuple[str, ...]
    seconds: tuple[float, ...]
    furthest: int


class Tally:
    """Counts one session.

    Args:
        left: What is played, and what was done of it before.
        routine: The routine, of at least one step.
        stretches: The stretches its steps ask for.
        level: The level it is played at.
        speed: How many of the session's seconds pass in one real second.
    """

    def __init__(
        self,
        left: Remainder,
        routine: Routine,
        stretches: Mapping[str, Stretch],
        *,
        level: int = 0,
        speed: float = 1.0,
    ) -> None:
        self._planned = left.planned
        self._routine = routine
        self._speed = speed
        self._level = level
        credit = credit_at(routine, stretches, level)
        before = {part.step: part for part in left.parts}
        new = [not_begun(n, step, stretches, credit) for n, step in enumerate(routine.single_steps)]
        self._parts = [replace(before.pop(each.step, each), asked=each.asked) for each in new]
        self._others = tuple(before.values())
        """What was done of steps that the routine has no more."""
        marks = {
            (part.step, *mark.set): DONE if mark.done else GONE_PAST
            for part in self._parts
            for mark in part.holds
        }
        self._marks = [marks.get(phase.hold, NOT_COME_TO) for phase in self._planned.phases]
        self._seconds = [part.seconds for part in self._parts]
        self._phases_of: list[list[int]] = [[] for _ in self._parts]
        """The phases of each step."""
        for number, phase in enumerate(self._planned.phases):
            self._phases_of[phase.step].append(number)
        self._number = _numbers(left.timeline, self._planned)
        """The planned phase that each phase is, as it is played; -1 for none."""
        self._furthest = max(0, self._number[left.first])
        self._place = _place(self._furthest, left.timeline.phases[left.first], left.reached)
        self._ended = False
        self._waited = 0.0
        self._view: View | None = None
        self._at = 0.0
        self._timeline: Timeline | None = None
        self._earlier: deque[_Count] = deque()

    def record(self, moment: Moment) -> Record:
        """The record of the session as it begins.

        Args:
            moment: When it begins.
        """
        return Record(
            started=moment.now,
            offset=moment.offset,
            updated=moment.now,
            routine=self._routine.id,
            name=self._routine.name,
            level=self._level,
            steps=len(self._parts) + len(self._others),
            phases=len(self._planned.phases),
            seconds=self._planned.total,
        )

    def see(
        self, view: View, timeline: Timeline, now: float, heard_until: float | None = None
    ) -> None:
        """Take in how the session stands, after every call that may have changed it.

        Args:
            view: How it stands.
            timeline: The session as it is laid out by now: phases may have been lengthened.
            now: The moment, on the session's clock.
            heard_until: When the person was last heard of, if nothing since then counts.
        """
        if heard_until is not None and self._earlier:
            self._rewind(heard_until)
            now = max(heard_until, self._at)
        before = self._view
        seconds = (now - self._at) * self._speed
        if before is None:
            self._go_past(0, view.index)
            self._reach(view.phase, view.index, view.position)
        else:
            self._go_on(timeline, before, view, seconds)
            if not _ran_on(before, view, seconds) or timeline is not self._timeline:
                # From here on nothing that came before is taken back.
                self._earlier.clear()
        number = self._number[view.index]
        self._furthest = max(self._furthest, number)
        if view.state is State.FINISHED:
            self._go_past(view.index, view.index + 1)
            self._ended = True
        first_time = view.phase.kind.active and number == self._furthest
        running_on = view.state in (State.RUNNING, State.PAUSED, State.STOPPED)
        reached = view.elapsed if first_time and running_on else 0.0
        self._place = replace(_place(number, view.phase, reached), position=view.position)
        self._view, self._at, self._timeline = view, now, timeline
        self._remember()

    def hurt(self, step: int, when: float) -> None:
        """A step hurt, at a moment in seconds since 1970."""
        self._parts[step] = replace(self._parts[step], hurt=when)

    @property
    def standing(self) -> Standing:
        """How the session stands."""
        parts = (*filter(None, map(self._settled, self._parts)), *self._others)
        return Standing(
            place=self._place,
            marks="".join(self._marks),
            steps_done=sum(part.done for part in parts),
            skipped=sum(part.skipped for part in parts),
            phases_done=self._marks.count(DONE),
            held=sum(part.seconds for part in parts),
            waited=float(whole(self._waited)),
            parts=parts,
        )

    @property
    def completed(self) -> bool:
        """Whether the session's end was reached and most of its holds are done."""
        phases = zip(self._planned.phases, self._marks, strict=True)
        holds = [mark == DONE for phase, mark in phases if phase.kind.active]
        return self._ended and sum(holds) >= DONE_SHARE * len(holds)

    def _settled(self, part: Part) -> Part | None:
        """What was done of a step by now; None of one that was not begun."""
        phases = self._phases_of[part.step]
        begun = phases[0] <= self._furthest or self._seconds[part.step] or part.holds
        if not begun and part.hurt is None:
            return None
        marks = {
            phase.set: self._marks[number]
            for number in phases
            if (phase := self._planned.phases[number]).kind.active
        }
        done = all(mark == DONE for mark in marks.values())
        came = [
            Mark(side, time, mark == DONE, round_)
            for (side, time, round_), mark in marks.items()
            if mark != NOT_COME_TO
        ]
        # Those that the routine asks for no more were done all the same.
        others = [mark for mark in part.holds if mark.set not in marks]
        return replace(
            part,
            seconds=float(whole(self._seconds[part.step])),
            done=done,
            skipped=not done and len(came) == len(marks),
            holds=(*came, *others),
        )

    def _go_on(self, timeline: Timeline, before: View, view: View, seconds: float) -> None:
        """Count what went by since ``before``: at most so many of the session's seconds."""
        if before.state is State.WAITING and seconds <= JUMP_S * self._speed:
            self._waited += seconds
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
        self._go_past(before.index, view.index)

    def _count(self, phase: Phase, index: int, position: float, seconds: float) -> float:
        """Count so many seconds of a phase from a position, or to its end; how many they were."""
        gone = min(seconds, phase.end - position)
        if phase.kind.active:
            self._seconds[phase.step] += gone
        self._reach(phase, index, position + gone)
        return gone

    def _reach(self, phase: Phase, index: int, position: float) -> None:
        number = self._number[index]
        asked = self._planned.phases[number].duration
        if number >= 0 and position - phase.start >= DONE_SHARE * asked:
            self._marks[number] = DONE

    def _go_past(self, first: int, end: int) -> None:
        """The session is beyond phases from a first one on: what of them is not done stays so."""
        for number in self._number[first:end]:
            if number >= 0 and self._marks[number] == NOT_COME_TO:
                self._marks[number] = GONE_PAST

    # What was counted when: of what nobody heard nothing counts

    def _remember(self) -> None:
        assert self._view is not None
        count = _Count(
            self._at, self._view, tuple(self._marks), tuple(self._seconds), self._furthest
        )
        self._earlier.append(count)
        while len(self._earlier) > 1 and self._earlier[1].at < self._at - REWIND_S:
            self._earlier.popleft()

    def _rewind(self, to: float) -> None:
        while len(self._earlier) > 1 and self._earlier[-1].at > to:
            self._earlier.pop()
        self._at, self._view, marks, seconds, self._furthest = self._earlier[-1]
        self._marks, self._seconds = list(marks), list(seconds)


def _place(index: int, phase: Phase, reached: float) -> Place:
    position = phase.start + reached
    where = phase.step, phase.side, position, phase.time, reached, phase.round
    return Place(max(0, index), *where)


def _numbers(timeline: Timeline, planned: Timeline) -> list[int]:
    """The planned phase that each phase of a timeline is; -1 for none."""
    numbers = {(phase.kind, phase.hold): n for n, phase in enumerate(planned.phases)}
    return [numbers.get((phase.kind, phase.hold), -1) for phase in timeline.phases]


def _ran_on(before: View, view: View, seconds: float) -> bool:
    """Whether nothing but time has led from one moment to another."""
    running = before.state is view.state is State.RUNNING
    return running and 0 <= view.position - before.position <= seconds + 0.001

"""What of a session was really done, counted as it is played.

It compares what the session shows with what it showed before. No more of the session than of
the clock can have gone by between the two, and that tells a phase that ran to its end from one
that was left by a key. A hold is measured against what the routine asks, and not against what it
was made by a key.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Mapping
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from stretchtui.core.duration import whole
from stretchtui.core.sessions.completion import DONE_SHARE, is_enough
from stretchtui.core.sessions.events import State, View
from stretchtui.core.sessions.parts import none_begun, settled
from stretchtui.core.sessions.planned import Replan, by_step, key, numbers, place_in, steps_without
from stretchtui.core.sessions.record import (
    DONE,
    GONE_PAST,
    NOT_COME_TO,
    Moment,
    Part,
    Record,
    Standing,
)
from stretchtui.core.sessions.session import JUMP_S

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.model import Routine, Stretch
    from stretchtui.core.routines.rounds import Turn
    from stretchtui.core.sessions.phases import Hold, Phase
    from stretchtui.core.sessions.resume import Remainder
    from stretchtui.core.sessions.timeline import Timeline

REWIND_S = 12.0
"""For so many seconds it is remembered what was counted when."""


class _Count(NamedTuple):
    """What was counted by a moment."""

    at: float
    view: View
    marks: tuple[str, ...]
    seconds: tuple[float, ...]
    begun: frozenset[int]
    is_new: bool


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
        self._plan = left.plan
        self._routine = routine
        self._speed = speed
        self._level = level
        before = {part.step: part for part in left.parts}
        new = none_begun(routine, stretches, level)
        self._parts = [replace(before.pop(each.step, each), asked=each.asked) for each in new]
        self._others = tuple(before.values())
        """What was done of steps that the routine has no more."""
        self._own_steps = len(new) - sum(each in stretches for each in left.plan.added)
        """How many steps are the routine's own."""
        holds = [(part.step, mark) for part in self._parts for mark in part.holds]
        self._out = frozenset((step, *mark.set) for step, mark in holds if mark.out)
        self._not_asked = left.not_asked
        marks = {
            (step, *mark.set): DONE if mark.done else GONE_PAST
            for step, mark in holds
            if not mark.out
        }
        self._marks = [marks.get(phase.hold, NOT_COME_TO) for phase in self._planned.phases]
        self._seconds = [part.seconds for part in self._parts]
        self._phases_of = by_step(self._planned, len(new))
        """The phases of each step."""
        self._number = numbers(left.timeline, self._planned)
        """The planned phase that each phase is, as it is played; -1 for none."""
        first = max(0, self._number[left.first])
        self._begun = frozenset(phase.step for phase in self._planned.phases[: first + 1])
        """The steps that the session has come to."""
        self._is_new = True
        """Whether the session is in a phase that it has not been in before."""
        self._place = place_in(first, left.timeline.phases[left.first], left.reached)
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
        never_asked = steps_without(self._planned, self._out & self._not_asked)
        return Record(
            started=moment.now,
            offset=moment.offset,
            updated=moment.now,
            routine=self._routine.id,
            name=self._routine.name,
            level=self._level,
            steps=len(self._parts) + len(self._others) - len(never_asked),
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
        if before is not None and key(view.phase) != key(before.phase):
            self._is_new = number >= 0 and self._marks[number] == NOT_COME_TO
        self._begun |= {view.phase.step}
        if view.state is State.FINISHED:
            self._go_past(view.index, view.index + 1)
            self._ended = True
        first_time = view.phase.kind.active and self._is_new
        running_on = view.state in (State.RUNNING, State.PAUSED, State.STOPPED)
        reached = view.elapsed if first_time and running_on else 0.0
        self._place = replace(place_in(number, view.phase, reached), position=view.position)
        self._view, self._at, self._timeline = view, now, timeline
        self._remember()

    def left_out(self, turns: Container[Turn]) -> frozenset[Hold]:
        """The holds that are not asked for where some turns are left out: those not yet done."""
        asked = zip(self._planned.phases, self._marks, strict=True)
        holds = [phase.hold for phase, mark in asked if phase.kind.active and mark != DONE]
        return frozenset(each for each in (*holds, *self._out) if (each[0], each[3]) in turns)

    def replan(self, entry: Entry, replan: Replan, timeline: Timeline) -> None:
        """Count on where what comes was changed; what was counted stays.

        Args:
            entry: The routine, with what was added behind its steps.
            replan: What is asked by now.
            timeline: What is played by now.
        """
        new = none_begun(entry.routine, entry.stretches, self._level)[len(self._parts) :]
        self._parts += new
        self._seconds += [0.0 for _ in new]
        count = len(self._parts)
        self._others = tuple(replace(each, step=count + n) for n, each in enumerate(self._others))
        marks = dict(zip(map(key, self._planned.phases), self._marks, strict=True))
        self._planned, self._plan, self._out = replan
        self._marks = [marks.get(key(phase), NOT_COME_TO) for phase in self._planned.phases]
        self._phases_of = by_step(self._planned, count)
        self._number = numbers(timeline, self._planned)
        self._earlier.clear()

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
            plan=self._plan,
        )

    @property
    def completed(self) -> bool:
        """Whether the session's end was reached and most of its holds are done."""
        out = self._out - self._not_asked
        return self._ended and is_enough(self._planned, self._marks, self._own_steps, out)

    def _settled(self, part: Part) -> Part | None:
        """What was done of a step by now; None of one that was not begun."""
        own = self._phases_of[part.step]
        begun = part.step in self._begun or self._seconds[part.step] or part.holds
        passed = any(self._marks[number] != NOT_COME_TO for number in own)
        out = [hold for hold in self._out if hold[0] == part.step]
        if not (begun or passed or out) and part.hurt is None:
            return None
        marks = {
            phase.set: self._marks[number]
            for number in own
            if (phase := self._planned.phases[number]).kind.active
        }
        return settled(part, float(whole(self._seconds[part.step])), marks, sorted(out))

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
            *(self._at, self._view, tuple(self._marks), tuple(self._seconds)),
            *(self._begun, self._is_new),
        )
        self._earlier.append(count)
        while len(self._earlier) > 1 and self._earlier[1].at < self._at - REWIND_S:
            self._earlier.popleft()

    def _rewind(self, to: float) -> None:
        while len(self._earlier) > 1 and self._earlier[-1].at > to:
            self._earlier.pop()
        self._at, self._view, marks, seconds, self._begun, self._is_new = self._earlier[-1]
        self._marks, self._seconds = list(marks), list(seconds)


def _ran_on(before: View, view: View, seconds: float) -> bool:
    """Whether nothing but time has led from one moment to another."""
    running = before.state is view.state is State.RUNNING
    return running and 0 <= view.position - before.position <= seconds + 0.001

"""What of a session is still to come: while it is played, the person can change that."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from stretchtui.core.sessions.agenda import Agenda, AgendaItem, Free, changed
from stretchtui.core.sessions.events import State
from stretchtui.core.sessions.plan import plan_of, turns_of, with_added
from stretchtui.core.sessions.planned import Replan
from stretchtui.core.sessions.timeline import timeline_of, turns_without

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.model import Stretch
    from stretchtui.core.routines.pace import Pace
    from stretchtui.core.routines.rounds import Turn
    from stretchtui.core.sessions.resume import Remainder
    from stretchtui.playing.clockwork import Clockwork
    from stretchtui.playing.recorder import SessionRecorder


class Became(Enum):
    """What has become of a step."""

    DONE = auto()
    SKIPPED = auto()
    NOW = auto()
    COMING = auto()
    OUT = auto()
    """The person left it out."""


class ComingStep(NamedTuple):
    """A step as it is come to, once or in one of its rounds."""

    turn: Turn
    became: Became
    rounds: int
    """How many rounds of it there are; 1 where it is in none."""
    seconds: int
    """How long it takes, with what leads to it; 0 where it does not come."""
    comes: bool
    """Whether it can be gone to."""


class SessionOrder:
    """Changes what is still to come in one session; the routine's file stays as it is.

    The hold that the session is in goes on undisturbed.

    Args:
        entry: What is played.
        left: What of it is played.
        pace: The time between holds, and who leads through them.
        level: The level of progression.
        clockwork: Plays it.
        recorder: Counts it.
        known: The stretches of the library.
    """

    def __init__(
        self,
        entry: Entry,
        left: Remainder,
        pace: Pace,
        level: int,
        clockwork: Clockwork,
        recorder: SessionRecorder,
        known: Mapping[str, Stretch],
    ) -> None:
        self.entry = entry
        """What is played, with what was added behind its steps."""
        self.known = {**known, **entry.stretches}
        """What can be added, by its id."""
        self._pace, self._level = pace, level
        self._over = left.over
        self._added = tuple(each for each in left.plan.added if each in entry.stretches)
        self._clockwork, self._recorder = clockwork, recorder
        out = {(part.step, mark.round) for part in left.parts for mark in part.holds if mark.out}
        turns = turns_of(left.plan, entry, level)
        self.agenda = Agenda(tuple(AgendaItem(turn, turn in out) for turn in turns))

    @property
    def here(self) -> int:
        """The place of the step that the session is in."""
        return self._free.here

    @property
    def played(self) -> list[Turn]:
        """All that is not left out, in its order."""
        return [item.turn for item in self.agenda.items if not item.out]

    def steps(self) -> list[ComingStep]:
        """All that the session is made of, in its order."""
        here, timeline = self.agenda.turns[self.here], self._clockwork.session.timeline
        seconds: dict[Turn, int] = {}
        for phase in timeline.phases:
            seconds[phase.turn] = seconds.get(phase.turn, 0) + phase.duration
        came: dict[Turn, list[bool]] = {}
        for part in self._recorder.standing.parts:
            for mark in part.holds:
                came.setdefault((part.step, mark.round), []).append(mark.done)
        rounds: dict[int, int] = {}
        for step, _ in self.agenda.turns:
            rounds[step] = rounds.get(step, 0) + 1
        steps = []
        for place, (turn, is_out) in enumerate(self.agenda.items):
            marks, comes = came.get(turn, []), turn in seconds and not is_out
            if is_out:
                became = Became.OUT
            elif turn == here:
                became = Became.NOW
            elif marks and all(marks):
                became = Became.DONE
            else:
                became = Became.COMING if place > self.here and comes else Became.SKIPPED
            steps.append(ComingStep(turn, became, rounds[turn[0]], seconds.get(turn, 0), comes))
        return steps

    def number(self, step: int) -> tuple[int, int]:
        """Which of the steps that are not left out a step is, from 1, and how many there are."""
        steps = list(dict.fromkeys(step for step, _ in self.played))
        return steps.index(step) + 1, len(steps)

    def can_change(self, place: int) -> bool:
        """Whether the step at a place is still to come, or can be taken in again."""
        return self._is_under_way and (self.agenda.items[place].out or self._comes(place))

    def can_move(self, place: int, to: int) -> bool:
        """Whether the step at a place can be moved to another."""
        is_there = self._free.place <= to < len(self.agenda.items) and to != place
        return self._is_under_way and is_there and place >= self._free.place

    def move(self, place: int, to: int) -> bool:
        """Move a step, if that can be; whether it was."""
        return (
            self._take_time()
            and self.can_move(place, to)
            and self._change(self.agenda.moved(place, to))
        )

    def leave_out(self, place: int) -> bool:
        """Leave a step out, or take it in again; whether it was: something has to be left."""
        return (
            self._take_time()
            and self.can_change(place)
            and self._change(self.agenda.turned(place, self.here))
        )

    def add(self, stretch: Stretch, behind: int) -> bool:
        """Add a stretch behind a place, or behind the step that the session is in.

        Args:
            stretch: The stretch.
            behind: The place.
        """
        if not self._take_time():
            return False
        added = (*self._added, stretch.id)
        before = replace(self.entry, stretches={**self.entry.stretches, stretch.id: stretch})
        entry = with_added(before, [stretch.id], {})
        turn = (len(entry.routine.single_steps) - 1, 1)
        agenda = self.agenda.with_added(turn, max(behind, self.here) + 1)
        return self._change(agenda, entry, added)

    @property
    def _is_under_way(self) -> bool:
        return self._clockwork.session.state in (State.RUNNING, State.PAUSED, State.WAITING)

    @property
    def _free(self) -> Free:
        session = self._clockwork.session
        return Free.of(self.agenda, session.timeline, self._clockwork.view().index)

    def _comes(self, place: int) -> bool:
        turn = self.agenda.items[place].turn
        there = any(phase.turn == turn for phase in self._clockwork.session.timeline.phases)
        return there and place >= self._free.place

    def _take_time(self) -> bool:
        """Let the session's time pass to this moment; whether it is still under way."""
        self._clockwork.wake()
        return self._is_under_way

    def _change(
        self, agenda: Agenda, entry: Entry | None = None, added: tuple[str, ...] | None = None
    ) -> bool:
        entry = entry or self.entry
        added = self._added if added is None else added
        timeline = self._clockwork.session.timeline
        out = agenda.out
        turns = [turn for turn in agenda.turns if turn not in out]
        # What was done before the session was resumed comes again only if that was asked for.
        over = self._over - {phase.hold for phase in timeline.phases}
        fresh = timeline_of(entry, self._pace, self._level, over, turns)
        change = changed(timeline, self._clockwork.view().index, fresh)
        if change is None:
            return False
        holds = self._recorder.left_out(out)
        pace, level = self._pace, self._level
        asked = turns_without(entry, pace, level, holds, agenda.turns) if holds else agenda.turns
        planned = timeline_of(entry, pace, level, holds, asked)
        plan = plan_of(entry, agenda.turns, added, out)
        self.entry, self.agenda, self._added = entry, agenda, added
        self._recorder.replan(entry, Replan(planned, plan, holds), change.timeline)
        self._clockwork.rearrange(*change)
        return True

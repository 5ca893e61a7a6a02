"""A plan day by day: what was done and missed, what is due today, and what is to come.

It is walked through from the day on which it was started, and each day is judged by what was known
on it. So nothing that comes later changes what a day was, and a missed session waits: the same one
is due again on the next day of the plan, and no day ever has two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from stretchtui.core.planning.wishes import routine_id
from stretchtui.core.routines.training_plan import PlannedSession, TrainingPlan

if TYPE_CHECKING:
    from collections.abc import Collection

    from stretchtui.core.planning.following import Following
    from stretchtui.core.sessions.days import Days, Today
    from stretchtui.core.sessions.record import Record

WEEK = 7

_DAY = timedelta(1)


class PlanMark(StrEnum):
    """What a day of a plan is."""

    DONE = "done"
    MISSED = "missed"
    PAUSED = "paused"
    DUE = "due"
    """It is today, and not done yet."""
    COMING = "coming"
    """It is expected then, if nothing is missed."""


class PlanDay(Struct, frozen=True):
    """A day of a plan."""

    day: date
    mark: PlanMark
    session: PlannedSession
    """What was done, missed or is to be done; what waits, while it is paused."""


class Schedule(Struct, frozen=True):
    """How a plan goes, as seen from a day."""

    plan: TrainingPlan
    days: tuple[PlanDay, ...]
    """In their order; days on which there is nothing to do are none of them."""
    is_paused: bool

    @property
    def total(self) -> int:
        """All sessions of the plan."""
        return len(self.plan.sessions)

    @property
    def done(self) -> int:
        """How many were done."""
        return sum(each.mark is PlanMark.DONE for each in self.days)

    @property
    def missed(self) -> int:
        """On how many days one was missed."""
        return sum(each.mark is PlanMark.MISSED for each in self.days)

    @property
    def is_over(self) -> bool:
        """Whether all of it was done."""
        return self.done == self.total

    @property
    def waiting(self) -> PlannedSession | None:
        """The session that is done next; None if all were."""
        return None if self.is_over else self.plan.sessions[self.done]

    @property
    def next(self) -> PlanDay | None:
        """The day of the next session; None while it is paused, and when it is over."""
        ahead = (PlanMark.DUE, PlanMark.COMING)
        return next((each for each in self.days if each.mark in ahead), None)

    def on(self, day: date) -> PlanDay | None:
        """What a day is; None if there was or is nothing to do."""
        return next((each for each in self.days if each.day == day), None)

    @property
    def due(self) -> PlannedSession | None:
        """What is to be done today, and is not done yet."""
        found = self.next
        return found.session if found is not None and found.mark is PlanMark.DUE else None


def schedule(
    plan: TrainingPlan, following: Following, records: Iterable[Record], today: Today
) -> Schedule:
    """How a plan goes.

    Args:
        plan: The plan.
        following: Since when it is followed, and when it was paused.
        records: All sessions, in any order; those that are dated in the future play no part.
        today: What it is looked at from.
    """
    walk = _Walk(plan, following, _completed(plan, records, today), today.days)
    return Schedule(plan, tuple(walk.days(today.day)), following.is_paused)


def _completed(
    plan: TrainingPlan, records: Iterable[Record], today: Today
) -> Mapping[date, Collection[str]]:
    """The plan's routines that were completed on each day."""
    wanted = {routine_id(part) for part in plan.sections}
    found: dict[date, set[str]] = {}
    for record in today.past(records):
        if record.completed and record.routine in wanted:
            found.setdefault(today.day_of(record), set()).add(record.routine)
    return found


class _Walk:
    """Goes through a plan, a day after the other."""

    def __init__(
        self,
        plan: TrainingPlan,
        following: Following,
        completed: Mapping[date, Collection[str]],
        days: Days,
    ) -> None:
        self._plan = plan
        self._following = following
        self._completed = completed
        self._week_of = days.week_of
        self._done = 0
        self._last: date | None = None
        self._week: date | None = None
        self._begin_week(following.started)

    def days(self, today: date) -> Iterator[PlanDay]:
        """The days of the plan: as they were until today, and as they are expected from then on."""
        day = self._following.started
        while self._done < len(self._plan.sessions):
            if day > today and self._following.is_paused:
                return
            self._enter(day)
            session = self._plan.sessions[self._done]
            mark = self._mark(day, session, today)
            if mark is not None:
                yield PlanDay(day, mark, session)
            day += _DAY

    def _begin_week(self, day: date) -> None:
        self._week = self._week_of(day)
        self._done_in_week = self._missed_in_week = self._slots = 0
        self._most_in_week = WEEK
        """What the week has room for: as much as each part of the plan has that it took from."""
        self._away = (day - self._week).days
        """Days of the week on which the plan was not followed: before it began, or paused."""

    def _enter(self, day: date) -> None:
        if self._week_of(day) != self._week:
            self._begin_week(day)
        self._rests = self._following.rests(day)
        self._away += self._rests

    def _mark(self, day: date, session: PlannedSession, today: date) -> PlanMark | None:
        """What a day is; and what that changes for those behind it."""
        is_full = self._done_in_week >= min(self._most_in_week, session.days.count)
        is_slot = day.weekday() in session.days.weekdays and not self._rests
        self._slots += is_slot
        completed = self._completed.get(day, ())
        if completed and routine_id(session.part) in completed and not is_full:
            self._take(day, session)
            return PlanMark.DONE
        if self._rests:
            return PlanMark.PAUSED
        if session.days.weekdays:
            # What was done on another day of this week stands in for one of these.
            is_due = is_slot and self._done_in_week < self._slots and not is_full
            is_last_chance = is_due
        else:
            is_last_chance = self._is_last_chance(day, session.days.count)
            rested = self._last is None or (day - self._last).days >= session.days.gap
            is_due = not is_full and (rested or is_last_chance)
        if day < today:
            self._missed_in_week += is_last_chance
            return PlanMark.MISSED if is_last_chance else None
        if not is_due:
            return None
        self._take(day, session)
        return PlanMark.DUE if day == today else PlanMark.COMING

    def _take(self, day: date, session: PlannedSession) -> None:
        """A session is done on a day, or is expected to be."""
        self._done += 1
        self._done_in_week += 1
        self._most_in_week = min(self._most_in_week, session.days.count)
        self._last = day

    def _is_last_chance(self, day: date, count: int) -> bool:
        """Whether there is a session to do on each day that is left of the week, with this one."""
        followed = WEEK - self._away
        # Of a week that was not followed from its beginning, the same share is asked for.
        asked = -(-count * followed // WEEK)
        left = WEEK - (day - self._week_of(day)).days
        return asked - self._done_in_week - self._missed_in_week >= left

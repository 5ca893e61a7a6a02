"""What would be a good choice today, for who follows a plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.core.making.choosing import NOTHING_DONE, Past
from stretchtui.core.planning.schedule import PlanMark, Schedule, schedule
from stretchtui.core.planning.wishes import routine_id, wish_of
from stretchtui.core.routines.training_plan import PlanPlace
from stretchtui.core.sessions.advice import Advice, days_since

if TYPE_CHECKING:
    from datetime import date

    from stretchtui.core.making.wish import RoutineWish
    from stretchtui.core.planning.following import Following
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.training_plan import PlannedSession, TrainingPlan
    from stretchtui.core.sessions.days import Today
    from stretchtui.core.sessions.record import Record

Make = Callable[["RoutineWish", int, "Past"], "Entry | None"]
"""Makes a routine, given what for, a seed, and what was done; None if there is no good one."""


class Followed(NamedTuple):
    """A plan, and since when it is followed."""

    plan: TrainingPlan
    following: Following

    def schedule(self, records: Sequence[Record], today: Today) -> Schedule:
        """How it goes."""
        return schedule(self.plan, self.following, records, today)


def place_of(plan: TrainingPlan, session: PlannedSession) -> PlanPlace:
    """Which session of its plan one is."""
    return PlanPlace(plan.id, plan.name, session.number, len(plan.sessions))


def done_on(found: Schedule, day: date) -> tuple[str, PlanPlace] | None:
    """The routine with which a day's session of a plan was done, by its id, and which session.

    Args:
        found: How the plan goes.
        day: The day.

    Returns:
        Both; None if none was done on that day.
    """
    that = found.on(day)
    if that is None or that.mark is not PlanMark.DONE:
        return None
    return routine_id(that.session.part), place_of(found.plan, that.session)


def entry_of(
    session: PlannedSession,
    entries: Mapping[str, Entry],
    make: Make,
    past: Past = NOTHING_DONE,
) -> Entry | None:
    """The routine of a session of a plan: of the library, or made for it.

    Args:
        session: The session; the same one has the same routine made, if nothing changed.
        entries: The library's routines, by id.
        make: Makes one.
        past: What was done of stretches, and what hurt.

    Returns:
        The routine; None if there is none that can be played.
    """
    wish = wish_of(session.part)
    if wish is not None:
        return make(wish, session.number, past)
    entry = entries.get(session.part.routine or "")
    return entry if entry is not None and entry.routine.steps else None


def planned(
    found: Schedule,
    entries: Mapping[str, Entry],
    records: Sequence[Record],
    today: Today,
    make: Make,
    past: Past = NOTHING_DONE,
) -> Advice | None:
    """What a plan asks for today; None if that is nothing.

    Args:
        found: How the plan goes.
        entries: The library's routines, by id.
        records: All sessions, in the order in which they started.
        today: What they are looked back on from.
        make: Makes a routine.
        past: What was done of stretches, and what hurt.
    """
    if found.due is None:
        return None
    entry = entry_of(found.due, entries, make, past)
    if entry is None:
        return None
    days = days_since(entry.routine.id, records, today)
    return Advice(entry, days, plan=place_of(found.plan, found.due))

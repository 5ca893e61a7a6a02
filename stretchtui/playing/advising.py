"""What would be a good choice today, and what of the person's plan was done today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from stretchtui.core.sessions.advice import Advice, advise

if TYPE_CHECKING:
    from stretchtui.core.planning.suggestion import Followed, Make
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.training_plan import PlanPlace
    from stretchtui.core.sessions.days import Today
    from stretchtui.core.sessions.record import Record
    from stretchtui.store.journal import Journal


def advised(
    journal: Journal,
    entries: Sequence[Entry],
    records: Sequence[Record],
    today: Today,
    followed: Followed | None,
    make: Make,
) -> Advice | None:
    """A routine for today.

    Args:
        journal: Is asked what was done of stretches, where a routine has to be made.
        entries: The routines there are.
        records: All sessions, in the order in which they started.
        today: What they are looked back on from.
        followed: The plan that the person follows.
        make: Makes a routine for it.
    """
    if followed is not None:
        from stretchtui.core.planning.suggestion import planned
        from stretchtui.playing.past import past_of

        by_id = {each.routine.id: each for each in entries}
        schedule = followed.schedule(records, today)
        found = planned(schedule, by_id, records, today, make, past_of(journal, today))
        if found is not None:
            return found
    return advise(entries, records, today)


def planned_today(
    records: Sequence[Record], today: Today, followed: Followed | None
) -> tuple[str, PlanPlace] | None:
    """The routine that was done today for the plan, by its id, and which session of it that was.

    Args:
        records: All sessions, in the order in which they started.
        today: The day, with all there is to be known of it.
        followed: The plan that the person follows.
    """
    if followed is None:
        return None
    from stretchtui.core.planning.suggestion import done_on

    return done_on(followed.schedule(records, today), today.day)

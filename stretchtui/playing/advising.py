"""What would be a good choice today: what the person's plan asks for, or else what they like."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from stretchtui.core.sessions.advice import Advice, advise

if TYPE_CHECKING:
    from stretchtui.core.planning.schedule import Schedule
    from stretchtui.core.planning.suggestion import Make
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.sessions.days import Today
    from stretchtui.core.sessions.record import Record
    from stretchtui.store.journal import Journal


def advised(
    journal: Journal,
    entries: Sequence[Entry],
    records: Sequence[Record],
    today: Today,
    schedule: Schedule | None,
    make: Make,
) -> Advice | None:
    """A routine for today.

    Args:
        journal: Is asked what was done of stretches, where a routine has to be made.
        entries: The routines there are.
        records: All sessions, in the order in which they started.
        today: What they are looked back on from.
        schedule: How the plan goes that the person follows.
        make: Makes a routine for it.
    """
    if schedule is not None:
        from stretchtui.core.planning.suggestion import planned
        from stretchtui.playing.past import past_of

        by_id = {each.routine.id: each for each in entries}
        found = planned(schedule, by_id, records, today, make, past_of(journal, today))
        if found is not None:
            return found
    return advise(entries, records, today)

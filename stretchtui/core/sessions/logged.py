"""A session that was done elsewhere, as it is kept: all of it, as the routine asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.duration import whole
from stretchtui.core.routines.ramps import credit_at
from stretchtui.core.sessions.parts import not_begun
from stretchtui.core.sessions.record import Mark, Part, Record
from stretchtui.core.sessions.timeline import timeline_of
from stretchtui.core.text import clean

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.pace import Pace
    from stretchtui.core.sessions.record import Feeling
    from stretchtui.core.sessions.timeline import Timeline


def logged(
    entry: Entry,
    pace: Pace,
    level: int,
    started: float,
    offset: int,
    *,
    feeling: Feeling | None = None,
    note: str = "",
) -> tuple[Record, tuple[Part, ...]]:
    """A session that was done from its first step to its last, without the program.

    Args:
        entry: What was done; a routine of at least one step.
        pace: The time between holds: it took as long as it would have here.
        level: The level it was done at.
        started: When it began, in seconds since 1970.
        offset: Minutes that local time was ahead of UTC, there and then.
        feeling: How it felt.
        note: What the person has to say of it.

    Returns:
        Its record, without a number yet, and what was done of its steps: ``Journal.add_ended``
        keeps them.
    """
    timeline = timeline_of(entry, pace, level)
    parts = _parts(entry, level, timeline)
    ended = started + timeline.total
    record = Record(
        started=started,
        offset=offset,
        updated=ended,
        ended=ended,
        routine=entry.routine.id,
        name=entry.routine.name,
        level=level,
        steps=len(parts),
        steps_done=len(parts),
        phases=len(timeline.phases),
        phases_done=len(timeline.phases),
        seconds=timeline.total,
        held=whole(sum(part.seconds for part in parts)),
        completed=True,
        feeling=feeling,
        note=clean(note),
        logged=True,
    )
    return record, parts


def _parts(entry: Entry, level: int, timeline: Timeline) -> tuple[Part, ...]:
    """Every step with what it asks for, all of it done."""
    credit = credit_at(entry.routine, entry.stretches, level)
    found = []
    for number, step in enumerate(entry.routine.single_steps):
        holds = [each for each in timeline.phases if each.step == number and each.kind.active]
        part = replace(
            not_begun(number, step, entry.stretches, credit),
            seconds=float(sum(hold.duration for hold in holds)),
            done=True,
            holds=tuple(Mark(hold.side, hold.time, True, hold.round) for hold in holds),
        )
        found.append(part)
    return tuple(found)

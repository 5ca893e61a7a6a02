"""How long a session takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stretchtui.core.routines.leads import Lead, leads
from stretchtui.core.routines.model import Routine, Sides, Stretch
from stretchtui.core.routines.pace import Pace
from stretchtui.core.routines.ramps import credit_at


def length(
    routine: Routine,
    stretches: Mapping[str, Stretch],
    pace: Pace = Pace(),
    level: int = 0,
    notices: Sequence[str] = (),
) -> int:
    """A session's length in seconds, by arithmetic alone: lists show it for every routine.

    The arguments are those of ``shares``.
    """
    return sum(shares(routine, stretches, pace, level, notices))


def shares(
    routine: Routine,
    stretches: Mapping[str, Stretch],
    pace: Pace = Pace(),
    level: int = 0,
    notices: Sequence[str] = (),
) -> list[int]:
    """What each single step takes of a session in seconds: leads, holds, and the rests behind it.

    Of a step that is done in rounds it is what all of them take.

    Args:
        routine: The routine.
        stretches: The stretches that its steps ask for.
        pace: The time between holds, and who leads through them.
        level: The level of progression that ramps are read at.
        notices: What is said before all else.
    """
    found: list[int] = []
    last: Lead | None = None
    credit = credit_at(routine, stretches, level)
    for lead in leads(routine, stretches, pace, credit, notices=notices):
        asked = lead.asked
        holds = asked.times * (2 if asked.two_sided else 1)
        switches = {Sides.BOTH: 1, Sides.ALTERNATE: holds - 1}.get(asked.sides, 0)
        rests = 0 if asked.sides is Sides.ALTERNATE else holds - 1 - switches
        between = switches * lead.switch + rests * asked.between
        if asked.sides is Sides.ALTERNATE:
            # Every second change also begins a new set, which may ask for a longer rest.
            between += (asked.times - 1) * max(0, asked.rest - lead.switch)
        if last is not None:
            # Behind the last one there is none.
            found[last.at.place] += last.rest
        takes = lead.ready + holds * (asked.push + asked.seconds) + between
        if lead.at.place == len(found):
            found.append(takes)
        else:
            found[lead.at.place] += takes
        last = lead
    return found

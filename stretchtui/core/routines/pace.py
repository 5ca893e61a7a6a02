"""The time a session leaves between holds, and how long it takes with it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from stretchtui.core.routines.model import Routine, Side, Sides, Stretch, stretch_of
from stretchtui.core.routines.ramps import ask, credit_at

TICKS = 3
"""How many of a phase's last seconds tick, if nothing else is asked for; a countdown of more than
that takes no more than half of a phase."""


class Pace(Struct, frozen=True):
    """How much time a session leaves between holds."""

    get_ready: int = 8
    """Seconds before each step, where the routine does not say."""
    switch: int = 5
    """Seconds to change sides."""
    first_side: Side = Side.LEFT
    """The side that ``both`` and ``alternate`` begin with."""
    countdown: int = TICKS
    """How many of a phase's last seconds tick."""


def length(
    routine: Routine, stretches: Mapping[str, Stretch], pace: Pace = Pace(), level: int = 0
) -> int:
    """A session's length in seconds, by arithmetic alone: lists show it for every routine."""
    credit = credit_at(routine, stretches, level)
    total = rest = 0
    for step in routine.steps:
        asked = ask(step, stretch_of(step, stretches), credit)
        two_sided = asked.sides in (Sides.BOTH, Sides.ALTERNATE)
        holds = asked.times * (2 if two_sided else 1)
        switches = {Sides.BOTH: 1, Sides.ALTERNATE: holds - 1}.get(asked.sides, 0)
        rests = 0 if asked.sides is Sides.ALTERNATE else holds - 1 - switches
        between = switches * pace.switch + rests * asked.rest
        if asked.sides is Sides.ALTERNATE:
            # Every second change also begins a new time, which may ask for a longer rest.
            between += (asked.times - 1) * max(0, asked.rest - pace.switch)
        total += rest + get_ready(routine, pace) + holds * asked.seconds + between
        rest = asked.rest
    return total


def get_ready(routine: Routine, pace: Pace) -> int:
    """Seconds before each step: the routine's own, or the pace's."""
    return pace.get_ready if routine.get_ready is None else routine.get_ready

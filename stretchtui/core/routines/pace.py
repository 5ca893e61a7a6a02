"""The time that a session leaves between holds, and how long it takes in all."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from stretchtui.core.routines.model import Routine, Side, Sides, Stretch, stretch_of
from stretchtui.core.routines.ramps import ask, credit_at

TICKS = 3
"""How many of a phase's last seconds tick, unless the settings say otherwise."""


class Pace(Struct, frozen=True):
    """How much time a session leaves between holds."""

    get_ready: int = 8
    """Seconds before each step, where the routine does not say."""
    switch: int = 5
    """Seconds to change sides."""
    first_side: Side = Side.LEFT
    """The side that ``both`` and ``alternate`` begin with: left or right."""
    countdown: int = TICKS
    """How many of a phase's last seconds tick."""


def get_ready(routine: Routine, pace: Pace) -> int:
    """Seconds before each step: the routine's own, or the pace's."""
    return pace.get_ready if routine.get_ready is None else routine.get_ready


def length(
    routine: Routine, stretches: Mapping[str, Stretch], pace: Pace = Pace(), level: int = 0
) -> int:
    """A session's length in seconds, by arithmetic alone: lists show it for every routine.

    Args:
        routine: The routine.
        stretches: The stretches that its steps ask for.
        pace: The time between holds.
        level: The level of progression that ramps are read at.
    """
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
            # Every second change also begins a new set, which may ask for a longer rest.
            between += (asked.times - 1) * max(0, asked.rest - pace.switch)
        total += rest + get_ready(routine, pace) + holds * asked.seconds + between
        rest = asked.rest
    return total

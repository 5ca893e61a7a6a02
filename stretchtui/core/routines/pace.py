"""How much time a session leaves between holds, and who leads through it."""

from __future__ import annotations

from msgspec import Struct

from stretchtui.core.routines.guidance import Guidance
from stretchtui.core.routines.model import Routine, Side

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
    guidance: Guidance | None = None
    """What the voice that leads has to know; None where none does. It needs time to speak."""


def get_ready(routine: Routine, pace: Pace) -> int:
    """Seconds before each step: the routine's own, or the pace's."""
    return pace.get_ready if routine.get_ready is None else routine.get_ready

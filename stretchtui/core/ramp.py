"""What a step asks for at a level of progression."""

from __future__ import annotations

from msgspec import Struct

from stretchtui.core.model import Ramp, Sides, Step, Stretch

DEFAULT_HOLD_S = 30
"""Seconds to hold where neither the step nor the stretch says."""

DEFAULT_TEMPO_S = 4
"""Seconds for one counted movement."""

BREATH_S = 8
"""Seconds for one paced breath, half of it in and half of it out."""


class Ask(Struct, frozen=True):
    """How a step is done today, with every default and every ramp settled.

    Just one of ``hold``, ``breaths`` and ``reps`` is more than 0.
    """

    hold: int
    """Seconds to stay."""
    breaths: int
    """Paced breaths to stay."""
    reps: int
    """Counted movements."""
    beat: int
    """Seconds of one breath or one movement; 0 for a plain hold."""
    sides: Sides
    times: int
    """How often, on each side."""
    rest: int
    """Seconds between times, and before the next step."""
    wait: bool
    """Whether the step stays until a key."""

    @property
    def seconds(self) -> int:
        """The length of one time on one side, in seconds."""
        return self.hold or (self.breaths or self.reps) * self.beat


def at_level(quantity: int | Ramp, level: int) -> int:
    """The value of a quantity at a level; level 0 is where a ramp starts."""
    if isinstance(quantity, Ramp):
        return min(quantity.to, quantity.start + quantity.by * level)
    return quantity


def ask(step: Step, stretch: Stretch, level: int = 0) -> Ask:
    """What a step asks for: its own words first, then the stretch's, then the defaults."""
    # A step that names any quantity replaces all of the stretch's: "breaths = 3" on a stretch
    # with "hold = 30" means three breaths, not both.
    says = step if (step.hold, step.breaths, step.reps) != (None, None, None) else stretch
    hold = breaths = reps = beat = 0
    if says.reps is not None:
        reps = at_level(says.reps, level)
        beat = step.tempo or stretch.tempo or DEFAULT_TEMPO_S
    elif says.breaths is not None:
        breaths = at_level(says.breaths, level)
        beat = BREATH_S
    else:
        hold = at_level(DEFAULT_HOLD_S if says.hold is None else says.hold, level)
    return Ask(
        hold=hold,
        breaths=breaths,
        reps=reps,
        beat=beat,
        sides=step.sides or stretch.sides,
        times=at_level(step.times, level),
        rest=step.rest,
        wait=step.wait,
    )

"""What a step asks for, as far as its ramps have grown.

Every ramp counts by itself: it has grown once for every so many sessions that count. A level is
one of the different things that a routine comes to ask for on the way: at level 0 what it starts
with, at each level more of something than at the level before. Where all ramps of a routine have
the same ``every``, a level is one step of each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from stretchtui.core.routines.model import Group, Ramp, Routine, Sides, Step, Stretch, stretch_of

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
    def two_sided(self) -> bool:
        """Whether both sides are asked for."""
        return self.sides in (Sides.BOTH, Sides.ALTERNATE)

    @property
    def seconds(self) -> int:
        """The length of one time on one side, in seconds."""
        return self.hold or (self.breaths or self.reps) * self.beat

    @property
    def amount(self) -> str:
        """How much it is, one time on one side: ``30 s``, ``5 breaths``, ``10 × 4 s``."""
        if self.reps:
            return f"{self.reps} × {self.beat} s"
        return f"{self.breaths} breaths" if self.breaths else f"{self.hold} s"


def grown(quantity: int | Ramp, credit: int) -> int:
    """The value of a quantity after so many sessions that count."""
    if isinstance(quantity, Ramp):
        return min(quantity.to, quantity.start + quantity.by * (credit // quantity.every))
    return quantity


def ask(step: Step, stretch: Stretch, credit: int = 0) -> Ask:
    """What a step asks for: its own words first, then the stretch's, then the defaults.

    Args:
        step: The step.
        stretch: The stretch that it asks for.
        credit: How many sessions count; a level's is in ``ladder``.
    """
    says = _says(step, stretch)
    hold = breaths = reps = beat = 0
    if says.reps is not None:
        reps = grown(says.reps, credit)
        beat = step.tempo or stretch.tempo or DEFAULT_TEMPO_S
    elif says.breaths is not None:
        breaths = grown(says.breaths, credit)
        beat = BREATH_S
    else:
        hold = grown(DEFAULT_HOLD_S if says.hold is None else says.hold, credit)
    return Ask(
        hold=hold,
        breaths=breaths,
        reps=reps,
        beat=beat,
        sides=step.sides or stretch.sides,
        times=grown(step.times, credit),
        rest=step.rest,
        wait=step.wait,
    )


def ladder(routine: Routine, stretches: Mapping[str, Stretch]) -> tuple[int, ...]:
    """How many sessions have to count for each level of a routine, from level 0 on."""
    rungs = {0}
    for quantity in _quantities(routine, stretches):
        if isinstance(quantity, Ramp):
            steps = -((quantity.start - quantity.to) // quantity.by)
            rungs.update(range(0, steps * quantity.every + 1, quantity.every))
    return tuple(sorted(rungs))


def _quantities(routine: Routine, stretches: Mapping[str, Stretch]) -> Iterator[int | Ramp | None]:
    """All that may grow in a routine."""
    yield from (entry.rounds for entry in routine.steps if isinstance(entry, Group))
    for step in routine.single_steps:
        says = _says(step, stretch_of(step, stretches))
        yield from (step.times, says.reps or says.breaths or says.hold)


def credit_at(routine: Routine, stretches: Mapping[str, Stretch], level: int) -> int:
    """How many sessions have to count for a level; beyond the highest it is the highest's."""
    if not level:
        return 0
    rungs = ladder(routine, stretches)
    return rungs[min(level, len(rungs) - 1)]


def _says(step: Step, stretch: Stretch) -> Step | Stretch:
    """What names the quantity.

    A step that names any replaces all of the stretch's: "breaths = 3" on a stretch with
    "hold = 30" means three breaths, not both.
    """
    return step if (step.hold, step.breaths, step.reps) != (None, None, None) else stretch

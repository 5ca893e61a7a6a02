"""What a step asks for, as far as its ramps have grown.

Every ramp counts by itself: it has grown once for every so many sessions that count. A level is
one of the different things that a routine comes to ask for on the way: at level 0 what it starts
with, at each level more of something than at the level before. Where all ramps of a routine have
the same ``every``, a level is one step of each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from stretchtui.core.routines.model import Group, Ramp, Routine, Sides, Step, Stretch, stretch_of
from stretchtui.core.routines.patterns import BREATH, Pattern, breath_of, tempo_of

DEFAULT_HOLD_S = 30
"""Seconds to hold where neither the step nor the stretch says."""

LET_GO_S = 2
"""Seconds to let go, between a push and the hold behind it."""

LONGEST_SET_S = 180
"""A ramp makes no set longer than this, in seconds: beyond it there are more sets."""

MOST_REPS = 15
"""A ramp makes no set of more movements than this: beyond it there are more sets."""

GROWN_REST_S = 15
"""Seconds between the sets that a ramp has grown into, where the step has no rest of its own."""

Quantity = Literal["hold", "breaths", "reps"]


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
    pattern: Pattern
    """The parts of one breath or one movement; empty for a plain hold."""
    contract: int
    """Seconds to push before each hold; 0 for not at all."""
    sides: Sides
    times: int
    """How often, on each side."""
    split: int
    """Into how many sets a ramp has grown; 1 where it has not."""
    rest: int
    """Seconds before the next step."""
    between: int
    """Seconds between times."""
    wait: bool
    """Whether the step stays until a key."""

    @property
    def beat(self) -> int:
        """Seconds of one breath or one movement; 0 for a plain hold."""
        return sum(self.pattern)

    @property
    def push(self) -> int:
        """Seconds before each hold to push and to let go; 0 where it is only held."""
        return self.contract + LET_GO_S if self.contract else 0

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
        if self.breaths:
            each = "" if self.pattern == BREATH else f" of {self.beat} s"
            return f"{self.breaths} breaths{each}"
        return f"{self.hold} s"


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
    kind, quantity = quantity_of(step, stretch)
    pattern: Pattern = ()
    if kind == "reps":
        pattern = tempo_of(stretch.tempo if step.tempo is None else step.tempo)
    elif kind == "breaths":
        pattern = breath_of(stretch.breath if step.breath is None else step.breath)
    contract = stretch.contract if step.contract is None else step.contract
    amount, split = _in_sets(quantity, credit, _most(kind, sum(pattern)))
    # One set after the other without a rest would be one.
    needs_rest = split > 1 and not step.rest and not step.wait
    return Ask(
        hold=amount if kind == "hold" else 0,
        breaths=amount if kind == "breaths" else 0,
        reps=amount if kind == "reps" else 0,
        pattern=pattern,
        contract=0 if kind == "reps" else contract or 0,
        sides=step.sides or stretch.sides,
        times=grown(step.times, credit) * split,
        split=split,
        rest=step.rest,
        between=GROWN_REST_S if needs_rest else step.rest,
        wait=step.wait,
    )


def quantity_of(step: Step, stretch: Stretch) -> tuple[Quantity, int | Ramp]:
    """Which quantity a step is done by, and how much of it, as it is written."""
    says = _says(step, stretch)
    if says.reps is not None:
        return "reps", says.reps
    if says.breaths is not None:
        return "breaths", says.breaths
    return "hold", DEFAULT_HOLD_S if says.hold is None else says.hold


def _most(kind: Quantity, beat: int) -> int:
    """The most that a ramp makes one set of."""
    if kind == "hold":
        return LONGEST_SET_S
    most = max(1, LONGEST_SET_S // beat)
    return min(MOST_REPS, most) if kind == "reps" else most


def _in_sets(quantity: int | Ramp, credit: int, most: int) -> tuple[int, int]:
    """How much of a quantity is asked in one set, and in how many equal ones."""
    amount = grown(quantity, credit)
    if not isinstance(quantity, Ramp):
        return amount, 1
    sets = -(-amount // most)
    return -(-amount // sets), sets


def ladder(routine: Routine, stretches: Mapping[str, Stretch]) -> tuple[int, ...]:
    """How many sessions have to count for each level of a routine, from level 0 on."""
    rungs = {0}
    for entry in routine.steps:
        if isinstance(entry, Group):
            rungs.update(_rungs(entry.rounds))
    for step in routine.single_steps:
        stretch = stretch_of(step, stretches)
        kind, quantity = quantity_of(step, stretch)
        own = {*_rungs(step.times), *_rungs(quantity)}
        if isinstance(quantity, Ramp):
            most = _most(kind, ask(step, stretch).beat)
            if quantity.to > most:
                # Of equal sets some amounts cannot be made: they come to the next one.
                own = _changes(step, quantity, most, own)
        rungs |= own
    return tuple(sorted(rungs))


def _rungs(quantity: int | Ramp) -> Iterable[int]:
    """How many sessions have to count each time that a quantity grows, from 0 on."""
    if not isinstance(quantity, Ramp):
        return ()
    steps = -((quantity.start - quantity.to) // quantity.by)
    return range(0, steps * quantity.every + 1, quantity.every)


def _changes(step: Step, quantity: Ramp, most: int, credits: set[int]) -> set[int]:
    """Those of some numbers of sessions at which a step comes to ask for something else."""
    found, before = set(), None
    for credit in sorted(credits):
        asked = (grown(step.times, credit), _in_sets(quantity, credit, most))
        if asked != before:
            found.add(credit)
        before = asked
    return found


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

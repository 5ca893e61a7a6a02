"""A stretch as part of a made routine, and the ways in which it may be done.

Holds of 10 to 30 s, in sets to 60 s a side (ACSM; docs/progress.md has the sources), and never
longer than the stretch itself says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from stretchtui.core.routines.leaving_out import holds_breath
from stretchtui.core.routines.model import Sides, Step
from stretchtui.core.routines.ramps import ask
from stretchtui.core.routines.search_words import plain

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Stretch
    from stretchtui.core.routines.pace import Pace

SHORTEST_HOLD_S, LONGEST_HOLD_S, LONGEST_GENTLE_S = 10, 30, 20
"""How long what is stretched is held at least and at most, in seconds, and gently."""

MOST_A_SIDE_S, MOST_GENTLE_A_SIDE_S = 60, 30
"""So much of a stretch in all, in seconds for each side, and gently."""

MOST_SETS = 3
"""No more sets than this."""

BETWEEN_SETS_S = 5
"""Seconds between sets."""

REST_FROM_S = 45
"""What the library holds as long as this is a rest, and nothing that is stretched far."""

SHORTEST_REST_S, LONGEST_REST_S = 20, 60
"""A rest at the end is no shorter, and another one no longer, in seconds."""

FEWEST_BREATHS, MOST_BREATHS = 3, 18
"""How many breaths a routine may end with, of a stretch that is for nothing but breathing."""

SLOW_S = 8
"""A movement that takes longer than this has a hold in it."""

BREATHING = "breathing"
"""The target of what is for nothing but breathing."""


class Dose(NamedTuple):
    """One way to do a stretch."""

    amount: int
    """Seconds, breaths or movements."""
    sets: int
    a_side: int
    """Seconds held or moved on each side."""
    seconds: int
    """What it takes, without getting ready for it."""


class Candidate:
    """A stretch that may be part of a routine.

    Args:
        stretch: The stretch.
        pace: The time between holds.
        gentle: Whether less is asked than usual.
    """

    def __init__(self, stretch: Stretch, pace: Pace, *, gentle: bool) -> None:
        self.stretch = stretch
        self.id = stretch.id
        self.position = plain(stretch.position)
        self.targets = tuple(plain(each) for each in stretch.targets)
        self.needs = frozenset(plain(each) for each in stretch.needs)
        self._gentle = gentle
        # Left and right alike, even if the stretch by itself is of one side.
        one_side = stretch.sides in (Sides.LEFT, Sides.RIGHT)
        self._step = Step(
            stretch=stretch.id,
            sides=Sides.BOTH if one_side else None,
            contract=0 if gentle and stretch.contract else None,
        )
        self._asked = ask(self._step, stretch)
        self._switch = pace.switch if stretch.change is None else stretch.change

    @property
    def main(self) -> str:
        """The part of the body that it is for above all; empty if it is for none."""
        return self.targets[0] if self.targets else ""

    @property
    def is_breathing(self) -> bool:
        """Whether it is for nothing but breathing."""
        return self.main == BREATHING

    @property
    def is_movement(self) -> bool:
        """Whether it is moved and not held: something to begin with."""
        return 0 < self._asked.beat <= SLOW_S and self._asked.reps > 0

    @property
    def is_strong(self) -> bool:
        """Whether it is stretched far, and held so."""
        return 0 < self._asked.hold < REST_FROM_S

    @property
    def is_ending(self) -> bool:
        """Whether it is a rest, or breathing: something to end with."""
        return self._asked.breaths > 0 or self._asked.hold >= REST_FROM_S

    @property
    def presses(self) -> bool:
        """Whether it presses the breath: by a push, or because the breath is held."""
        asked = self._asked
        return asked.contract > 0 or (asked.breaths > 0 and holds_breath(asked.pattern))

    def step(self, dose: Dose) -> Step:
        """The step that has it done in one way."""
        asked = self._asked
        quantity = "reps" if asked.reps else "breaths" if asked.breaths else "hold"
        rest = BETWEEN_SETS_S if dose.sets > 1 else 0
        return replace(self._step, **{quantity: dose.amount}, times=dose.sets, rest=rest)

    @cached_property
    def doses(self) -> tuple[Dose, ...]:
        """The ways to do it, from the least to the most; the last one is best."""
        asked = self._asked
        if asked.reps:
            amounts: Iterable[int] = range(-(-asked.reps // 2), asked.reps + 1)
            more = not self._gentle and asked.reps * asked.beat <= MOST_A_SIDE_S
            found = [(each, 1) for each in amounts] + [(asked.reps, 2)] * more
        elif asked.breaths:
            found = [(each, 1) for each in range(max(1, asked.breaths - 1), asked.breaths + 1)]
        else:
            found = [*self._holds()]
        return tuple(sorted(map(self._dose, *zip(*found, strict=True)), key=_by_amount))

    def _holds(self) -> Iterator[tuple[int, int]]:
        if self._asked.hold >= REST_FROM_S:
            # A rest, of which there is one.
            longest = min(self._asked.hold, LONGEST_REST_S)
            yield from ((each, 1) for each in range(LONGEST_HOLD_S, longest + 1, 15))
            return
        longest = LONGEST_GENTLE_S if self._gentle else LONGEST_HOLD_S
        most = MOST_GENTLE_A_SIDE_S if self._gentle else MOST_A_SIDE_S
        own = min(self._asked.hold, longest)
        for amount in {own, *(own - less for less in (5, 10) if own - less >= SHORTEST_HOLD_S)}:
            for sets in range(1, min(MOST_SETS, max(1, most // amount)) + 1):
                yield amount, sets

    @cached_property
    def opening(self) -> tuple[Dose, ...]:
        """The ways to begin with it, gently: once, and of a hold no more than half of it."""
        if self.is_movement:
            return tuple(each for each in self.doses if each.sets == 1)
        return (min(self.doses, key=_by_amount),)

    @cached_property
    def ending(self) -> tuple[Dose, ...]:
        """The ways to end with it."""
        asked = self._asked
        if self.is_breathing:
            amounts: Iterable[int] = range(FEWEST_BREATHS, MOST_BREATHS + 1)
        elif asked.breaths:
            amounts = range(asked.breaths, 2 * asked.breaths + 1)
        else:
            amounts = range(SHORTEST_REST_S, asked.hold + 1, 5)
        return tuple(self._dose(each, 1) for each in amounts)

    def _dose(self, amount: int, sets: int) -> Dose:
        asked = self._asked
        each = amount if asked.hold else amount * asked.beat
        holds = sets * (2 if asked.two_sided else 1)
        rest = BETWEEN_SETS_S if sets > 1 else 0
        switches = {Sides.BOTH: 1, Sides.ALTERNATE: holds - 1}.get(asked.sides, 0)
        between = switches * self._switch + (holds - 1 - switches) * rest
        return Dose(amount, sets, each * sets, holds * (each + asked.push) + between + rest)


def _by_amount(dose: Dose) -> tuple[int, int]:
    # Of two that come to the same, fewer sets are better: they are the later ones.
    return dose.a_side, -dose.sets

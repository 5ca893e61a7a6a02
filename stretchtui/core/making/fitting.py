"""Doses that make a routine last as long as it should."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from stretchtui.core.making.candidates import Candidate, Dose

TOLERANCE_S = 15
"""A routine lasts as long as was asked for, but for so many seconds."""

CLOSE_S = 5
"""Nothing is given up to come nearer than this."""

LOSS_S = 120
"""So many seconds off is as bad as to do the least of a stretch, where the most would be best."""


class Slot(NamedTuple):
    """A stretch in its place in a routine."""

    candidate: Candidate
    doses: Sequence[Dose]
    """The ways to do it there."""
    best: int
    """Which of them is best."""


def fitted(slots: Sequence[Slot], seconds: int) -> list[Dose]:
    """The doses that together come nearest to some seconds, each as near to its best as can be.

    Args:
        slots: The stretches.
        seconds: What they may take, without getting ready for them.
    """
    chosen = [slot.best for slot in slots]
    off = sum(slot.doses[slot.best].seconds for slot in slots) - seconds
    while abs(off) > CLOSE_S:
        best: tuple[float, int, int, int] | None = None
        for place, slot in enumerate(slots):
            now = chosen[place]
            for number, dose in enumerate(slot.doses):
                after = off - slot.doses[now].seconds + dose.seconds
                if abs(after) < abs(off):
                    lost = _loss(slot, number) - _loss(slot, now)
                    way = (max(abs(after), CLOSE_S) + lost, place, number, after)
                    best = way if best is None else min(best, way)
        if best is None:
            break
        _, place, number, off = best
        chosen[place] = number
    return [slot.doses[number] for slot, number in zip(slots, chosen, strict=True)]


def _loss(slot: Slot, number: int) -> float:
    """What it costs that a dose is not the best, in seconds: far off it costs the more."""
    return LOSS_S * ((number - slot.best) / len(slot.doses)) ** 2

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


class Part(NamedTuple):
    """A stretch in its place in a routine."""

    candidate: Candidate
    doses: Sequence[Dose]
    """The ways to do it there."""
    best: int
    """Which of them is best."""


def fitted(parts: Sequence[Part], seconds: int) -> list[Dose]:
    """The doses that together come nearest to some seconds, each as near to its best as can be.

    Args:
        parts: The stretches.
        seconds: What they may take, without getting ready for them.
    """
    chosen = [part.best for part in parts]
    off = sum(part.doses[part.best].seconds for part in parts) - seconds
    while abs(off) > CLOSE_S:
        best: tuple[float, int, int, int] | None = None
        for place, part in enumerate(parts):
            now = chosen[place]
            for number, dose in enumerate(part.doses):
                after = off - part.doses[now].seconds + dose.seconds
                if abs(after) < abs(off):
                    lost = _loss(part, number) - _loss(part, now)
                    way = (max(abs(after), CLOSE_S) + lost, place, number, after)
                    best = way if best is None else min(best, way)
        if best is None:
            break
        _, place, number, off = best
        chosen[place] = number
    return [part.doses[number] for part, number in zip(parts, chosen, strict=True)]


def _loss(part: Part, number: int) -> float:
    """What it costs that a dose is not the best, in seconds: far off it costs the more."""
    return LOSS_S * ((number - part.best) / len(part.doses)) ** 2

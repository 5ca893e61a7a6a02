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
        least, way = (abs(off), 0.0), None
        for place, part in enumerate(parts):
            now = part.doses[chosen[place]].seconds
            for number, dose in enumerate(part.doses):
                after = abs(off - now + dose.seconds)
                if after >= least[0] and after > CLOSE_S:
                    continue
                loss = abs(number - part.best) / len(part.doses)
                if (cost := (max(after, CLOSE_S), loss)) < least:
                    least, way = cost, (place, number)
        if way is None:
            break
        place, number = way
        part = parts[place]
        off += part.doses[number].seconds - part.doses[chosen[place]].seconds
        chosen[place] = number
    return [part.doses[number] for part, number in zip(parts, chosen, strict=True)]

"""The order of stretches: one position after the other, and no muscle twice in a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stretchtui.core.making.candidates import Candidate

FROM_UP_TO_DOWN = (
    "standing",
    "sitting on a chair",
    "on all fours",
    "kneeling",
    "sitting on the floor",
    "on your front",
    "on your side",
    "on your back",
)
"""Positions in the order in which they follow each other best: the end is a rest, lying."""


def height(position: str) -> int:
    """Where a position comes; one that is not known comes first."""
    return FROM_UP_TO_DOWN.index(position) if position in FROM_UP_TO_DOWN else -1


def ordered(
    chosen: Iterable[Candidate], positions: Sequence[str], before: Candidate
) -> list[Candidate]:
    """Stretches by positions, so that no two strong ones of the same muscle follow each other.

    Those that cannot be placed so are left out.

    Args:
        chosen: The stretches.
        positions: The positions, in their order.
        before: What comes before them.
    """
    found: list[Candidate] = []
    last = before
    left = list(chosen)
    for position in positions:
        here = [each for each in left if each.position == position]
        while fitting := [each for each in here if not clash(last, each)]:
            # What there is most of has to begin, or it will be left alone at the end.
            often = Counter(each.main for each in here if each.is_strong)
            last = max(fitting, key=lambda each: often[each.main] if each.is_strong else 0)
            here.remove(last)
            found.append(last)
    return found


def clash(one: Candidate, other: Candidate) -> bool:
    """Whether both stretch the same muscle far, so that they should not follow each other."""
    return one.is_strong and other.is_strong and one.main == other.main

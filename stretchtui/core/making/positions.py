"""In which positions a routine is done: as few as there can be, in the order of least effort."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, permutations
from typing import TYPE_CHECKING

from msgspec import Struct

from stretchtui.core.making.ordering import height

if TYPE_CHECKING:
    from stretchtui.core.making.areas import Goal
    from stretchtui.core.making.candidates import Candidate
    from stretchtui.core.making.choosing import Chooser
    from stretchtui.core.making.wish import RoutineWish
    from stretchtui.core.routines.pace import Pace

_PERMUTED = 3
"""Of more positions than this only the usual order is looked at."""


_OPENING_S = 60
"""A movement to begin with takes no longer."""


class _Position(Struct, frozen=True):
    """What can be done in one position."""

    name: str
    seconds: int
    """How long all of it takes."""
    goals: frozenset[int]
    """The goals that are reached there, by their numbers."""
    begins: bool
    """Whether there is a movement to begin with."""
    ends: bool
    """Whether there is something to end with."""
    merit: float
    """How good a choice it is."""


def ways(
    wish: RoutineWish,
    goals: Sequence[Goal],
    usable: Sequence[Candidate],
    chooser: Chooser,
    pace: Pace,
) -> Iterator[tuple[str, ...]]:
    """The positions in which a routine can be done, in their order; the best way first.

    Args:
        wish: What the routine is for.
        goals: What it has to reach; nothing, if anything will do.
        usable: The stretches that it may be made of.
        chooser: Tells how good a choice each is.
        pace: The time between holds.
    """
    found = [*_positions(goals, usable, chooser, pace)]
    wanted = frozenset(range(len(goals)))
    for begins, ends in ((True, True), (True, False), (False, True), (False, False)):
        for count in range(1, len(found) + 1):
            enough = [
                some
                for some in combinations(found, count)
                if sum(each.seconds for each in some) >= wish.minutes * 60
                and wanted <= frozenset().union(*(each.goals for each in some))
            ]
            enough.sort(key=lambda some: -sum(each.merit for each in some) / len(some))
            for some in enough:
                order = _order(some)
                if (order[0].begins, order[-1].ends) == (begins, ends):
                    yield tuple(each.name for each in order)


def _positions(
    goals: Sequence[Goal],
    usable: Sequence[Candidate],
    chooser: Chooser,
    pace: Pace,
) -> Iterator[_Position]:
    by_position: dict[str, list[Candidate]] = {}
    for each in usable:
        by_position.setdefault(each.position, []).append(each)
    for name, others in by_position.items():
        own = [each for each in others if _is_for(each, goals)]
        if not own:
            continue
        ends = [each.ending[-1].seconds for each in others if each.is_ending]
        merits = sorted((chooser.merit(each) for each in own), reverse=True)[:4]
        yield _Position(
            name,
            sum(each.doses[-1].seconds + pace.get_ready for each in own)
            + max(ends, default=0)
            + _OPENING_S,
            frozenset(
                number
                for number, goal in enumerate(goals)
                if any(goal.is_met_by(each.targets) for each in own)
            ),
            any(each.is_movement for each in others),
            any(each.is_ending for each in others),
            sum(merits) / len(merits) + chooser.chance(name),
        )


def _order(some: Sequence[_Position]) -> Sequence[_Position]:
    """Positions in the order in which they are taken."""
    usual = sorted(some, key=lambda each: height(each.name))
    if len(some) > _PERMUTED:
        return usual

    def cost(order: Sequence[_Position]) -> tuple[bool, bool, int]:
        ups = sum(height(one.name) > height(two.name) for one, two in pairwise(order))
        return not order[0].begins, not order[-1].ends, ups

    return min(permutations(usual), key=cost)


def _is_for(candidate: Candidate, goals: Sequence[Goal]) -> bool:
    if not goals:
        return not candidate.is_breathing
    return any(goal.is_reached_by(candidate.targets) for goal in goals)

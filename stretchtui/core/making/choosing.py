"""Which stretches a routine is made of: what it is for first, then what was not done lately."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct

from stretchtui.core.making.areas import region_of

if TYPE_CHECKING:
    from stretchtui.core.making.areas import Goal
    from stretchtui.core.making.candidates import Candidate

LATELY_DAYS = 14
"""What was not done for so many days is as good as new."""

_MAIN, _OTHER = 1.0, 0.5
"""What it counts for a goal that a stretch is for it above all, or among others."""

_FRESH, _CHANCE = 1.5, 0.5
"""What it counts that a stretch was not done lately; and chance."""

_HELD, _EASY = 0.5, 0.5
"""What it counts that a stretch is held, not moved; that it takes the place of a harder one."""

_WARNED, _AVOIDED = 1.0, 2.0
"""What it counts against a beginning or an end that there is a caution; that some avoid it."""


class Past(Struct, frozen=True):
    """What is known of the stretches that were done."""

    days_ago: Mapping[str, int] = {}
    """Days since each was last done, by its id."""
    hurting: frozenset[str] = frozenset()
    """The ids of those that hurt when they were last done."""


NOTHING_DONE = Past()
"""Of who has never stretched."""


class Chooser:
    """Chooses stretches for one routine.

    Args:
        goals: What it has to reach.
        past: What was done.
        seed: Tells it from other routines for the same.
        easy: The ids of stretches that are better than others.
    """

    def __init__(
        self, goals: Sequence[Goal], past: Past, seed: int, easy: frozenset[str] = frozenset()
    ) -> None:
        self._goals = goals
        self._past = past
        self._seed = seed
        self._easy = easy
        self._merits: dict[str, float] = {}

    def chance(self, name: str) -> float:
        """A number from 0 to 1 that goes by a name and the seed alone."""
        digest = sha256(f"{self._seed}\n{name}".encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:4]) / 2**32

    def merit(self, candidate: Candidate) -> float:
        """How good a choice a stretch is, whatever it is for."""
        found = self._merits.get(candidate.id)
        if found is None:
            days = self._past.days_ago.get(candidate.id, LATELY_DAYS)
            fresh = min(days, LATELY_DAYS) / LATELY_DAYS
            found = _FRESH * fresh + _CHANCE * self.chance(candidate.id)
            found += _HELD * candidate.is_strong + _EASY * (candidate.id in self._easy)
            self._merits[candidate.id] = found
        return found

    def reaches(self, candidate: Candidate) -> list[tuple[int, float]]:
        """The goals that a stretch reaches, by their numbers, and how well."""
        main, targets = candidate.main, candidate.targets
        return [
            (number, _MAIN if main in goal.targets else _OTHER)
            for number, goal in enumerate(self._goals)
            if not goal.targets.isdisjoint(targets)
        ]

    def ranked(self, pool: Iterable[Candidate], most: int) -> list[Candidate]:
        """The best stretches to do, the best first, each for what has come off worst so far."""
        left = {each.id: (each, self.merit(each), self.reaches(each)) for each in pool}
        given = [0.0] * len(self._goals)
        used: dict[str, int] = {}
        found: list[Candidate] = []
        while left and len(found) < most:

            def worth(entry: tuple[Candidate, float, list[tuple[int, float]]]) -> float:
                candidate, merit, reached = entry
                for_goals = sum(2 * how / (1 + given[goal]) for goal, how in reached)
                return merit + for_goals - 0.5 * used.get(candidate.main, 0)

            candidate, _, reached = max(left.values(), key=worth)
            del left[candidate.id]
            for goal, how in reached:
                given[goal] += how
            used[candidate.main] = used.get(candidate.main, 0) + 1
            found.append(candidate)
        return found

    def opening(self, movements: Iterable[Candidate], goals: frozenset[str]) -> Candidate:
        """The movement to begin with: one for what is to come, that nothing warns of."""
        regions = {region_of([each]) for each in goals}

        def worth(each: Candidate) -> float:
            fits = 0.5 * (not goals.isdisjoint(each.targets)) + 1.0 * (each.main in goals)
            near = 0.75 * (region_of(each.targets) in regions)
            return self.merit(each) + fits + near - _warnings(each)

        return max(movements, key=worth)

    def ending(self, rests: Iterable[Candidate], goals: frozenset[str]) -> Candidate | None:
        """The rest to end with, or the breathing."""

        def worth(each: Candidate) -> float:
            fits = each.is_breathing or not goals.isdisjoint(each.targets)
            return self.merit(each) + fits - _warnings(each)

        return max(rests, key=worth, default=None)


def _warnings(candidate: Candidate) -> float:
    stretch = candidate.stretch
    return _WARNED * (stretch.caution is not None) + _AVOIDED * bool(stretch.avoid)

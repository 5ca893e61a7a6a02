"""A routine in some positions: how it begins, what it is made of, and how it ends in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from stretchtui.core.making.fitting import TOLERANCE_S, Slot, fitted
from stretchtui.core.making.ordering import ordered
from stretchtui.core.routines.length import length
from stretchtui.core.routines.model import Routine

if TYPE_CHECKING:
    from stretchtui.core.making.areas import Goal
    from stretchtui.core.making.candidates import Candidate, Dose
    from stretchtui.core.making.choosing import Chooser
    from stretchtui.core.making.wish import RoutineWish
    from stretchtui.core.routines.model import Stretch
    from stretchtui.core.routines.pace import Pace

ENDS_FROM_MIN = 4
"""From so many minutes on there is time for a rest at the end."""

END_SHARE, SHORTEST_END_S = 0.1, 30
"""A rest at the end best takes this part of the time, and no less than so many seconds."""

LONGEST_END_SHARE = 0.2
"""It takes no more than this part of it."""

_SHORTEST_STEP_S = 30
"""No step takes less, with what leads to it."""

_TIMES_FITTED = 3
"""A voice takes another time to say other doses: so often the length is looked at again."""


class Filling:
    """Fills the time of a wish.

    Args:
        wish: What the routine is for.
        goals: What it has to reach; nothing, if anything will do.
        usable: The stretches that it may be made of.
        chooser: Chooses among them.
        stretches: The library's, by their ids.
        pace: The time between holds.
    """

    def __init__(
        self,
        wish: RoutineWish,
        goals: Sequence[Goal],
        usable: Sequence[Candidate],
        chooser: Chooser,
        stretches: Mapping[str, Stretch],
        pace: Pace,
    ) -> None:
        self._wish, self._goals, self._usable = wish, goals, usable
        self._chooser, self._stretches, self._pace = chooser, stretches, pace
        self._seconds = wish.minutes * 60
        self._targets = frozenset(target for goal in goals for target in goal.targets)

    def routine(self, positions: Sequence[str]) -> Routine | None:
        """A routine in some positions, in their order; None if there is none."""
        pool = [each for each in self._usable if each.position in positions]
        opening = self._opening([each for each in pool if each.position == positions[0]])
        last = [each for each in pool if each.position == positions[-1] and each is not opening]
        ending = None
        if self._wish.minutes >= ENDS_FROM_MIN:
            rests = (each for each in last if each.is_ending)
            ending = self._chooser.ending(rests, self._targets)
        found = None
        if ending is not None:
            found = self._filled(positions, opening, ending, pool)
        return found or self._filled(positions, opening, None, pool)

    def _opening(self, here: Sequence[Candidate]) -> Candidate:
        """What to begin with: a movement, or else what is held for the shortest time."""
        movements = [each for each in here if each.is_movement]
        if movements:
            return self._chooser.opening(movements, self._targets)
        return min(filter(self._is_for, here), key=lambda each: each.doses[0].a_side)

    def _is_for(self, candidate: Candidate) -> bool:
        """Whether a stretch is for what is wished."""
        if not self._goals:
            return not candidate.is_breathing
        return not self._targets.isdisjoint(candidate.targets)

    def _filled(
        self,
        positions: Sequence[str],
        opening: Candidate,
        ending: Candidate | None,
        pool: Sequence[Candidate],
    ) -> Routine | None:
        begin = Slot(opening, opening.opening, len(opening.opening) - 1)
        end = [] if ending is None else [_closing(ending, self._seconds)]
        others = (each for each in pool if self._is_for(each) and each not in (opening, ending))
        ranked = self._chooser.ranked(others, self._seconds // _SHORTEST_STEP_S)
        too_few, too_many = 0, len(ranked) + 1
        for count in self._counts(ranked, [begin, *end]):
            if not too_few < count < too_many:
                continue
            chosen = ordered(ranked[:count], positions, opening)
            middle = [Slot(each, each.doses, len(each.doses) - 1) for each in chosen]
            slots = [begin, *middle, *end]
            if not (middle and self._reach_all(slots)):
                continue
            doses, off = self._fitted(slots)
            if abs(off) <= TOLERANCE_S:
                return self._routine(slots, doses)
            if off < 0:
                too_few = count
            else:
                too_many = count
        return None

    def _counts(self, ranked: Sequence[Candidate], others: Sequence[Slot]) -> list[int]:
        """How many stretches may be enough, the likeliest first."""
        ready = self._pace.get_ready
        seconds = sum(slot.doses[slot.best].seconds + ready for slot in others)
        least = sum(slot.doses[0].seconds + ready for slot in others)
        likely = most = 0
        for each in ranked:
            likely += seconds < self._seconds
            seconds += each.doses[-1].seconds + ready
            least += each.doses[0].seconds + ready
            most += least <= self._seconds + TOLERANCE_S
        return sorted(range(1, most + 1), key=lambda count: abs(count - likely))

    def _reach_all(self, slots: Sequence[Slot]) -> bool:
        return all(
            any(goal.is_met_by(slot.candidate.targets) for slot in slots) for goal in self._goals
        )

    def _fitted(self, slots: Sequence[Slot]) -> tuple[list[Dose], int]:
        """The doses that come nearest to the time, and by how many seconds they are too long."""
        doses = [slot.doses[slot.best] for slot in slots]
        off = self._length(slots, doses) - self._seconds
        for _ in range(_TIMES_FITTED):
            doses = fitted(slots, sum(dose.seconds for dose in doses) - off)
            off = self._length(slots, doses) - self._seconds
            if abs(off) <= TOLERANCE_S:
                break
        return doses, off

    def _length(self, slots: Sequence[Slot], doses: Sequence[Dose]) -> int:
        return length(self._routine(slots, doses), self._stretches, self._pace)

    def _routine(self, slots: Sequence[Slot], doses: Sequence[Dose]) -> Routine:
        wish = self._wish
        steps = [slot.candidate.step(dose) for slot, dose in zip(slots, doses, strict=True)]
        tags = (*wish.areas, *(["gentle"] if wish.gentle else []))
        return Routine(id=wish.id, name=wish.text, tags=tags, steps=tuple(steps))


def _closing(ending: Candidate, seconds: int) -> Slot:
    """What a routine ends with."""
    most = max(LONGEST_END_SHARE * seconds, ending.ending[0].seconds)
    doses = [each for each in ending.ending if each.seconds <= most]
    best = max(SHORTEST_END_S, END_SHARE * seconds)
    nearest = min(range(len(doses)), key=lambda number: abs(doses[number].seconds - best))
    return Slot(ending, doses, nearest)

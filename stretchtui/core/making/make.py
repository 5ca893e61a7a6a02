"""A routine made for a wish, out of the stretches that the library has.

It begins with a movement, goes from position to position as seldom as it can, asks of left and
right alike, and ends with a rest or with breathing. The same wish, seed, library and past give the
same routine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.making.areas import REGIONS, Goal, goals_of
from stretchtui.core.making.candidates import Candidate
from stretchtui.core.making.choosing import NOTHING_DONE, Chooser, Past
from stretchtui.core.making.filling import Filling
from stretchtui.core.making.positions import ways
from stretchtui.core.making.unmet import Unmet
from stretchtui.core.making.usable import is_usable, why_none
from stretchtui.core.making.wish import LONGEST_MIN, SHORTEST_MIN, minutes_text
from stretchtui.core.routines.pace import Pace

if TYPE_CHECKING:
    from stretchtui.core.making.wish import RoutineWish
    from stretchtui.core.routines.leaving_out import LeaveOut
    from stretchtui.core.routines.model import Routine, Stretch

_WAYS = 12
"""Of so many choices of positions one has to do."""


def make(
    wish: RoutineWish,
    stretches: Mapping[str, Stretch],
    past: Past = NOTHING_DONE,
    seed: int = 0,
    leave_out: LeaveOut = frozenset(),
    pace: Pace = Pace(),
) -> Routine:
    """Make one routine; the arguments are those of ``RoutineMaker`` and its ``make``."""
    return RoutineMaker(stretches, pace).make(wish, past, seed, leave_out)


class RoutineMaker:
    """Makes routines out of a library.

    Args:
        stretches: The library's stretches, by their ids.
        pace: The time between holds, and who leads through them: routines last as long with it.
    """

    def __init__(self, stretches: Mapping[str, Stretch], pace: Pace = Pace()) -> None:
        self._stretches = stretches
        self._pace = pace
        self._candidates: dict[bool, list[Candidate]] = {}

    def make(
        self,
        wish: RoutineWish,
        past: Past = NOTHING_DONE,
        seed: int = 0,
        leave_out: LeaveOut = frozenset(),
    ) -> Routine:
        """Make a routine.

        Args:
            wish: What it is for.
            past: What was done, and what hurt.
            seed: Another one gives another routine, if there is one.
            leave_out: What the person wants to leave out: nothing comes that is wrong for it.

        Returns:
            The routine, as long as was asked for but for 15 s; it has the id of the wish.

        Raises:
            Unmet: There is no good one.
        """
        everything = self._all(wish.gentle)
        targets = frozenset(target for each in everything for target in each.targets)
        goals = goals_of(wish.areas, targets)
        if not everything:
            raise Unmet("There are no stretches")
        usable = [each for each in everything if is_usable(each, wish, leave_out)]
        for goal in goals or [None]:
            if not any(goal is None or goal.is_reached_by(each.targets) for each in usable):
                raise Unmet(why_none(goal, everything, wish, leave_out))
        mains = frozenset(each.main for each in usable)
        goals = tuple(goal.among(mains) for goal in goals)
        routine = self._made(wish, goals, usable, past, seed)
        if routine is None:
            raise Unmet(self._other_length(wish, goals, usable, past, seed))
        return routine

    def _all(self, gentle: bool) -> list[Candidate]:
        if gentle not in self._candidates:
            self._candidates[gentle] = [
                Candidate(each, self._pace, gentle=gentle) for each in self._stretches.values()
            ]
        return self._candidates[gentle]

    def _made(
        self,
        wish: RoutineWish,
        goals: Sequence[Goal],
        usable: Sequence[Candidate],
        past: Past,
        seed: int,
    ) -> Routine | None:
        if wish.minutes < len(goals):
            return None
        balanced = goals or [Goal(name, region) for name, region in REGIONS.items()]
        easy = (each for some in usable for each in some.stretch.instead)
        chooser = Chooser(balanced, past, seed, frozenset(easy if wish.gentle else ()))
        for some in _gentlest_first(usable, past, gentle=wish.gentle):
            filling = Filling(wish, goals, some, chooser, self._stretches, self._pace)
            for positions in islice(ways(wish, goals, some, chooser, self._pace), _WAYS):
                found = filling.routine(positions)
                if found is not None:
                    return found
        return None

    def _other_length(
        self,
        wish: RoutineWish,
        goals: Sequence[Goal],
        usable: Sequence[Candidate],
        past: Past,
        seed: int,
    ) -> str:
        """Why no routine lasts as long as was asked for, and how long one could last."""
        far = range(1, LONGEST_MIN)
        near = (minutes for by in far for minutes in (wish.minutes - by, wish.minutes + by))
        for minutes in near:
            if not SHORTEST_MIN <= minutes <= LONGEST_MIN:
                continue
            if self._made(replace(wish, minutes=minutes), goals, usable, past, seed):
                asked, other = minutes_text(wish.minutes), minutes_text(minutes)
                if minutes > wish.minutes:
                    verb = "is" if wish.minutes == 1 else "are"
                    return f"{asked} {verb} too short{wish.what}: ask for {other} or more"
                return f"There are not enough stretches{wish.what}: ask for {other} or less"
        return f"There are not enough stretches{wish.what}"


def _gentlest_first(
    usable: Sequence[Candidate], past: Past, *, gentle: bool
) -> Iterator[Sequence[Candidate]]:
    """Stretches to choose from: without those that hurt the last time, if it can be done so.

    If it shall be gentle, without those that some people have to avoid, too.
    """
    painless = [each for each in usable if each.id not in past.hurting]
    if gentle:
        yield [each for each in painless if not each.stretch.avoid]
    yield painless
    if len(painless) < len(usable):
        yield usable

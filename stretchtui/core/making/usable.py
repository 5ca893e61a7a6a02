"""Which stretches can be done as a person wishes, and what is in the way where none can."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from stretchtui.core.making.places import is_in
from stretchtui.core.making.wish import listed
from stretchtui.core.routines.leaving_out import PRESSING, is_left_out

if TYPE_CHECKING:
    from stretchtui.core.making.areas import Goal
    from stretchtui.core.making.candidates import Candidate
    from stretchtui.core.making.wish import RoutineWish
    from stretchtui.core.routines.leaving_out import LeaveOut


def is_usable(candidate: Candidate, wish: RoutineWish, leave_out: LeaveOut) -> bool:
    """Whether a stretch can be done: where it is wished, with what is at hand, by this person."""
    return (
        is_in(candidate.position, wish.positions)
        and not needed(candidate, wish)
        and not is_wrong(candidate, leave_out)
    )


def is_wrong(candidate: Candidate, leave_out: LeaveOut) -> bool:
    """Whether a stretch is wrong for a person: it is left out, or it presses the breath."""
    presses = candidate.presses and any(each in leave_out for each in PRESSING)
    return presses or is_left_out(candidate.stretch, leave_out)


def needed(candidate: Candidate, wish: RoutineWish) -> set[str]:
    """What a stretch needs of the things that are not at hand."""
    return {
        thing
        for thing in candidate.needs
        if any(each in (thing, f"{thing}s") or f"{each}s" == thing for each in wish.without)
    }


def why_none(
    goal: Goal | None,
    everything: Sequence[Candidate],
    wish: RoutineWish,
    leave_out: LeaveOut,
) -> str:
    """What is in the way of all stretches for a part of the body, in one line."""
    name = f" for {goal.name}" if goal else ""
    found = [each for each in everything if goal is None or goal.is_reached_by(each.targets)]
    here = [each for each in found if is_in(each.position, wish.positions)]
    if not here:
        positions = sorted({each.position for each in found})
        where = listed(wish.positions, "or")
        return f"No stretch{name} is done {where}, only {listed(positions, 'or')}"
    at_hand = [each for each in here if not needed(each, wish)]
    if not at_hand:
        things = sorted({thing for each in here for thing in needed(each, wish)})
        where = f" {listed(wish.positions, 'or')}" if wish.positions else ""
        return f"Every stretch{name}{where} needs something you are without: {listed(things)}"
    return f"Your settings leave out every stretch{name} that would do"

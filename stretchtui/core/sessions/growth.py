"""What of a routine grows, what it asks for today, and why, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from stretchtui.core.routines.model import Routine, Sides, Stretch, stretch_of
from stretchtui.core.routines.ramps import ask, credit_at, grown
from stretchtui.core.routines.rounds import names, places
from stretchtui.core.sessions.progress import Progress, Why

if TYPE_CHECKING:
    from stretchtui.core.routines.ramps import Ask

Quantity = Literal["hold", "breaths", "reps", "times", "rounds"]

_UNITS: dict[Quantity, tuple[str, str]] = {
    "hold": ("second", "seconds"),
    "breaths": ("breath", "breaths"),
    "reps": ("rep", "reps"),
    "times": ("time", "times"),
    "rounds": ("round", "rounds"),
}


_OF_STEPS: tuple[Quantity, ...] = ("hold", "breaths", "reps", "times")


class Growth(Struct, frozen=True):
    """A quantity of a step, at the level of today."""

    step: int
    """The place of the step, or of a group's first one, among the routine's single steps."""
    name: str
    """The stretch's name, or what a group is called."""
    what: Quantity
    sided: bool
    """Whether it is asked on each side."""
    was: int
    """As it was asked the last time."""
    now: int
    then: int
    """As it will be at the next level."""

    @property
    def amount(self) -> str:
        """``10 reps``, ``once per side``, ``2 times per side``."""
        one, many = _UNITS[self.what]
        amount = f"{self.now} {one if self.now == 1 else many}"
        if self.what == "times" and self.now == 1:
            amount = "once"
        return f"{amount} per side" if self.sided else amount

    @property
    def words(self) -> str:
        """``2 times per side from today (was 1)``."""
        return self.amount if self.now == self.was else f"{self.amount} from today (was {self.was})"


def growths(
    routine: Routine, stretches: Mapping[str, Stretch], level: int, last: int
) -> tuple[Growth, ...]:
    """The quantities that have changed since the last time, or will at the next level.

    Args:
        routine: The routine.
        stretches: The stretches that its steps ask for.
        level: The level of today.
        last: The level it was last played at.
    """
    credits = [credit_at(routine, stretches, each) for each in (last, level, level + 1)]
    found: list[Growth] = []
    for number, (step, group, first) in enumerate(places(routine)):
        if group is not None and first == number:
            rounds = [grown(group.rounds, credit) for credit in credits]
            if len(set(rounds)) > 1:
                found.append(Growth(number, names(group, stretches), "rounds", False, *rounds))
        stretch = stretch_of(step, stretches)
        was, now, then = (ask(step, stretch, credit) for credit in credits)
        for what in _OF_STEPS:
            values = [_value(each, what) for each in (was, now, then)]
            if len(set(values)) > 1:
                sided = now.sides in (Sides.BOTH, Sides.ALTERNATE)
                found.append(Growth(number, stretch.name, what, sided, *values))
    return tuple(found)


def reason(progress: Progress) -> str:
    """Why today's level is another than the last time: ``after 3 sessions``; empty if it is not."""
    match progress.why:
        case Why.ENOUGH:
            return f"after {_counted(progress.count, 'session')}"
        case Why.MORE:
            return f"after {_counted(progress.count, 'session')}, because you could do more"
        case Why.TOO_MUCH:
            return "because it was too much"
        case Why.AWAY:
            return f"after {progress.count} days away"
        case _:
            return ""


def outlook(progress: Progress) -> str:
    """When there will be more: ``next level in 2 more sessions``; empty at the highest level."""
    return f"next level in {_counted(progress.left, 'more session')}" if progress.left else ""


def next_time(found: tuple[Growth, ...], progress: Progress) -> str:
    """What is asked for the next time, if that is something else; otherwise, when it will be.

    ``Next time: Bridge, 10 reps, and 2 more``.

    Args:
        found: What has changed since the last time, or will, as from ``growths``.
        progress: How far the routine has grown.
    """
    changed = [each for each in found if each.now != each.was]
    if not changed:
        words = outlook(progress)
        return words[:1].upper() + words[1:]
    first, *others = changed
    more = f", and {len(others)} more" if others else ""
    return f"Next time: {first.name}, {first.amount}{more}"


def _value(asked: Ask, what: Quantity) -> int:
    value: int = getattr(asked, what)
    return value


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"

"""What of a routine grows, what it asks for today, and why, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from stretchtui.core.routines.model import Routine, Stretch, stretch_of
from stretchtui.core.routines.ramps import ask, credit_at, grown, quantity_of
from stretchtui.core.routines.rounds import names, places
from stretchtui.core.sessions.progress import Progress, Why

if TYPE_CHECKING:
    from stretchtui.core.routines.ramps import Ask

Growing = Literal["hold", "breaths", "reps", "times", "rounds"]

_UNITS: dict[Growing, tuple[str, str]] = {
    "hold": ("second", "seconds"),
    "breaths": ("breath", "breaths"),
    "reps": ("rep", "reps"),
    "times": ("time", "times"),
    "rounds": ("round", "rounds"),
}


class Growth(Struct, frozen=True):
    """A quantity of a step, at the level of today."""

    step: int
    """The place of the step, or of a group's first one, among the routine's single steps."""
    name: str
    """The stretch's name, or what a group is called."""
    what: Growing
    sided: bool
    """Whether it is asked on each side."""
    was: int
    """As it was asked the last time."""
    now: int
    then: int
    """As it will be at the next level."""
    sets: tuple[int, int, int] = (1, 1, 1)
    """Where it has grown into sets: how many there were, are, and will be."""

    @property
    def has_changed(self) -> bool:
        """Whether it is asked otherwise than the last time."""
        return (self.now, self.sets[1]) != (self.was, self.sets[0])

    @property
    def amount(self) -> str:
        """``10 reps``, ``2 sets of 8 reps``, ``once per side``, ``2 times per side``."""
        amount = self._amount(self.now, self.sets[1])
        return f"{amount} per side" if self.sided else amount

    @property
    def words(self) -> str:
        """``2 times from today (was 1)``, ``2 sets of 8 reps from today (was 1 rep)``."""
        if not self.has_changed:
            return self.amount
        plain = self.sets == (1, 1, 1)
        was = self.was if plain else self._amount(self.was, self.sets[0])
        return f"{self.amount} from today (was {was})"

    def _amount(self, value: int, sets: int) -> str:
        one, many = _UNITS[self.what]
        if self.what == "times" and value == 1:
            return "once"
        amount = f"{value} {one if value == 1 else many}"
        return f"{sets} sets of {amount}" if sets > 1 else amount


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
            before, today, next_ = (grown(group.rounds, credit) for credit in credits)
            if len({before, today, next_}) > 1:
                name = names(group, stretches)
                found.append(Growth(number, name, "rounds", False, before, today, next_))
        stretch = stretch_of(step, stretches)
        was, now, then = asks = [ask(step, stretch, credit) for credit in credits]
        splits = any(each.split > 1 for each in asks)
        # Of sets that a ramp has grown into it is told with the amount of each.
        sets = (was.times, now.times, then.times) if splits else (1, 1, 1)
        kind, _ = quantity_of(step, stretch)
        kinds: tuple[Growing, ...] = (kind,) if splits else (kind, "times")
        for what in kinds:
            before, today, next_ = (_value(each, what) for each in asks)
            if len({before, today, next_}) > 1 or len(set(sets)) > 1:
                which = number, stretch.name, what, now.two_sided
                found.append(Growth(*which, before, today, next_, sets))
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
    changed = [each for each in found if each.has_changed]
    if not changed:
        words = outlook(progress)
        return words[:1].upper() + words[1:]
    first, *others = changed
    more = f", and {len(others)} more" if others else ""
    return f"Next time: {first.name}, {first.amount}{more}"


def _value(asked: Ask, what: Growing) -> int:
    value: int = getattr(asked, what)
    return value


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"

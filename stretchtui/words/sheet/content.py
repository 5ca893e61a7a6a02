"""What stands on the sheet of a routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from stretchtui.core.duration import about_minutes
from stretchtui.core.figures.figure import Figure
from stretchtui.core.figures.stills import stills
from stretchtui.core.routines.model import Condition, Group, Side, Sides, steps_in, stretch_of
from stretchtui.core.routines.ramps import ask, credit_at, ladder
from stretchtui.words.conditions import avoided
from stretchtui.words.session import plural
from stretchtui.words.sheet.dose import details, dose, grows_to, rounds
from stretchtui.words.step import for_side

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.model import Step, Stretch
    from stretchtui.core.routines.pace import Pace


class SheetStep(Struct, frozen=True):
    """One step on the sheet."""

    number: int
    """As it is counted everywhere, from 1."""
    name: str
    dose: str
    grows_to: str
    """Empty where it does not grow, or has grown."""
    details: str
    """How each breath or movement goes, and the rests; mostly empty."""
    how: tuple[str, ...]
    """What to do, one line each."""
    warning: str
    """When to stop or not to begin, and who should leave it out."""
    figures: tuple[Figure, ...]
    """None, one, or the two ends of a movement; each rests in the frame to show."""
    side: Side
    """What the figures and the instructions are for."""
    both: bool
    """Whether the other side follows."""

    @property
    def asked(self) -> str:
        """All that is said of how much, on one line."""
        grows = f", growing to {self.grows_to}" if self.grows_to else ""
        return " · ".join(filter(None, (f"{self.dose}{grows}", self.details)))


class SheetPart(Struct, frozen=True):
    """Steps that stand together."""

    rounds: str
    """Of a group: ``3 rounds, rest 30 seconds after each``; of other steps nothing."""
    steps: tuple[SheetStep, ...]


class Sheet(Struct, frozen=True):
    """All that the sheet says of a routine."""

    name: str
    facts: tuple[str, ...]
    """How long it takes, how many stretches, and what one needs."""
    about: str
    caution: str
    level: str
    """How far it has grown: ``level 3 of 8``; empty where it does not."""
    parts: tuple[SheetPart, ...]

    @property
    def steps(self) -> tuple[SheetStep, ...]:
        """All steps, in their order."""
        return tuple(step for part in self.parts for step in part.steps)


def sheet_of(entry: Entry, level: int, pace: Pace) -> Sheet:
    """The sheet of a routine.

    Args:
        entry: The routine.
        level: The level that it is asked for at.
        pace: The time between holds, and which side comes first.
    """
    routine = entry.routine
    top = len(ladder(routine, entry.stretches)) - 1
    left_out = (f"{each}." for each in entry.notices)
    return Sheet(
        name=routine.name,
        facts=tuple(_facts(entry, level, pace)),
        about=routine.about or "",
        caution=" ".join(filter(None, (routine.caution, *left_out))),
        level=f"level {level} of {top}" if top else "",
        parts=tuple(_Parts(entry, level, pace.first_side).all()),
    )


def _facts(entry: Entry, level: int, pace: Pace) -> list[str]:
    routine = entry.routine
    stretches = [stretch_of(step, entry.stretches) for step in routine.single_steps]
    needs = dict.fromkeys(need for each in stretches for need in each.needs)
    count = len(stretches)
    return [
        *([about_minutes(entry.total(pace, level))] if count else []),
        f"{count} {plural('stretch', count)}",
        *([f"you need: {', '.join(needs)}"] if needs else []),
        *(["in any order"] if routine.shuffle else []),
    ]


class _Parts:
    """Tells the steps one after the other; what was told of a stretch is not told again."""

    def __init__(self, entry: Entry, level: int, first_side: Side) -> None:
        routine, self._stretches = entry.routine, entry.stretches
        self._routine, self._first_side = routine, first_side
        self._credit = credit_at(routine, self._stretches, level)
        self._top = ladder(routine, self._stretches)[-1]
        self._told: dict[tuple[Stretch, Side], int] = {}
        self._number = 0

    def all(self) -> list[SheetPart]:
        """The parts: each group is one, and so are the steps between two of them."""
        found: list[SheetPart] = []
        for entry in self._routine.steps:
            steps = tuple(self._step(step) for step in steps_in(entry))
            if isinstance(entry, Group):
                found.append(SheetPart(rounds(entry, self._credit, self._top), steps))
            elif found and not found[-1].rounds:
                found[-1] = SheetPart("", found[-1].steps + steps)
            else:
                found.append(SheetPart("", steps))
        return found

    def _step(self, step: Step) -> SheetStep:
        self._number += 1
        stretch = stretch_of(step, self._stretches)
        now, top = (ask(step, stretch, credit) for credit in (self._credit, self._top))
        side = _side(now.sides, self._first_side)
        before = self._told.setdefault((stretch, side), self._number)
        is_new = before == self._number
        told = for_side(stretch, side)
        return SheetStep(
            number=self._number,
            name=stretch.name,
            dose=dose(now),
            grows_to=grows_to(now, top),
            details=details(now),
            how=told.instructions if is_new else (f"As in step {before}.",),
            warning=_warning(told) if is_new else "",
            figures=_figures(stretch),
            side=side,
            both=now.two_sided,
        )


def _side(sides: Sides, first: Side) -> Side:
    """The side that a step begins with."""
    return {Sides.NONE: Side.NONE, Sides.LEFT: Side.LEFT, Sides.RIGHT: Side.RIGHT}.get(sides, first)


def _warning(stretch: Stretch) -> str:
    """A stretch's caution, and those who should leave it out as far as that does not name them."""
    caution = stretch.caution or ""
    named = caution.lower()
    unsaid = [each for each in stretch.avoid if not any(key in named for key in _NAMED[each])]
    avoid = avoided(replace(stretch, avoid=tuple(unsaid)))
    return " ".join(filter(None, (caution, f"Avoid {avoid}." if avoid else "")))


_NAMED = {
    Condition.DISC: ("disc",),
    Condition.OSTEOPOROSIS: ("osteoporosis",),
    Condition.PREGNANCY: ("pregnan",),
    Condition.HIP_REPLACEMENT: ("new hip", "hip replacement", "hip or knee"),
    Condition.KNEE_REPLACEMENT: ("new knee", "new hip or knee", "knee replacement"),
    Condition.HIGH_BLOOD_PRESSURE: ("blood pressure",),
    Condition.HEART: ("heart",),
}
"""By what a caution names a condition."""


def _figures(stretch: Stretch) -> tuple[Figure, ...]:
    figure = stretch.figure
    if figure is None:
        return ()
    return tuple(replace(figure, still=number) for number in stills(figure))

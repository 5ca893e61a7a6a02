"""How a step is done, in the few characters of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from stretchtui.core.duration import write_seconds
from stretchtui.core.routines.length import shares
from stretchtui.core.routines.model import (
    Group,
    Ramp,
    Sides,
    steps_in,
    stretch_of,
    with_each_step,
)
from stretchtui.core.routines.ramps import ask, quantity_of
from stretchtui.core.routines.rounds import names
from stretchtui.core.routines.sided import sided
from stretchtui.words.session import manner, plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stretchtui.core.routines.model import Routine, Side, Step, Stretch
    from stretchtui.core.routines.pace import Pace
    from stretchtui.core.routines.ramps import Quantity
    from stretchtui.words.glyphs import Glyphs

SIDES_WORDS = {
    Sides.NONE: "no sides",
    Sides.LEFT: "left",
    Sides.RIGHT: "right",
    Sides.BOTH: "both",
    Sides.ALTERNATE: "alternate",
}
"""The kinds of sides by the words of the files."""


class StepWords(Struct, frozen=True):
    """What a line says of a step."""

    name: str
    amount: str
    """``30 s``, ``3 breaths``, ``5-30 reps`` where it grows."""
    times: str
    """``×2``, or ``×3 rounds`` of a group; nothing where it is done once."""
    sides: str
    rest: str
    manner: str = ""
    """``push 6 s first``, ``breath 4-2-6``, ``tempo 2-1-4``; nothing for most."""
    lost: bool = False
    """Whether the library has no such stretch."""


def step_words(step: Step, stretches: Mapping[str, Stretch], glyphs: Glyphs) -> StepWords:
    """A step in words.

    Args:
        step: The step.
        stretches: All that it may ask for.
        glyphs: The characters to draw with.
    """
    try:
        stretch = stretch_of(step, stretches)
    except KeyError:
        return StepWords(f"{step.stretch}: no such stretch", "", "", "", "", lost=True)
    asked = ask(step, stretch)
    least, most = _ends(step.times)
    times = f"{least}-{most}" if least != most else str(least)
    return StepWords(
        name=stretch.name,
        amount=_amount(*quantity_of(step, stretch)),
        times=f"{glyphs.times}{times}" if times != "1" else "",
        sides=SIDES_WORDS[asked.sides] if asked.sides is not Sides.NONE else "",
        rest=write_seconds(asked.rest) if asked.rest else "",
        manner=manner(asked),
    )


def _ends(quantity: int | Ramp) -> tuple[int, int]:
    """What there is of it in the beginning, and in the end."""
    return (quantity.start, quantity.to) if isinstance(quantity, Ramp) else (quantity, quantity)


def _amount(kind: Quantity, quantity: int | Ramp) -> str:
    """How much it is, as it is written: into how many sets it grows is not said."""
    low, high = _ends(quantity)
    if kind == "hold":
        least, most = write_seconds(low), write_seconds(high)
        # What is said once is the unit of both.
        least = least.removesuffix(" s") if most.endswith(" s") else least
        return f"{least}-{most}" if low != high else most
    span = f"{low}-{high}" if low != high else str(low)
    return f"{span} {plural('rep' if kind == 'reps' else 'breath', high)}"


def entry_words(entry: Step | Group, stretches: Mapping[str, Stretch], glyphs: Glyphs) -> StepWords:
    """An entry of a routine in words: a step, or a group as a whole.

    The arguments are those of ``step_words``.
    """
    if not isinstance(entry, Group):
        return step_words(entry, stretches, glyphs)
    count = len(entry.steps)
    return StepWords(
        name=names(entry, stretches),
        amount=f"{count} {plural('step', count)}",
        times=f"{glyphs.times}{rounds_words(entry)}",
        sides="",
        rest=write_seconds(entry.rest) if entry.rest else "",
    )


def group_words(group: Group) -> str:
    """What stands over the steps of a group: ``3 rounds in random order, rest 30 s``."""
    order = " in random order" if group.shuffle else ""
    rest = f", rest {write_seconds(group.rest)}" if group.rest else ""
    return f"{rounds_words(group)}{order}{rest}"


def rounds_words(group: Group) -> str:
    """``3 rounds``, or ``2-4 rounds`` where they grow."""
    least, most = _ends(group.rounds)
    span = str(most) if least == most else f"{least}-{most}"
    return f"{span} {plural('round', most)}"


def step_lengths(routine: Routine, stretches: Mapping[str, Stretch], pace: Pace) -> list[int]:
    """Each entry's share of the session in seconds: with its get-ready, and the rest behind it.

    Steps that the library has no stretch for take none. What a step takes may depend on those
    before it: only the first time is it told how a stretch is done.
    """
    own = iter(shares(playable(routine, stretches), stretches, pace))
    return [
        sum(next(own) for step in steps_in(entry) if _is_there(step, stretches))
        for entry in routine.steps
    ]


def playable(routine: Routine, stretches: Mapping[str, Stretch]) -> Routine:
    """A routine without the steps whose stretches are not there."""
    if all(_is_there(step, stretches) for step in routine.single_steps):
        return routine
    return with_each_step(routine, lambda step: (step,) if _is_there(step, stretches) else ())


def _is_there(step: Step, stretches: Mapping[str, Stretch]) -> bool:
    return step.stretch is None or step.stretch in stretches


def for_side(stretch: Stretch, side: Side) -> Stretch:
    """A stretch as it is told for a side: "your left knee" in place of "the working knee"."""

    def told(line: str | None) -> str | None:
        return line and sided(line, side)

    return replace(
        stretch,
        instructions=tuple(sided(line, side) for line in stretch.instructions),
        easier=told(stretch.easier),
        caution=told(stretch.caution),
    )


def dose_words(words: StepWords, glyphs: Glyphs) -> str:
    """All of it but the name: ``30 s ×2 both, push 6 s first, rest 10 s``."""
    dose = " ".join(filter(None, (words.amount, words.times, words.sides)))
    rest = f"rest {words.rest}" if words.rest else ""
    return ", ".join(filter(None, (dose, words.manner, rest)))

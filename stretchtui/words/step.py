"""How a step is done, in the few characters of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from stretchtui.core.routines.entry import write_seconds
from stretchtui.core.routines.length import shares
from stretchtui.core.routines.model import Sides, stretch_of
from stretchtui.core.routines.ramps import ask
from stretchtui.core.routines.sided import sided
from stretchtui.words.session import manner, plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stretchtui.core.routines.model import Routine, Side, Step, Stretch
    from stretchtui.core.routines.pace import Pace
    from stretchtui.core.routines.ramps import Ask
    from stretchtui.words.glyphs import Glyphs

TOP_LEVEL = 1_000_000
"""A level at which every ramp is at its end."""

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
    """``×2``; nothing where it is done once."""
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
    low, high = ask(step, stretch), ask(step, stretch, TOP_LEVEL)
    # Sets that a ramp grows into belong to the amount.
    least, most = low.times // low.split, high.times // high.split
    times = f"{least}-{most}" if least != most else str(least)
    return StepWords(
        name=stretch.name,
        amount=_amount(low, high, glyphs),
        times=f"{glyphs.times}{times}" if times != "1" else "",
        sides=SIDES_WORDS[low.sides] if low.sides is not Sides.NONE else "",
        rest=write_seconds(low.rest) if low.rest else "",
        manner=manner(low),
    )


def _amount(low: Ask, high: Ask, glyphs: Glyphs) -> str:
    """How much is asked in the beginning and in the end, in as few words as there are."""
    if high.split > 1 and low != high:
        begin = _amount(low, low, glyphs)
        # Repetitions and breaths are named once.
        begin = begin if low.hold else begin.rpartition(" ")[0]
        return f"{begin} to {_amount(high, high, glyphs)}"
    sets = f"{low.split} {glyphs.times} " if low.split > 1 else ""
    if low.hold:
        amount = write_seconds(low.hold)
        if high.hold != low.hold:
            amount = f"{amount.removesuffix(' s')}-{write_seconds(high.hold)}"
        return sets + amount
    number, top = low.reps or low.breaths, high.reps or high.breaths
    span = f"{number}-{top}" if number != top else str(number)
    return f"{sets}{span} {plural('rep' if low.reps else 'breath', top)}"


def step_lengths(routine: Routine, stretches: Mapping[str, Stretch], pace: Pace) -> list[int]:
    """Each step's share of the session in seconds: with its get-ready, and the rest behind it.

    Those that the library has no stretch for take none. What a step takes may depend on those
    before it: only the first time is it told how a stretch is done.
    """
    steps = routine.steps
    played = [
        place
        for place, step in enumerate(steps)
        if step.stretch is None or step.stretch in stretches
    ]
    there = replace(routine, steps=tuple(steps[place] for place in played))
    found = dict(zip(played, shares(there, stretches, pace), strict=True))
    return [found.get(place, 0) for place in range(len(steps))]


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

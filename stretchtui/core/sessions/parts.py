"""What a step is before anything of it was done, and what it is by then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.routines.model import Routine, Step, Stretch, name_of, stretch_of
from stretchtui.core.routines.ramps import ask, credit_at
from stretchtui.core.sessions.record import DONE, NOT_COME_TO, Mark, Part

if TYPE_CHECKING:
    from stretchtui.core.sessions.phases import Hold, Set


def not_begun(number: int, step: Step, stretches: Mapping[str, Stretch], credit: int) -> Part:
    """Nothing done of a step yet.

    Args:
        number: The step's place among the routine's single steps, from 0.
        step: The step.
        stretches: The stretches that steps ask for.
        credit: How many sessions count, for what grows.
    """
    stretch = stretch_of(step, stretches)
    asked = ask(step, stretch, credit).amount
    return Part(number, name_of(step, stretch), stretch.name, stretch.targets, asked=asked)


def none_begun(routine: Routine, stretches: Mapping[str, Stretch], level: int) -> list[Part]:
    """Nothing done yet of any step of a routine, which is played at a level."""
    credit = credit_at(routine, stretches, level)
    steps = enumerate(routine.single_steps)
    return [not_begun(number, step, stretches, credit) for number, step in steps]


def settled(part: Part, seconds: float, marks: Mapping[Set, str], out: Iterable[Hold]) -> Part:
    """A step with what was done of it.

    Args:
        part: The step as it was before the session.
        seconds: How long it was held.
        marks: What became of the holds that it asks for.
        out: Its holds that were left out.
    """
    done = bool(marks) and all(mark == DONE for mark in marks.values())
    came = [
        Mark(side, time, mark == DONE, round_)
        for (side, time, round_), mark in marks.items()
        if mark != NOT_COME_TO
    ]
    # Those that the routine asks for no more were done all the same.
    others = [mark for mark in part.holds if mark.set not in marks and not mark.out]
    left_out = [Mark(side, time, False, round_, out=True) for _, side, time, round_ in out]
    return replace(
        part,
        seconds=seconds,
        done=done,
        skipped=bool(marks) and not done and len(came) == len(marks),
        holds=(*came, *others, *left_out),
    )

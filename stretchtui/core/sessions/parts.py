"""What a step is, before anything of it was done."""

from __future__ import annotations

from collections.abc import Mapping

from stretchtui.core.routines.model import Step, Stretch, name_of, stretch_of
from stretchtui.core.routines.ramps import ask
from stretchtui.core.sessions.record import Part


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

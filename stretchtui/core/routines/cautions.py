"""What a step has to be cautioned of besides what its stretch says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.routines.leaving_out import holds_breath
from stretchtui.core.routines.ramps import ask

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Step, Stretch

HOLDING_BREATH = (
    "With a heart condition or high blood pressure, breathe on without holding your breath."
)
"""To hold the breath raises the blood pressure for a moment."""


def with_caution(step: Step, stretch: Stretch) -> Stretch:
    """A stretch with all that it has to be cautioned of as a step asks for it.

    Args:
        step: The step.
        stretch: Its stretch.
    """
    asked = ask(step, stretch)
    if not asked.breaths or not holds_breath(asked.pattern):
        return stretch
    said = " ".join(filter(None, (stretch.caution, HOLDING_BREATH)))
    return replace(stretch, caution=said)

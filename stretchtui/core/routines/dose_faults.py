"""What of a dose does not go together: more than one quantity, or the tempo of a hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from stretchtui.core.routines.ramps import quantity_of

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Step, Stretch

QUANTITIES = ("hold", "breaths", "reps")
"""Just one of them is asked for."""

GOES_WITH = {
    "contract": ("hold", "breaths"),
    "breath": ("breaths",),
    "tempo": ("reps",),
}
"""What there is besides, and the quantities that it is for."""


def dose_faults(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What does not go together in the table of a stretch or step.

    Args:
        table: The table. What it leaves out it may have from elsewhere.

    Yields:
        The key that it is about, or nothing, and the problem.
    """
    said = [key for key in QUANTITIES if key in table]
    if len(said) > 1:
        yield "", f"expected one of {', '.join(QUANTITIES)}, found {' and '.join(said)}"
        return
    for key, quantities in GOES_WITH.items():
        if key in table and said and said[0] not in quantities:
            yield key, unfit(key, said[0])


def misfit(step: Step, stretch: Stretch) -> tuple[str, str] | None:
    """What a step says besides that is of no use with what its stretch asks for; None if all is.

    A tempo is none: it was always left to stretches to make use of it.

    Args:
        step: The step.
        stretch: Its stretch.

    Returns:
        The key that it is about, and the problem.
    """
    quantity, _ = quantity_of(step, stretch)
    if step.contract and quantity not in GOES_WITH["contract"]:
        return "contract", unfit("contract", quantity)
    if step.breath is not None and quantity not in GOES_WITH["breath"]:
        return "breath", unfit("breath", quantity)
    return None


def unfit(key: str, quantity: str) -> str:
    """That something is of no use with a quantity."""
    return f"{key} goes with {' or '.join(GOES_WITH[key])}, found {quantity}"

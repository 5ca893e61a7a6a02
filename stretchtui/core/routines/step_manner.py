"""How a step is done besides its dose, as a list says it: a push before, a breath, a tempo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stretchtui.core.routines.dose_faults import dose_faults
from stretchtui.core.routines.entry import Wrong, read
from stretchtui.core.routines.patterns import spelled

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from stretchtui.core.routines.model import Step

_SECONDS = r"\d{1,3}(?:\s*(?:seconds?|secs?|s|minutes?|mins?|m)\b|:[0-5]\d\b|\b)"
_PARTS = r"\d{1,2}(?:\s*[-–/]\s*\d{1,2})"

RULES = {
    "contract": (
        rf"\bpush\s+(?:for\s+)?(?P<contract>{_SECONDS})"
        r"(?:\s+first\b|[,;]?\s*(?:(?:then\s+)?relax[,;]?\s*)?(?:then\s+)?(?=hold\b))"
        rf"|\bcontract\s*:?\s*(?:for\s+)?(?P<also>{_SECONDS})"
    ),
    # "Box breath 4-4-4-4" is a name.
    "breath": rf"(?:^|[,;(\0])\s*breath(?:e|ing)?\s*:?\s*(?P<breath>{_PARTS}{{1,3}})(?!\d)",
    "tempo": rf"\btempo\s*:?\s*(?P<tempo>{_PARTS}{{2}}(?!\d)|{_SECONDS})",
}
"""What of a line says so; what is before it has been cut out already."""


def manner_of(take: Callable[[str], re.Match[str] | None]) -> dict[str, Any]:
    """What a line says of it, by the fields of a step.

    Args:
        take: Cuts out what a rule finds.

    Raises:
        Wrong: It is more than there may be; the message says of what.
    """
    found: dict[str, Any] = {}
    for field in RULES:
        if match := take(field):
            said = next(filter(None, match.groups()))
            try:
                found[field] = read(field, said)
            except Wrong as wrong:
                raise Wrong(f"{field}: {wrong}, found {said}") from None
    return found


def fitting(dose: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A dose without what does not go together, and what that is, a sentence each."""
    faults = dict(dose_faults(dose))
    kept = {field: value for field, value in dose.items() if field not in faults}
    return kept, tuple(f"{problem}: left out" for problem in faults.values())


def written(step: Step) -> list[str]:
    """How a step is done besides, as it would be written in a line."""
    tempo = step.tempo
    return [
        f"push {step.contract} s first" if step.contract is not None else "",
        f"breath {spelled(step.breath)}" if step.breath is not None else "",
        ""
        if tempo is None
        else f"tempo {tempo} s"
        if isinstance(tempo, int)
        else f"tempo {spelled(tempo)}",
    ]

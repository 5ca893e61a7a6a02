"""What is said, shown and printed of a routine that a person does otherwise than it is written."""

from __future__ import annotations

from collections.abc import Iterable

from stretchtui.core.routines.leaving_out import Adaptation, Way
from stretchtui.core.routines.model import Condition

BECAUSE_OF = {
    Condition.DISC: "a slipped disc",
    Condition.OSTEOPOROSIS: "osteoporosis",
    Condition.PREGNANCY: "pregnancy",
    Condition.HIP_REPLACEMENT: "a hip replacement",
    Condition.KNEE_REPLACEMENT: "a knee replacement",
    Condition.HIGH_BLOOD_PRESSURE: "high blood pressure",
    Condition.HEART: "a heart condition",
}
"""Conditions, as a reason is given."""

_WAYS = {
    Way.LEFT_OUT: "Left out",
    Way.SWAPPED: "Swapped",
    Way.WITHOUT_PUSH: "Without the push",
    Way.WITHOUT_BREATH_HOLDS: "Without holding your breath",
}


def because_of(conditions: Iterable[Condition]) -> str:
    """``because of a slipped disc and osteoporosis``."""
    *first, last = (BECAUSE_OF[each] for each in conditions)
    return f"because of {' and '.join(filter(None, (', '.join(first), last)))}"


def notices(adaptations: Iterable[Adaptation]) -> tuple[str, ...]:
    """A line for each way and reason: ``Left out because of osteoporosis: Plank, Curl-up``."""
    found: dict[tuple[Way, tuple[Condition, ...]], dict[str, None]] = {}
    for each in sorted(adaptations, key=lambda each: list(_WAYS).index(each.way)):
        found.setdefault((each.way, each.conditions), {})[_what(each)] = None
    return tuple(
        f"{_WAYS[way]} {because_of(conditions)}: {', '.join(names)}"
        for (way, conditions), names in found.items()
    )


def _what(each: Adaptation) -> str:
    return f"{each.instead} instead of {each.name}" if each.instead else each.name

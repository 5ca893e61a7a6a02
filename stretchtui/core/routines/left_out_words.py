"""What is said, shown and printed of a routine that a person does otherwise than it is written."""

from __future__ import annotations

from collections import Counter
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


FEW = 2
"""So many stretches are named where there is not much room, or time."""


def notices(adaptations: Iterable[Adaptation], most: int | None = None) -> tuple[str, ...]:
    """A line for each way and reason: ``Left out because of osteoporosis: Plank, Curl-up``.

    Args:
        adaptations: What is done otherwise, or not at all.
        most: So many stretches are named, and the others counted; all are named, if not given.
    """
    found: dict[tuple[Way, tuple[Condition, ...]], dict[str, None]] = {}
    for each in sorted(adaptations, key=lambda each: list(_WAYS).index(each.way)):
        found.setdefault((each.way, each.conditions), {})[_what(each)] = None
    return tuple(
        f"{_WAYS[way]} {because_of(conditions)}: {_named([*names], most)}"
        for (way, conditions), names in found.items()
    )


def counts(adaptations: Iterable[Adaptation]) -> str:
    """``2 left out, 1 swapped``; empty where nothing is done otherwise."""
    found = Counter(each.way for each in adaptations)
    eased = found[Way.WITHOUT_PUSH] + found[Way.WITHOUT_BREATH_HOLDS]
    told = (found[Way.LEFT_OUT], "left out"), (found[Way.SWAPPED], "swapped"), (eased, "eased")
    return ", ".join(f"{count} {what}" for count, what in told if count)


def _named(names: list[str], most: int | None) -> str:
    # To count a single one would be no shorter.
    if most is None or len(names) <= most + 1:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most} more"


def _what(each: Adaptation) -> str:
    return f"{each.instead} instead of {each.name}" if each.instead else each.name

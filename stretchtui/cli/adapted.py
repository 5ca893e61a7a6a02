"""What of a routine a person does otherwise than it is written, or not at all, as it is printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from stretchtui.core.routines.leaving_out import Way

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry

_WAYS = {
    Way.LEFT_OUT: "left-out",
    Way.SWAPPED: "swapped",
    Way.WITHOUT_PUSH: "without-push",
    Way.WITHOUT_BREATH_HOLDS: "without-breath-holds",
}


def adapted_tables(entry: Entry) -> list[dict[str, Any]]:
    """What JSON has of it: a table for each step, in their order."""
    return [
        {
            "step": each.place + 1,
            "name": each.name,
            "way": _WAYS[each.way],
            "because_of": [str(condition) for condition in each.conditions],
            "instead": each.instead or None,
        }
        for each in entry.adaptations
    ]

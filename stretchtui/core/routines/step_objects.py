"""Lists of steps in simple JSON, as routines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from stretchtui.core.routines.list_fields import cell_of, cells_of
from stretchtui.core.routines.step_texts import Listing, Taken, take_cells
from stretchtui.core.text import clean

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Stretch

_STEPS = ("exercises", "steps", "stretches", "items", "poses", "moves")
"""Under these names a JSON object has its steps."""


_LISTS = ("routines", "workouts", "programs", "plans")
"""Under these names a JSON object has several lists of steps."""


def lists_in(found: Any) -> list[tuple[str, Any]]:
    """The objects with a list of steps each that stand in a decoded value, with their places.

    Args:
        found: A list of them, or an object in which there is one.
    """
    if isinstance(found, dict):
        key = next((key for key in _LISTS if isinstance(found.get(key), list)), "")
        return [(f"{key}{where}", each) for where, each in lists_in(found[key])] if key else []
    if not isinstance(found, list) or not found:
        return []
    lists = [isinstance(each, dict) and any(key in each for key in _STEPS) for each in found]
    return [(f"[{number}]", each) for number, each in enumerate(found, 1)] if all(lists) else []


def from_objects(found: Any, name: str, stretches: Mapping[str, Stretch]) -> Listing | None:
    """A decoded JSON object with a list of steps, or such a list, as a routine; None if it is none.

    The other arguments and what is raised are those of ``from_text``.
    """
    title = ""
    if isinstance(found, dict):
        names = (found.get(key) for key in ("name", "title"))
        title = next((each for each in names if isinstance(each, str)), "")
        found = next((found[key] for key in _STEPS if isinstance(found.get(key), list)), None)
    if not isinstance(found, list):
        return None
    taken = Taken(stretches)
    for number, each in enumerate(found, 1):
        where = f"exercise {number}"
        if isinstance(each, dict):
            take_cells(taken, cells_of(each), where)
        else:
            taken.take(cell_of(each), where)
    return taken.listing(clean(title) or name)

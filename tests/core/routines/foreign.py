"""Other programs' JSON, as the tests make it and read it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from stretchtui.core.routines import interchange

if TYPE_CHECKING:
    from stretchtui.core.routines.interchange import Foreign


def exercise(**changes: Any) -> dict[str, Any]:
    """A record in the shape of free-exercise-db's."""
    record = {
        "id": "Wall_Calf_Lean",
        "name": "Wall Calf Lean",
        "force": "static",
        "level": "beginner",
        "mechanic": None,
        "equipment": "body only",
        "primaryMuscles": ["calves"],
        "secondaryMuscles": ["hamstrings", "calves"],
        "instructions": ["Lean on a wall with one foot behind.", "", "Then switch sides."],
        "category": "stretching",
        "images": ["Wall_Calf_Lean/0.jpg"],
    }
    return {**record, **changes}


def workout(*sets: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A workout in the shape of Just Another Workout Timer's."""
    return {"title": "Evening", "sets": list(sets), "version": 2, "position": 0, **changes}


def exercises(repetitions: int, *named: tuple[str, int], **more: Any) -> dict[str, Any]:
    """A set of a workout."""
    found = [{"name": name, "id": "b6c1", "duration": duration} for name, duration in named]
    return {"repetitions": repetitions, "id": "9f3e", "exercises": found, **more}


def read(value: Any, category: str | None = None) -> Foreign:
    """What a value comes to, as JSON."""
    return interchange.read(json.dumps(value).encode(), "a.json", category)


def told(found: Foreign) -> str:
    """The one fault of a file of which nothing is taken."""
    assert not found.document.stretches
    assert not found.document.routines
    (fault,) = found.document.faults
    return str(fault)


def refused(value: Any) -> str:
    """The same, for a value as JSON."""
    return told(read(value))

"""What a list calls the parts of a step, and such a step as a line that ``step_line`` reads.

A CSV column, or a key in JSON, may be called ``Hold (sec)``, ``duration_seconds`` or
``perSide``: it is looked up without its spelling, and the unit in it counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from stretchtui.core.routines.entry import Wrong, limits_of
from stretchtui.core.routines.model import Times
from stretchtui.core.routines.step_line import Said, quoted, read_line
from stretchtui.core.text import fold, unsafe

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Step

_FIELDS = {
    "name": ("name", "exercise", "stretch", "title", "move", "pose", "exercise name", "movement"),
    "time": ("seconds", "duration", "time", "hold", "sec", "secs", "length", "hold time"),
    "reps": ("reps", "repetitions", "rep", "repetition", "count", "rep count"),
    "breaths": ("breaths", "breath", "breath count"),
    "sets": ("sets", "set", "times", "rounds", "series", "set count"),
    "side": ("side", "sides", "per side", "each side", "both sides", "bilateral"),
    "rest": ("rest", "pause", "break", "rest time"),
    "notes": (
        *("notes", "note", "instructions", "instruction", "description", "how", "comment"),
        *("comments", "cue", "cues", "how to"),
    ),
}
"""What a list has of a step, by the names that it may have there."""

_KINDS = {each: kind for kind, names in _FIELDS.items() for each in names}
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_UNITS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), "s"),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), "min"),
}


def field_of(name: str) -> tuple[str, str] | None:
    """The part of a step that a column or key gives, and the unit that its name says.

    Args:
        name: What it is called: ``Hold (sec)`` gives ``time`` and ``s``.

    Returns:
        One of the keys of the table above, and ``s``, ``min`` or nothing; None for any other name.
    """
    words = [each.lower() for each in _WORD.findall(name[:80])]
    unit = _UNITS.get(words[-1], "") if words else ""
    if unit == "min" and len(words) == 1:
        return "time", unit
    for wanted in (words, words[:-1] if unit else []):
        # "Duration in seconds", "number of sets"
        kept = [each for each in wanted if each not in ("in", "of", "number", "num", "no")]
        if kind := _KINDS.get(" ".join(kept)):
            return kind, unit
    return None


def cells_of(record: Mapping[str, Any]) -> dict[str, str]:
    """The parts of a step that a record gives, each as text; empty ones are left out."""
    cells: dict[str, str] = {}
    for key, value in record.items():
        found = field_of(str(key))
        if found is None:
            continue
        kind, unit = found
        # "perSide": true
        text = "both" if kind == "side" and value is True else cell_of(value)
        if text.strip():
            told = f"{text.strip()} {unit}" if unit and text.strip().isdecimal() else text
            cells.setdefault(kind, told)
    return cells


def cell_of(value: Any) -> str:
    """A value of JSON as it would stand in a table."""
    if isinstance(value, list):
        return "\n".join(map(cell_of, value))
    if isinstance(value, bool | dict) or value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


_AMOUNTS = {"time": "s", "reps": "reps", "breaths": "breaths"}
_RANGE = re.compile(r"\s*\d{1,4}\s*(?:-|–|—|to)\s*\d{1,4}\s*", re.IGNORECASE)

_SIDES = {
    **dict.fromkeys(
        ("both", "each", "per side", "both sides", "each side", "l/r", "left/right", "yes", "l+r"),
        "each side",
    ),
    **dict.fromkeys(("left", "l", "left side"), "left side"),
    **dict.fromkeys(("right", "r", "right side"), "right side"),
    **dict.fromkeys(("alternate", "alternating", "alternately"), "alternating"),
    **dict.fromkeys(("none", "no", "-", "n/a", "center", "centre"), "no sides"),
}


def dose_of(record: Mapping[str, Any]) -> Step | None:
    """How much a JSON record gives, under any usual key; None if it has no name.

    Raises:
        Wrong: It gives more than a step may have.
    """
    cells = cells_of(record)
    line = line_of(cells)
    said = read_line(line) if line is not None else None
    return counted(said.step, cells) if isinstance(said, Said) else None


def counted(step: Step, cells: Mapping[str, str]) -> Step:
    """A step of which only the sets are given: in a line a number alone would be repetitions.

    Raises:
        Wrong: There are more of them than a step may have.
    """
    if "sets" not in cells or cells.keys() & _AMOUNTS.keys() or step.reps is None:
        return step
    most = limits_of(Times)[1]
    if not isinstance(step.reps, int) or step.reps > most:
        raise Wrong(f"times: expected 1 to {most}, found {cells['sets']}")
    return replace(step, reps=None, times=step.reps)


def line_of(cells: Mapping[str, str]) -> str | None:
    """What has a name for each of its parts, written as a line; None if it names no stretch."""
    name = fold(cells.get("name", ""))
    if not name or unsafe(name):
        return None
    words = [quoted(name)]
    amounts = [(fold(cells.get(kind, "")), unit) for kind, unit in _AMOUNTS.items()]
    # "0" is what a form has for "nothing", and a text is better than nothing.
    amounts = [(cell, unit) for cell, unit in amounts if cell not in ("", "0")]
    # Seconds and repetitions are both said of what is repeated and held.
    numbers = [each for each in amounts if any(map(str.isdigit, each[0]))]
    for cell, unit in numbers or amounts[:1]:
        bare = cell.isdecimal() or _RANGE.fullmatch(cell)
        words.append(f"{cell} {unit}" if bare else cell)
    sets = fold(cells.get("sets", ""))
    if sets.isdecimal():
        words.append(f"x {sets}")
    elif sets:
        words.append(sets)
    side = fold(cells.get("side", "")).lower()
    words.append(_SIDES.get(side, side))
    if rest := fold(cells.get("rest", "")):
        words.append(f", rest {rest}")
    return " ".join(words)


def has_dose(step: Step) -> bool:
    """Whether a step says how much of it is done."""
    return (step.hold, step.breaths, step.reps) != (None, None, None)

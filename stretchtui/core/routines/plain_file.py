"""A file with nothing special in it, read at once: that takes a fifth as long as key by key.

Most files are like that. Whatever is not plainly right is left to the reader that finds every
fault.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from stretchtui.core.routines.document import Document
from stretchtui.core.routines.dose_faults import dose_faults
from stretchtui.core.routines.model import FORMAT, Group, Routine, Step, Stretch, steps_in
from stretchtui.core.routines.tables import is_group

_TAG = "_"
"""Tells a step from a group; no file may have it."""

_KEYS = {"format", "stretch", "routine"}


def plain_document(tables: Mapping[str, Any], file: str) -> Document | None:
    """What the tables of a file hold; None where something is wrong, or may be.

    Args:
        tables: The tables.
        file: The file's name.
    """
    found, stretches = tables.get("format"), tables.get("stretch", [])
    routines = tables.get("routine", [])
    if found != FORMAT or isinstance(found, bool | float) or not tables.keys() <= _KEYS:
        return None
    if not (_are_plain(stretches) and _are_plain(routines, but="step")):
        return None
    try:
        own = msgspec.convert(stretches, tuple[Stretch, ...], strict=True)
        kept = tuple(_routine(table) for table in routines)
    except (msgspec.ValidationError, _NotPlain):
        return None
    if not (_are_apart(own) and _are_apart(kept)):
        return None
    return Document(file, stretches=own, routines=kept)


class _NotPlain(Exception):
    """There is something that has to be looked at more closely."""


def _routine(table: dict[str, Any]) -> Routine:
    entries = table.get("step", [])
    if not isinstance(entries, list):
        raise _NotPlain
    routine = msgspec.convert(
        {**table, "step": [_entry(each) for each in entries]}, Routine, strict=True
    )
    if not all(map(_is_whole, routine.steps)):
        raise _NotPlain
    return routine


def _entry(table: Any) -> dict[str, Any]:
    """The table of a step or a group, which says what it is."""
    if not is_group(table):
        _look_at([table])
        return {_TAG: "s", **table}
    _look_at([table], but="step")
    inside = table.get("step", [])
    _look_at(inside)
    if any(map(is_group, inside)):
        raise _NotPlain
    return {_TAG: "g", **table}


def _look_at(tables: Any, but: str = "") -> None:
    if not _are_plain(tables, but):
        raise _NotPlain


def _are_plain(tables: Any, but: str = "") -> bool:
    """Whether tables hold nothing but numbers, words and lists of words, but for one key's."""
    return isinstance(tables, list) and all(
        isinstance(table, dict)
        and _TAG not in table
        and all(_is_plain(value) for key, value in table.items() if key != but)
        and next(dose_faults(table), None) is None
        for table in tables
    )


def _is_plain(value: Any) -> bool:
    kind = type(value)
    if kind is str:
        # Nothing that could disturb a terminal, and no spaces to be folded.
        return value.isprintable() and value == value.strip(" ") and "  " not in value
    if kind is list:
        return all(type(each) is str and _is_plain(each) for each in value)
    return kind is int or kind is bool


def _is_whole(entry: Step | Group) -> bool:
    """Whether it has steps, and each is either a stretch of the library or one's own."""
    steps = steps_in(entry)
    return bool(steps) and all(
        step.name is not None
        if step.stretch is None
        else step.name is None and not step.instructions
        for step in steps
    )


def _are_apart(found: Sequence[Stretch | Routine]) -> bool:
    """Whether no two have the same id."""
    return len({each.id for each in found}) == len(found)

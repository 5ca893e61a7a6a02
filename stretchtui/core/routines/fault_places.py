"""Which rows of a routine the faults of its file are in, while it is shown as it was before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from stretchtui.core.routines.draft import Draft, rows_of
from stretchtui.core.routines.model import Group, Routine, Step
from stretchtui.core.routines.tables import is_group, text_of
from stretchtui.core.routines.toml_text import NotTomlError, tables_of
from stretchtui.core.text import clean

if TYPE_CHECKING:
    from stretchtui.core.routines.document import Fault

Marks = tuple[tuple[Step | Group, str], ...]
"""Steps and groups, and what is wrong where they stand in the file."""

_PLACE = re.compile(r"routine\[(\d+)\]\.step\[(\d+)\](?:\.step\[(\d+)\])?\.?(.*)", re.DOTALL)
_GROUP = ("group",)
"""What stands for any group: it is told by the steps in it."""


def marks_of(faults: Iterable[Fault], toml: str, routine: Routine) -> Marks:
    """The steps and groups of a routine that the faults of its file are in.

    The file may have steps by now that the routine has not; what is wrong with those is left out.

    Args:
        faults: The faults.
        toml: The file's text.
        routine: The routine, as it was before the file had faults.
    """
    table, number = _table_of(routine.id, toml)
    there = list(_rows_in(table))
    before = [_entry_at(routine, row) for row in range(len(rows_of(routine)))]
    rows = _aligned([what for _, what in there], [_what(each) for each in before])
    places = {place: rows.get(row) for row, (place, _) in enumerate(there)}
    found: dict[int, list[str]] = {}
    for fault in faults:
        at = _PLACE.fullmatch(fault.where)
        if at is None or int(at[1]) != number:
            continue
        row = places.get((int(at[2]), int(at[3] or 0)))
        if row is not None:
            said = ": ".join(filter(None, (clean(at[4]), clean(fault.problem))))
            found.setdefault(row, []).append(said)
    return tuple((before[row], "; ".join(said)) for row, said in sorted(found.items()))


def marked_rows(routine: Routine, marks: Marks) -> dict[int, str]:
    """The rows where these very steps and groups are by now, and what is wrong with them."""
    rows = range(len(rows_of(routine))) if marks else ()
    return {row: said for row in rows for entry, said in marks if entry is _entry_at(routine, row)}


def _table_of(id_: str, toml: str) -> tuple[Any, int]:
    """The table of a routine in a text, and its number from 1; nothing and 0 if it is not there."""
    try:
        tables = tables_of(toml).get("routine")
    except NotTomlError:
        tables = None
    for number, table in enumerate(tables if isinstance(tables, list) else (), 1):
        if text_of(table, "id") == id_:
            return table, number
    return {}, 0


def _rows_in(table: Mapping[str, Any]) -> Iterator[tuple[tuple[int, int], object]]:
    """The rows that a routine's table would have: their places in the file, and what they are."""
    for number, step in _steps(table):
        if not is_group(step):
            yield (number, 0), _named(step)
            continue
        yield (number, 0), _GROUP
        for inner, each in _steps(step):
            yield (number, inner), _named(each)


def _steps(table: Mapping[str, Any]) -> Iterator[tuple[int, Any]]:
    steps = table.get("step")
    yield from enumerate(steps if isinstance(steps, list) else (), 1)


def _named(step: Any) -> object:
    return text_of(step, "stretch") or text_of(step, "name")


def _what(entry: Step | Group) -> object:
    return _GROUP if isinstance(entry, Group) else entry.stretch or entry.name


def _entry_at(routine: Routine, row: int) -> Step | Group:
    entry = Draft(routine, row).entry
    assert entry is not None
    return entry


def _aligned(there: list[object], before: list[object]) -> dict[int, int]:
    """Which row of before each row is now: the same, if moved, or what stands in its place."""
    found: dict[int, int] = {}
    codes = SequenceMatcher(None, there, before, autojunk=False).get_opcodes()
    pairs = [
        (kind, pair)
        for kind, first, last, other, other_last in codes
        for pair in zip(range(first, last), range(other, other_last), strict=False)
    ]
    found.update(pair for kind, pair in pairs if kind == "equal")
    free = [row for row in range(len(before)) if row not in found.values()]
    for row, what in enumerate(there):
        same = next((each for each in free if before[each] == what), None)
        if row not in found and same is not None:
            found[row] = same
            free.remove(same)
    found.update(pair for _, pair in pairs if pair[0] not in found and pair[1] in free)
    return found

"""A routine while it is made: its rows, the place in it, and all it was before.

Its rows are what a list of it shows: a step, or a group and below it each of its steps.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from stretchtui.core.routines.model import Group, Routine, Step


class DraftRow(NamedTuple):
    """A row, by what it shows."""

    entry: int
    """The place among the routine's entries, from 0."""
    inner: int | None = None
    """The place among the steps of a group; None of what stands by itself, a group included."""


class ChosenEntries(NamedTuple):
    """Entries that are next to each other: of the routine, or of one of its groups."""

    within: int | None
    """The place of the group; None where they are the routine's."""
    first: int
    last: int
    """Their places there."""


def rows_of(routine: Routine) -> tuple[DraftRow, ...]:
    """All rows of a routine."""
    found: list[DraftRow] = []
    for place, entry in enumerate(routine.steps):
        found.append(DraftRow(place))
        if isinstance(entry, Group):
            found += [DraftRow(place, inner) for inner in range(len(entry.steps))]
    return tuple(found)


class Draft(Struct, frozen=True):
    """A routine being made, and the place in it."""

    routine: Routine
    cursor: int = 0
    """The row that edits act on, from 0; 0 as well where there are none."""
    mark: int | None = None
    """The other end of the rows that edits act on together; None where they act on one."""

    @property
    def rows(self) -> tuple[DraftRow, ...]:
        """All rows."""
        return rows_of(self.routine)

    @property
    def entry(self) -> Step | Group | None:
        """The step at the cursor, or the group; None where there are no rows."""
        rows = self.rows
        if not rows:
            return None
        place, inner = rows[self.cursor]
        entry = self.routine.steps[place]
        if inner is None:
            return entry
        assert isinstance(entry, Group)
        return entry.steps[inner]

    @property
    def step(self) -> Step | None:
        """The step at the cursor; None if a group is there."""
        return None if isinstance(self.entry, Group) else self.entry

    @property
    def first_step(self) -> int:
        """The place of what is at the cursor, or its first step, among all single steps."""
        before = self.rows[: self.cursor]
        return sum(1 for row in before if not self._is_group(row))

    @property
    def chosen(self) -> ChosenEntries:
        """What edits act on: all from the mark to the cursor; a group that is begun is whole."""
        rows = self.rows
        first, last = sorted((self.cursor, self.cursor if self.mark is None else self.mark))
        one, other = rows[first], rows[last]
        if one.entry == other.entry and one.inner is not None and other.inner is not None:
            return ChosenEntries(one.entry, one.inner, other.inner)
        return ChosenEntries(None, one.entry, other.entry)

    @property
    def marked(self) -> range:
        """The rows that edits act on together; none where they act on one."""
        if self.mark is None or not self.rows:
            return range(0)
        within, first, last = self.chosen
        if within is not None:
            return range(self.row_of(within, first), self.row_of(within, last) + 1)
        return range(self.row_of(first), self.row_of(last + 1))

    def at(self, cursor: int) -> Draft:
        """The same routine with the cursor on a row, or on the nearest there is."""
        return replace(self, cursor=max(0, min(cursor, len(self.rows) - 1)))

    def row_of(self, entry: int, inner: int | None = None) -> int:
        """The row of an entry, or of a step of a group; the end, behind the last one."""
        rows = self.rows
        row = DraftRow(entry, inner)
        return rows.index(row) if row in rows else len(rows)

    def _is_group(self, row: DraftRow) -> bool:
        return row.inner is None and isinstance(self.routine.steps[row.entry], Group)


class History(Struct, frozen=True):
    """A draft, all it was before, and what was undone."""

    now: Draft
    past: tuple[Draft, ...] = ()
    future: tuple[Draft, ...] = ()
    """What redo brings back, the next one last."""

    def after(self, draft: Draft) -> History:
        """After an edit; one that changed no more than the cursor is nothing to undo."""
        if draft.routine == self.now.routine:
            return replace(self, now=draft)
        return History(draft, (*self.past, self.now))

    def undo(self) -> History:
        """Before the last edit, cursor and all; the same where there was none."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (*self.future, self.now))

    def redo(self) -> History:
        """After the edit that was undone; the same where none was."""
        if not self.future:
            return self
        return History(self.future[-1], (*self.past, self.now), self.future[:-1])

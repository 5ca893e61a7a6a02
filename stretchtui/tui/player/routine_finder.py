"""Finds routines by what is typed; what it looks in is put together when it is first needed."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stretchtui.core.routines.search import Item, Search
    from stretchtui.tui.player.routine_row import RoutineRow

AT_ONCE = 50
"""After so many rows, of which each takes 20 µs, keys have their turn."""

BROKEN = ("broken",)
"""What a file with faults is found by, beside its name."""


class RoutineFinder:
    """Finds rows of the list.

    Args:
        rows: All there are.
    """

    def __init__(self, rows: Sequence[RoutineRow]) -> None:
        self._rows = rows
        self._rest = iter(rows)
        self._search: Search | None = None

    def find(self, typed: str) -> Sequence[RoutineRow]:
        """The rows that are meant, best first; all of them if nothing is typed."""
        if not typed.strip():
            return self._rows
        search = self._prepared(len(self._rows))
        return [self._rows[number] for number in search.find(typed)]

    async def prepare(self) -> None:
        """Have everything at hand before the first letter is typed."""
        for _ in range(0, len(self._rows), AT_ONCE):
            self._prepared(AT_ONCE)
            await asyncio.sleep(0)
        for number, row in enumerate(self._rows):
            _ = row.minutes
            if number % AT_ONCE == 0:
                await asyncio.sleep(0)

    def _prepared(self, count: int) -> Search:
        """The search, with so many rows more."""
        # Who types no filter needs none of it.
        from stretchtui.core.routines.search import Search

        if self._search is None:
            self._search = Search(lambda number: self._rows[number].minutes)
        self._search.add(map(_item, islice(self._rest, count)))
        return self._search


def _item(row: RoutineRow) -> Item:
    from stretchtui.core.routines.search import Item, item_of

    return Item(row.name, BROKEN) if row.entry is None else item_of(row.entry)

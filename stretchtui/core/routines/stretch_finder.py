"""Stretches, found by what is typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from stretchtui.core.routines.search import Item, Search

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Stretch


class StretchFinder:
    """Finds stretches by what is typed, by the rules of the routines' filter.

    Args:
        stretches: All there are.
    """

    def __init__(self, stretches: Iterable[Stretch]) -> None:
        self._stretches = tuple(stretches)
        # Who types a name of one's own means no stretch that has these words in its instructions.
        self._search = Search(instructions=False)
        self._search.add(Item(each.name, stretches=(each,)) for each in self._stretches)

    def find(self, typed: str) -> list[Stretch]:
        """The stretches that are meant, best first; all of them if nothing is typed."""
        return [self._stretches[number] for number in self._search.find(typed)]

"""What a terminal shows already while the first screen is still being put together.

Whoever draws may need several frames until all is there that the first screen shows. Drawn one by
one over a picture of that screen, they would take cells away and bring them back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stretchtui.terminal.picture import Cell

UNFILLED = "\xa0"
"""A no-break space: a cell of what is not filled yet. Until it is, what is shown there stays, blank
cells too, as it is like none of them; where nothing is held it is a space."""


class HeldScreen:
    """A picture that stays until the first screen is whole.

    Args:
        size: Its columns and rows.
    """

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        """Its columns and rows."""
        self.entered = False
        """Whether whoever draws has asked for the alternate screen, which is there already."""
        self._there: dict[int, list[bool]] | None = None
        """Which cells are as they are shown; None as long as nothing may change."""

    @property
    def holds_all(self) -> bool:
        """Whether nothing may change yet."""
        return self._there is None

    def let_change(
        self,
        wanted: Mapping[int, Sequence[Cell | None]],
        shown: Mapping[int, Sequence[Cell | None]],
    ) -> None:
        """From here on what changes is to be seen, where the screen is as it is shown.

        Elsewhere it is still to become so.

        Args:
            wanted: The screen as far as it is drawn, by rows.
            shown: The screen as it is shown.
        """
        if self._there is None:
            self._there = {
                row: [
                    cell == there for cell, there in zip(wanted.get(row, ()), cells, strict=False)
                ]
                for row, cells in shown.items()
            }

    def kept(
        self, row: int, wanted: Sequence[Cell | None], sent: Sequence[Cell | None]
    ) -> list[Cell | None]:
        """A row's cells as they are to be by now.

        Args:
            row: Its number, from 0.
            wanted: Its cells as they are drawn.
            sent: Its cells as the terminal shows them; as many, or more.
        """
        kept = list(wanted)
        for column, is_there in enumerate((self._there or {}).get(row, ())):
            if not is_there and column < len(kept) and not _is_wide(wanted, column):
                kept[column] = sent[column]
        return kept


def _is_wide(cells: Sequence[Cell | None], column: int) -> bool:
    """Whether a cell is one of two of a grapheme: they stay together."""
    return any(each is not None and not each[0] for each in cells[column : column + 2])

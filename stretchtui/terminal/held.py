"""What a terminal shows already while the first screen is still being put together.

Whoever draws may need several frames until all is there that the first screen shows. Drawn one by
one over a picture of that screen, they would take cells away and bring them back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Cell = tuple[str, str]
"""A grapheme and the style it is drawn with."""

Cells = Sequence[Cell | None]
"""The cells of a row; None where nothing is known of a cell."""


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
        self._draft: dict[int, list[Cell | None]] | None = None

    @property
    def holds_all(self) -> bool:
        """Whether nothing may change yet."""
        return self._draft is None

    def let_change(self, wanted: Mapping[int, Cells]) -> None:
        """From here on what changes is to be seen; what is as it is now still is not.

        Args:
            wanted: The screen as far as it is drawn, by rows.
        """
        if self._draft is None:
            self._draft = {row: list(cells) for row, cells in wanted.items()}

    def kept(self, row: int, wanted: Cells, sent: Cells) -> list[Cell | None]:
        """A row's cells as they are to be by now.

        Args:
            row: Its number, from 0.
            wanted: Its cells as they are drawn.
            sent: Its cells as the terminal shows them; as many, or more.
        """
        draft = (self._draft or {}).get(row, [])
        kept = list(wanted)
        for column, (cell, before, shown) in enumerate(zip(wanted, draft, sent, strict=False)):
            if cell == before and shown is not None and not _is_wide(wanted, column):
                kept[column] = shown
        return kept


def _is_wide(cells: Cells, column: int) -> bool:
    """Whether a cell is one of two of a grapheme: they stay together."""
    return any(each is not None and not each[0] for each in cells[column : column + 2])

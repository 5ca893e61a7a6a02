"""Where a figure has room among the instructions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from stretchtui.tui.widgets.figure import LEAST

GAP = 2
"""Columns between a figure and the text beside it; half as many rows where it is below."""

SHARE = 0.4
"""How much of the width a figure takes beside the text."""

_TEXT_ROWS = ((58, 8), (44, 11), (38, 13))
"""So wide a text shows all instructions in so many rows, as long as they mostly are, ..."""

_WHOLE_TEXT = ((60, 11), (38, 13))
"""... and here the rest as well, as mostly."""


class FigureSpot(NamedTuple):
    """Where a figure stands: its size, and whether it is beside the text or above it."""

    columns: int
    rows: int
    beside: bool

    @property
    def size(self) -> int:
        """How large a body can be in it: one that lies is four times as long as it is high."""
        return min(self.columns, 4 * self.rows)


def figure_spot(width: int, height: int) -> FigureSpot | None:
    """Where a figure has room in a pane; None where the text needs all of it.

    The place follows from the pane's size alone, so that it is the same in every step.
    """
    columns = round(width * SHARE)
    wishes = [
        FigureSpot(min(columns, width - GAP - text), height, beside=True)
        for text, rows in _TEXT_ROWS
        if height >= rows
    ]
    above = height - _rows(_WHOLE_TEXT, width) - GAP // 2
    wishes.append(FigureSpot(width - GAP, above, beside=False))
    found = [each for each in wishes if each[0] >= LEAST[0] and each[1] >= LEAST[1]]
    return max(found, key=lambda each: each.size, default=None)


def _rows(table: Sequence[tuple[int, int]], width: int) -> int:
    """How many rows a text of this width is given; more than there are, where it is too narrow."""
    return next((rows for columns, rows in table if width >= columns), 1000)

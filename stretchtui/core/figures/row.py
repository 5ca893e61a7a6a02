"""Figures side by side: at one scale, on one ground."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.core.figures.camera import bounds_of
from stretchtui.core.figures.drawing import SMALLEST, Drawing, Ink, Run, draw
from stretchtui.core.figures.silhouette import Role

if TYPE_CHECKING:
    from stretchtui.core.figures.figure import Figure

GAP = 2
"""Columns between two figures."""

LEAST, MOST = 0.32, 0.6
"""Dots to a unit: below the first a figure can hardly be told, above the second it is a giant."""

CLOSER = 1.5
"""What shows a part of the body is so much larger, lest it be too small to be told."""


class RowLayout(NamedTuple):
    """How many figures there are, and how large."""

    scale: float
    """Dots to a unit."""
    columns: tuple[int, ...]
    """The width of each figure that is shown."""
    rows: int


def lay_out(figures: Sequence[Figure], width: int, most: int) -> RowLayout | None:
    """Lay out the first figures, as many as fit; None if not even one does.

    Args:
        figures: The figures.
        width: The columns there are.
        most: The rows there are.
    """
    if width < SMALLEST[0] or most < SMALLEST[1]:
        return None
    for number in range(len(figures), 0, -1):
        shown = figures[:number]
        room = 2 * (width - GAP * (number - 1)) - 4 * number
        # A dot is left free at every edge, as where a figure stands alone.
        widest = room / sum(map(_width, shown))
        highest = (4 * most - 2) / max(map(_height, shown))
        scale = min(widest, highest, MOST)
        if scale >= LEAST:
            columns = tuple(_whole(scale * _width(each) / 2) + 1 for each in shown)
            rows = _whole((scale * max(map(_height, shown)) + 2) / 4)
            return RowLayout(scale, columns, max(SMALLEST[1], rows))
    return None


def _whole(cells: float) -> int:
    """So many cells as it takes; what is a billionth over them was rounded."""
    return math.ceil(cells - 1e-9)


def draw_row(figures: Sequence[Figure], layout: RowLayout, ink: Ink) -> Drawing:
    """Draw figures as they were laid out."""
    gap = (Run(" " * GAP, Role.NONE),)
    drawings = [
        draw(each, columns, layout.rows, ink=ink, scale=layout.scale * _closer(each))
        for each, columns in zip(figures, layout.columns, strict=False)
    ]
    return tuple(
        tuple(run for runs in line for run in (*runs, *gap)) for line in zip(*drawings, strict=True)
    )


def _closer(figure: Figure) -> float:
    return CLOSER if figure.close is not None else 1.0


def _width(figure: Figure) -> float:
    bounds = bounds_of(figure)
    return _closer(figure) * (bounds.right - bounds.left)


def _height(figure: Figure) -> float:
    bounds = bounds_of(figure)
    return _closer(figure) * (bounds.top - bounds.bottom)

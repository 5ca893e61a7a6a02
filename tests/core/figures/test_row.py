"""Figures side by side: how many, how large, and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stretchtui.core.figures.camera import aim, bounds_of
from stretchtui.core.figures.drawing import SMALLEST, Ink
from stretchtui.core.figures.raster import DotBox
from stretchtui.core.figures.row import CLOSER, GAP, LEAST, MOST, draw_row, lay_out
from stretchtui.store import paths, routines
from tests.amounts import amount

if TYPE_CHECKING:
    from stretchtui.core.figures.figure import Figure

STRETCHES = routines.read_library(paths.folders("/nowhere")).stretches
SHIPPED = [stretch.figure for stretch in STRETCHES.values() if stretch.figure]
"""Those that lie, sit and stand, are seen from above, or show a part of the body."""


@given(
    st.lists(st.sampled_from(SHIPPED), min_size=1, max_size=8),
    st.integers(12, 160),
    st.integers(5, 14),
)
@settings(max_examples=amount(60), deadline=None)
# Its height is rounded to a little more than seven rows.
@example([STRETCHES["seated-cat-cow"].figure], 13, 7)
def test_as_many_as_fit_at_one_scale(shown: list[Figure], width: int, most: int) -> None:
    layout = lay_out(shown, width, most)
    if layout is None:
        # Not even the first one has room at the least scale.
        bounds = bounds_of(shown[0])
        closer = CLOSER if shown[0].close else 1.0
        wide, high = bounds.right - bounds.left, bounds.top - bounds.bottom
        assert LEAST * closer * wide > 2 * width - 4 or LEAST * closer * high > 4 * most - 2
        return
    assert LEAST <= layout.scale <= MOST
    assert SMALLEST[1] <= layout.rows <= most
    assert sum(layout.columns) + GAP * (len(layout.columns) - 1) <= width
    # In no more rows than they need they are as large, and as many.
    assert lay_out(shown, width, layout.rows) == layout
    for figure, columns in zip(shown, layout.columns, strict=False):
        closer = CLOSER if figure.close else 1.0
        box = DotBox(2 * columns, 4 * layout.rows)
        camera = aim(figure, box, layout.scale * closer)
        assert camera.scale == pytest.approx(layout.scale * closer)
        # All of them stand on the last row.
        assert camera.point(1j * bounds_of(figure).bottom).imag == pytest.approx(box.height - 1)


def test_each_has_its_columns_side_by_side() -> None:
    shown = SHIPPED[:3]
    layout = lay_out(shown, 100, 12)
    assert layout is not None
    lines = draw_row(shown, layout, Ink.COLOUR)
    assert len(lines) == layout.rows
    width = sum(layout.columns) + GAP * len(layout.columns)
    for line in lines:
        assert sum(len(run.text) for run in line) == width


def test_where_all_are_too_many_there_are_fewer() -> None:
    layout = lay_out(SHIPPED[:8], 40, 12)
    assert layout is not None
    assert 1 <= len(layout.columns) < 8


@pytest.mark.parametrize(("width", "most"), [(11, 12), (100, 4), (0, 0)])
def test_where_there_is_hardly_any_room_there_is_none(width: int, most: int) -> None:
    assert lay_out(SHIPPED, width, most) is None
    assert lay_out([], 100, 12) is None

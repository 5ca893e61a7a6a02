"""The time for each part of the body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len

from stretchtui.core.duration import clock
from stretchtui.tui.history.review_panel import MARGIN, ReviewPanel, looks

if TYPE_CHECKING:
    from stretchtui.tui.history.review import Review
    from stretchtui.tui.widgets.line_list import Span

WIDEST_NAME = 16

TIME_CELLS = 10


class AreaBars(ReviewPanel):
    """Time per part of the body, as bars; as many as there is room for, the most first."""

    COMPONENT_CLASSES: ClassVar[set[str]] = looks("done")

    def row(self, review: Review, y: int, width: int, height: int) -> Sequence[Span]:
        """The heading, or one part of the body."""
        if y == 0:
            return self.heading("Body", width, "time in the last year")
        areas, rows = review.areas, height - 1
        if y == rows and len(areas) > rows:
            return [(f"and {len(areas) - rows + 1} more", "dim")]
        if y > len(areas):
            return ()
        names = [name for name, _ in areas[:rows]]
        name_width = min(WIDEST_NAME, max(map(cell_len, names)))
        name, seconds = areas[y - 1]
        room = max(1, width - MARGIN - name_width - 1 - TIME_CELLS)
        bar = self.marks.line * max(1, round(seconds / areas[0][1] * room))
        return [
            (f"{self.cut(name, name_width)} ", ""),
            (bar, "done"),
            (" " * (room - cell_len(bar)), ""),
            (f"{clock(seconds):>{TIME_CELLS}}", "dim"),
        ]

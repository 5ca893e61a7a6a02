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

HEADING = "Body"


class AreaBars(ReviewPanel):
    """Time per part of the body: this week's as bars, and the last year's.

    As many as there is room for; those that had the most this week are first, then those that had
    the most in the year.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = looks("done")

    def row(self, review: Review, y: int, width: int, height: int) -> Sequence[Span]:
        """The heading, or one part of the body."""
        weekly, rows = review.areas_this_week, height - 1
        areas = sorted(review.areas, key=lambda area: -weekly.get(area[0], 0))
        names = [name for name, _ in areas[:rows]]
        name_width = min(WIDEST_NAME, max(map(cell_len, names), default=0))
        room = max(0, width - MARGIN - name_width - 1 - 2 * TIME_CELLS)
        if y == 0:
            times = f"{'this week':>{TIME_CELLS}}{'past year':>{TIME_CELLS}}"
            gap = " " * max(0, width - MARGIN - len(HEADING) - len(times))
            return [(HEADING, "heading"), (gap, ""), (times, "dim")]
        if y == rows and len(areas) > rows:
            return [(f"and {len(areas) - rows + 1} more", "dim")]
        if y > len(areas):
            return ()
        name, seconds = areas[y - 1]
        now = weekly.get(name, 0)
        bar = self.marks.line * max(1, round(now / max(weekly.values()) * room)) if now else ""
        return [
            (f"{self.cut(name, name_width)} ", ""),
            (bar[:room], "done"),
            (" " * (room - cell_len(bar)), ""),
            (f"{clock(now) if now else self.glyphs.none:>{TIME_CELLS}}", "" if now else "dim"),
            (f"{clock(seconds):>{TIME_CELLS}}", "dim"),
        ]

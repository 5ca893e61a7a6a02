"""The time for each part of the body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len

from stretchtui.core.duration import clock
from stretchtui.tui.history.review_panel import MARGIN, ReviewPanel, looks
from stretchtui.words import weekly

if TYPE_CHECKING:
    from stretchtui.tui.history.review import Review
    from stretchtui.tui.widgets.line_list import Span

WIDEST_NAME = 16

TIME_CELLS = 10

BAR_CELLS = 24
"""Where bars would be shorter, the past year's times are left out."""

LEGEND_FROM = 8
"""From this height on it is said what the marks mean."""

HEADING = "Body"

LOOKS = {"bar": "done", "mark": "dim", "": ""}
"""The looks of what a bar is made of."""


class AreaBars(ReviewPanel):
    """Time per part of the body: this week's as bars with what studies found, and the last year's.

    As many as there is room for; those that had the most this week are first, then those that had
    the most in the year.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = looks("done")

    def row(self, review: Review, y: int, width: int, height: int) -> Sequence[Span]:
        """The heading, one part of the body, or what the marks mean."""
        weekly_s = review.areas_this_week
        rows = height - 1 - (height >= LEGEND_FROM)
        areas = sorted(review.areas, key=lambda area: -weekly_s.get(area[0], 0))
        names = [name for name, _ in areas[:rows]]
        name_width = min(WIDEST_NAME, max(map(cell_len, names), default=len(HEADING)))
        room = width - MARGIN - name_width - 1 - TIME_CELLS
        years = room - TIME_CELLS >= BAR_CELLS
        room = max(0, room - TIME_CELLS * years)
        if y == 0:
            times = f"{'this week':>{TIME_CELLS}}" + f"{'past year':>{TIME_CELLS}}" * years
            return [
                (f"{HEADING:<{name_width}} ", "heading"),
                ((weekly.scale(room) if areas else " " * room) + times, "dim"),
            ]
        if y == height - 1 and height >= LEGEND_FROM:
            return [(weekly.legend(width - MARGIN) if areas else "", "dim")]
        if y == rows and len(areas) > rows:
            return [(f"and {len(areas) - rows + 1} more", "dim")]
        if y > len(areas):
            return ()
        name, seconds = areas[y - 1]
        now = weekly_s.get(name, 0)
        return [
            (f"{self.cut(name, name_width)} ", ""),
            *((text, LOOKS[look]) for text, look in weekly.bar(now, room, self.marks)),
            (f"{clock(now) if now else self.glyphs.none:>{TIME_CELLS}}", "" if now else "dim"),
            (f"{clock(seconds):>{TIME_CELLS}}" * years, "dim"),
        ]

"""The minutes of each week as bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from stretchtui.core.duration import about_minutes, clock
from stretchtui.tui.history.review_panel import GUTTER, ReviewPanel, axis, looks, months

if TYPE_CHECKING:
    from stretchtui.tui.history.review import Review
    from stretchtui.tui.widgets.line_list import Span

TOPS_MIN = (5, 10, 20, 30, 45, 60, 90, 120, 150, 180, 240, 300, 360, 480, 600, 720)
"""What the top of the bars may stand for, in minutes: the first that no bar is higher than."""

MONTHS_FROM = 7
"""The months stand under the bars from this height on."""


class WeekBars(ReviewPanel):
    """Minutes a week."""

    COMPONENT_CLASSES: ClassVar[set[str]] = looks("bar")

    def row(self, review: Review, y: int, width: int, height: int) -> Sequence[Span]:
        """The heading, a row of the bars, or the months."""
        count, pitch = axis(width)
        weeks = review.weeks[-count:] if count else ()
        if y == 0:
            return self.heading("Minutes per week", width, *self._notes(review))
        rows = height - 1 - (height >= MONTHS_FROM)
        if y > rows:
            return [(" " * GUTTER + months([week.start for week in weeks], pitch), "dim")]
        top = top_of(max((week.seconds for week in weeks), default=0) / 60)
        label = str(top) if y == 1 else "0" if y == rows else ""
        parts: list[Span] = [(f"{label:>{GUTTER - 1}} ", "dim")]
        for week in weeks:
            mark = column(week.seconds / 60 / top, rows - y, rows, self.marks.heights)
            parts.append((mark if pitch == 1 else f"{mark} ", "bar"))
        return parts

    def _notes(self, review: Review) -> tuple[str, ...]:
        now = clock(review.weeks[-1].seconds)
        if review.usual is None:
            return (f"this week {now}",)
        usual = f"{self.glyphs.dot} typical {about_minutes(review.usual)}"
        return f"this week {now} {usual}", f"now {now} {usual}"


def top_of(minutes: float) -> int:
    """What the top of the bars stands for, in minutes."""
    most = TOPS_MIN[-1]
    return next((top for top in TOPS_MIN if top >= minutes), -int(-minutes // most) * most)


def column(fraction: float, row: int, rows: int, heights: str) -> str:
    """One cell of a bar.

    Args:
        fraction: How high it is, from 0 to 1.
        row: The cell's place, from 0 at the bottom.
        rows: How many cells there are, one above the other.
        heights: The characters for parts of a cell, up to the whole one.
    """
    parts = len(heights)
    filled = round(fraction * rows * parts)
    if fraction > 0:
        filled = max(1, filled)
    here = min(parts, filled - row * parts)
    return heights[here - 1] if here > 0 else " "

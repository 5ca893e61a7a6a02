"""The discomfort before and after, week by week."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from stretchtui.tui.history.review_panel import (
    GUTTER,
    MARGIN,
    ReviewPanel,
    axis,
    looks,
    months,
)

if TYPE_CHECKING:
    from stretchtui.tui.history.review import Review
    from stretchtui.tui.widgets.line_list import Span

TOPS = (5, 10)
"""What the top row stands for: the first that nothing is above."""

MOST_ROWS = 11
"""One for each value, or for each half; what stands below them are the months."""

UNKNOWN = ("No ratings yet.", "To rate it, turn on Discomfort in Settings.")


class DiscomfortLines(ReviewPanel):
    """Two lines: the discomfort before the sessions of a week, and after them, on average."""

    COMPONENT_CLASSES: ClassVar[set[str]] = looks("before", "after")

    def row(self, review: Review, y: int, width: int, height: int) -> Sequence[Span]:
        """The heading, a row of the lines, or the months."""
        count, pitch = axis(width)
        weeks = review.discomfort[-count:] if count else ()
        if y == 0:
            return self._heading(width)
        said = [value for week in weeks for value in (week.before, week.after) if value is not None]
        if not said:
            return [(UNKNOWN[y - 2], "dim")] if 2 <= y < 2 + len(UNKNOWN) else ()
        rows = min(height - 1, MOST_ROWS)
        if y > rows:
            starts = [week.start for week in weeks] if y == rows + 1 else []
            return [(" " * GUTTER + months(starts, pitch), "dim")]
        top = next(top for top in TOPS if top >= max(said))
        halfway = str(top // 2) if top % 2 == 0 and 2 * y == rows + 1 else ""
        label = {1: str(top), rows: "0"}.get(y, halfway)
        parts: list[Span] = [(f"{label:>{GUTTER - 1}} ", "dim")]
        for week in weeks:
            places = (_place(value, top, rows) for value in (week.before, week.after))
            parts += [self._mark(rows - y, *places), (" " * (pitch - 1), "")]
        return parts

    def _mark(self, row: int, before: int | None, after: int | None) -> Span:
        """What stands in a row of a week whose values belong in these."""
        if row == before == after:
            return self.marks.same, "after"
        if row == after:
            return self.marks.after, "after"
        return (self.marks.before, "before") if row == before else (" ", "")

    def _heading(self, width: int) -> list[Span]:
        legend: list[Span] = [
            (self.marks.before, "before"),
            (" before  ", "dim"),
            (self.marks.after, "after"),
            (" after", "dim"),
        ]
        words = "Discomfort"
        gap = width - MARGIN - len(words) - sum(len(text) for text, _ in legend)
        return [(words, "heading"), (" " * max(1, gap), ""), *legend]


def _place(value: float | None, top: int, rows: int) -> int | None:
    """The row that a value belongs in, from 0 at the bottom."""
    return None if value is None else round(value / top * (rows - 1))

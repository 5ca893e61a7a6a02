"""What the panels of the history have in common: rows of words and marks, and the axis of time."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.core.sessions.history import WEEKS
from stretchtui.words.cells import fitted
from stretchtui.words.chart_glyphs import chart_glyphs
from stretchtui.words.glyphs import UNICODE

if TYPE_CHECKING:
    from stretchtui.tui.history.review import Review
    from stretchtui.tui.widgets.line_list import Span
    from stretchtui.words.glyphs import Glyphs

GUTTER = 4
"""The cells left of the first week, for what stands beside the rows."""

MARGIN = 2
"""The cells right of the last week, for the mark of today."""

_PREFIX = "review-panel--"


def looks(*names: str) -> set[str]:
    """The component classes for looks; a panel has only those it needs, for each takes time."""
    return {_PREFIX + name for name in names}


SHADES = ("shade-0", "shade-1", "shade-2", "shade-3", "shade-4", "done")
"""The looks that ``ReviewPanel.shade`` takes."""


class Axis(NamedTuple):
    """The last weeks side by side, this week's at the right."""

    weeks: int
    """How many there are."""
    pitch: int
    """The cells of each."""


def axis(width: int, most: int = 2) -> Axis:
    """As many weeks as fit, up to a year's; where there is room, each has several cells.

    Args:
        width: The panel's.
        most: How many cells a week has at most.
    """
    room = max(0, width - GUTTER - MARGIN)
    return Axis(min(WEEKS, room), max(1, min(most, room // WEEKS)))


def months(starts: Sequence[date], pitch: int) -> str:
    """The names of the months over the weeks that they begin in.

    Args:
        starts: The weeks' first days.
        pitch: The cells of a week.
    """
    row = [" "] * (len(starts) * pitch)
    names = _names(starts)
    past_end = [*(column for column, _ in names[1:]), len(starts)]
    for (column, name), after in zip(names, past_end, strict=False):
        # The first and the last are left out where there is not enough of them.
        if (after - column) * pitch >= len(name) + (after < len(starts)):
            row[column * pitch : column * pitch + len(name)] = name
    return "".join(row)


def _names(starts: Sequence[date]) -> list[tuple[int, str]]:
    """The columns in which months begin, and the months' names."""
    # The week of a month's first day may begin in the month before, but ends in that one.
    ends = [date.fromordinal(start.toordinal() + 6) for start in starts]
    return [
        (column, f"{end:%b}")
        for column, end in enumerate(ends)
        if column == 0 or end.month != ends[column - 1].month
    ]


class ReviewPanel(Widget):
    """Shows some of the history, row by row.

    Args:
        glyphs: The characters to draw with.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = looks("heading", "dim")
    DEFAULT_CSS = """
    ReviewPanel > .review-panel--strong { text-style: bold; }
    ReviewPanel > .review-panel--heading { color: $primary; text-style: bold; }
    ReviewPanel > .review-panel--dim { color: $secondary; }
    ReviewPanel > .review-panel--done { color: $phase-hold; }
    ReviewPanel > .review-panel--bar { color: $phase-hold; }
    ReviewPanel > .review-panel--before { color: $phase-rest; }
    ReviewPanel > .review-panel--after { color: $phase-hold; text-style: bold; }
    ReviewPanel > .review-panel--shade-0 { color: $faint; }
    ReviewPanel > .review-panel--shade-1 { color: $shade-1; }
    ReviewPanel > .review-panel--shade-2 { color: $shade-2; }
    ReviewPanel > .review-panel--shade-3 { color: $shade-3; }
    ReviewPanel > .review-panel--shade-4 { color: $shade-4; }
    ReviewPanel:ansi > .review-panel--shade-0 { text-style: dim; }
    ReviewPanel > .review-panel--today { color: $foreground; text-style: bold; }
    """

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs
        self.marks = chart_glyphs(glyphs)
        self.review: Review | None = None

    def show(self, review: Review | None) -> None:
        """Show this; nothing, if there is nothing yet."""
        self.review = review
        self.refresh()

    @abstractmethod
    def row(self, review: Review, y: int, width: int, height: int) -> Sequence[Span]:
        """What a row says, from 0; the panel has so many cells and rows."""

    def render_line(self, y: int) -> Strip:
        """One row."""
        width, height = self.size
        plain = self.rich_style
        if self.review is None:
            return Strip.blank(width, plain)
        parts = self.row(self.review, y, width, height)
        segments = [
            Segment(
                "".join(text for text, _ in run),
                self.get_component_rich_style(_PREFIX + look) if look else plain,
            )
            for look, run in groupby(parts, key=itemgetter(1))
        ]
        return Strip(segments).adjust_cell_length(width, plain)

    def heading(self, words: str, width: int, *notes: str) -> list[Span]:
        """A heading, and beside it the first of what could be said that there is room for."""
        for note in notes:
            gap = width - MARGIN - cell_len(words) - cell_len(note)
            if gap >= 2:
                return [(words, "heading"), (" " * gap, ""), (note, "dim")]
        return [(words, "heading")]

    def shade(self, number: int) -> Span:
        """One cell of a day, from 0, nothing done, to 4."""
        # Shades of a colour are calmer than characters, where the theme has them.
        first, last = (self.get_component_styles(f"{_PREFIX}{SHADES[n]}").color for n in (1, 4))
        coloured = number and self.glyphs is UNICODE and first != last
        mark = self.marks.shades[-1 if coloured else number]
        return mark, SHADES[number] if coloured or not number else "done"

    def cut(self, text: str, width: int) -> str:
        """Text in just so many cells, cut if it must be."""
        return fitted(text, width, self.glyphs.ellipsis, cell_len)

"""This week's minutes for each part of the body: for the list of routines, where it has room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.core.duration import about_minutes
from stretchtui.tui.widgets.line_list import MARK
from stretchtui.tui.widgets.pens import Pens
from stretchtui.words import weekly
from stretchtui.words.cells import fitted
from stretchtui.words.chart_glyphs import chart_glyphs

if TYPE_CHECKING:
    from stretchtui.words.glyphs import Glyphs

OTHER_ROWS = 2
"""An empty row above, and the heading."""

FEWEST, MOST = 3, 6
"""Parts of the body, at least and at most."""

WIDE_FROM, HIGH_FROM = 48, 22
"""The cells and rows that the list's pane has to have: fewer are the list's alone."""

HEADING = "This week"

NAME, MINUTES, END = 14, len("1000 min"), 1
"""Cells of a name, of its minutes, and behind them."""


class WeekAreas(Widget):
    """The parts of the body that had the most this week.

    Args:
        glyphs: The characters to draw with.
    """

    DEFAULT_CSS = "WeekAreas { display: none; }"

    areas: reactive[Sequence[tuple[str, int]]] = reactive(())
    """Seconds for each part of the body, the most first."""

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._marks = chart_glyphs(glyphs)

    def fit(self, width: int, height: int, spare: int) -> int:
        """Take as much room as there is.

        Args:
            width: The cells of the pane.
            height: Its rows.
            spare: How many of them are empty.

        Returns:
            The rows that are taken.
        """
        wanted = min(len(self.areas), MOST, max(FEWEST, spare - OTHER_ROWS))
        shown = wanted > 0 and width >= WIDE_FROM and height >= HIGH_FROM
        rows = OTHER_ROWS + wanted if shown else 0
        self.display = shown
        if shown:
            self.styles.height = rows
        return rows

    def render_line(self, y: int) -> Strip:
        """The heading with the marks' numbers, or a part of the body."""
        width = self.size.width
        pens = Pens(self)
        quiet = pens.pen("secondary")
        looks = {"bar": pens.pen("shade-2")}
        room = max(0, width - MARK - NAME - 1 - MINUTES - END)
        segments: list[Segment] = []
        place = y - OTHER_ROWS
        if place == -1:
            said = f"{'':{MARK}}{HEADING:<{NAME}} {weekly.scale(room)}"
            segments = [Segment(said, quiet)]
        elif 0 <= place < len(self.areas):
            name, seconds = self.areas[place]
            name = fitted(name, NAME, self._glyphs.ellipsis, cell_len)
            segments = [
                Segment(f"{'':{MARK}}{name} ", quiet),
                *(
                    Segment(text, looks.get(look, quiet))
                    for text, look in weekly.bar(seconds, room, self._marks)
                ),
                Segment(f"{about_minutes(seconds):>{MINUTES}}", quiet),
            ]
        return Strip(segments).adjust_cell_length(width, pens.plain)

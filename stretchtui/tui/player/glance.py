"""The weeks so far, a bar each: for what is left of the room under a short list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.tui.widgets.pens import Pens
from stretchtui.words.browsing import minutes, week_name

if TYPE_CHECKING:
    from stretchtui.core.sessions.history import Week
    from stretchtui.words.glyphs import Glyphs

WEEKS = 8
"""So many weeks are shown."""

ROWS = WEEKS + 3
"""The rows that it takes: a title and the weeks, and an empty row above and below."""

NAME, MINUTES = len("This week"), len("1000 min")
"""Cells of a week's name, and of its minutes."""


class Glance(Widget):
    """The last weeks.

    Args:
        glyphs: The characters to draw with.
    """

    DEFAULT_CSS = "Glance { height: 11; display: none; }"

    weeks: reactive[Sequence[Week]] = reactive(())
    """The weeks, today's at the end."""

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs

    def render_line(self, y: int) -> Strip:
        """A week, the newest at the top."""
        width = self.size.width
        pens = Pens(self)
        quiet = pens.pen("secondary")
        place = y - 2
        if not self.weeks or place < -1 or place >= WEEKS:
            return Strip.blank(width, pens.plain)
        if place < 0:
            said = [Segment("  Minutes of stretching, week by week", quiet)]
            return Strip(said).adjust_cell_length(width, pens.plain)
        week = self.weeks[len(self.weeks) - 1 - place]
        most = max(each.seconds for each in self.weeks) or 1
        room = width - 2 - NAME - 2 - 2 - MINUTES - 1
        bar = self._glyphs.blocks[2] * round(room * week.seconds / most)
        name = week_name(week.start, ago=place)
        style = pens.pen("foreground") if place == 0 else quiet
        segments = [
            Segment(f"  {name:<{NAME}}  ", style),
            Segment(bar.ljust(room), pens.pen("shade-2")),
            Segment(f"  {minutes(week.seconds):>{MINUTES}} ", style),
        ]
        return Strip(segments).adjust_cell_length(width, pens.plain)

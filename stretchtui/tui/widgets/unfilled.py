"""A pane that is not filled yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

if TYPE_CHECKING:
    from textual.widget import Widget

    from stretchtui.words.glyphs import Glyphs

NO_BREAK_SPACE = "\xa0"


def unfilled_line(widget: Widget, glyphs: Glyphs) -> Strip:
    """A row of it: blank, but with no-break spaces, which no whole screen has.

    So it never counts as being there already (``terminal/held.py``), and a painted first screen
    stays in its place until all of the pane is drawn: not only what is blank in it.
    """
    blank = " " if glyphs.ellipsis.isascii() else NO_BREAK_SPACE
    width = widget.size.width
    return Strip([Segment(blank * width, widget.rich_style)], width)

"""A pane that is not filled yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from stretchtui.terminal.held import UNFILLED

if TYPE_CHECKING:
    from textual.widget import Widget

    from stretchtui.words.glyphs import Glyphs


def unfilled_line(widget: Widget, glyphs: Glyphs) -> Strip:
    """A row of it: blank, but so that it never counts as being there already.

    A painted first screen stays in its place until all of the pane is drawn, and not only what is
    blank in it.
    """
    blank = " " if glyphs.ellipsis.isascii() else UNFILLED
    width = widget.size.width
    return Strip([Segment(blank * width, widget.rich_style)], width)

"""Seconds, drawn as large as the widget is."""

from __future__ import annotations

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.words.glyphs import UNICODE, Glyphs
from stretchtui.words.lettering import numerals


class Numerals(Widget):
    """Large digits.

    Args:
        glyphs: The characters to draw with.
    """

    value: reactive[str] = reactive("")
    """What is shown: digits, and a colon between minutes and seconds."""

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs

    def render_line(self, y: int) -> Strip:
        """One row of the digits, centred from top to bottom."""
        width, height = self.size
        rows = numerals(self.value, width, height, self._glyphs.blocks)
        row = y - (height - len(rows)) // 2
        line = rows[row] if 0 <= row < len(rows) else ""
        if not rows and y == height // 2:
            line = self.value[:width]
        return Strip([Segment(line.ljust(width), self.rich_style)], width)

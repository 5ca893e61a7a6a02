"""The characters that charts are drawn with, for terminals with Unicode and without."""

from __future__ import annotations

from msgspec import Struct

from stretchtui.words.glyphs import CONSOLE, UNICODE, Glyphs


class ChartGlyphs(Struct, frozen=True):
    """One set of characters; every one takes one cell."""

    shades: str
    """A day: from nothing done to the most."""
    heights: str
    """The top of a column: from the least there is to a whole cell."""
    line: str
    """A bar that lies, …"""
    marked: str
    """… where a mark crosses it, …"""
    beyond: str
    """… and where it would be longer than its room."""
    mark: str
    """A mark that no bar reaches."""
    before: str
    """The discomfort before, …"""
    after: str
    """… after, …"""
    same: str
    """… and where both are the same."""
    today: str
    """Points at today."""


_UNICODE = ChartGlyphs("·░▒▓█", "▁▂▃▄▅▆▇█", "━", "┿", "▸", "│", "○", "●", "◉", "◂")
# The font of the Linux console has no eighths and no circles.
_CONSOLE = ChartGlyphs("·░▒▓█", "▄█", "─", "┼", ">", "│", "o", "*", "@", "<")
_ASCII = ChartGlyphs(".-+x#", "_#", "=", "+", ">", "|", "o", "*", "@", "<")


def chart_glyphs(glyphs: Glyphs) -> ChartGlyphs:
    """The set that goes with that of the screens."""
    if glyphs is UNICODE:
        return _UNICODE
    return _CONSOLE if glyphs is CONSOLE else _ASCII

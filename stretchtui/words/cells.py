"""Text measured and cut in cells: what a terminal gives it room for."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

_SEEN = {0xAD, *range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
"""The format characters that take a cell: the soft hyphen, and the signs that hold a number."""

_WIDE_NOW = {
    *(*range(0x2630, 0x2638), *range(0x268A, 0x2690), *range(0x4DC0, 0x4E00)),
    *(*range(0x1D300, 0x1D357), *range(0x1D360, 0x1D377)),
}
"""What Unicode 16 made wide, which this Python may not know."""


def cells(text: str) -> int:
    """How many cells a terminal gives a text, at most."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def cut(text: str, room: int, ellipsis: str = "", measure: Callable[[str], int] = cells) -> str:
    """A text in at most so many cells.

    Args:
        text: The text.
        room: The cells there are.
        ellipsis: Stands at the end of a text that was cut; it takes one cell, or none.
        measure: Tells how many cells a text takes. Whoever draws with a library goes by what
            that takes for its width.
    """
    if measure(text) <= room:
        return text
    room -= len(ellipsis)
    end = 0
    while end < len(text) and measure(text[: end + 1]) <= room:
        end += 1
    return text[:end] + ellipsis if room >= 0 else ""


def fitted(text: str, room: int, ellipsis: str = "", measure: Callable[[str], int] = cells) -> str:
    """A text in just so many cells: cut if it must be, and filled up with spaces."""
    text = cut(text, room, ellipsis, measure)
    return text + " " * (room - measure(text))


def _cells(character: str) -> int:
    category = unicodedata.category(character)
    # U+FE0F makes the character before it wide.
    if character == "\ufe0f" or ord(character) in _SEEN:
        return 1
    if category in ("Mn", "Me", "Cf"):
        return 0
    # What this Python does not know may be a wide one of a later Unicode.
    later = category == "Cn" or ord(character) in _WIDE_NOW
    return 2 if later or unicodedata.east_asian_width(character) in "WF" else 1

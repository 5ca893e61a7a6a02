"""Text measured and cut in cells: what a terminal gives it room for."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable


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
    if character == "\ufe0f":
        return 1  # it makes the character before it wide
    if category in ("Mn", "Me", "Cf"):
        return 0
    # What this Python does not know may be a wide one of a later Unicode.
    wide = category == "Cn" or unicodedata.east_asian_width(character) in "WF"
    return 2 if wide else 1

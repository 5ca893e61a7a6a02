"""How many cells a grapheme takes, and where terminals disagree about that.

What is counted are Rich's cells, as whoever draws goes by them. A terminal counts by the Unicode it
was made with, and some count each code point for itself: an emoji with a variation selector takes
one cell or two, a family of four two or eight.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from rich.cells import split_graphemes

from stretchtui.terminal.plain_graphemes import JAMO, is_plain

_LOOKS_LIKE = {
    "#": "█▇▆▅▓▒▉▊▋■",
    "_": "▄▃▂▁",
    '"': "▀▔“”",
    "|": "▌▍▎▏▐│┃┆┇║",
    "-": "─━┄┅═–—",
    ":": "░",
    ">": "▸▶▹▷→",
    "<": "◂◀◃◁←",
    "^": "▲△▴▵↑",
    "v": "▼▽▾▿↓",
    "o": "○□",
    "*": "●◉◆◇•",
    "@": "◎",
    ".": "·…",
    "x": "×",
    "'": "‘’",
    "+": "┌┐└┘├┤┬┴┼╭╮╯╰╋",
}
_IN_ASCII = {each: sign for sign, likes in _LOOKS_LIKE.items() for each in likes}
"""What looks like a character that screens are drawn with."""

_JOINER = "\u200d"

_BLANK = "\u115f\u3164\uffa0"
"""Letters without ink, the fillers of Hangul: some terminals give them no cell (they are default
ignorable, see DerivedCoreProperties of Unicode)."""

_UNSEEN = {"Mn", "Mc", "Me", "Cf", "Cn", "Zl", "Zp"}
"""Categories to which a terminal may give no cell: it would draw them over the cell before."""

_MOST = 2
"""The most cells that a terminal gives a code point."""


@lru_cache(maxsize=4096)
def reach(grapheme: str) -> int:
    """How many cells a grapheme may have changed where it was drawn; 0 if just its own."""
    return 0 if is_plain(grapheme) else _MOST * len(grapheme)


@lru_cache(maxsize=4096)
def marks_before(grapheme: str) -> bool:
    """Whether a terminal may draw some of a grapheme over the cell before it.

    One that does not know the first code point can leave it out, as tmux does; then the others are
    marks of what stands before.
    """
    return len(grapheme) > 1 and unicodedata.ucd_3_2_0.category(grapheme[0]) == "Cn"


def drawn(grapheme: str, room: int) -> str:
    """What is sent to draw a grapheme: as much as goes into so many cells on every terminal.

    Beyond the right edge some draw in the next row, also when lines are not to be wrapped, and
    some join a mark to the cell before the last.
    """
    fitting = grapheme[: room // _MOST].rstrip(_JOINER)
    # tmux keeps a joiner for whatever is drawn next, which must be here: it may have left out what
    # is joined. The space is drawn over, as it is within reach.
    return fitting + " " if _JOINER in fitting else fitting


@lru_cache(maxsize=4096)
def narrowed(character: str) -> str:
    """What stands for a character of one cell on a terminal that may give it two: one of ASCII.

    What takes one cell everywhere stands for itself.
    """
    if character in _IN_ASCII:
        return _IN_ASCII[character]
    if "\u2800" <= character <= "\u28ff":
        return "." if character > "\u2800" else " "
    if unicodedata.east_asian_width(character) != "A" and character >= JAMO:
        return character
    base = unicodedata.normalize("NFKD", character)[0]
    return base if base.isascii() and base.isprintable() else "?"


def measured(text: str) -> Iterator[tuple[str, int]]:
    """The graphemes of a text as they are to be drawn, and the cells each is counted for.

    What is counted for none is left out.
    """
    flag = ""
    for begin, end, cells in split_graphemes(text)[0]:
        grapheme = text[begin:end]
        if flag:
            if _is_indicator(grapheme):
                # Drawn apart they would be two letters.
                yield flag + grapheme, 1 + cells
                flag = ""
                continue
            yield flag, 1
            flag = ""
        if _is_indicator(grapheme) and cells == 1:
            flag = grapheme
        elif cells and (instead := _instead(grapheme[0], cells)):
            yield from [(instead, 1)] * cells
        elif cells:
            # What comes behind a joiner could be drawn into its cell.
            yield grapheme.rstrip(_JOINER), cells
    if flag:
        yield flag, 1


def _is_indicator(grapheme: str) -> bool:
    """Whether it is half a flag (a regional indicator)."""
    return "\U0001f1e6" <= grapheme[0] <= "\U0001f1ff"


@lru_cache(maxsize=4096)
def _instead(first: str, cells: int) -> str:
    """What is drawn in each cell of a grapheme that begins with this; empty for itself."""
    if first == "\u00ad":
        return "-"
    if first in _BLANK:
        return " "
    category = unicodedata.category(first)
    # What this Python does not know yet may be an emoji, which Rich may know.
    unseen = category in _UNSEEN and not (category == "Cn" and cells == _MOST)
    return "\ufffd" if unseen else ""

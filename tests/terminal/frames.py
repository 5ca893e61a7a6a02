"""What a program that repaints its screen writes, as Hypothesis draws it."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from rich.cells import cell_len

_colours = st.one_of(
    st.sampled_from(["{}0", "{}7", "{}9"]),
    st.integers(0, 255).map(lambda n: f"{{}}8;5;{n}"),
    st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: "{}8;2;" + ";".join(map(str, rgb))),
)
_bright = {"3": ("90", "97"), "4": ("100", "107")}
_attributes = st.lists(
    st.sampled_from(["1", "2", "3", "4", "7", "9", "6", "53"]), max_size=4, unique=True
)


@st.composite
def styles(draw: st.DrawFn) -> str:
    """The parameters of SGR, as Rich puts them: attributes, foreground, background."""
    parts = sorted(draw(_attributes))
    for ground in ("3", "4"):
        if draw(st.booleans()):
            parts.append(draw(_colours | st.sampled_from(_bright[ground])).format(ground))
    return ";".join(parts)


few_styles = st.shared(st.lists(styles(), min_size=1, max_size=4), key="styles")

ASCII = "ab .#-9~"
AGREED = "é ÿ¿─│╭█▌▀░⠿⣤" + "漢膝字"
"""Characters that pyte and rich give the same width."""
DISPUTED = [
    "e\u0301",
    "\u0301",
    "\u200d",
    "\ufe0f",
    "👍",
    "👩\u200d🔬",
    "❤\ufe0f",
    "1\ufe0f\u20e3",
    "🇩🇪",
    "नि",
    "한",
    "שלום",
    "\u00ad",
    "\u200b",
    "😀" * 9,
]


def texts(width: int, letters: Sequence[str]) -> st.SearchStrategy[str]:
    """Text of at most this many cells."""

    def cut(numbers: bytes) -> str:
        text, room = "", width
        for number in numbers:
            letter = letters[number % len(letters)]
            room -= cell_len(letter)
            if room < 0:
                break
            text += letter
        return text

    return st.binary(max_size=width).map(cut)


@st.composite
def segments(draw: st.DrawFn, row: int, width: int, letters: Sequence[str], first: int = 0) -> str:
    """A few segments from some column of a row on, which is at least ``first``."""
    column = draw(st.integers(first, width - 1))
    out = [f"\x1b[{row + 1};{column + 1}H"]
    for _ in range(draw(st.integers(1, 3))):
        text = draw(texts(width - column, letters))
        style = draw(st.none() | st.sampled_from(draw(few_styles)))
        out.append(text if not style else f"\x1b[{style}m{text}\x1b[0m")
        column += cell_len(text)
    return "".join(out)


@st.composite
def frames(draw: st.DrawFn, width: int, height: int, letters: Sequence[str]) -> str:
    """A frame of changes: segments in some rows, a line end after a row that is not the last."""
    rows = sorted(draw(st.lists(st.integers(0, height - 1), min_size=1, max_size=4)))
    between = ["\n" if row < height - 1 and draw(st.booleans()) else "" for row in rows]
    parts = [
        draw(segments(row, width, letters)) + end for row, end in zip(rows, between, strict=True)
    ]
    return "\x1b[?2026h" + "".join(parts) + "\x1b[?2026l"


@st.composite
def full_frames(draw: st.DrawFn, width: int, height: int, letters: Sequence[str]) -> str:
    """A frame that writes every cell."""
    out = []
    for row in range(height):
        text = draw(texts(width, letters))
        style = draw(st.sampled_from(draw(few_styles)))
        rest = " " * (width - cell_len(text))
        out.append(f"\x1b[{row + 1};1H\x1b[{style}m{text}\x1b[0m{rest}")
    return "\n".join(out)

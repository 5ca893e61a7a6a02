"""Numerals and words drawn large in pixels, to be read from across a room.

A cell is two pixels, one above the other, so that a pixel is about as wide as it is high.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

Pixels = list[list[bool]]
"""Rows of pixels, from the top."""

# The seven bars of a digit, as on a clock: top, upper left, upper right, middle, lower left,
# lower right, bottom.
_BARS = {
    "0": "1110111",
    "1": "0010010",
    "2": "1011101",
    "3": "1011011",
    "4": "0111010",
    "5": "1101011",
    "6": "1101111",
    "7": "1010010",
    "8": "1111111",
    "9": "1111011",
}

# Capitals five pixels wide and seven high, a row a number, the highest bit on the left.
_LETTERS = {
    "A": (14, 17, 17, 31, 17, 17, 17),
    "B": (30, 17, 17, 30, 17, 17, 30),
    "C": (14, 17, 16, 16, 16, 17, 14),
    "D": (30, 17, 17, 17, 17, 17, 30),
    "E": (31, 16, 16, 30, 16, 16, 31),
    "F": (31, 16, 16, 30, 16, 16, 16),
    "G": (14, 17, 16, 23, 17, 17, 14),
    "H": (17, 17, 17, 31, 17, 17, 17),
    "I": (14, 4, 4, 4, 4, 4, 14),
    "J": (7, 2, 2, 2, 2, 18, 12),
    "K": (17, 18, 20, 24, 20, 18, 17),
    "L": (16, 16, 16, 16, 16, 16, 31),
    "M": (17, 27, 21, 21, 17, 17, 17),
    "N": (17, 25, 25, 21, 19, 19, 17),
    "O": (14, 17, 17, 17, 17, 17, 14),
    "P": (30, 17, 17, 30, 16, 16, 16),
    "Q": (14, 17, 17, 17, 21, 18, 13),
    "R": (30, 17, 17, 30, 20, 18, 17),
    "S": (15, 16, 16, 14, 1, 1, 30),
    "T": (31, 4, 4, 4, 4, 4, 4),
    "U": (17, 17, 17, 17, 17, 17, 14),
    "V": (17, 17, 17, 17, 17, 10, 4),
    "W": (17, 17, 17, 21, 21, 27, 17),
    "X": (17, 17, 10, 4, 10, 17, 17),
    "Y": (17, 17, 10, 4, 4, 4, 4),
    "Z": (31, 1, 2, 4, 8, 16, 31),
    "-": (0, 0, 0, 14, 0, 0, 0),
    "'": (4, 4, 8, 0, 0, 0, 0),
    ",": (0, 0, 0, 0, 0, 4, 8),
    ".": (0, 0, 0, 0, 0, 0, 4),
    " ": (0, 0, 0, 0, 0, 0, 0),
    "◀": (2, 6, 14, 30, 14, 6, 2),
    "▶": (8, 12, 14, 15, 14, 12, 8),
    "<": (2, 4, 8, 16, 8, 4, 2),
    ">": (8, 4, 2, 1, 2, 4, 8),
}
_LETTER_WIDTH = 5
_LETTER_HEIGHT = 7

LETTERING_ROWS = (_LETTER_HEIGHT + 1) // 2
"""The rows of cells that words take at scale 1."""


@lru_cache(maxsize=256)
def numerals(text: str, width: int, height: int, blocks: tuple[str, ...]) -> tuple[str, ...]:
    """Digits and colons as large as fits.

    Args:
        text: What to draw: digits and ``:``.
        width: Columns at hand.
        height: Rows at hand.
        blocks: The characters for no pixel, the upper, the lower, and both.

    Returns:
        Rows of text, at most ``height``, all of one width; none where it does not fit.
    """
    for rows in range(height, 1, -1):
        pixels = _clock_face(text, 2 * rows, width)
        if pixels:
            return _as_rows(pixels, blocks)
    return ()


@lru_cache(maxsize=256)
def words(text: str, width: int, height: int, blocks: tuple[str, ...]) -> tuple[str, ...]:
    """Words in capitals as large as fits; none where they do not fit or cannot be drawn."""
    decomposed = unicodedata.normalize("NFKD", text.upper())
    plain = [each for each in decomposed if not unicodedata.combining(each)]
    if not plain or not _LETTERS.keys() >= set(plain):
        return ()
    letters = [_LETTERS[each] for each in plain]
    natural = len(letters) * (_LETTER_WIDTH + 1) - 1
    scale = min(width // natural, 2 * height // _LETTER_HEIGHT)
    if scale < 1:
        return ()
    pixels: Pixels = []
    for row in range(_LETTER_HEIGHT):
        line: list[bool] = []
        for number, letter in enumerate(letters):
            bits = letter[row]
            gap = [False] * scale if number else []
            line += gap + [
                bool(bits >> bit & 1)
                for bit in range(_LETTER_WIDTH - 1, -1, -1)
                for _ in range(scale)
            ]
        pixels += [line] * scale
    return _as_rows(pixels, blocks)


def _clock_face(text: str, height: int, width: int) -> Pixels | None:
    """The text drawn ``height`` pixels high, if it fits into ``width``."""
    stroke = max(1, round(height / 6))
    digit = max(3 * stroke, round(height * 0.6))
    gap = max(1, stroke)
    glyphs = [
        _colon(height, stroke) if each == ":" else _digit(each, height, digit, stroke)
        for each in text
    ]
    rows = [
        [
            pixel
            for number, glyph in enumerate(glyphs)
            for pixel in [False] * gap * bool(number) + glyph[y]
        ]
        for y in range(height)
    ]
    return rows if rows and len(rows[0]) <= width else None


def _digit(digit: str, height: int, width: int, stroke: int) -> Pixels:
    top, upper_left, upper_right, middle, lower_left, lower_right, bottom = (
        bar == "1" for bar in _BARS[digit]
    )
    centre = (height - stroke) // 2
    rows: Pixels = []
    for y in range(height):
        upper = y < centre + stroke / 2
        left = upper_left if upper else lower_left
        right = upper_right if upper else lower_right
        across = (
            (top and y < stroke)
            or (middle and centre <= y < centre + stroke)
            or (bottom and y >= height - stroke)
        )
        # Where a bar crosses, the corners are filled on both sides that have a bar at all.
        rows.append(
            [
                (across and (left or right or stroke <= x < width - stroke))
                or (left and x < stroke)
                or (right and x >= width - stroke)
                for x in range(width)
            ]
        )
    return rows


def _colon(height: int, stroke: int) -> Pixels:
    dots = {round(height * part) + y for part in (0.28, 0.62) for y in range(stroke)}
    return [[y in dots] * stroke for y in range(height)]


def _as_rows(pixels: Pixels, blocks: tuple[str, ...]) -> tuple[str, ...]:
    if len(pixels) % 2:
        pixels = [*pixels, [False] * len(pixels[0])]
    return tuple(
        "".join(blocks[upper + 2 * lower] for upper, lower in zip(above, below, strict=True))
        for above, below in zip(pixels[::2], pixels[1::2], strict=True)
    )

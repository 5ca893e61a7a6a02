"""Dots in a box: round-ended strokes and convex polygons, filled, and read back as braille.

A row of dots is one integer, its lowest bit the dot at the left, so that a whole row is drawn
or cleared at once.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

BLANK = 0x2800
"""The braille character without a dot; its pattern is added to it."""


_HAIR = 1e-6
"""A disc that sticks out of another by no more is held by it: lines that touch both would touch in
one place, and an arc between two that are the same is no arc."""


class Stroke(NamedTuple):
    """All that two discs and the band between them cover."""

    start: complex
    end: complex
    start_radius: float
    end_radius: float


class DotBox(NamedTuple):
    """A box of dots; y is down, and a dot's middle is at a half."""

    width: int
    height: int

    @property
    def empty(self) -> list[int]:
        """Its rows with no dot set."""
        return [0] * self.height


def stroke_rows(stroke: Stroke, box: DotBox, wider: float = 0.0) -> list[tuple[int, int]]:
    """The rows a stroke covers within a box, each with its dots.

    Args:
        stroke: The stroke, in dots.
        box: Where it is cut off.
        wider: How much to add to its radii.
    """
    start, end, start_radius, end_radius = stroke
    start_radius += wider
    end_radius += wider
    discs = ((start, start_radius), (end, end_radius))
    edges = sides(start, end, start_radius, end_radius)
    top = min(start.imag - start_radius, end.imag - end_radius)
    bottom = max(start.imag + start_radius, end.imag + end_radius)
    rows = []
    for row in _rows(top, bottom, box):
        y = row + 0.5
        left, right = math.inf, -math.inf
        for centre, radius in discs:
            up = y - centre.imag
            if -radius <= up <= radius:
                half = math.sqrt(radius * radius - up * up)
                left = min(left, centre.real - half)
                right = max(right, centre.real + half)
        left, right = _widen(edges, y, left, right)
        if dots := _between(left, right, box.width):
            rows.append((row, dots))
    return rows


def polygon_rows(points: Sequence[complex], box: DotBox) -> list[tuple[int, int]]:
    """The rows a convex polygon covers within a box, each with its dots."""
    edges = list(zip(points, [*points[1:], points[0]], strict=True))
    heights = [point.imag for point in points]
    rows = []
    for row in _rows(min(heights), max(heights), box):
        left, right = _widen(edges, row + 0.5, math.inf, -math.inf)
        if dots := _between(left, right, box.width):
            rows.append((row, dots))
    return rows


def sides(
    start: complex, end: complex, start_radius: float, end_radius: float
) -> tuple[tuple[complex, complex], ...]:
    """The two lines that touch both discs; none, where one disc holds the other."""
    way = end - start
    length = abs(way)
    if length <= abs(start_radius - end_radius) + _HAIR:
        return ()
    along = (start_radius - end_radius) / length
    across = math.sqrt(1 - along * along)
    unit = way / length
    return tuple(
        (start + start_radius * out, end + end_radius * out)
        for out in (unit * complex(along, across), unit * complex(along, -across))
    )


def _rows(top: float, bottom: float, box: DotBox) -> range:
    """The rows of a box whose middles lie between two heights."""
    return range(max(0, math.ceil(top - 0.5)), min(box.height, math.floor(bottom + 0.5)))


def _widen(
    edges: Iterable[tuple[complex, complex]], y: float, left: float, right: float
) -> tuple[float, float]:
    """A span widened to where the edges cross a height."""
    for start, end in edges:
        rise = end.imag - start.imag
        if rise and min(start.imag, end.imag) <= y <= max(start.imag, end.imag):
            x = start.real + (y - start.imag) / rise * (end.real - start.real)
            left = min(left, x)
            right = max(right, x)
    return left, right


def _between(left: float, right: float, width: int) -> int:
    """The dots of a row whose middles lie between two places."""
    if left > right:
        return 0
    first = max(0, math.ceil(left - 0.5))
    last = min(width - 1, math.floor(right - 0.5))
    return ((1 << (last + 1)) - (1 << first)) if first <= last else 0


def inside(rows: Sequence[int]) -> list[int]:
    """The dots that have a dot on all four sides."""
    last = len(rows) - 1
    return [
        dots & dots << 1 & dots >> 1 & (rows[y - 1] if y else 0) & (rows[y + 1] if y < last else 0)
        for y, dots in enumerate(rows)
    ]


_PAIRS = tuple(
    (0, left, right, left | right)
    for left, right in ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
)
"""For each of a cell's four rows, what its two dots add to a braille character."""


def braille(four: Sequence[int], columns: int) -> list[int]:
    """Four rows of dots as braille cells, two dots wide: for each column its pattern, 0 to 255."""
    first, second, third, fourth = four
    a, b, c, d = _PAIRS
    return [
        a[first >> shift & 3]
        | b[second >> shift & 3]
        | c[third >> shift & 3]
        | d[fourth >> shift & 3]
        for shift in range(0, 2 * columns, 2)
    ]


def mirrored(rows: Iterable[int], width: int) -> list[int]:
    """Rows of dots with left and right changed over."""
    return [int(f"{dots:0{width}b}"[::-1], 2) for dots in rows]

"""A figure drawn with the characters of a typewriter, by the direction of its lines.

What is thick enough is drawn by its two edges, what is not by its middle line.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from stretchtui.core.figures.camera import Camera, covered, marked, scene
from stretchtui.core.figures.figure import Figure, Joint
from stretchtui.core.figures.raster import DotBox, Stroke, sides, stroke_rows
from stretchtui.core.figures.silhouette import HEAD, Role, Shape

if TYPE_CHECKING:
    from stretchtui.core.figures.body import Pose

FELT = "#"
"""What the marked part is filled with."""

SMALL = 0.4
"""Below so many dots to a unit two marked dots mark a cell, else it takes half of them."""

THICK_STEEP, THICK_FLAT = 2.4, 3.4
"""From these radii on a stroke has edges, in dots: a cell is twice as high as it is wide."""

_HEADS = (
    (1.9, ("O",)),
    (2.8, ("()",)),
    (4.6, (".-.", "'-'")),
    (6.0, (".--.", "|  |", "'--'")),
    (9.0, (" .--. ", "|    |", " '--' ")),
)
"""Heads for a radius of at most so many dots; a larger one is a ring."""

Cell = tuple[str, Role]
Cells = list[list[Cell]]
_EMPTY: Cell = (" ", Role.NONE)


def line_art(figure: Figure, pose: Pose, camera: Camera, box: DotBox) -> Cells:
    """The cells of a figure, line by line.

    Args:
        figure: The figure.
        pose: Where its joints are.
        camera: Where it lies in the box.
        box: Two dots a column and four a line.
    """
    cells = [[_EMPTY] * (box.width // 2) for _ in range(box.height // 4)]
    if figure.has_floor:
        cells[-1] = [("_", Role.PROP)] * (box.width // 2)
    for shape in scene(figure, pose, camera.top):
        if shape.hole:
            continue
        _draw(cells, shape, camera, box, figure.has_floor)
    head, nose = camera.point(pose[Joint.HEAD]), camera.point(pose[Joint.NOSE])
    _head(cells, head, nose - head, HEAD * camera.scale, box)
    return cells


def _draw(cells: Cells, shape: Shape, camera: Camera, box: DotBox, floor: bool) -> None:
    if shape.role is Role.FELT:
        least = 4 if camera.scale >= SMALL else 2
        for row, column in _cells(marked(shape, camera, box), least, box):
            cells[row][column] = (FELT, Role.FELT)
        return
    shown = box._replace(height=box.height - 1) if floor else box
    lines: Iterable[Sequence[complex]] = [
        [camera.point(point) for point in line] for line in shape.lines
    ]
    edges: list[Sequence[complex]] = []
    if shape.role is not Role.PROP and not shape.fill:
        edges += _outline([camera.stroke(s) for s in shape.strokes], not shape.joined)
    if edges or shape.fill:
        lines = edges or lines
        for row, column in _cells(covered(shape, camera, box), 7, shown):
            cells[row][column] = _EMPTY
    for line in lines:
        for row, column, character in _written(line, shown):
            cells[row][column] = (character, shape.role)


def _outline(strokes: Sequence[Stroke], free: bool) -> Iterator[Sequence[complex]]:
    """The edges of thick strokes, and how they end; also how they begin, if they are free."""
    for number, stroke in enumerate(strokes):
        way = stroke.end - stroke.start
        thick = THICK_STEEP if abs(way.imag) > 1.2 * abs(way.real) else THICK_FLAT
        if way and stroke.start_radius + stroke.end_radius >= 2 * thick:
            yield from sides(*stroke)
            unit = way / abs(way)
            if number == 0 and free:
                yield [stroke.start - stroke.start_radius * unit * turn for turn in _ROUND]
            if number == len(strokes) - 1:
                yield [stroke.end + stroke.end_radius * unit * turn for turn in _ROUND]


_ROUND = [cmath.rect(1, math.radians(turn)) for turn in (-90, -60, -30, 0, 30, 60, 90)]


def _cells(rows: Sequence[int], least: int, box: DotBox) -> Iterator[tuple[int, int]]:
    """The cells of which at least so many dots are set: row and column."""
    for top in range(0, box.height - 3, 4):
        four = rows[top : top + 4]
        if any(four):
            for column in range(box.width // 2):
                if sum((dots >> 2 * column & 3).bit_count() for dots in four) >= least:
                    yield top // 4, column


def _head(cells: Cells, at: complex, nose: complex, radius: float, box: DotBox) -> None:
    """Draw a head, and its nose if that points anywhere."""
    if not (0 <= at.real < box.width and 0 <= at.imag < box.height):
        return
    art = next((art for limit, art in _HEADS if radius <= limit), None)
    if art is None:
        for row, column in _disc(at, radius, box):
            cells[row][column] = _EMPTY
        ring = [at + radius * turn for turn in (*_ROUND, *(-turn for turn in _ROUND))]
        for row, column, character in _written(ring, box):
            cells[row][column] = (character, Role.NEAR)
        one_cell = 2 if abs(nose.real) >= abs(nose.imag) else 4
        tip = at + (radius + one_cell) * nose / abs(nose) if nose else at
        _nose(cells, nose, math.floor(tip.imag) // 4, math.floor(tip.real) // 2)
        return
    high, wide = len(art), len(art[0])
    left = min(max(0, round(at.real / 2 - wide / 2)), box.width // 2 - wide)
    above = -nose.imag > abs(nose.real)  # then it needs a line itself
    top = min(max(above, round(at.imag / 4 - high / 2)), box.height // 4 - high)
    for row, text in enumerate(art, top):
        for index in range(len(text) - len(text.lstrip()), len(text.rstrip())):
            cells[row][left + index] = (text[index], Role.NEAR)
    row, column = top + high // 2, left + wide // 2
    if abs(nose.real) >= abs(nose.imag):
        _nose(cells, nose, row, left + wide if nose.real > 0 else left - 1)
    else:
        _nose(cells, nose, top + high if nose.imag > 0 else top - 1, column)


def _disc(at: complex, radius: float, box: DotBox) -> Iterator[tuple[int, int]]:
    """The cells that a disc covers."""
    rows = box.empty
    for row, dots in stroke_rows(Stroke(at, at, radius, radius), box):
        rows[row] |= dots
    return _cells(rows, 8, box)


def _nose(cells: Cells, way: complex, row: int, column: int) -> None:
    if way and 0 <= row < len(cells) and 0 <= column < len(cells[0]):
        across = "<>"[way.real > 0] if abs(way.real) >= abs(way.imag) else "^v"[way.imag > 0]
        cells[row][column] = (across, Role.NEAR)


def _written(points: Sequence[complex], box: DotBox) -> Iterator[tuple[int, int, str]]:
    """The cells of a box that a line passes through: row, column and character."""
    for start, end in pairwise(points):
        way = end - start
        steep = abs(way.imag) > 1.2 * abs(way.real)
        # One character for each row of a steep line, for each column of another.
        size = 4 if steep else 2
        first, last = (start.imag, end.imag) if steep else (start.real, end.real)
        low, high = sorted((first, last))
        for number in range(int(low // size), int(high // size) + 1):
            middle = min(max((number + 0.5) * size, low), high)
            at = start + way * ((middle - first) / (last - first) if way else 0)
            character = _steep(way) if steep else _flat(way, at.imag / 4 % 1)
            if 0 <= at.real < box.width and 0 <= at.imag < box.height:
                yield int(at.imag) // 4, int(at.real) // 2, character


def _steep(way: complex) -> str:
    if abs(way.imag) > 3.5 * abs(way.real):
        return "|"
    return "\\" if way.real * way.imag > 0 else "/"


def _flat(way: complex, height: float) -> str:
    """The character for a piece of a line that goes rather across than up.

    Args:
        way: Where the line goes, in dots.
        height: How far down its cell it is, from 0 to 1.
    """
    if abs(way.imag) > 0.6 * abs(way.real) and height < 0.5:
        return "\\" if way.real * way.imag > 0 else "/"
    if height > 0.62:
        return "_"
    return "-" if height > 0.25 else "'"

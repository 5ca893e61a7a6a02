"""Where a figure comes to lie in a box of dots."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.core.figures.body import Pose, poses_of
from stretchtui.core.figures.props import HATCH, props_before, props_behind
from stretchtui.core.figures.raster import DotBox, Stroke, polygon_rows, stroke_rows
from stretchtui.core.figures.silhouette import Role, Shape, shapes

if TYPE_CHECKING:
    from stretchtui.core.figures.figure import Figure

LEAST_WIDTH = 66.0
"""A box is at least so wide in the body's units: a small pose is not drawn as a giant."""

ON_THE_WAY = 12
"""Between two key frames a limb may swing out beyond both: it is looked at so many times."""

_LEAST = {Role.PROP: 0.5, Role.FAR: 0.6, Role.NEAR: 0.75, Role.FELT: 1.1}
"""The least radius of a stroke, in dots."""

FRINGE = 6.0
"""A small box draws strokes thicker than they are: one so far below the floor can show above it."""

MOST_LIFT = 3.0
"""A body that floats above the floor by no more than this is set down on it."""


class Camera(NamedTuple):
    """What turns the body's units into dots."""

    scale: float
    """Dots to a unit."""
    origin: complex
    """The place of the body's (0, 0) among the dots."""
    top: float
    """How high the box reaches, in the body's units."""

    def point(self, at: complex) -> complex:
        """A place among the dots, where y is down."""
        return self.origin + self.scale * at.conjugate()

    def stroke(self, stroke: Stroke, role: Role = Role.NEAR) -> Stroke:
        """A stroke in dots, thick enough to be seen."""
        start, end, start_radius, end_radius = stroke
        least = _LEAST[role]
        return Stroke(
            self.point(start),
            self.point(end),
            max(least, start_radius * self.scale),
            max(least, end_radius * self.scale),
        )


def scene(figure: Figure, pose: Pose, top: float) -> Iterator[Shape]:
    """Everything there is to draw, that which is behind first; a wall goes up to ``top``."""
    yield from props_behind(figure, pose, top)
    yield from shapes(figure, pose)
    yield from props_before(figure, pose)


def covered(shape: Shape, camera: Camera, box: DotBox, wider: float = 0.0) -> list[int]:
    """The rows of dots that a shape covers, or that are within ``wider`` dots of it."""
    rows = box.empty
    for stroke in shape.strokes:
        for row, dots in stroke_rows(camera.stroke(stroke, shape.role), box, wider):
            rows[row] |= dots
    for polygon in shape.fill:
        for row, dots in polygon_rows([camera.point(point) for point in polygon], box):
            rows[row] |= dots
    return rows


def marked(shape: Shape, camera: Camera, box: DotBox) -> list[int]:
    """The rows of dots within a shape that are to be felt."""
    rows, within = box.empty, covered(shape, camera, box)
    for stroke in shape.felt:
        for row, dots in stroke_rows(camera.stroke(stroke, Role.FELT), box):
            rows[row] |= dots & within[row]
    return rows


class Bounds(NamedTuple):
    """The edges of a part of the picture, in the body's units."""

    left: float
    right: float
    bottom: float
    top: float


def aim(figure: Figure, box: DotBox, most: float | None = None) -> Camera:
    """The camera that shows all of a figure's movement, as large as it can be.

    The floor, if there is one, is in the box's last row; at a scale that is given, what is lowest
    is there in any case, so that several figures stand on one line.

    Args:
        figure: The figure.
        box: Where it is drawn.
        most: The scale in dots to a unit, if all of it has room at that.
    """
    left, right, bottom, top = bounds_of(figure)
    width, height = _room(figure, box)
    scale = min(width / (right - left), height / (top - bottom), most or math.inf)
    x = box.width / 2 - scale * (left + right) / 2
    floor = box.height - 1 + scale * bottom
    y = floor if figure.has_floor or most else box.height / 2 + scale * (bottom + top) / 2
    return Camera(scale, complex(x, y), y / scale)


def _room(figure: Figure, box: DotBox) -> tuple[int, int]:
    # A dot is left free at every edge: the least radius of a stroke is more than its share.
    return max(1, box.width - 2), max(1, box.height - (2 if figure.has_floor else 1))


@lru_cache(maxsize=256)
def bounds_of(figure: Figure) -> Bounds:
    """What there is to show of a figure, at any moment; at the bottom is the floor, if any."""
    if figure.close is not None:
        left, bottom, right, top = figure.close
        return Bounds(left, right, max(bottom, 0) if figure.has_floor else bottom, top)
    strokes = [
        stroke
        for pose in poses_of(figure, ON_THE_WAY)
        for shape in scene(figure, pose, 2 * HATCH)  # a wall has room for any height
        for stroke in (_above(_extent(shape)) if figure.has_floor else _extent(shape))
    ]
    left = min(min(a.real - ra, b.real - rb) for a, b, ra, rb in strokes)
    right = max(max(a.real + ra, b.real + rb) for a, b, ra, rb in strokes)
    bottom = min(min(a.imag - ra, b.imag - rb) for a, b, ra, rb in strokes)
    top = max(max(a.imag + ra, b.imag + rb) for a, b, ra, rb in strokes)
    if figure.has_floor:
        bottom = min(max(bottom, 0.0), MOST_LIFT)
    spare = max(0.0, LEAST_WIDTH - (right - left)) / 2
    return Bounds(left - spare, right + spare, bottom, max(top, bottom + 1))


def _extent(shape: Shape) -> Iterator[Stroke]:
    """All that reaches as far as a shape does; the head of an arrow is a polygon alone."""
    yield from shape.strokes
    yield from (Stroke(point, point, 0, 0) for polygon in shape.fill for point in polygon)


def _above(strokes: Iterable[Stroke]) -> Iterator[Stroke]:
    """What of each stroke is above the floor, not much more: what is below is not drawn."""
    for stroke in strokes:
        start, end, start_radius, end_radius = stroke
        radius = max(start_radius, end_radius)
        highest = max(start.imag, end.imag)
        if highest < -radius - FRINGE:
            continue
        if highest >= -radius > min(start.imag, end.imag):
            cut = start + (end - start) * (start.imag + radius) / (start.imag - end.imag)
            if start.imag < -radius:
                stroke = Stroke(cut, end, radius, end_radius)
            else:
                stroke = Stroke(start, cut, start_radius, radius)
        yield stroke

"""What a pose leans on, lies on or holds, as shapes to fill."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from stretchtui.core.figures.body import unit
from stretchtui.core.figures.figure import Arrow, Figure, Ghost, Joint, Viewpoint
from stretchtui.core.figures.raster import Stroke
from stretchtui.core.figures.silhouette import Role, Shape

if TYPE_CHECKING:
    from stretchtui.core.figures.body import Pose

SEAT = 24.0
"""How high the seat of a chair is."""

BACKREST = 55.0
"""How high its backrest ends."""

HATCH = 5.0
"""How far apart the strokes are that tell a wall from a line, and how far they reach."""

MAT = 19.0
"""Half of how wide a mat is."""

_EDGES = (9.0, 5.0)
"""How far a mat reaches beyond the body's joints, at the head and at the feet."""

_SLANT = 0.35
"""How far a mat's sides lean inward where one looks along it, for each unit that it goes up."""

_THIN = 0.7

_GHOST = 2.8
"""Half of how thick a ghost's limb is."""

_HEAD_LONG, _HEAD_WIDE = 7.0, 4.0
"""An arrow's head, to either side of it."""


def props_behind(figure: Figure, pose: Pose, top: float) -> Iterator[Shape]:
    """What the body is in front of.

    Args:
        figure: The figure.
        pose: Where its joints are.
        top: How high a wall goes.
    """
    if figure.view is Viewpoint.TOP and figure.floor:
        yield _mat_below(figure)
    if figure.mat is not None:
        yield _mat_ahead(*figure.mat)
    if figure.wall is not None:
        out = HATCH if figure.wall > pose[Joint.PELVIS].real else -HATCH
        yield _wall(figure.wall, out, top)
    if figure.chair is not None:
        yield _chair(*figure.chair, both_posts=figure.view is not Viewpoint.SIDE)
    if figure.cushion is not None:
        yield _cushion(*figure.cushion)
    yield from map(_ghost, figure.ghost)


def props_before(figure: Figure, pose: Pose) -> Iterator[Shape]:
    """A strap, which is seen beside the body and never over it; and arrows, which are over it."""
    if figure.strap:
        yield _drawn([[pose[joint] for joint in figure.strap]])
    yield from map(_arrow, figure.arrows)


def _mat_below(figure: Figure) -> Shape:
    """Its edge, and a stripe at either end; it lies still, however the body moves on it."""
    along = [
        x
        for frame in figure.frames
        for x, _ in (*frame.spine, *frame.arm, *frame.far_arm, *frame.leg, *frame.far_leg)
    ]
    left, right = min(along) - _EDGES[0], max(along) + _EDGES[1]
    low, high = complex(0, -MAT), complex(0, MAT)
    edge = [left + low, left + high, right + high, right + low, left + low]
    stripes = [[x + low, x + high] for x in (left + 3, right - 3)]
    return _drawn([edge, *stripes])._replace(lines=(tuple(edge),))


def _mat_ahead(left: float, bottom: float, right: float, top: float) -> Shape:
    """Its edge, and a stripe at either end, which all lead away from the eye."""
    slant = min(_SLANT * (top - bottom), (right - left) / 4)
    edge = [
        complex(left, bottom),
        complex(left + slant, top),
        complex(right - slant, top),
        complex(right, bottom),
        complex(left, bottom),
    ]
    stripes = [[edge[0] + 3, edge[1] + 3], [edge[3] - 3, edge[2] - 3]]
    return _drawn([edge, *stripes])._replace(lines=(tuple(edge),))


def _arrow(path: Arrow) -> Shape:
    *shaft, last = (complex(*point) for point in path)
    way = unit(last - shaft[-1])
    neck = last - way * _HEAD_LONG
    head = (last, neck + way * _HEAD_WIDE * 1j, neck - way * _HEAD_WIDE * 1j)
    # The shaft ends within the head: beyond its tip it would look blunt.
    shown = _drawn([[*shaft, last - way * _HEAD_LONG / 2]])
    lines = ((*shaft, last), (head[1], last, head[2]))
    return shown._replace(fill=(head,), lines=lines, over=True)


def _ghost(path: Ghost) -> Shape:
    """A limb that is lighter than the body, and behind it."""
    points = tuple(complex(*point) for point in path)
    strokes = tuple(Stroke(start, end, _GHOST, _GHOST) for start, end in pairwise(points))
    return Shape(Role.PROP, strokes, lines=(points,), light=True)


def _wall(x: float, out: float, top: float) -> Shape:
    count = int((top - _THIN) / HATCH)
    ticks = [[complex(x, n * HATCH), complex(x + out, (n + 1) * HATCH)] for n in range(count)]
    surface = [complex(x, 0), complex(x, top - _THIN)]
    return _drawn([surface, *ticks])._replace(lines=(tuple(surface),))


def _chair(back: float, front: float, both_posts: bool) -> Shape:
    lines = [
        [complex(back, 0), complex(back, BACKREST)],
        [complex(front, 0), complex(front, BACKREST if both_posts else SEAT)],
        [complex(back, SEAT), complex(front, SEAT)],
        [complex(back, SEAT - 2), complex(front, SEAT - 2)],
    ]
    if both_posts:
        lines.append([complex(back, BACKREST), complex(front, BACKREST)])
    return _drawn(lines)


def _cushion(left: float, bottom: float, right: float, top: float) -> Shape:
    radius = min(3.0, (top - bottom) / 2, (right - left) / 2)
    left, right, bottom, top = left + radius, right - radius, bottom + radius, top - radius
    corners = (
        complex(left, bottom),
        complex(right, bottom),
        complex(right, top),
        complex(left, top),
    )
    edges = zip(corners, (*corners[1:], corners[0]), strict=True)
    lines = ((*corners, corners[0]),)
    strokes = tuple(Stroke(start, end, radius, radius) for start, end in edges)
    return Shape(Role.PROP, strokes, (corners,), lines=lines)


def _drawn(lines: Sequence[Sequence[complex]]) -> Shape:
    strokes = [Stroke(start, end, _THIN, _THIN) for line in lines for start, end in pairwise(line)]
    return Shape(Role.PROP, tuple(strokes), lines=tuple(map(tuple, lines)), over=False)

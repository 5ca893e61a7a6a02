"""A figure as numbers, for whatever draws with curves instead of dots: a page, a printed sheet.

Lengths are in the body's units (hundredths of its height), rounded to a tenth; x goes to the
right and y goes down, as in SVG. What is in the JSON of a `VectorFigure` is all that there is to
know: whoever draws it needs no joints.

A drawing is made part by part, those that are behind first:

- A part covers its ``strokes`` and its ``fill``.
- With a ``gap``, a thin margin of the background is cleared around it first, except within
  ``joined``. An eye is nothing but that, around a speck.
- A ``prop`` without a gap is seen only beside the body that was drawn before it, never over it.
- A ``felt`` part marks what is ``felt`` as far as that lies within its strokes and its fill. It is
  drawn over parts that came later than the one it marks, but leaves their gaps.
- Nothing is seen below the floor.

Every frame has the same parts with as many numbers, so that frames can be interpolated. The first
is told in full; in the others, what is left out of a part is as it is in the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from stretchtui.core.figures.body import Pose, pose_at, pose_of
from stretchtui.core.figures.camera import bounds_of, scene
from stretchtui.core.figures.figure import Figure, Viewpoint
from stretchtui.core.figures.silhouette import Role, Shape

if TYPE_CHECKING:
    from stretchtui.core.figures.raster import Stroke

MOVEMENT_FRAMES = 24
"""A movement is told in so many frames, equally far apart in time."""

MARGIN = 1.0
"""How much of the background is left around a figure; so thick is its floor as well."""

Numbers = tuple[float, ...]


class VectorPart(Struct, frozen=True):
    """One part of a drawing."""

    role: Literal["prop", "far", "near", "felt"]
    """What it is, for its colour; the far side of a body is dimmer."""
    gap: bool
    """Whether to clear a margin around it, so that it stands off what is behind."""
    strokes: tuple[Numbers, ...]
    """Each is what two discs and the band between them cover: x, y, radius and x, y, radius."""
    fill: tuple[Numbers, ...]
    """Convex polygons that belong to it: x, y, x, y, …"""
    joined: Numbers | None
    """The disc (x, y, radius) in which it grows out of another part; nothing is cleared there."""
    felt: tuple[Numbers, ...] | None
    """Of a part of the role ``felt``: the strokes that mark it."""


class PartChange(Struct, frozen=True, omit_defaults=True):
    """What of a part is not as it is in the first frame."""

    strokes: tuple[Numbers, ...] | None = None
    fill: tuple[Numbers, ...] | None = None
    joined: Numbers | None = None
    felt: tuple[Numbers, ...] | None = None


class VectorFigure(Struct, frozen=True):
    """A figure, ready to be drawn."""

    box: tuple[float, float, float, float]
    """What holds all of the movement: left, top, width, height. A floor ends at its lower edge."""
    flip: Literal["x", "y"]
    """How it is mirrored for the other side: x about the box's vertical middle, y about its
    horizontal one."""
    side: Literal["left", "right"]
    """The side that works as it stands here."""
    moves: bool
    """Whether the frames are a movement, the last of which leads back to the first."""
    floor: float | None
    """The y of the floor's surface; None where there is none."""
    frames: tuple[tuple[VectorPart, ...], *tuple[tuple[PartChange, ...], ...]]
    """One, or `MOVEMENT_FRAMES` over one movement or breath. A key frame of the figure is not
    always due at one of these moments: the nearest one shows it as it is, rather than a pose close
    to it."""
    rest: int
    """The frame to show where nothing moves, counted from 0: exactly the figure's resting one."""


@lru_cache(maxsize=32)
def vector_of(figure: Figure, *, moving: bool = True) -> VectorFigure:
    """The figure as numbers.

    Args:
        figure: The figure.
        moving: Whether to tell its movement, if it has one, rather than its resting frame alone.
    """
    left, right, bottom, top = bounds_of(figure)
    poses, rest = _movement(figure) if moving and figure.moves else (_resting(figure), 0)
    scenes = [list(_merged(scene(figure, pose, top))) for pose in poses]
    first, *others = zip(*map(_alike, zip(*scenes, strict=True)), strict=True)
    below = bottom - MARGIN
    return VectorFigure(
        box=(
            _round(left - MARGIN),
            _round(-top - MARGIN),
            _round(right - left + 2 * MARGIN),
            _round(top + MARGIN - below),
        ),
        flip="y" if figure.view is Viewpoint.TOP else "x",
        side=figure.side,
        moves=len(poses) > 1,
        floor=_round(-bottom) if figure.has_floor else None,
        frames=(first, *(tuple(map(_change, first, frame)) for frame in others)),
        rest=rest,
    )


def _resting(figure: Figure) -> list[Pose]:
    return [pose_of(figure.frames[figure.resting - 1], figure.view)]


def _movement(figure: Figure) -> tuple[list[Pose], int]:
    """The poses of a movement, and which of them is the resting one."""
    poses = [pose_at(figure, n / MOVEMENT_FRAMES) for n in range(MOVEMENT_FRAMES)]
    due = 0
    nearest = []
    whole = sum(1 + frame.stay for frame in figure.frames)
    for frame in figure.frames:
        nearest.append(round(MOVEMENT_FRAMES * due / whole) % MOVEMENT_FRAMES)
        poses[nearest[-1]] = pose_of(frame, figure.view)
        due += 1 + frame.stay
    rest = nearest[figure.resting - 1]
    # Again: of a very long movement two key frames can be nearest to one moment.
    poses[rest] = _resting(figure)[0]
    return poses, rest


def _merged(shapes: Iterable[Shape]) -> Iterator[Shape]:
    """Shapes with all that is marked within the same outline in one."""
    for _, same in groupby(shapes, key=attrgetter("role", "strokes", "fill")):
        shape, *others = same
        felt = (stroke for each in (shape, *others) for stroke in each.felt)
        yield shape._replace(felt=tuple(felt))


def _alike(shapes: Sequence[Shape]) -> list[VectorPart]:
    """One part at every moment, with as many strokes at each: a palm is only there at rest."""
    most = max(len(shape.strokes) for shape in shapes)
    return [_part(shape, most) for shape in shapes]


def _part(shape: Shape, strokes: int) -> VectorPart:
    missing = strokes - len(shape.strokes)
    joined = None
    if shape.joined:
        centre, radius = shape.joined
        joined = (*_point(centre), _round(radius))
    felt = shape.role is Role.FELT
    return VectorPart(
        role=_NAMES[shape.role],
        gap=shape.over and not felt,
        strokes=_strokes((*shape.strokes, *shape.strokes[-1:] * missing)),
        fill=tuple(tuple(_coordinates(polygon)) for polygon in shape.fill),
        joined=None if felt else joined,
        felt=_strokes(shape.felt) if felt else None,
    )


def _change(first: VectorPart, part: VectorPart) -> PartChange:
    changed = {
        name: value
        for name in PartChange.__struct_fields__
        if (value := getattr(part, name)) != getattr(first, name)
    }
    return PartChange(**changed)


_NAMES: dict[Role, Literal["prop", "far", "near", "felt"]] = {
    Role.PROP: "prop",
    Role.FAR: "far",
    Role.NEAR: "near",
    Role.FELT: "felt",
}


def _strokes(strokes: Iterable[Stroke]) -> tuple[Numbers, ...]:
    return tuple(
        (*_point(start), _round(start_radius), *_point(end), _round(end_radius))
        for start, end, start_radius, end_radius in strokes
    )


def _coordinates(points: Iterable[complex]) -> Iterator[float]:
    for point in points:
        yield from _point(point)


def _point(at: complex) -> tuple[float, float]:
    return _round(at.real), _round(-at.imag)


def _round(number: float) -> float:
    """To a tenth; whole ones as ``int``, which is shorter in JSON."""
    tenths = round(number * 10)
    return tenths / 10 if tenths % 10 else tenths // 10

"""A figure drawn into a box of cells: each a character, and what it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from stretchtui.core.figures.body import Pose, pose_at, pose_of
from stretchtui.core.figures.camera import Camera, aim, covered, marked, scene
from stretchtui.core.figures.figure import Figure, Viewpoint
from stretchtui.core.figures.line_art import Cell, Cells, line_art
from stretchtui.core.figures.raster import (
    BLANK,
    DotBox,
    Stroke,
    braille,
    inside,
    mirrored,
    stroke_rows,
)
from stretchtui.core.figures.silhouette import Role, Shape

SMALLEST = (12, 5)
"""Columns and rows of the smallest box a figure can be told in."""

MOMENTS = 96
"""A movement is drawn in so many different moments."""

GAP, LEAST_GAP, MOST_GAP = 1.4, 0.55, 1.0
"""How far around a part that is in front what is behind it is cleared: in units, and in dots."""

SMALL, TINY = 28, 0.3
"""In a box no higher than so many dots, or below so many dots to a unit, a body that is lighter
inside can no longer be made out, nor one that lies right on a line."""

HOLE, BIG_HOLE = 0.42, 0.8
"""From so many dots to a unit on a hole is one dot, and from so many on two dots wide and high."""

TINY_WEIGHT = 2
"""Below that scale a marked dot counts as so many for its cell's colour, lest no cell be marked."""


class Ink(StrEnum):
    """What a figure is drawn with."""

    COLOUR = "colour"
    """Braille; the marked part is told by its colour."""
    MONO = "mono"
    """Braille; the marked part is solid, and the rest of the body is lighter. Where it is small,
    the other way round."""
    ASCII = "ascii"


class Run(NamedTuple):
    """Characters of one role, side by side."""

    text: str
    role: Role


Drawing = tuple[tuple[Run, ...], ...]
"""Lines of runs; every line is as wide as the box."""


def draw(
    figure: Figure,
    width: int,
    height: int,
    *,
    turned: bool = False,
    at: float | None = None,
    frame: int | None = None,
    ink: Ink = Ink.COLOUR,
    scale: float | None = None,
) -> Drawing:
    """Draw a figure.

    Args:
        figure: The figure.
        width: Columns of the box.
        height: Lines of the box.
        turned: Mirrored, for the other side: see ``Figure.turned``.
        at: How much of the movement or breath has gone by, from 0 to 1; None for the still one.
        frame: One of the key frames, counted from 1, in the place of a moment.
        ink: What it is drawn with.
        scale: Dots to a unit, so that it goes with others; as large as it can be, if not given.

    Returns:
        The lines, from the top; the floor is in the last.
    """
    if frame is None and at is not None and figure.moves:
        moment = round(at * MOMENTS) % MOMENTS
    else:
        moment = -(frame or figure.resting)
    return _draw(figure, max(width, 1), max(height, 1), turned, moment, ink, scale)


@lru_cache(maxsize=512)
def _draw(
    figure: Figure,
    width: int,
    height: int,
    turned: bool,
    moment: int,
    ink: Ink,
    scale: float | None,
) -> Drawing:
    if moment < 0:
        pose = pose_of(figure.frames[-moment - 1], figure.view)
    else:
        pose = pose_at(figure, moment / MOMENTS)
    box = DotBox(2 * width, 4 * height)
    camera = aim(figure, box, scale)
    if ink is Ink.ASCII:
        cells = line_art(figure, pose, camera, box)
        return tuple(map(_runs, _turned_cells(cells, figure.view) if turned else cells))
    layers = _layers(figure, pose, camera, box)
    if ink is Ink.MONO:
        light = (Role.FELT,) if _small(camera, box) else (Role.PROP, Role.FAR, Role.NEAR)
        _lighten(layers, light, box)
    weight = 1 if camera.scale >= TINY else TINY_WEIGHT
    return _in_braille(_turned_dots(layers, figure.view, box) if turned else layers, width, weight)


def _small(camera: Camera, box: DotBox) -> bool:
    return box.height <= SMALL or camera.scale < TINY


def _turned_cells(cells: Cells, view: Viewpoint) -> Cells:
    """Cells for the other side: upside down if seen from above, so that the head stays left."""
    if view is Viewpoint.TOP:
        return [[(text.translate(_OVER), role) for text, role in row] for row in cells[::-1]]
    return [[(text.translate(_ACROSS), role) for text, role in row[::-1]] for row in cells]


def _turned_dots(layers: list[list[int]], view: Viewpoint, box: DotBox) -> list[list[int]]:
    if view is Viewpoint.TOP:
        return [layer[::-1] for layer in layers]
    return [mirrored(layer, box.width) for layer in layers]


def _layers(figure: Figure, pose: Pose, camera: Camera, box: DotBox) -> list[list[int]]:
    """For each role the rows of its dots; no dot is in two of them."""
    layers = [box.empty for _ in Role]
    for shape in scene(figure, pose, camera.top):
        if shape.hole:
            _pierce(layers, shape, camera, box)
        else:
            _paint(layers, shape, camera, box)
    if figure.has_floor:
        ground = box.height - 1
        line = (1 << box.width) - 1
        if _small(camera, box):
            # Seen beside what stands or lies on it, lest a thin limb be half as thick again.
            line &= ~sum(layer[ground - 1] for layer in layers)
        for layer in layers:
            layer[ground] = 0
        layers[Role.PROP][ground] = line
    return layers


def _paint(layers: list[list[int]], shape: Shape, camera: Camera, box: DotBox) -> None:
    if shape.role is Role.FELT:
        for row, dots in enumerate(marked(shape, camera, box)):
            for role in (Role.FAR, Role.NEAR):
                layers[Role.FELT][row] |= layers[role][row] & dots
                layers[role][row] &= ~dots
        return
    ink = covered(shape, camera, box)
    if shape.light:
        ink = [dots & keep for dots, keep in zip(ink, _outer(ink, box), strict=True)]
    if not shape.over:
        body = zip(layers[Role.FAR], layers[Role.NEAR], layers[Role.FELT], strict=True)
        for row, (far, near, felt) in enumerate(body):
            layers[Role.PROP][row] |= ink[row] & ~(far | near | felt)
        return
    clear = covered(shape, camera, box, min(MOST_GAP, max(LEAST_GAP, GAP * camera.scale)))
    if shape.joined:
        centre, radius = shape.joined
        for row, dots in stroke_rows(camera.stroke(Stroke(centre, centre, radius, radius)), box):
            clear[row] &= ~dots
    for row, (dots, gap) in enumerate(zip(ink, clear, strict=True)):
        if dots or gap:
            keep = ~(dots | gap)
            for layer in layers:
                layer[row] &= keep
            layers[shape.role][row] |= dots


def _pierce(layers: list[list[int]], shape: Shape, camera: Camera, box: DotBox) -> None:
    """Clear whole dots, lest one eye be larger than the other."""
    if camera.scale < HOLE:
        return
    speck = shape.fill[0]
    at = camera.point(sum(speck) / len(speck))
    size = 2 if camera.scale >= BIG_HOLE else 1
    left, top = (max(0, round(edge - size / 2)) for edge in (at.real, at.imag))
    for layer in layers:
        for row in range(top, min(top + size, box.height)):
            layer[row] &= ~(((1 << size) - 1) << left)


_EMPTY: Cell = (" ", Role.NONE)

_ACROSS = str.maketrans("/\\()<>", "\\/)(><")
_OVER = str.maketrans("/\\.'_\"^v", "\\/'.\"_v^")
"""What becomes of characters that are turned left to right, or upside down."""


def _lighten(layers: list[list[int]], roles: Sequence[Role], box: DotBox) -> None:
    """Leave only every other dot of these roles inside the body or a thing."""
    whole = [sum(dots) for dots in zip(*layers, strict=True)]  # no dot is in two layers
    for row, keep in enumerate(_outer(whole, box)):
        for role in roles:
            layers[role][row] &= keep


def _outer(rows: Sequence[int], box: DotBox) -> Iterator[int]:
    """What makes these rows light: all but every other dot that is inside."""
    odd = (1 << box.width) // 3
    for row, core in enumerate(inside(rows)):
        yield ~core | (odd << (row & 1))


def _in_braille(layers: list[list[int]], width: int, weight: int) -> Drawing:
    nothing = [0] * width
    lines = []
    for top in range(0, len(layers[0]), 4):
        fours = [layer[top : top + 4] for layer in layers[1:]]
        patterns = [braille(four, width) if any(four) else nothing for four in fours]
        cells = zip(*patterns, strict=True)
        lines.append(_runs([_cell(p, far, near, felt, weight) for p, far, near, felt in cells]))
    return tuple(lines)


def _cell(prop: int, far: int, near: int, felt: int, weight: int) -> Cell:
    """A cell's character, and the role that most of its dots have, marked ones counted so often."""
    dots = prop | far | near | felt
    if not dots:
        return _EMPTY
    body = (far | near).bit_count()
    if prop.bit_count() > body + felt.bit_count():
        role = Role.PROP
    elif felt and felt.bit_count() * weight >= body:
        role = Role.FELT
    else:
        role = Role.NEAR if near.bit_count() * 2 >= body else Role.FAR
    return chr(BLANK + dots), role


def _runs(cells: Sequence[Cell]) -> tuple[Run, ...]:
    """Cells of one role, put together."""
    return tuple(
        Run("".join(character for character, _ in same), role)
        for role, same in groupby(cells, key=itemgetter(1))
    )

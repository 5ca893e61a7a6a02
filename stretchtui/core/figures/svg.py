"""A still figure as SVG, for a sheet of paper or a page: one element that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.core.figures.raster import sides
from stretchtui.core.figures.vector import vector_of

if TYPE_CHECKING:
    from stretchtui.core.figures.figure import Figure
    from stretchtui.core.figures.vector import Numbers, VectorFigure, VectorPart

GAP = 1.0
"""How far around a part that is in front what is behind it is cleared, in the body's units."""

SPILL = 0.15
"""How far a mark reaches beyond its part, so that no hair of the part's colour shows beside it."""


class FigureColours(NamedTuple):
    """The colours of a drawing, as SVG writes them."""

    near: str = "#4b5661"
    far: str = "#aab3bc"
    felt: str = "#e8863a"
    prop: str = "#7b93aa"
    floor: str = "#7b93aa"
    paper: str = "#ffffff"
    """What the figure is drawn on, seen through the gaps between its parts."""


PRINTED = FigureColours()
"""For white paper; where that is printed without colour, marks are still lighter than the body."""


def svg(
    figure: Figure, side: str = "none", *, colours: FigureColours = PRINTED, prefix: str = "figure"
) -> str:
    """A figure's resting frame as an ``<svg>`` element.

    It has a ``viewBox`` and no size of its own, and takes no style from what is around it. The
    paper itself is not painted.

    Args:
        figure: The figure.
        side: "left" or "right" mirrors it, if that is not the side it was drawn for.
        colours: What to draw it in.
        prefix: What the ids in it begin with; no two figures of one document may share it.
    """
    still = vector_of(figure, moving=False)
    drawing = _Drawing(still, colours, prefix)
    left, top, width, height = still.box
    # Within the floor, whose lower half then hides the edge that is cut.
    depth = height if still.floor is None else _short((top + height + still.floor) / 2 - top)
    clip = drawing.clip(f'<rect x="{left}" y="{top}" width="{width}" height="{depth}"/>')
    floor = ""
    if still.floor is not None:
        surface = f"M{left} {still.floor}h{width}V{_short(top + height)}h-{width}Z"
        floor = _path(surface, colours.floor)
    mirrored = f' transform="{_mirroring(still)}"' if figure.turned(side) else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {width} {height}">'
        f"<defs>{''.join(drawing.definitions)}</defs>"
        f"<g{clip}><g{mirrored}>{''.join(drawing.elements)}</g></g>{floor}</svg>"
    )


def _mirroring(still: VectorFigure) -> str:
    left, top, width, height = still.box
    if still.flip == "x":
        return f"matrix(-1 0 0 1 {_short(2 * left + width)} 0)"
    return f"matrix(1 0 0 -1 0 {_short(2 * top + height)})"


_EVERYWHERE = "M-999-999H999V999H-999Z"


class _Drawing:
    """The elements of a drawing, those that are behind first, and what they refer to."""

    def __init__(self, still: VectorFigure, colours: FigureColours, prefix: str) -> None:
        self.elements: list[str] = []
        self.definitions: list[str] = []
        self._prefix = prefix
        left, top, width, height = still.box
        # Without it a mask is as large as what it is put on, which WeasyPrint cannot work out.
        self._everywhere = (
            f' maskUnits="userSpaceOnUse" x="{left}" y="{top}" width="{width}" height="{height}"'
        )
        parts = still.frames[0]
        for number, part in enumerate(parts):
            colour = getattr(colours, part.role)
            if part.gap:
                self.elements.append(self._gap(part, colours.paper))
            if part.felt is not None:
                self._mark(part, parts[:number], colour)
            elif part.gap:
                self.elements.append(_path(outline(part), colour))
            else:
                body = [each for each in parts[:number] if each.role in ("far", "near")]
                mask = self._mask([_path(outline(each), "#000") for each in body])
                self.elements.append(_path(outline(part), colour, mask))

    def clip(self, content: str) -> str:
        """The attribute that shows of an element only what lies within others."""
        return f' clip-path="{self._defined("clipPath", content)}"'

    def _mask(self, holes: list[str]) -> str:
        """The attribute that shows of an element what these leave: white, or uncovered."""
        if not holes:
            return ""
        shown = _path(_EVERYWHERE, "#fff") + "".join(holes)
        return f' mask="{self._defined("mask", shown, self._everywhere)}"'

    def _defined(self, kind: str, content: str, attributes: str = "") -> str:
        name = f"{self._prefix}-{len(self.definitions)}"
        self.definitions.append(f'<{kind} id="{name}"{attributes}>{content}</{kind}>')
        return f"url(#{name})"

    def _gap(self, part: VectorPart, colour: str) -> str:
        clip = ""
        if part.joined:
            elsewhere = _EVERYWHERE + _disc(*part.joined)
            clip = self.clip(f'<path clip-rule="evenodd" d="{elsewhere}"/>')
        stroke = f' stroke="{colour}" stroke-width="{2 * GAP}" stroke-linejoin="round"'
        return _path(outline(part), colour, stroke + clip)

    def _mark(self, part: VectorPart, before: tuple[VectorPart, ...], colour: str) -> None:
        """Mark a part, also over what was drawn over it, but leave the gaps of that."""
        marked = [each.strokes for each in before].index(part.strokes)
        holes = [
            self._gap(each, "#000") + _path(outline(each), "#fff")
            for each in before[marked + 1 :]
            if each.gap
        ]
        within = self.clip(_path(outline(part, SPILL), "#000"))
        marks = "".join(_capsule(*stroke) for stroke in part.felt or ())
        self.elements.append(_path(marks, colour, within + self._mask(holes)))


def _path(d: str, fill: str, attributes: str = "") -> str:
    return f'<path fill="{fill}"{attributes} d="{d}"/>'


def outline(part: VectorPart, wider: float = 0.0) -> str:
    """All that a part covers, as the data of an SVG path; its pieces all go the same way round.

    Args:
        part: The part.
        wider: How much to add to the radii of its strokes.
    """
    return "".join(
        (
            *(
                _capsule(x, y, r + wider, end_x, end_y, end_r + wider)
                for x, y, r, end_x, end_y, end_r in part.strokes
            ),
            *(triangle for polygon in part.fill for triangle in _triangles(polygon)),
        )
    )


def _capsule(x: float, y: float, r: float, end_x: float, end_y: float, end_r: float) -> str:
    edges = sides(complex(x, y), complex(end_x, end_y), r, end_r)
    if not edges:
        return _disc(x, y, r) if r > end_r else _disc(end_x, end_y, end_r)
    (one, one_end), (other, other_end) = edges
    end_arc, arc = (f"A{_short(radius)} {_short(radius)} 0" for radius in (end_r, r))
    return (
        f"M{_at(one)}L{_at(one_end)}{end_arc} {int(end_r > r)} 0 {_at(other_end)}"
        f"L{_at(other)}{arc} {int(r > end_r)} 0 {_at(one)}Z"
    )


def _disc(x: float, y: float, r: float) -> str:
    arc = f"a{_short(r)} {_short(r)} 0 1 0"
    return f"M{_short(x - r)} {y}{arc} {_short(2 * r)} 0{arc} {_short(-2 * r)} 0Z"


def _triangles(polygon: Numbers) -> Iterator[str]:
    """A polygon in triangles, since it may turn over, or cross itself, as the body moves."""
    first, *others = map(complex, polygon[::2], polygon[1::2])
    for one, other in pairwise(others):
        turn = ((one - first).conjugate() * (other - first)).imag
        if turn > 0:
            one, other = other, one
        yield f"M{_at(first)}L{_at(one)}L{_at(other)}Z"


def _at(point: complex) -> str:
    return f"{_short(point.real)} {_short(point.imag)}"


def _short(number: float) -> str:
    # An arc of nearly half a circle is far more off than its ends are.
    return f"{round(number, 4):.7g}"

"""A still figure as SVG: read back, it shows what the dots show."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchtui.core.figures.camera import aim, bounds_of
from stretchtui.core.figures.drawing import draw
from stretchtui.core.figures.figure import Figure, Frame, Joint, Viewpoint
from stretchtui.core.figures.raster import BLANK, DotBox
from stretchtui.core.figures.silhouette import Role
from stretchtui.core.figures.svg import PRINTED, FigureColours, outline, svg
from stretchtui.core.figures.vector import VectorPart, vector_of
from tests.amounts import amount
from tests.core.figures.figures import figures
from tests.core.figures.svg_reader import Array, SvgPicture, winding
from tests.core.figures.test_drawing import REACHING, SHIPPED

_PLACES = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
"""The column and row of each bit of a braille character."""

ROLES = {
    "": Role.NONE,
    PRINTED.paper: Role.NONE,
    PRINTED.near: Role.NEAR,
    PRINTED.far: Role.FAR,
    PRINTED.felt: Role.FELT,
    PRINTED.prop: Role.PROP,
}


def part(*strokes: tuple[float, ...], fill: tuple[float, ...] = ()) -> VectorPart:
    return VectorPart("near", False, strokes, (fill,) if fill else (), None, None)


def grid(left: float, top: float, right: float, bottom: float, step: float) -> Array:
    """Points in rows, none of them on a whole number."""
    x, y = np.arange(left + 0.013, right, step), np.arange(top + 0.017, bottom, step)
    points: Array = x[None, :] + 1j * y[:, None]
    return points


def roles_of(colours: Array) -> Array:
    roles: Array = np.vectorize({colour: int(role) for colour, role in ROLES.items()}.get)(colours)
    return roles


# Outlines

_places = st.floats(-20, 20).map(lambda each: round(each, 1))
_radii = st.floats(0.5, 9).map(lambda each: round(each, 1))


@given(st.tuples(_places, _places, _radii, _places, _places, _radii), st.sampled_from([0.0, 0.5]))
@settings(max_examples=amount(60), deadline=None)
def test_a_stroke_is_what_two_discs_and_the_band_between_them_cover(
    stroke: tuple[float, ...], wider: float
) -> None:
    x, y, r, end_x, end_y, end_r = stroke
    points = grid(-30, -30, 30, 30, 1.7)
    # All discs whose middles lie between the two, and whose radii grow or shrink alike.
    away = np.full(points.shape, math.inf)
    for share in np.linspace(0, 1, 400):
        middle = complex(x, y) + share * complex(end_x - x, end_y - y)
        away = np.minimum(away, abs(points - middle) - (r + share * (end_r - r)))
    sure = abs(away - wider) > 0.1
    found = winding(outline(part(stroke), wider), points) != 0
    assert (found == (away <= wider))[sure].all()


def test_a_disc_that_sticks_out_of_another_by_less_than_can_be_drawn_hides_nothing_of_it() -> None:
    # 1.1 - 0.3 is a little more than 1.9 - 1.1.
    for stroke in ((1.1, 1.1, 1.1, 1.1, 0.3, 1.9), (1.1, 0.3, 1.9, 1.1, 1.1, 1.1)):
        found = winding(outline(part(stroke)), np.array([1.1 + 0.3j, 2.8 + 0.3j, 3.2 + 0.3j]))
        assert (found != 0).tolist() == [True, True, False]


@pytest.mark.parametrize("turned", [1, -1])
def test_what_strokes_and_polygons_cover_twice_is_no_hole(turned: int) -> None:
    square = (0, 0, 10, 0, 10, 10, 0, 10)[::turned]
    d = outline(part((0, 5, 2, 20, 5, 4), fill=square))
    turns = winding(d, np.array([3 + 5j, 9 + 5j, 18 + 5j, 3 + 1j, 20 + 0.5j]))
    assert turns.tolist() == [-2, -2, -1, -1, 0]


def test_a_polygon_that_crosses_itself_is_filled_in_one_direction() -> None:
    turns = winding(outline(part(fill=(0, 0, 10, 10, 10, 0, 0, 10))), grid(-1, -1, 11, 11, 0.7))
    assert set(turns.flat) <= {0, -1, -2}
    assert (turns < 0).sum() > 50


# The picture


def roles_in_dots(figure: Figure, columns: int, rows: int, side: str) -> Array:
    """The role of each dot: of those in one cell the same one."""
    roles = np.zeros((4 * rows, 2 * columns), dtype=int)
    drawing = draw(figure, columns, rows, turned=figure.turned(side))
    for row, runs in enumerate(drawing):
        cells = [(ord(c), run.role) for run in runs for c in run.text]
        for column, (character, role) in enumerate(cells):
            for bit, (x, y) in enumerate(_PLACES):
                if role and (character - BLANK) >> bit & 1:
                    roles[4 * row + y, 2 * column + x] = role
    return roles


@pytest.mark.once
@pytest.mark.parametrize("figure", SHIPPED.values(), ids=SHIPPED)
def test_a_shipped_figure_shows_what_its_dots_show(figure: Figure) -> None:
    left, right, bottom, top = bounds_of(figure)
    columns, rows = int(right - left + 2) // 2 + 1, int(top - bottom + 2) // 4 + 1
    camera = aim(figure, DotBox(2 * columns, 4 * rows))
    # So large that a gap is as wide in both.
    assert 0.9 < camera.scale < 1.1
    dots = roles_in_dots(figure, columns, rows, "left")
    y, x = np.mgrid[: dots.shape[0] - 1, : dots.shape[1] : 2]
    places = (x + 0.5 + 1j * (y + 0.5) - camera.origin) / camera.scale
    dots, places = dots[y, x], places
    # What is beyond the box is cut off, while the dots show more of a close view.
    box_left, box_top, width, _ = vector_of(figure).box
    within = (places.imag > box_top) & (abs(places.real - box_left - width / 2) < width / 2)
    dots, places = dots[within], places[within]
    seen = roles_of(SvgPicture(svg(figure, "left")).colours(places))
    drawn = (dots != 0).sum()
    # Of thin things a dot is either all there or not at all.
    body = (dots != Role.PROP) & (seen != Role.PROP)
    assert ((seen == 0) != (dots == 0))[body].sum() < 0.04 * drawn
    assert (seen != dots).sum() < 0.15 * drawn


# What is in it


@given(figures(1, close=True))
@settings(max_examples=amount(30), deadline=None)
def test_it_needs_nothing_from_around_it(figure: Figure) -> None:
    picture = SvgPicture(svg(figure, "left", prefix="one"))
    names = [each.attrib["id"] for each in picture.root.iter() if "id" in each.attrib]
    assert len(set(names)) == len(names)
    assert all(name.startswith("one-") for name in names)
    assert sorted(picture.referred()) == sorted(names)
    used = {name for element in picture.root.iter() for name in element.attrib}
    assert not used & {"style", "class", "href", "xlink:href"}
    paths = [each for each in picture.root.iter() if each.tag.endswith("path")]
    assert {each.get("fill") for each in paths if "clip-rule" not in each.attrib} <= {
        *PRINTED,
        "#fff",
        "#000",
    }


def test_it_is_drawn_in_the_colours_that_are_given() -> None:
    colours = FigureColours("#010101", "#020202", "#030303", "#040404", "#050505", "#060606")
    picture = SvgPicture(svg(SHIPPED["lying-hamstring"], colours=colours))
    left, top, width, height = vector_of(SHIPPED["lying-hamstring"]).box
    seen = picture.colours(grid(left, top, left + width, top + height, 0.6))
    assert set(seen.flat) == {*colours, ""}


@pytest.mark.parametrize(
    ("name", "drawn"), [("lying-hamstring", "right"), ("lying-twist", "right")]
)
def test_the_other_side_is_its_mirror_image(name: str, drawn: str) -> None:
    figure = SHIPPED[name]
    left, top, width, height = vector_of(figure).box
    points = grid(left, top, left + width, top + height, 1.3)
    if figure.view is Viewpoint.TOP:
        other = points.real + 1j * (2 * top + height - points.imag)
    else:
        other = 2 * left + width - points.real + 1j * points.imag
    plain, turned = (SvgPicture(svg(figure, side)) for side in (drawn, "left"))
    assert (plain.colours(points) == turned.colours(other)).mean() > 0.999
    assert (plain.colours(points) != turned.colours(points)).mean() > 0.05


def test_nothing_is_seen_below_the_floor_and_nothing_in_front_of_it() -> None:
    below = Frame(spine=((0, 7), (0, 37), (0, 49)), arm=((9, 21), (12, 5)), leg=((9, -8), (12, -5)))
    picture = SvgPicture(svg(Figure(view=Viewpoint.FRONT, frames=(below,))))
    assert set(picture.colours(grid(-30, 0, 30, 1, 0.3)).flat) == {PRINTED.floor}
    assert set(picture.colours(grid(-30, 1, 30, 20, 0.3)).flat) == {""}
    assert PRINTED.near in picture.colours(grid(-30, -5, 30, 0, 0.3))


def test_a_strap_is_seen_beside_the_body_and_not_over_it() -> None:
    strap = (Joint.HEAD, Joint.KNEE, Joint.TOE)
    figure = Figure(frames=(REACHING,), strap=strap, floor=False)
    with_strap, without = (
        SvgPicture(svg(each)) for each in (figure, Figure(frames=(REACHING,), floor=False))
    )
    points = grid(0, -60, 90, 0, 0.7)
    seen, body = with_strap.colours(points), without.colours(points)
    new = seen != body
    assert set(seen[new]) == {PRINTED.prop}
    assert set(body[new]) <= {"", PRINTED.paper}

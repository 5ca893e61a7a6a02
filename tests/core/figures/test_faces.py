"""Eyes, which tell a face from the back of a head; and bodies seen from behind."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from stretchtui.core.figures.body import pose_of
from stretchtui.core.figures.camera import aim, scene
from stretchtui.core.figures.drawing import Ink, draw
from stretchtui.core.figures.figure import Feel, Figure, Frame, Viewpoint
from stretchtui.core.figures.raster import DotBox
from stretchtui.core.figures.svg import PRINTED, svg
from tests.core.figures.svg_reader import SvgPicture
from tests.core.figures.test_drawing import cells_of, dots_of

STANDING = Frame(spine=((0, 52), (0, 82), (0, 94)), arm=((12, 66), (12, 50)), leg=((6, 28), (6, 4)))
FIGURE = Figure(view=Viewpoint.FRONT, frames=(STANDING,), close=(-33, 70, 33, 104))


def eyes_of(figure: Figure) -> list[complex]:
    """Where its eyes are, in its still frame."""
    frame = figure.frames[figure.resting - 1]
    return [
        sum(shape.fill[0]) / 4
        for shape in scene(figure, pose_of(frame, figure.view), 0)
        if shape.hole
    ]


def without_face(figure: Figure) -> Figure:
    """The same body, the face of which cannot be seen."""
    return msgspec.structs.replace(figure, face=False)


def test_a_face_that_is_seen_has_two_eyes() -> None:
    near, far = eyes_of(FIGURE)
    assert near == -far.conjugate()
    assert 0 < near.real < 7
    assert 94 < near.imag < 101
    assert len(eyes_of(msgspec.structs.replace(FIGURE, view=Viewpoint.TOP))) == 2
    for view in (Viewpoint.SIDE, Viewpoint.BACK):
        assert eyes_of(msgspec.structs.replace(FIGURE, view=view)) == []
    assert eyes_of(without_face(FIGURE)) == []


def test_eyes_look_where_the_nose_is() -> None:
    turned = msgspec.structs.replace(STANDING, nose=(9, 94))
    near, far = eyes_of(msgspec.structs.replace(FIGURE, frames=(turned,)))
    assert near.real + far.real > 3
    # Less far apart, and both within the head.
    assert 1 < near.real - far.real < 2 * eyes_of(FIGURE)[0].real
    assert near.real < 6


@pytest.mark.parametrize(
    ("rows", "dots"),
    # Below the least scale there is no room for any; then one dot each; then two by two.
    [(3, 0), (4, 2), (6, 2), (8, 8), (14, 8), (28, 8)],
)
def test_an_eye_is_a_hole_of_whole_dots(rows: int, dots: int) -> None:
    blind = without_face(FIGURE)
    for turned in (False, True):
        seen, unseen = (draw(each, 80, rows, turned=turned) for each in (FIGURE, blind))
        assert dots_of(unseen) - dots_of(seen) == dots
    assert draw(FIGURE, 80, rows, ink=Ink.ASCII) == draw(blind, 80, rows, ink=Ink.ASCII)


def test_an_eye_may_lie_at_the_edge_of_the_box() -> None:
    eye = eyes_of(FIGURE)[0]
    for x, y in ((0, -20), (-20, 0), (-40, -20), (-20, -40)):
        close = (eye.real + x, eye.imag + y, eye.real + x + 40, eye.imag + y + 40)
        figure = msgspec.structs.replace(FIGURE, close=close)
        cells = cells_of(draw(figure, 20, 10))
        assert {len(row) for row in cells} == {20}
        assert 0 <= dots_of(draw(without_face(figure), 20, 10)) - dots_of(draw(figure, 20, 10)) <= 8


def test_in_curves_the_paper_is_seen_through_an_eye() -> None:
    eye = eyes_of(FIGURE)[0]
    at = eye.conjugate() + np.array([0.6, 2.2])
    picture = SvgPicture(svg(FIGURE))
    assert picture.colours(at).tolist() == [PRINTED.paper, PRINTED.near]
    assert set(SvgPicture(svg(without_face(FIGURE))).colours(at)) == {PRINTED.near}


def test_from_behind_a_body_is_as_wide_as_from_the_front_and_both_shoulder_blades_are_felt() -> (
    None
):
    behind = msgspec.structs.replace(FIGURE, view=Viewpoint.BACK, feel=(Feel.UPPER_BACK,))
    assert pose_of(STANDING, Viewpoint.BACK) == pose_of(STANDING, Viewpoint.FRONT)
    felt = [
        (stroke.start + stroke.end) / 2
        for shape in scene(behind, pose_of(STANDING, behind.view), 0)
        for stroke in shape.felt
    ]
    assert len(felt) == 2
    assert felt[0].real == -felt[1].real != 0
    box = DotBox(80, 56)
    assert aim(behind, box) == aim(FIGURE, box)


def test_from_behind_the_tops_of_both_shoulders_are_felt_and_little_of_the_arms() -> None:
    both = (Feel.SHOULDERS, Feel.FAR_SHOULDERS)
    felt = {}
    for view in (Viewpoint.FRONT, Viewpoint.BACK):
        figure = msgspec.structs.replace(FIGURE, view=view, feel=both)
        shapes = list(scene(figure, pose_of(STANDING, view), 0))
        felt[view] = [stroke for shape in shapes for stroke in shape.felt]
    strokes = felt[Viewpoint.BACK]
    assert len(strokes) == 4
    middles = [(stroke.start + stroke.end) / 2 for stroke in strokes]
    assert {-middle.conjugate() for middle in middles} == set(middles)
    assert min(s.end.imag for s in strokes) > min(s.end.imag for s in felt[Viewpoint.FRONT])

"""What the camera does with a body that is not just on the floor."""

from __future__ import annotations

import pytest

from stretchtui.core.figures.body import poses_of
from stretchtui.core.figures.camera import ON_THE_WAY, aim
from stretchtui.core.figures.figure import Figure, Frame, Viewpoint
from stretchtui.core.figures.raster import DotBox
from tests.core.figures.test_drawing import spilt


@pytest.mark.parametrize("slope", [0.0, 1e-9, 0.1, -0.1])
def test_a_limb_that_lies_just_below_the_floor_is_given_its_room_and_no_more(slope: float) -> None:
    low = -5.230855
    lying = Frame(
        spine=((0, 5), (30, 5), (42, 5)),
        arm=((43.5768, low), (60.5768, low + slope)),
        leg=((24.5, 5), (48.5, 5), (54, 14.5)),
    )
    figure, box = Figure(view=Viewpoint.FRONT, frames=(lying,)), DotBox(24, 20)
    camera = aim(figure, box)
    assert 0.15 < camera.scale < 0.25
    assert [spilt(figure, camera, box, pose) for pose in poses_of(figure, ON_THE_WAY)] == [0]


@pytest.mark.parametrize(("height", "lifted"), [(0, 0), (2.8, 0), (3.2, 0.2), (8, 5)])
def test_a_body_a_little_above_the_floor_is_set_down_on_it(height: float, lifted: float) -> None:
    # So high is the lower edge of the feet, which are 2.4 thick.
    y = height + 2.4
    tall = Frame(
        spine=((0, 52), (0, 82), (0, 94)), arm=((9, 66), (12, 49)), leg=((0, 28), (0, y), (11, y))
    )
    box = DotBox(200, 200)
    camera = aim(Figure(view=Viewpoint.FRONT, frames=(tall,)), box)
    lowest = camera.point(complex(0, height)).imag
    assert box.height - 1 - lowest == pytest.approx(camera.scale * lifted)


@pytest.mark.parametrize(("below", "seen"), [(5.5, True), (6.5, False)])
def test_a_limb_far_below_the_floor_is_given_no_room(below: float, seen: bool) -> None:
    # A forearm is 2.6 thick; so far below the floor its upper edge is.
    y = -2.6 - below
    reaching = Frame(
        spine=((0, 9), (0, 39), (0, 51)), arm=((20, y), (90, y)), leg=((0, 9), (0, 4), (0, 4))
    )
    camera = aim(Figure(view=Viewpoint.FRONT, frames=(reaching,)), DotBox(200, 200))
    assert (camera.point(complex(90, 0)).real < 200) is seen


@pytest.mark.parametrize("width", [1, 2, 3])
def test_in_the_narrowest_boxes_a_body_is_one_dot_wide(width: int) -> None:
    lying = Frame(
        spine=((0, 5), (30, 5), (42, 5)),
        arm=((43.6, 5), (60.6, 5)),
        leg=((24.5, 5), (48.5, 5), (54, 14.5)),
    )
    figure = Figure(view=Viewpoint.FRONT, frames=(lying,))
    narrow, wide = aim(figure, DotBox(width, 200)), aim(figure, DotBox(4, 200))
    assert narrow.scale == pytest.approx(wide.scale / 2)

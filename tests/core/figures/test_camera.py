"""What the camera keeps room for, just below the floor."""

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

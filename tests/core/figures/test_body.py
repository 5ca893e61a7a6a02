"""Poses: what follows from the joints that are said, and a figure's at a moment."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings

from stretchtui.core.figures.body import LENGTHS, pose_at, pose_of, poses_of
from stretchtui.core.figures.figure import Figure, Frame, Joint, Viewpoint
from tests.amounts import amount
from tests.core.figures.figures import chain, figures

SPINE = ((0, 52), (0, 67), (0, 82), (0, 94))
STANDING = Frame(spine=SPINE, arm=((9, 65), (10, 48)), leg=((5, 28), (5, 4)))


# What is not said


def test_seen_from_the_side_the_far_limbs_are_where_the_near_ones_are() -> None:
    pose = pose_of(STANDING, Viewpoint.SIDE)
    assert pose[Joint.FAR_KNEE] == pose[Joint.KNEE]
    assert pose[Joint.SHOULDER] == pose[Joint.FAR_SHOULDER] == pose[Joint.CHEST]


@pytest.mark.parametrize(
    ("view", "mirror"), [(Viewpoint.FRONT, -5 + 28j), (Viewpoint.TOP, 5 - 28j)]
)
def test_seen_otherwise_they_are_the_mirror_image(view: Viewpoint, mirror: complex) -> None:
    assert pose_of(STANDING, view)[Joint.FAR_KNEE] == mirror


def test_from_the_side_a_face_looks_ahead_unless_it_says_otherwise() -> None:
    lying = Frame(
        spine=((46, 7), (16, 7), (4, 7)), arm=((24, 19), (37, 14)), leg=((60, 27), (67, 4))
    )
    facing = pose_of(lying, Viewpoint.SIDE)
    assert facing[Joint.NOSE] == pytest.approx(4 + 16j)
    for view in (Viewpoint.FRONT, Viewpoint.TOP):
        assert pose_of(lying, view)[Joint.NOSE] == 4 + 7j
    turned = msgspec.structs.replace(lying, nose=(-5, 7))
    assert pose_of(turned, Viewpoint.SIDE)[Joint.NOSE] == -5 + 7j


@pytest.mark.parametrize("view", Viewpoint)
def test_a_hand_that_is_not_drawn_out_is_where_the_wrist_is(view: Viewpoint) -> None:
    plain = Frame(spine=((0, 52), (0, 82), (0, 94)), arm=((9, 66), (12, 49)), leg=((5, 28), (5, 4)))
    pose = pose_of(plain, view)
    assert pose[Joint.FINGERS] == pose[Joint.THUMB] == pose[Joint.HAND]
    assert pose[Joint.FAR_FINGERS] == pose[Joint.FAR_THUMB] == pose[Joint.FAR_HAND]
    bent = msgspec.structs.replace(plain, arm=(*plain.arm, (20, 46)))
    pose = pose_of(bent, view)
    assert pose[Joint.FINGERS] == 20 + 46j
    assert pose[Joint.THUMB] == pose[Joint.HAND]
    thumbed = msgspec.structs.replace(bent, far_arm=(*bent.arm, (15, 54)))
    assert pose_of(thumbed, view)[Joint.FAR_THUMB] == 15 + 54j


def test_seen_from_the_front_the_trunk_is_as_wide_as_a_body() -> None:
    pose = pose_of(STANDING, Viewpoint.FRONT)
    assert pose[Joint.SHOULDER] == pytest.approx(9.5 + 82j)
    assert pose[Joint.FAR_HIP] == pytest.approx(-5 + 52j)


def test_shoulders_and_hips_may_be_said() -> None:
    frame = Frame(
        spine=SPINE,
        arm=STANDING.arm,
        leg=STANDING.leg,
        shoulders=((3, 82), (-3, 82)),
        hips=((4, 52), (-4, 51)),
    )
    pose = pose_of(frame, Viewpoint.FRONT)
    assert pose[Joint.FAR_SHOULDER] == -3 + 82j
    assert pose[Joint.FAR_HIP] == -4 + 51j


@pytest.mark.parametrize("spine", [SPINE[:1] + SPINE[2:], SPINE, (*SPINE[:3], (0, 87), (0, 94))])
def test_a_spine_says_as_much_as_it_likes(spine: tuple[tuple[int, int], ...]) -> None:
    pose = pose_of(Frame(spine=spine, arm=STANDING.arm, leg=STANDING.leg), Viewpoint.SIDE)
    assert pose[Joint.BACK] == 67j
    assert pose[Joint.CHEST] == 82j
    assert pose[Joint.NECK].imag == pytest.approx(87, abs=0.5)


@pytest.mark.parametrize(
    ("knee", "ankle", "toe"),
    [
        ((0, 28), (0, 4), (11, 2)),  # standing
        ((24, 5), (0, 3), (-11, 2)),  # a shin that lies on the floor
        ((-10, 25), (0, 4), (11, 2)),
        ((0, 60), (24, 60), (24, 71)),  # in the air
    ],
)
def test_toes_lie_where_one_would_think(
    knee: tuple[int, int], ankle: tuple[int, int], toe: tuple[int, int]
) -> None:
    frame = Frame(spine=SPINE, arm=STANDING.arm, leg=(knee, ankle))
    assert pose_of(frame, Viewpoint.SIDE)[Joint.TOE] == pytest.approx(complex(*toe))


# Moments


def moving(*stays: int) -> Figure:
    """A head that is 10 higher in each frame."""
    return Figure(
        frames=tuple(
            Frame(
                spine=((0, 52 + 10 * n), (0, 82 + 10 * n), (0, 94 + 10 * n)),
                arm=chain(complex(0, 82 + 10 * n), (270, 270), (17, 17)),
                leg=chain(complex(0, 52 + 10 * n), (270, 270, 0), (24.5, 24, 11)),
                stay=stay,
            )
            for n, stay in enumerate(stays)
        )
    )


@pytest.mark.parametrize(
    ("stays", "at", "height"),
    [
        ((0, 0), 0, 94),
        ((0, 0), 0.25, 99),
        ((0, 0), 0.5, 104),
        ((0, 0), 0.75, 99),
        ((0, 0), 1, 94),
        ((0, 2), 0.125, 99),
        ((0, 2), 0.25, 104),
        ((0, 2), 0.75, 104),
        ((0, 2), 0.875, 99),
        ((1, 0, 0), 0.25, 94),
        ((1, 0, 0), 0.75, 114),
        ((0,), 0.3, 94),
    ],
)
def test_a_movement_goes_through_its_frames_and_back(
    stays: tuple[int, ...], at: float, height: float
) -> None:
    assert pose_at(moving(*stays), at)[Joint.HEAD].imag == pytest.approx(height)


@given(figures())
@settings(max_examples=amount(20))
def test_poses_of_a_figure_are_its_frames_and_what_lies_between(figure: Figure) -> None:
    count = len(figure.frames)
    assert len(list(poses_of(figure, 4))) == (4 * count if figure.moves else 1)


def test_on_the_way_from_each_frame_to_the_next_the_last_leads_back_to_the_first() -> None:
    heads = [pose[Joint.HEAD].imag for pose in poses_of(moving(0, 3, 0), 2)]
    assert heads == pytest.approx([94, 99, 104, 109, 114, 104])


def test_the_standard_body_has_two_sides_that_are_alike_and_is_as_high_as_that() -> None:
    for (start, end), length in LENGTHS.items():
        if start.startswith("far"):
            near = Joint(start.removeprefix("far ")), Joint(end.removeprefix("far "))
            assert length == LENGTHS[near]
    trunk = (Joint.PELVIS, Joint.BACK, Joint.CHEST, Joint.HEAD)
    leg = (Joint.HIP, Joint.KNEE, Joint.ANKLE)
    bones = [*pairwise(trunk), *pairwise(leg)]
    assert LENGTHS[Joint.SHOULDER, Joint.ELBOW] == LENGTHS[Joint.ELBOW, Joint.HAND] == 17
    # The rest of 100 is the foot below the ankle, and the head above its middle.
    assert sum(LENGTHS[bone] for bone in bones) == 90.5

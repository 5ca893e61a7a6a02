"""What lies between two poses: bones that turn, and hands and feet that stay."""

from __future__ import annotations

import cmath
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchtui.core.figures.body import LENGTHS, Pose, between, pose_of, unit
from stretchtui.core.figures.figure import Frame, Joint, Viewpoint
from tests.amounts import amount
from tests.core.figures.figures import ARM, LEG, chain, frames

SPINE = ((0, 52), (0, 67), (0, 82), (0, 94))
STANDING = Frame(spine=SPINE, arm=((9, 65), (10, 48)), leg=((5, 28), (5, 4)))


def lengths(pose: Pose) -> dict[Joint, float]:
    """Every bone's length, by the joint it ends in."""
    return {end: abs(pose[end] - pose[start]) for start, end in LENGTHS}


@pytest.mark.parametrize("view", Viewpoint)
@given(st.data(), st.floats(0, 1))
@settings(max_examples=amount(60))
def test_lengths_hold_on_the_way(view: Viewpoint, data: st.DataObject, part: float) -> None:
    before, after = (pose_of(data.draw(frames()), view) for _ in range(2))
    first, last, found = (lengths(p) for p in (before, after, between(before, after, part)))
    assert set(found) == {end for _, end in LENGTHS}
    for joint, length in found.items():
        assert length == pytest.approx(first[joint] + (last[joint] - first[joint]) * part)


@given(frames(), frames())
@settings(max_examples=amount(60))
def test_the_way_leads_from_one_pose_to_the_other(one: Frame, other: Frame) -> None:
    before, after = pose_of(one, Viewpoint.SIDE), pose_of(other, Viewpoint.SIDE)
    for part, pose in ((0.0, before), (1.0, after)):
        found = between(before, after, part)
        for joint in Joint:
            # An outstretched limb is found by a steep cosine.
            assert abs(found[joint] - pose[joint]) < 1e-3


@given(st.floats(0, 1))
def test_hands_and_feet_that_stay_do_not_slip(part: float) -> None:
    down = Frame(
        spine=((50, 7), (35, 6), (20, 7), (8, 7)),
        arm=((37, 5), (53, 3)),
        leg=((63, 28), (69, 4)),
    )
    up = Frame(
        spine=((46, 21), (33, 14), (20, 7), (8, 7)),
        arm=((36, 4), (53, 3)),
        leg=((69, 28), (69, 4)),
    )
    before, after = (pose_of(frame, Viewpoint.SIDE) for frame in (down, up))
    pose = between(before, after, part)
    for joint in (Joint.HAND, Joint.ANKLE, Joint.FAR_ANKLE, Joint.CHEST, Joint.HEAD):
        assert abs(pose[joint] - before[joint]) < 1
    assert pose[Joint.PELVIS].imag == pytest.approx(7 + 14 * part, abs=1.5)


@pytest.mark.parametrize("knee", [16.6, -16.6])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_feet_stay_also_under_legs_that_were_straight(part: float, knee: float) -> None:
    up = Frame(spine=((0, 52.5), (0, 82.5), (0, 94.5)), arm=STANDING.arm, leg=((0, 28), (0, 4)))
    down = Frame(spine=((0, 40), (0, 70), (0, 82)), arm=STANDING.arm, leg=((knee, 22), (0, 4)))
    for before, after in ((up, down), (down, up)):
        pose = between(pose_of(before, Viewpoint.SIDE), pose_of(after, Viewpoint.SIDE), part)
        assert pose[Joint.ANKLE] == pytest.approx(4j, abs=1e-6)
        assert pose[Joint.KNEE].real * knee > 0, "the knee bends to where it is bent"


@pytest.mark.parametrize(("slips", "stays"), [(0.9, True), (1.1, False)])
def test_a_hand_stays_that_moves_by_less_than_a_hundredth(slips: float, stays: bool) -> None:
    # Leaning on it, shoulder high: the elbow is to the same side in both poses.
    hands = [
        Frame(spine=((0, 52), (0, 67), (x, 82), (x, 94)), arm=((6, 74 - x), hand), leg=STANDING.leg)
        for x, hand in ((0, (20, 80)), (6, (20, 80 + slips)))
    ]
    before, after = (pose_of(frame, Viewpoint.SIDE) for frame in hands)
    off = abs(between(before, after, 0.5)[Joint.HAND] - (20 + 1j * (80 + slips / 2)))
    assert (off < 1e-9) is stays


@pytest.mark.parametrize(("from_shoulder", "turns"), [(0.9, True), (1.1, False)])
def test_a_hand_is_on_its_shoulder_within_a_hundredth(from_shoulder: float, turns: bool) -> None:
    hand = (0, 82 - from_shoulder)
    arms = (((16, 76), hand), ((14, 72), hand))
    before, after = (
        pose_of(Frame(spine=SPINE, arm=arm, leg=STANDING.leg), Viewpoint.SIDE) for arm in arms
    )
    slipped = abs(between(before, after, 0.5)[Joint.HAND] - complex(*hand)) > 1e-9
    assert slipped is turns


@pytest.mark.parametrize("turn", [-150, -60, 60, 150])
def test_a_trunk_turns_the_shorter_way(turn: int) -> None:
    bent = chain(52j, (90 + turn,) * 3, (15, 15, 12))
    frames = [
        Frame(spine=spine, arm=STANDING.arm, leg=STANDING.leg)
        for spine in (SPINE, ((0, 52), *bent))
    ]
    before, after = (pose_of(frame, Viewpoint.SIDE) for frame in frames)
    pose = between(before, after, 0.5)
    (back,) = chain(0j, (90 + turn // 2,), (15,))
    assert pose[Joint.BACK] - pose[Joint.PELVIS] == pytest.approx(complex(*back))


def test_arms_turn_with_the_upper_trunk_and_legs_with_the_lower() -> None:
    # The half of the trunk that turns by 100 degrees has its limb turn by 200: not by 160 back.
    before = pose_of(
        Frame(
            spine=SPINE,
            arm=chain(82j, (270, 270), ARM),
            leg=chain(52j, (270, 270, 0), LEG),
        ),
        Viewpoint.SIDE,
    )
    chest, head = chain(67j, (190, 190), (15, 12))
    bowed = Frame(
        spine=(*SPINE[:2], chest, head),
        arm=chain(complex(*chest), (110, 110), ARM),
        leg=chain(52j, (270, 270, 0), LEG),
    )
    (hip,) = chain(67j, (10,), (15,))
    lifted = Frame(
        spine=(hip, *SPINE[1:]),
        arm=chain(82j, (270, 270), ARM),
        leg=chain(complex(*hip), (110, 110, 200), LEG),
    )
    for frame, start, end in ((bowed, "SHOULDER", "ELBOW"), (lifted, "HIP", "KNEE")):
        pose = between(before, pose_of(frame, Viewpoint.SIDE), 0.5)
        bone = pose[Joint[end]] - pose[Joint[start]]
        assert cmath.phase(bone) == pytest.approx(math.radians(10))


def test_a_foot_turns_the_way_that_its_shin_does() -> None:
    before, after = (
        pose_of(
            Frame(
                spine=((0, -60), (0, -30), (0, -18)),
                arm=((9, -47), (10, -64)),
                leg=chain(-60j, turns, (24.5, 24, 11)),
            ),
            Viewpoint.SIDE,
        )
        for turns in ((270, 270, 0), (270, 30, 230))
    )
    pose = between(before, after, 0.5)
    (toe,) = chain(0j, (115,), (11,))
    assert pose[Joint.TOE] - pose[Joint.ANKLE] == pytest.approx(complex(*toe))


def test_a_bone_that_pointed_at_the_eye_grows_where_it_will_be() -> None:
    assert unit(0) == 1j
    away, seen = (
        Frame(spine=SPINE, arm=arm, leg=STANDING.leg)
        for arm in (((0, 82), (0, 82)), ((17, 82), (34, 82)))
    )
    pose = between(pose_of(away, Viewpoint.SIDE), pose_of(seen, Viewpoint.SIDE), 0.5)
    assert (pose[Joint.ELBOW], pose[Joint.HAND]) == (8.5 + 82j, 17 + 82j)


def test_a_knee_that_would_have_to_fold_the_other_way_turns_instead() -> None:
    fore = Frame(spine=SPINE, arm=STANDING.arm, leg=((15, 31), (12, 4)))
    back = Frame(spine=SPINE, arm=STANDING.arm, leg=((-6, 29), (12, 4)))
    pose = between(pose_of(fore, Viewpoint.SIDE), pose_of(back, Viewpoint.SIDE), 0.5)
    assert abs(pose[Joint.ANKLE] - (12 + 4j)) > 1


def test_an_elbow_turns_where_the_hand_stays_on_its_shoulder() -> None:
    arms = (((0, 65), (0, 82)), ((17, 82), (0.05, 82)))
    down, fore = (
        pose_of(Frame(spine=SPINE, arm=arm, leg=STANDING.leg), Viewpoint.SIDE) for arm in arms
    )
    for part, turn in ((0.0, -90), (0.5, -45), (1.0, 0)):
        pose = between(down, fore, part)
        elbow, hand = chain(82j, (turn,), (17,))[0], pose[Joint.HAND]
        assert pose[Joint.ELBOW] == pytest.approx(complex(*elbow))
        assert abs(hand - 82j) < 0.1


def test_an_upper_arm_that_points_at_the_eye_stays_short() -> None:
    away = Frame(spine=SPINE, arm=((0, 82), (17, 82)), leg=STANDING.leg)
    pose = between(pose_of(away, Viewpoint.SIDE), pose_of(away, Viewpoint.SIDE), 0.5)
    assert (pose[Joint.ELBOW], pose[Joint.HAND]) == (82j, 17 + 82j)


def test_joints_in_one_place_stay_a_body() -> None:
    point = Frame(spine=((0, 9),) * 3, arm=((0, 9),) * 2, leg=((0, 9),) * 2)
    pose = between(pose_of(point, Viewpoint.SIDE), pose_of(STANDING, Viewpoint.SIDE), 0.5)
    assert set(pose) == set(Joint)
    still = between(pose_of(point, Viewpoint.SIDE), pose_of(point, Viewpoint.SIDE), 0.5)
    assert still[Joint.HAND] == 9j

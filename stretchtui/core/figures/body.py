"""The body between its joints: where each joint is, at a key frame and between two.

Points are complex numbers: a turn is a product.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterable, Iterator, Mapping

from stretchtui.core.figures.figure import Figure, Frame, Joint, Point, Viewpoint

Pose = Mapping[Joint, complex]
"""Where every joint is."""

HALF_SHOULDERS = 9.5
"""From the middle of the chest to a shoulder, seen from the front."""

HALF_HIPS = 5.0

NOSE = 9.0
"""From the middle of the head to the tip of the nose."""

FOOT = 11.0
"""From an ankle to the toes."""

NEAR_FLOOR, SOLE = 6.0, 2.0
"""An ankle no higher than the first has its toes as high as the second, where they are not said."""

LENGTHS: Mapping[tuple[Joint, Joint], float] = {
    (Joint.PELVIS, Joint.BACK): 15,
    (Joint.BACK, Joint.CHEST): 15,
    (Joint.CHEST, Joint.HEAD): 12,
    (Joint.SHOULDER, Joint.ELBOW): 17,
    (Joint.ELBOW, Joint.HAND): 17,
    (Joint.HAND, Joint.FINGERS): 10,
    (Joint.HAND, Joint.THUMB): 7,
    (Joint.HIP, Joint.KNEE): 24.5,
    (Joint.KNEE, Joint.ANKLE): 24,
    (Joint.ANKLE, Joint.TOE): FOOT,
    (Joint.FAR_SHOULDER, Joint.FAR_ELBOW): 17,
    (Joint.FAR_ELBOW, Joint.FAR_HAND): 17,
    (Joint.FAR_HAND, Joint.FAR_FINGERS): 10,
    (Joint.FAR_HAND, Joint.FAR_THUMB): 7,
    (Joint.FAR_HIP, Joint.FAR_KNEE): 24.5,
    (Joint.FAR_KNEE, Joint.FAR_ANKLE): 24,
    (Joint.FAR_ANKLE, Joint.FAR_TOE): FOOT,
}
"""The standard body, which is 100 high."""

LEEWAY = 1.25
"""How much longer a bone may be than it should: drawings are not photographs."""

PLANTED = 1.0
"""A hand or a foot that moves by less than this between two frames stays where it is."""

FOLDED = 1.0
"""A hand this near to its shoulder says nothing of the way that its elbow points."""

_ARMS = (
    (Joint.SHOULDER, Joint.ELBOW, Joint.HAND, Joint.FINGERS, Joint.THUMB),
    (Joint.FAR_SHOULDER, Joint.FAR_ELBOW, Joint.FAR_HAND, Joint.FAR_FINGERS, Joint.FAR_THUMB),
)
_LEGS = (
    (Joint.HIP, Joint.KNEE, Joint.ANKLE, Joint.TOE),
    (Joint.FAR_HIP, Joint.FAR_KNEE, Joint.FAR_ANKLE, Joint.FAR_TOE),
)


def pose_of(frame: Frame, view: Viewpoint) -> Pose:
    """Where every joint is at a key frame, those included that it does not name."""
    spine = [complex(*point) for point in frame.spine]
    pelvis, *inner, head = spine
    back, chest = inner[:2] if inner[1:] else [(pelvis + inner[0]) / 2, inner[0]]
    neck = inner[2] if inner[2:] else chest + 0.4 * (head - chest)
    pose = {
        Joint.PELVIS: pelvis,
        Joint.BACK: back,
        Joint.CHEST: chest,
        Joint.NECK: neck,
        Joint.HEAD: head,
        Joint.NOSE: complex(*frame.nose) if frame.nose else head,
    }
    if view is Viewpoint.SIDE and not frame.nose:
        pose[Joint.NOSE] = head - 1j * unit(head - neck) * NOSE
    ends = {
        Joint.SHOULDER: (frame.shoulders, chest, chest - back, HALF_SHOULDERS),
        Joint.HIP: (frame.hips, pelvis, back - pelvis, HALF_HIPS),
    }
    limbs = ((frame.arm, frame.leg), (frame.far_arm, frame.far_leg))
    for number, (arm_joints, leg_joints) in enumerate(zip(_ARMS, _LEGS, strict=True)):
        shoulder, elbow, hand, fingers, thumb = arm_joints
        hip, knee, ankle, toe = leg_joints
        for joint, near in ((shoulder, Joint.SHOULDER), (hip, Joint.HIP)):
            said, middle, along, half = ends[near]
            if said:
                pose[joint] = complex(*said[number])
            else:
                width = 0 if view is Viewpoint.SIDE else half * (-1) ** number
                pose[joint] = middle + width * -1j * unit(along)
        arm, leg = limbs[number]
        points = _points(arm or frame.arm, view, mirrored=not arm)
        # A hand that is not drawn out has its fingers and its thumb where it is itself.
        points += points[1:2] * (4 - len(points))
        pose[elbow], pose[hand], pose[fingers], pose[thumb] = points
        knee_at, ankle_at, *toe_at = _points(leg or frame.leg, view, mirrored=not leg)
        pose[knee], pose[ankle] = knee_at, ankle_at
        pose[toe] = toe_at[0] if toe_at else _toe(knee_at, ankle_at, view)
    return pose


def _points(said: Iterable[Point], view: Viewpoint, mirrored: bool) -> list[complex]:
    points = [complex(*point) for point in said]
    if not mirrored or view is Viewpoint.SIDE:
        return points
    return [p.conjugate() if view is Viewpoint.TOP else -p.conjugate() for p in points]


def _toe(knee: complex, ankle: complex, view: Viewpoint) -> complex:
    """From the side: flat on the floor, along it where a shin lies on it, else at right angles
    to the shin. From elsewhere a foot is seen from its tip.
    """
    along = unit(ankle - knee)
    if view is not Viewpoint.SIDE:
        return ankle + along * 3
    ahead = along * 1j
    if ankle.imag > NEAR_FLOOR:
        return ankle + ahead * FOOT
    if abs(along.imag) < 0.5:
        ahead = along
    return complex(ankle.real + math.copysign(FOOT, ahead.real), SOLE)


def unit(vector: complex) -> complex:
    """The direction of a vector, 1 long; upwards for one that has none."""
    return vector / abs(vector) if vector else 1j


def pose_at(figure: Figure, at: float) -> Pose:
    """Where every joint is at a moment of the movement.

    Args:
        figure: The figure.
        at: How much of the movement, or of the breath, has gone by, from 0 to 1. A movement
            begins and ends at the first frame; with two frames and no ``stay`` it is at the
            second in the middle, at the end of breathing in.
    """
    frames = figure.frames
    left = at % 1 * sum(1 + frame.stay for frame in frames)
    number = 0
    while left >= 1 + frames[number].stay:
        left -= 1 + frames[number].stay
        number += 1
    here, there = frames[number], frames[(number + 1) % len(frames)]
    part = max(0.0, left - here.stay)
    return _on_the_way(here, there, figure.view, part)


def poses_of(figure: Figure, times: int) -> Iterator[Pose]:
    """Every key frame, and where there are several so many poses from each to the next."""
    for number, frame in enumerate(figure.frames):
        yield pose_of(frame, figure.view)
        if figure.moves:
            following = figure.frames[(number + 1) % len(figure.frames)]
            for time in range(1, times):
                yield _on_the_way(frame, following, figure.view, time / times)


def _on_the_way(here: Frame, there: Frame, view: Viewpoint, part: float) -> Pose:
    eased = (1 - math.cos(math.pi * part)) / 2
    return between(pose_of(here, view), pose_of(there, view), eased)


def between(before: Pose, after: Pose, part: float) -> Pose:
    """A pose on the way from one to another.

    Bones turn and keep their lengths. A hand or foot that is in the same place in both poses
    stays there.

    Args:
        before: The pose at 0.
        after: The pose at 1.
        part: How far on the way, from 0 to 1.
    """
    chest_moves = abs(after[Joint.CHEST] - before[Joint.CHEST])
    stands = chest_moves < abs(after[Joint.PELVIS] - before[Joint.PELVIS])
    root, end = (Joint.CHEST, Joint.PELVIS) if stands else (Joint.PELVIS, Joint.CHEST)
    pose: dict[Joint, complex] = {root: _mix(before[root], after[root], part)}

    def turn(parent: Joint, child: Joint, lead: float) -> float:
        """Turn a bone the way that is nearest to how the one before it turns; return its turn."""
        first, last = before[child] - before[parent], after[child] - after[parent]
        angle = _nearest(_turn(first, last), lead)
        length = _mix(abs(first), abs(last), part).real
        pose[child] = pose[parent] + unit(first or last) * cmath.rect(length, angle * part)
        return angle

    def reach(start: Joint, middle: Joint, tip: Joint, lead: float) -> None:
        sides = [_bend(pose[start], pose[middle], pose[tip]) for pose in (before, after)]
        moves = abs(after[tip] - before[tip]) > PLANTED
        folded = any(abs(pose[tip] - pose[start]) < FOLDED for pose in (before, after))
        if moves or folded or sides[0] * sides[1] < 0:
            turn(middle, tip, turn(start, middle, lead))
            return
        upper, lower = (
            _mix(abs(before[b] - before[a]), abs(after[b] - after[a]), part).real
            for a, b in ((start, middle), (middle, tip))
        )
        way = _mix(before[tip], after[tip], part) - pose[start]
        length = min(max(abs(way), abs(upper - lower)), upper + lower)
        way = unit(way)
        side = math.copysign(1, sum(sides))
        corner = _corner(upper, lower, length)
        pose[middle] = pose[start] + way * cmath.rect(upper, side * corner)
        pose[tip] = pose[start] + way * length

    first = turn(root, Joint.BACK, 0.0)
    second = turn(Joint.BACK, end, first)
    lower, upper = (second, first) if stands else (first, second)
    head = turn(Joint.NECK, Joint.HEAD, turn(Joint.CHEST, Joint.NECK, upper))
    turn(Joint.HEAD, Joint.NOSE, head)
    for shoulder, elbow, hand, fingers, thumb in _ARMS:
        turn(Joint.CHEST, shoulder, upper)
        reach(shoulder, elbow, hand, upper)
        forearm = _turn(before[hand] - before[elbow], after[hand] - after[elbow])
        turn(hand, thumb, turn(hand, fingers, _nearest(forearm, upper)))
    for hip, knee, ankle, toe in _LEGS:
        turn(Joint.PELVIS, hip, lower)
        reach(hip, knee, ankle, lower)
        shin = _turn(before[ankle] - before[knee], after[ankle] - after[knee])
        turn(ankle, toe, _nearest(shin, lower))
    return pose


def _mix(before: complex, after: complex, part: float) -> complex:
    return before + (after - before) * part


def _turn(first: complex, last: complex) -> float:
    """The angle from one direction to another, in radians."""
    return cmath.phase(last / first) if first and last else 0.0


def _nearest(angle: float, lead: float) -> float:
    """The angle, whole turns added or taken away, that is nearest to another."""
    return angle + math.tau * round((lead - angle) / math.tau)


def _bend(start: complex, middle: complex, tip: complex) -> float:
    """To which side of the way from start to tip the middle lies: above 0, below or on it."""
    found = ((middle - start) * (tip - start).conjugate()).imag
    return found if abs(found) > 1 else 0.0


def _corner(upper: float, lower: float, length: float) -> float:
    """The angle at the start between the way to the tip and the upper bone, in radians."""
    if not upper or not length:
        return 0.0
    cosine = (upper**2 + length**2 - lower**2) / (2 * upper * length)
    return math.acos(min(1.0, max(-1.0, cosine)))

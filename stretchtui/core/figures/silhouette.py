"""A pose as shapes to fill, from the farthest to the nearest, in the body's own units."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from stretchtui.core.figures.body import HALF_HIPS, HALF_SHOULDERS, NOSE, SOLE, Pose, unit
from stretchtui.core.figures.figure import Figure, Joint, Limb, Viewpoint
from stretchtui.core.figures.marks import TRUNK, felt_along
from stretchtui.core.figures.raster import Stroke

HEAD = 7.0
"""The head's radius: a body is seven heads high."""

_EYES_APART, _BROW = 2.7, 1.0
"""How far an eye is from the middle of the face, and above it; less far in a face that is turned
aside."""

_SPECK = 0.2
"""What an eye is a hole around; it has corners, as no curve so small can be given a wide edge."""

_GLANCE = 2.4
"""How far the middle of the face goes toward the nose, in a face that is turned aside."""

FAR = 0.8
"""How thick a limb of the far side is beside a near one."""


class Role(IntEnum):
    """What a part of the drawing is, for its colour."""

    NONE = 0
    PROP = 1
    FAR = 2
    NEAR = 3
    FELT = 4


class Shape(NamedTuple):
    """One part, filled; what lies behind is cleared a little around it."""

    role: Role
    strokes: tuple[Stroke, ...]
    fill: tuple[tuple[complex, ...], ...] = ()
    """Convex polygons that belong to it."""
    joined: tuple[complex, float] | None = None
    """The disc in which it grows out of what it hangs on: nothing is cleared there."""
    felt: tuple[Stroke, ...] = ()
    """Of a shape of the role FELT: where it is marked, as far as that lies within it."""
    lines: tuple[tuple[complex, ...], ...] = ()
    """What to draw it by where there are no dots: a line through each of these."""
    over: bool = True
    """Whether it hides what is behind it, rather than showing only beside it."""
    light: bool = False
    """Whether only every other dot inside it is drawn."""
    hole: bool = False
    """Whether nothing is seen of it but what is cleared around it."""


J = Joint
_TRUNK_BONES = (
    (J.PELVIS, J.BACK),
    (J.BACK, J.CHEST),
    (J.HIP, J.SHOULDER),
    (J.FAR_HIP, J.FAR_SHOULDER),
)

_DEPTHS = (7.0, 6.7, 6.1, 5.8, 6.2, 6.4, 5.0)
"""Half of how deep the trunk is, seen from the side: from the pelvis to the shoulders."""

_ROUNDED = {J.PELVIS: 4.4, J.BACK: 3.5, J.CHEST: 3.4}
"""How round its edges are, seen from the front."""

_WAIST = 4.0
"""From the middle to where the edge of the waist is rounded."""

_ARM = (3.4, 2.6, 1.8)
_LEG = (6.0, 4.1, 2.4)
_HAND = 2.2
_KNUCKLES, _FINGERTIPS, _THUMB = 2.7, 1.4, 1.1
_SOLE = 1.6
_PALM = 4.5
_LIMBS = {
    Limb.ARM: (J.SHOULDER, J.ELBOW, J.HAND),
    Limb.LEG: (J.HIP, J.KNEE, J.ANKLE, J.TOE),
    Limb.FAR_ARM: (J.FAR_SHOULDER, J.FAR_ELBOW, J.FAR_HAND),
    Limb.FAR_LEG: (J.FAR_HIP, J.FAR_KNEE, J.FAR_ANKLE, J.FAR_TOE),
}
_FINGERS = {J.HAND: J.FINGERS, J.FAR_HAND: J.FAR_FINGERS}
_THUMBS = {J.HAND: J.THUMB, J.FAR_HAND: J.FAR_THUMB}
_BEFORE_TRUNK = (Limb.FAR_ARM, Limb.FAR_LEG)
_AFTER_TRUNK = (Limb.LEG, Limb.ARM)
_ALL_AFTER_TRUNK = (Limb.FAR_LEG, Limb.LEG, Limb.FAR_ARM, Limb.ARM)


def shapes(figure: Figure, pose: Pose) -> Iterator[Shape]:
    """The body's parts, those that are behind first."""
    side = figure.view is Viewpoint.SIDE
    behind = _BEFORE_TRUNK if side else ()
    before = _AFTER_TRUNK if side else _ALL_AFTER_TRUNK
    behind = (*behind, *(limb for limb in before if limb in figure.behind))
    for limb in behind:
        yield from _limb(figure, pose, limb)
    trunk, head = _trunk(figure, pose), _head(pose)
    if side and Limb.ARM in figure.behind:
        # An arm that reaches past the head would look cut off by it.
        head = head._replace(joined=(pose[J.HEAD], 2 * HEAD))
    yield trunk
    yield head
    for start, end in _TRUNK_BONES:
        yield from _marked(trunk, felt_along(figure, pose, start, end))
    yield from _marked(head, felt_along(figure, pose, J.CHEST, J.HEAD))
    if figure.has_face:
        yield from _eyes(pose)
    for limb in before:
        if limb not in behind:
            yield from _limb(figure, pose, limb)


def _limb(figure: Figure, pose: Pose, limb: Limb) -> Iterator[Shape]:
    side = figure.view is Viewpoint.SIDE
    far = limb in _BEFORE_TRUNK and (side or _crosses(figure, limb))
    role, size = (Role.FAR, FAR) if far else (Role.NEAR, 1.0)
    joints = _LIMBS[limb]
    arm = limb in (Limb.ARM, Limb.FAR_ARM)
    radii = [radius * size for radius in (_ARM if arm else _LEG)]
    if not (arm or side):
        radii[0] = 5.0 * size
    bones = []
    for start, end, first, last in zip(joints, joints[1:], radii, radii[1:], strict=False):
        strokes = [Stroke(pose[start], pose[end], first, last)]
        if end in _FINGERS:
            strokes.extend(_hand(pose, end, size))
            flat = side and figure.has_floor and _rests(pose[start], pose[end])
            if flat and len(strokes) == 2:
                strokes.append(Stroke(pose[end], pose[end] + _PALM, _SOLE * size, _SOLE * size))
        joined = (pose[start], first + 2)
        tips = (pose[_FINGERS[end]],) if end in _FINGERS else ()
        lines = ((pose[start], pose[end], *tips),)
        bones.append(Shape(role, tuple(strokes), joined=joined, lines=lines))
    if not arm:
        bones.append(_foot(figure, pose, joints, role, size))
    yield from bones
    # Afterwards: a folded shin must not hide what its thigh feels.
    for bone, (start, end) in zip(bones, pairwise(joints), strict=True):
        yield from _marked(bone, felt_along(figure, pose, start, end))


def _hand(pose: Pose, hand: Joint, size: float) -> Iterator[Stroke]:
    """A hand: a ball, unless it says where its fingers are, and its thumb."""
    wrist, fingers, thumb = pose[hand], pose[_FINGERS[hand]], pose[_THUMBS[hand]]
    if fingers == wrist:
        yield Stroke(wrist, wrist, _HAND * size, _HAND * size)
        return
    knuckles = (wrist + fingers) / 2
    yield Stroke(wrist, knuckles, _ARM[2] * size, _KNUCKLES * size)
    yield Stroke(knuckles, fingers, _KNUCKLES * size, _FINGERTIPS * size)
    if thumb != wrist:
        yield Stroke((wrist + knuckles) / 2, thumb, _ARM[2] * size, _THUMB * size)


def _crosses(figure: Figure, far: Limb) -> bool:
    """Whether only the far one of two limbs passes behind."""
    return far in figure.behind and Limb(far.removeprefix("far ")) not in figure.behind


def _rests(elbow: complex, hand: complex) -> bool:
    """Whether a hand lies flat on the floor below its forearm."""
    return hand.imag <= SOLE + 1 and elbow.imag - hand.imag > abs(elbow - hand) / 2


def _marked(shape: Shape, felt: tuple[Stroke, ...]) -> Iterator[Shape]:
    if felt:
        yield shape._replace(role=Role.FELT, felt=felt, lines=())


def _foot(figure: Figure, pose: Pose, joints: tuple[Joint, ...], role: Role, size: float) -> Shape:
    """A foot has a heel, seen from the side."""
    knee, ankle, toe = (pose[joint] for joint in joints[1:])
    along, shin = toe - ankle, ankle - knee
    strokes = [Stroke(ankle, toe, _LEG[2] * size, _SOLE * size)]
    if figure.view is Viewpoint.SIDE and along and shin:
        ahead = along / abs(along)
        down = ahead * -1j if (shin / ahead).imag < 0 else ahead * 1j
        heel = ankle - 2.2 * ahead + 1.6 * down
        strokes.append(Stroke(heel, toe, 2.2 * size, _SOLE * size))
        strokes.append(Stroke(ankle, heel, _LEG[2] * size, 2.2 * size))
    return Shape(
        role,
        tuple(strokes),
        joined=(ankle, 6.0),
        lines=((ankle, toe),),
    )


def _trunk(figure: Figure, pose: Pose) -> Shape:
    spine = [pose[joint] for joint in TRUNK]
    if figure.view is Viewpoint.SIDE:
        points = tuple(_curve(*spine))
        strokes = tuple(map(Stroke, points, points[1:], _DEPTHS, _DEPTHS[1:]))
        return Shape(Role.NEAR, strokes, lines=(points,))
    across = _across(pose)
    near = (pose[J.HIP], pose[J.BACK] + across * _WAIST, pose[J.SHOULDER])
    far = (pose[J.FAR_HIP], pose[J.BACK] - across * _WAIST, pose[J.FAR_SHOULDER])
    radii = [_ROUNDED[joint] for joint in TRUNK]
    strokes = tuple(
        Stroke(edge[n], edge[n + 1], radii[n], radii[n + 1]) for edge in (near, far) for n in (0, 1)
    ) + tuple(Stroke(near[n], far[n], radii[n], radii[n]) for n in (0, 1, 2))
    fill = tuple((near[n], near[n + 1], far[n + 1], far[n]) for n in (0, 1))
    lines = (near, far, (pose[J.FAR_SHOULDER], pose[J.SHOULDER]), (pose[J.FAR_HIP], pose[J.HIP]))
    return Shape(Role.NEAR, strokes, fill, lines=lines)


def _across(pose: Pose) -> complex:
    """One unit from the far edge of the waist to the near one."""
    way = pose[J.SHOULDER] - pose[J.FAR_SHOULDER] + pose[J.HIP] - pose[J.FAR_HIP]
    return way / (2 * (HALF_SHOULDERS + HALF_HIPS))


def _head(pose: Pose) -> Shape:
    chest, neck, head = pose[J.CHEST], pose[J.NECK], pose[J.HEAD]
    strokes = [
        Stroke(chest, neck, 4.0, 3.0),
        Stroke(neck, head, 3.0, 3.2),
        Stroke(head, head, HEAD, HEAD),
    ]
    way = pose[J.NOSE] - head
    if way:
        strokes.append(Stroke(head + 0.35 * way, head + 0.9 * way, 3.6, 0.9))
    return Shape(Role.NEAR, tuple(strokes), joined=(chest, 12), lines=((chest, neck, head),))


def _eyes(pose: Pose) -> Iterator[Shape]:
    """Two eyes, toward where the nose is."""
    head = pose[J.HEAD]
    up = unit(head - pose[J.NECK])
    glance = (pose[J.NOSE] - head) / NOSE
    middle = head + _BROW * up + _GLANCE * glance
    for across in (-1j * up, 1j * up):
        eye = middle + (_EYES_APART - min(1.0, abs(glance))) * across
        speck = tuple(eye + _SPECK * 1j**turn for turn in range(4))
        yield Shape(Role.NEAR, (), (speck,), hole=True)


def _curve(hip: complex, back: complex, chest: complex) -> Iterator[complex]:
    """A smooth line through three points."""
    control = 2 * back - (hip + chest) / 2
    for n in range(len(_DEPTHS)):
        t = n / (len(_DEPTHS) - 1)
        yield (1 - t) ** 2 * hip + 2 * t * (1 - t) * control + t**2 * chest

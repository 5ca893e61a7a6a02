"""Where on a body the parts lie that should feel the stretch."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.core.figures.body import unit
from stretchtui.core.figures.figure import Feel, Figure, Joint, Viewpoint
from stretchtui.core.figures.raster import Stroke

if TYPE_CHECKING:
    from stretchtui.core.figures.body import Pose


class _Patch(NamedTuple):
    """A part to feel: along the bone between two joints, at its front or its back."""

    start: Joint
    end: Joint
    begin: float
    stop: float
    radius: float
    out: float = 0
    """Seen from the side, how far from the bone its middle is: to the front above 0, to the back
    below."""
    aside: float = 0
    """How far outward from the middle of the body it is, seen from the front or from above."""


J = Joint
TRUNK = (J.PELVIS, J.BACK, J.CHEST)
"""The joints along the trunk."""

_MIDDLE = (*TRUNK, J.HEAD)

_PATCHES: Mapping[str, tuple[_Patch, ...]] = {
    "neck": (_Patch(J.CHEST, J.HEAD, 0.1, 0.5, 4),),
    "upper back": (_Patch(J.BACK, J.CHEST, 0.1, 1.1, 4, out=-3.6),),
    "lower back": (_Patch(J.PELVIS, J.BACK, 0.1, 1, 4, out=-3.6),),
    "chest": (_Patch(J.BACK, J.CHEST, 0.3, 0.95, 4.2, out=3.6),),
    "abdominals": (
        _Patch(J.PELVIS, J.BACK, 0.2, 1, 4, out=3.6),
        _Patch(J.BACK, J.CHEST, 0, 0.2, 4, out=3.6),
    ),
    "waist": (_Patch(J.HIP, J.SHOULDER, 0.1, 0.95, 4.7, aside=1.2),),
    "shoulders": (_Patch(J.SHOULDER, J.ELBOW, -0.1, 0.4, 5),),
    "wrists": (_Patch(J.ELBOW, J.HAND, 0.65, 1.1, 4),),
    "hips": (
        _Patch(J.PELVIS, J.BACK, -0.2, 0.2, 4, out=4.5),
        _Patch(J.HIP, J.KNEE, -0.1, 0.3, 4, out=3),
    ),
    "glutes": (
        _Patch(J.PELVIS, J.BACK, -0.4, 0.1, 5, out=-4),
        _Patch(J.HIP, J.KNEE, -0.1, 0.25, 5, out=-3),
    ),
    "groin": (_Patch(J.HIP, J.KNEE, 0.1, 0.85, 5),),
    "quadriceps": (_Patch(J.HIP, J.KNEE, 0.2, 0.95, 3.6, out=2.6),),
    "hamstrings": (_Patch(J.HIP, J.KNEE, 0.15, 0.95, 3.6, out=-2.6),),
    "calves": (_Patch(J.KNEE, J.ANKLE, 0.1, 0.75, 3, out=-1.6),),
    "ankles": (_Patch(J.KNEE, J.ANKLE, 0.8, 1, 4), _Patch(J.ANKLE, J.TOE, 0, 0.4, 4)),
}
_FROM_BEFORE: Mapping[str, tuple[_Patch, ...]] = {
    "far neck": (_Patch(J.CHEST, J.HEAD, 0, 0.6, 3, aside=-3.5),),
    "hips": (_Patch(J.HIP, J.KNEE, -0.1, 0.25, 5), _Patch(J.HIP, J.SHOULDER, -0.1, 0.08, 4)),
    "glutes": (_Patch(J.HIP, J.KNEE, -0.1, 0.2, 6), _Patch(J.HIP, J.SHOULDER, -0.1, 0.1, 5)),
}
"""What lies elsewhere, seen from the front or from above."""

_FROM_BEHIND: Mapping[str, tuple[_Patch, ...]] = {
    "upper back": (
        _Patch(J.HIP, J.SHOULDER, 0.55, 0.9, 2.8, aside=-4.2),
        _Patch(J.FAR_HIP, J.FAR_SHOULDER, 0.55, 0.9, 2.8, aside=-4.2),
    ),
    "shoulders": (
        _Patch(J.HIP, J.SHOULDER, 0.95, 1.1, 5, aside=-2.5),
        _Patch(J.SHOULDER, J.ELBOW, -0.1, 0.15, 4.5),
    ),
}
"""And seen from behind: both sides of the spine, and the tops of the shoulders, which the arms hide
less than from the front."""


def felt_along(figure: Figure, pose: Pose, start: Joint, end: Joint) -> tuple[Stroke, ...]:
    """What is to be marked along the bone between two joints."""
    return tuple(
        _patch(patch, pose[start], pose[end], figure.view)
        for feel in figure.feel
        for patch in _marks(feel, figure.view)
        if (patch.start, patch.end) == (start, end)
    )


@cache
def _marks(feel: Feel, view: Viewpoint) -> tuple[_Patch, ...]:
    """Where a part to feel lies, on the side of the body that it is on."""
    part = feel.removeprefix("far ")
    patches = _PATCHES[part]
    if view is Viewpoint.BACK and part in _FROM_BEHIND:
        patches = _FROM_BEHIND[part]
    elif view is not Viewpoint.SIDE:
        patches = _FROM_BEFORE.get(feel) or _FROM_BEFORE.get(part, patches)
    if part == feel:
        return patches
    return tuple(patch._replace(start=_far(patch.start), end=_far(patch.end)) for patch in patches)


def _far(joint: Joint) -> Joint:
    return joint if joint in _MIDDLE else Joint(f"far {joint}")


def _patch(patch: _Patch, start: complex, end: complex, view: Viewpoint) -> Stroke:
    way = end - start
    first, last = start + patch.begin * way, start + patch.stop * way
    if view is Viewpoint.SIDE:
        # Up the trunk the front is to the right of the way, down a leg to the left of it.
        front = unit(way) * (-1j if patch.start in TRUNK else 1j)
        first, last = first + front * patch.out, last + front * patch.out
    elif patch.aside:
        # Up the near side of the trunk the outside is to the right of the way.
        out = unit(way) * (1j if patch.start.startswith("far") else -1j) * patch.aside
        first, last = first + out, last + out
    elif patch.start in TRUNK:
        middle, half = (first + last) / 2, (last - first) / 2
        return Stroke(middle - half * 1j, middle + half * 1j, abs(half) + 1, abs(half) + 1)
    return Stroke(first, last, patch.radius, patch.radius)

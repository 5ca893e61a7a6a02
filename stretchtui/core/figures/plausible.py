"""Whether a figure could be a body: its bones' lengths, and what it refers to."""

from __future__ import annotations

from collections.abc import Iterator

from stretchtui.core.figures.body import LEEWAY, LENGTHS, Pose, pose_of
from stretchtui.core.figures.figure import Feel, Figure, Joint, Viewpoint

CLOSEST = 20
"""No less of a body is shown, in either direction."""

_NAMES = {
    Joint.BACK: "lower trunk",
    Joint.CHEST: "upper trunk",
    Joint.HEAD: "neck and head",
    Joint.ELBOW: "upper arm",
    Joint.HAND: "forearm",
    Joint.FINGERS: "hand",
    Joint.THUMB: "thumb",
    Joint.KNEE: "thigh",
    Joint.ANKLE: "shin",
    Joint.TOE: "foot",
}
_SPINE = (Joint.BACK, Joint.CHEST, Joint.HEAD)
_OF_HANDS = (Joint.FINGERS, Joint.THUMB, Joint.FAR_FINGERS, Joint.FAR_THUMB)
"""A hand turns about the forearm, and so may point at the eye; most are not drawn out at all."""
_HIDDEN = {
    Viewpoint.FRONT: (Feel.UPPER_BACK, Feel.LOWER_BACK),
    Viewpoint.BACK: (Feel.CHEST, Feel.ABDOMINALS),
}
"""What is not seen from the front, or from behind."""

_SMALL = 2.0
"""Lengths that differ by less than this are alike: small bones are drawn by the dot."""


def implausible(figure: Figure) -> Iterator[tuple[str, str]]:
    """What cannot be right about a figure.

    Yields:
        A key within the figure, and what is wrong with it.
    """
    if figure.still is not None and figure.still > len(figure.frames):
        yield "still", f"expected a frame from 1 to {len(figure.frames)}, found {figure.still}"
    boxes = (
        ("mat", figure.mat, 1),
        ("cushion", figure.cushion, 1),
        ("close", figure.close, CLOSEST),
    )
    for key, box, least in boxes:
        if box is not None:
            left, bottom, right, top = box
            if right - left < least or top - bottom < least:
                yield key, f"expected right and top to be {least} or more beyond left and bottom"
    if figure.mat is not None and figure.view not in (Viewpoint.FRONT, Viewpoint.BACK):
        yield "mat", f"expected a view from the front or the back, found {figure.view}"
    if figure.chair is not None and abs(figure.chair[1] - figure.chair[0]) < 10:
        yield "chair", "expected a seat at least 10 wide"
    for number, feel in enumerate(figure.feel, 1):
        if feel in _HIDDEN.get(figure.view, ()):
            seen = f"expected a part that is seen from the {figure.view}, found {feel}"
            yield f"feel[{number}]", seen
    poses = [pose_of(frame, figure.view) for frame in figure.frames]
    for number, pose in enumerate(poses, 1):
        for problem in _of_one(pose):
            yield f"frame[{number}]", problem
        # Seen from the front or from above, a limb that points at the eye looks short.
        if figure.view is Viewpoint.SIDE:
            for problem in (*_of_sides(pose), *(_of_two(pose, poses[0]) if number > 1 else ())):
                yield f"frame[{number}]", problem


def _bones(pose: Pose) -> Iterator[tuple[Joint, Joint, float]]:
    """Every bone and its length; not those of a far limb that is only the near one again."""
    for start, end in LENGTHS:
        length = abs(pose[end] - pose[start])
        near_start, near_end = (Joint(joint.removeprefix("far ")) for joint in (start, end))
        if start is near_start or abs(length - abs(pose[near_end] - pose[near_start])) > 1e-9:
            yield start, end, length


def _of_one(pose: Pose) -> Iterator[str]:
    for start, end, length in _bones(pose):
        most = LENGTHS[start, end] * LEEWAY
        if length > most:
            yield f"the {_name(end)} is {length:.1f} long: expected at most {most:.1f}"


def _of_sides(pose: Pose) -> Iterator[str]:
    for start, end in LENGTHS:
        if not start.startswith("far") and end not in (*_SPINE, *_OF_HANDS):
            near = abs(pose[end] - pose[start])
            far = abs(pose[Joint(f"far {end}")] - pose[Joint(f"far {start}")])
            if not _alike(near, far):
                yield (
                    f"the {_NAMES[end]} is {near:.1f} long, the far one {far:.1f}: "
                    "expected them within 25 % of each other"
                )


def _of_two(pose: Pose, first: Pose) -> Iterator[str]:
    for start, end, length in _bones(pose):
        before = abs(first[end] - first[start])
        if end not in _OF_HANDS and not _alike(length, before):
            yield (
                f"the {_name(end)} is {length:.1f} long, in the first frame {before:.1f}: "
                "expected them within 25 % of each other"
            )


def _alike(one: float, other: float) -> bool:
    return max(one, other) <= LEEWAY * min(one, other) or abs(one - other) < _SMALL


def _name(end: Joint) -> str:
    far = end.startswith("far ")
    return ("far " if far else "") + _NAMES[Joint(end.removeprefix("far "))]

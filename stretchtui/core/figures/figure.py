"""What a figure is: a body's joints in one or more key frames, seen from one side.

Lengths are in hundredths of the body's height, x to the right and y up from the floor. A figure
drawn here looks to the right (on its back: the head to the left), and the side that works is its
right one, nearest to the eye; for the left side it is turned over.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

FARTHEST = 200
"""No coordinate is farther than this from 0."""

MOST_FRAMES = 12
"""No figure has more key frames."""


class Viewpoint(StrEnum):
    """Where the body is looked at from."""

    SIDE = "side"
    FRONT = "front"
    BACK = "back"
    TOP = "top"
    """From above, for someone who lies."""


class Joint(StrEnum):
    """The places a body is drawn between; the far ones are on the side away from the eye."""

    HEAD = "head"
    NOSE = "nose"
    NECK = "neck"
    CHEST = "chest"
    """The middle between the shoulders."""
    BACK = "back"
    PELVIS = "pelvis"
    """The middle between the hips."""
    SHOULDER = "shoulder"
    ELBOW = "elbow"
    HAND = "hand"
    """The wrist, where the fingers are said as well."""
    FINGERS = "fingers"
    """The fingertips."""
    THUMB = "thumb"
    """Its tip."""
    HIP = "hip"
    KNEE = "knee"
    ANKLE = "ankle"
    TOE = "toe"
    FAR_SHOULDER = "far shoulder"
    FAR_ELBOW = "far elbow"
    FAR_HAND = "far hand"
    FAR_FINGERS = "far fingers"
    FAR_THUMB = "far thumb"
    FAR_HIP = "far hip"
    FAR_KNEE = "far knee"
    FAR_ANKLE = "far ankle"
    FAR_TOE = "far toe"


class Limb(StrEnum):
    """An arm or a leg."""

    ARM = "arm"
    LEG = "leg"
    FAR_ARM = "far arm"
    FAR_LEG = "far leg"


class Feel(StrEnum):
    """A part of the body that can be marked as the one to feel."""

    NECK = "neck"
    UPPER_BACK = "upper back"
    LOWER_BACK = "lower back"
    CHEST = "chest"
    ABDOMINALS = "abdominals"
    SHOULDERS = "shoulders"
    WAIST = "waist"
    """The side of the trunk, from hip to armpit."""
    WRISTS = "wrists"
    HIPS = "hips"
    """The front of the hip."""
    GLUTES = "glutes"
    GROIN = "groin"
    """The inside of the thigh."""
    QUADRICEPS = "quadriceps"
    HAMSTRINGS = "hamstrings"
    CALVES = "calves"
    ANKLES = "ankles"
    FAR_NECK = "far neck"
    """The far half of the neck, seen from the front."""
    FAR_SHOULDERS = "far shoulders"
    FAR_WAIST = "far waist"
    FAR_WRISTS = "far wrists"
    FAR_HIPS = "far hips"
    FAR_GLUTES = "far glutes"
    FAR_GROIN = "far groin"
    FAR_QUADRICEPS = "far quadriceps"
    FAR_HAMSTRINGS = "far hamstrings"
    FAR_CALVES = "far calves"
    FAR_ANKLES = "far ankles"


_Whole = Annotated[int, Meta(ge=-FARTHEST, le=FARTHEST)]
_Broken = Annotated[float, Meta(ge=-FARTHEST, le=FARTHEST)]
Coordinate = Annotated[
    _Whole | _Broken, Meta(description=f"a number from -{FARTHEST} to {FARTHEST}")
]
Point = Annotated[
    tuple[Coordinate, Coordinate],
    Meta(description=f"a point [x, y] of numbers from -{FARTHEST} to {FARTHEST}"),
]
Spine = Annotated[
    tuple[Point, ...],
    Meta(
        min_length=3,
        max_length=5,
        description="3 to 5 points [x, y]: hip, back (if curved), shoulder, neck (if bent), head",
    ),
]
Arm = Annotated[
    tuple[Point, ...],
    Meta(
        min_length=2, max_length=4, description="2 to 4 points [x, y]: elbow, hand, fingers, thumb"
    ),
]
Leg = Annotated[
    tuple[Point, ...],
    Meta(min_length=2, max_length=3, description="2 or 3 points [x, y]: knee, ankle, toe"),
]
Pair = Annotated[
    tuple[Point, ...],
    Meta(min_length=2, max_length=2, description="2 points [x, y]: near, far"),
]
Arrow = Annotated[
    tuple[Point, ...],
    Meta(min_length=2, max_length=12, description="2 to 12 points [x, y], the last its tip"),
]
Arrows = Annotated[tuple[Arrow, ...], Meta(max_length=4, description="up to 4 arrows")]
Ghost = Annotated[
    tuple[Point, ...],
    Meta(min_length=2, max_length=5, description="2 to 5 points [x, y] along a limb"),
]
Ghosts = Annotated[tuple[Ghost, ...], Meta(max_length=4, description="up to 4 limbs")]
Strap = Annotated[
    tuple[Joint, ...],
    Meta(min_length=2, max_length=6, description='2 to 6 joints: ["hand", "toe"]'),
]
Across = Annotated[
    tuple[Coordinate, Coordinate],
    Meta(description="2 numbers: the x of its backrest, and of the front of its seat"),
]
Box = Annotated[
    tuple[Coordinate, Coordinate, Coordinate, Coordinate],
    Meta(description="4 numbers: left, bottom, right, top"),
]
WallAt = Annotated[_Whole | _Broken, Meta(description="the x of the wall's surface")]
Feels = Annotated[tuple[Feel, ...], Meta(max_length=12, description="a list of parts of the body")]
Limbs = Annotated[tuple[Limb, ...], Meta(max_length=4, description="a list of limbs")]
Stay = Annotated[int, Meta(ge=0, le=20, description="a whole number from 0 to 20")]
Number = Annotated[
    int, Meta(ge=1, le=MOST_FRAMES, description="the number of a frame, counted from 1")
]


class Frame(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """The joints at one moment; whatever is left out follows from the others."""

    spine: Spine
    """Hip, (back), shoulder, (neck), head."""
    arm: Arm
    """Elbow and hand; where the hand is bent, its wrist, fingertips and tip of the thumb."""
    leg: Leg
    """Knee, ankle, (toe)."""
    far_arm: Arm = ()
    """Seen from the side it is where the near one is, else the mirror image of it."""
    far_leg: Leg = ()
    shoulders: Pair = ()
    """Near and far; seen from the side both are at the spine's."""
    hips: Pair = ()
    nose: Point | None = None
    """Its tip, to show where the face is turned. Without it the face looks straight ahead from the
    side, and the head is round from elsewhere."""
    stay: Stay = 0
    """For how many parts of the movement the body stays here, before it goes on."""


Frames = Annotated[
    tuple[Frame, ...],
    Meta(
        min_length=1,
        max_length=MOST_FRAMES,
        description=f"1 to {MOST_FRAMES} [[stretch.figure.frame]] tables",
    ),
]


class Figure(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A body in one key frame, or in several that it moves through and back to the first."""

    view: Viewpoint = Viewpoint.SIDE
    feel: Feels = ()
    """The parts that should feel the stretch."""
    side: Annotated[Literal["left", "right"], Meta(description='"left" or "right"')] = "right"
    """The side that works in the figure as it is drawn."""
    behind: Limbs = ()
    """Limbs that pass behind the trunk instead of in front of it.

    Seen from the front or from above, a far one is dimmer if the near one does not as well.
    """
    floor: bool = True
    """Whether there is a floor at y = 0; seen from above, whether there is a mat."""
    wall: WallAt | None = None
    chair: Across | None = None
    mat: Box | None = None
    """From the front or the back, a mat that is seen from a little above, in the place of the
    floor; its bottom edge is the near one."""
    cushion: Box | None = None
    strap: Strap = ()
    """The joints a strap runs along."""
    arrows: Arrows = ()
    """Which way the body moves or presses: lines, each with its tip at the last point."""
    ghost: Ghosts = ()
    """Limbs as they are at the other end of the movement: a lighter one along each of
    these lines."""
    face: bool = True
    """Whether there are eyes where the face is seen, from the front and from above; someone who
    lies on their front has none."""
    close: Box | None = None
    """What to show at least, where the whole body would be too small."""
    still: Number | None = None
    """The frame to show where nothing moves; the last, if not said."""
    frames: Frames = field(name="frame")

    @property
    def moves(self) -> bool:
        """Whether there is more than one frame."""
        return len(self.frames) > 1

    @property
    def has_face(self) -> bool:
        """Whether two eyes are seen."""
        return self.face and self.view in (Viewpoint.FRONT, Viewpoint.TOP)

    @property
    def resting(self) -> int:
        """The number of the frame to show where nothing moves."""
        return self.still or len(self.frames)

    @property
    def has_floor(self) -> bool:
        """Whether a floor is drawn at y = 0."""
        seen = self.close is None or self.close[1] <= 0
        return self.view is not Viewpoint.TOP and self.floor and seen and self.mat is None

    def turned(self, side: str) -> bool:
        """Whether it has to be mirrored to show ``side``: "left", "right" or anything else."""
        return side in ("left", "right") and side != self.side

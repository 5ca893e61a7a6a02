"""Figures that have something of everything, as text: python -m tests.core.figures.pictures.

Prints what ``pictures.txt`` beside this file should hold. After a change to how figures are drawn,
look at the difference, and keep it if it is what was wanted.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

from stretchtui.core.figures.drawing import Drawing, Ink, draw
from stretchtui.core.figures.figure import Feel, Figure, Frame, Joint, Limb, Viewpoint
from stretchtui.core.figures.raster import BLANK
from stretchtui.core.figures.silhouette import Role

SIZES = {Ink.COLOUR: (30, 12), Ink.MONO: (30, 12), Ink.ASCII: (64, 24)}

ROLES = {Role.NONE: " ", Role.PROP: "p", Role.FAR: "f", Role.NEAR: "n", Role.FELT: "#"}

STANDING = Frame(
    spine=((0, 52), (-2, 68), (0, 82), (2, 86), (3, 94)),
    arm=((-4, 66), (6, 52)),
    leg=((4, 28), (0, 4)),
    far_arm=((14, 72), (27, 82)),
    far_leg=((-8, 30), (-20, 10), (-15, 2)),
    nose=(12, 95),
)
LYING = Frame(
    spine=((0, 5), (-30, 5), (-42, 6)),
    arm=((-18, 17), (-4, 26)),
    leg=((6, 29), (10, 52), (12, 63)),
    far_leg=((16, 22), (24, 4)),
    nose=(-42, 15),
)
KNEELING = Frame(
    spine=((0, 28), (10, 39), (24, 42), (35, 38)),
    arm=((25, 24), (26, 3)),
    leg=((2, 4), (-22, 3)),
    far_arm=((40, 36), (57, 36)),
    far_leg=((-22, 38), (-46, 40)),
)
SPREAD = Frame(
    spine=((0, 52), (3, 81), (9, 92)),
    arm=((30, 84), (20, 98)),
    leg=((18, 32), (29, 10)),
    far_arm=((-12, 64), (-3, 52)),
    far_leg=((-6, 29), (-9, 5)),
    nose=(14, 90),
)
BENT = Frame(
    spine=((0, 50), (-10, 76), (-19, 84)),
    arm=((-20, 90), (-36, 92)),
    leg=((9, 28), (10, 4)),
    shoulders=((-2, 80), (-18, 72)),
    hips=((4, 52), (-6, 49)),
)
FOLDED = Frame(
    spine=((0, 8), (-12, 18), (-25, 20), (-37, 17)),
    arm=((-36, 8), (-52, 6)),
    leg=((-24, 10), (-48, 5), (-52, 15)),
)
REACHING_UP = Frame(
    spine=((0, 50), (3, 65), (0, 79), (-6, 89)),
    arm=((-9, 94), (-24, 101)),
    leg=((16, 31), (14, 7)),
    far_leg=((-11, 28), (-28, 11)),
)
LEANING = Frame(
    spine=((0, 28), (10, 35), (22, 36)),
    arm=((17, 12), (31, 2)),
    leg=((2, 5), (-21, 3)),
    far_arm=((28, 16), (42, 2)),
)
FROM_ABOVE = Frame(
    spine=((48, 0), (18, 0), (6, 0)),
    arm=((16, 27), (15, 44)),
    leg=((72, 6), (96, 6)),
    far_arm=((33, -17), (50, -16)),
)

FIGURES: Mapping[str, Figure] = {
    "standing, at a wall": Figure(
        frames=(STANDING,),
        wall=31,
        feel=(Feel.CHEST, Feel.LOWER_BACK, Feel.CALVES, Feel.SHOULDERS, Feel.NECK),
    ),
    "lying, its toes pointed": Figure(
        frames=(LYING,),
        cushion=(-50, 0, -34, 3),
        strap=(Joint.HAND, Joint.ANKLE),
        feel=(Feel.HAMSTRINGS, Feel.FAR_GLUTES, Feel.ANKLES, Feel.ABDOMINALS),
    ),
    "kneeling, beside a chair": Figure(
        frames=(KNEELING,),
        chair=(62, 44),
        feel=(Feel.UPPER_BACK, Feel.WRISTS, Feel.FAR_QUADRICEPS, Feel.FAR_HIPS),
    ),
    "spread, from before": Figure(
        view=Viewpoint.FRONT,
        frames=(SPREAD,),
        behind=(Limb.FAR_ARM, Limb.FAR_LEG),
        feel=(Feel.WAIST, Feel.GROIN, Feel.FAR_NECK, Feel.FAR_CALVES, Feel.HIPS),
    ),
    "bent, at the back of a chair": Figure(
        view=Viewpoint.FRONT,
        frames=(BENT,),
        chair=(-38, 30),
        feel=(Feel.FAR_WAIST, Feel.GLUTES, Feel.CHEST),
    ),
    "spread, otherwise": Figure(
        view=Viewpoint.FRONT,
        frames=(SPREAD,),
        feel=(
            Feel.NECK,
            Feel.ABDOMINALS,
            Feel.WRISTS,
            Feel.QUADRICEPS,
            Feel.FAR_ANKLES,
            Feel.FAR_SHOULDERS,
        ),
    ),
    "folded, to the left": Figure(frames=(FOLDED,), feel=(Feel.HIPS, Feel.GLUTES)),
    "reaching up": Figure(frames=(REACHING_UP,), feel=(Feel.WAIST, Feel.GROIN)),
    "from above": Figure(
        view=Viewpoint.TOP,
        frames=(FROM_ABOVE,),
        feel=(Feel.SHOULDERS, Feel.LOWER_BACK, Feel.QUADRICEPS),
    ),
    "near": Figure(frames=(STANDING,), close=(-20, 45, 30, 102), feel=(Feel.ABDOMINALS,)),
    "with its hands on the floor": Figure(
        frames=(LEANING,), close=(16, -2, 52, 16), feel=(Feel.WRISTS, Feel.FAR_WRISTS)
    ),
    "beside what stands in the air": Figure(
        frames=(STANDING,), floor=False, close=(17, -8, 59, 14), wall=22, chair=(30, 54)
    ),
    "near the floor": Figure(frames=(STANDING,), close=(-30, -5, 12, 34)),
    "between a wall and a chair": Figure(
        frames=(STANDING,), wall=-32, chair=(34, 62), cushion=(46, 24, 49, 44)
    ),
    "bent at the wrists": Figure(
        frames=(
            Frame(
                spine=((0, 52), (0, 82), (0, 94)),
                arm=((17, 82), (34, 82), (36, 73), (40, 78)),
                leg=((5, 28), (5, 4)),
                far_arm=((12, 68), (28, 62), (36, 66)),
            ),
        ),
        close=(-12, 50, 50, 102),
        feel=(Feel.WRISTS, Feel.FAR_WRISTS),
    ),
    "with arrows": Figure(
        frames=(LEANING,),
        arrows=(((-20, 20), (-20, 40)), ((40, 40), (30, 46), (16, 44)), ((0, 30), (-8, 24))),
    ),
    "past the head": Figure(
        frames=(
            Frame(
                spine=((20, 29), (33, 22), (46, 13), (57, 8)),
                arm=((62, 9), (79, 3)),
                leg=((21, 5), (-3, 3)),
            ),
        ),
        behind=(Limb.ARM,),
    ),
    "from behind, with a ghost": Figure(
        view=Viewpoint.BACK,
        frames=(SPREAD,),
        ghost=(((12, 78), (36, 70), (40, 52)),),
        feel=(Feel.UPPER_BACK, Feel.LOWER_BACK),
    ),
    "on a mat, from before": Figure(
        view=Viewpoint.FRONT, frames=(SPREAD,), mat=(-40, -12, 50, 20), feel=(Feel.CALVES,)
    ),
    "without a floor": Figure(frames=(LYING,), floor=False, wall=30, cushion=(-55, -14, -25, 0)),
}

SWAYING = Figure(
    frames=(
        Frame(spine=((0, 28), (0, 58), (0, 70)), arm=((6, 43), (20, 40)), leg=((2, 4), (-22, 3))),
        Frame(
            spine=((-14, 14), (14, 24), (26, 22)),
            arm=((28, 14), (44, 3)),
            leg=((2, 4), (-22, 3)),
            stay=1,
        ),
        Frame(
            spine=((0, 28), (20, 50), (30, 56)), arm=((30, 38), (44, 44)), leg=((2, 4), (-22, 3))
        ),
    ),
)
"""Moves between three frames, and stays for a while in one."""

POINTING = Frame(
    spine=STANDING.spine,
    arm=((14, 72), (28, 62)),
    leg=STANDING.leg,
    far_arm=((9, 96), (21, 108)),
    far_leg=STANDING.far_leg,
)
BODIES = {
    Viewpoint.SIDE: POINTING,
    Viewpoint.FRONT: SPREAD,
    Viewpoint.BACK: SPREAD,
    Viewpoint.TOP: FROM_ABOVE,
}
"""Of each viewpoint, the body on which every part that can be felt is pictured."""

NOSES = {"ahead": (12, 94), "behind": (-6, 94), "up": (3, 103), "down": (3, 85), "far up": (9, 100)}
HEAD_SIDES = (300, 92, 66, 46, 36, 29, 21)
"""So much of the body is shown around a head, from the smallest head to the largest."""

LARGE = (60, 48)
"""So large that a part is pictured to a hundredth of the body's height."""


def pictures() -> Iterator[str]:
    """Every line of the pictures."""
    for name, figure in FIGURES.items():
        for ink, size in SIZES.items():
            yield from _picture(f"{name}: {ink}", draw(figure, *size, ink=ink))
        yield from _roles(f"{name}: what is what", draw(figure, *SIZES[Ink.COLOUR]))
    for figure in FIGURES.values():
        yield from _picture("small", draw(figure, 12, 5, ink=Ink.ASCII))
        yield from _picture("small, from the other side", draw(figure, 14, 6, turned=True))
        yield from _roles("small, what is what", draw(figure, 14, 6, turned=True))
    for moment in (0.1, 0.2, 0.4, 0.6, 0.7, 0.9):
        yield from _picture(f"swaying, {moment} of it", draw(SWAYING, 30, 10, at=moment))
    for view, frame in BODIES.items():
        for feel in Feel:
            figure = Figure(view=view, frames=(frame,), feel=(feel,), floor=False)
            dots = _dots(draw(figure, *LARGE, ink=Ink.MONO))
            yield from _mark(f"{feel}, from the {view}, {dots} dots", draw(figure, *LARGE))
    for name in ("standing, at a wall", "from above"):
        turned = draw(FIGURES[name], *SIZES[Ink.ASCII], turned=True, ink=Ink.ASCII)
        yield from _picture(f"{name}: from the other side", turned)
    for way, nose in NOSES.items():
        for side in HEAD_SIDES:
            frame = Frame(spine=STANDING.spine, arm=STANDING.arm, leg=STANDING.leg, nose=nose)
            close = (3 - side / 2, 94 - side / 2, 3 + side / 2, 94 + side / 2)
            figure = Figure(frames=(frame,), close=close)
            yield from _picture(f"a nose {way}, {side} shown", draw(figure, 12, 6, ink=Ink.ASCII))
    yield from _picture("a head as large as that", draw(FIGURES["near"], 120, 44, ink=Ink.ASCII))


def _picture(name: str, drawing: Drawing) -> Iterator[str]:
    yield f"= {name}"
    for runs in drawing:
        yield "".join(run.text for run in runs).rstrip()


def _roles(name: str, drawing: Drawing) -> Iterator[str]:
    yield f"= {name}"
    for runs in drawing:
        yield "".join(ROLES[run.role] * len(run.text) for run in runs).rstrip()


def _dots(drawing: Drawing) -> int:
    """How many dots there are: the more, the more is marked."""
    text = "".join(run.text for runs in drawing for run in runs if run.role)
    return sum((ord(character) - BLANK).bit_count() for character in text)


def _mark(name: str, drawing: Drawing) -> Iterator[str]:
    """What is marked, with what is next to it and the place where that begins."""
    rows = ["".join(ROLES[run.role] * len(run.text) for run in runs) for runs in drawing]
    marked = [number for number, row in enumerate(rows) if "#" in row]
    top, bottom = max(0, marked[0] - 1), marked[-1] + 2
    left = max(0, min(rows[number].index("#") for number in marked) - 1)
    right = max(rows[number].rindex("#") for number in marked) + 2
    yield f"= {name}: column {left}, line {top}"
    for row in rows[top:bottom]:
        yield row[left:right].rstrip()


if __name__ == "__main__":
    sys.stdout.write("".join(f"{line}\n" for line in pictures()))

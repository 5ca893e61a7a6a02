"""Which moments of a figure tell on paper what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stretchtui.core.figures.figure import Figure, Frame, Point

FAR = 10
"""A movement by less than this, in the body's units, cannot be told from two small drawings."""


def stills(figure: Figure) -> tuple[int, ...]:
    """The numbers of the frames to show where nothing moves, from 1.

    Two for a movement between two poses, the one it begins with first. One for what stays as it
    is, goes round by more than two poses, has the other end in its drawing, or hardly moves.
    """
    if len(figure.frames) != 2 or figure.ghost or _way(*figure.frames) < FAR:
        return (figure.resting,)
    return (1, 2)


def _way(frame: Frame, other: Frame) -> float:
    """How far the joint that moves most goes, of those that both frames give."""
    limbs = zip(_limbs(frame), _limbs(other), strict=True)
    pairs = (pair for one, to in limbs for pair in zip(one, to, strict=False))
    return max(max(abs(x - to_x), abs(y - to_y)) for (x, y), (to_x, to_y) in pairs)


def _limbs(frame: Frame) -> tuple[tuple[Point, ...], ...]:
    return frame.spine, frame.arm, frame.leg, frame.far_arm, frame.far_leg

"""Hypothesis strategies for figures: bodies of the standard lengths in any position."""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from stretchtui.core.figures.figure import Feel, Figure, Frame, Joint, Limb, Viewpoint

ARM, LEG = (17, 17), (24.5, 24, 11)
SPINES = ((30, 12), (15, 15, 12), (15, 15, 5, 7))

_turns = st.integers(0, 359)


def chain(start: complex, turns: Sequence[int], lengths: Sequence[float]) -> tuple[Any, ...]:
    """The points of bones that go in these directions, in degrees."""
    points = []
    for turn, length in zip(turns, lengths, strict=True):
        start += cmath.rect(length, math.radians(turn))
        points.append((start.real, start.imag))
    return tuple(points)


@st.composite
def frames(draw: st.DrawFn, spine: Sequence[float] = SPINES[1]) -> Frame:
    """One key frame; far limbs may be left out."""

    def said(start: complex, lengths: Sequence[float]) -> tuple[Any, ...]:
        return chain(start, [draw(_turns) for _ in lengths], lengths)

    def arm(start: complex) -> tuple[Any, ...]:
        """Elbow and hand, and it may be the fingers, and the thumb."""
        points = said(start, ARM)
        hand = complex(*points[-1])
        for length in (9, 6)[: draw(st.integers(0, 2))]:
            points += said(hand, (length,))
        return points

    hip = complex(draw(st.integers(-40, 40)), draw(st.integers(5, 60)))
    trunk = said(hip, spine)
    shoulder = complex(*trunk[0 if len(spine) == 2 else 1])
    far: dict[str, Any] = {}
    if draw(st.booleans()):
        far = {"nose": chain(complex(*trunk[-1]), [draw(_turns)], [9])[0]}
    if draw(st.booleans()):
        far |= {"far_arm": arm(shoulder), "far_leg": said(hip, LEG)}
    return Frame(spine=((hip.real, hip.imag), *trunk), arm=arm(shoulder), leg=said(hip, LEG), **far)


@st.composite
def figures(draw: st.DrawFn, most_frames: int = 3, close: bool = False) -> Figure:
    """A figure with any props."""
    spine = draw(st.sampled_from(SPINES))
    view = draw(st.sampled_from(Viewpoint))
    left, bottom = draw(st.integers(-60, 60)), draw(st.integers(0, 30))
    props = st.fixed_dictionaries(
        {},
        optional={
            "wall": st.integers(-80, 80),
            "chair": st.sampled_from([(-10, 20), (20, -10)]),
            "cushion": st.just((left, bottom, left + 12, bottom + 5)),
            "mat": st.just((left, -bottom, left + 40, 20)),
            "strap": st.lists(st.sampled_from(Joint), min_size=2, max_size=4).map(tuple),
            "behind": st.lists(st.sampled_from(Limb), max_size=4).map(tuple),
            "feel": st.lists(st.sampled_from(Feel), max_size=4).map(tuple),
            "floor": st.booleans(),
            **({"close": st.just((-20, -10, 30, 60))} if close else {}),
            "side": st.sampled_from(["left", "right"]),
            "ghost": st.just((((left, bottom), (left + 20, bottom + 4)),)),
            "face": st.booleans(),
            "arrows": st.just((((left, bottom), (left + 9, bottom), (left + 9, bottom + 9)),)),
        },
    )
    some = st.lists(frames(spine), min_size=1, max_size=most_frames)
    chosen: dict[str, Any] = draw(props)
    return Figure(view=view, frames=tuple(draw(some)), **chosen)

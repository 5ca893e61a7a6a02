"""Which moments of a figure are drawn where nothing moves."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from stretchtui.core.figures.figure import Figure, Frame
from stretchtui.core.figures.stills import FAR, stills
from tests.core.figures.test_drawing import REACHING, SHIPPED


def moved(by: float, *, far_leg: tuple[tuple[float, float], ...] = ()) -> Frame:
    """The same pose with its hand so much higher."""
    (x, y), hand = REACHING.arm[0], REACHING.arm[-1]
    arm = ((x, y), *REACHING.arm[1:-1], (hand[0], hand[1] + by))
    return replace(REACHING, arm=arm, far_leg=far_leg)


TWO = Figure(frames=(REACHING, moved(FAR)))


def test_a_movement_is_told_by_its_two_ends() -> None:
    assert stills(TWO) == (1, 2)
    assert stills(replace(TWO, still=1)) == (1, 2)
    down = Figure(frames=(REACHING, moved(-FAR)))
    assert stills(down) == (1, 2)


@pytest.mark.parametrize(
    "figure",
    [
        Figure(frames=(REACHING,)),
        Figure(frames=(REACHING, moved(FAR - 1))),
        replace(TWO, ghost=(((0, 0), (20, 20)),)),
        Figure(frames=(REACHING, moved(30), moved(60))),
    ],
    ids=["stays as it is", "hardly moves", "has the other end in it", "goes round"],
)
def test_others_are_shown_at_rest(figure: Figure) -> None:
    assert stills(figure) == (figure.resting,)
    first = replace(figure, still=1)
    assert stills(first) == (1,)


def test_a_limb_that_only_one_frame_gives_does_not_count() -> None:
    away = moved(1, far_leg=((90, 90), (95, 95)))
    assert stills(Figure(frames=(REACHING, away))) == (2,)


def test_of_the_shipped_ones_those_that_need_it_have_two() -> None:
    two = {name for name, figure in SHIPPED.items() if len(stills(figure)) == 2}
    assert {"bridge", "bird-dog", "dead-bug", "sit-to-stand", "seated-cat-cow"} <= two
    assert not two & {"cat-cow", "pelvic-tilt", "wrist-circles", "child-pose", "knee-to-chest"}

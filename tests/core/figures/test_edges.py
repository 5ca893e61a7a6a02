"""Where a drawing ends: at its box, at the floor, and between one size of a head and the next."""

from __future__ import annotations

import pytest

from stretchtui.core.figures.camera import aim
from stretchtui.core.figures.drawing import Ink, draw
from stretchtui.core.figures.figure import Box, Figure, Frame, Viewpoint
from stretchtui.core.figures.raster import DotBox

LYING = Frame(
    spine=((40, 12), (10, 10), (0, 10)),
    arm=((14, 4), (24, 2)),
    leg=((64, 10), (88, 4)),
    nose=(-9, 10),
)
STANDING = Frame(spine=((0, 52), (0, 82), (0, 94)), arm=((9, 66), (12, 49)), leg=((5, 28), (5, 4)))


def lines_of(figure: Figure, width: int, height: int) -> list[str]:
    drawing = draw(figure, width, height, ink=Ink.ASCII)
    return ["".join(run.text for run in runs) for runs in drawing]


@pytest.mark.parametrize("width", range(12, 29))
def test_a_nose_has_room_at_the_edge(width: int) -> None:
    assert [line[0] for line in lines_of(Figure(frames=(LYING,)), width, 5)].count("<") == 1


def test_a_head_takes_the_size_that_is_large_enough() -> None:
    # 60 dots for 70 units: with a radius of 7 of them a head is just as large as that of four
    # columns may be; with a dot more it has six.
    for right, head in ((35.0, ".--."), (34.0, " .--. ")):
        close: Box = (-35, 40, right, 102)
        lines = lines_of(Figure(frames=(STANDING,), close=close), 31, 14)
        below = next(n for n, line in enumerate(lines) if ".--." in line) + 1
        assert f"|{' ' * (len(head) - 2)}|" in lines[below]


def test_a_body_below_its_floor_leaves_room_to_see_the_floor() -> None:
    below = Frame(
        spine=((0, -90), (0, -60), (0, -8)),
        arm=((20, -60), (10, -60)),
        leg=((-24, -90), (-48, -90), (-50, -90)),
    )
    # All of the box but a row at either edge is for the one unit that there is at least.
    assert aim(Figure(frames=(below,)), DotBox(400, 4)).scale == 2


def test_a_nose_beyond_the_edge_is_not_drawn() -> None:
    # Two dots to a unit: the head's middle is 15 dots from the left, and its nose a dot beyond.
    facing = Frame(spine=STANDING.spine, arm=STANDING.arm, leg=STANDING.leg, nose=(-9, 94))
    for left, column in ((-7.0, []), (-8.0, [0])):
        close: Box = (left, 84, left + 30, 104)
        lines = lines_of(Figure(frames=(facing,), close=close), 31, 11)
        assert [line.index("<") for line in lines if "<" in line] == column


def head_at(x: float, y: float, scale: float, nose: complex) -> list[str]:
    """A box of 24 dots by 24, with a head so many dots to the right of its middle and above it."""
    at = complex(x, y) / scale
    joints = [at + each for each in (-42j, -12j, 0j, 9 - 28j, 12 - 45j, 5 - 66j, 5 - 90j, nose)]
    pelvis, chest, head, elbow, hand, knee, ankle, tip = ((p.real, p.imag) for p in joints)
    frame = Frame(spine=(pelvis, chest, head), arm=(elbow, hand), leg=(knee, ankle), nose=tip)
    close: Box = (-11 / scale, -11.5 / scale, 11 / scale, 11.5 / scale)
    figure = Figure(view=Viewpoint.FRONT, frames=(frame,), close=close, floor=False)
    assert aim(figure, DotBox(24, 24)).point(at) == complex(12 + x, 12 - y)
    return lines_of(figure, 12, 6)


@pytest.mark.parametrize(
    ("x", "y", "place"),
    [
        (-12, 0, (2, 0)),
        (-12.5, 0, None),
        (11.5, 0, (2, 9)),
        (12, 0, None),
        (0, 12, (0, 4)),
        (0, 12.5, None),
        (0, -11.5, (4, 4)),
        (0, -12, None),
    ],
)
def test_a_head_is_drawn_whole_as_long_as_its_middle_is_in_the_box(
    x: float, y: float, place: tuple[int, int] | None
) -> None:
    lines = head_at(x, y, 0.5, 9)
    found = [(n, line.index(".-.")) for n, line in enumerate(lines) if ".-." in line]
    assert found == ([place] if place else [])


def test_a_nose_that_points_as_much_up_as_ahead_is_drawn_ahead() -> None:
    assert ".-." in head_at(0, 0, 0.5, 6 + 6j)[2]
    assert "'-'>" in head_at(0, 0, 0.5, 6 + 6j)[3]
    assert "<'-'" in head_at(0, 0, 0.5, -6 + 6j)[3]


def test_the_nose_of_a_large_head_may_be_far_outside_of_the_box() -> None:
    for nose, x, y in ((-9j, 0, -11.5), (9j, 0, 12), (9, 11.5, 0), (-9, -12, 0)):
        assert not set("".join(head_at(x, y, 3, nose))) & set("<>^v")


def test_a_line_is_drawn_up_to_the_upper_edge() -> None:
    # One dot to a unit, and the top of the chair's back half a dot below the edge.
    close: Box = (-30, 20.5, 30, 50.5)
    figure = Figure(
        view=Viewpoint.FRONT, frames=(STANDING,), chair=(-28, 28), close=close, floor=False
    )
    first = lines_of(figure, 31, 10)[0]
    assert first.startswith(" ''''''''|")

"""A figure as numbers: what it tells, that it can be interpolated, and how large it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings

from stretchtui.core.figures.body import Pose, pose_at, pose_of
from stretchtui.core.figures.camera import bounds_of, scene
from stretchtui.core.figures.figure import Feel, Figure, Frame, Joint, Limb, Viewpoint
from stretchtui.core.figures.silhouette import Role
from stretchtui.core.figures.vector import MARGIN, MOVEMENT_FRAMES, vector_of
from tests.amounts import amount
from tests.core.figures.figures import figures
from tests.core.figures.test_drawing import REACHING, SHIPPED, STANDING

if TYPE_CHECKING:
    from stretchtui.core.figures.raster import Stroke

LARGEST = 40_000
"""No shipped figure takes more bytes."""

SQUATTING = Frame(
    spine=((-8, 30), (5, 57), (10, 68)), arm=((15, 45), (30, 40)), leg=((14, 25), (5, 4))
)
MOVING = Figure(frames=(STANDING, SQUATTING))


def told(figure: Figure, moving: bool = True) -> dict[str, Any]:
    """What its JSON says, every frame in full."""
    found: dict[str, Any] = json.loads(msgspec.json.encode(vector_of(figure, moving=moving)))
    first = found["frames"][0]
    found["frames"] = [
        [{**part, **change} for part, change in zip(first, frame, strict=True)]
        for frame in found["frames"]
    ]
    return found


def strokes_of(part: dict[str, Any]) -> set[tuple[float, ...]]:
    return {tuple(stroke) for stroke in part["strokes"]}


def outlines(figure: Figure, pose: Pose) -> list[set[tuple[float, ...]]]:
    """The strokes of each part of a pose, rounded, y down; those of marks come once."""
    found: list[tuple[Role, set[tuple[float, ...]]]] = []
    for shape in scene(figure, pose, bounds_of(figure).top):
        one = (shape.role, {numbers(stroke) for stroke in shape.strokes})
        if shape.role is not Role.FELT or found[-1] != one:
            found.append(one)
    return [strokes for _, strokes in found]


def numbers(stroke: Stroke) -> tuple[float, ...]:
    start, end, start_radius, end_radius = stroke
    whole = (start.real, -start.imag, start_radius, end.real, -end.imag, end_radius)
    return tuple(round(number * 10) / 10 for number in whole)


# What it says


def test_a_still_figure_is_told_part_by_part() -> None:
    figure = Figure(frames=(REACHING,), feel=(Feel.HAMSTRINGS,), strap=(Joint.HAND, Joint.TOE))
    found = told(figure)
    assert list(found) == ["box", "flip", "side", "moves", "floor", "frames", "rest"]
    assert found["side"] == "right"
    assert (found["moves"], found["rest"], len(found["frames"])) == (False, 0, 1)
    [parts] = found["frames"]
    for part in parts:
        assert list(part) == ["role", "gap", "strokes", "fill", "joined", "felt"]
        assert (part["felt"] is not None) is (part["role"] == "felt")
    # The far arm and leg, trunk, head, leg and its mark, arm, strap.
    assert [part["role"] for part in parts] == [
        *["far"] * 5,
        *["near"] * 5,
        "felt",
        *["near"] * 2,
        "prop",
    ]
    thigh, mark, strap = parts[7], parts[10], parts[-1]
    assert thigh["strokes"] == [[20, -7, 6, 44, -6, 4.1]]
    assert (thigh["gap"], thigh["joined"]) == (True, [20, -7, 8])
    assert mark["strokes"] == thigh["strokes"]
    assert (mark["gap"], mark["joined"], len(mark["felt"])) == (False, None, 1)
    assert strap["gap"] is False
    assert strap["strokes"][0][:2] == [55, -19]


@pytest.mark.parametrize(
    ("changes", "flip", "floor"),
    [
        ({}, "x", 0),
        ({"floor": False}, "x", None),
        ({"view": Viewpoint.FRONT}, "x", -0.2),
        ({"view": Viewpoint.TOP}, "y", None),
    ],
)
def test_it_says_where_the_floor_is_and_how_to_mirror_it(
    changes: dict[str, Any], flip: str, floor: float | None
) -> None:
    found = told(Figure(frames=(REACHING,), side="left", **changes))
    assert (found["flip"], found["floor"], found["side"]) == (flip, floor, "left")
    _, top, _, height = found["box"]
    if floor is not None:
        assert top + height == pytest.approx(floor + MARGIN)


@pytest.mark.parametrize(("height", "floor"), [(0, 0), (2, -2), (8, -3)])
def test_the_floor_comes_up_to_a_body_a_little_above_it(height: float, floor: float) -> None:
    # So high is the lower edge of the feet, which are 2.4 thick.
    y = height + 2.4
    tall = Frame(
        spine=((0, 52), (0, 82), (0, 94)), arm=((9, 66), (12, 49)), leg=((0, 28), (0, y), (11, y))
    )
    assert told(Figure(view=Viewpoint.FRONT, frames=(tall,)))["floor"] == floor


def test_a_wall_ends_below_the_upper_edge_of_the_box() -> None:
    figure = Figure(frames=(STANDING,), wall=30)
    wall = told(figure)["frames"][0][0]
    assert wall["role"] == "prop"
    highest = min(min(y - r, end_y - end_r) for _, y, r, _, end_y, end_r in wall["strokes"])
    assert 0 <= highest - told(figure)["box"][1] <= 2 * MARGIN


# Movement


@given(figures())
@settings(max_examples=amount(40), deadline=None)
def test_every_frame_has_the_same_parts_with_as_many_numbers(figure: Figure) -> None:
    found = told(figure)

    def form(value: Any) -> Any:
        """What stays the same while numbers change."""
        if isinstance(value, list):
            return [form(each) for each in value]
        if isinstance(value, dict):
            return {key: form(each) for key, each in value.items()}
        return "a number" if type(value) in (int, float) else value

    forms = [form(frame) for frame in found["frames"]]
    assert forms == [forms[0]] * len(forms)
    assert len(forms) == (MOVEMENT_FRAMES if figure.moves else 1)
    assert found["moves"] is figure.moves


@given(figures())
@settings(max_examples=amount(40), deadline=None)
def test_each_frame_is_the_pose_of_its_moment(figure: Figure) -> None:
    whole = sum(1 + frame.stay for frame in figure.frames)
    due = [sum(1 + each.stay for each in figure.frames[:n]) for n in range(len(figure.frames))]
    keys = {round(MOVEMENT_FRAMES * at / whole): n for n, at in enumerate(due)}
    for number, parts in enumerate(told(figure)["frames"]):
        if number in keys:
            pose = pose_of(figure.frames[keys[number]], figure.view)
        else:
            pose = pose_at(figure, number / MOVEMENT_FRAMES)
        assert [strokes_of(part) for part in parts] == outlines(figure, pose)


@given(figures())
@settings(max_examples=amount(40), deadline=None)
def test_at_rest_it_is_the_resting_key_frame(figure: Figure) -> None:
    resting = outlines(figure, pose_of(figure.frames[figure.resting - 1], figure.view))
    moving = told(figure)
    [still] = told(figure, moving=False)["frames"]
    assert [strokes_of(part) for part in moving["frames"][moving["rest"]]] == resting
    assert [strokes_of(part) for part in still] == resting
    assert not told(figure, moving=False)["moves"]


@pytest.mark.parametrize("still", [1, 7, 12])
def test_in_a_very_long_movement_the_resting_key_frame_is_not_lost(still: int) -> None:
    frames = tuple(
        msgspec.structs.replace(STANDING, nose=(9 - n / 2, 94), stay=0 if n % 3 else 20)
        for n in range(12)
    )
    figure = Figure(frames=frames, still=still)
    found = told(figure)
    shown = found["frames"][found["rest"]]
    assert [strokes_of(part) for part in shown] == outlines(
        figure, pose_of(frames[still - 1], figure.view)
    )


def test_frames_are_told_by_what_changes() -> None:
    nodding = msgspec.structs.replace(STANDING, spine=((0, 52), (0, 82), (5, 92)))
    [first, *others] = json.loads(
        msgspec.json.encode(vector_of(Figure(frames=(STANDING, nodding))))
    )["frames"]
    assert all(set(part) >= {"role", "gap", "strokes"} for part in first)
    for frame in others:
        changed = [number for number, part in enumerate(frame) if part]
        assert changed == [6]  # the head
        assert set(frame[6]) == {"strokes"}


def test_a_palm_that_comes_down_grows_out_of_the_hand() -> None:
    down = Frame(
        spine=((0, 28), (30, 30), (42, 30)), arm=((31, 19), (31, 2)), leg=((0, 5), (-24, 3))
    )
    up = msgspec.structs.replace(down, arm=((35, 19), (45, 25)))
    found = told(Figure(frames=(down, up)))
    forearms = [frame[-1]["strokes"] for frame in found["frames"]]
    assert [len(each) for each in forearms] == [3] * MOVEMENT_FRAMES
    palm, none = forearms[0][2], forearms[12][2]
    assert palm[3] - palm[0] == pytest.approx(4.5)
    assert none == forearms[12][1]


def test_what_is_marked_in_one_outline_is_one_part() -> None:
    feel = (Feel.WAIST, Feel.FAR_WAIST, Feel.QUADRICEPS)
    figure = Figure(view=Viewpoint.FRONT, frames=(STANDING,), feel=feel, behind=(Limb.ARM,))
    [parts] = told(figure)["frames"]
    assert [len(part["felt"]) for part in parts if part["role"] == "felt"] == [2, 1]


# Shipped figures


@pytest.mark.once
@pytest.mark.parametrize("figure", SHIPPED.values(), ids=SHIPPED)
def test_a_shipped_figure_is_small_and_stays_in_its_box(figure: Figure) -> None:
    assert len(msgspec.json.encode(vector_of(figure))) < LARGEST
    found = told(figure)
    left, top, width, height = found["box"]
    if figure.close is None:
        for frame in found["frames"]:
            for stroke in (stroke for part in frame for stroke in part["strokes"]):
                for x, y, r in (stroke[:3], stroke[3:]):
                    assert left <= x - r
                    assert x + r <= left + width
                    assert top <= y - r
                    assert found["floor"] is not None or y + r <= top + height

"""Figures in cells: inside their box, turned over, marked, and at every size themselves."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchtui.core.figures.body import Pose, pose_of, poses_of
from stretchtui.core.figures.camera import ON_THE_WAY, Camera, aim, covered, scene
from stretchtui.core.figures.drawing import SMALLEST, Drawing, Ink, draw
from stretchtui.core.figures.figure import Feel, Figure, Frame, Joint, Limb, Viewpoint
from stretchtui.core.figures.raster import BLANK, DotBox
from stretchtui.core.figures.silhouette import HEAD, Role
from stretchtui.core.routines.format import decode
from tests.amounts import amount, share_of
from tests.core.figures.figures import figures

ROUTINES = Path(__file__).parents[3] / "routines.toml"
STRETCHES = decode(ROUTINES.read_text(encoding="utf-8"), "routines.toml").stretches
SHIPPED = {each.id: each.figure for each in STRETCHES if each.figure}
SIZES = [SMALLEST, (24, 9), (60, 20)]
sizes = st.tuples(st.integers(12, 60), st.integers(5, 30))

STANDING = Frame(spine=((0, 52), (0, 82), (0, 94)), arm=((9, 66), (12, 49)), leg=((5, 28), (5, 4)))
REACHING = Frame(
    spine=((20, 7), (31, 35), (37, 46)), arm=((38, 20), (55, 19)), leg=((44, 6), (68, 6))
)


def text_of(drawing: Drawing) -> list[str]:
    """A drawing's lines, without their roles."""
    return ["".join(run.text for run in runs) for runs in drawing]


def cells_of(drawing: Drawing) -> list[list[tuple[str, Role]]]:
    """A drawing's cells, one by one."""
    return [[(character, run.role) for run in runs for character in run.text] for runs in drawing]


def dots_of(drawing: Drawing) -> int:
    """How many dots it has."""
    return sum(
        (ord(character) - BLANK).bit_count()
        for line in text_of(drawing)
        for character in line
        if character != " "
    )


# Inside the box


@given(
    figures(close=True),
    st.tuples(st.integers(1, 60), st.integers(1, 30)),
    st.sampled_from(Ink),
    st.booleans(),
    st.floats(0, 1),
)
@settings(max_examples=amount(60), deadline=None)
def test_a_drawing_is_just_as_large_as_its_box(
    figure: Figure, size: tuple[int, int], ink: Ink, turned: bool, at: float
) -> None:
    drawing = draw(figure, *size, turned=turned, at=at, ink=ink)
    assert [len(line) for line in text_of(drawing)] == [size[0]] * size[1]
    assert all(one.role != other.role for runs in drawing for one, other in pairwise(runs))
    for character, role in (cell for row in cells_of(drawing) for cell in row):
        assert character.isascii() if ink is Ink.ASCII else ord(character) > BLANK or not role


def spilt(figure: Figure, camera: Camera, box: DotBox, pose: Pose) -> int:
    """How many dots of a pose would lie outside its box; below the floor does not count."""
    edge = 8
    wide = DotBox(box.width + 2 * edge, box.height + 2 * edge)
    moved = camera._replace(origin=camera.origin + complex(edge, edge))
    inside = ((1 << box.width) - 1) << edge
    last = wide.height - edge - (1 if figure.has_floor else 0)
    count = 0
    for shape in scene(figure, pose, camera.top):
        for row, dots in enumerate(covered(shape, moved, wide)):
            if edge <= row < wide.height - edge:
                count += (dots & ~inside).bit_count()
            elif row < last or not figure.has_floor:
                count += dots.bit_count()
    return count


@given(figures(), sizes)
@settings(max_examples=amount(60), deadline=None)
def test_nothing_lies_outside_of_the_box(figure: Figure, size: tuple[int, int]) -> None:
    box = DotBox(2 * size[0], 4 * size[1])
    for pose in poses_of(figure, ON_THE_WAY):
        assert spilt(figure, aim(figure, box), box, pose) == 0


def test_every_shipped_stretch_has_a_figure() -> None:
    assert [each.id for each in STRETCHES if not each.figure] == []
    assert len(SHIPPED) >= 100


@pytest.mark.once
@pytest.mark.parametrize(("turn", "figure"), enumerate(SHIPPED.values()), ids=SHIPPED)
def test_shipped_figures_stay_in_their_box_while_they_move(turn: int, figure: Figure) -> None:
    for width, height in share_of(SIZES, turn):
        for ink in Ink:
            plain, turned = (draw(figure, width, height, turned=t, ink=ink) for t in (False, True))
            assert [len(line) for line in text_of(plain)] == [width] * height
            assert [len(line) for line in text_of(turned)] == [width] * height
            assert plain != turned or figure.view is not Viewpoint.SIDE
        if figure.close is None:
            box = DotBox(2 * width, 4 * height)
            for pose in poses_of(figure, 5):
                assert spilt(figure, aim(figure, box), box, pose) == 0


@given(figures(), sizes)
@settings(max_examples=amount(15), deadline=None)
def test_proportions_are_kept(figure: Figure, size: tuple[int, int]) -> None:
    # The one scale is for both ways: what is left is room, at the sides or at the top.
    camera = aim(figure, DotBox(2 * size[0], 4 * size[1]))
    one, other = camera.point(3 + 2j), camera.point(1 - 1j)
    assert abs(one - other) == pytest.approx(camera.scale * abs(2 + 3j))


def test_what_is_below_the_floor_makes_a_figure_no_smaller_and_does_not_shift_it() -> None:
    for far_leg in (
        ((9, -18), (40, -30)),
        ((9, -18), (9, 4)),
        ((-20, 20), (-30, -20)),
        ((60, -18), (9, -30)),
        ((9, 3), (60, -18)),
    ):
        below = Frame(spine=((0, 7), (0, 37), (0, 49)), arm=((9, 21), (12, 5)), leg=far_leg)
        figure = Figure(view=Viewpoint.FRONT, frames=(below,))
        box = DotBox(80, 56)
        camera = aim(figure, box)
        assert spilt(figure, camera, box, pose_of(below, Viewpoint.FRONT)) == 0
        assert camera.scale == pytest.approx(54 / 56)


def test_a_close_view_shows_less_of_the_body_and_shows_it_larger() -> None:
    whole = Figure(frames=(STANDING,))
    for close, floor in (((-20, 60, 20, 102), False), ((-20, 0, 25, 30), True)):
        figure = Figure(frames=(STANDING,), close=close)
        assert figure.has_floor is floor
        assert dots_of(draw(figure, 40, 14)) > dots_of(draw(whole, 40, 14))
        art = text_of(draw(figure, 80, 30, ink=Ink.ASCII))
        assert ("_" * 20 in art[-1]) is floor
        assert sum(character != " " for character in "".join(art)) > 60


# Turned over

_SWAPS = ((0, 3), (1, 4), (2, 5), (6, 7))


def mirrored(character: str) -> str:
    """A braille character with its two columns changed over."""
    if character == " ":
        return character
    bits = ord(character) - BLANK
    for one, other in _SWAPS:
        if (bits >> one ^ bits >> other) & 1:
            bits ^= 1 << one | 1 << other
    return chr(BLANK + bits)


@given(figures().filter(lambda each: each.view is not Viewpoint.TOP), sizes, st.floats(0, 1))
@settings(max_examples=amount(20), deadline=None)
def test_the_other_side_is_the_mirror_image(
    figure: Figure, size: tuple[int, int], at: float
) -> None:
    for ink in (Ink.COLOUR, Ink.MONO):
        cells = cells_of(draw(figure, *size, at=at, ink=ink))
        found = cells_of(draw(figure, *size, at=at, ink=ink, turned=True))
        again = [[(mirrored(text), role) for text, role in row[::-1]] for row in found]
        assert again == cells


def test_seen_from_above_the_head_stays_at_the_left() -> None:
    figure = Figure(
        view=Viewpoint.TOP,
        frames=(
            Frame(
                spine=((48, 0), (18, 0), (6, 0)),
                arm=((16, 27), (15, 44)),
                leg=((72, 6), (96, 6)),
                far_arm=((33, -17), (50, -16)),
            ),
        ),
    )
    for ink in Ink:
        plain, turned = (cells_of(draw(figure, 40, 14, turned=t, ink=ink)) for t in (False, True))
        roles = [[role for _, role in row] for row in plain]
        assert [[role for _, role in row] for row in turned] == roles[::-1]
    art = text_of(draw(figure, 40, 14, turned=True, ink=Ink.ASCII))
    assert any(".--." in line for line in art)


@pytest.mark.parametrize(
    ("side", "turned"), [("right", False), ("left", True), ("none", False), ("", False)]
)
def test_a_figure_knows_when_to_turn(side: str, turned: bool) -> None:
    assert Figure(frames=(STANDING,)).turned(side) is turned
    drawn_left = Figure(frames=(STANDING,), side="left")
    assert drawn_left.turned(side) is (side == "right")


# Itself

DOTS = """\
       ⢠⣴⣶⣤
       ⢸⣿⣿⣿⡄
     ⢀⣴⣿⣿⠉
     ⣾⣿⢻⣿⡀
    ⣸⣿⣿⡧⢻⣷⣤⣀⣀⣀⣀
   ⣰⣿⣿⠿⠃ ⠉⠉⠉⠉⠉⠉⠢⣄
  ⢰⣿⣿⣿⣿⣿⣶⣶⣶⣶⣶⣤⣤⣤⣤⣿⣦⣀
⣀⣀⣈⣻⣿⣟⣛⣛⣛⣛⣛⣛⣛⣛⣉⣉⣉⣉⣉⣛⣻⣆⣀⣀
"""

CHARACTERS = """\

             .--.
            |    |>
          _//'--'
         //  \\/
       // \\   \\
       /   \\   \\
      /     \\   \\
     /     //\\ __________
    /      /  \\--       \\\\_
   /  ----______           \\\\_
  |/            '''\\|         \\-_
  |\\  #############''''''''''''--\\-_
___\\\\_-######------'_______________'\\___
"""


def picture_of(drawing: Drawing) -> str:
    """A drawing as one text, without the blanks at its right."""
    return "".join(f"{line.rstrip()}\n" for line in text_of(drawing))


def test_a_pose_in_dots() -> None:
    figure = Figure(frames=(REACHING,), feel=(Feel.HAMSTRINGS,), strap=(Joint.HAND, Joint.TOE))
    assert picture_of(draw(figure, 24, 8)) == DOTS


def test_a_pose_in_characters() -> None:
    figure = Figure(frames=(REACHING,), feel=(Feel.HAMSTRINGS,), strap=(Joint.HAND, Joint.TOE))
    assert picture_of(draw(figure, 40, 14, ink=Ink.ASCII)) == CHARACTERS


@pytest.mark.once
@pytest.mark.parametrize("figure", SHIPPED.values(), ids=SHIPPED)
def test_a_shipped_figure_rests_on_the_floor_with_its_head_on(figure: Figure) -> None:
    assert figure.feel
    for frame in figure.frames:
        pose = pose_of(frame, figure.view)
        assert HEAD < abs(pose[Joint.HEAD] - pose[Joint.CHEST]) < 16
        lowest = min(
            min(stroke.start.imag - stroke.start_radius, stroke.end.imag - stroke.end_radius)
            for shape in scene(figure, pose, 0)
            for stroke in shape.strokes
            if shape.role is not Role.PROP
        )
        if figure.has_floor:
            assert -3 <= lowest <= 3
    for size in (SMALLEST, (14, 6)):
        assert Role.FELT in {role for row in cells_of(draw(figure, *size)) for _, role in row}
    for ink in Ink:
        roles = {role for row in cells_of(draw(figure, 24, 9, ink=ink)) for _, role in row}
        assert {Role.NEAR, Role.FELT} <= roles


def test_a_still_figure_shows_its_last_frame_or_the_one_it_says() -> None:
    frames = (STANDING, REACHING)
    assert draw(Figure(frames=frames), 24, 9) == draw(Figure(frames=frames), 24, 9, frame=2)
    chosen = Figure(frames=frames, still=1)
    assert draw(chosen, 24, 9) == draw(chosen, 24, 9, frame=1) == draw(chosen, 24, 9, at=0.0)
    assert draw(chosen, 24, 9, at=0.5) == draw(chosen, 24, 9, frame=2)


def test_what_stands_still_is_drawn_once() -> None:
    figure = Figure(frames=(STANDING,))
    assert draw(figure, 24, 9, at=0.3) is draw(figure, 24, 9)


def test_without_colour_the_marked_part_is_denser() -> None:
    plain = Figure(frames=(REACHING,))
    marked = Figure(frames=(REACHING,), feel=(Feel.HAMSTRINGS,))
    assert dots_of(draw(plain, 40, 14, ink=Ink.MONO)) < dots_of(draw(marked, 40, 14, ink=Ink.MONO))
    assert dots_of(draw(plain, 40, 14)) == dots_of(draw(marked, 40, 14))
    art = text_of(draw(marked, 40, 14, ink=Ink.ASCII))
    assert sum(line.count("#") for line in art) > 5


@pytest.mark.parametrize(
    ("view", "feel"),
    [(view, feel) for turn, feel in enumerate(Feel) for view in share_of([*Viewpoint], turn)],
)
def test_every_part_can_be_marked_seen_from_anywhere(view: Viewpoint, feel: Feel) -> None:
    spread = Frame(
        spine=((0, 52), (0, 82), (0, 94)),
        arm=((18, 69), (30, 57)),
        leg=((12, 29), (18, 6)),
        far_arm=((-18, 69), (-30, 57)),
        far_leg=((-12, 29), (-18, 6)),
    )
    figure = Figure(view=view, feel=(feel,), frames=(spread,))
    for ink in Ink:
        roles = [role for row in cells_of(draw(figure, 60, 22, ink=ink)) for _, role in row]
        assert 0 < roles.count(Role.FELT) < roles.count(Role.NEAR) + roles.count(Role.FAR)


def test_the_far_side_is_thinner_than_the_near_one_and_told_from_it() -> None:
    apart = Frame(
        spine=STANDING.spine,
        arm=STANDING.arm,
        leg=((15, 33), (30, 14)),
        far_leg=((-15, 33), (-30, 14)),
    )
    cells = cells_of(draw(Figure(frames=(apart,)), 40, 14))
    roles = [role for row in cells for _, role in row]
    assert 0 < roles.count(Role.FAR) < roles.count(Role.NEAR)
    one, both = (Limb.FAR_LEG,), (Limb.FAR_LEG, Limb.LEG)
    for behind, told in (((), False), (both, False), (one, True)):
        figure = Figure(frames=(apart,), view=Viewpoint.FRONT, behind=behind)
        front = cells_of(draw(figure, 40, 14))
        assert (Role.FAR in {role for row in front for _, role in row}) is told


def test_the_far_neck_is_the_half_away_from_the_side_that_works() -> None:
    figure = Figure(view=Viewpoint.FRONT, feel=(Feel.FAR_NECK,), frames=(STANDING,))
    for turned in (False, True):
        cells = [
            row[::-1] if turned else row for row in cells_of(draw(figure, 40, 14, turned=turned))
        ]
        columns = [x for row in cells for x, (_, role) in enumerate(row) if role is Role.FELT]
        assert columns
        assert max(columns) < 20


def test_a_hand_that_rests_on_the_floor_lies_flat() -> None:
    down = Frame(
        spine=((0, 28), (30, 35), (42, 36)), arm=((31, 18), (31, 2)), leg=((2, 5), (-21, 3))
    )
    up = Frame(spine=down.spine, arm=((31, 20), (31, 4)), leg=down.leg)
    widest = [
        max(
            stroke.end.real
            for shape in scene(figure, pose_of(frame, figure.view), 0)
            for stroke in shape.strokes
            if stroke.end.imag < 5
        )
        for frame in (down, up)
        for figure in (Figure(frames=(frame,)),)
    ]
    assert widest[0] > widest[1] + 3


@pytest.mark.parametrize(("above", "flat"), [(8.3, False), (8.7, True)])
def test_a_hand_lies_flat_below_a_forearm_that_is_steeper_than_30_degrees(
    above: float, flat: bool
) -> None:
    # A forearm is 17 long: half of that above the hand its elbow is at 30 degrees.
    across = (17**2 - above**2) ** 0.5
    elbow, hand = (31 - across, 2 + above), (31, 2)
    leaning = Frame(spine=((0, 28), (10, 35), (22, 36)), arm=(elbow, hand), leg=((2, 5), (-21, 3)))
    figure = Figure(frames=(leaning,))
    strokes = [
        stroke
        for shape in scene(figure, pose_of(leaning, figure.view), 0)
        for stroke in shape.strokes
        if stroke.start == complex(*hand) and stroke.end.real > 31
    ]
    assert bool(strokes) is flat


def test_the_smallest_box_is_of_one_cell() -> None:
    figure = Figure(frames=(STANDING,))
    for ink in Ink:
        assert draw(figure, 0, -1, ink=ink) == draw(figure, 1, 1, ink=ink)
        assert [len(line) for line in text_of(draw(figure, 0, -1, ink=ink))] == [1]


def test_what_passes_behind_the_trunk_is_hidden_by_it() -> None:
    hanging = Frame(spine=STANDING.spine, arm=((0, 66), (0, 49)), leg=STANDING.leg)
    before, behind = (
        draw(Figure(frames=(hanging,), behind=limbs), 40, 14) for limbs in ((), (Limb.ARM,))
    )
    # In front it is set off by a gap, behind there is nothing of it to see.
    assert dots_of(before) < dots_of(behind)


@pytest.mark.parametrize("view", [Viewpoint.SIDE, Viewpoint.FRONT])
@pytest.mark.parametrize("ink", Ink)
def test_props_are_drawn_around_the_body_and_not_over_it(view: Viewpoint, ink: Ink) -> None:
    bare = Figure(view=view, frames=(REACHING,), floor=False)
    props: list[dict[str, object]] = [
        {"wall": 80},
        {"wall": -20},
        {"chair": (0, 30)},
        {"cushion": (5, 0, 35, 4)},
        {"mat": (-20, -10, 80, 15)},
        {"strap": (Joint.HAND, Joint.TOE)},
    ]
    assert Role.PROP not in {
        role for row in cells_of(draw(bare, 40, 14, ink=ink)) for _, role in row
    }
    for prop in props:
        figure = Figure(view=view, frames=(REACHING,), floor=False, **prop)  # type: ignore[arg-type]
        cells = [cell for row in cells_of(draw(figure, 40, 14, ink=ink)) for cell in row]
        roles = [role for _, role in cells]
        assert roles.count(Role.PROP) > 0
        assert roles.count(Role.NEAR) > 20


def test_without_dots_the_trunk_hides_what_is_behind_it_and_the_nose_is_at_the_head() -> None:
    crossed = Frame(
        spine=((0, 52), (0, 82), (0, 94)),
        arm=((18, 69), (30, 57)),
        leg=((-2, 76), (2, 60)),
        far_leg=((-12, 29), (-18, 6)),
    )
    for behind in ((), (Limb.LEG,)):
        figure = Figure(view=Viewpoint.FRONT, frames=(crossed,), behind=behind)
        lines = text_of(draw(figure, 60, 30, ink=Ink.ASCII))
        # The chest, between its edges.
        assert (not any(line[29:31].strip() for line in lines[10:13])) is bool(behind)
    for nose, sign in (((9, 94), ">"), ((-9, 94), "<"), ((0, 103), "^"), ((2, 85), "v")):
        frame = Frame(spine=STANDING.spine, arm=STANDING.arm, leg=STANDING.leg, nose=nose)
        for size in ((24, 9), (40, 14), (120, 40)):
            cells = text_of(draw(Figure(frames=(frame,)), *size, ink=Ink.ASCII))
            found = [
                cells[row + dy][column + dx]
                for row, line in enumerate(cells[: size[1] // 2])
                for column, character in enumerate(line)
                if character == sign
                for dy in (-1, 0, 1)
                for dx in (-1, 0, 1)
                if (dx or dy) and row + dy >= 0 and 0 <= column + dx < size[0]
            ]
            assert any(each in "().-'|_/\\" for each in found)

"""What lets a figure be told at a glance: hands, mats, arrows, and less where it is small."""

from __future__ import annotations

import msgspec

from stretchtui.core.figures.body import pose_of
from stretchtui.core.figures.camera import aim, bounds_of, covered, scene
from stretchtui.core.figures.drawing import Drawing, Ink, draw
from stretchtui.core.figures.figure import Feel, Figure, Frame, Limb, Point, Viewpoint
from stretchtui.core.figures.raster import DotBox
from stretchtui.core.figures.silhouette import Role
from tests.core.figures.test_drawing import REACHING, STANDING, cells_of, dots_of, text_of


def test_where_it_is_small_the_body_is_solid_and_the_marked_part_lighter() -> None:
    plain = Figure(frames=(REACHING,))
    marked = Figure(frames=(REACHING,), feel=(Feel.HAMSTRINGS,))
    tiny = msgspec.structs.replace(marked, close=(-150, 0, 190, 60))
    assert draw(plain, 14, 6, ink=Ink.MONO) == draw(plain, 14, 6)
    for figure, width, height in ((marked, 24, 7), (tiny, 40, 12)):
        small = dots_of(draw(figure, width, height, ink=Ink.MONO))
        assert 0.6 * dots_of(draw(figure, width, height)) < small
        assert small < dots_of(draw(figure, width, height))
    lighter = dots_of(draw(marked, 24, 8, ink=Ink.MONO))
    assert lighter < 0.8 * dots_of(draw(marked, 24, 8))


def test_where_it_is_small_the_floor_is_seen_only_beside_the_body() -> None:
    figure = Figure(frames=(REACHING,))
    last = {height: text_of(draw(figure, 24, height))[-1] for height in (7, 8)}
    covered = {height: [ord(cell) & 0xC0 for cell in row] for height, row in last.items()}
    assert covered[8] == [0xC0] * 24
    assert covered[7][0] == covered[7][-1] == 0xC0
    assert 0 in covered[7]


def test_a_hand_is_bent_at_its_wrist() -> None:
    def hand(*points: Point) -> Drawing:
        arm = ((17, 82), (34, 82), *points)
        frame = msgspec.structs.replace(STANDING, arm=arm, far_arm=STANDING.arm)
        return draw(Figure(frames=(frame,), close=(10, 60, 60, 100)), 40, 16)

    plain, down, thumbed = hand(), hand((35, 73)), hand((35, 73), (40, 76))
    assert dots_of(plain[9:]) < dots_of(down[9:])
    assert dots_of(thumbed) > dots_of(down)
    art = [
        "".join(
            text_of(draw(Figure(frames=(each,), close=(10, 60, 60, 100)), 40, 16, ink=Ink.ASCII))
        )
        for each in (
            msgspec.structs.replace(STANDING, arm=((17, 82), (34, 82), *tip))
            for tip in ((), ((35, 73),))
        )
    ]
    assert art[0] != art[1]


def test_a_hand_that_is_drawn_out_lies_on_the_floor_as_it_says() -> None:
    frame = Frame(
        spine=((0, 28), (30, 30), (42, 30)),
        arm=((31, 19), (31, 2.5), (22, 2)),
        leg=((0, 5), (-24, 3)),
    )
    figure = Figure(frames=(frame,))
    forearm = [shape for shape in scene(figure, pose_of(frame, figure.view), 0)][-1]
    assert min(stroke.end.real for stroke in forearm.strokes) == 22
    assert max(stroke.end.real for stroke in forearm.strokes) == 31


def test_an_arm_that_passes_behind_the_head_is_not_cut_off_by_it() -> None:
    forward = Frame(
        spine=((19, 15), (32, 19), (45, 13), (56, 7.5)),
        arm=((60.5, 6), (76, 3)),
        leg=((43, 5), (19, 3)),
    )
    before = Figure(frames=(forward,))
    behind = Figure(frames=(forward,), behind=(Limb.ARM,))
    head_and_arm = text_of(draw(behind, 60, 20))[-2].split()[-1]
    assert 2 * len(head_and_arm) / aim(behind, DotBox(120, 80)).scale > 24
    assert draw(before, 60, 20) != draw(behind, 60, 20)


def test_seen_from_above_there_is_a_mat_unless_there_is_no_floor() -> None:
    lying = Frame(
        spine=((48, 0), (18, 0), (6, 0)), arm=((26, 22), (41, 27)), leg=((72, 6), (96, 6))
    )
    for ink in Ink:
        mat = Figure(view=Viewpoint.TOP, frames=(lying,))
        roles = {role for row in cells_of(draw(mat, 40, 14, ink=ink)) for _, role in row}
        assert Role.PROP in roles
        none = Figure(view=Viewpoint.TOP, frames=(lying,), floor=False)
        roles = {role for row in cells_of(draw(none, 40, 14, ink=ink)) for _, role in row}
        assert Role.PROP not in roles
    # It lies still under what moves, and there is room for all of it.
    moved = msgspec.structs.replace(lying, arm=((6, 20), (-9, 13)))
    both = Figure(view=Viewpoint.TOP, frames=(lying, moved))
    mats = [next(scene(both, pose_of(frame, both.view), 0)).strokes for frame in both.frames]
    assert mats[0] == mats[1]
    assert min(stroke.start.real for stroke in mats[0]) == -18


def test_an_arrow_is_drawn_over_the_body_and_ends_in_a_head() -> None:
    for ink in Ink:
        plain = Figure(frames=(STANDING,))
        arrow = Figure(frames=(STANDING,), arrows=(((-30, 70), (30, 70)),))
        drawn = cells_of(draw(arrow, 80, 28, ink=ink))
        props = [
            (row, column)
            for row, cells in enumerate(drawn[:-1])
            for column, (_, role) in enumerate(cells)
            if role is Role.PROP
        ]
        assert len({row for row, _ in props}) > 1  # the head is wider than the shaft
        assert max(column for _, column in props) > 50
        assert draw(plain, 40, 14, ink=ink) != draw(arrow, 40, 14, ink=ink)
    wide = Figure(frames=(STANDING,), arrows=(((0, 40), (150, 40)),))
    assert bounds_of(wide).right == 150


def test_a_ghost_is_lighter_than_the_body_and_behind_it() -> None:
    bare = Figure(frames=(STANDING,), floor=False)
    aside = msgspec.structs.replace(bare, ghost=(((20, 60), (60, 60), (60, 90)),))
    box = DotBox(160, 112)
    camera = aim(aside, box)
    ghost = next(scene(aside, pose_of(STANDING, aside.view), 0))
    most = sum(row.bit_count() for row in covered(ghost, camera, box))
    for ink in (Ink.COLOUR, Ink.MONO):
        cells = cells_of(draw(aside, 80, 28, ink=ink))
        ghostly = [(text, Role.PROP) for row in cells for text, role in row if role is Role.PROP]
        dots = sum((ord(text) - 0x2800).bit_count() for text, _ in ghostly)
        assert 0.4 * most < dots < 0.8 * most
    art = text_of(draw(aside, 80, 28, ink=Ink.ASCII))
    assert art != text_of(draw(msgspec.structs.replace(aside, ghost=()), 80, 28, ink=Ink.ASCII))
    # Where the body is, nothing of it is seen.
    hidden = msgspec.structs.replace(bare, ghost=(((0, 60), (0, 75)),))
    assert draw(hidden, 80, 28) == draw(bare, 80, 28)


def test_a_ghost_has_its_room_and_is_turned_over_with_the_body() -> None:
    figure = Figure(frames=(STANDING,), ghost=(((20, 60), (90, 60)),))
    assert bounds_of(figure).right > 92
    for ink in Ink:
        rows = [
            [column for column, (_, role) in enumerate(row) if role is Role.PROP]
            for turned in (False, True)
            for row in cells_of(draw(figure, 80, 28, turned=turned, ink=ink))[:-1]
        ]
        ahead, back = (
            {column for row in rows[half : half + 27] for column in row} for half in (0, 27)
        )
        assert ahead == {79 - column for column in back}
        # It begins where the arm that hides its end is over.
        assert min(ahead) >= aim(figure, DotBox(160, 112)).point(15 + 60j).real // 2

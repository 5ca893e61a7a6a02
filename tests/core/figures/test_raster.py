"""Which dots a shape covers."""

from __future__ import annotations

from stretchtui.core.figures.raster import (
    DotBox,
    Stroke,
    braille,
    inside,
    mirrored,
    polygon_rows,
    stroke_rows,
)


def test_a_stroke_covers_two_discs_and_what_lies_between() -> None:
    box = DotBox(20, 9)
    stroke = Stroke(4 + 4.5j, 15 + 4.5j, 3, 1)
    rows = stroke_rows(stroke, box)
    covered = dict(rows)
    assert len(covered) == len(rows) == 5
    for row in range(box.height):
        for x in range(box.width):
            at = complex(x + 0.5, row + 0.5)
            within = min(
                abs(at - (stroke.start + (stroke.end - stroke.start) * t / 500))
                - (3 + (1 - 3) * t / 500)
                for t in range(501)
            )
            assert (covered.get(row, 0) >> x & 1) == (within <= 1e-3)


def test_a_disc_reaches_the_dots_whose_middles_it_touches() -> None:
    disc = Stroke(4.5 + 4.5j, 4.5 + 4.5j, 2, 2)
    rows = stroke_rows(disc, DotBox(9, 9))
    assert rows == [(2, 0b10000), (3, 0b111000), (4, 0b1111100), (5, 0b111000), (6, 0b10000)]


def test_a_disc_within_a_disc_adds_nothing() -> None:
    box = DotBox(12, 12)
    assert stroke_rows(Stroke(6 + 6j, 6.5 + 6j, 5, 1), box) == stroke_rows(
        Stroke(6 + 6j, 6 + 6j, 5, 5), box
    )


def test_what_lies_outside_is_cut_off() -> None:
    box = DotBox(8, 8)
    assert stroke_rows(Stroke(-9 + 4j, -5 + 4j, 2, 2), box) == []
    assert polygon_rows([-9 + 2j, -5 + 2j, -5 + 6j], box) == []
    assert polygon_rows([2 + 2j, 6 + 2j, 6 + 4j, 2 + 4j], box) == [(2, 0b111100), (3, 0b111100)]


def test_what_is_inside_has_a_dot_on_all_four_sides() -> None:
    shape = [0b0111100, 0b1111110, 0b1110111, 0b0111110, 0b0011100]
    assert inside(shape) == [0, 0b0110100, 0b0100010, 0b0010100, 0]
    assert inside([0b111]) == [0]


def test_each_dot_of_a_cell_has_its_place() -> None:
    for row, pair in enumerate(((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))):
        for column, pattern in enumerate(pair):
            dots = [0b0000, 0b0000, 0b0000, 0b0000]
            dots[row] = 0b0100 << column
            assert braille(dots, 2) == [0, pattern]
    assert braille([0b1111] * 4, 2) == [0xFF, 0xFF]


def test_mirrored_rows_keep_their_width() -> None:
    assert mirrored([0b00001, 0b10110], 5) == [0b10000, 0b01101]


def test_what_is_larger_than_the_box_fills_it() -> None:
    box = DotBox(5, 3)
    full = [(row, 0b11111) for row in range(3)]
    assert polygon_rows([-9 - 9j, 19 - 9j, 19 + 19j, -9 + 19j], box) == full
    assert stroke_rows(Stroke(2 + 1j, 2 + 1j, 9, 9), box) == full
    # Just the box, and a little less: a dot is covered from its middle on.
    assert polygon_rows([0j, 5 + 0j, 5 + 3j, 0 + 3j], box) == full
    assert polygon_rows([0.6 + 0.6j, 4.4 + 0.6j, 4.4 + 2.4j, 0.6 + 2.4j], box) == [(1, 0b01110)]

"""Which dots a shape covers."""

from __future__ import annotations

from stretchtui.core.figures.raster import DotBox, Stroke, polygon_rows, stroke_rows


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

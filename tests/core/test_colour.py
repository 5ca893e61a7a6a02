"""How far colours stand apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.colour import (
    BLACK,
    WHITE,
    Rgb,
    at_contrast,
    blend,
    contrast,
    is_light,
    least_contrast,
    luminance,
    strengthen,
)

COLOURS = st.tuples(*[st.integers(0, 255)] * 3)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    # As other programs that follow WCAG 2 have it.
    [
        (BLACK, WHITE, 21.0),
        ((0x76, 0x76, 0x76), WHITE, 4.54),
        ((0xFF, 0, 0), WHITE, 4.0),
        ((0, 0, 0xFF), WHITE, 8.59),
        ((10, 10, 10), BLACK, 1.06),
    ],
)
def test_contrast_is_what_wcag_says(one: Rgb, other: Rgb, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(other, one) == contrast(one, other)
    assert least_contrast(one, (other, one)) == 1


def test_luminance_goes_from_black_to_white() -> None:
    assert luminance(BLACK) == 0
    assert luminance(WHITE) == pytest.approx(1)


@given(COLOURS)
def test_a_light_colour_is_one_that_dark_text_stands_out_from(colour: Rgb) -> None:
    dark, light = contrast(colour, BLACK), contrast(colour, WHITE)
    if abs(dark - light) > 0.01:
        assert is_light(colour) is (dark > light)


def test_a_blend_has_some_of_both() -> None:
    one, other = (0, 100, 200), (100, 200, 0)
    assert blend(one, other, 0) == one
    assert blend(one, other, 0.25) == (25, 125, 150)
    assert blend(one, other, 1) == other


@given(COLOURS, st.integers(0, 255))
def test_a_colour_is_strengthened_no_more_than_it_takes(colour: Rgb, least: int) -> None:
    found = strengthen(colour, WHITE, lambda each: each[1] >= least)
    if colour[1] >= least:
        assert found == colour
    else:
        assert least <= found[1] <= least + 1


def test_what_is_enough_as_it_is_stays() -> None:
    assert strengthen((9, 9, 9), WHITE, lambda each: True) == (9, 9, 9)


def test_where_nothing_is_enough_the_end_is_taken() -> None:
    assert strengthen((9, 9, 9), WHITE, lambda each: False) == WHITE


@given(COLOURS, COLOURS, st.floats(1.1, 4.5))
def test_a_colour_stands_out_by_just_as_much_as_is_asked(
    hue: Rgb, ground: Rgb, ratio: float
) -> None:
    found = at_contrast(hue, ground, ratio)
    assert (luminance(found) < luminance(ground)) is is_light(ground)
    step = max(contrast(found, nearby) for nearby in _neighbours(found))
    assert ratio * 0.999 <= contrast(found, ground) <= ratio * step**2


def _neighbours(colour: Rgb) -> list[Rgb]:
    """The colours a level lighter and darker."""
    return [
        (
            min(255, max(0, colour[0] + by)),
            min(255, max(0, colour[1] + by)),
            min(255, max(0, colour[2] + by)),
        )
        for by in (-1, 1)
    ]


@pytest.mark.parametrize("ground", [BLACK, (90, 90, 90), (200, 200, 200), WHITE])
@pytest.mark.parametrize("hue", [BLACK, (0, 0, 90), (120, 60, 60), (255, 240, 240), WHITE])
def test_a_colour_too_dark_or_too_light_is_moved_just_as_far(hue: Rgb, ground: Rgb) -> None:
    assert contrast(at_contrast(hue, ground, 3), ground) == pytest.approx(3, rel=0.06)


def test_a_colour_keeps_its_hue() -> None:
    red, green, blue = at_contrast((255, 0, 0), WHITE, 8)
    assert red > green == blue == 0
    red, green, blue = at_contrast((255, 0, 0), BLACK, 12)
    assert red == 255 > green == blue


@pytest.mark.parametrize("ground", [BLACK, WHITE])
def test_a_colour_that_cannot_stand_out_so_far_does_as_far_as_it_can(ground: Rgb) -> None:
    assert contrast(at_contrast((200, 30, 30), ground, 30), ground) == pytest.approx(21)

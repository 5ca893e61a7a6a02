"""How far colours stand apart, and what of a colour can be read on others (WCAG 2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Rgb = tuple[int, int, int]
"""Red, green and blue, each from 0 to 255."""

BLACK: Rgb = (0, 0, 0)
WHITE: Rgb = (255, 255, 255)

MIDDLE = 0.179
"""The relative luminance that black and white stand out from by just as much."""

_STEPS = 10
"""A search that halves what is left so often is as fine as a colour's 256 levels."""


def luminance(colour: Rgb) -> float:
    """The relative luminance, from 0 for black to 1 for white (WCAG 2)."""
    red, green, blue = (_linear(level / 255) for level in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of two colours, from 1 to 21 (WCAG 2)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def least_contrast(colour: Rgb, grounds: Sequence[Rgb]) -> float:
    """The contrast ratio of a colour with that of the grounds which it stands out from least."""
    return min(contrast(colour, ground) for ground in grounds)


def is_light(colour: Rgb) -> bool:
    """Whether dark text stands out from a colour more than light text does."""
    return luminance(colour) > MIDDLE


def blend(one: Rgb, other: Rgb, part: float) -> Rgb:
    """A colour between two.

    Args:
        one: The one.
        other: The other.
        part: How much it has of the other, from 0 to 1.
    """
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue


def strengthen(colour: Rgb, end: Rgb, enough: Callable[[Rgb], bool]) -> Rgb:
    """The nearest to a colour, on its way to another, that is enough.

    Args:
        colour: Where the way begins.
        end: Where it ends: what is taken where nothing else is enough.
        enough: Whether a colour is; if one is, all that come after it are.
    """
    if enough(colour):
        return colour
    short, far = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (short + far) / 2
        if enough(blend(colour, end, middle)):
            far = middle
        else:
            short = middle
    return blend(colour, end, far)


def at_contrast(hue: Rgb, ground: Rgb, ratio: float) -> Rgb:
    """A colour of some hue that stands out from a ground by a certain ratio, or as far as it can.

    Args:
        hue: Made lighter or darker until it does.
        ground: What it stands on: on a light one it is darker, on a dark one lighter.
        ratio: The contrast ratio.
    """
    if is_light(ground):
        wanted = (luminance(ground) + 0.05) / ratio - 0.05
        if luminance(hue) < wanted:
            # Too dark: only as much lighter as leaves it dark enough.
            return strengthen(WHITE, hue, lambda each: luminance(each) <= wanted)
        return strengthen(hue, BLACK, lambda each: luminance(each) <= wanted)
    wanted = (luminance(ground) + 0.05) * ratio - 0.05
    if luminance(hue) > wanted:
        return strengthen(BLACK, hue, lambda each: luminance(each) >= wanted)
    return strengthen(hue, WHITE, lambda each: luminance(each) >= wanted)

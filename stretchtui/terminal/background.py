"""What a terminal's background is: dark or light."""

from __future__ import annotations

from collections.abc import Mapping

from stretchtui.core.colour import is_light

ASK_BACKGROUND = "\x1b]11;?\x1b\\"
"""Asks for the background's colour (OSC 11 of xterm's ctlseqs)."""

_LIGHT = ("7", "15")
"""Of the 16 colours, those that are light backgrounds: white, in two strengths."""


def is_light_answer(colour: bytes) -> bool:
    """Whether the colour that a terminal has answered with is light.

    Args:
        colour: Red, green and blue in one to four hexadecimal digits each, with ``/`` between them
            (XParseColor(3)); what comes after them, an opacity, does not count.
    """
    red, green, blue = (
        round(int(digits, 16) * 255 / (16 ** len(digits) - 1)) for digits in colour.split(b"/")[:3]
    )
    return is_light((red, green, blue))


def has_light_background(environment: Mapping[str, str]) -> bool | None:
    """Whether the environment says that the terminal's background is light; None if nothing.

    Args:
        environment: Of it ``COLORFGBG`` is read, as rxvt and Konsole set it: the numbers of the
            foreground and, last, of the background.
    """
    number = environment.get("COLORFGBG", "").rpartition(";")[2]
    # "default" is there as well, and says nothing.
    return number in _LIGHT if number.isdecimal() else None

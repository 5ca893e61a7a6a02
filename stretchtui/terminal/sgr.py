"""Pens: what SGR is given to draw a cell with, and the shortest way from one to another."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

Pen = str
"""The parameters of SGR, apart from any reset; none for the terminal's own pen."""

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
"""What undoes an attribute."""

_UNSEEN = {"1", "2", "3"}
"""Attributes that a space does not show."""

_OWN = {"39", "49"}
"""The terminal's own colours, which it has without being told."""

_LEVELS = (0, 95, 135, 175, 215, 255)
_SAFE_FROM = 22
"""The lowest of the numbered colours that nobody's palette changes."""


class Parts(NamedTuple):
    """What a pen is made of, each as parameters of SGR."""

    attributes: frozenset[str]
    foreground: str
    background: str

    def colours(self, other: Parts) -> tuple[tuple[str, str], tuple[str, str]]:
        """Both pens' colours, side by side."""
        return (self.foreground, other.foreground), (self.background, other.background)


@lru_cache(maxsize=1024)
def parts(pen: Pen) -> Parts:
    """Take a pen apart."""
    attributes: set[str] = set()
    colours = {"3": "", "4": ""}
    parameters = iter(pen.split(";") if pen else ())
    for parameter in parameters:
        if parameter in ("38", "48"):
            kind = next(parameters)
            rest = [next(parameters) for _ in range(3 if kind == "2" else 1)]
            colours[parameter[0]] = _colour(parameter, kind, rest)
        elif len(parameter) > 1 and parameter[:-1] in ("3", "9", "4", "10"):
            colours["3" if parameter[:-1] in ("3", "9") else "4"] = parameter
        else:
            attributes.add(parameter)
    return Parts(
        frozenset(attributes), *("" if each in _OWN else each for each in colours.values())
    )


@lru_cache(maxsize=1024)
def shortest(pen: Pen, colour: bool = True) -> Pen:
    """The same pen in the fewest bytes; without its colours, if there are to be none."""
    attributes, *colours = parts(pen)
    return ";".join([*sorted(attributes), *(each for each in colours if each and colour)])


@lru_cache(maxsize=1024)
def ground(pen: Pen) -> Pen:
    """What a space shows of a pen: the background, unless there is more to be seen."""
    return pen if shows_on_spaces(pen) else parts(pen).background


def shows_on_spaces(pen: Pen) -> bool:
    """Whether a pen has attributes that spaces show: a space is more than its background then."""
    return not parts(pen).attributes <= _UNSEEN


@lru_cache(maxsize=1024)
def change(old: Pen, new: Pen) -> str:
    """The shortest sequence that turns one pen into another."""
    if old == new:
        return ""
    if not new:
        return "\x1b[m"
    afresh = f"\x1b[0;{new}m" if old else f"\x1b[{new}m"
    had, wants = parts(old), parts(new)
    if not had.attributes <= _OFF.keys() or any(
        has and not want for has, want in had.colours(wants)
    ):
        return afresh
    dropped = sorted({_OFF[each] for each in had.attributes - wants.attributes})
    kept = {each for each in had.attributes if _OFF.get(each) not in dropped}
    codes = [
        *dropped,
        *sorted(wants.attributes - kept),
        *(want for has, want in had.colours(wants) if has != want),
    ]
    return min(afresh, f"\x1b[{';'.join(codes)}m", key=len)


def _colour(ground: str, kind: str, rest: list[str]) -> str:
    """A colour's parameters: its number, where all that can show it have it under that number."""
    if kind == "2" and (number := _number(*map(int, rest))) >= _SAFE_FROM:
        return f"{ground};5;{number}"
    return ";".join([ground, kind, *rest])


def _number(red: int, green: int, blue: int) -> int:
    """The number of exactly this colour among the 256 of xterm; -1, if it is none of them."""
    if red == green == blue and 8 <= red <= 238 and red % 10 == 8:
        return 232 + (red - 8) // 10
    if not {red, green, blue} <= set(_LEVELS):
        return -1
    return 16 + 36 * _LEVELS.index(red) + 6 * _LEVELS.index(green) + _LEVELS.index(blue)

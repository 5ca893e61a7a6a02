"""Styles: what SGR is given to draw a cell with, and the shortest way from one to another.

SGR, select graphic rendition, is ECMA-48's sequence for colours and attributes; the colours by
number and by red, green and blue are xterm's ("Character Attributes" in its ctlseqs).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

Style = str
"""The parameters of SGR that set a style on a terminal that has none set, like ``1;38;5;110``;
empty for no style: the terminal's own colours and no attributes."""

_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
"""What turns an attribute off: bold and faint, italic, underlined, reversed, struck out."""

_UNSEEN = {"1", "2", "3"}
"""Attributes that a space does not show: bold, faint, italic."""

_OWN = {"39", "49"}
"""The terminal's own colours, which it has without being told."""

_KNOWN = {
    *_OFF,
    *_OWN,
    *(str(base + colour) for base in (30, 40, 90, 100) for colour in range(8)),
}
"""All parameters that stand alone: the attributes, and the 16 colours."""

_LEVEL = {str(level) for level in range(256)}
"""What follows them in the colours that have more: a number or a level."""

_LEVELS = (0, 95, 135, 175, 215, 255)
"""The steps of red, green and blue in the cube that xterm's colours 16 to 231 are."""

_GREYS = [8 + 10 * step for step in range(24)]
"""The shades of grey that xterm's colours 232 to 255 are."""

_SAFE_FROM = 22
"""The lowest colour that is sent by its number. Below it are the 16 of every theme, and six more
that common themes change (base16-shell sets 16 to 21)."""


class Parts(NamedTuple):
    """What a style is made of, each as parameters of SGR."""

    attributes: frozenset[str]
    """Bold, underlined and the like, a parameter each."""
    foreground: str
    """Its parameters; empty for the terminal's own colour."""
    background: str
    """The same."""

    def colours(self, other: Parts) -> tuple[tuple[str, str], tuple[str, str]]:
        """Both styles' colours, side by side."""
        return (self.foreground, other.foreground), (self.background, other.background)


def is_style(text: str) -> bool:
    """Whether a text of unknown origin is a style: known parameters in full, and nothing else."""
    if not text:
        return True
    parameters = iter(text.split(";"))
    for parameter in parameters:
        if parameter in ("38", "48"):
            count = {"5": 1, "2": 3}.get(next(parameters, ""), 0)
            values = [next(parameters, "") for _ in range(count)]
            if not values or not all(each in _LEVEL for each in values):
                return False
        elif parameter not in _KNOWN:
            return False
    return True


@lru_cache(maxsize=1024)
def parts(style: Style) -> Parts:
    """Take a style apart."""
    attributes: set[str] = set()
    colours = {"3": "", "4": ""}
    parameters = iter(style.split(";") if style else ())
    for parameter in parameters:
        if parameter in ("38", "48"):
            kind = next(parameters)
            rest = [next(parameters) for _ in range(3 if kind == "2" else 1)]
            colours[parameter[0]] = _colour(parameter, kind, rest)
        elif parameter[:-1] in ("3", "9", "4", "10"):
            colours["3" if parameter[:-1] in ("3", "9") else "4"] = parameter
        else:
            attributes.add(parameter)
    return Parts(
        frozenset(attributes), *("" if each in _OWN else each for each in colours.values())
    )


@lru_cache(maxsize=1024)
def shortest(style: Style, colour: bool = True) -> Style:
    """The same style in the fewest bytes; without its colours, if there are to be none."""
    attributes, *colours = parts(style)
    return ";".join([*sorted(attributes), *(each for each in colours if each and colour)])


@lru_cache(maxsize=1024)
def space_style(style: Style) -> Style:
    """What a space shows of a style: the background, unless there is more to be seen."""
    return style if shows_on_spaces(style) else parts(style).background


def shows_on_spaces(style: Style) -> bool:
    """Whether a style has attributes that spaces show, like an underline."""
    return not parts(style).attributes <= _UNSEEN


@lru_cache(maxsize=1024)
def change(old: Style, new: Style) -> str:
    """The shortest sequence that turns one style into another; empty if they are the same."""
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


def _colour(place: str, kind: str, rest: list[str]) -> str:
    """A colour's parameters; those of its number, if it is among those that have one."""
    if kind == "2" and (number := _number(*map(int, rest))) >= _SAFE_FROM:
        return f"{place};5;{number}"
    return ";".join([place, kind, *rest])


def _number(red: int, green: int, blue: int) -> int:
    """The number of exactly this colour among the 256 of xterm; -1, if it is none of them."""
    if red == green == blue and red in _GREYS:
        return 232 + _GREYS.index(red)
    if not {red, green, blue} <= set(_LEVELS):
        return -1
    return 16 + 36 * _LEVELS.index(red) + 6 * _LEVELS.index(green) + _LEVELS.index(blue)

"""Themes that are not our own, made so that everything of ours can be read in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.color import Color

from stretchtui.core.colour import (
    BLACK,
    WHITE,
    Rgb,
    at_contrast,
    blend,
    contrast,
    is_light,
    least_contrast,
    strengthen,
)
from stretchtui.tui.themes import CALM, DAYLIGHT, TERMINAL

if TYPE_CHECKING:
    from textual.theme import Theme

TEXT = 4.5
"""The least contrast of what is read (WCAG 2, AA)."""

MARK = 3.0
"""The least contrast of what is only seen: marks, bars, and keys that do nothing now."""

_MARGIN = 1.02
"""What is rounded to whole levels, or mixed by Textual, stands out that much less."""

_CHOSEN = 1.5
"""The contrast of the chosen row with the rows around it."""

_STRONGEST = 13.0, 0.85
"""The contrast that the last phase and the last shade stand out by, and how much of what is
possible, if that is less."""

_DIMMED = 0.66
"""How much of a colour is left where Textual dims it (``textual.constants.DIM_FACTOR``)."""

_WORDS = ("primary", "secondary", "warning", "error", "success")
_TITLES = ("text-success", "text-warning", "text-error")
_OURS = ("phase-", "shade-", "faint", "track", "chosen")


def legible(theme: Theme) -> Theme:
    """A theme of somebody else's in which everything stands out, with the colours of ours.

    What can be read well enough stays as it is. Of other colours the hue stays.
    """
    if theme.ansi:
        # Nobody knows what the terminal's own colours are.
        ours = {name: each for name, each in TERMINAL.variables.items() if name.startswith(_OURS)}
        return replace(theme, variables={**theme.variables, **ours})
    named = theme.to_color_system().generate()
    background, surface, panel, notice = (
        _rgb(named[name]) for name in ("background", "surface", "panel", "panel-lighten-1")
    )
    light = is_light(background)
    end = BLACK if light else WHITE
    boxes = background, surface, panel
    chosen = at_contrast(_rgb(named["primary"]), background, _CHOSEN)
    foreground = _readable(_rgb(named["foreground"]), (*boxes, notice, chosen), TEXT, end)
    foreground = strengthen(foreground, end, lambda each: _can_be_dimmed(each, boxes[:2]))
    words = {name: _hex(_readable(_rgb(named[name]), boxes, TEXT, end)) for name in _WORDS}
    faint = _readable(blend(foreground, background, 0.5), boxes, MARK, end)
    ours = (DAYLIGHT if light else CALM).variables
    marks = {
        **{name: _readable(_rgb(named[name]), (notice,), TEXT, end) for name in _TITLES},
        **_spread(ours, "phase-", TEXT, background),
        **_spread(ours, "shade-", MARK, background),
        "chosen": chosen,
        "faint": faint,
        "track": faint,
    }
    return replace(
        theme,
        primary=words["primary"],
        secondary=words["secondary"],
        accent=_hex(_readable(_rgb(named["accent"]), boxes, MARK, end)),
        warning=words["warning"],
        error=words["error"],
        success=words["success"],
        foreground=_hex(foreground),
        background=_hex(background),
        surface=_hex(surface),
        panel=_hex(panel),
        variables={**theme.variables, **{name: _hex(each) for name, each in marks.items()}},
    )


def _spread(ours: Mapping[str, str], kind: str, least: float, background: Rgb) -> dict[str, Rgb]:
    """Our colours of a kind, in their order, each a step further from the background."""
    hues = {name: _rgb(each) for name, each in ours.items() if name.startswith(kind)}
    end = BLACK if is_light(background) else WHITE
    most = min(_STRONGEST[0], contrast(background, end) * _STRONGEST[1])
    least *= _MARGIN
    step = (most / least) ** (1 / (len(hues) - 1))
    return {
        name: at_contrast(hue, background, least * step**number)
        for number, (name, hue) in enumerate(hues.items())
    }


def _readable(colour: Rgb, grounds: Sequence[Rgb], least: float, end: Rgb) -> Rgb:
    if least_contrast(colour, grounds) >= least:
        return colour
    return strengthen(colour, end, lambda each: least_contrast(each, grounds) >= least * _MARGIN)


def _can_be_dimmed(colour: Rgb, grounds: Sequence[Rgb]) -> bool:
    return all(
        contrast(blend(ground, colour, _DIMMED), ground) >= TEXT * _MARGIN for ground in grounds
    )


def _rgb(colour: str) -> Rgb:
    return Color.parse(colour).rgb


def _hex(colour: Rgb) -> str:
    return Color(*colour).hex

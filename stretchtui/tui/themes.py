"""The program's own themes, and which of them a terminal begins with."""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

from stretchtui.terminal.background import has_light_background
from stretchtui.terminal.capabilities import NONE, SIXTEEN, colours_of


def _scrollbars(bar: str, under: str) -> dict[str, str]:
    return {
        "scrollbar": bar,
        "scrollbar-hover": bar,
        "scrollbar-active": bar,
        "scrollbar-background": under,
        "scrollbar-background-hover": under,
        "scrollbar-background-active": under,
        "scrollbar-corner-color": under,
    }


# The colours of calm and contrast are among the 256 of xterm, so that they look the same with 256
# as with all, and take half the bytes; of daylight all but the shades are. Dimmed, the foreground
# of calm and daylight is the secondary.
#
# The phases differ in lightness, too: whoever does not tell red from green sees which is which.
CALM = Theme(
    name="calm",
    primary="#87afd7",
    secondary="#949494",
    accent="#87d787",
    warning="#d7af5f",
    error="#d78787",
    success="#87d787",
    foreground="#d7d7d7",
    background="#121212",
    surface="#1c1c1c",
    panel="#262626",
    dark=True,
    variables={
        "phase-rest": "#5f87d7",
        "phase-switch": "#d787d7",
        "phase-ready": "#d7af5f",
        "phase-hold": "#87d787",
        "phase-work": "#afffd7",
        "shade-1": "#008700",
        "shade-2": "#5faf5f",
        "shade-3": "#87d787",
        "shade-4": "#d7ffd7",
        "border": "#3a3a3a",
        "faint": "#6c6c6c",
        "track": "#6c6c6c",
        "chosen": "#005f87",
        **_scrollbars("#3a3a3a", "#121212"),
    },
)
"""Dark, with quiet colours."""

DAYLIGHT = Theme(
    name="daylight",
    primary="#005f87",
    secondary="#626262",
    accent="#008700",
    warning="#875f00",
    error="#af0000",
    success="#005f00",
    foreground="#121212",
    background="#ffffff",
    surface="#eeeeee",
    panel="#e4e4e4",
    dark=False,
    variables={
        "phase-hold": "#008700",
        "phase-ready": "#875f00",
        "phase-work": "#005f5f",
        "phase-switch": "#87005f",
        "phase-rest": "#0000af",
        "shade-1": "#40a540",
        "shade-2": "#008000",
        "shade-3": "#005d00",
        "shade-4": "#003300",
        "border": "#bcbcbc",
        "faint": "#767676",
        "track": "#767676",
        "chosen": "#afd7ff",
        **_scrollbars("#bcbcbc", "#ffffff"),
    },
)
"""Light, with quiet colours."""

CONTRAST = Theme(
    name="contrast",
    primary="#ffff00",
    secondary="#e4e4e4",
    accent="#ffff00",
    warning="#ffaf00",
    error="#ff8787",
    success="#5fff5f",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#303030",
    dark=True,
    variables={
        "phase-rest": "#00afff",
        "phase-switch": "#ff87ff",
        "phase-work": "#5fd7d7",
        "phase-hold": "#5fff5f",
        "phase-ready": "#ffff00",
        "shade-1": "#008700",
        "shade-2": "#00af00",
        "shade-3": "#5fff5f",
        "shade-4": "#d7ffd7",
        "border": "#8a8a8a",
        "faint": "#a8a8a8",
        "track": "#a8a8a8",
        "chosen": "#0000af",
        **_scrollbars("#bcbcbc", "#303030"),
    },
)
"""White and yellow on black, to be read from two metres away or with weak eyes."""


def _own(name: str, colours: Mapping[str, str]) -> Theme:
    """A theme of the terminal's own colours: its foreground on its background, and these."""
    default = "ansi_default"
    return Theme(
        name=name,
        ansi=True,
        primary=colours.get("rest", default),
        secondary=default,
        warning=colours.get("ready", default),
        error=colours.get("error", default),
        success=default,
        accent=colours.get("switch", default),
        foreground=default,
        background=default,
        surface=default,
        panel=default,
        boost=default,
        variables={
            "phase-ready": colours.get("ready", default),
            "phase-hold": colours.get("hold", default),
            "phase-work": colours.get("hold", default),
            "phase-switch": colours.get("switch", default),
            "phase-rest": colours.get("rest", default),
            # All the same: then characters tell how much it was.
            **{f"shade-{number}": colours.get("hold", default) for number in (1, 2, 3, 4)},
            "border": colours.get("faint", default),
            "faint": default,
            "track": colours.get("faint", default),
            "chosen": default,
            "ansi-background": default,
            "ansi-foreground": default,
            "block-cursor-foreground": colours.get("on", default),
            "block-cursor-background": colours.get("cursor", default),
            # Not reverse: in lists of options Textual loses that.
            "block-cursor-text-style": "bold" if "cursor" in colours else "bold underline",
            "footer-key-foreground": default,
            **_scrollbars(colours.get("faint", default), default),
        },
    )


# Nothing is known of the background. Of the 16 only these can be read on black as well as on
# white in the palettes that are common; green, yellow and cyan cannot.
TERMINAL = _own(
    "terminal",
    {
        "ready": "ansi_bright_red",
        "switch": "ansi_magenta",
        "rest": "ansi_bright_blue",
        "error": "ansi_red",
        "faint": "ansi_bright_black",
        "cursor": "ansi_blue",
        "on": "ansi_bright_white",
    },
)
"""The terminal's own colours."""

MONOCHROME = _own("monochrome", {})
"""No colours: bold, dim and reverse have to do."""

THEMES = (CALM, DAYLIGHT, TERMINAL, CONTRAST, MONOCHROME)
"""Our own, beside Textual's."""


def theme_for(environment: Mapping[str, str], light: bool | None = None) -> Theme:
    """The theme to begin with.

    Args:
        environment: Tells which colours the terminal has, and often what its background is.
        light: Whether its background is light, as it says itself; None where it did not say.
    """
    if light is None:
        light = has_light_background(environment)
    quiet = DAYLIGHT if light else CALM
    return {NONE: MONOCHROME, SIXTEEN: TERMINAL}.get(colours_of(environment), quiet)

"""The program's own themes, and which of them a terminal begins with."""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

from stretchtui.terminal.capabilities import NONE, SIXTEEN, colours_of

PHASE_COLOURS = {
    "phase-ready": "#d7af5f",
    "phase-hold": "#87d787",
    "phase-work": "#87d787",
    "phase-switch": "#d787d7",
    "phase-rest": "#87afd7",
}
"""One colour for each kind of phase, the same in the gauge, the strip and the floor view."""

EXTRA_COLOURS = {**PHASE_COLOURS, "faint": "#7a7a7a", "chosen": "#404040"}
"""What dark themes that are not ours do not name."""

EXTRA_COLOURS_LIGHT = EXTRA_COLOURS | {"chosen": "#bcd0e4"}
"""What light ones do not: dark letters are read on it."""


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


# All of these are among the 256 colours of xterm, so that they look the same with 256 as with
# all, and take half the bytes. So is the foreground when it is dimmed: it is the secondary.
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
        **PHASE_COLOURS,
        "border": "#3a3a3a",
        "faint": "#626262",
        "chosen": "#005f87",
        **_scrollbars("#3a3a3a", "#121212"),
    },
)
"""Dark, with quiet colours."""

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
        "phase-ready": "#ffff00",
        "phase-hold": "#5fff5f",
        "phase-work": "#5fff5f",
        "phase-switch": "#ff87ff",
        "phase-rest": "#87d7ff",
        "border": "#8a8a8a",
        "faint": "#a8a8a8",
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
            "border": colours.get("faint", default),
            "faint": default,
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

THEMES = (CALM, TERMINAL, CONTRAST, MONOCHROME)
"""Our own, beside Textual's."""


def theme_for(environment: Mapping[str, str]) -> Theme:
    """The theme to begin with in a terminal of which the environment tells."""
    return {NONE: MONOCHROME, SIXTEEN: TERMINAL}.get(colours_of(environment), CALM)

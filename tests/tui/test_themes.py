"""The themes of our own, and which one a terminal begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.color import Color

from stretchtui.tui.themes import (
    CALM,
    CONTRAST,
    MONOCHROME,
    PHASE_COLOURS,
    TERMINAL,
    THEMES,
    theme_for,
)
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from textual.theme import Theme

READABLE = 4.5
"""The contrast of text that everyone should be able to read (WCAG 2, AA)."""

STRONG = 7.0
"""The same for weak eyes (AAA)."""


@pytest.mark.parametrize(
    ("environment", "theme"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, CALM),
        ({"TERM": "xterm-256color"}, CALM),
        ({"TERM": "xterm"}, TERMINAL),
        ({"TERM": "linux"}, TERMINAL),
        ({"TERM": "vt100"}, MONOCHROME),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, MONOCHROME),
    ],
)
async def test_a_terminal_begins_with_what_it_can_show(
    environment: dict[str, str], theme: Theme
) -> None:
    assert theme_for(environment) is theme
    app = Stage(environment={"LANG": "C.UTF-8", **environment}).app
    async with app.run_test():
        assert app.theme == theme.name


@pytest.mark.parametrize(("theme", "least"), [(CALM, READABLE), (CONTRAST, STRONG)])
def test_text_stands_out_from_its_background(theme: Theme, least: float) -> None:
    own = {name: str(getattr(theme, name)) for name in ("foreground", "secondary", "primary")}
    phases = {name: theme.variables[name] for name in PHASE_COLOURS}
    for name, colour in {**own, **phases}.items():
        assert contrast(colour, str(theme.background)) >= least, name
    assert contrast(own["foreground"], theme.variables["chosen"]) >= least


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2)."""
    dark, light = sorted(luminance(Color.parse(each)) for each in (one, other))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: Color) -> float:
    """The relative luminance (WCAG 2)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [TERMINAL, MONOCHROME], ids=lambda theme: theme.name)
async def test_a_theme_of_the_terminals_own_colours_has_no_others(theme: Theme) -> None:
    app = Stage(environment={"LANG": "C.UTF-8", "TERM": "xterm"}).app
    async with app.run_test() as pilot:
        app.theme = theme.name
        await pilot.pause()
        used = {
            Color.parse(app.theme_variables[name])
            for name in theme.variables
            if "style" not in name
        }
        assert all(colour.ansi is not None for colour in used)
        assert theme is TERMINAL or {colour.ansi for colour in used} == {-1}


async def test_every_theme_can_be_chosen_while_something_is_played() -> None:
    stage = Stage(play="lower-back")
    async with stage.app.run_test() as pilot:
        for theme in THEMES:
            stage.app.theme = theme.name
            await stage.advance(pilot, 1)
            assert await stage.shows(pilot, "Knee to chest")


@pytest.mark.parametrize("dark", [True, False])
async def test_the_chosen_line_can_be_read_in_every_theme(dark: bool) -> None:
    stage = Stage()
    async with stage.app.run_test() as pilot:
        themes = [each for each in stage.app.available_themes.values() if each.dark is dark]
        assert themes
        for theme in themes:
            if Color.parse(str(theme.foreground or "white")).ansi is not None:
                continue  # the terminal's own colours
            stage.app.theme = theme.name
            await pilot.pause()
            colours = stage.app.get_css_variables()
            # Bold letters are read with less (WCAG 2, large text).
            assert contrast(colours["foreground"], colours["chosen"]) >= 3, theme.name

"""The themes of our own, and which one a terminal begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.color import Color

from stretchtui.tui.themes import (
    CALM,
    DAYLIGHT,
    MONOCHROME,
    TERMINAL,
    THEMES,
    theme_for,
)
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from textual.theme import Theme


@pytest.mark.parametrize(
    ("environment", "theme"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, CALM),
        ({"TERM": "xterm-256color"}, CALM),
        ({"TERM": "rxvt-256color", "COLORFGBG": "15;0"}, CALM),
        ({"TERM": "rxvt-256color", "COLORFGBG": "0;default;15"}, DAYLIGHT),
        ({"TERM": "rxvt", "COLORFGBG": "0;15"}, TERMINAL),
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


@pytest.mark.parametrize("light", [True, False])
def test_what_the_terminal_says_of_its_background_goes_first(light: bool) -> None:
    environment = {"TERM": "xterm-256color", "COLORFGBG": "15;0" if light else "0;15"}
    assert theme_for(environment, light) is (DAYLIGHT if light else CALM)
    assert theme_for({"TERM": "xterm"}, light) is TERMINAL
    assert theme_for({"TERM": "vt100"}, light) is MONOCHROME


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

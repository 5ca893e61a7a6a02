"""An app with the program's own themes, in which every other theme can be read as well."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from textual.reactive import Reactive

from stretchtui.tui.terminal_app import TerminalApp, TerminalOptions
from stretchtui.tui.themes import CALM, THEMES, theme_for

if TYPE_CHECKING:
    from textual.theme import Theme

_OWN = {theme.name: theme for theme in THEMES}


class Colours(Protocol):
    """Knows which theme is wished for."""

    def theme(self, themes: Mapping[str, object]) -> str:
        """The name of the theme in force, of all there are by their names."""

    def suit(self, theme: str) -> None:
        """From here on another theme suits the terminal, given by its name."""


class ThemedApp(TerminalApp):
    """The part of the program that deals with colours.

    Args:
        terminal: What is known of the terminal, and what may be done with it.
        glyphs: What the person has chosen to draw with: "auto", "unicode" or "ascii".
        colours: Knows which theme is wished for.
    """

    # Textual reads the colours before it can be told which; of its own theme they would have to be
    # worked out for nothing.
    theme: Reactive[str] = Reactive(CALM.name)

    def __init__(self, terminal: TerminalOptions, *, glyphs: str, colours: Colours) -> None:
        self._legible: dict[str, Theme] = {}
        super().__init__(terminal, glyphs=glyphs)
        self.animation_level = "none"
        for each in THEMES:
            self.register_theme(each)
        self._colours = colours
        if self.probe is not None:
            self.probe.when_coloured = self._found_background
        self.take_theme()

    def take_theme(self) -> None:
        """Have the theme that is wished for."""
        self.theme = self._colours.theme(self.available_themes)

    def _found_background(self, light: bool) -> None:
        """The terminal says late whether its background is light; in another thread."""
        if self._running_loop is not None:
            self._running_loop.call_soon_threadsafe(self._suit, theme_for(os.environ, light).name)

    def _suit(self, theme: str) -> None:
        before = self._colours.theme(self.available_themes)
        self._colours.suit(theme)
        # One that is only looked at stays.
        if self.theme == before:
            self.take_theme()

    def get_theme(self, theme_name: str) -> Theme | None:
        """A theme by its name, with colours that can be read."""
        if theme_name in _OWN:
            return _OWN[theme_name]
        if theme_name not in self._legible:
            theme = super().get_theme(theme_name)
            if theme is None:
                return None
            # Imported with the first theme that needs it: few people have one that is not ours.
            from stretchtui.tui.legibility import legible

            self._legible[theme_name] = legible(theme)
        return self._legible[theme_name]

    def refresh_css(self, animate: bool = True) -> None:
        """Take the theme's colours."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            # What is not shown yet is read with them anyway; now it would be read twice.
            self.stylesheet.set_variables(self.get_css_variables())

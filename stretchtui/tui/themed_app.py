"""An app with the program's own themes."""

from __future__ import annotations

from stretchtui.tui.terminal_app import TerminalApp, TerminalOptions
from stretchtui.tui.themes import EXTRA_COLOURS, EXTRA_COLOURS_LIGHT, THEMES


class ThemedApp(TerminalApp):
    """The part of the program that deals with colours.

    Args:
        terminal: What is known of the terminal, and what may be done with it.
        glyphs: What the person has chosen to draw with: "auto", "unicode" or "ascii".
    """

    def __init__(self, terminal: TerminalOptions, *, glyphs: str) -> None:
        super().__init__(terminal, glyphs=glyphs)
        self.animation_level = "none"
        for each in THEMES:
            self.register_theme(each)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of ours, for themes that do not name them."""
        return EXTRA_COLOURS if self.current_theme.dark else EXTRA_COLOURS_LIGHT

    def refresh_css(self, animate: bool = True) -> None:
        """Take the theme's colours."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            # What is not shown yet is read with them anyway; now it would be read twice.
            self.stylesheet.set_variables(self.get_css_variables())

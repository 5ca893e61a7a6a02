"""What lines are drawn with: a widget's own style, in the colours of the theme.

As component classes they would be styled anew, each like a widget of its own, whenever a class of
any widget around them changes: that was a third of all styling.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from rich.style import Style
from textual.color import Color

from stretchtui.core.sessions.phases import Kind

if TYPE_CHECKING:
    from textual.widget import Widget

PHASE_COLOURS: Mapping[Kind, str] = {
    Kind.READY: "phase-ready",
    Kind.HOLD: "phase-hold",
    Kind.PUSH: "phase-work",
    Kind.RELAX: "phase-rest",
    Kind.WORK: "phase-work",
    Kind.SWITCH: "phase-switch",
    Kind.REST: "phase-rest",
}
"""The theme's colour for each kind of phase."""


class Pens:
    """What a widget draws with, as it is styled at this moment.

    Args:
        widget: The widget.
    """

    def __init__(self, widget: Widget) -> None:
        self.plain = widget.rich_style
        """The widget's own style."""
        self._colours = widget.app.theme_variables

    def pen(self, colour: str, *, bold: bool = False, dim: bool = False) -> Style:
        """The widget's own style in another colour.

        Args:
            colour: One of the theme, named as in CSS but without its ``$``.
            bold: Whether it is bold, too,
            dim: or dim.
        """
        return self.plain + self.ink(colour, bold=bold, dim=dim)

    def ink(self, colour: str, *, bold: bool = False, dim: bool = False) -> Style:
        """The colour alone, on whatever is behind it; for the rest see ``pen``."""
        return _ink(self._colours[colour], bold, dim)


@cache
def _ink(colour: str, bold: bool, dim: bool) -> Style:
    return Style(color=Color.parse(colour).rich_color, bold=bold or None, dim=dim or None)

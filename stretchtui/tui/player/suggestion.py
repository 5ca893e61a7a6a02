"""What to do now: the headline over the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.tui.widgets.pens import Pens
from stretchtui.words.cells import cut, fitted

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

    from stretchtui.words.glyphs import Glyphs

GAP = 1
"""Cells between the two ends of a line, at least."""


class Suggested(NamedTuple):
    """What the headline says."""

    name: str
    """The routine's name."""
    about: tuple[str, ...]
    """How long it takes, and why it is suggested: in full, and in few words."""
    key: str
    """The key that leads to it, and"""
    does: str
    """what that does."""
    action: str
    """The screen's action that does the same."""


class Suggestion(Widget):
    """Two lines: the name and the key, the length and the reason. A click does what the key does.

    Where it is higher than that, they stand in its middle.

    Args:
        glyphs: The characters to draw with.
    """

    DEFAULT_CSS = """
    Suggestion { height: 2; }
    Suggestion.-nothing { display: none; }
    """

    suggested: reactive[Suggested | None] = reactive(None)
    """What is suggested; None as long as that is not known."""

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs

    def render_line(self, y: int) -> Strip:
        """The name and the key, or the reason."""
        (width, height), said, pens = self.size, self.suggested, Pens(self)
        if said is None:
            return Strip.blank(width, pens.plain)
        strong, calm = pens.pen("primary", bold=True), pens.pen("foreground")
        rule = f"{self._glyphs.here} "
        room = width - len(rule)
        line = y - (height - 2) // 2
        pieces: list[tuple[str, Style]] = []
        if line == 0:
            key, does = said.key, f" {said.does}"
            left = max(0, room - cell_len(key + does))
            name = cut(said.name, max(0, left - GAP), self._glyphs.ellipsis, cell_len)
            pieces = [
                (name.ljust(left - cell_len(name) + len(name)), strong),
                (key, strong),
                (does, calm),
            ]
        elif line == 1:
            about = next((each for each in said.about if cell_len(each) <= room), said.about[-1])
            pieces = [(fitted(about, room, self._glyphs.ellipsis, cell_len), calm)]
        segments = [Segment(text, style) for text, style in [(rule, strong), *pieces]]
        return Strip(segments).adjust_cell_length(width, pens.plain)

    async def on_click(self, event: events.Click) -> None:
        """Go to what is suggested; start it, if it is chosen already."""
        if self.suggested is not None:
            await self.run_action(self.suggested.action)

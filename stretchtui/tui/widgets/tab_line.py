"""The names of views of which one is shown."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.tui.widgets.pens import Pens


class TabLine(Widget):
    """Names side by side, the one that is shown behind a mark; each can be clicked.

    Args:
        mark: Stands before the name of the one that is shown.
    """

    DEFAULT_CSS = "TabLine { height: 1; color: $secondary; }"

    names: reactive[Sequence[str]] = reactive(())
    shown: reactive[str] = reactive("")

    def __init__(self, mark: str) -> None:
        super().__init__()
        self._mark = mark

    def render_line(self, y: int) -> Strip:
        """The names, as far apart as there is room for; or the one, and which it is."""
        width = self.size.width
        pens = Pens(self)
        strong = pens.pen("foreground", bold=True)
        segments: list[Segment] = []
        needed = sum(len(name) + 1 for name in self.names)
        gap = "  " if needed + 2 * len(self.names) <= width else ""
        for number, name in enumerate(self.names, 1):
            shown = name == self.shown
            click = Style(meta={"@click": f"screen.show('{name}')"})
            words = f"{self._mark if shown else ' '}{name}{gap}"
            if needed <= width:
                segments.append(Segment(words, (strong if shown else pens.plain) + click))
            elif shown:
                segments.append(Segment(f"{words}  {number} of {len(self.names)}", strong))
        return Strip(segments).adjust_cell_length(width, pens.plain)

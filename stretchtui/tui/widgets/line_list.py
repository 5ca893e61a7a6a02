"""A list whose lines are drawn as they are seen: five hundred cost no more than ten."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from stretchtui.tui.widgets.pens import Pens
from stretchtui.words.cells import fitted

if TYPE_CHECKING:
    from textual import events

    from stretchtui.words.glyphs import Glyphs

Span = tuple[str, str]
"""A piece of a line, and how it looks: one of the looks of what draws it, or ""."""


MARK = 2
"""Cells before each line, for the mark of the chosen one."""


class LineList(ScrollView):
    """Lines to choose from.

    Args:
        glyphs: The characters to draw with.
    """

    # How the chosen line looks depends on whether the list is in use.
    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-list--chosen"}
    DEFAULT_CSS = """
    LineList { overflow-x: hidden; scrollbar-size-vertical: 1; background: $background; }
    LineList > .line-list--chosen { background: $panel; text-style: bold; }
    LineList.-active > .line-list--chosen { background: $chosen; text-style: bold; }
    LineList:ansi.-active > .line-list--chosen { text-style: bold reverse; }
    """

    chosen: reactive[int] = reactive(0, init=False, always_update=True)
    """The chosen line's place."""

    class Clicked(Message):
        """A line was clicked; ``again`` if it was the chosen one already."""

        def __init__(self, place: int, again: bool) -> None:
            super().__init__()
            self.place = place
            self.again = again

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs

    @property
    @abstractmethod
    def count(self) -> int:
        """How many lines there are."""

    @abstractmethod
    def parts(self, place: int, width: int) -> Sequence[Span]:
        """What a line says, in at most so many cells: looks are "dim", "wrong" and "heading"."""

    def blank(self, y: int, width: int) -> Sequence[Span]:
        """What stands in a row below the last line."""
        return ()

    def show(self, chosen: int) -> None:
        """Draw the lines afresh, and choose one."""
        size = Size(self.size.width, self.count)
        if self.virtual_size != size:
            self.virtual_size = size
        self.chosen = chosen
        self.refresh()

    def validate_chosen(self, chosen: int) -> int:
        """Keep to the lines there are."""
        return max(0, min(chosen, self.count - 1))

    def watch_chosen(self, before: int, after: int) -> None:
        """Redraw the two lines, and keep the chosen one in view."""
        for place in {before, after}:
            self.refresh(Region(0, place - self.scroll_offset.y, self.size.width, 1))
        self._scroll_to_chosen()

    @property
    def page(self) -> int:
        """How many lines further the next page is."""
        return max(1, self.size.height - 1)

    def lines_in(self, unit: str) -> int:
        """How many lines a key moves by a "line", "half" of what is seen, or a "page"."""
        return {"line": 1, "half": max(1, self.size.height // 2), "page": self.page}[unit]

    def action_move(self, by: int, unit: str = "line") -> None:
        """Choose the line so many lines, half pages or pages further."""
        self.chosen += by * self.lines_in(unit)

    def action_page(self, by: int) -> None:
        """Choose the line so many pages further."""
        self.chosen += by * self.page

    def on_click(self, event: events.Click) -> None:
        """Tell which line was clicked."""
        place = event.y + self.scroll_offset.y
        if place < self.count:
            self.post_message(self.Clicked(place, again=place == self.chosen))

    def on_resize(self, event: events.Resize) -> None:
        """Keep the chosen line in view."""
        self.virtual_size = Size(event.size.width, self.count)
        self._scroll_to_chosen()

    def render_line(self, y: int) -> Strip:
        """One line, behind the mark of the chosen one."""
        width = self.size.width
        place = y + self.scroll_offset.y
        pens = Pens(self)
        style = pens.plain
        dim, wrong = pens.pen("secondary"), pens.pen("error")
        heading = pens.pen("primary", bold=True)
        if place >= self.count:
            said = self.blank(y, width)
        else:
            chosen = place == self.chosen
            if chosen:
                style += self.get_component_rich_style("line-list--chosen", partial=True)
                dim = wrong = style
                heading = style + Style(underline=True)
            mark = self.glyphs.chosen if chosen else " "
            said = ((f"{mark} ", ""), *self.parts(place, width - MARK))
        looks = {"dim": dim, "wrong": wrong, "heading": heading}
        segments = [Segment(text, looks.get(look, style)) for text, look in said]
        return Strip(segments).adjust_cell_length(width, style)

    def cut(self, text: str, width: int) -> str:
        """Text in just so many cells, cut if it must be."""
        return fitted(text, width, self.glyphs.ellipsis, cell_len)

    def _scroll_to_chosen(self) -> None:
        top, height = self.scroll_offset.y, self.size.height
        # Every line is drawn anew when the list scrolls: so it does in larger steps.
        ahead = height // 3
        if self.chosen < top:
            top = self.chosen - ahead
        elif height and self.chosen >= top + height:
            top = self.chosen - height + 1 + ahead
        self.scroll_to(y=top, animate=False, immediate=True, force=True)

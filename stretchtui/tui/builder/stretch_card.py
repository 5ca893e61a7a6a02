"""One stretch: what it looks like, what it is for, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from stretchtui.core.routines.leaving_out import wrong_for
from stretchtui.core.routines.left_out_words import because_of
from stretchtui.core.routines.model import Stretch
from stretchtui.tui.widgets.figure import FigureView
from stretchtui.words.conditions import avoided

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from stretchtui.core.routines.leaving_out import LeaveOut
    from stretchtui.tui.commands.look import Look


class StretchCard(Horizontal):
    """Tells what to do in a stretch; the wheel scrolls it.

    Args:
        look: How the program looks, and what the person leaves out.
    """

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._look = look
        self._scroll = VerticalScroll(can_focus=False)
        self._text = Static(markup=False)
        self._figure = FigureView(look.glyphs)
        self._shown: tuple[Stretch | str | None, LeaveOut] = None, ()

    def compose(self) -> ComposeResult:
        """The text, and the figure where there is room."""
        with self._scroll:
            yield self._text
        yield self._figure

    def show(self, stretch: Stretch | str | None) -> None:
        """Show a stretch; words are those of a step of one's own that could be made."""
        shown = stretch, self._look.settings.value.care.leave_out
        if shown == self._shown:
            return
        self._shown = shown
        self._text.update(Group(*self._lines(stretch)))
        figure = stretch.figure if isinstance(stretch, Stretch) else None
        self._figure.set_class(figure is None, "-none")
        self._figure.show(figure)
        self._scroll.scroll_home(animate=False, immediate=True)

    def _lines(self, stretch: Stretch | str | None) -> list[RenderableType]:
        if stretch is None:
            return []
        if isinstance(stretch, str):
            words = "Your own step. Enter adds it; you can write instructions later."
            return [Text(stretch, "bold"), Text(words)]
        facts = (stretch.position, ", ".join(stretch.targets), *stretch.needs)
        title = Text(stretch.name, "bold")
        # A step of one's own says nothing but its name and instructions.
        if stretch.id != "own":
            title.append(
                f"  {f' {self._look.glyphs.dot} '.join(filter(None, facts))}", "not bold dim"
            )
        table = Table.grid(padding=(0, 1), expand=True, pad_edge=False)
        table.add_column(no_wrap=True, style="dim")
        table.add_column(ratio=1)
        for number, line in enumerate(stretch.instructions, 1):
            table.add_row(Text(str(number)), Text(line))
        told: RenderableType = (
            table if stretch.instructions else Text("No instructions yet.", "dim")
        )
        avoid = [Text(f"Avoid {avoided(stretch)}.")] if stretch.avoid else []
        wrong = wrong_for(stretch, self._look.settings.value.care.leave_out)
        mine = [Text(f"You leave this out {because_of(wrong)}.", "bold")] if wrong else []
        return [title, *mine, told, *avoid]

"""Asks which stretch to add to a session: found by typing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.binding import Binding, BindingType

from stretchtui.core.routines.model import Stretch
from stretchtui.core.routines.stretch_finder import StretchFinder
from stretchtui.tui.dialogs.prompts import Prompt
from stretchtui.tui.widgets.line_input import LineInput, settled
from stretchtui.tui.widgets.line_list import LineList, Span

if TYPE_CHECKING:
    from textual.widget import Widget

    from stretchtui.tui.commands.look import Look
    from stretchtui.words.glyphs import Glyphs

ROWS = 10
"""So many stretches are seen at once, where there is room."""

AROUND = 8
"""So many rows of a small screen are taken by what stands around them."""


class FoundStretches(LineList, can_focus=False):
    """The stretches that were found, a line each.

    Args:
        glyphs: The characters to draw with.
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self.found: Sequence[Stretch] = ()

    @property
    def count(self) -> int:
        """How many were found."""
        return len(self.found)

    def parts(self, place: int, width: int) -> Sequence[Span]:
        """A stretch: its name and, where there is room, the first part of the body it is for."""
        stretch = self.found[place]
        target = stretch.targets[0] if stretch.targets else ""
        if not target or cell_len(stretch.name) + cell_len(target) + 2 > width:
            return [(self.cut(stretch.name, width), "")]
        return [(self.cut(stretch.name, width - cell_len(target) - 1), ""), (f"{target} ", "dim")]

    def blank(self, y: int, width: int) -> Sequence[Span]:
        """That nothing was found."""
        return [(self.cut("  No such stretch", width), "dim")] if not y + self.count else ()


class StretchPrompt(Prompt[Stretch]):
    """Chooses a stretch; gives it.

    Args:
        stretches: All there are.
        look: How the program looks.
    """

    # Carried out before the keys behind them are looked at: by the line it would be after them.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False, priority=True),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "move(1, 'page')", show=False, priority=True),
        Binding("pageup", "move(-1, 'page')", show=False, priority=True),
    ]

    def __init__(self, stretches: Iterable[Stretch], look: Look) -> None:
        super().__init__("Add a stretch to this session")
        self._finder = StretchFinder(stretches)
        self._line = LineInput(placeholder="type to find a stretch", typed=self._find)
        self._list = FoundStretches(look.glyphs)
        self._list.add_class("-active")
        self.bar.keys = (
            (look.up_and_down, "move", "move(1)", True),
            ("enter", "add", "take", True),
            ("esc", "cancel", "cancel", True),
        )

    def content(self) -> Iterable[Widget]:
        """The line over the list."""
        yield self._line
        yield self._list

    def on_mount(self) -> None:
        """Show all there are; the keys are for the line."""
        self._find("")
        self.set_focus(self._line)

    def on_resize(self) -> None:
        """Share the room that there is now."""
        self._list.styles.height = max(2, min(ROWS, self.size.height - AROUND))
        super().on_resize()

    def _find(self, typed: str) -> None:
        self._list.found = self._finder.find(typed)
        self._list.show(0)

    def action_move(self, by: int, unit: str = "line") -> None:
        """Choose another stretch."""
        self._list.action_move(by, unit)

    async def action_take(self) -> None:
        """Take the chosen one, when all that was typed has been looked for."""
        await settled(self._line)
        if self._list.found:
            self.dismiss(self._list.found[self._list.chosen])

    @on(LineList.Clicked)
    async def _clicked(self, event: LineList.Clicked) -> None:
        self._list.chosen = event.place
        if event.again:
            await self.action_take()

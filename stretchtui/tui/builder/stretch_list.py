"""The stretches that a filter finds, a line each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from stretchtui.tui.widgets.line_list import LineList, Span

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Stretch
    from stretchtui.words.glyphs import Glyphs

OWN = "your own"
"""What the line of a step of one's own says beside its name."""


class StretchList(LineList):
    """Stretches to choose from, and, behind them, a step of one's own by the words typed.

    Args:
        glyphs: The characters to draw with.
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._found: Sequence[Stretch] = ()
        self._own = ""

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._found) + bool(self._own)

    @property
    def choice(self) -> Stretch | str | None:
        """The chosen stretch, or the name of a step of one's own; None in an empty list."""
        if self.chosen < len(self._found):
            return self._found[self.chosen]
        return self._own or None

    def show_found(self, found: Sequence[Stretch], own: str, chosen: Stretch | None = None) -> None:
        """Show what was found.

        Args:
            found: The stretches.
            own: The name of a step of one's own that is offered as well; empty, if none is.
            chosen: Which is chosen; the first one, if that is not among them.
        """
        self._found, self._own = found, own
        self.show(next((n for n, each in enumerate(found) if each is chosen), 0))

    def parts(self, place: int, width: int) -> Sequence[Span]:
        """A stretch: its name and, where there is room, what it is for."""
        if place == len(self._found):
            name = self.cut(f"+ {self._own}", max(1, width - len(OWN) - 2))
            return [(name, ""), (f" {OWN} ", "dim")]
        stretch = self._found[place]
        targets = f" {self.glyphs.dot} ".join(stretch.targets)
        room = width - cell_len(stretch.name) - 3
        if cell_len(targets) > room and stretch.targets:
            targets = stretch.targets[0]
        if cell_len(targets) > room:
            targets = ""
        if not targets:
            return [(self.cut(stretch.name, width), "")]
        name = self.cut(stretch.name, width - cell_len(targets) - 2)
        return [(name, ""), (f" {targets} ", "dim")]

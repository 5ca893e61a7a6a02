"""The list of routines: drawn row by row, so that ten thousand cost no more than ten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message

from stretchtui.tui.player.routine_columns import RowColumns, cells_of, columns
from stretchtui.tui.widgets.line_list import MARK, LineList, Span

if TYPE_CHECKING:
    from stretchtui.tui.player.routine_row import RoutineRow
    from stretchtui.words.glyphs import Glyphs


class RoutineList(LineList, can_focus=True):
    """Routines to choose from.

    Args:
        rows: What can be chosen.
        glyphs: The characters to draw with.
        tell: Is told of each row that becomes the chosen one: at once, so that what is shown of it
            comes in the same frame. A message would come after that, and wait for the next.
    """

    # With a bar or without, the columns stand where they stand.
    DEFAULT_CSS = """
    RoutineList { scrollbar-gutter: stable; }
    RoutineList:focus > .line-list--chosen { background: $chosen; }
    RoutineList:ansi:focus > .line-list--chosen { text-style: bold reverse; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "move(-1000000)", show=False),
        Binding("end", "move(1000000)", show=False),
    ]

    class Opened(Message):
        """The chosen row was clicked."""

    def __init__(
        self,
        rows: Sequence[RoutineRow],
        glyphs: Glyphs,
        tell: Callable[[RoutineRow | None], None],
    ) -> None:
        super().__init__(glyphs)
        self.rows = rows
        self._tell = tell
        self.with_past = False
        """Whether it is known when routines were last done."""
        self.with_streaks = False
        """Whether any is done day after day."""

    @property
    def count(self) -> int:
        """How many rows are shown."""
        return len(self.rows)

    @property
    def row(self) -> RoutineRow | None:
        """The chosen row; None while the list is empty."""
        return self.rows[self.chosen] if self.chosen < self.count else None

    def show_rows(self, rows: Sequence[RoutineRow], chosen: RoutineRow | None = None) -> None:
        """Show these rows, and choose one of them, or the first."""
        before, self.rows = self.chosen, rows
        self.show(rows.index(chosen) if chosen in rows else 0)
        if self.chosen == before:
            self._tell(self.row)

    def choose(self, row: RoutineRow) -> None:
        """Choose a row that is shown."""
        if row in self.rows:
            self.chosen = self.rows.index(row)

    def watch_chosen(self, before: int, after: int) -> None:
        """Redraw the two rows, and tell."""
        super().watch_chosen(before, after)
        if before != after:
            self._tell(self.row)

    @on(LineList.Clicked)
    def _clicked(self, event: LineList.Clicked) -> None:
        event.stop()
        if event.again:
            self.post_message(self.Opened())
        self.chosen = event.place

    @property
    def columns(self) -> RowColumns:
        """What each row shows, and in how many cells."""
        return columns(
            self.size.width - MARK, with_past=self.with_past, with_streaks=self.with_streaks
        )

    def parts(self, place: int, width: int) -> Sequence[Span]:
        """A row, in its columns."""
        return cells_of(self.rows[place], self.columns, self.glyphs)

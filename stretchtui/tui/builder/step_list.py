"""The steps of a routine that is made, a line each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from rich.cells import cell_len
from rich.segment import Segment
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.core.routines.model import Routine, Stretch
from stretchtui.core.routines.pace import Pace
from stretchtui.core.text import clean
from stretchtui.tui.builder.library_pane import LinesPasted
from stretchtui.tui.builder.step_columns import (
    HEADINGS,
    Columns,
    Telling,
    columns,
    in_columns,
    together,
)
from stretchtui.tui.builder.step_rows import RowWords, row_words
from stretchtui.tui.widgets.line_list import MARK, LineList, Span
from stretchtui.words.cells import cut

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from stretchtui.core.routines.draft import Draft
    from stretchtui.words.glyphs import Glyphs

COLUMNS_FROM = 44
"""From this width on a line is divided into columns; below, what there is stands together."""

EMPTY = ("No steps yet.", "Find a stretch; enter adds it.")
"""What stands where the steps will be."""

NARROWEST_NAME = 8

READABLE_NAME = 15
"""Where names have less room than this, it is not said how steps grow."""


class StepList(LineList, can_focus=True):
    """The steps.

    Args:
        glyphs: The characters to draw with.
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._pace = Pace()
        self._routine = Routine(id="none", name="None")
        self._stretches: Mapping[str, Stretch] = {}
        self._lines: list[RowWords] = []
        self._marked = range(0)
        self._faulty: Collection[int] = ()
        self._dragged: int | None = None
        self._drop: int | None = None
        self._measured: tuple[tuple[int, object], Telling, Columns] | None = None

    @property
    def count(self) -> int:
        """How many steps there are."""
        return len(self._lines)

    def show_steps(
        self,
        draft: Draft,
        stretches: Mapping[str, Stretch],
        pace: Pace,
        faulty: Collection[int] = (),
    ) -> None:
        """Show a routine's steps, with one of them chosen, or several.

        Args:
            draft: The routine, and the place in it.
            stretches: All that its steps may ask for.
            pace: The time a session leaves between holds.
            faulty: The rows that are marked as faulty.
        """
        self._faulty = faulty
        same = draft.routine is self._routine and stretches is self._stretches
        if not same or pace != self._pace:
            self._routine, self._stretches, self._pace = draft.routine, stretches, pace
            self._lines = row_words(draft.routine, stretches, pace, self.glyphs)
        self._marked = draft.marked
        self.show(draft.cursor)

    @property
    def widths(self) -> Columns:
        """The columns are as wide as what stands in them: the rest is for the names."""
        return self._measure()[1]

    def _measure(self) -> tuple[Telling, Columns]:
        """How much is told in the columns, and how wide they are."""
        key = (self.size.width, self._lines)
        if self._measured is None or self._measured[0] != key:
            width, taken = self.size.width, MARK + self.number_width + 1
            for telling in Telling:
                wide = self._wide(telling)
                self._measured = (key, telling, wide)
                if width - taken - cell_len(in_columns(HEADINGS, wide, width)) >= READABLE_NAME:
                    break
        assert self._measured is not None
        return self._measured[1:]

    def _wide(self, telling: Telling) -> Columns:
        lines = [columns(line, self.size.width, telling) for line in self._lines]
        each_column = zip(*(lines or [Columns(*" " * 5)]), strict=True)
        wide = (max(map(cell_len, column)) for column in each_column)
        found = (each and max(each, len(name)) for each, name in zip(wide, HEADINGS, strict=False))
        return Columns(*found)

    @property
    def number_width(self) -> int:
        """The cells of a step's number."""
        return len(str(len(self._routine.single_steps)))

    def parts(self, place: int, width: int) -> Sequence[Span]:
        """A step: its number, its name, how it is done, its length."""
        row = self._lines[place]
        words = row.words
        number = f"{row.number or '':>{self.number_width}} "
        is_marked = place in self._marked and place != self.chosen
        look = "heading" if is_marked or place == self._drop else ""
        name = f"{row.bracket} {words.name}" if row.bracket else words.name
        if place in self._faulty:
            look, name = "wrong", f"{self.glyphs.broken} {name}"
        if words.lost:
            return [(number, "dim"), (self.cut(name, width - len(number)), "wrong")]
        room = width - len(number) - NARROWEST_NAME
        if row.number is None:
            dose = f" {row.time:>5} "
        elif self.size.width < COLUMNS_FROM:
            dose = together(row, room)
        else:
            telling, widths = self._measure()
            line = columns(row, self.size.width, telling)
            dose = in_columns(line, widths, self.size.width)
        dose = self.cut(dose, room) if cell_len(dose) > room else dose
        name = self.cut(name, max(0, width - len(number) - cell_len(dose)))
        return [(number, "dim"), (name, look), (dose, "dim")]

    # What is pasted, and the mouse

    def on_paste(self, event: events.Paste) -> None:
        """Lines are steps, as over the stretches."""
        event.stop()
        self.post_message(LinesPasted("\n".join(map(clean, event.text.splitlines()))))

    class Dropped(Message):
        """A row was dragged to another's place."""

        def __init__(self, dragged: int, to: int) -> None:
            super().__init__()
            self.dragged = dragged
            self.to = to

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to drag a row."""
        place = event.y + self.scroll_offset.y
        self._dragged, self._drop = (place if place < self.count else None), None
        if self._dragged is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show where it would go."""
        if self._dragged is None:
            return
        place = max(0, min(event.y + self.scroll_offset.y, self.count - 1))
        if place != self._dragged or self._drop is not None:
            self._drop = place
            self.refresh()

    def on_mouse_up(self) -> None:
        """Drop it there."""
        self.release_mouse()
        dragged, drop = self._dragged, self._drop
        self._dragged = None
        if dragged is not None and drop is not None and drop != dragged:
            self.post_message(self.Dropped(dragged, drop))

    def on_click(self, event: events.Click) -> None:
        """Tell which row was clicked; where one was dragged, none was."""
        if self._drop is None:
            super().on_click(event)
        else:
            self._drop = None
            self.refresh()

    def heading(self) -> str:
        """What the columns are called."""
        if not self.count:
            return ""
        width = self.size.width
        left = "   " + " " * self.number_width + "step"
        right = "time " if width < COLUMNS_FROM else in_columns(HEADINGS, self.widths, width)
        return left + " " * (width - len(left) - len(right)) + right

    def blank(self, y: int, width: int) -> Sequence[Span]:
        """What to do, where there are no steps."""
        if self.count or not 1 <= y <= len(EMPTY):
            return ()
        return [(cut(f"  {EMPTY[y - 1]}", width), "" if y == 1 else "dim")]


class Headed(Protocol):
    """A list with columns."""

    def heading(self) -> str:
        """What they are called, each over its column."""


class Heading(Widget):
    """What the columns of a list are called.

    Args:
        columns: The list.
    """

    def __init__(self, columns: Headed) -> None:
        super().__init__(id="heading")
        self._columns = columns

    def render_line(self, y: int) -> Strip:
        """The names, each over its column."""
        words = self._columns.heading()
        return Strip([Segment(words, self.rich_style)]).adjust_cell_length(
            self.size.width, self.rich_style
        )


class StepPane(Vertical):
    """The steps under the names of their columns.

    Args:
        glyphs: The characters to draw with.
    """

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.list = StepList(glyphs)
        self._heading = Heading(self.list)

    def compose(self) -> ComposeResult:
        """The heading and the list."""
        yield self._heading
        yield self.list

    def show(
        self,
        draft: Draft,
        stretches: Mapping[str, Stretch],
        pace: Pace,
        faulty: Collection[int] = (),
    ) -> None:
        """Show a routine's steps, with one of them chosen: as ``StepList.show_steps``."""
        self.list.show_steps(draft, stretches, pace, faulty)
        self._heading.refresh()

"""The list of routines: drawn row by row, so that ten thousand cost no more than ten."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from stretchtui.core.duration import about_minutes
from stretchtui.core.routines.library import Entry, Library, Source
from stretchtui.core.routines.model import stretch_of
from stretchtui.core.routines.pace import Pace
from stretchtui.core.text import clean

if TYPE_CHECKING:
    from textual import events

    from stretchtui.core.routines.format import Fault
    from stretchtui.words.glyphs import Glyphs

UNITS_FROM = 32
"""Minutes are called so from this width on; below, the number says enough."""

TAGS_FROM = 44
"""Tags are shown from this width on."""


class RoutineRow:
    """One line of the list: a routine, or a file that is broken.

    Args:
        name: What the line says.
        entry: The routine, or
        faults: what is wrong with the file.
        pace: The time a session leaves between holds.
    """

    def __init__(
        self, name: str, entry: Entry | None, faults: Sequence[Fault] = (), pace: Pace = Pace()
    ) -> None:
        self.name = name
        self.entry = entry
        self.faults = faults
        self.level = 0
        """The level at which the routine is played today."""
        self.pace = pace
        """The time a session leaves between holds."""
        self._totals: dict[tuple[Pace, int], int] = {}

    @property
    def total(self) -> int:
        """The session's length in seconds."""
        if self.entry is None:
            return 0
        asked = (self.pace, self.level)
        if asked not in self._totals:
            self._totals[asked] = self.entry.total(*asked)
        return self._totals[asked]

    @cached_property
    def haystack(self) -> str:
        """What a filter looks in: the name, the tags, the names and targets of the stretches."""
        if self.entry is None:
            return f"{self.name} broken".casefold()
        routine = self.entry.routine
        stretches = [stretch_of(step, self.entry.stretches) for step in routine.steps]
        words = [routine.name, *routine.tags]
        for stretch in stretches:
            words += [stretch.name, *stretch.targets]
        return " ".join(dict.fromkeys(words)).casefold()


def rows_of(library: Library, pace: Pace) -> list[RoutineRow]:
    """A library's lines: its routines, then the files with faults."""
    rows = [RoutineRow(entry.routine.name, entry, pace=pace) for entry in library.entries.values()]
    broken: dict[str, list[Fault]] = {}
    for fault in library.faults:
        broken.setdefault(fault.file, []).append(fault)
    return rows + [RoutineRow(clean(file), None, faults) for file, faults in broken.items()]


class RoutineList(ScrollView, can_focus=True):
    """Routines to choose from.

    Args:
        rows: What can be chosen.
        glyphs: The characters to draw with.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "routine-list--chosen",
        "routine-list--dim",
        "routine-list--broken",
    }
    DEFAULT_CSS = """
    RoutineList { overflow-x: hidden; }
    RoutineList > .routine-list--chosen { background: $panel; text-style: bold; }
    RoutineList:focus > .routine-list--chosen { background: $chosen; text-style: bold; }
    RoutineList:ansi:focus > .routine-list--chosen { text-style: bold reverse; }
    RoutineList > .routine-list--dim { color: $secondary; }
    RoutineList > .routine-list--broken { color: $error; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "move(-1000000)", show=False),
        Binding("end", "move(1000000)", show=False),
    ]

    chosen: reactive[int] = reactive(0, init=False)
    """The chosen row's place among those shown."""

    class Chosen(Message):
        """Another row is the chosen one."""

        def __init__(self, row: RoutineRow | None) -> None:
            super().__init__()
            self.row = row

    class Opened(Message):
        """The chosen row was clicked."""

    def __init__(
        self, rows: Sequence[RoutineRow], glyphs: Glyphs, *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self.rows = rows

    @property
    def row(self) -> RoutineRow | None:
        """The chosen row; None while the list is empty."""
        return self.rows[self.chosen] if self.chosen < len(self.rows) else None

    def show(self, rows: Sequence[RoutineRow], chosen: RoutineRow | None = None) -> None:
        """Show these rows, and choose one of them, or the first."""
        self.rows = rows
        self.virtual_size = Size(self.size.width, len(rows))
        before = self.chosen
        self.chosen = rows.index(chosen) if chosen in rows else 0
        self.refresh()
        if self.chosen == before:
            self._follow()

    def choose(self, row: RoutineRow) -> None:
        """Choose a row that is shown."""
        if row in self.rows:
            self.chosen = self.rows.index(row)

    def validate_chosen(self, chosen: int) -> int:
        """Keep to the rows there are."""
        return max(0, min(chosen, len(self.rows) - 1))

    def watch_chosen(self, before: int, after: int) -> None:
        """Redraw the two rows, and tell."""
        for place in (before, after):
            self.refresh(Region(0, place - self.scroll_offset.y, self.size.width, 1))
        self._follow()

    def action_move(self, by: int) -> None:
        """Choose the row so many lines further."""
        self.chosen += by

    def action_page(self, by: int) -> None:
        """Choose the row a page further."""
        self.chosen += by * max(1, self.size.height - 1)

    def on_click(self, event: events.Click) -> None:
        """Choose the row under the mouse; open it, if it is the chosen one."""
        place = event.y + self.scroll_offset.y
        if place >= len(self.rows):
            return
        if place == self.chosen:
            self.post_message(self.Opened())
        self.chosen = place

    def on_resize(self, event: events.Resize) -> None:
        """Keep the chosen row in view."""
        self.virtual_size = Size(event.size.width, len(self.rows))
        self._scroll_to_chosen()

    def render_line(self, y: int) -> Strip:
        """One row: a mark, the name, the tags where there is room, the length."""
        width = self.size.width
        place = y + self.scroll_offset.y
        if place >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        row = self.rows[place]
        base = self.rich_style
        dim = base + self.get_component_rich_style("routine-list--dim", partial=True)
        if place == self.chosen:
            base += self.get_component_rich_style("routine-list--chosen", partial=True)
            dim = base
        mark = self._glyphs.chosen if place == self.chosen else " "
        length = f" {self._length(row)} "
        name_width = max(0, width - 2 - cell_len(length))
        tags = ""
        if width >= TAGS_FROM and row.entry:
            tags = f" {self._glyphs.dot} ".join(row.entry.routine.tags)
        own = f" {self._glyphs.own}" if row.entry and row.entry.source is not Source.SHIPPED else ""
        name = self._cut(row.name, name_width - cell_len(own)) + own
        tags = self._cut(tags, max(0, name_width - cell_len(name) - 2))
        gap = " " * (name_width - cell_len(name) - cell_len(tags))
        if row.entry is None and place != self.chosen:
            base += self.get_component_rich_style("routine-list--broken", partial=True)
            dim = base
        return Strip(
            [
                Segment(f"{mark} {name}", base),
                Segment(f"{gap}{tags}", dim),
                Segment(length, dim),
            ]
        ).adjust_cell_length(width, base)

    def _length(self, row: RoutineRow) -> str:
        if row.entry is None:
            return self._glyphs.broken
        if not row.entry.routine.steps:
            return self._glyphs.none
        text = about_minutes(row.total)
        return text if self.size.width >= UNITS_FROM else text.split()[0]

    def _cut(self, text: str, width: int) -> str:
        if cell_len(text) <= width:
            return text
        return set_cell_size(text, width - 1) + self._glyphs.ellipsis if width > 3 else ""

    def _follow(self) -> None:
        self._scroll_to_chosen()
        # Textual takes whoever runs now for the sender, and lets no message go beyond its
        # sender: while a filter is typed that is the pane around the list.
        self.post_message(self.Chosen(self.row).set_sender(self))

    def _scroll_to_chosen(self) -> None:
        top, height = self.scroll_offset.y, self.size.height
        # Every row is drawn anew when the list scrolls: so it does in larger steps.
        ahead = height // 3
        if self.chosen < top:
            top = max(0, self.chosen - ahead)
        elif height and self.chosen >= top + height:
            top = self.chosen - height + 1 + ahead
        self.scroll_to(y=top, animate=False, immediate=True, force=True)

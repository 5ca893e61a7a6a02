"""The list of routines: drawn row by row, so that ten thousand cost no more than ten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message

from stretchtui.core.duration import about_minutes, whole_minutes
from stretchtui.core.routines.library import Entry, Library, Source
from stretchtui.core.routines.pace import Pace
from stretchtui.core.text import clean
from stretchtui.tui.widgets.line_list import LineList, Span
from stretchtui.words.cells import cut

if TYPE_CHECKING:
    from stretchtui.core.routines.format import Fault
    from stretchtui.words.glyphs import Glyphs

UNITS_FROM = 32
"""Minutes are called so from this width on; below, the number says enough."""

SHORTEST = 4
"""Cells that a word shall have at least; less of it says less than nothing."""

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
        self._latest: tuple[Pace, int, int] | None = None

    @property
    def total(self) -> int:
        """The session's length in seconds."""
        if self.entry is None:
            return 0
        # Ten thousand of them are asked at a time, and to compare a pace takes ten times as long.
        latest = self._latest
        if latest is not None and latest[0] is self.pace and latest[1] == self.level:
            return latest[2]
        asked = (self.pace, self.level)
        if asked not in self._totals:
            self._totals[asked] = self.entry.total(*asked)
        self._latest = (*asked, self._totals[asked])
        return self._totals[asked]

    def measure_anew(self) -> None:
        """Look the length up again: what takes how long to say is known once it was rendered."""
        self._totals.clear()
        self._latest = None

    @property
    def minutes(self) -> int | None:
        """The length as it is shown; None if there is nothing to play."""
        if self.entry is None or not self.entry.routine.steps:
            return None
        return whole_minutes(self.total)


def rows_of(library: Library, pace: Pace) -> list[RoutineRow]:
    """A library's lines: its routines, then the files with faults."""
    rows = [RoutineRow(entry.routine.name, entry, pace=pace) for entry in library.entries.values()]
    broken: dict[str, list[Fault]] = {}
    for fault in library.faults:
        broken.setdefault(fault.file, []).append(fault)
    return rows + [RoutineRow(clean(file), None, faults) for file, faults in broken.items()]


class RoutineList(LineList, can_focus=True):
    """Routines to choose from.

    Args:
        rows: What can be chosen.
        glyphs: The characters to draw with.
    """

    DEFAULT_CSS = """
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

    class Chosen(Message):
        """Another row is the chosen one."""

        def __init__(self, row: RoutineRow | None) -> None:
            super().__init__()
            self.row = row

    class Opened(Message):
        """The chosen row was clicked."""

    def __init__(self, rows: Sequence[RoutineRow], glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self.rows = rows

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
            self._tell()

    def choose(self, row: RoutineRow) -> None:
        """Choose a row that is shown."""
        if row in self.rows:
            self.chosen = self.rows.index(row)

    def watch_chosen(self, before: int, after: int) -> None:
        """Redraw the two rows, and tell."""
        super().watch_chosen(before, after)
        if before != after:
            self._tell()

    @on(LineList.Clicked)
    def _clicked(self, event: LineList.Clicked) -> None:
        event.stop()
        if event.again:
            self.post_message(self.Opened())
        self.chosen = event.place

    def parts(self, place: int, width: int) -> Sequence[Span]:
        """A row: the name, the tags where there is room, the length."""
        row, dot = self.rows[place], self.glyphs.dot
        length = f" {self._length(row)} "
        room = max(0, width - cell_len(length))
        own = f" {self.glyphs.own}" if row.entry and row.entry.source is not Source.SHIPPED else ""
        name = self._shortened(row.name, room - cell_len(own)) + own
        tags = ""
        if row.entry is not None and self.size.width >= TAGS_FROM:
            tags = f" {dot} ".join(row.entry.routine.tags)
            tags = self._shortened(tags, room - cell_len(name) - 2)
        gap = " " * (room - cell_len(name) - cell_len(tags))
        look = "dim" if row.entry is not None else "wrong"
        return [(name, "" if row.entry is not None else look), (gap + tags + length, look)]

    def _length(self, row: RoutineRow) -> str:
        if row.entry is None:
            return self.glyphs.broken
        if not row.entry.routine.steps:
            return self.glyphs.none
        text = about_minutes(row.total)
        return text if self.size.width >= UNITS_FROM else text.split()[0]

    def _shortened(self, text: str, room: int) -> str:
        if cell_len(text) > room < SHORTEST:
            return ""
        return cut(text, room, self.glyphs.ellipsis, cell_len)

    def _tell(self) -> None:
        # Textual takes whoever runs now for the sender, and lets no message go beyond its
        # sender: while a filter is typed that is the pane around the list.
        self.post_message(self.Chosen(self.row).set_sender(self))

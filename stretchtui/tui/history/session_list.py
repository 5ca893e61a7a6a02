"""The sessions of the journal, a line each, the newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.geometry import Size

from stretchtui.core.duration import clock
from stretchtui.core.sessions.record import local
from stretchtui.tui.widgets.line_list import LineList, Span
from stretchtui.words.record import discomfort, how

if TYPE_CHECKING:
    from datetime import date

    from stretchtui.core.sessions.days import Today
    from stretchtui.core.sessions.record import Record
    from stretchtui.words.glyphs import Glyphs

MONTHS_FROM = 50
"""From this width on the month stands in a column of its own, once for all of its sessions."""

FUTURE = " future"
"""Marks a session that is dated in the future."""

NAME_CELLS = 20
"""What a name shall have before there are columns for what else is known."""


class Column(NamedTuple):
    """One of the columns after the name."""

    width: int
    text: Callable[[Record], str]


_COLUMNS = (Column(13, how), Column(8, discomfort))
"""From the most needed on."""


class SessionList(LineList, can_focus=False):
    """Sessions to open, or to delete.

    Args:
        glyphs: The characters to draw with.
    """

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(glyphs, id=id)
        self._records: Sequence[Record] = ()
        self._today: Today | None = None

    @property
    def count(self) -> int:
        """How many sessions there are."""
        return len(self._records)

    @property
    def record(self) -> Record | None:
        """The chosen session; None while there are none."""
        return self._records[self.chosen] if self.chosen < self.count else None

    def show_records(self, records: Sequence[Record], today: Today, chosen: int = 0) -> None:
        """Show these, the newest first; the chosen one stays chosen, if it is still there.

        Args:
            records: The sessions.
            today: From where it is looked back.
            chosen: The number of the session to choose instead.
        """
        before = next((each for each in records if each.id == chosen), self.record)
        ids = [record.id for record in records]
        self._records, self._today = records, today
        if self.is_mounted:
            self.show(ids.index(before.id) if before and before.id in ids else self.chosen)
        else:
            # Known before it is laid out, so that the scroll bar has its place at once.
            self.virtual_size = Size(1, self.count)

    def parts(self, place: int, width: int) -> Sequence[Span]:
        """A session: when it was, what, how long, how it went."""
        record, today = self._records[place], self._today
        assert today is not None
        if self.size.width >= MONTHS_FROM:
            day = f"{self._month(place):8}  {_day(record)}  "
        else:
            day = f"{_date(today.day_of(record))}  "
        length = f"{clock(record.held):>7} "
        room = width - len(day) - len(length)
        rest = ""
        for column in _COLUMNS:
            if room - len(rest) - 2 - column.width >= NAME_CELLS:
                rest += f"  {column.text(record):{column.width}}"
        mark = f" {self.glyphs.broken}" if record.hurt else ""
        mark += FUTURE if today.is_before(record) else ""
        name = self.cut(record.name, max(0, room - len(rest) - len(mark)))
        return [(day, "dim"), (name, ""), (mark, "wrong"), (rest, "dim"), (length, "dim")]

    def _month(self, place: int) -> str:
        """A session's month, if it stands on the first line with it that is seen."""
        month = _month(self._records[place])
        if place != self.scroll_offset.y and month == _month(self._records[place - 1]):
            return ""
        return month


def _month(record: Record) -> str:
    return f"{local(record.started, record.offset):%b %Y}"


def _day(record: Record) -> str:
    began = local(record.started, record.offset)
    return f"{began:%a} {began.day:2}  {began:%H:%M}"


def _date(day: date) -> str:
    return f"{day.day:2} {day:%b %y}"

"""The columns of the list of routines: which there are in so wide a list, and what stands in them.

A column is there whole or not at all, so that numbers stand below numbers at every size.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from stretchtui.core.duration import about_minutes
from stretchtui.core.routines.library import Source
from stretchtui.words.browsing import since, streak
from stretchtui.words.cells import cut, fitted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stretchtui.tui.player.routine_row import RoutineRow
    from stretchtui.tui.widgets.line_list import Span
    from stretchtui.words.glyphs import Glyphs

GAP = 2
"""Cells between two columns."""

END = 1
"""Cells behind the last one."""

UNITS_FROM = 40
"""Minutes are called so from this width on; below, the number says enough."""

LAST_FROM = 22
"""From this width on there is a column that says when a routine was last done."""

WORDS_FROM = 48
"""From this width on that is said in words, and streaks have a column of their own."""

TAGS_FROM = 70
"""From this width on there are tags."""

NAME, LONGEST_NAME = 24, 34
"""Cells of a name beside tags, at least and at most."""


class RowColumns(NamedTuple):
    """The cells of each column; 0 for one that is not there."""

    name: int
    tags: int
    streak: int
    length: int
    last: int


@lru_cache(maxsize=64)
def columns(width: int, *, with_past: bool, with_streaks: bool) -> RowColumns:
    """The columns of a list.

    Args:
        width: The cells of a row.
        with_past: Whether it is known when routines were last done.
        with_streaks: Whether any is done day after day.
    """
    length = len("12 min") if width >= UNITS_FROM else len("120")
    last = 0
    if with_past and width >= LAST_FROM:
        last = len("yesterday") if width >= WORDS_FROM else len("today")
    in_a_row = len("streak") if with_streaks and with_past and width >= WORDS_FROM else 0
    room = width - END - sum(GAP + each for each in (length, last, in_a_row) if each)
    tags = 0
    if width >= TAGS_FROM:
        name = max(NAME, min(LONGEST_NAME, room // 2))
        tags = room - name - GAP
        room = name
    return RowColumns(max(0, room), tags, in_a_row, length, last)


def header(shown: RowColumns) -> str:
    """What stands over the columns."""
    titles = [
        ("Routine", shown.name, False),
        ("Tags", shown.tags, False),
        ("Streak", shown.streak, True),
        ("Length" if shown.length >= len("length") else "Min", shown.length, True),
        ("Last done" if shown.last >= len("last done") else "Last", shown.last, True),
    ]
    return (" " * GAP).join(
        f"{title:>{room}}" if right else f"{title:<{room}}" for title, room, right in titles if room
    )


def cells_of(row: RoutineRow, shown: RowColumns, glyphs: Glyphs) -> Sequence[Span]:
    """What a row says, in its columns."""
    gap = " " * GAP
    if row.entry is None:
        room = shown.name + sum(GAP + each for each in shown[1:] if each)
        said = f"{glyphs.broken} {row.name}"
        return [(fitted(said, room, glyphs.ellipsis, cell_len), "wrong"), (" " * END, "")]
    own = f" {glyphs.own}" if row.entry.source is not Source.SHIPPED else ""
    own += f" {glyphs.adapted}" if row.entry.adapted is not None else ""
    name = cut(row.name, shown.name - cell_len(own), glyphs.ellipsis, cell_len)
    spare = shown.name - cell_len(name) - cell_len(own)
    habit, in_a_row = row.habit, ""
    if habit is not None and habit.streak:
        in_a_row = streak(habit.streak, short=bool(shown.streak))
    facts = ""
    if shown.tags:
        facts += gap + fitted(_whole_tags(row, shown.tags, glyphs), shown.tags, "", cell_len)
    if shown.streak:
        facts += gap + in_a_row.rjust(shown.streak)
    elif in_a_row and len(in_a_row) + GAP <= spare:
        # Without a column of its own it stands where the name leaves room for all of it.
        spare -= len(in_a_row)
        facts += in_a_row
    facts += gap + _length(row, shown.length, glyphs).rjust(shown.length)
    if shown.last:
        facts += gap + _last(row, shown.last, glyphs).rjust(shown.last)
    return [(name, ""), (own, "mark"), (" " * spare + facts + " " * END, "dim")]


def _length(row: RoutineRow, room: int, glyphs: Glyphs) -> str:
    if row.minutes is None:
        return glyphs.none
    text = about_minutes(row.total)
    return text if len(text) <= room else text.split()[0]


def _last(row: RoutineRow, room: int, glyphs: Glyphs) -> str:
    if row.habit is None:
        return glyphs.none
    return since(row.habit.days_ago, short=room < len("yesterday"))


def _whole_tags(row: RoutineRow, room: int, glyphs: Glyphs) -> str:
    """As many tags as fit, none of them cut."""
    assert row.entry is not None
    said = ""
    for tag in row.entry.routine.tags:
        longer = f"{said} {glyphs.dot} {tag}" if said else tag
        if cell_len(longer) <= room:
            said = longer
    return said

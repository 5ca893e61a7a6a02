"""The list of routines with its filter and its count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events, on
from textual.containers import Vertical
from textual.widgets import Input, Static

from stretchtui.core.routines.library import Source
from stretchtui.tui.player.routine_finder import RoutineFinder
from stretchtui.tui.player.routine_list import RoutineList, RoutineRow
from stretchtui.words import session as wording

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from stretchtui.tui.widgets.key_bar import Key
    from stretchtui.words.glyphs import Glyphs


FILTER_KEYS: tuple[Key, ...] = (
    ("enter", "show results", "found", True),
    ("esc", "show all", "unfilter", True),
)
"""What the key bar shows while a filter is typed."""


class Filter(Input):
    """The line to type a filter in; the list's own keys go on working beside it."""

    def on_key(self, event: events.Key) -> None:
        """Let the arrows move in the list, and leave with escape."""
        pane = self.query_ancestor(RoutinePane)
        match event.key:
            case "down" | "up":
                pane.list.action_move(1 if event.key == "down" else -1)
            case "escape":
                pane.close_filter(clear=True)
            case _:
                return
        event.stop()
        event.prevent_default()


class RoutinePane(Vertical):
    """The left pane.

    Args:
        rows: Every line there is.
        glyphs: The characters to draw with.
    """

    def __init__(
        self, rows: Sequence[RoutineRow], glyphs: Glyphs, *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._rows = rows
        self._total = _playable(rows)
        self._found = rows
        self._finder = RoutineFinder(rows)
        self._glyphs = glyphs
        self.list = RoutineList(rows, glyphs)
        self._line = Filter(placeholder="hips, chair, 10 min, a name", select_on_focus=False)

    def compose(self) -> ComposeResult:
        """The filter over the list, the count under it."""
        yield self._line
        yield self.list
        yield Static(id="count", markup=False)

    def show_rows(self, rows: Sequence[RoutineRow], chosen: RoutineRow | None) -> None:
        """Show other lines, all of them."""
        self._rows = rows
        self._total = _playable(rows)
        self._line.value = ""
        self._line.display = False
        self._found = rows
        self._finder = RoutineFinder(rows)
        self.list.show_rows(rows, chosen)
        self._show_count()

    @property
    def filtering(self) -> bool:
        """Whether what is typed goes into the filter."""
        # Not ``has_focus``, which follows a moment later: the next key may be here already.
        return self.is_attached and self.screen.focused is self._line

    def open_filter(self) -> None:
        """Let the person type a filter."""
        self._line.display = True
        # At once, not by and by: the letters behind the key are for it.
        self.screen.set_focus(self._line)
        # While the first letter is looked for on the keyboard: of many routines it takes a while.
        self.call_after_refresh(self._prepare)

    def _prepare(self) -> None:
        self.run_worker(self._finder.prepare(), group="filter", exclusive=True)

    def close_filter(self, clear: bool) -> None:
        """Back to the list: with all its rows, or with those the filter found."""
        if clear:
            self._line.value = ""
        self.screen.set_focus(self.list)
        self._line.display = bool(self._line.value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._filter(event.value)

    def _filter(self, text: str) -> None:
        self._found = found = self._finder.find(text)
        # What is typed is for the best one; without it, the list is where the person was.
        self.list.show_rows(found, None if text.strip() else self.list.row)
        self._show_count()

    def on_resize(self) -> None:
        """The count has another width to fit."""
        self.call_after_refresh(self._show_count)

    def _show_count(self) -> None:
        self.query_one("#count", Static).update(self._count(self._found), layout=False)

    def _count(self, found: Sequence[RoutineRow]) -> str:
        """How many there are, in as many words as there is room for."""
        sources = [row.entry.source for row in found if row.entry is not None]
        playable, total = len(sources), self._total
        own = playable - sources.count(Source.SHIPPED)
        of = f" of {total}" if len(found) < len(self._rows) else ""
        marks = [
            f"{number} {mark} {word}"
            for number, mark, word in (
                (own, self._glyphs.own, "yours"),
                (len(found) - playable, self._glyphs.broken, "broken"),
            )
            if number
        ]
        dot = f" {self._glyphs.dot} "
        words = dot.join([f"{playable}{of} {wording.plural('routine', total)}", *marks])
        return (
            words
            if cell_len(words) < self.list.size.width
            else dot.join([f"{playable}{of}", *marks])
        )


def _playable(rows: Sequence[RoutineRow]) -> int:
    return sum(row.entry is not None for row in rows)

"""The list of routines with its filter and its count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events, on
from textual.containers import Vertical
from textual.widgets import Input, Static

from stretchtui.core.library import Source
from stretchtui.ui.widgets.routine_list import RoutineList, Row

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from stretchtui.ui.glyphs import Glyphs


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
            case "enter":
                pane.close_filter(clear=False)
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

    def __init__(self, rows: Sequence[Row], glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows = rows
        self._glyphs = glyphs

    @property
    def list(self) -> RoutineList:
        """The list itself."""
        return self.query_one(RoutineList)

    def compose(self) -> ComposeResult:
        """The filter over the list, the count under it."""
        yield Filter(placeholder="name, tag or body part", select_on_focus=False)
        yield RoutineList(self._rows, self._glyphs)
        yield Static(self._count(self._rows), id="count", markup=False)

    def open_filter(self) -> None:
        """Let the person type a filter."""
        self.query_one(Filter).add_class("-open").focus()

    def close_filter(self, clear: bool) -> None:
        """Back to the list: with all its rows, or with those the filter found."""
        line = self.query_one(Filter)
        if clear:
            line.value = ""
        line.set_class(bool(line.value), "-open")
        self.list.focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._filter(event.value)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        found = [row for row in self._rows if all(word in row.haystack for word in words)]
        self.list.show(found, self.list.row)
        self.query_one("#count", Static).update(self._count(found))

    def _count(self, found: Sequence[Row]) -> str:
        playable = [row for row in found if row.entry]
        own = sum(row.entry is not None and row.entry.source is not Source.SHIPPED for row in found)
        broken = len(found) - len(playable)
        parts = [f"{len(playable)} routine{'' if len(playable) == 1 else 's'}"]
        if len(found) < len(self._rows):
            total = sum(row.entry is not None for row in self._rows)
            parts = [f"{len(playable)} of {total} routines"]
        if own:
            parts.append(f"{own} {self._glyphs.own} yours")
        if broken:
            parts.append(f"{broken} {self._glyphs.broken} broken")
        return f" {self._glyphs.dot} ".join(parts)

"""The list of routines with its filter and its count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical
from textual.widgets import Input, Static

from stretchtui.tui.player.routine_columns import header
from stretchtui.tui.player.routine_finder import RoutineFinder
from stretchtui.tui.player.routine_foot import Foot, count_of
from stretchtui.tui.player.routine_list import RoutineList
from stretchtui.tui.widgets.line_list import MARK
from stretchtui.tui.widgets.mounting import mount_once

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content

    from stretchtui.core.sessions.history import Week
    from stretchtui.tui.player.past_charts import PastCharts
    from stretchtui.tui.player.routine_filter import Filter
    from stretchtui.tui.player.routine_row import RoutineRow
    from stretchtui.tui.widgets.key_bar import Key
    from stretchtui.words.glyphs import Glyphs


FILTER_KEYS: tuple[Key, ...] = (
    ("enter", "show results", "found", True),
    ("esc", "show all", "unfilter", True),
)
"""What the key bar shows while a filter is typed."""


OTHER_ROWS = 5
"""Those around the list, and a few that stay empty below it."""


class RoutinePane(Vertical):
    """The left pane.

    Args:
        rows: Every line there is.
        glyphs: The characters to draw with.
        tell: Is told of each line that becomes the chosen one.
    """

    def __init__(
        self,
        rows: Sequence[RoutineRow],
        glyphs: Glyphs,
        tell: Callable[[RoutineRow | None], None],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._rows = rows
        self._total = _playable(rows)
        self._found = rows
        self._finder = RoutineFinder(rows)
        self._glyphs = glyphs
        self.list = RoutineList(rows, glyphs, tell)
        self._header = Static(id="columns", markup=False)
        self._foot = Foot(id="count", markup=False)
        self._line: Filter | None = None
        """Comes with the first filter, ..."""
        self._past: PastCharts | None = None
        """... and this with the first session: the first screen waits for neither."""

    def compose(self) -> ComposeResult:
        """The columns' titles over the list, the count under it."""
        yield self._header
        yield self.list
        yield self._foot

    def show_rows(self, rows: Sequence[RoutineRow], chosen: RoutineRow | None) -> None:
        """Show other lines, all of them."""
        self._rows = rows
        self._total = _playable(rows)
        if self._line is not None:
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
        line = self._line
        return line is not None and self.is_attached and self.screen.focused is line

    def open_filter(self) -> None:
        """Let the person type a filter."""
        if self._line is None:
            from stretchtui.tui.player.routine_filter import Filter

            self._line = Filter(self.list.action_move, partial(self.close_filter, clear=True))
            mount_once(self, self._line, before=self._header)
        self._line.display = True
        # At once, not by and by: the letters behind the key are for it.
        self.screen.set_focus(self._line)
        # While the first letter is looked for on the keyboard: of many routines it takes a while.
        self.call_after_refresh(self._prepare)

    def _prepare(self) -> None:
        self.run_worker(self._finder.prepare(), group="filter", exclusive=True)

    def close_filter(self, clear: bool) -> None:
        """Back to the list: with all its rows, or with those the filter found."""
        if self._line is not None and clear:
            self._line.value = ""
        self.screen.set_focus(self.list)
        if self._line is not None:
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

    def show_past(
        self, weeks: Sequence[Week], areas: Sequence[tuple[str, int]], *, with_streaks: bool
    ) -> None:
        """Show when routines were last done, and whether day after day, as their rows know it.

        Args:
            weeks: The last weeks.
            areas: This week's seconds for each part of the body, the most first.
            with_streaks: Whether any routine is done day after day.
        """
        self.list.with_past, self.list.with_streaks = True, with_streaks
        self.list.refresh()
        if self._past is None:
            from stretchtui.tui.player.past_charts import PastCharts

            self._past = PastCharts(self._glyphs)
            mount_once(self, *self._past.widgets, before=self._foot)
        self._past.take(weeks, areas)
        self._show_sizes()

    def on_resize(self) -> None:
        """The columns and the count have another width to fit."""
        self.call_after_refresh(self._show_sizes)

    def _show_sizes(self) -> None:
        width, height = self.size
        if self._past is not None:
            self._past.fit(width, height, spare=height - len(self._rows) - OTHER_ROWS)
        self._show_header()
        self._show_count()

    def _show_header(self) -> None:
        _tell(self._header, " " * MARK + header(self.list.columns))

    def _show_count(self) -> None:
        rows, width = len(self._rows), self.size.width
        _tell(self._foot, count_of(self._found, self._total, rows, width, self._glyphs))

    @on(Foot.Asked)
    def _asked_which(self, event: Foot.Asked) -> None:
        """Choose a file that has errors: the next one with each click."""
        event.stop()
        rows = self.list.rows
        broken = [place for place, row in enumerate(rows) if row.entry is None]
        if broken:
            later = [place for place in broken if place > self.list.chosen]
            self.list.chosen = (later or broken)[0]
            self.screen.set_focus(self.list)


def _playable(rows: Sequence[RoutineRow]) -> int:
    return sum(row.entry is not None for row in rows)


def _tell(line: Static, words: str | Content) -> None:
    """Give a line other words, if they are others."""
    if line.content != words:
        line.update(words, layout=False)

"""The instructions pane: what to do, in words and in a figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from textual.widget import Widget

from stretchtui.core.routines.model import stretch_of
from stretchtui.tui.widgets.mounting import mount_once
from stretchtui.tui.widgets.unfilled import unfilled_line

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip
    from textual.widget import AwaitMount

    from stretchtui.core.figures.figure import Figure
    from stretchtui.core.routines.library import Entry
    from stretchtui.cues.sink import Timer
    from stretchtui.playing.clockwork import CallLater
    from stretchtui.tui.player.guide import Guide
    from stretchtui.tui.widgets.figure import FigureRow, FigureView
    from stretchtui.words.glyphs import Glyphs

REST_S = 0.4
"""A choice has to rest for so long, in seconds, before its figures are drawn: who only passes by
in the list does not wait for them."""


def figures_of(entry: Entry | None) -> Sequence[Figure]:
    """The figures of a routine's stretches, in the order of its steps, each once."""
    if entry is None:
        return ()
    stretches = [stretch_of(step, entry.stretches) for step in entry.routine.single_steps]
    found = {stretch.id: stretch.figure for stretch in stretches if stretch.figure}
    return list(found.values())


class Instructions(Widget):
    """Instructions, and the figure above or beside them.

    Args:
        glyphs: The characters to draw with.
        call_later: Asks for a call after some seconds.
    """

    def __init__(self, glyphs: Glyphs, call_later: CallLater) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._ask_later = call_later
        self._figured = False
        self._first: Sequence[Figure] = ()
        self._rested: Callable[[], None] | None = None
        self._timer: Timer | None = None

    # What is shown is imported with the first of it: the first frame does not wait for it.

    @cached_property
    def guide(self) -> Guide:
        """The words."""
        from stretchtui.tui.player.guide import Guide

        return Guide(self._glyphs)

    @cached_property
    def figure(self) -> FigureView:
        """Of the step that is played."""
        from stretchtui.tui.widgets.figure import FigureView

        figure = FigureView(self._glyphs)
        figure.display = False
        return figure

    @cached_property
    def _row(self) -> FigureRow:
        from stretchtui.tui.widgets.figure import FigureRow

        row = FigureRow(self._glyphs)
        row.display = False
        return row

    def render_line(self, y: int) -> Strip:
        """A row behind all that is in it."""
        return super().render_line(y) if self.children else unfilled_line(self, self._glyphs)

    def fill(self) -> list[AwaitMount]:
        """Have the words and the figures in it."""
        # The figure stands before the words; a routine's figures come after them.
        return mount_once(self, self.figure, self.guide, self._row)

    def show_session(self, figured: bool) -> None:
        """Leave room for a figure, if there are any, and if there is room.

        The screen is to be styled afterwards.
        """
        self._figured = figured
        self.preview(())
        self._arrange(styled=False)

    def preview(self, figures: Sequence[Figure], rested: Callable[[], None] | None = None) -> None:
        """Show a routine's figures, as soon as the choice rests.

        Args:
            figures: The figures.
            rested: What else is to be done then.
        """
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._first, self._rested = figures, rested
        if self._row.display:
            self._row.display = False
            self.guide.styles.height = "1fr"
        if (figures or rested) and self.is_mounted:
            self._timer = self._ask_later(REST_S, self._rest)

    def on_unmount(self) -> None:
        """Nothing is drawn any more."""
        self.preview(())

    def on_resize(self, event: events.Resize) -> None:
        """Use the new space."""
        if self.children:  # else there is nothing in it yet
            self._arrange()
            self.preview(self._first, self._rested)

    def _arrange(self, *, styled: bool = True) -> None:
        from stretchtui.tui.player.figure_spot import GAP, figure_spot

        found = figure_spot(*self.size) if self._figured else None
        figure = self.figure
        figure.display = found is not None
        if not self.is_attached:
            # An answer, or a key, for a trial that is gone already.
            return
        # Where it has no place here, it may have one beside the digits.
        self.screen.set_class(found is not None, "-placed", update=styled)
        if found is None:
            return
        self.set_class(found.beside, "-beside")
        figure.styles.width, figure.styles.height = found.columns, found.rows
        figure.styles.margin = (0, GAP, 0, 0) if found.beside else (0, 0, GAP // 2, 0)

    def _rest(self) -> None:
        """The choice rests."""
        self._timer = None
        if self._rested is not None:
            self._rested()
            self._rested = None
        self._draw_row()

    def _draw_row(self) -> None:
        """Show the figures below the words, if there is room."""
        from stretchtui.tui.widgets.figure import rows_for

        words, width = self.guide.words_height, self.size.width - 1
        rows = rows_for(self._first, width, self.size.height - words - 1) if words else 0
        if rows:
            self.guide.styles.height = words + 1
            self._row.styles.width = width
            self._row.styles.height = rows
            self._row.display = True
            self._row.show(self._first)

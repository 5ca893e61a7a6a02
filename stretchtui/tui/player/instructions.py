"""The instructions pane: what to do, in words and in a figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from textual.widget import Widget

from stretchtui.core.routines.model import stretch_of
from stretchtui.tui.widgets.figure import LEAST, FigureRow, FigureView, rows_for
from stretchtui.tui.widgets.mounting import mount_once

if TYPE_CHECKING:
    from textual import events

    from stretchtui.core.figures.figure import Figure
    from stretchtui.core.routines.library import Entry
    from stretchtui.cues.sink import Timer
    from stretchtui.playing.clockwork import CallLater
    from stretchtui.tui.player.guide import Guide
    from stretchtui.words.glyphs import Glyphs

REST_S = 0.4
"""A choice has to rest for so long, in seconds, before its figures are drawn: who only passes by
in the list does not wait for them."""

GAP = 2
"""Columns between a figure and the text beside it; half as many rows where it is below."""

SHARE = 0.4
"""How much of the width a figure takes beside the text."""

_TEXT_ROWS = ((58, 8), (44, 11), (38, 13))
"""So wide a text shows all instructions in so many rows, as long as they mostly are, ..."""

_WHOLE_TEXT = ((60, 11), (38, 13))
"""... and here the rest as well, as mostly."""


class FigureSpot(NamedTuple):
    """Where a figure stands: its size, and whether it is beside the text or above it."""

    columns: int
    rows: int
    beside: bool

    @property
    def size(self) -> int:
        """How large a body can be in it: one that lies is four times as long as it is high."""
        return min(self.columns, 4 * self.rows)


def figure_spot(width: int, height: int) -> FigureSpot | None:
    """Where a figure has room in a pane; None where the text needs all of it.

    The place follows from the pane's size alone, so that it is the same in every step.
    """
    columns = round(width * SHARE)
    wishes = [
        FigureSpot(min(columns, width - GAP - text), height, beside=True)
        for text, rows in _TEXT_ROWS
        if height >= rows
    ]
    above = height - _rows(_WHOLE_TEXT, width) - GAP // 2
    wishes.append(FigureSpot(width - GAP, above, beside=False))
    found = [each for each in wishes if each[0] >= LEAST[0] and each[1] >= LEAST[1]]
    return max(found, key=lambda each: each.size, default=None)


def _rows(table: Sequence[tuple[int, int]], width: int) -> int:
    """How many rows a text of this width is given; more than there are, where it is too narrow."""
    return next((rows for columns, rows in table if width >= columns), 1000)


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
        self.figure = FigureView(glyphs)
        """Of the step that is played."""
        self._row = FigureRow(glyphs)
        self.figure.display = self._row.display = False
        self._figured = False
        self._first: Sequence[Figure] = ()
        self._rested: Callable[[], None] | None = None
        self._timer: Timer | None = None

    @cached_property
    def guide(self) -> Guide:
        """The words."""
        # Imported with the first that are shown: the first frame does not wait for them.
        from stretchtui.tui.player.guide import Guide

        return Guide(self._glyphs)

    def fill(self) -> None:
        """Have the words and the figures in it."""
        # The figure stands before the words; a routine's figures come after them.
        mount_once(self, self.figure, self.guide, self._row)

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
        self._arrange()
        self.preview(self._first, self._rested)

    def _arrange(self, *, styled: bool = True) -> None:
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
        words, width = self.guide.words_height, self.size.width - 1
        rows = rows_for(self._first, width, self.size.height - words - 1) if words else 0
        if rows:
            self.guide.styles.height = words + 1
            self._row.styles.width = width
            self._row.styles.height = rows
            self._row.display = True
            self._row.show(self._first)

"""The bar of a phase, and the strip of the whole session."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, groupby
from operator import itemgetter

from rich.segment import Segment
from textual.content import Content
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.core.sessions.phases import Kind, Phase
from stretchtui.tui.widgets.pens import PHASE_COLOURS, Pens
from stretchtui.words.browsing import KIND_NAMES
from stretchtui.words.glyphs import UNICODE, Glyphs


class PhaseBar(Widget):
    """How much of a phase is over.

    Args:
        glyphs: The characters to draw with.
    """

    DEFAULT_CSS = "PhaseBar { height: 1; }"

    fraction: reactive[float] = reactive(0.0)
    """From 0 to 1."""

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs

    def render_line(self, y: int) -> Strip:
        """The bar."""
        width = self.size.width
        done = bar_text(self.fraction, width, self._glyphs)
        rest = self._glyphs.bar_rest * (width - len(done))
        pens = Pens(self)
        return Strip([Segment(done, pens.plain), Segment(rest, pens.pen("track"))], width)


def bar_text(fraction: float, width: int, glyphs: Glyphs) -> str:
    """The filled part of a bar, to the eighth of a cell where there are characters for it."""
    parts = len(glyphs.bar_parts) + 1
    filled = round(min(1.0, max(0.0, fraction)) * width * parts)
    whole, part = divmod(filled, parts)
    return glyphs.bar * whole + (glyphs.bar_parts[part - 1] if part else "")


WIDE, WIDE_GAP = 54, 3
"""From this width on there is so much room between the words of a legend."""

_HERE, _DONE = "foreground", "track"


class SessionStrip(Widget):
    """The whole session in one row: each phase with its width and kind, and the place in it.

    Args:
        glyphs: The characters to draw with.
    """

    DEFAULT_CSS = "SessionStrip { height: 1; }"

    cells: reactive[tuple[tuple[int, Kind], ...]] = reactive(())
    """The phase that each cell stands for: its place in the session, and its kind."""
    here: reactive[int | None] = reactive(None)
    """The column of the current position; None while nothing is played."""

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._phases: tuple[Phase, ...] = ()

    def show(self, phases: tuple[Phase, ...], position: float | None = None) -> None:
        """Show these phases, and the place in them, in seconds from the start."""
        if phases is not self._phases or len(self.cells) != self.size.width:
            self._phases = phases
            self.cells = self._divided()
        self.here = None if position is None else self._column(position)

    def on_resize(self) -> None:
        """Divide the new width."""
        self.cells = self._divided()

    def render_line(self, y: int) -> Strip:
        """The strip, in as few pieces as it has colours side by side: it is drawn every second."""
        looks = [self._look(column, kind) for column, (_, kind) in enumerate(self.cells)]
        pens = Pens(self)
        segments = [
            Segment("".join(glyph for _, glyph in same), pens.pen(colour, bold=colour is _HERE))
            for colour, same in groupby(looks, key=itemgetter(0))
        ]
        return Strip(segments, len(looks)).adjust_cell_length(self.size.width, pens.plain)

    def _look(self, column: int, kind: Kind) -> tuple[str, str]:
        """The colour of a column, and its character."""
        if column == self.here:
            return _HERE, self._glyphs.here
        done = self.here is not None and column < self.here
        return _DONE if done else PHASE_COLOURS[kind], self._glyphs.strip[kind]

    def _divided(self) -> tuple[tuple[int, Kind], ...]:
        cells = strip_cells([phase.duration for phase in self._phases], self.size.width)
        return tuple((index, self._phases[index].kind) for index in cells)

    def _column(self, position: float) -> int | None:
        if not self.cells:
            return None
        index = bisect_right(self._phases, position, key=lambda phase: phase.start) - 1
        phase = self._phases[index]
        first = bisect_left(self.cells, index, key=lambda cell: cell[0])
        width = bisect_right(self.cells, index, key=lambda cell: cell[0]) - first
        part = min(1.0, (position - phase.start) / phase.duration)
        # A phase without a cell of its own is at the border between its neighbours.
        return min(first + min(int(part * width), max(0, width - 1)), len(self.cells) - 1)


def legend(phases: Sequence[Phase], glyphs: Glyphs, width: int) -> Content:
    """What the strip's characters and colours stand for, as far as these phases have them.

    Args:
        phases: The session.
        glyphs: The characters to draw with.
        width: The cells there are.
    """
    gap = " " * (WIDE_GAP if width >= WIDE else 1)
    there = {phase.kind for phase in phases}
    pieces = [
        piece
        for kind in Kind
        if kind in there
        for piece in (
            (glyphs.strip[kind], f"${PHASE_COLOURS[kind]}"),
            f" {KIND_NAMES[kind]}{gap}",
        )
    ]
    return Content.assemble(*pieces).rstrip()


def strip_cells(durations: Sequence[int], width: int) -> list[int]:
    """Which phase each cell of a strip stands for.

    Each phase has its share of the width, and one cell at least while there are enough cells.
    """
    if not durations or width <= 0:
        return []
    spare = width - len(durations)
    ends = list(accumulate(durations))
    if spare < 0:
        per_cell = ends[-1] / width
        return [
            next(n for n, end in enumerate(ends) if (cell + 0.5) * per_cell < end)
            for cell in range(width)
        ]
    shares = [0, *(round(spare * end / ends[-1]) for end in ends)]
    return [
        index
        for index in range(len(durations))
        for _ in range(1 + shares[index + 1] - shares[index])
    ]

"""A stretch's figure, drawn as large as the widget is; and several of them in a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.tui.widgets.pens import PHASE_COLOURS, Pens
from stretchtui.words.glyphs import UNICODE, Glyphs

if TYPE_CHECKING:
    from stretchtui.core.figures.drawing import Drawing, Ink, Run
    from stretchtui.core.figures.figure import Figure
    from stretchtui.core.sessions.phases import Kind

# What draws is imported only where something is drawn: the first screen does not wait for it.

LEAST = (12, 5)
"""Columns and rows of the smallest box a figure is shown in."""

TALLEST = 12
"""Rows of the tallest figures of a row."""

_COLOURS = ("foreground", "faint", "secondary", "foreground", "accent")
"""The theme's colours, by role: nothing, a prop, the far side, the near side, what is felt."""

_FELT = 4
"""The role of what is felt."""


class Drawn(Widget):
    """A widget that shows a drawing, and paints only the lines that change.

    Args:
        glyphs: The characters the screens draw with.
    """

    drawing: reactive[Drawing] = reactive((), repaint=False)
    """The lines, from the top."""

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._seen = False
        """Whether the widget can be seen: elsewhere nothing is drawn."""

    def on_mount(self) -> None:
        """Another theme may be without colours."""
        self.watch(self.app, "theme", self.draw, init=False)

    def on_show(self) -> None:
        """Catch up with what was not drawn meanwhile."""
        self._seen = True
        self.draw()

    def on_hide(self) -> None:
        """Nobody looks."""
        self._seen = False

    def on_resize(self) -> None:
        """Use the new space."""
        self.draw()

    def draw(self) -> None:
        """Draw what is to be shown, if it can be seen."""
        fits = self.size.width >= LEAST[0] and self.size.height >= LEAST[1]
        if self._seen:
            self.drawing = self.drawn() if fits else ()

    def drawn(self) -> Drawing:
        """The drawing, as large as the widget is."""
        return ()

    @property
    def ink(self) -> Ink:
        """What the terminal can show: dots, in more than its own few colours."""
        from stretchtui.core.figures.drawing import Ink

        if self._glyphs is not UNICODE:
            # The fonts of the Linux console have no braille.
            return Ink.ASCII
        return Ink.MONO if self.app.current_theme.ansi else Ink.COLOUR

    def watch_drawing(self, before: Drawing, after: Drawing) -> None:
        """Repaint the lines that are others now."""
        if len(before) != len(after):
            self.refresh()
            return
        changed = [y for y, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
        self.refresh(*(Region(0, y, self.size.width, 1) for y in changed))

    def render_line(self, y: int) -> Strip:
        """One line of the drawing."""
        runs = self.drawing[y] if y < len(self.drawing) else ()
        return self._strip(runs)

    def _strip(self, runs: Iterable[Run]) -> Strip:
        pens = Pens(self)
        segments = [Segment(text, pens.pen(self.colour(role))) for text, role in runs]
        return Strip(segments).adjust_cell_length(self.size.width, pens.plain)

    def colour(self, role: int) -> str:
        """The theme's colour for what a part of the drawing stands for."""
        return _COLOURS[role]


class FigureView(Drawn):
    """One figure."""

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(glyphs, id=id)
        self._figure: Figure | None = None
        self._turned = False
        self._at: float | None = None
        self._kind: Kind | None = None

    def show(
        self,
        figure: Figure | None,
        *,
        turned: bool = False,
        at: float | None = None,
        kind: Kind | None = None,
    ) -> None:
        """Show a figure, or none.

        Args:
            figure: The figure.
            turned: Mirrored, for the other side.
            at: How much of the movement has gone by, from 0 to 1; None for the still figure.
            kind: The kind of phase that gives its colour to what is felt.
        """
        if kind is not self._kind:
            self.refresh()
        self._figure, self._turned, self._at, self._kind = figure, turned, at, kind
        self.draw()

    def colour(self, role: int) -> str:
        """What is felt has the colour of the phase."""
        kind = self._kind
        return PHASE_COLOURS[kind] if kind and role == _FELT else super().colour(role)

    def drawn(self) -> Drawing:
        """The figure, as large as the widget is."""
        if self._figure is None:
            return ()
        from stretchtui.core.figures.drawing import draw

        return draw(self._figure, *self.size, turned=self._turned, at=self._at, ink=self.ink)


class FigureRow(Drawn):
    """The first figures of a routine, as many as there is room for, at one scale."""

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(glyphs, id=id)
        self._figures: Sequence[Figure] = ()

    def show(self, figures: Sequence[Figure]) -> None:
        """Show these figures, as far as there is room."""
        self._figures = figures
        self.draw()

    def drawn(self) -> Drawing:
        """The figures, side by side, with a gap between them."""
        from stretchtui.core.figures.row import draw_row, lay_out

        layout = lay_out(self._figures, *self.size)
        return draw_row(self._figures, layout, self.ink) if layout else ()


def rows_for(figures: Sequence[Figure], width: int, most: int) -> int:
    """The rows that the first of these figures need in a row of this width, ``most`` at most.

    None has room, if they need 0.
    """
    from stretchtui.core.figures.row import lay_out

    layout = lay_out(figures, width, min(most, TALLEST))
    return layout.rows if layout else 0

"""The bar of a phase, and the strip of the whole session."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.core.timeline import Kind, Phase
from stretchtui.ui.glyphs import UNICODE, Glyphs


class PhaseBar(Widget):
    """How much of a phase is over.

    Args:
        glyphs: The characters to draw with.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"phase-bar--rest"}
    DEFAULT_CSS = """
    PhaseBar { height: 1; }
    PhaseBar > .phase-bar--rest { color: $border; }
    """

    fraction: reactive[float] = reactive(0.0)
    """From 0 to 1."""

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs

    def render_line(self, y: int) -> Strip:
        """The bar."""
        width = self.size.width
        done = bar_text(self.fraction, width, self._glyphs)
        rest = self.get_component_rich_style("phase-bar--rest")
        return Strip(
            [
                Segment(done, self.rich_style),
                Segment(self._glyphs.bar_rest * (width - len(done)), rest),
            ],
            width,
        )


def bar_text(fraction: float, width: int, glyphs: Glyphs) -> str:
    """The filled part of a bar, to the eighth of a cell where there are characters for it."""
    parts = len(glyphs.bar_parts) + 1
    filled = round(min(1.0, max(0.0, fraction)) * width * parts)
    whole, part = divmod(filled, parts)
    return glyphs.bar * whole + (glyphs.bar_parts[part - 1] if part else "")


_HERE = "session-strip--here"


class SessionStrip(Widget):
    """The whole session in one row: each phase with its width and kind, and the place in it.

    Args:
        glyphs: The characters to draw with.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"session-strip--{kind}" for kind in Kind),
        "session-strip--done",
        _HERE,
    }
    DEFAULT_CSS = """
    SessionStrip { height: 1; }
    SessionStrip > .session-strip--ready { color: $phase-ready; }
    SessionStrip > .session-strip--hold { color: $phase-hold; }
    SessionStrip > .session-strip--work { color: $phase-work; }
    SessionStrip > .session-strip--switch { color: $phase-switch; }
    SessionStrip > .session-strip--rest { color: $phase-rest; }
    SessionStrip > .session-strip--done { color: $border; }
    SessionStrip > .session-strip--here { color: $foreground; text-style: bold; }
    """

    phases: reactive[tuple[Phase, ...]] = reactive(())
    """The session's phases."""
    position: reactive[float | None] = reactive(None)
    """Seconds from the session's start; None while nothing is played."""

    def __init__(self, glyphs: Glyphs = UNICODE, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs

    def render_line(self, y: int) -> Strip:
        """The strip."""
        width = self.size.width
        cells = strip_cells([phase.duration for phase in self.phases], width)
        here = self._here(cells)
        segments: list[Segment] = []
        for column, index in enumerate(cells):
            kind = self.phases[index].kind
            name = "done" if here is not None and column < here else kind
            style = self.get_component_rich_style(f"session-strip--{name}")
            if column == here:
                segments.append(Segment(self._glyphs.here, self.get_component_rich_style(_HERE)))
            else:
                segments.append(Segment(self._glyphs.strip[kind], style))
        return Strip(segments, len(segments)).adjust_cell_length(width, self.rich_style)

    def _here(self, cells: Sequence[int]) -> int | None:
        """The column of the current position."""
        if self.position is None or not cells:
            return None
        index = next(
            (n for n, phase in enumerate(self.phases) if self.position < phase.end),
            len(self.phases) - 1,
        )
        phase = self.phases[index]
        own = [column for column, at in enumerate(cells) if at == index]
        if not own:
            return next((column for column, at in enumerate(cells) if at > index), len(cells) - 1)
        part = (self.position - phase.start) / phase.duration
        return own[min(len(own) - 1, int(part * len(own)))]


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

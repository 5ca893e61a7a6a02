"""What the steps come to: their number, the whole length, and the strip of the session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from stretchtui.core.duration import clock
from stretchtui.core.routines.length import length
from stretchtui.core.routines.model import LONGEST_ROUTINE_S, Routine, Stretch
from stretchtui.core.sessions.timeline import compile_routine
from stretchtui.tui.widgets.bars import SessionStrip
from stretchtui.words.session import plural
from stretchtui.words.step import playable

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from stretchtui.core.routines.pace import Pace
    from stretchtui.words.glyphs import Glyphs

AT_ONCE = 60
"""The strip of so many steps is drawn with them; one of more a moment later, while no key waits."""

STRIP_S = 0.2


class Totals(Vertical):
    """The sum under the steps.

    Args:
        glyphs: The characters to draw with.
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(id="foot")
        self._facts = Static(id="facts", markup=False)
        self._total = Static(id="total", markup=False)
        self._strip = SessionStrip(glyphs)
        self._shown: tuple[Routine, Mapping[str, Stretch], Pace] | None = None
        self._later: Timer | None = None

    def compose(self) -> ComposeResult:
        """The sum, under the lengths that it is the sum of; and the strip."""
        with Horizontal():
            yield self._facts
            yield self._total
        yield self._strip

    def show(self, routine: Routine, stretches: Mapping[str, Stretch], pace: Pace) -> None:
        """Show what a routine comes to.

        Args:
            routine: The routine.
            stretches: All that its steps may ask for.
            pace: The time a session leaves between holds.
        """
        if self._shown is not None:
            before, known, spent = self._shown
            if routine is before and stretches is known and pace == spent:
                return
        self._shown = routine, stretches, pace
        count = len(routine.single_steps)
        total = length(playable(routine, stretches), stretches, pace)
        self._tell(self._facts, f"{count} {plural('step', count)}" if count else "")
        self._tell(self._total, clock(total) if count else "")
        self._total.set_class(total > LONGEST_ROUTINE_S, "-wrong")
        if count <= AT_ONCE:
            self._draw_strip()
        elif self._later is None:
            self._later = self.set_timer(STRIP_S, self._draw_strip)
        else:
            self._later.reset()

    def _draw_strip(self) -> None:
        self._later = None
        assert self._shown is not None
        routine, stretches, pace = self._shown
        self._strip.show(compile_routine(playable(routine, stretches), stretches, pace).phases)

    def _tell(self, label: Static, words: str) -> None:
        if str(label.content) != words:
            label.update(Text(words), layout=False)

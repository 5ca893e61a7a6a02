"""What a session is made of, a line each: what is done, what is done now, what comes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from stretchtui.core.duration import clock
from stretchtui.playing.session_order import Became
from stretchtui.tui.widgets.line_list import LineList, Span
from stretchtui.words.step import step_words

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.playing.session_order import ComingStep
    from stretchtui.words.glyphs import Glyphs

ASKED_FROM = 50
"""From this width on it is said how much is asked, and rounds are spelled out."""


class ComingLines(LineList, can_focus=True):
    """The steps of a session, each as often as it is come to.

    Args:
        glyphs: The characters to draw with.
    """

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(glyphs, id=id)
        self.steps: Sequence[ComingStep] = ()
        """All of them, in their order."""
        self._entry: Entry | None = None

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.steps)

    def show_steps(self, steps: Sequence[ComingStep], entry: Entry, chosen: int) -> None:
        """Show the steps of a session, and choose one."""
        self.steps, self._entry = steps, entry
        self.show(chosen)

    def parts(self, place: int, width: int) -> Sequence[Span]:
        """A step: what became of it, its name and round, how much, and how long it takes."""
        each = self.steps[place]
        assert self._entry is not None
        number, round_ = each.turn
        step = self._entry.routine.single_steps[number]
        words = step_words(step, self._entry.stretches, self.glyphs)
        is_wide = width >= ASKED_FROM
        asked = " ".join(filter(None, (words.amount, words.times))) if is_wide else ""
        which = ""
        if each.rounds > 1:
            which = f"round {round_} of {each.rounds}" if is_wide else f"{round_}/{each.rounds}"
        told = {Became.NOW: "now", Became.OUT: "left out", Became.SKIPPED: "skipped"}
        said = told.get(each.became, clock(each.seconds) if each.seconds else "")
        if is_wide and each.became is Became.OUT and (reason := self._entry.reason(number)):
            said = f"{said} {reason}"
            asked = ""
        right = "  ".join(filter(None, (", ".join(filter(None, (asked, which))), said)))
        marks = {Became.DONE: self.glyphs.done, Became.SKIPPED: self.glyphs.none}
        mark = marks.get(each.became, " ")
        # Cut on the left: the name is what is looked for.
        name = self.cut(f"{mark} {words.name}", max(0, width - cell_len(right) - 2))
        is_chosen = place == self.chosen
        looks = {Became.NOW: "" if is_chosen else "heading", Became.COMING: ""}
        look = looks.get(each.became, "dim")
        return [(f"{name} ", look), (f"{right} ", "dim")]

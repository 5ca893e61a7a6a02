"""The steps of the routine that is played: what is done, what is done now, and what comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on
from textual.message import Message

from stretchtui.tui.widgets.line_list import LineList, Span
from stretchtui.words.cells import cut
from stretchtui.words.step import StepWords, step_words

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.rounds import Turn
    from stretchtui.core.sessions.events import View
    from stretchtui.core.sessions.record import Part
    from stretchtui.core.sessions.timeline import Timeline
    from stretchtui.words.glyphs import Glyphs

ASKED_FROM = 30
"""From this width on it is said how much is asked."""


class SessionSteps(LineList, can_focus=False):
    """The steps, a line each; a click goes to one.

    Args:
        glyphs: The characters to draw with.
    """

    class GoTo(Message):
        """A step was clicked, which is given by its place in the routine."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(glyphs, id=id)
        self._steps: Sequence[StepWords] = ()
        self._order: Sequence[int] = ()
        """The step of each line."""
        self._rounds: Sequence[int] = ()
        self._round = 1
        self._became: dict[int, str] = {}

    @property
    def count(self) -> int:
        """How many steps there are."""
        return len(self._steps)

    def take(self, entry: Entry, turns: Sequence[Turn]) -> None:
        """Show the steps of another routine, or in another order.

        Args:
            entry: The routine.
            turns: What is come to, and when.
        """
        steps, rounds = entry.routine.single_steps, Counter(step for step, _ in turns)
        self._order = list(rounds)
        self._steps = [step_words(steps[each], entry.stretches, self.glyphs) for each in rounds]
        self._rounds = list(rounds.values())
        self._round = 1
        self._became = {}
        # A session may begin before the list is there, which the first screen does not wait for.
        if self.is_mounted:
            self.show(0)

    def on_mount(self) -> None:
        """Show what was taken before."""
        self.show(self.chosen)

    def show_place(self, view: View, timeline: Timeline, parts: Sequence[Part]) -> None:
        """Show which step is done now, in which round, and what became of the others.

        Args:
            view: What is done now.
            timeline: What is played.
            parts: What was done of the steps so far.
        """
        phase = view.phase
        coming = {each.step for each in timeline.phases[view.index :]}
        done, skipped = self.glyphs.done, self.glyphs.none
        became = {
            self._order.index(each.step): done if each.done else skipped
            for each in parts
            if each.step in self._order and each.step != phase.step
            if each.done or each.step not in coming
        }
        if (became, phase.round) != (self._became, self._round):
            self._became, self._round = became, phase.round
            self.refresh()
        if (place := self._order.index(phase.step)) != self.chosen:
            self.chosen = place

    def parts(self, place: int, width: int) -> Sequence[Span]:
        """A step: what became of it, its name, and what is asked where there is room."""
        step = self._steps[place]
        mark = self._became.get(place, " ")
        is_wide = self.size.width >= ASKED_FROM
        asked = " ".join(filter(None, (step.amount, step.times))) if is_wide else ""
        asked = ", ".join(filter(None, (asked, self._rounds_words(place, is_wide))))
        room = width - 3
        name = cut(step.name, room - cell_len(asked) - 2, self.glyphs.ellipsis, cell_len)
        gap = " " * (room - cell_len(name) - cell_len(asked))
        look = "dim" if mark.strip() else ""
        return [(f"{mark} {name}", look), (f"{gap}{asked} ", "dim")]

    def _rounds_words(self, place: int, is_wide: bool) -> str:
        """Which round the step is in, if it is done now; or how many there are."""
        rounds = self._rounds[place]
        if rounds == 1:
            return ""
        if place == self.chosen:
            now = self._round
            return f"round {now} of {rounds}" if is_wide else f"{now}/{rounds}"
        return f"{rounds} rounds" if is_wide else ""

    @on(LineList.Clicked)
    def _clicked(self, event: LineList.Clicked) -> None:
        event.stop()
        self.post_message(self.GoTo(self._order[event.place]))

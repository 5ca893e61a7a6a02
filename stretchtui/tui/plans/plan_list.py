"""All plans, a line each: the name, how long it takes, and which one is followed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from stretchtui.tui.widgets.line_list import LineList, Span
from stretchtui.words.planning import size

if TYPE_CHECKING:
    from stretchtui.core.routines.training_plan import TrainingPlan
    from stretchtui.words.glyphs import Glyphs

NARROWEST_NAME = 34
"""What a name shall have before there is room for how long it takes."""

FOLLOWED = "your plan"
"""Marks the plan that is followed."""

EMPTY = ("There are no plans.", "Write one in a routine file: docs/plans.md tells how.")
"""What stands where they would be."""


class PlanList(LineList, can_focus=True):
    """Plans to choose from.

    Args:
        glyphs: The characters to draw with.
    """

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(glyphs, id=id)
        self.plans: Sequence[TrainingPlan] = ()
        """All there are."""
        self._followed = ""

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.plans)

    @property
    def plan(self) -> TrainingPlan | None:
        """The chosen one; None while there are none."""
        return self.plans[self.chosen] if self.plans else None

    def show_plans(
        self, plans: Sequence[TrainingPlan], followed: str, chosen: str | None = None
    ) -> None:
        """Show these.

        Args:
            plans: The plans.
            followed: The id of the one that is followed; empty if none is.
            chosen: The id of the one to choose; the same line as before, if not given.
        """
        self.plans, self._followed = plans, followed
        ids = [each.id for each in plans]
        self.show(ids.index(chosen) if chosen in ids else self.chosen)

    def parts(self, place: int, width: int) -> Sequence[Span]:
        """A plan: its name, and what else there is room for."""
        plan = self.plans[place]
        mark = f"{self.glyphs.own} {FOLLOWED}" if plan.id == self._followed else ""
        wishes = [f"{size(plan, self.glyphs)}   {mark}".rstrip(), mark, mark[:1]]
        fits = (each for each in wishes if width - cell_len(each) - 2 >= NARROWEST_NAME)
        rest = next(fits, wishes[-1])
        room = width - cell_len(rest) - (2 if rest else 0)
        name = self.cut(plan.name, room)
        return [(name, ""), (f"  {rest}" if rest else "", "dim")]

    def blank(self, y: int, width: int) -> Sequence[Span]:
        """What to do, where there are none."""
        if self.plans or y >= len(EMPTY):
            return ()
        return [(self.cut(f"  {EMPTY[y]}", width), "" if y == 0 else "dim")]

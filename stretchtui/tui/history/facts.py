"""The streaks, and what the calendar's shades mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.reactive import reactive

from stretchtui.core.duration import clock
from stretchtui.core.sessions.history import SHADES_MIN, WEEK_OF_SESSIONS
from stretchtui.tui.history.review_panel import SHADES, ReviewPanel, looks
from stretchtui.words.session import plural

if TYPE_CHECKING:
    from stretchtui.tui.history.review import Review
    from stretchtui.tui.widgets.line_list import Span
    from stretchtui.words.glyphs import Glyphs

    Spans = tuple[Span, ...]

LINE_FROM = 92
"""From this width on all of it stands on one line."""


class Facts(ReviewPanel):
    """The streaks: of days, and the gentler one of weeks."""

    COMPONENT_CLASSES: ClassVar[set[str]] = looks("strong", *SHADES)

    in_column: reactive[bool] = reactive(False)
    """Whether they stand beside the calendar."""

    def row(self, review: Review, y: int, width: int, height: int) -> Sequence[Span]:
        """One row of what there is room for."""
        rows = self._rows(review, width)
        return rows[y] if y < len(rows) else ()

    def _rows(self, review: Review, width: int) -> Sequence[Spans]:
        days, weeks = review.days_streak, review.weeks_streak
        in_days = f"{days.now} {plural('day', days.now)} in a row"
        best_days, best_weeks = (
            f"longest {each.longest}" if each.longest else "" for each in (days, weeks)
        )
        if weeks.now:
            in_weeks = f"{weeks.now} {plural('week', weeks.now)}"
            row, sessions = " in a row", f"with {WEEK_OF_SESSIONS}+ sessions"
        else:
            in_weeks = f"{review.weeks[-1].sessions} of {WEEK_OF_SESSIONS} sessions"
            row, sessions = "", "this week"
        if self.in_column:
            return (
                ((in_days, "strong"),),
                ((best_days, "dim"),),
                (),
                ((in_weeks + row, "strong"),),
                ((sessions, ""),),
                ((best_weeks, "dim"),),
                (),
                self._scale(),
            )
        first: Spans = ((in_days, "strong"), (f"  {best_days}", "dim"))
        second: Spans = ((f"{in_weeks} {sessions}", "strong"), (f"  {best_weeks}", "dim"))
        if width < LINE_FROM:
            return first, second, self._scale(), ((in_a_year(review, self.glyphs), "dim"),)
        gap = ("    ", "")
        return ((*first, gap, *second, gap, *self._scale()),)

    def _scale(self) -> Spans:
        """``░ 5 ▒ 10 ▓ 20 █ min``."""
        parts: list[Span] = []
        for number, minutes in enumerate(SHADES_MIN, 1):
            parts += [(f" {minutes} " if minutes else "", "dim"), self.shade(number)]
        return (*parts, (" min", "dim"))


def in_a_year(review: Review, glyphs: Glyphs) -> str:
    """``182 sessions in the past year · 41:05:10``."""
    number = review.sessions
    sessions = f"{number} {plural('session', number)}"
    return f"{sessions} in the past year {glyphs.dot} {clock(review.seconds)}"

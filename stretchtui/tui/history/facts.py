"""The streaks, and what the calendar's shades mean."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from textual.reactive import reactive

from stretchtui.core.duration import hours
from stretchtui.core.sessions.history import SHADES_MIN, WEEK_OF_SESSIONS
from stretchtui.tui.history.review_panel import SHADES, ReviewPanel, looks
from stretchtui.words.glyphs import UNICODE
from stretchtui.words.session import plural

if TYPE_CHECKING:
    from stretchtui.tui.history.review import Review
    from stretchtui.tui.widgets.line_list import Span
    from stretchtui.words.glyphs import Glyphs

    Spans = tuple[Span, ...]

LINE_FROM = 92
"""From this width on all of it stands on one line, …"""

ROOMY_FROM = 112
"""… and from this one on also the longest streak of weeks."""


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
            half = 3 * 2  # of each shade its mark, its range and a blank
            return (
                ((in_days, "strong"),),
                ((best_days, "dim"),),
                (),
                ((in_weeks + row, "strong"),),
                ((sessions, ""),),
                ((best_weeks, "dim"),),
                self._scale()[:half],
                self._scale()[half:],
            )
        first: Spans = ((in_days, "strong"), (f"  {best_days}", "dim"))
        best = (f"  {best_weeks}", "dim")
        second: Spans = ((f"{in_weeks} {sessions}", "strong"), best)
        if width < LINE_FROM:
            return first, second, self._scale(), ((in_a_year(review, self.glyphs), "dim"),)
        gap = ("    ", "") if width >= ROOMY_FROM else ("   ", "")
        second = second if width >= ROOMY_FROM else second[:1]
        return ((*first, gap, *second, gap, *self._scale()),)

    def _scale(self) -> Spans:
        """``░ 1–5 ▒ 6–10 ▓ 11–20 █ 21+ min``: minutes are rounded up."""
        parts: list[Span] = []
        for number, name in enumerate(self._ranges(), 1):
            parts += [self.shade(number), (f" {name}", "dim"), (" ", "")]
        return (*parts[:-1], (" min", "dim"))

    def _ranges(self) -> list[str]:
        dash = "\u2013" if self.glyphs is UNICODE else "-"
        inner = [f"{below + 1}{dash}{most}" for below, most in pairwise(SHADES_MIN)]
        return [*inner, f"{SHADES_MIN[-1] + 1}+"]


def in_a_year(review: Review, glyphs: Glyphs) -> str:
    """``182 sessions in the past year · 41 h 5 min``."""
    number = review.sessions
    sessions = f"{number} {plural('session', number)}"
    return f"{sessions} in the past year {glyphs.dot} {hours(review.seconds)}"

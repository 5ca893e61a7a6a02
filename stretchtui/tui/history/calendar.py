"""The last year as a calendar: a column a week, a row a weekday, the darker the more was done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from stretchtui.core.duration import clock
from stretchtui.tui.history.review_panel import (
    GUTTER,
    SHADES,
    ReviewPanel,
    axis,
    looks,
    months,
)

if TYPE_CHECKING:
    from stretchtui.tui.history.review import Review
    from stretchtui.tui.widgets.line_list import Span

WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")

TODAY = " today"

PITCH = 3
"""The most cells that a day has."""


class Calendar(ReviewPanel):
    """The days of the last year; as many weeks as there is room for."""

    COMPONENT_CLASSES: ClassVar[set[str]] = looks("today", *SHADES)

    def row(self, review: Review, y: int, width: int, height: int) -> Sequence[Span]:
        """The months, or one weekday of all weeks."""
        count, pitch = axis(width, PITCH)
        weeks = review.calendar[-count:] if count else ()
        if y == 0:
            starts = [week.start for week in review.weeks[-count:]] if count else []
            return [(" " * GUTTER + months(starts, pitch), "dim")]
        if y > 7:
            return ()
        weekday = (review.today.days.first_weekday + y - 1) % 7
        parts: list[Span] = [(f"{WEEKDAYS[weekday]:>{GUTTER - 1}} ", "dim")]
        for week in weeks:
            day = week[y - 1]
            if day is None:
                parts.append((" " * pitch, ""))
            else:
                mark, look = self.shade(day.shade)
                parts.append((mark * pitch, look))
        if weekday == review.today.day.weekday():
            room = width - GUTTER - count * pitch - len(self.marks.today)
            now = weeks[-1][y - 1] if weeks else None
            held = f"{TODAY} {clock(now.seconds)}" if now and now.seconds else TODAY
            words = next((each for each in (held, TODAY) if len(each) <= room), "")
            parts.append((self.marks.today + words, "today"))
        return parts

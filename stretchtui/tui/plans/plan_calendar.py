"""A plan as a calendar: a row a week, a column a weekday, a mark for each of its days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.core.planning.schedule import WEEK, PlanDay, PlanMark
from stretchtui.core.routines.plan_days import WEEKDAYS
from stretchtui.words.cells import cut
from stretchtui.words.chart_glyphs import chart_glyphs
from stretchtui.words.planning import MARKS

if TYPE_CHECKING:
    from rich.style import Style

    from stretchtui.core.planning.schedule import Schedule
    from stretchtui.core.routines.training_plan import PlanPart
    from stretchtui.core.sessions.days import Today
    from stretchtui.words.glyphs import Glyphs

NAME = len("30 Nov ")
"""Cells of a week's first day."""

PITCH = 4
"""Cells of a day."""

LEGEND = 3
"""The rows from the last week to what the marks mean, if there is room for that."""

NOTE_FROM = 60
"""From this width on it is said beside each week what is done in it."""


class PlanShown(NamedTuple):
    """What a calendar shows."""

    schedule: Schedule
    today: Today
    name_of: Callable[[PlanPart], str]
    """What is done in a part of the plan, in words."""


class PlanCalendar(Widget):
    """The weeks of a plan; where there is not room for all, those around today.

    Args:
        glyphs: The characters to draw with.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"plan-calendar--{look}"
        for look in ("dim", "none", "done", "missed", "due", "coming", "today")
    }
    DEFAULT_CSS = """
    PlanCalendar { height: 1fr; }
    PlanCalendar > .plan-calendar--dim { color: $secondary; }
    PlanCalendar > .plan-calendar--none { color: $faint; }
    PlanCalendar > .plan-calendar--done { color: $phase-hold; text-style: bold; }
    PlanCalendar > .plan-calendar--missed { color: $warning; text-style: bold; }
    PlanCalendar > .plan-calendar--due { text-style: bold; background: $chosen; }
    PlanCalendar:ansi > .plan-calendar--due { text-style: bold reverse; }
    PlanCalendar > .plan-calendar--coming { color: $primary; }
    PlanCalendar > .plan-calendar--today { background: $panel; }
    PlanCalendar:ansi > .plan-calendar--today { text-style: reverse; }
    """

    shown: reactive[PlanShown | None] = reactive(None)
    """What it shows; nothing, if there is nothing."""

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        chart = chart_glyphs(glyphs)
        self._glyphs = glyphs
        self._marks = {
            PlanMark.DONE: glyphs.done,
            PlanMark.MISSED: glyphs.none,
            PlanMark.PAUSED: "=",
            PlanMark.DUE: chart.after,
            PlanMark.COMING: chart.before,
        }

    def weeks(self) -> list[date]:
        """The first days of the weeks that the plan takes."""
        if self.shown is None or not self.shown.schedule.days:
            return []
        week_of, days = self.shown.today.days.week_of, self.shown.schedule.days
        first, last = week_of(days[0].day), week_of(days[-1].day)
        count = (last - first).days // WEEK + 1
        return [first + timedelta(WEEK * n) for n in range(count)]

    def window(self, height: int) -> tuple[list[date], int]:
        """The weeks that there is room for, and how many there are behind them."""
        weeks = self.weeks()
        room = max(0, height - 1)
        if self.shown is None or len(weeks) <= room:
            return weeks, 0
        room = max(1, room - 1)
        now = self.shown.today.days.week_of(self.shown.today.day)
        before = sum(each < now for each in weeks)
        first = max(0, min(before - room // 3, len(weeks) - room))
        return weeks[first : first + room], len(weeks) - first - room

    def render_line(self, y: int) -> Strip:
        """The weekdays, a week, or how many more there are."""
        (width, height), plain = self.size, self.rich_style
        if self.shown is None or not (weeks := self.window(height))[0]:
            return Strip.blank(width, plain)
        shown, more = weeks
        if y == 0:
            pieces = self._heading()
        elif y <= len(shown):
            before = shown[y - 2] if y > 1 else None
            pieces = self._week(shown[y - 1], before, width)
        elif more and y == len(shown) + 1:
            words = f"and {more} more week{'s' if more > 1 else ''}"
            pieces = [(" " * NAME + " " + words, "dim")]
        elif not more and y == len(shown) + LEGEND - 1:
            pieces = self._legend()
        else:
            pieces = []
        pens = {look: self._pen(look) if look else plain for _, look in pieces}
        segments = [Segment(text, pens[look]) for text, look in pieces]
        return Strip(segments).adjust_cell_length(width, plain)

    def _pen(self, look: str) -> Style:
        return self.get_component_rich_style(f"plan-calendar--{look}")

    def _heading(self) -> list[tuple[str, str]]:
        assert self.shown is not None
        first = self.shown.today.days.first_weekday
        names = (WEEKDAYS[(first + n) % WEEK].title()[:2] for n in range(WEEK))
        return [(" " * NAME, ""), *((f" {name} ", "dim") for name in names)]

    def _week(self, start: date, before: date | None, width: int) -> list[tuple[str, str]]:
        assert self.shown is not None
        pieces = [(f"{start.day:>2} {start:%b} ".ljust(NAME), "dim")]
        today = self.shown.today.day
        for n in range(WEEK):
            day = start + timedelta(n)
            found = self.shown.schedule.on(day)
            mark, look = (self._glyphs.dot, "none") if found is None else self._mark(found)
            if day == today and found is None:
                look = "today"
            pieces += [(f" {mark} ", look), (" ", "")]
        note = self._note(start, before) if width >= NOTE_FROM else ""
        if note:
            room = width - NAME - WEEK * PITCH - 2
            pieces.append((f"  {cut(note, room, self._glyphs.ellipsis, cell_len)}", "dim"))
        return pieces

    def _mark(self, day: PlanDay) -> tuple[str, str]:
        return self._marks[day.mark], "dim" if day.mark is PlanMark.PAUSED else str(day.mark)

    def _note(self, start: date, before: date | None) -> str:
        """``days 4–6``, and what is done where that is not what was done in the week before."""
        assert self.shown is not None
        days = self._sessions(start)
        if not days:
            return ""
        first, last = days[0].session, days[-1].session
        span = f"{first.number}{self._glyphs.none}{last.number}"
        said = f"day {first.number}" if first.number == last.number else f"days {span}"
        former = self._sessions(before) if before is not None else ()
        if former and former[-1].session.part == last.part:
            return said
        return f"{said} {self._glyphs.dot} {self.shown.name_of(last.part)}"

    def _sessions(self, start: date) -> Sequence[PlanDay]:
        """What is done in a week, or is to be done."""
        assert self.shown is not None
        end = start + timedelta(WEEK)
        left_out = (PlanMark.MISSED, PlanMark.PAUSED)
        days = self.shown.schedule.days
        return [each for each in days if start <= each.day < end and each.mark not in left_out]

    def _legend(self) -> list[tuple[str, str]]:
        """What the marks mean: of those that there are."""
        assert self.shown is not None
        pieces: list[tuple[str, str]] = [(" " * NAME, "")]
        there = {each.mark: each for each in self.shown.schedule.days}
        for mark, day in sorted(there.items(), key=lambda pair: list(PlanMark).index(pair[0])):
            sign, look = self._mark(day)
            pieces += [
                (f" {sign}", "coming" if look == "due" else look),
                (f" {MARKS[mark]} ", "dim"),
            ]
        return pieces

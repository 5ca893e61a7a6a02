"""A plan in words: which day it is, what is next, and how each day went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.core.planning.schedule import PlanMark
from stretchtui.core.routines.plan_days import WEEKDAYS, read_days
from stretchtui.words.session import plural

if TYPE_CHECKING:
    from datetime import date

    from stretchtui.core.planning.following import Following
    from stretchtui.core.planning.schedule import Schedule
    from stretchtui.core.routines.training_plan import PlanPlace, TrainingPlan
    from stretchtui.words.glyphs import Glyphs

MARKS = {
    PlanMark.DONE: "done",
    PlanMark.MISSED: "missed",
    PlanMark.PAUSED: "paused",
    PlanMark.DUE: "today",
    PlanMark.COMING: "to come",
}
"""What a day of a plan is called."""


OVER = "You have finished this plan. Well done."


def day_name(day: date) -> str:
    """``Wed 2 Dec``."""
    return f"{WEEKDAYS[day.weekday()].title()} {day.day} {day:%b}"


def when(day: date, today: date) -> str:
    """``today``, ``tomorrow``, ``Wed 2 Dec``."""
    return {0: "today", 1: "tomorrow"}.get((day - today).days, day_name(day))


def size(plan: TrainingPlan, glyphs: Glyphs) -> str:
    """``4 weeks · mon, wed, fri · 12 days``: how long a plan is."""
    weeks = sum(each.weeks for each in plan.sections)
    days = list(dict.fromkeys(each.days or plan.days for each in plan.sections))
    counts = [found.count for found in map(read_days, days) if found is not None]
    said = days[0] if len(days) == 1 else f"{min(counts)}{glyphs.none}{max(counts)} a week"
    total = len(plan.sessions)
    parts = (f"{weeks} {plural('week', weeks)}", said, f"{total} {plural('day', total)}")
    return f" {glyphs.dot} ".join(parts)


def standing(
    schedule: Schedule, following: Following, glyphs: Glyphs, *, short: bool = False
) -> str:
    """``Day 5 of 12 · 1 missed · started Mon 2 Nov``; if short, not when it was started."""
    if schedule.is_over:
        said = f"All {schedule.total} {plural('day', schedule.total)} done"
    elif following.is_paused:
        since = day_name(following.pauses[-1].first)
        said = f"Paused since {since} {glyphs.dot} {schedule.done} of {schedule.total} done"
    else:
        said = f"Day {schedule.done + 1} of {schedule.total}"
    missed = [f"{schedule.missed} missed"] if schedule.missed else []
    started = [] if short else [f"started {day_name(following.started)}"]
    return f" {glyphs.dot} ".join([said, *missed, *started])


def day_done(place: PlanPlace) -> str:
    """``Day 5 of 12 of Four weeks for a stiff lower back: done.``; of the last, that it is over."""
    over = f" {OVER}" if place.number == place.total else ""
    return f"{place.words[0].upper()}{place.words[1:]}: done.{over}"


def following_next(schedule: Schedule, routine: str, today: date) -> str:
    """``Next: today, Five for the lower back, 6 min``.

    Args:
        schedule: How the plan goes.
        routine: What is next, in words.
        today: The day it is.
    """
    if schedule.is_over:
        return OVER
    if schedule.next is None:
        return f"When you resume: {routine}"
    return f"Next: {when(schedule.next.day, today)}, {routine}"

"""What the list of routines says: suggestions, when something was last done, and how it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.core.duration import about_minutes, clock
from stretchtui.core.sessions.phases import Kind
from stretchtui.words.session import plural

if TYPE_CHECKING:
    from datetime import date

    from stretchtui.core.sessions.advice import Advice
    from stretchtui.core.sessions.glance import Habit, ThisWeek
    from stretchtui.words.glyphs import Glyphs

DAYS, WEEKS, MONTHS = 14, 70, 730
"""So far back it is said in days, in weeks, and in months."""


KIND_NAMES = {
    Kind.READY: "ready",
    Kind.PUSH: "push",
    Kind.RELAX: "let go",
    Kind.HOLD: "hold",
    Kind.WORK: "move",
    Kind.SWITCH: "switch",
    Kind.REST: "rest",
}
"""What the strip's colours stand for."""


def since(days: int, *, short: bool) -> str:
    """``today``, ``yesterday``, ``3 d ago``, ``2 wk ago``; if short, ``1 d``, ``3 d``, ``2 wk``."""
    if days == 0:
        return "today"
    if days == 1 and not short:
        return "yesterday"
    if days < DAYS:
        said = f"{days} d"
    elif days < WEEKS:
        said = f"{days // 7} wk"
    elif days < MONTHS:
        said = f"{days // 30} mo"
    else:
        said = f"{days // 365} yr"
    return said if short else f"{said} ago"


def last_done(habit: Habit | None, glyphs: Glyphs) -> str:
    """``yesterday · 3 days in a row``; nothing, if it was never done."""
    if habit is None:
        return ""
    said = since(habit.days_ago, short=False)
    return said + (f" {glyphs.dot} {in_a_row(habit.streak)}" if habit.streak else "")


def streak(days: int, *, short: bool) -> str:
    """``3-day streak``; if short, ``3 days``."""
    return f"{days} days" if short else f"{days}-day streak"


def in_a_row(days: int) -> str:
    """``3 days in a row``."""
    return f"{days} days in a row"


def suggestion(advice: Advice, seconds: int, glyphs: Glyphs, *, short: bool) -> str:
    """``Today's suggestion · 9 min · not done for 9 days``; of a plan, which day it is."""
    if advice.plan is not None:
        words = advice.plan.day if short else advice.plan.words
        return f"{words[0].upper()}{words[1:]} {glyphs.dot} {about_minutes(seconds)}"
    name = "Today" if short else "Today's suggestion"
    return f" {glyphs.dot} ".join((name, about_minutes(seconds), advice.reason))


def weeks(name: str, done: ThisWeek, glyphs: Glyphs) -> tuple[tuple[str, str], ...]:
    """``This week: 4 days, 45 min · 12 days in a row`` behind a name, and ever less of it."""
    said = "Nothing yet this week"
    if done.days:
        said = f"This week: {done.days} {plural('day', done.days)}, {minutes(done.seconds)}"
    more = f" {glyphs.dot} {in_a_row(done.streak)}" if done.streak else ""
    return (name, f"   {said}{more}"), (name, f"   {said}"), ("", said + more), ("", said)


def week_name(start: date, *, ago: int) -> str:
    """``This week``, ``Last week``, and before that its first day: ``7 Sep``.

    Args:
        start: The week's first day.
        ago: How many weeks ago it was.
    """
    names = ("This week", "Last week")
    return names[ago] if ago < len(names) else f"{start.day} {start:%b}"


def minutes(seconds: int) -> str:
    """``45 min``: to the nearest minute, but not 0 where there was something."""
    return about_minutes(seconds) if seconds else "0 min"


def facts(steps: int, holds: int, held: int, glyphs: Glyphs) -> str:
    """``5 steps · 13 holds · 6:34 of stretching``; nothing of a routine without steps."""
    counted = [(steps, "step"), (holds, "hold")]
    said = [f"{number} {plural(word, number)}" for number, word in counted if number]
    return f" {glyphs.dot} ".join([*said, *([f"{clock(held)} of stretching"] if held else [])])


def errors(files: int) -> str:
    """``2 files have errors``."""
    return f"{files} files have errors" if files != 1 else "1 file has errors"

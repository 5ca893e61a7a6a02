"""Timers of OpenHIIT as routines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from stretchtui.core.routines.json_text import Faulty, decode_json, listed, shaped
from stretchtui.core.routines.pace import Pace
from stretchtui.core.routines.timer_steps import (
    MOST_STEPS,
    TimerInterval,
    Workouts,
    as_routine,
    interval,
    read_each,
    titled,
)

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Routine

MOST_TIMERS = 100
"""The most timers of one file."""


class _Times(Struct, rename="camel"):
    """What takes how long, in seconds."""

    work_time: int = 0
    rest_time: int = 0
    break_time: int = 0
    warmup_time: int = 0
    cooldown_time: int = 0
    get_ready_time: int = 0
    restarts: int | None = None


class _Timer(Struct, rename="camel"):
    name: str
    active_intervals: int
    time_settings: Any
    activities: list[str] | None = None
    restarts: int = 0
    """How often all of it is done again; later versions have it among the times."""


def holds(found: Any) -> bool:
    """Whether a decoded value is meant as a timer, or a list of them."""
    if isinstance(found, list):
        return bool(found) and any(map(holds, found[:MOST_TIMERS]))
    return isinstance(found, dict) and "timeSettings" in found


def routines_of(found: Any, pace: Pace = Pace()) -> Workouts:
    """The timers of a decoded export.

    Args:
        found: A timer, or a list of them.
        pace: The time between holds here.

    Raises:
        Faulty: There are too many.
    """
    timers = found if isinstance(found, list) else [found]
    if len(timers) > MOST_TIMERS:
        raise Faulty("", f"expected at most {MOST_TIMERS} timers, found {len(timers)}")
    placed = [
        (f"[{number}]" if isinstance(found, list) else "", each)
        for number, each in enumerate(timers, 1)
    ]
    read = read_each(placed, lambda each, where, taken: _read(each, where, taken, pace))
    if read.is_empty:
        raise Faulty("", "expected an interval that takes time, found none")
    return read


def _read(
    found: Any, where: str, taken: Iterable[str], pace: Pace
) -> tuple[Routine | None, list[str]]:
    timer = shaped(_Timer, found, where)
    inside = f"{where}." if where else ""
    place, given = f"{inside}timeSettings", timer.time_settings
    # In a timer from before its times became an object of their own they are JSON in a text.
    times = shaped(_Times, decode_json(given.encode()) if isinstance(given, str) else given, place)
    name = titled(timer.name, f"{inside}name")
    who = listed([name])
    done = _intervals(timer, times, where)
    if not done:
        return None, [f"{who}: nothing in it takes time: left out"]
    routine, notes = as_routine(name, done, taken, pace)
    notes.append("not imported: sounds and colors")
    return routine, [f"{who}: {note}" for note in notes]


def _intervals(timer: _Timer, times: _Times, where: str) -> list[TimerInterval]:
    """All that the timer counts down, in its order, without what takes no time."""
    inside = f"{where}." if where else ""
    rounds = 1 + max(0, timer.restarts if times.restarts is None else times.restarts)
    if rounds * max(0, timer.active_intervals) * 2 > MOST_STEPS:
        raise Faulty(f"{inside}activeIntervals", f"expected at most {MOST_STEPS} in all")
    names = [*(timer.activities or [])][: timer.active_intervals]
    names += ["Work"] * (timer.active_intervals - len(names))
    rest = ("Rest", times.rest_time)
    once = [each for name in names for each in ((name, times.work_time), rest)][:-1]
    between = ("Break", times.break_time) if times.break_time > 0 else rest
    found = [("Get ready", times.get_ready_time)]
    found += [("Warmup", times.warmup_time), rest] if times.warmup_time > 0 else []
    found += ([*once, between]) * (rounds - 1) + once
    found += [("Cooldown", times.cooldown_time)]
    place = where or "timer"
    return [interval(name, seconds, place) for name, seconds in found if seconds > 0]

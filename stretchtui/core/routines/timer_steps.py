"""What a timer counts down, one interval after the other, as the steps of a routine.

A timer knows only names and seconds. Rests, changes of sides and times to get ready are known by
what they are called; a left and a right interval of one length are the two sides of one step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from stretchtui.core.duration import clock
from stretchtui.core.routines.entry import limits_of
from stretchtui.core.routines.json_text import Faulty, listed
from stretchtui.core.routines.length import length
from stretchtui.core.routines.model import (
    HoldSeconds,
    LeadSeconds,
    RestSeconds,
    Routine,
    Sides,
    Step,
    Times,
)
from stretchtui.core.routines.naming import new_id
from stretchtui.core.routines.repeats import in_rounds
from stretchtui.core.routines.timer_words import READIES, RESTS, SWITCHES, plain, sided
from stretchtui.core.text import fold, unsafe

if TYPE_CHECKING:
    from stretchtui.core.routines.pace import Pace

MOST_STEPS = 1000
"""A workout of more intervals than this, repetitions counted, is a slip of the pen."""

_LONGEST_REST_S, _LONGEST_LEAD_S = limits_of(RestSeconds)[1], limits_of(LeadSeconds)[1]
_LONGEST_HOLD_S = limits_of(HoldSeconds)[1]
_LONGEST_NAME = 2000
_MOST_TIMES = limits_of(Times)[1]


class TimerInterval(NamedTuple):
    """What is counted down under one name."""

    name: str
    seconds: int


class Workouts(NamedTuple):
    """What a timer has exported."""

    routines: tuple[Routine, ...]
    """The workouts in which something takes time."""
    notes: list[str]
    """What is not as it was there."""
    faults: list[Faulty]
    """What is wrong with others."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it at all."""
        return not (self.routines or self.faults)


def read_each(
    placed: Iterable[tuple[str, Any]],
    read: Callable[[Any, str, Iterable[str]], tuple[Routine | None, list[str]]],
) -> Workouts:
    """Read workouts one by one; what is wrong with one keeps no other out.

    Args:
        placed: Each with its place in the file.
        read: Gives the routine of one, if there is any, and what is not as it was there; it is
            given the place, and the ids that are taken.
    """
    routines: dict[str, Routine] = {}
    notes: list[str] = []
    faults: list[Faulty] = []
    for where, each in placed:
        try:
            routine, told = read(each, where, routines)
        except Faulty as fault:
            faults.append(fault)
            continue
        notes += told
        if routine is not None:
            routines[routine.id] = routine
    return Workouts(tuple(routines.values()), notes, faults)


def interval(name: str, seconds: int, where: str) -> TimerInterval:
    """An interval whose name can be shown and whose time a step may have.

    Args:
        name: What the timer calls it.
        seconds: How long it takes there.
        where: Its place in the file, as messages give it.

    Raises:
        Faulty: One of them cannot be taken.
    """
    told = titled(name, f"{where}.name")
    if seconds > _LONGEST_HOLD_S:
        problem = f"expected at most {_LONGEST_HOLD_S} seconds, found {listed([str(seconds)])}"
        raise Faulty(f"{where}.duration", problem)
    return TimerInterval(told, seconds)


def titled(name: str, where: str) -> str:
    """A name on one line, as it can be shown.

    Raises:
        Faulty: It holds nothing, too much, or what could disturb a terminal.
    """
    if character := unsafe(name):
        raise Faulty(where, f"expected plain text, found the control character {character}")
    told = fold(name)
    if not 0 < len(told) <= _LONGEST_NAME:
        problem = f"expected 1 to {_LONGEST_NAME} characters, found {len(told)}"
        raise Faulty(where, problem)
    return told


def as_routine(
    name: str, intervals: Sequence[TimerInterval], taken: Iterable[str], pace: Pace
) -> tuple[Routine, list[str]]:
    """A workout as a routine, and what is not as it was there.

    Args:
        name: What it is called.
        intervals: All of it; there is at least one.
        taken: The ids of the other routines of the file.
        pace: The time between holds here.
    """
    ready, steps = _readied(list(_paired(intervals)))
    id_ = new_id(name, set(taken))
    routine = Routine(id=id_, name=name, get_ready=ready, steps=tuple(in_rounds(steps)))
    notes = []
    if not ready:
        notes.append(
            "there is no time to get ready between exercises, as in the timer (get_ready = 0)"
        )
    if any(each.rest for each in steps):
        notes.append("a rest became the rest after the step before it")
    return routine, [*notes, *_difference(routine, intervals, pace)]


def _paired(intervals: Sequence[TimerInterval]) -> Iterator[Step]:
    """A step for each interval, and one for a left and a right one that belong together."""
    place = 0
    while place < len(intervals):
        each, rest = intervals[place], intervals[place + 1 : place + 3]
        between = 1 if rest and plain(rest[0].name) in SWITCHES else 0
        other = rest[between] if between < len(rest) else None
        if other is not None and (name := _both(each, other)):
            yield Step(name=name, hold=each.seconds, sides=Sides.BOTH)
            place += 2 + between
        else:
            yield Step(name=each.name, hold=each.seconds)
            place += 1


def _both(one: TimerInterval, other: TimerInterval) -> str:
    """What two intervals are called that are the sides of one; empty if they are not."""
    first, second = sided(one.name), sided(other.name)
    if first is None or second is None or one.seconds != other.seconds:
        return ""
    return first[0] if first[0] == second[0] and first[1] != second[1] else ""


def _readied(steps: list[Step]) -> tuple[int, list[Step]]:
    """The time to get ready, if there is the same before every step, and the steps without it."""
    is_ready = [plain(str(each.name)) in READIES for each in steps]
    is_rest = [_is_rest(each) for each in steps]
    times = {each.hold for each, ready in zip(steps, is_ready, strict=True) if ready}
    led = all(
        is_ready[place - 1] if place else False
        for place, (ready, rest) in enumerate(zip(is_ready, is_rest, strict=True))
        if not (ready or rest)
    )
    time = times.pop() if len(times) == 1 else None
    if led and isinstance(time, int) and time <= _LONGEST_LEAD_S:
        left = [each for each, ready in zip(steps, is_ready, strict=True) if not ready]
        return time, list(_repeated(_rested(left)))
    return 0, list(_repeated(_rested(steps)))


def _rested(steps: Iterable[Step]) -> list[Step]:
    """What is called a rest becomes the rest after the step before it."""
    rested: list[Step] = []
    for each in steps:
        seconds = each.hold if isinstance(each.hold, int) else 0
        fits = seconds <= _LONGEST_REST_S and rested and not rested[-1].rest
        if fits and _is_rest(each):
            rested[-1] = replace(rested[-1], rest=seconds)
        else:
            rested.append(each)
    return rested


def _repeated(steps: list[Step]) -> Iterable[Step]:
    """The same step several times in a row as one that is done several times."""
    for step, same in groupby(steps):
        times = len(list(same))
        if times > 1 and step.sides is Sides.BOTH:
            # The sides take turns there.
            step = replace(step, sides=Sides.ALTERNATE)
        while times > 0:
            yield replace(step, times=min(times, _MOST_TIMES))
            times -= _MOST_TIMES


def _is_rest(step: Step) -> bool:
    name = plain(str(step.name))
    return step.sides is None and (name in RESTS or name in SWITCHES)


def _difference(routine: Routine, intervals: Iterable[TimerInterval], pace: Pace) -> Iterable[str]:
    """How much longer or shorter it is than there, and why."""
    here, there = length(routine, {}, pace), sum(each.seconds for each in intervals)
    if here != there:
        last = routine.steps[-1].rest
        why = ["there is no rest after the last step"] if last else []
        if there - here != last:
            why.append("changing sides takes as long as you have set")
        yield f"it takes {clock(here)}, and {clock(there)} in the timer: {', and '.join(why)}"

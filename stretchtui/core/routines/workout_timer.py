"""Workouts of Just Another Workout Timer as routines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from stretchtui.core.duration import clock
from stretchtui.core.routines.entry import limits_of
from stretchtui.core.routines.json_text import Faulty, listed, shaped
from stretchtui.core.routines.length import length
from stretchtui.core.routines.model import LeadSeconds, RestSeconds, Routine, Sides, Step, Times
from stretchtui.core.routines.naming import new_id
from stretchtui.core.routines.timer_words import READIES, RESTS, SWITCHES, plain, sided

MOST_STEPS = 1000
"""A workout of more exercises than this, repetitions counted, is a slip of the pen."""

MOST_WORKOUTS = 100
"""The most workouts of one file."""

_VERSIONS = (1, 2)
_LONGEST_REST_S, _LONGEST_LEAD_S = limits_of(RestSeconds)[1], limits_of(LeadSeconds)[1]
_MOST_TIMES = limits_of(Times)[1]


class _Exercise(Struct):
    name: str
    duration: int


class _Set(Struct):
    repetitions: int
    exercises: list[_Exercise]
    name: str | None = None


class _Workout(Struct):
    title: str
    sets: list[_Set]
    version: int = 1


class _Backup(Struct):
    workouts: list[_Workout]


def routines_of(found: dict[str, Any]) -> tuple[tuple[Routine, ...], list[str]]:
    """The workouts of a decoded export, and what is not as it was there.

    Args:
        found: A single workout, as the timer shares it, or several, as it exports them.

    Raises:
        Faulty: It is neither.
    """
    many = "workouts" in found
    workouts = shaped(_Backup, found).workouts if many else [shaped(_Workout, found)]
    if not 1 <= len(workouts) <= MOST_WORKOUTS:
        raise Faulty("workouts", f"expected 1 to {MOST_WORKOUTS} of them, found {len(workouts)}")
    routines: dict[str, Routine] = {}
    notes: list[str] = []
    for number, workout in enumerate(workouts, 1):
        where = f"workouts[{number}]." if many else ""
        id_ = new_id(workout.title, routines)
        done = _done(workout, where)
        if not done and not many:
            raise Faulty("sets", "expected an exercise that takes time, found none")
        said = ["nothing in it takes time: left out"]
        if done:
            ready, steps = _readied(list(_paired(done)))
            routine = Routine(id=id_, name=workout.title, get_ready=ready, steps=tuple(steps))
            routines[id_] = routine
            said = [*_notes(workout, ready), *_difference(routine, done)]
        notes += [f"{listed([workout.title])}: {note}" for note in said]
    if not routines:
        raise Faulty("workouts", "expected an exercise that takes time, found none")
    return tuple(routines.values()), notes


def _done(workout: _Workout, where: str) -> list[_Exercise]:
    """All that is done, one after the other, without what takes no time."""
    if workout.version not in _VERSIONS:
        raise Faulty(f"{where}version", f"expected 1 or 2, found {workout.version}")
    sets = [each for each in workout.sets if each.exercises]
    wanted = sum(max(0, each.repetitions) * len(each.exercises) for each in sets)
    if wanted > MOST_STEPS:
        raise Faulty(f"{where}sets", f"expected at most {MOST_STEPS} exercises in all")
    return [
        exercise
        for each in sets
        for _ in range(each.repetitions)
        for exercise in each.exercises
        if exercise.duration > 0
    ]


def _paired(exercises: Sequence[_Exercise]) -> Iterator[Step]:
    """A step for each exercise, and one for a left and a right one that belong together."""
    place = 0
    while place < len(exercises):
        each, rest = exercises[place], exercises[place + 1 :]
        between = 1 if rest and plain(rest[0].name) in SWITCHES else 0
        other = rest[between] if between < len(rest) else None
        if other is not None and (name := _both(each, other)):
            yield Step(name=name, hold=each.duration, sides=Sides.BOTH)
            place += 2 + between
        else:
            yield Step(name=each.name, hold=each.duration)
            place += 1


def _both(one: _Exercise, other: _Exercise) -> str:
    """What two exercises are called that are the sides of one; empty if they are not."""
    first, second = sided(one.name), sided(other.name)
    if first is None or second is None or one.duration != other.duration:
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


def _difference(routine: Routine, done: Iterable[_Exercise]) -> Iterable[str]:
    """How much longer or shorter it is than there, and why."""
    here, there = length(routine, {}), sum(each.duration for each in done)
    if here != there:
        last = routine.steps[-1].rest
        why = ["there is no rest after the last step"] if last else []
        if there - here != last:
            why.append("changing sides takes as long as you have set")
        yield f"it takes {clock(here)}, and {clock(there)} in the timer: {', and '.join(why)}"


def _notes(workout: _Workout, ready: int) -> Iterable[str]:
    exercises = [exercise for each in workout.sets for exercise in each.exercises]
    if not ready:
        yield "there is no time to get ready between exercises, as in the timer (get_ready = 0)"
    if any(plain(each.name) in RESTS for each in exercises):
        yield "a rest became the rest after the step before it"
    if names := [each.name for each in workout.sets if each.name]:
        yield f"not imported: the names of sets ({listed(names)})"
    if any(each.repetitions < 1 for each in workout.sets):
        yield "sets that are repeated less than once were left out"
    if any(each.duration < 1 for each in exercises):
        yield "exercises without a duration were left out"

"""Workouts of Just Another Workout Timer as routines."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from stretchtui.core.routines.json_text import Faulty, listed, shaped
from stretchtui.core.routines.model import Routine, Step
from stretchtui.core.routines.naming import new_id

MOST_STEPS = 1000
"""A workout of more exercises than this, repetitions counted, is a slip of the pen."""

MOST_WORKOUTS = 100
"""The most workouts of one file."""

_VERSIONS = (1, 2)
_RESTS = ("rest", "pause", "break")
_LONGEST_REST_S = 600
_MOST_TIMES = 20


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
        steps = _steps(workout, where)
        routines[id_] = Routine(id=id_, name=workout.title, get_ready=0, steps=tuple(steps))
        notes += [f"{listed([workout.title])}: {note}" for note in _notes(workout)]
    return tuple(routines.values()), notes


def _steps(workout: _Workout, where: str) -> list[Step]:
    if workout.version not in _VERSIONS:
        raise Faulty(f"{where}version", f"expected 1 or 2, found {workout.version}")
    sets = [each for each in workout.sets if each.exercises]
    wanted = sum(max(0, each.repetitions) * len(each.exercises) for each in sets)
    if wanted > MOST_STEPS:
        raise Faulty(f"{where}sets", f"expected at most {MOST_STEPS} exercises in all")
    done = [
        exercise
        for each in sets
        for _ in range(each.repetitions)
        for exercise in each.exercises
        if exercise.duration > 0
    ]
    if not done:
        raise Faulty(f"{where}sets", "expected an exercise that takes time, found none")
    return list(_repeated(_rested(done)))


def _rested(exercises: Iterable[_Exercise]) -> list[Step]:
    """A step for each exercise; one that is called a rest becomes the rest after the one before."""
    steps: list[Step] = []
    for each in exercises:
        fits = each.duration <= _LONGEST_REST_S and steps and not steps[-1].rest
        if fits and _is_rest(each):
            steps[-1] = replace(steps[-1], rest=each.duration)
        else:
            steps.append(Step(name=each.name, hold=each.duration))
    return steps


def _repeated(steps: list[Step]) -> Iterable[Step]:
    """The same step several times in a row as one that is done several times."""
    for step, same in groupby(steps):
        times = len(list(same))
        while times > 0:
            yield replace(step, times=min(times, _MOST_TIMES))
            times -= _MOST_TIMES


def _is_rest(exercise: _Exercise) -> bool:
    return exercise.name.strip().lower() in _RESTS


def _notes(workout: _Workout) -> Iterable[str]:
    exercises = [exercise for each in workout.sets for exercise in each.exercises]
    yield "there is no time to get ready between exercises, as in the timer (get_ready = 0)"
    if any(_is_rest(each) for each in exercises):
        yield "a rest became the rest after the step before it"
    if names := [each.name for each in workout.sets if each.name]:
        yield f"not imported: the names of sets ({listed(names)})"
    if any(each.repetitions < 1 for each in workout.sets):
        yield "sets that are repeated less than once were left out"
    if any(each.duration < 1 for each in exercises):
        yield "exercises without a duration were left out"

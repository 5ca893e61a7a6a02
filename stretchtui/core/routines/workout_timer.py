"""Workouts of Just Another Workout Timer as routines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from stretchtui.core.routines.json_text import Faulty, listed, shaped
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

MOST_WORKOUTS = 100
"""The most workouts of one file."""

USUAL_S = 30
"""What the timer takes for an exercise that does not say how long it is."""

_VERSIONS = (1, 2)


class _Exercise(Struct):
    name: str
    duration: int | None = None


class _Set(Struct):
    repetitions: int
    exercises: list[_Exercise]
    name: str | None = None


class _Workout(Struct):
    title: str
    sets: list[_Set]
    version: int = 1


def holds(found: Any) -> bool:
    """Whether a decoded value is meant as a workout, or several, of the timer."""
    if not isinstance(found, dict):
        return False
    workouts = found.get("workouts")
    if isinstance(workouts, list) and workouts:
        # Another program's workouts have their exercises without sets.
        return not all(isinstance(each, dict) and "sets" not in each for each in workouts)
    return "workouts" in found or "sets" in found


def routines_of(found: dict[str, Any], pace: Pace = Pace()) -> Workouts:
    """The workouts of a decoded export.

    Args:
        found: A single workout, as the timer shares it, or several, as it exports them.
        pace: The time between holds here.

    Raises:
        Faulty: It is neither, or there is nothing in it.
    """
    if "workouts" not in found:
        routine, notes = _read(found, "", {}, pace)
        if routine is None:
            raise Faulty("sets", "expected an exercise that takes time, found none")
        return Workouts((routine,), notes, [])
    workouts = shaped(list[Any], found["workouts"], "workouts")
    if not 1 <= len(workouts) <= MOST_WORKOUTS:
        raise Faulty("workouts", f"expected 1 to {MOST_WORKOUTS} of them, found {len(workouts)}")
    placed = [(f"workouts[{number}]", each) for number, each in enumerate(workouts, 1)]
    read = read_each(placed, lambda each, where, taken: _read(each, where, taken, pace))
    if read.is_empty:
        raise Faulty("workouts", "expected an exercise that takes time, found none")
    return read


def _read(
    found: Any, where: str, taken: Iterable[str], pace: Pace
) -> tuple[Routine | None, list[str]]:
    """One workout, or None where nothing in it takes time; and what is not as it was there.

    Raises:
        Faulty: It is none, or one that no routine can be made of.
    """
    workout = shaped(_Workout, found, where)
    inside = f"{where}." if where else ""
    name = titled(workout.title, f"{inside}title")
    who = listed([name])
    done = _done(workout, inside)
    if not done:
        return None, [f"{who}: nothing in it takes time: left out"]
    routine, notes = as_routine(name, done, taken, pace)
    return routine, [f"{who}: {note}" for note in (*notes, *_notes(workout))]


def _done(workout: _Workout, inside: str) -> list[TimerInterval]:
    """All that is done, one after the other, without what takes no time."""
    if workout.version not in _VERSIONS:
        raise Faulty(f"{inside}version", f"expected 1 or 2, found {workout.version}")
    wanted = sum(max(0, each.repetitions) * len(each.exercises) for each in workout.sets)
    if wanted > MOST_STEPS:
        raise Faulty(f"{inside}sets", f"expected at most {MOST_STEPS} exercises in all")
    done: list[TimerInterval] = []
    for number, each in enumerate(workout.sets, 1):
        if each.repetitions < 1 or not each.exercises:
            continue
        once = [
            interval(exercise.name, _seconds(exercise), f"{inside}sets[{number}].exercises[{at}]")
            for at, exercise in enumerate(each.exercises, 1)
            if _seconds(exercise) > 0
        ]
        done += once * each.repetitions
    return done


def _seconds(exercise: _Exercise) -> int:
    return USUAL_S if exercise.duration is None else exercise.duration


def _notes(workout: _Workout) -> Iterable[str]:
    if names := [each.name for each in workout.sets if each.name]:
        yield f"not imported: the names of sets ({listed(names)})"
    for number, each in enumerate(workout.sets, 1):
        if each.repetitions < 1:
            times = listed([str(each.repetitions)])
            yield f"set {number} was left out: it is repeated {times} times"
            continue
        if names := [one.name for one in each.exercises if _seconds(one) < 1]:
            yield f"set {number}: left out, because they take no time: {listed(names)}"
        if names := [one.name for one in each.exercises if one.duration is None]:
            usual = f"{USUAL_S} s, as in the timer"
            yield f"set {number}: {usual}, where none is given: {listed(names)}"

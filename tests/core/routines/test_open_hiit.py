"""Timers of OpenHIIT as routines of the same length."""

from __future__ import annotations

import json
from typing import Any

import pytest

from stretchtui.core.routines.length import length
from stretchtui.core.routines.model import Routine, Step
from tests.core.routines.foreign import read, refused


def timer(**changes: Any) -> dict[str, Any]:
    """A timer in the shape of the export's."""
    return {
        "id": "c0ffee",
        "name": "Evening",
        "timerIndex": 0,
        "totalTime": 0,
        "intervals": 5,
        "activeIntervals": 3,
        "activities": ["Plank", "Bow"],
        "showMinutes": 0,
        "color": 4280391411,
        "timeSettings": times(),
        "soundSettings": {"workSound": "none"},
        **changes,
    }


def times(**changes: Any) -> dict[str, Any]:
    return {
        "id": "1",
        "timerId": "c0ffee",
        "workTime": 30,
        "restTime": 10,
        "breakTime": 0,
        "warmupTime": 0,
        "cooldownTime": 0,
        "getReadyTime": 0,
        **changes,
    }


def test_a_timer_becomes_a_routine_of_the_same_length() -> None:
    found = read([timer()])
    assert found.document.faults == ()
    (routine,) = found.document.routines
    assert routine == Routine(
        id="evening",
        name="Evening",
        get_ready=0,
        steps=(
            Step(name="Plank", hold=30, rest=10),
            Step(name="Bow", hold=30, rest=10),
            Step(name="Work", hold=30),
        ),
    )
    assert length(routine, {}) == 3 * 30 + 2 * 10
    assert found.notes == (
        "Evening: there is no time to get ready between exercises, as in the timer (get_ready = 0)",
        "Evening: a rest became the rest after the step before it",
        "Evening: not imported: sounds and colors",
    )


@pytest.mark.parametrize("place", ["in the timer", "among the times"])
def test_it_has_rounds_with_breaks_a_warmup_and_a_cooldown(place: str) -> None:
    more = times(breakTime=60, warmupTime=120, cooldownTime=90, getReadyTime=7)
    value = timer(activeIntervals=2, timeSettings=more)
    (value if place == "in the timer" else more)["restarts"] = 1
    (routine,) = read(value).document.routines
    assert [(step.name, step.hold, step.rest) for step in routine.single_steps] == [
        ("Get ready", 7, 0),
        ("Warmup", 120, 10),
        ("Plank", 30, 10),
        ("Bow", 30, 60),
        ("Plank", 30, 10),
        ("Bow", 30, 0),
        ("Cooldown", 90, 0),
    ]
    assert length(routine, {}) == 7 + 120 + 10 + 2 * (30 + 10 + 30) + 60 + 90


def test_without_a_break_it_rests_between_rounds() -> None:
    value = timer(activeIntervals=1, activities=None, restarts=2)
    (routine,) = read(value).document.routines
    assert routine.steps == (
        Step(name="Work", hold=30, rest=10, times=2), Step(name="Work", hold=30),
    )  # fmt: skip
    assert length(routine, {}) == 3 * 30 + 2 * 10


def test_its_times_may_be_json_in_a_text() -> None:
    (routine,) = read(timer(timeSettings=json.dumps(times(workTime=40)))).document.routines
    assert {step.hold for step in routine.single_steps} == {40}


def test_one_bad_timer_does_not_stop_the_others_and_is_named_with_its_place() -> None:
    odd = [
        timer(name="\x1b"),
        timer(activeIntervals="3"),
        timer(timeSettings="{"),
        timer(timeSettings=times(workTime=4000)),
        timer(activeIntervals=501),
        3,
    ]
    idle = timer(name="Idle", timeSettings=times(workTime=0, restTime=0))
    found = read([*odd, idle, timer()])
    assert [each.name for each in found.document.routines] == ["Evening"]
    assert found.notes[0] == "Idle: nothing in it takes time: left out"
    assert [each.where for each in found.document.faults] == [
        "[1].name", "[2].activeIntervals", "", "[4].duration", "[5].activeIntervals", "[6]",
    ]  # fmt: skip
    assert refused([idle]) == "a.json: expected an interval that takes time, found none"
    assert refused([timer()] * 101) == "a.json: expected at most 100 timers, found 101"
    assert refused(timer(timeSettings=times(restTime=4000))) == (
        "a.json: timer.duration: expected at most 3600 seconds, found 4000"
    )

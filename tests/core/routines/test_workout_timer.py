"""Workouts of Just Another Workout Timer as routines."""

from __future__ import annotations

import json
from typing import Any

import pytest

from stretchtui.core.routines import interchange
from stretchtui.core.routines.length import length
from stretchtui.core.routines.model import Group, Routine, Sides, Step
from tests.core.routines.foreign import exercises, read, refused, workout


def test_sets_that_are_turned_off_are_left_out_however_long_they_are() -> None:
    off = exercises(0, *[("A", 20)] * 1001)
    (routine,) = read(workout(off, exercises(1, ("B", 30)))).document.routines
    assert [step.name for step in routine.single_steps] == ["B"]
    less = workout(exercises(-1000, ("A", 20)), exercises(1001, ("B", 30)))
    assert refused(less) == "a.json: sets: expected at most 1000 exercises in all"


def test_a_workout_becomes_a_routine_that_lasts_as_long() -> None:
    shared = workout(
        exercises(3, ("Left", 30), ("Rest", 10)),
        exercises(2, ("A", 20), ("B", 25)),
        exercises(1, ("pause ", 60)),
        exercises(1, ("C", 15)),
    )
    (routine,) = read(shared).document.routines
    assert routine == Routine(
        id="evening",
        name="Evening",
        get_ready=0,
        steps=(
            Step(name="Left", hold=30, times=3, rest=10),
            Step(name="A", hold=20),
            Step(name="B", hold=25),
            Step(name="A", hold=20),
            Step(name="B", hold=25, rest=60),
            Step(name="C", hold=15),
        ),
    )
    assert length(routine, {}) == 3 * 40 + 2 * 45 + 60 + 15


def test_what_is_not_carried_over_is_said() -> None:
    found = read(
        workout(
            exercises(0, ("Never", 10)),
            exercises(25, ("Twist", 10), name="Back"),
            exercises(1, ("Nothing", 0)),
            exercises(1, ("Break", 700)),
        )
    )
    assert [(step.name, step.times) for step in found.document.routines[0].single_steps] == [
        ("Twist", 20), ("Twist", 5), ("Break", 1),
    ]  # fmt: skip
    assert found.notes == (
        "Evening: there is no time to get ready between exercises, as in the timer (get_ready = 0)",
        "Evening: not imported: the names of sets (Back)",
        "Evening: set 1 was left out: it is repeated 0 times",
        "Evening: set 3: left out, because they take no time: Nothing",
    )


def steps_of(*sets: dict[str, Any]) -> tuple[int | None, tuple[Step, ...], tuple[str, ...]]:
    """The time to get ready, the steps, and the notes without the one of every workout."""
    found = read(workout(*sets))
    (routine,) = found.document.routines
    notes = [note.removeprefix("Evening: ") for note in found.notes]
    return (
        routine.get_ready,
        routine.single_steps,
        tuple(each for each in notes if "get_ready" not in each),
    )


def test_a_left_and_a_right_one_are_the_sides_of_one_step() -> None:
    both = Step(name="Hamstring", hold=30, sides=Sides.BOTH)
    pair = ("Hamstring left", 30), ("Switch sides", 5), ("Hamstring right", 30)
    assert steps_of(exercises(1, *pair)) == (0, (both,), ())
    assert steps_of(exercises(1, *pair[::2])) == (
        0,
        (both,),
        ("it takes 1:05, and 1:00 in the timer: changing sides takes as long as you have set",),
    )
    turns = exercises(2, *pair, ("Seitenwechsel", 5))
    assert steps_of(turns)[1] == (
        Step(name="Hamstring", hold=30, sides=Sides.ALTERNATE, times=2, rest=5),
    )


@pytest.mark.parametrize(
    "others",
    [
        (("Calf left", 30), ("Calf right", 20)),
        (("Calf left", 30), ("Hip right", 30)),
        (("Calf left", 30), ("Calf left", 30)),
        (("Calf left", 30), ("Calf", 30)),
        (("Calf left", 30),),
    ],
)
def test_what_is_no_pair_stays_apart(others: tuple[tuple[str, int], ...]) -> None:
    _, steps, notes = steps_of(exercises(1, *others))
    assert all(step.sides is None for step in steps)
    assert [name for step in steps for name in [step.name] * int(str(step.times))] == [
        name for name, _ in others
    ]
    assert notes == ()


def test_a_change_of_sides_without_a_pair_is_a_rest() -> None:
    _, steps, _ = steps_of(exercises(1, ("Calf", 30), ("Switch sides", 5), ("Hip", 20)))
    assert steps == (Step(name="Calf", hold=30, rest=5), Step(name="Hip", hold=20))


@pytest.mark.parametrize(
    ("ready", "rest"),
    [
        ("Get ready", "Rest"),
        ("Vorbereitung", "Pause"),
        ("Préparez-vous !", "Repos"),
        ("Preparazione", "Riposo"),
        ("Приготовьтесь", "Отдых"),
        ("Hazırlan", "Mola"),
    ],
)
def test_the_time_to_get_ready_is_taken_where_it_leads_to_every_step(ready: str, rest: str) -> None:
    led = exercises(2, (ready, 7), ("A", 30), (rest, 10), (ready, 7), ("B", 20))
    (routine,) = read(workout(led)).document.routines
    assert routine.get_ready == 7
    # What is repeated there is done in rounds here.
    a, b = Step(name="A", hold=30, rest=10), Step(name="B", hold=20)
    assert routine.steps == (Group(rounds=2, steps=(a, b)),)
    assert length(routine, {}) == 2 * (7 + 30 + 10 + 7 + 20)


@pytest.mark.parametrize(
    "others",
    [
        (("Get ready", 7), ("A", 30), ("B", 30)),
        (("Get ready", 7), ("A", 30), ("Get ready", 8), ("B", 30)),
        (("Get ready", 130), ("A", 30)),
        (("A", 30), ("Get ready", 7), ("B", 30)),
    ],
)
def test_other_times_to_get_ready_stay_where_they_are(others: tuple[tuple[str, int], ...]) -> None:
    found, steps, notes = steps_of(exercises(1, *others))
    assert found == 0
    assert [(step.name, step.hold) for step in steps] == list(others)
    assert notes == ()


def test_one_empty_workout_does_not_stop_the_others() -> None:
    one = workout(exercises(1, ("A", 5), ("Rest", 10)))
    found = read({"workouts": [workout(), {**one, "title": "B"}]})
    assert [each.name for each in found.document.routines] == ["B"]
    assert found.notes[0] == "Evening: nothing in it takes time: left out"
    assert found.notes[-1] == (
        "B: it takes 0:05, and 0:15 in the timer: there is no rest after the last step"
    )
    assert refused({"workouts": [workout(), workout()]}) == (
        "a.json: workouts: expected an exercise that takes time, found none"
    )


def test_an_export_holds_several_workouts() -> None:
    one = workout(exercises(1, ("A", 5)))
    found = read({"workouts": [one, one, {**one, "title": "膝"}]})
    assert [each.id for each in found.document.routines] == ["evening", "evening-2", "routine"]


def test_the_export_is_read_though_it_has_one_byte_a_letter() -> None:
    text = json.dumps(workout(exercises(1, ("Dehnübung", 5))), ensure_ascii=False)
    found = interchange.read(text.encode("latin-1"), "a.json")
    assert found.document.routines[0].single_steps[0].name == "Dehnübung"
    assert found.notes[0].startswith("read as Western European text")
    marked = interchange.read(b"\xef\xbb\xbf" + text.encode(), "a.json")
    assert marked.document.routines == found.document.routines


def test_one_bad_workout_does_not_stop_the_others_and_is_named_with_its_place() -> None:
    good = workout(exercises(1, ("A", 5)))
    odd = [
        3,
        workout(exercises(1, ("A", 5)), title="\x1b"),
        workout(exercises(1, ("A", 5)), title=" "),
        workout(version=9),
        workout({"repetitions": 1}),
        workout(exercises(1, ("A", 5), ("B", 3601))),
    ]
    found = read({"workouts": [*odd, good]})
    assert [each.name for each in found.document.routines] == ["Evening"]
    assert [str(each).removeprefix("a.json: ") for each in found.document.faults] == [
        "workouts[1]: expected an object, found a whole number",
        "workouts[2].title: expected plain text, found the control character U+001B",
        "workouts[3].title: expected 1 to 2000 characters, found 0",
        "workouts[4].version: expected 1 or 2, found 9",
        "workouts[5].sets[1]: exercises is missing",
        "workouts[6].sets[1].exercises[2].duration: expected at most 3600 seconds, found 3601",
    ]
    assert not read({"workouts": odd[:1]}).document.routines


def test_an_exercise_that_does_not_say_how_long_it_is_takes_what_the_timer_takes() -> None:
    set_ = {"repetitions": 1, "exercises": [{"name": "A"}, {"name": "B", "duration": None}]}
    found = read(workout(set_))
    assert [step.hold for step in found.document.routines[0].single_steps] == [30, 30]
    assert found.notes[-1] == ("Evening: set 1: 30 s, as in the timer, where none is given: A, B")


def test_a_closing_rest_is_no_step() -> None:
    get_ready, steps, notes = steps_of(exercises(1, ("A", 30), ("Pause", 20)))
    assert (get_ready, steps) == (0, (Step(name="A", hold=30, rest=20),))
    assert notes == (
        "a rest became the rest after the step before it",
        "it takes 0:30, and 0:50 in the timer: there is no rest after the last step",
    )


@pytest.mark.parametrize(
    ("name", "read_as"),
    [
        ("Hüften", "Hüften"),
        ("Hips – short", "Hips – short"),
        ("“Hips” ‘n’ more — now", "“Hips” ‘n’ more — now"),
        ("Отдых", "Отдых"),
        ("Тяга 30 – бёдра", "Тяга 30 – бёдра"),
        ("Мост 2 Ё", "Мост 2 �"),
        ('Say "ah" – now', 'Say "ah" – now'),
        ("ğa", "�a"),
        ("Plank", "Plank"),
    ],
)
def test_an_export_that_has_lost_letters_is_read_as_far_as_they_can_be_guessed(
    name: str, read_as: str
) -> None:
    value = {"workouts": [workout(exercises(1, (name, 30), ("Plank", 9)))]}
    compact = json.loads(json.dumps(value))
    data = json.dumps(compact, ensure_ascii=False, separators=(",", ":")).encode("utf-16-le")[::2]
    found = interchange.read(data, "a.json")
    assert found.document.faults == ()
    steps = found.document.routines[0].single_steps
    assert [each.name for each in steps] == [read_as, "Plank"]
    lost = found.notes[0].startswith("the timer's export has lost letters")
    assert lost == any(ord(letter) > 0xFF for letter in name)


def test_what_is_broken_otherwise_is_not_mended() -> None:
    found = interchange.read(b'{"workouts":[{"title":"A","sets":[}', "a.json")
    assert "not JSON" in str(found.document.faults[0])
    both = b'{"workouts":[{"title":"\x13","sets":[}'
    assert "not JSON" in str(interchange.read(both, "a.json").document.faults[0])

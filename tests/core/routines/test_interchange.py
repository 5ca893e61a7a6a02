"""Other programs' JSON: what comes over, what is said about the rest, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines import exercise_list, interchange, workout_timer
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.interchange import Foreign, from_json
from stretchtui.core.routines.length import length
from stretchtui.core.routines.model import Routine, Sides, Step, Stretch


def exercise(**changes: Any) -> dict[str, Any]:
    """A record in the shape of the public list's."""
    record = {
        "id": "Wall_Calf_Lean",
        "name": "Wall Calf Lean",
        "force": "static",
        "level": "beginner",
        "mechanic": None,
        "equipment": "body only",
        "primaryMuscles": ["calves"],
        "secondaryMuscles": ["hamstrings", "calves"],
        "instructions": ["Lean on a wall with one foot behind.", "", "Then switch sides."],
        "category": "stretching",
        "images": ["Wall_Calf_Lean/0.jpg"],
    }
    return {**record, **changes}


def workout(*sets: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A workout in the shape of the timer's."""
    return {"title": "Evening", "sets": list(sets), "version": 2, "position": 0, **changes}


def exercises(repetitions: int, *named: tuple[str, int], **more: Any) -> dict[str, Any]:
    found = [{"name": name, "id": "b6c1", "duration": duration} for name, duration in named]
    return {"repetitions": repetitions, "id": "9f3e", "exercises": found, **more}


def read(value: Any, category: str | None = None) -> Foreign:
    return from_json(json.dumps(value).encode(), "a.json", category)


def told(found: Foreign) -> str:
    """The one fault of a file of which nothing is taken."""
    assert not found.document.stretches
    assert not found.document.routines
    assert not found.notes
    (fault,) = found.document.faults
    return str(fault)


def refused(value: Any) -> str:
    return told(read(value))


# Lists of exercises


def test_exercises_become_stretches() -> None:
    bands = exercise(id="B", name="Bands", equipment="bands", instructions=["Pull."])
    found = read([exercise(), bands])
    assert found.document.faults == ()
    assert found.document.stretches == (
        Stretch(
            id="wall-calf-lean",
            name="Wall Calf Lean",
            targets=("calves", "hamstrings"),
            instructions=("Lean on a wall with one foot behind.", "Then switch sides."),
            sides=Sides.BOTH,
        ),
        Stretch(
            id="b", name="Bands", targets=("calves", "hamstrings"), needs=("bands",),
            instructions=("Pull.",),
        ),
    )  # fmt: skip
    assert found.notes == (
        "not imported: force, level, images",
        "no time is given: 30 s (2 of 2)",
        "both sides: the instructions mention the other one (1 of 2)",
    )


@pytest.mark.parametrize(
    ("more", "dose"),
    [
        ({"duration": 90, "sides": "both"}, {"hold": 90, "sides": Sides.BOTH}),
        ({"reps": "12", "sets": 3}, {"reps": 12}),
        ({"breaths": 5, "side": "left"}, {"breaths": 5, "sides": Sides.LEFT}),
        ({"time": "1:10"}, {"hold": 70}),
        ({"instructions": ["Hold for 10-20 seconds.", "Switch feet."]},
         {"hold": 10, "sides": Sides.BOTH}),
        ({"instructions": ["Bend.", "Hold the stretch for about 1 minute."]}, {"hold": 60}),
        ({"instructions": ["Hold it for at least 3 breaths; the other knee next."]},
         {"breaths": 3, "sides": Sides.BOTH}),
        # What no stretch may have is not taken.
        ({"duration": 9000, "instructions": ["Hold for 0 s."]}, {}),
        ({"name": " ", "duration": 9}, None),
    ],
)  # fmt: skip
def test_a_list_gives_doses_and_its_sentences_state_them(
    more: dict[str, Any], dose: dict[str, Any] | None
) -> None:
    found = read([{"name": "Lean", "instructions": ["Lean."], **more}])
    if dose is None:
        assert found.document.faults
        return
    (stretch,) = found.document.stretches
    wanted = Stretch(
        id="lean", name="Lean", instructions=tuple(more.get("instructions", ["Lean."])), **dose
    )
    assert stretch == wanted
    assert ("no time is given: 30 s (1 of 1)" in found.notes) == (not dose)
    sets = "not imported: sets, which only a routine can have (1 of 1)"
    assert (sets in found.notes) == ("sets" in more)


def test_one_category_is_taken_alone() -> None:
    found = read([exercise(), exercise(category="strength", name="Press")], "stretching")
    assert [each.name for each in found.document.stretches] == ["Wall Calf Lean"]
    assert found.notes[0] == "left out 1 of other categories"
    assert told(read([exercise()], "yoga")) == (
        "a.json: found no exercise of the category yoga: expected one of stretching"
    )


def test_what_the_list_does_not_name_is_not_made_up() -> None:
    found = read([exercise(equipment="other"), exercise(equipment=None)])
    assert [each.needs for each in found.document.stretches] == [(), ()]
    assert "1 need equipment that the list does not name" in found.notes


def test_a_record_may_stand_alone_and_say_little() -> None:
    found = read({"name": "Reach", "instructions": []})
    assert found.document.stretches == (Stretch(id="reach", name="Reach"),)
    assert len(found.notes) == 1


def test_ids_differ_even_if_those_of_the_list_do_not() -> None:
    found = read([exercise(), exercise(), exercise(id=None, name="伸")])
    assert [each.id for each in found.document.stretches] == [
        "wall-calf-lean", "wall-calf-lean-2", "stretch",
    ]  # fmt: skip


# Workouts


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
        "Evening: a rest became the rest after the step before it",
        "Evening: not imported: the names of sets (Back)",
        "Evening: sets that are repeated less than once were left out",
        "Evening: exercises without a duration were left out",
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
    found, steps, _ = steps_of(led)
    assert found == 7
    a, b = Step(name="A", hold=30, rest=10), Step(name="B", hold=20)
    assert steps == (a, b, a, b)
    (routine,) = read(workout(led)).document.routines
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
    found = from_json(text.encode("latin-1"), "a.json")
    assert found.document.routines[0].single_steps[0].name == "Dehnübung"
    assert found.notes[0].startswith("read as Latin-1")
    marked = from_json(b"\xef\xbb\xbf" + text.encode(), "a.json")
    assert marked.document.routines == found.document.routines


# Whatever is brought in

OWN = 'format = 1\n[[routine]]\nid = "r"\nname = "R"\n'


@pytest.mark.parametrize(
    ("file", "mark"), [("r.toml", ""), ("r.toml", "\ufeff"), ("download", ""), ("r.txt", "\ufeff")]
)
def test_a_routine_file_of_our_own_is_read_as_one(file: str, mark: str) -> None:
    found = interchange.read((mark + OWN).encode(), file)
    assert found == Foreign(decode(OWN, file))
    assert [routine.name for routine in found.document.routines] == ["R"]


@pytest.mark.parametrize("file", ["a.json", "download", "a.txt"])
@pytest.mark.parametrize("mark", ["", "\ufeff", "\n  "])
def test_json_is_known_by_its_name_or_by_how_it_begins(file: str, mark: str) -> None:
    data = mark + json.dumps([exercise(), exercise(category="strength", name="Press")])
    found = interchange.read(data.encode(), file, "strength")
    assert [each.name for each in found.document.stretches] == ["Press"]


@pytest.mark.parametrize("file", ["a.json", "a.toml"])
def test_a_name_says_more_than_the_beginning(file: str) -> None:
    what = file.removeprefix("a.").upper()
    for data in (OWN, json.dumps([exercise()])):
        found = interchange.read(data.encode(), file)
        fits = (data is OWN) == (file == "a.toml")
        assert (found.document.faults == ()) == fits
        assert fits or f"not {what}" in str(found.document.faults[0])


def test_a_file_in_another_encoding_is_one_fault_with_its_place() -> None:
    found = interchange.read(OWN.encode() + b"\xe9", "a.toml")
    assert told(found) == f"a.toml: expected UTF-8 text, found something else at byte {len(OWN)}"


# What is refused


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "a.json: not JSON: input data was truncated"),
        (b"[NaN]", "a.json: byte 1: not JSON: invalid character"),
        (b"[1e999]", "a.json: [1]: expected a smaller number"),
        (b"[" * 200_000, "a.json: nested too deep"),
        (b'{"a":' * 200_000, "a.json: nested too deep"),
        (b'[{"name": "\\ud800", "instructions": []}]', "a.json: byte 17: not JSON: "),
        (b"\x80\x02}q\x00.", "a.json: byte 0: not JSON: invalid character"),
        (b"3", "a.json: expected a routine file, a list with a stretch a line, CSV"),
        (b'{"a": 1}', "a.json: expected a routine file, a list with a stretch a line, CSV"),
        (b"[]", "a.json: found no exercise in it"),
    ],
)
def test_what_is_no_such_file_gives_one_line(data: bytes, line: str) -> None:
    assert told(from_json(data, "a.json")).startswith(line)


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ([1], "a.json: [1]: expected an object, found a whole number"),
        ([exercise(), {"name": "x"}], "a.json: [2]: instructions is missing"),
        ([exercise(name=None)], "a.json: [1].name: expected text, found nothing"),
        ([exercise(equipment=[])], "a.json: [1].equipment: expected text, found a list"),
        ([exercise(instructions="x")], "a.json: [1].instructions: expected a list, found text"),
        ([exercise(primaryMuscles=[True])],
         "a.json: [1].primaryMuscles[1]: expected text, found true or false"),
        ([exercise(name="\x1b]0;x\x07")],
         'a.json: stretch[1].name (stretch "�]0;x�"): expected plain text, found the control '
         "character U+001B"),
        ([exercise(name="")],
         'a.json: stretch[1].name (stretch ""): expected text of 1 to 2000 characters, found ""'),
        ([exercise()] * (exercise_list.MOST + 1),
         "a.json: expected at most 2000 exercises: choose a category"),
        (workout(), "a.json: sets: expected an exercise that takes time, found none"),
        (workout(version=3), "a.json: version: expected 1 or 2, found 3"),
        (workout(title=3), "a.json: title: expected text, found a whole number"),
        (workout({"repetitions": 1}), "a.json: sets[1]: exercises is missing"),
        (workout(exercises(1, ("A", 3601))),
         'a.json: routine[1].step[1].hold (routine "Evening", step 1 "A"): expected whole seconds '
         "from 1 to 3600, or a ramp of them, found 3601"),
        (workout(exercises(10**30, ("A", 1))),
         "a.json: sets: expected at most 1000 exercises in all"),
        (workout(exercises(10**30)),
         "a.json: sets: expected an exercise that takes time, found none"),
        ({"workouts": []}, "a.json: workouts: expected 1 to 100 of them, found 0"),
        ({"workouts": [workout(exercises(1, ("A", 1)), version=0)]},
         "a.json: workouts[1].version: expected 1 or 2, found 0"),
        ({"workouts": [workout()] * (workout_timer.MOST_WORKOUTS + 1)},
         "a.json: workouts: expected 1 to 100 of them, found 101"),
    ],
)  # fmt: skip
def test_a_wrong_value_gives_one_line_with_its_place(value: Any, line: str) -> None:
    assert refused(value) == line


def test_names_in_a_note_are_few_and_clean() -> None:
    keys = {f"\x1b[{n}m" + "k" * 90: 1 for n in range(12)}
    (note, _) = read([{"name": "A", "instructions": [], **keys}]).notes
    assert "\x1b" not in note
    assert len(note) < 300
    assert note.endswith("…")


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from([
            "name", "instructions", "title", "sets", "repetitions", "exercises", "duration",
            "workouts", "equipment", "version",
        ]),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@given(_json | st.binary(max_size=60))
def test_whatever_comes_is_taken_whole_or_refused(value: Any) -> None:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    found = from_json(data, "a.json")
    held = found.document.stretches or found.document.routines
    assert bool(held) != bool(found.document.faults)

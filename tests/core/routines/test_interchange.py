"""Other programs' files: known by what they hold, taken piece by piece, or refused in one line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines import exercise_list, interchange, workout_timer
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.interchange import Foreign, as_one_routine
from stretchtui.core.routines.model import Routine, Step
from tests.core.routines.foreign import exercise, exercises, read, refused, told, workout

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


@pytest.mark.parametrize("file", ["a.json", "a.toml", "a.txt", "a"])
def test_a_file_is_known_by_what_it_holds_and_not_by_its_name(file: str) -> None:
    ours = interchange.read(OWN.encode(), file).document
    assert [each.id for each in ours.routines] == ["r"]
    theirs = interchange.read(json.dumps([exercise()]).encode(), file).document
    assert [each.id for each in theirs.stretches] == ["wall-calf-lean"]
    list_ = interchange.read(b"[ ] Plank 30 s\n[x] Bow 20 s\n", file).document
    assert [step.hold for step in list_.routines[0].single_steps] == [30, 20]
    link = interchange.read(b"[Plank](http://x.y) 30 s\n[1] Bow 20 s", file).document
    assert [step.name for step in link.routines[0].single_steps] == ["Plank", "Bow"]


def test_a_file_in_another_encoding_is_one_fault_with_its_place() -> None:
    found = interchange.read(OWN.encode() + b"\xe9", "a.toml")
    assert told(found) == f"a.toml: expected UTF-8 text, found something else at byte {len(OWN)}"


def test_of_a_list_of_exercises_a_routine_can_be_made() -> None:
    found = read([exercise(sets=3, rest=10), exercise(id=None, name="Reach")])
    (routine,) = as_one_routine(found, "My list").document.routines
    assert routine == Routine(
        id="my-list",
        name="My list",
        steps=(Step(stretch="wall-calf-lean", times=3, rest=10), Step(stretch="reach")),
    )
    plain = interchange.read(b'format = 1\n[[stretch]]\nid = "a"\nname = "A"\n', "a")
    (routine,) = as_one_routine(plain, "膝").document.routines
    assert routine == Routine(id="routine", name="膝", steps=(Step(stretch="a"),))


def test_a_step_with_more_instructions_than_it_may_have_is_a_fault_with_its_place() -> None:
    value = {"steps": [{"name": "Bow", "sec": 9, "notes": [f"{n}" for n in range(61)]}]}
    assert refused(value).startswith(
        'a.json: routine[1].step[1].instructions (routine "A", step 1 "Bow"): expected a list of '
    )


# What is refused


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"", "a.json: it is empty; what can be imported is a routine file"),
        (b"\xef\xbb\xbf \n", "a.json: it is empty; what can be imported is a routine file"),
        (b"[", "a.json: not JSON: input data was truncated"),
        (b"[NaN]", "a.json: byte 1: not JSON: invalid character"),
        (b"[1e999]", "a.json: [1]: expected a smaller number"),
        (b"[" * 200_000, "a.json: nested too deep"),
        (b'{"a":' * 200_000, "a.json: nested too deep"),
        (b'[{"name": "\\ud800", "instructions": []}]', "a.json: byte 17: not JSON: "),
        (b"\x80\x02}q\x00.", "a.json: expected UTF-8 text, found something else at byte 0"),
        (b"PK\x03\x04\x00", "a.json: expected text, found a spreadsheet or another zip file: "),
        (b"\xff\xfea", "a.json: byte 2: expected text, found broken text"),
        (b"a,b\n" + b"\x00" * 200_000, "a.json: expected a list of stretches with times, found "),
        (b'name,time\n"' + b"x" * 200_000, "a.json: not a table that can be read: field larger"),
        (b'[{"name": "A", "x": 1e999}]', "a.json: [1]: expected a smaller number"),
        (b"3", "a.json: expected a list of stretches with times, found none; what can be "),
        (b'{"a": 1}', "a.json: found nothing that is known; what can be imported is a routine"),
        (b"[]", "a.json: expected a list of stretches with times, found none; what can be"),
        (b"[1, 2]", "a.json: expected a list of stretches with times, found none; what can be"),
    ],
)
def test_what_is_no_such_file_gives_one_line(data: bytes, line: str) -> None:
    assert told(interchange.read(data, "a.json")).startswith(line)


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ([exercise(name=None)], "a.json: [1].name: expected the name of an exercise, found none"),
        ([exercise(name="")], "a.json: [1].name: expected the name of an exercise, found none"),
        ([exercise(instructions=3)], "a.json: [1].instructions: expected text, or a list of it"),
        ([exercise(instructions=["a", 3])],
         "a.json: [1].instructions: expected text, or a list of it"),
        ([exercise(name="\x1b]0;x\x07")],
         'a.json: [1].name (stretch "�]0;x�"): expected plain text, found the control '
         "character U+001B"),
        ([exercise(name="x" * 10_000)],
         f'a.json: [1].name (stretch "{"x" * 39}…"): expected text of 1 to 2000 characters, found '
         f'"{"x" * 39}…"'),
        ([exercise()] * (exercise_list.MOST + 1),
         "a.json: expected at most 2000 exercises: choose a category"),
        (workout(), "a.json: sets: expected an exercise that takes time, found none"),
        (workout(version=3), "a.json: version: expected 1 or 2, found 3"),
        (workout(title=3), "a.json: title: expected text, found a whole number"),
        (workout({"repetitions": 1}), "a.json: sets[1]: exercises is missing"),
        (workout(exercises(1, ("A", 3601))),
         "a.json: sets[1].exercises[1].duration: expected at most 3600 seconds, found 3601"),
        (workout(exercises(1, ("", 9))),
         "a.json: sets[1].exercises[1].name: expected 1 to 2000 characters, found 0"),
        (workout(exercises(1, ("\x1b", 9))),
         "a.json: sets[1].exercises[1].name: expected plain text, found the control character "
         "U+001B"),
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
    found = interchange.read(data, "a.json")
    held = found.document.stretches or found.document.routines
    assert bool(held) != bool(found.document.faults)

"""Lists of steps in plain text, CSV and JSON, as routines."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines import interchange
from stretchtui.core.routines.json_text import Faulty
from stretchtui.core.routines.model import Routine, Sides, Step, Stretch
from stretchtui.core.routines.step_line import write_line
from stretchtui.core.routines.step_texts import MOST_STEPS, from_objects, from_table, from_text

KNOWN = {
    "childs-pose": Stretch(id="childs-pose", name="Child's pose"),
    "bridge": Stretch(id="bridge", name="Bridge"),
    "knee-to-chest": Stretch(id="knee-to-chest", name="Knee to chest"),
}

LINES = """\
# Evening hips

Pigeon 45s each side
00:30 ; Hamstring
child's pose 1:00
Bridge 3 x 10 reps
---
- [ ] Knee to chest 30s × 2 (per side)
rest 20
"""


def test_a_list_of_lines_becomes_a_routine() -> None:
    routine, notes = from_text(LINES, "lines", KNOWN)
    assert routine == Routine(
        id="evening-hips",
        name="Evening hips",
        steps=(
            Step(name="Pigeon", hold=45, sides=Sides.BOTH),
            Step(name="Hamstring", hold=30),
            Step(stretch="childs-pose", hold=60),
            Step(stretch="bridge", reps=10, times=3),
            Step(stretch="knee-to-chest", hold=30, times=2, sides=Sides.BOTH, rest=20),
        ),
    )
    assert notes == ["not in your library, and kept by name: Pigeon, Hamstring"]


def test_one_bad_line_does_not_stop_the_rest_and_is_named_with_its_place() -> None:
    text = (
        "rest 10\nBridge\n45 s\nBridge 10000 s\nBridge 20\n## Warm up\n## Cool down\nBridge 10 s\n"
    )
    routine, notes = from_text(text, "My list", KNOWN)
    assert (routine.id, routine.name) == ("warm-up", "Warm up")
    assert len(routine.steps) == 3
    assert notes == [
        "line 1 left out: there is nothing to rest from yet",
        "line 3 left out: no stretch is named in it",
        "line 4 left out: hold: expected 1 to 3600, found 10000",
        "line 5: 20 was taken as seconds",
        "headings left out: Cool down",
    ]


def test_a_list_in_another_script_is_called_a_routine() -> None:
    routine, _ = from_text("膝 30 s", "膝", {})
    assert (routine.id, routine.name) == ("routine", "膝")


@pytest.mark.parametrize("text", ["", "x = 3\ny = 4\n", "Some prose.\nAnd more of it.\nBridge\n"])
def test_what_is_no_list_of_stretches_is_refused(text: str) -> None:
    with pytest.raises(Faulty, match="expected a list of stretches with times, found none"):
        from_text(text, "x", KNOWN)


def test_a_list_has_an_end() -> None:
    with pytest.raises(Faulty, match="expected at most 500 steps"):
        from_text("Bridge 10 s\n" * (MOST_STEPS + 1), "x", KNOWN)


TABLE = """\
name,seconds,reps,sets,side,rest,notes,level
Knee to chest,30,,2,both,10,Stop if pain runs into the leg,easy
Pelvic tilt,,12,2,,15,,
,,,,,,,
"Clam, high",,10 reps,3,each,20,Keep the feet together,
,30,,,,,,
"""


def test_a_table_with_named_columns_becomes_a_routine() -> None:
    found = from_table(TABLE, "Prescription", KNOWN)
    assert found is not None
    routine, notes = found
    assert routine.steps == (
        Step(stretch="knee-to-chest", hold=30, times=2, sides=Sides.BOTH, rest=10),
        Step(name="Pelvic tilt", reps=12, times=2, rest=15),
        Step(
            name="Clam, high",
            reps=10,
            times=3,
            sides=Sides.BOTH,
            rest=20,
            instructions=("Keep the feet together",),
        ),
    )
    assert notes == [
        "columns left out: level",
        "row 2: its note was left out; the library has its own",
        "row 6 left out: no stretch is named in it",
        "not in your library, and kept by name: Pelvic tilt, Clam, high",
    ]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_may_have_other_delimiters(delimiter: str) -> None:
    text = "Exercise,Duration\nBridge,00:40\n".replace(",", delimiter)
    found = from_table(text, "x", KNOWN)
    assert found is not None
    assert found[0].steps == (Step(stretch="bridge", hold=40),)


@pytest.mark.parametrize("text", ["", "name\nBridge\n", "a,b\n1,2\n", "name,title\nx,y\n"])
def test_what_has_no_such_columns_is_no_table(text: str) -> None:
    assert from_table(text, "x", KNOWN) is None


def test_an_object_with_a_list_of_steps_becomes_a_routine() -> None:
    found = from_objects(
        {
            "name": "Desk reset",
            "exercises": [
                {"name": "Bridge", "duration": 20.0, "side": "both", "flag": True},
                {"exercise": "Chin tuck", "reps": "10", "sets": 2, "notes": ["Slowly.", ""]},
                {"title": "Shoulder rolls", "time": "00:40", "rest": 10, "reps": None},
                {"name": "Hum", "breaths": 1.5, "side": "left"},
                "Sphinx 30 s",
                {"name": "Bow"},
                {"name": "\u202e"},
                {},
            ],
        },
        "x",
        KNOWN,
    )
    assert found is not None
    routine, notes = found
    assert (routine.id, routine.name) == ("desk-reset", "Desk reset")
    assert routine.steps == (
        Step(stretch="bridge", hold=20, sides=Sides.BOTH),
        Step(name="Chin tuck", reps=10, times=2, instructions=("Slowly.",)),
        Step(name="Shoulder rolls", hold=40, rest=10),
        Step(name="Hum", sides=Sides.LEFT),
        Step(name="Sphinx", hold=30),
        Step(name="Bow"),
    )
    assert notes[:2] == [
        "exercise 7 left out: no stretch is named in it",
        "exercise 8 left out: no stretch is named in it",
    ]


@pytest.mark.parametrize("found", [[], 3, {}, {"exercises": 3}, {"workouts": []}])
def test_other_json_has_no_list_of_steps(found: Any) -> None:
    assert from_objects(found, "x", KNOWN) is None


# As files


def test_a_file_is_known_by_what_it_holds() -> None:
    lines = interchange.read(LINES.encode(), "evening.md", stretches=KNOWN)
    table = interchange.read(TABLE.encode(), "knee_rehab", stretches=KNOWN)
    json = interchange.read(b'{"steps": ["Bridge 20 s"]}', "a-b.json", stretches=KNOWN)
    found = [each.document.routines[0] for each in (lines, table, json)]
    assert [each.name for each in found] == ["Evening hips", "Knee rehab", "A b"]
    assert [len(each.steps) for each in found] == [5, 3, 1]
    assert interchange.read(b"Bridge 20 s", ".", stretches=KNOWN).document.routines[0].name == (
        "Imported"
    )


@pytest.mark.parametrize("text", ["format = 1\nx", "[[routine]]\nid = 3"])
def test_a_file_of_ours_is_told_its_own_faults(text: str) -> None:
    (fault, *_) = interchange.read(text.encode(), "x.txt").document.faults
    assert "list of stretches" not in fault.problem


def test_what_is_not_known_is_told_what_can_be_read() -> None:
    (fault,) = interchange.read(b"x = 3\n", "x.txt").document.faults
    assert fault.problem == (
        f"expected a list of stretches with times, found none; what can be imported is "
        f"{interchange.FORMATS}"
    )
    faults = interchange.read(b"x = 3\n", "x.toml").document.faults
    assert not any("list of stretches" in each.problem for each in faults)


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = interchange.read(text.encode("utf-8", "surrogatepass"), "x.txt", stretches=KNOWN)
    assert bool(found.document.faults) != bool(found.document.routines)


def test_what_a_routine_asks_for_comes_back_from_its_lines() -> None:
    routine, _ = from_text(LINES, "x", KNOWN)
    names = {each.id: each.name for each in KNOWN.values()}
    lines = [
        write_line(step, names.get(step.stretch or "", step.name or ""))
        for step in routine.single_steps
    ]
    again, _ = from_text("\n".join([f"# {routine.name}", *lines]), "x", KNOWN)
    assert again == routine

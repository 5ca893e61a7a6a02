"""Lists of steps in plain text, CSV and JSON, as routines."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines import interchange
from stretchtui.core.routines.json_text import Faulty
from stretchtui.core.routines.list_markup import unmarked
from stretchtui.core.routines.model import Routine, Sides, Step, Stretch
from stretchtui.core.routines.step_line import write_line
from stretchtui.core.routines.step_objects import from_objects
from stretchtui.core.routines.step_tables import from_table
from stretchtui.core.routines.step_texts import (
    MOST_STEPS,
    NotAList,
    from_text,
)

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
    routine, notes, left_out = from_text(LINES, "lines", KNOWN)
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
    assert left_out == []


def places(left_out: list[Faulty]) -> list[str]:
    """What was left out, with where and why."""
    return [f"{each.where}: {each.problem}" for each in left_out]


def test_what_a_stretch_has_no_use_for_is_left_out_and_said() -> None:
    clam = Stretch(id="clam", name="Clam", reps=8)
    text = "Pigeon 45s\nClam, push 6 s first, breath 4-6\nClam 20 s, push 6 s first\n"
    routine, notes, _ = from_text(text, "lines", {**KNOWN, "clam": clam})
    assert routine.steps == (
        Step(name="Pigeon", hold=45),
        Step(stretch="clam"),
        Step(stretch="clam", hold=20, contract=6),
    )
    assert notes[:2] == [
        "line 2: contract goes with hold or breaths, found reps: left out",
        "line 2: breath goes with breaths, found reps: left out",
    ]


def test_one_bad_line_does_not_stop_the_rest_and_is_named_with_its_place() -> None:
    text = (
        "rest 10\nBridge 9 s\n45 s\nBridge 10000 s\nBridge 20\n"
        "## Warm up\n## Cool down\nBridge 10 s\n"
    )
    routine, notes, left_out = from_text(text, "My list", KNOWN)
    assert (routine.id, routine.name) == ("warm-up", "Warm up")
    assert len(routine.steps) == 3
    assert places(left_out) == [
        "line 1: there is nothing to rest from yet",
        "line 3: no stretch is named in it",
        "line 4: hold: expected 1 to 3600, found 10000",
    ]
    assert notes == ["line 5: 20 was taken as seconds", "headings left out: Cool down"]


def test_a_line_that_is_no_step_for_its_length_is_told_so() -> None:
    *_, left_out = from_text(f"Bow 9 s\n{'x' * 401}", "x", {})
    assert places(left_out) == ["line 2: expected at most 400 characters, found 401"]
    long = {"steps": [{"name": "x" * 10_000, "sec": 9}, {"name": "Bow", "sec": 9}]}
    found = from_objects(long, "x", {})
    assert found is not None
    assert places(found.left_out) == ["exercise 1: expected at most 400 characters, found 10007"]


def test_what_could_disturb_a_terminal_is_left_out_with_its_place() -> None:
    text = "# A\u202eb\nBow\u202e 9 s\nArch 9 s, up\u202e\n"
    routine, notes, left_out = from_text(text, "x", {})
    assert (routine.name, routine.steps) == ("A\ufffdb", (Step(name="Arch", hold=9),))
    problem = "expected plain text, found the control character U+202E"
    assert places(left_out) == [f"line 2: {problem}"]
    assert notes[0] == "line 3: an instruction with a control character was left out"
    found = from_table("name,sec\nB\u202e,9\nArch,9\n", "x", {})
    assert found is not None
    assert places(found.left_out) == [f"row 2: {problem}"]


@pytest.mark.parametrize("line", ["9 s\n", "Some words\n"])
def test_what_is_no_list_is_not_read_to_its_end(line: str) -> None:
    with pytest.raises(NotAList, match="expected a list of stretches with times, found none"):
        from_text("Bow 9 s\n" + line * 1_000_000, "x", {})


def test_decoration_is_left_where_a_line_is_too_long_to_be_an_entry() -> None:
    assert unmarked("- **Bow**") == "Bow"
    assert unmarked(f"- {'x' * 2000}") == f"- {'x' * 2000}"


SHEET = """\
1. Piriformis stretch
   Hold for 30 seconds, repeat 2-3 times each leg
2. Bridge
   - 10 reps, twice a day
3. Happy baby
4. Plank 20 s
   30 s
   each side
"""


def test_a_dose_may_stand_below_the_name() -> None:
    routine, notes, left_out = from_text(SHEET, "x", KNOWN)
    assert routine.steps == (
        Step(
            name="Piriformis stretch", hold=30, times=2, sides=Sides.BOTH,
        ),
        Step(stretch="bridge", reps=10),
        Step(name="Happy baby"),
        Step(name="Plank", hold=20),
    )  # fmt: skip
    assert notes[:2] == [
        "line 2: repeat 2-3 times: the lower number was taken",
        "line 4: twice a day was left out",
    ]
    assert places(left_out) == [
        "line 7: no stretch is named in it",
        "line 8: no stretch is named in it",
    ]
    *_, left_out = from_text("Bow 9 s\nArch\neach side\n", "x", {})
    assert places(left_out) == ["line 3: no stretch is named in it"]


PHYSIO = """\

Home exercises – Mrs. B

Do these exercises twice a day.
1. Quad set 10" hold x 10
   Push the knee down into the bed.
2. Bridge – 3 x 10, 5 sec hold
   Keep your back on the floor.
3. Wall sit: 8 slow reps
Stop if the pain gets worse.
"""


def test_a_sheet_has_a_title_and_sentences() -> None:
    routine, notes, left_out = from_text(PHYSIO, "x", KNOWN)
    assert routine == Routine(
        id="home-exercises-mrs-b",
        name="Home exercises – Mrs. B",
        steps=(
            Step(
                name="Quad set", hold=10, times=10,
                instructions=("Push the knee down into the bed.",),
            ),
            Step(stretch="bridge", reps=10, times=3, tempo=5),
            Step(name="Wall sit", reps=8, instructions=("Stop if the pain gets worse.",)),
        ),
    )  # fmt: skip
    assert notes == [
        "line 8: its note was left out; the library has its own",
        "not in your library, and kept by name: Quad set, Wall sit",
    ]
    assert places(left_out) == ["line 4: a sentence, and no stretch"]
    bad = "Bow 9 s\nPush the knee\u202e down again.\n"
    *_, left_out = from_text(bad, "x", {})
    assert places(left_out) == ["line 2: a sentence, and no stretch"]


@pytest.mark.parametrize("first", ["Bow 9 s", "Bridge", "# Title", "Bow 9999 s", "Bow 30", "9 s"])
def test_what_is_a_step_or_marked_as_a_heading_is_no_title(first: str) -> None:
    text = f"{first}\n\nArch 9 s\nArch 8 s\nArch 7 s\n"
    routine, *_ = from_text(text, "My list", KNOWN)
    assert routine.name == ("Title" if "#" in first else "My list")


def test_a_page_of_sentences_is_no_list() -> None:
    for many in (10, 1000):
        with pytest.raises(NotAList):
            from_text("Plank 30 s\n" + "This is what I did today.\n" * many, "x", {})


def test_a_list_in_another_script_is_called_a_routine() -> None:
    routine, *_ = from_text("膝 30 s", "膝", {})
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
,,,,,,,hard
"""


def test_a_table_with_named_columns_becomes_a_routine() -> None:
    found = from_table(TABLE, "Prescription", KNOWN)
    assert found is not None
    routine, notes, left_out = found
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
        "not in your library, and kept by name: Pelvic tilt, Clam, high",
    ]
    assert places(left_out) == ["row 5: no stretch is named in it"]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_may_have_other_delimiters(delimiter: str) -> None:
    text = "Exercise,Duration\nBridge,00:40\n".replace(",", delimiter)
    found = from_table(text, "x", KNOWN)
    assert found is not None
    assert found[0].steps == (Step(stretch="bridge", hold=40),)


MARKDOWN = """\
# Knees ##

| Exercise | Hold (sec) | Sets | **Per side** | Rest (min) | Notes |
|:---|---|---|---|---|---|
| **Quad set** | 10 | 2 | yes | 1 | Toes up |
| Bridge | 5-10 | | no | | |
|  | | | | | |
"""


def test_a_table_may_be_one_of_markdown() -> None:
    found = from_table(MARKDOWN, "x", KNOWN)
    assert found is not None
    assert found.routine == Routine(
        id="knees",
        name="Knees",
        steps=(
            Step(
                name="Quad set", hold=10, times=2, sides=Sides.BOTH, rest=60,
                instructions=("Toes up",),
            ),
            Step(stretch="bridge", hold=5, sides=Sides.NONE),
        ),
    )  # fmt: skip
    assert found.notes == [
        "row 3: 5-10 s: the lower number was taken",
        "not in your library, and kept by name: Quad set",
    ]


def test_a_cell_may_hold_several_lines() -> None:
    found = from_table('name,reps,notes\nBow,5,"Slowly.\nBreathe."\n', "x", KNOWN)
    assert found is not None
    assert found.routine.steps == (Step(name="Bow", reps=5, instructions=("Slowly.", "Breathe.")),)


@pytest.mark.parametrize(
    "text",
    ["", "# A\n# B\n|name|time|", "# A\n", "name\nBridge\n", "a,b\n1,2\n", "name,title\nx,y\n"],
)
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
                {"name": "Arch", "sets": 30},
                {"name": "\u202e"},
                {},
            ],
        },
        "x",
        KNOWN,
    )
    assert found is not None
    routine, notes, left_out = found
    assert (routine.id, routine.name) == ("desk-reset", "Desk reset")
    assert notes[0] == "exercise 4: not understood: 1.5"
    assert routine.steps == (
        Step(stretch="bridge", hold=20, sides=Sides.BOTH),
        Step(name="Chin tuck", reps=10, times=2, instructions=("Slowly.",)),
        Step(name="Shoulder rolls", hold=40, rest=10),
        Step(name="Hum", sides=Sides.LEFT),
        Step(name="Sphinx", hold=30),
        Step(name="Bow"),
    )
    assert places(left_out) == [
        "exercise 7: times: expected 1 to 20, found 30",
        "exercise 8: expected plain text, found the control character U+202E",
        "exercise 9: no stretch is named in it",
    ]


def test_a_list_of_steps_may_stand_alone() -> None:
    found = from_objects([{"name": "Bridge", "holdSeconds": 20}, "Bow 30 s"], "My list", KNOWN)
    assert found is not None
    assert found.routine.name == "My list"
    assert found.routine.steps == (Step(stretch="bridge", hold=20), Step(name="Bow", hold=30))


@pytest.mark.parametrize("found", [3, {}, {"exercises": 3}, {"workouts": []}])
def test_other_json_has_no_list_of_steps(found: Any) -> None:
    assert from_objects(found, "x", KNOWN) is None


def test_several_lists_become_several_routines() -> None:
    lists = [
        {"name": "One", "exercises": [{"name": "Bow", "sec": 9}, {"x": 1}]},
        {"title": "One", "steps": ["Arch 5 reps", "Arch 9999 s"]},
        {"items": ["Bow 9 s"]},
        {"exercises": ["prose"]},
        {"exercises": 3},
    ]
    for value, key in ((lists, ""), ({"workouts": lists[:2] + lists[3:]}, "workouts")):
        found = interchange.read(json.dumps(value).encode(), "my-list.json", stretches=KNOWN)
        routines = found.document.routines
        assert [(each.id, each.name) for each in routines[:2]] == [("one", "One"), ("one-2", "One")]
        assert [str(each) for each in found.document.faults[:2]] == [
            f"my-list.json: {key}[1], exercise 2: no stretch is named in it",
            f"my-list.json: {key}[2], exercise 2: hold: expected 1 to 3600, found 9999",
        ]
        assert found.notes[0] == "One: not in your library, and kept by name: Bow"
        assert [each.name for each in routines[2:]] == ([] if key else ["My list 3"])
    for none in (b'{"routines": [{"steps": ["prose"]}]}', b'[{"steps": 3}]'):
        (fault,) = interchange.read(none, "x.json").document.faults
        assert "what can be imported is" in fault.problem


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
    assert interchange.read(b"x = 3\n", "x.toml").document.faults[0].problem == fault.problem


def test_what_is_said_of_a_stretch_becomes_its_instructions() -> None:
    routine, notes, _ = from_text("Bow 30 s (slowly)\nBridge 9 reps, feet flat\n", "x", KNOWN)
    assert routine.steps == (
        Step(name="Bow", hold=30, instructions=("slowly",)),
        Step(stretch="bridge", reps=9),
    )
    assert notes[0] == "line 2: its note was left out; the library has its own"


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    found = interchange.read(text.encode("utf-8", "surrogatepass"), "x.txt", stretches=KNOWN)
    assert found.document.faults or found.document.routines
    assert all(each.steps for each in found.document.routines)


def test_what_a_routine_asks_for_comes_back_from_its_lines() -> None:
    routine, *_ = from_text(LINES, "x", KNOWN)
    names = {each.id: each.name for each in KNOWN.values()}
    lines = [
        write_line(step, names.get(step.stretch or "", step.name or ""))
        for step in routine.single_steps
    ]
    again, *_ = from_text("\n".join([f"# {routine.name}", *lines]), "x", KNOWN)
    assert again == routine

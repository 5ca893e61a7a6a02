"""Files as people and other programs write them, imported, and every number compared."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from stretchtui.core.routines.model import Sides, Step
from stretchtui.store.paths import folders
from stretchtui.store.routines import read_library

if TYPE_CHECKING:
    from pathlib import Path

    from stretchtui.core.routines.library import Library
    from tests.cli.line import CommandLine, Done

BOTH = Sides.BOTH

LINES = """\
# Evening hips
Lizard 45s each side
00:30 ; Hamstring
child's pose 1:00
Bridge 3 x 10 reps
- [ ] Knee to chest 30s × 2 (per side)
5 breaths Happy baby
rest 20
Cat-cow 8 reps
"""
TABLE = """\
name,seconds,reps,sets,side,rest,notes
Knee to chest,30,,2,both,10,Stop if pain runs into the leg
Pelvic tilt,,12,2,,15,
Clamshell,,10,3,each,20,Keep the feet together
"""
STEPS = {
    "name": "Desk reset",
    "exercises": [
        {"name": "Neck side bend", "duration": 20, "side": "both"},
        {"exercise": "Chin tuck", "reps": "10", "sets": 2},
        {"title": "Shoulder rolls", "time": "00:40", "rest": 10},
    ],
}
EXERCISES = [
    {"id": "lizard", "name": "Lizard", "duration": 90, "sides": "both",
     "instructions": ["Fold over the front leg."]},
    {"id": "calf", "name": "Calf drop", "reps": 12, "sets": 3,
     "instructions": ["Lower the heel, then repeat with the other foot."]},
    {"id": "lean", "name": "Wall lean",
     "instructions": ["Hold for 10-20 seconds.", "Switch feet."]},
]  # fmt: skip
BACKUP = {
    "workouts": [
        {"title": "Hips – short", "version": 2, "sets": [{"repetitions": 3, "exercises": [
            {"name": "Plank", "duration": 30}, {"name": "Rest", "duration": 10}]}]},
        {"title": "Not filled yet", "sets": [], "version": 2},
        {"title": "Sides", "version": 2, "sets": [{"repetitions": 1, "exercises": [
            {"name": "Get ready", "duration": 10}, {"name": "Hamstring left", "duration": 30},
            {"name": "Switch sides", "duration": 5}, {"name": "Hamstring right", "duration": 30},
            {"name": "Pause", "duration": 30}]}]},
    ]
}  # fmt: skip
TIMERS = [
    {"id": "1", "name": "Back", "activeIntervals": 2, "activities": ["Cobra", "Bow"], "restarts": 1,
     "timeSettings": {"workTime": 40, "restTime": 15, "breakTime": 60, "getReadyTime": 10,
                      "warmupTime": 0, "cooldownTime": 90},
     "soundSettings": {}},
]  # fmt: skip
SHEET = """\
Exercise;Hold (sec);Wiederholungen;Sets;Per side;Rest (min);Comment
Wadendehnung;30;;2;yes;1;Ferse am Boden
Brücke;;12;3;no;;
"""


def library(run: CommandLine) -> Library:
    return read_library(folders(str(run.home)))


def imported(run: CommandLine, path: Path, content: Any, *more: str) -> Done:
    """What is said of a file as it is imported."""
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    done = run("import", str(path), *more)
    out = done.out.replace(str(path), path.name).replace(str(run.home), "~")
    return done._replace(out=out)


def steps(run: CommandLine, id_: str) -> tuple[int | None, tuple[Step, ...]]:
    """A routine's time to get ready, and its steps."""
    routine = library(run).entries[id_].routine
    return routine.get_ready, routine.single_steps


def test_lines(run: CommandLine, tmp_path: Path) -> None:
    assert imported(run, tmp_path / "lines.txt", LINES) == (0, (
        "lines.txt: 1 routine, in ~/config/routines/evening-hips.toml\n"
        "  not in your library, and kept by name: Lizard, Hamstring\n"
    ), "")  # fmt: skip
    assert steps(run, "evening-hips") == (None, (
        Step(name="Lizard", hold=45, sides=BOTH),
        Step(name="Hamstring", hold=30),
        Step(stretch="childs-pose", hold=60),
        Step(stretch="bridge", reps=10, times=3),
        Step(stretch="knee-to-chest", hold=30, times=2, sides=BOTH),
        Step(stretch="happy-baby", breaths=5, rest=20),
        Step(stretch="cat-cow", reps=8),
    ))  # fmt: skip


def test_a_prescription(run: CommandLine, tmp_path: Path) -> None:
    assert imported(run, tmp_path / "prescription.csv", TABLE) == (0, (
        "prescription.csv: 1 routine, in ~/config/routines/prescription.toml\n"
        "  row 2: its note was left out; the library has its own\n"
        "  row 4: its note was left out; the library has its own\n"
    ), "")  # fmt: skip
    assert steps(run, "prescription") == (None, (
        Step(stretch="knee-to-chest", hold=30, times=2, sides=BOTH, rest=10),
        Step(stretch="pelvic-tilt", reps=12, times=2, rest=15),
        Step(stretch="clamshell", reps=10, times=3, sides=BOTH, rest=20),
    ))  # fmt: skip


def test_a_sheet_out_of_a_spreadsheet(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    path.write_bytes(SHEET.replace("\n", "\r\n").encode("cp1252"))
    done = run("import", str(path))
    assert done.status == 0
    assert done.out.splitlines()[1:] == [
        "  read as Western European text, because it is not UTF-8: check the accented letters",
        "  columns left out: Wiederholungen",
        "  not in your library, and kept by name: Wadendehnung, Brücke",
    ]
    assert steps(run, "sheet") == (None, (
        Step(name="Wadendehnung", hold=30, times=2, sides=BOTH, rest=60,
             instructions=("Ferse am Boden",)),
        Step(name="Brücke", times=3, sides=Sides.NONE),
    ))  # fmt: skip


def test_steps_in_json(run: CommandLine, tmp_path: Path) -> None:
    assert imported(run, tmp_path / "tolerant.json", STEPS) == (
        0, "tolerant.json: 1 routine, in ~/config/routines/desk-reset.toml\n", "",
    )  # fmt: skip
    assert steps(run, "desk-reset") == (None, (
        Step(stretch="neck-side-bend", hold=20, sides=BOTH),
        Step(stretch="chin-tuck", reps=10, times=2),
        Step(stretch="shoulder-rolls", hold=40, rest=10),
    ))  # fmt: skip


@pytest.mark.parametrize("as_routine", [True, False])
def test_a_list_of_exercises(run: CommandLine, tmp_path: Path, as_routine: bool) -> None:
    path = tmp_path / "list.json"
    more = ["--as-routine", "My list"] if as_routine else []
    file, what = ("my-list", "1 routine and 3 stretches") if as_routine else ("list", "3 stretches")
    rest = (
        ""
        if as_routine
        else "  not imported: sets and rests, which only a routine can have (1 of 3)\n"
        "  to make a routine of these stretches, add --as-routine NAME\n"
    )
    assert imported(run, path, EXERCISES, *more) == (0, (
        f"list.json: {what}, in ~/config/routines/{file}.toml\n"
        "  times and repetitions are those that the instructions state (1 of 3)\n"
        f"  both sides: the instructions mention the other one (2 of 3)\n{rest}"
    ), "")  # fmt: skip
    found = library(run)
    assert [
        (each.hold, each.reps, each.sides)
        for each in map(found.stretches.__getitem__, ("lizard", "calf", "lean"))
    ] == [(90, None, BOTH), (None, 12, BOTH), (10, None, BOTH)]
    assert ("my-list" in found.entries) == as_routine
    if as_routine:
        assert steps(run, "my-list") == (None, (
            Step(stretch="lizard"), Step(stretch="calf", times=3), Step(stretch="lean"),
        ))  # fmt: skip
        assert "hold      90 s  Lizard · left" in run("show", "my-list").out
        assert imported(run, path, EXERCISES, *more).out == (
            "list.json: nothing new\n  My list is already here\n"
        )


def test_a_timers_backup(run: CommandLine, tmp_path: Path) -> None:
    assert imported(run, tmp_path / "timer-backup.json", BACKUP) == (0, (
        "timer-backup.json: 2 routines, in ~/config/routines/timer-backup.toml\n"
        "  Hips – short: there is no time to get ready between exercises, as in the timer "
        "(get_ready = 0)\n"
        "  Hips – short: a rest became the rest after the step before it\n"
        "  Hips – short: it takes 1:50, and 2:00 in the timer: there is no rest after the last "
        "step\n"
        "  Not filled yet: nothing in it takes time: left out\n"
        "  Sides: a rest became the rest after the step before it\n"
        "  Sides: it takes 1:15, and 1:45 in the timer: there is no rest after the last step\n"
    ), "")  # fmt: skip
    assert steps(run, "hips-short") == (0, (Step(name="Plank", hold=30, times=3, rest=10),))
    assert steps(run, "sides") == (10, (Step(name="Hamstring", hold=30, sides=BOTH, rest=30),))
    entries = library(run).entries
    assert [entries[each].total() for each in ("hips-short", "sides")] == [110, 75]


def test_another_timers_export(run: CommandLine, tmp_path: Path) -> None:
    assert imported(run, tmp_path / "exported_openhiit_timer.txt", TIMERS) == (0, (
        "exported_openhiit_timer.txt: 1 routine, in ~/config/routines/back.toml\n"
        "  Back: there is no time to get ready between exercises, as in the timer "
        "(get_ready = 0)\n"
        "  Back: a rest became the rest after the step before it\n"
        "  Back: not imported: sounds and colors\n"
    ), "")  # fmt: skip
    assert steps(run, "back") == (0, (
        Step(name="Get ready", hold=10),
        Step(name="Cobra", hold=40, rest=15),
        Step(name="Bow", hold=40, rest=60),
        Step(name="Cobra", hold=40, rest=15),
        Step(name="Bow", hold=40),
        Step(name="Cooldown", hold=90),
    ))  # fmt: skip
    assert library(run).entries["back"].total() == 10 + 4 * 40 + 2 * 15 + 60 + 90


def test_three_times_all_of_them_add_nothing(run: CommandLine, tmp_path: Path) -> None:
    contents = {
        "lines.txt": LINES, "p.csv": TABLE, "s.json": json.dumps(STEPS),
        "list.json": json.dumps(EXERCISES), "b.json": json.dumps(BACKUP),
        "t.json": json.dumps(TIMERS),
    }  # fmt: skip
    paths = [tmp_path / name for name in contents]
    for path in paths:
        path.write_text(contents[path.name])
    words = ["import", *map(str, paths), "--as-routine", "My list"]
    assert run(*words).status == 0
    before = {path: path.read_bytes() for path in run.routines.iterdir()}
    assert len(before) == 7, "and the lock"
    for _ in range(2):
        lines = run(*words).out.splitlines()
        assert [line for line in lines if not line.startswith(" ")] == [
            f"{path}: nothing new" for path in paths
        ]
        assert all(line.endswith(" is already here") for line in lines if line.startswith(" "))
        assert {path: path.read_bytes() for path in run.routines.iterdir()} == before

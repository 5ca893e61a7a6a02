"""Lists of stretches as people have them, imported, shown and imported again."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.cli.line import CommandLine, Stream

if TYPE_CHECKING:
    import pytest

from stretchtui.playing.ending import ExitStatus

LINES = """\
# Evening hips
Lizard 45s each side
Bridge 3 x 10 reps
rest 20
"""

TABLE = """\
name,seconds,reps,sets,side,rest,notes
Knee to chest,30,,2,both,10,Stop if pain runs into the leg
Pelvic tilt,,12,2,,15,
"""

STEPS = {
    "name": "Desk reset",
    "exercises": [
        {"name": "Neck side bend", "duration": 20, "side": "both"},
        {"exercise": "Chin tuck", "reps": "10", "sets": 2},
    ],
}


def imported(run: CommandLine, path: Path, text: str) -> list[str]:
    """What is said of a file as it is imported."""
    path.write_text(text)
    done = run("import", str(path))
    assert (done.status, done.err) == (0, "")
    return done.out.replace(str(path), path.name).replace(str(run.home), "~").splitlines()


def test_lines_become_a_routine_and_a_second_time_nothing(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    own = "  not in your library, and kept by name: Lizard"
    assert imported(run, path, LINES) == [
        "lines.txt: 1 routine, in ~/config/routines/evening-hips.toml",
        own,
    ]
    assert imported(run, path, LINES) == [
        "lines.txt: nothing new",
        "  Evening hips is already here",
    ]
    shown = run("show", "evening-hips").out
    assert "Lizard" in shown
    assert "Bridge · 3 of 3" in shown


def test_a_table_and_steps_in_json_become_routines(run: CommandLine, tmp_path: Path) -> None:
    assert imported(run, tmp_path / "knee_rehab.csv", TABLE) == [
        "knee_rehab.csv: 1 routine, in ~/config/routines/knee-rehab.toml",
        "  row 2: its note was left out; the library has its own",
    ]
    assert imported(run, tmp_path / "x.json", json.dumps(STEPS)) == [
        "x.json: 1 routine, in ~/config/routines/desk-reset.toml"
    ]
    assert "Knee rehab" in run("show", "knee-rehab").out


def test_a_list_may_come_from_standard_input(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LINES.encode())))
    assert run("import", "-").out.startswith("standard input: 1 routine, in ")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x = 3\n")))
    assert run("import", "-").faulty.startswith("standard input: expected a list of stretches")


def test_of_many_faults_the_first_are_told(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    bad = [{"name": "x" * 3000, "instructions": []}] * 30
    path.write_text(json.dumps(bad))
    done = run("import", str(path))
    assert (done.status, done.out, len(done.err.splitlines())) == (ExitStatus.FAULTY, "", 21)
    assert done.err.endswith("and 10 more like these (nothing was imported)\n")
    path.write_text(json.dumps([*bad, {"name": "Bow", "instructions": []}]))
    done = run("import", str(path))
    assert (done.status, done.err) == (1, "")
    lines = [line for line in done.out.splitlines() if "left out" in line or "more" in line]
    assert (len(lines), lines[-1]) == (21, "  and 10 more like these")


MIXED = """\
format = 1
[[routine]]
id = "good"
name = "Good"
[[routine.step]]
name = "Bow"
hold = 9
[[routine]]
id = "bad"
name = "Bad"
[[routine.step]]
stretch = "no-such"
[[routine]]
id = "worse"
name = "Worse"
steps = 3
"""


def ids(run: CommandLine) -> set[str]:
    """The ids of the person's routines."""
    found = json.loads(run("list", "--json").out)
    return {each["id"] for each in found if each["source"] == "user"}


def test_one_bad_piece_does_not_stop_the_rest_unless_it_is_to(
    run: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "mixed.toml"
    path.write_text(MIXED)
    gone = tmp_path / "gone.txt"
    strict = run("import", "--strict", str(path), str(gone))
    assert (strict.status, strict.out) == (ExitStatus.NOT_FOUND, "")
    assert strict.err.splitlines()[-1] == (
        f"stretchtui: {gone}: No such file or directory (nothing was imported)"
    )
    assert ids(run) == set()
    done = run("import", str(path), str(gone))
    assert done.status == 1
    assert done.err == f"stretchtui: {gone}: No such file or directory\n"
    first, *rest = done.out.splitlines()
    assert first == f"{path}: 1 routine, in {run.routines / 'good.toml'}"
    assert [line.split(":")[1].partition(" (")[0].strip() for line in rest] == [
        "routine[3]",
        "step[1].stretch",
    ]
    assert [name in line for name, line in zip(("Worse", "Bad"), rest, strict=True)] == [True, True]
    assert all(line.startswith("  left out: ") for line in rest)
    assert ids(run) == {"good"}


def test_a_line_that_is_no_step_is_left_out_with_its_place(
    run: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "x.txt"
    path.write_text("Bow 9 s\n45 s\nArch 9 s\n")
    assert run("import", str(path), "--strict").faulty == (
        f"{path}: line 2: no stretch is named in it (nothing was imported)"
    )
    done = run("import", str(path))
    assert done.status == 1
    assert done.out.splitlines()[1] == "  left out: line 2: no stretch is named in it"


def test_a_file_with_nothing_in_it_is_told_so(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("format = 1\n")
    assert run("import", str(path)) == (0, f"{path}: there is nothing in it\n", "")


def test_to_try_it_says_all_and_changes_nothing(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_text(LINES)
    done = run("import", "--dry-run", str(path))
    assert done == (
        0,
        f"{path}: 1 routine\n  not in your library, and kept by name: Lizard\n"
        "nothing was changed (--dry-run)\n",
        "",
    )
    assert not (run.home / "config").exists()
    assert not (run.home / "data").exists()


def test_a_new_version_replaces_the_old_one(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    imported(run, path, LINES)
    path.write_text(LINES.replace("45s", "50s"))
    done = run("import", str(path), "--replace")
    assert done.out.splitlines()[0] == (
        f"{path}: 1 routine replaced, in {run.routines / 'evening-hips.toml'}"
    )
    assert ids(run) == {"evening-hips"}
    exported = run("export", "evening-hips").out
    assert "hold = 50" in exported
    assert str(tmp_path) not in exported


CALF = [{"name": "Calf", "instructions": ["Lean."], "seconds": 60, "sides": "both"}]


def test_of_a_list_of_exercises_it_asks_whether_to_make_a_routine(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "calves.json"
    path.write_text(json.dumps(CALF))
    question = f"{path.name}: make a routine of 1 stretch (2 min)? [y/N] "
    for answer, made in (("n\n", set()), ("y\n", {"calves"})):
        monkeypatch.setattr(sys, "stdin", Stream(True, answer))
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        done = run("import", str(path))
        assert (done.status, done.err) == (0, question)
        assert "--as-routine" not in done.out
        assert ids(run) == made
    assert "Calves" in run("show", "calves").out


def test_it_asks_nothing_where_nobody_could_answer_or_it_is_only_tried(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "calves.json"
    path.write_text(json.dumps(CALF))
    hint = "  to make a routine of these stretches, add --as-routine NAME"
    monkeypatch.setattr(sys, "stdin", Stream(True, "y\n"))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    tried = run("import", "--dry-run", str(path))
    assert tried.err == ""
    assert hint in tried.out.splitlines()
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
    assert hint in run("import", str(path)).out.splitlines()
    long = [{**CALF[0], "name": f"Calf {n}", "seconds": 3600} for n in range(12)]
    path.write_text(json.dumps(long))
    assert hint not in run("import", str(path)).out.splitlines(), "it would be too long to play"


def test_lengths_are_told_as_they_are_set(run: CommandLine, tmp_path: Path) -> None:
    (run.home / "config").mkdir(parents=True)
    (run.home / "config" / "settings.toml").write_text("[session]\nswitch = 20\n")
    names = ("Calf left", "Calf right")
    exercises = [{"name": name, "duration": 30} for name in names]
    workout = {"title": "Legs", "sets": [{"repetitions": 1, "exercises": exercises}], "version": 2}
    path = tmp_path / "x.json"
    path.write_text(json.dumps(workout))
    assert run("import", str(path)).out.splitlines()[-1] == (
        "  Legs: it takes 1:20, and 1:00 in the timer: changing sides takes as long as you have set"
    )
    assert "1:20" in run("list").out


def test_without_a_list_of_exercises_no_routine_is_made_of_it(
    run: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "lines.txt"
    path.write_text(LINES)
    assert run("import", str(path), "--as-routine", "Mine").err == (
        "stretchtui: --as-routine: there is no list of exercises to make a routine of\n"
    )
    assert ids(run) == {"evening-hips"}


def test_a_name_for_a_routine_is_a_line_of_text(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "calves.json"
    path.write_text(json.dumps(CALF))
    assert run("import", str(path), "--as-routine", "\x1b").complaint == (
        "--as-routine: expected plain text, found the control character U+001B"
    )


def test_a_file_that_is_not_known_is_told_what_is(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text('{"a": 1}')
    complaint = run("import", str(path)).faulty
    for name in ("TOML", "CSV", "Markdown", "wger", "exercemus", "OpenHIIT", "ExerciseDB"):
        assert name in complaint


def test_of_two_routines_of_one_name_neither_is_taken(run: CommandLine, tmp_path: Path) -> None:
    for id_ in ("mine", "yours"):
        text = f'format = 1\n[[routine]]\nid = "{id_}"\nname = "Ours"\n'
        (run.routines / f"{id_}.toml").write_text(text)
    refusal = '"ours" is the name of 2 routines: use an id, mine or yours'
    for words in (
        ["show"], ["play"], ["edit"], ["export"], ["copy"], ["delete", "--yes"], ["log"],
        ["new", "--from"], ["rename"],
    ):  # fmt: skip
        more = ["Mine"] if words == ["rename"] else []
        assert run(*words, "ours", *more).complaint == refusal
    assert run("show", "mine").status == 0
    assert run("copy", "mine", "--name", "OURS").complaint == (
        "--name: you already have a routine called OURS"
    )
    assert run("copy", "mine").out.startswith("ours-2 (Ours 2), in ")

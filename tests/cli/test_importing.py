"""Lists of stretches as people have them, imported, shown and imported again."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

    from tests.cli.line import CommandLine

LINES = """\
# Evening hips
Pigeon 45s each side
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
    own = "  not in your library, and kept by name: Pigeon"
    assert imported(run, path, LINES) == [
        "lines.txt: 1 routine, in ~/config/routines/evening-hips.toml",
        own,
    ]
    assert imported(run, path, LINES) == [
        "lines.txt: nothing new",
        own,
        "  Evening hips is already here",
    ]
    shown = run("show", "evening-hips").out
    assert "Pigeon" in shown
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
    assert run("import", "-").complaint.startswith("standard input: expected a list of stretches")

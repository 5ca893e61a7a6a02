"""Two programs on one home: both make the same routine longer, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from stretchtui.core.routines.format import decode
from stretchtui.store.paths import folders

STEPS = 60
FILE = """\
format = 1

[[routine]]
id = "mine"
name = "Mine"

[[routine]]
id = "other"
name = "Other"
"""


def test_two_programs_that_save_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    path = folders(str(tmp_path)).routines / "both.toml"
    path.parent.mkdir(parents=True)
    path.write_text(FILE)
    command = [sys.executable, "-m", "tests.store.editors", str(tmp_path)]
    programs = [
        subprocess.Popen(
            [*command, name, str(STEPS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for name in ("A", "B")
    ]
    for each in programs:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in programs:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    told = [each.communicate()[0] for each in programs]
    assert [each.returncode for each in programs] == [0, 0]
    assert sum(map(int, told)) > 0, "they came in each other's way"
    mine, other = decode(path.read_text(), "both.toml").routines
    names = [str(step.name) for step in mine.single_steps]
    for name in ("A", "B"):
        assert [each for each in names if each[0] == name] == [
            f"{name} {number}" for number in range(STEPS)
        ]
    assert len(names) == 2 * STEPS
    assert other.name == "Other"

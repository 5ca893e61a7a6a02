"""``delete`` and ``import`` at a terminal, and ``export`` into a pipe."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.end_to_end.terminal import COPIED, PATIENCE_S, PROGRAM, Terminal, environment_for, run


@pytest.mark.parametrize(("answer", "status", "there"), [("n", 1, True), ("yes", 0, False)])
def test_at_a_terminal_it_asks_first(home: Path, answer: str, status: int, there: bool) -> None:
    run("copy", "hips", home=home)
    with Terminal([*COPIED, "delete", "hips-2"], home) as terminal:
        terminal.wait_for_text("Delete Hips 2? [y/N]")
        terminal.press(f"{answer}\n")
        assert terminal.wait_for_exit() == status
    assert (home / "config" / "routines" / "hips-2.toml").exists() == there


@pytest.mark.parametrize(("answer", "made"), [("", False), ("y", True)])
def test_at_a_terminal_it_asks_whether_to_make_a_routine_of_a_list(
    home: Path, tmp_path: Path, answer: str, made: bool
) -> None:
    exercises = tmp_path / "calves.json"
    exercises.write_text('[{"name": "Calf", "instructions": ["Hold for 20 seconds."]}]')
    with Terminal([*COPIED, "import", str(exercises)], home) as terminal:
        terminal.wait_for_text("calves.json: make a routine of 1 stretch (1 min)? [y/N]")
        terminal.press(f"{answer}\n")
        assert terminal.wait_for_exit() == 0
    assert (home / "config" / "routines" / "calves.toml").exists()
    assert ("Calves" in run("list", home=home).stdout) == made


def test_what_is_exported_is_utf_8_whatever_the_terminal_is(home: Path) -> None:
    own = 'format = 1\n[[routine]]\nid = "own"\nname = "Café 膝"\n'
    (home / "config" / "routines").mkdir(parents=True)
    (home / "config" / "routines" / "own.toml").write_text(own, encoding="utf-8")
    done = subprocess.run(
        [*PROGRAM, "export", "own"],
        capture_output=True,
        env=environment_for(home, {"PYTHONIOENCODING": "ascii"}),
        timeout=PATIENCE_S,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "Café 膝" in done.stdout.decode()

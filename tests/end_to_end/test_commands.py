"""The commands that print, run as a person runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from stretchtui import __version__
from tests.end_to_end.terminal import run


def test_list_names_every_routine_with_its_length(home: Path) -> None:
    done = run("list", home=home)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert len(lines) >= 10
    assert lines[0].split(maxsplit=2)[0] == "five-for-lower-back"
    assert lines[0].endswith("Five for the lower back")


def test_list_as_json_is_an_array_of_what_was_promised(home: Path) -> None:
    entries = json.loads(run("list", "--json", home=home).stdout)
    assert {frozenset(entry) for entry in entries} == {
        frozenset({"id", "name", "total_s", "tags", "source"})
    }
    assert all(120 <= entry["total_s"] <= 25 * 60 for entry in entries)
    assert min(entry["total_s"] for entry in entries) < 180
    assert max(entry["total_s"] for entry in entries) > 20 * 60
    assert {entry["source"] for entry in entries} == {"shipped"}


def test_show_as_json_has_phases_and_cues(home: Path) -> None:
    shown = json.loads(run("show", "five-for-lower-back", "--json", home=home).stdout)
    assert set(shown) == {"id", "name", "level", "total_s", "phases", "cues"}
    assert set(shown["phases"][0]) == {
        "kind", "start_s", "duration_s", "step", "name", "side", "time", "of",
    }  # fmt: skip
    assert shown["cues"][0] == {"at_s": 0, "cue": "ready"}
    assert shown["cues"][-1] == {"at_s": shown["total_s"], "cue": "finish"}


def test_show_takes_a_name_an_id_or_a_file(home: Path, short: Path) -> None:
    by_id = run("show", "five-for-lower-back", home=home)
    by_name = run("show", "five for the LOWER back", home=home)
    assert by_id.stdout == by_name.stdout != ""
    assert "Short and sweet" in run("show", str(short), home=home).stdout


def test_an_unknown_routine_is_answered_with_the_nearest(home: Path) -> None:
    done = run("play", "five-for-lower-bakc", home=home)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        'stretchtui: no routine "five-for-lower-bakc": did you mean five-for-lower-back?\n'
    )


def test_check_prints_every_fault_of_every_file(home: Path, tmp_path: Path, short: Path) -> None:
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_text('format = 1\n[[routine]]\nid = "A"\nname = 3\n')
    second.write_text("format = 1\n[[routine")
    done = run("check", str(first), str(short), str(second), home=home)
    assert done.returncode == 2
    lines = done.stdout.splitlines()
    assert [line.split(":")[0] for line in lines] == [str(first), str(first), str(second)]
    assert run("check", str(short), home=home).returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["frobnicate"],
        ["play", "hips", "--speed", "fast"],
        ["play", "hips", "--speed", "0"],
        ["play", "hips", "--speed", "nan"],
        ["play", "hips", "--cues", "trumpets"],
        ["play"],
        ["show", "/no/such/file.toml"],
        ["show", "\x1b]0;x\x07"],
        ["show", ""],
        ["--home", "", "show", "nothing"],
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(home: Path, arguments: list[str]) -> None:
    done = run(*arguments, home=home)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("stretchtui: ")
    assert done.stderr.count("\n") == 1
    assert done.stderr.rstrip("\n").isprintable()


def test_the_screen_says_that_it_needs_a_terminal(home: Path) -> None:
    done = run(home=home)
    assert done.returncode == 2
    assert "expected a terminal" in done.stderr


def test_version(home: Path) -> None:
    assert run("--version", home=home).stdout == f"stretchtui {__version__}\n"


def test_list_does_without_textual() -> None:
    code = (
        "import sys; from stretchtui.cli import main; main(['list']);"
        "assert 'textual' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_home_option_and_variable_mean_the_same(home: Path, tmp_path: Path, short: Path) -> None:
    other = tmp_path / "other"
    (other / "config" / "routines").mkdir(parents=True)
    (other / "config" / "routines" / "mine.toml").write_text(short.read_text())
    for done in (
        run("--home", str(other), "list", "--json", home=home),
        run("list", "--home", str(other), "--json", home=home),
        run("list", "--json", home=other),
    ):
        entries = json.loads(done.stdout)
        assert entries[0]["id"] == "short"
        assert entries[0]["source"] == "user"


def test_a_closed_pipe_is_no_error(home: Path) -> None:
    line = f"{sys.executable} -m stretchtui show full-body | head -1"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=True)
    assert done.stderr == ""

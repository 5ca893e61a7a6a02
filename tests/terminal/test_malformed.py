"""Hundreds of files that are wrong, in the person's own folder, and the program runs."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from tests.terminal.terminal import PROGRAM, Terminal, run

BY_HAND = Path(__file__).parents[1] / "core" / "malformed"

WHOLE: dict[str, Any] = {
    "format": 1,
    "stretch": [
        {
            "id": "own",
            "name": "Own",
            "targets": ["hips"],
            "position": "standing",
            "needs": ["wall"],
            "instructions": ["Stand."],
            "easier": "Sit.",
            "caution": "Slowly.",
            "sides": "both",
            "hold": 30,
        }
    ],
    "routine": [
        {
            "id": "routine",
            "name": "Routine",
            "about": "About.",
            "tags": ["tag"],
            "caution": "Care.",
            "get_ready": 5,
            "step": [
                {
                    "stretch": "own",
                    "reps": {"from": 5, "to": 30, "by": 5, "every": 3},
                    "tempo": 4,
                    "sides": "left",
                    "times": 2,
                    "rest": 5,
                    "wait": False,
                }
            ],
        }
    ],
}

WRONG_VALUES: list[Any] = [
    10**30,
    -1,
    float("nan"),
    float("inf"),
    -2.5,
    "",
    "\x1b]0;x\x07",
    "\u202e",
    "x" * 3000,
    [],
    [[["deep"]]],
    {"a": {"b": 1}},
    date(2026, 1, 1),
]


def _leaves(table: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(table, dict) and path[-1:] != ("reps",):
        for key, value in table.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(table, list) and path[-1:] not in (("targets",), ("needs",), ("tags",)):
        for index, value in enumerate(table):
            yield from _leaves(value, (*path, index))
    else:
        yield path


def _spoilt(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    document = copy.deepcopy(WHOLE)
    place: Any = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return document


@pytest.fixture(scope="module")
def wrong_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a few hundred files, each of which has a fault."""
    home = tmp_path_factory.mktemp("home")
    folder = home / "config" / "routines"
    folder.mkdir(parents=True)
    (home / "data").mkdir()
    (home / "data" / "care-shown").touch()
    number = 0
    for path in _leaves(WHOLE):
        for value in WRONG_VALUES:
            empty_is_fine = value == [] and path[-1] in ("targets", "needs", "tags")
            if not empty_is_fine:
                (folder / f"{number:03}.toml").write_text(tomli_w.dumps(_spoilt(path, value)))
                number += 1
    (folder / "large.toml").write_text(f'format = 1\nx = "{"x" * 10_000_000}"\n')
    (folder / "deep.toml").write_text("format = 1\nx = " + "[" * 50_000)
    (folder / "dotted.toml").write_text(".".join(["a"] * 20_000) + " = 1\n")
    (folder / "digits.toml").write_text("format = " + "9" * 10_000 + "\n")
    for file in BY_HAND.glob("*.toml"):
        shutil.copy(file, folder / f"hand-{file.name}")
    return home


def test_the_whole_document_is_right(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "whole.toml"
    path.write_text(tomli_w.dumps(WHOLE))
    assert run("check", str(path), home=home).stdout == ""


def test_each_file_has_its_fault_listed(home: Path, wrong_files: Path) -> None:
    files = sorted((wrong_files / "config" / "routines").iterdir())
    assert len(files) > 300
    done = run("check", *map(str, files), home=home)
    assert done.returncode == 2
    assert done.stderr == ""
    named = {line.split(".toml:")[0] for line in done.stdout.splitlines()}
    assert named == {str(file).removesuffix(".toml") for file in files}
    assert all(line.isprintable() for line in done.stdout.splitlines())


def test_the_program_runs_and_lists_them_as_broken(wrong_files: Path) -> None:
    files = len(list((wrong_files / "config" / "routines").iterdir()))
    with Terminal([*PROGRAM, "--cues", "off"], wrong_files) as terminal:
        terminal.wait_for_text(f"{files} ! broken")
        terminal.press("\x1b[F")
        terminal.wait_for_text("What is right in it can be played")
        terminal.press("/five for")  # in one go, as over a slow link
        terminal.wait_for_text("▸ Five for the lower back")
        assert b"\x1b]" not in terminal.output, "none of them reached the title or the clipboard"
        terminal.press("\r")
        terminal.press(" ")
        terminal.wait_for_text("step 1 of 5")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0

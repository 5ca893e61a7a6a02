"""The text of a printed sheet's code, brought in: pasted, piped, or from a file."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from stretchtui.core.routines.code_text import PREFIX, to_code
from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.model import Routine, Step, Stretch
from tests.cli.line import Stream

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.line import CommandLine

EVENING = Routine(
    id="evening-hips",
    name="Evening hips",
    steps=(Step(stretch="pigeon", hold=45), Step(stretch="sway", reps=10)),
)
SWAY = Stretch(id="sway", name="Sway", instructions=("Sway your hips.",))
CODE = to_code(encode([EVENING], [SWAY]))
SAID = "1 routine and 1 stretch, in {home}/config/routines/evening-hips.toml\n"


def given(
    run: CommandLine, how: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[str], str]:
    """The words that bring a code in, and what the report calls it."""
    if how == "pasted":
        return ["import", code], "the code"
    if how == "piped":
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{code}\n".encode())))
        return ["import", "-"], "standard input"
    path = tmp_path / "scanned.txt"
    path.write_text(f"{code}\n")
    return ["import", str(path)], str(path)


@pytest.mark.parametrize("how", ["pasted", "piped", "from a file"])
def test_it_becomes_the_routine_with_its_own_stretches(
    run: CommandLine, how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, name = given(run, how, CODE, tmp_path, monkeypatch)
    done = run(*words)
    assert (done.status, done.err) == (0, "")
    assert done.out == f"{name}: {SAID.format(home=run.home)}"
    assert run("export", EVENING.id).out == encode([EVENING], [SWAY])


def test_the_same_code_again_adds_nothing(run: CommandLine) -> None:
    assert run("import", CODE).status == 0
    again = run("import", CODE.lower())
    assert (again.status, again.err) == (0, "")
    assert again.out == "the code: nothing new\n  Evening hips is already here\n"


def test_a_newer_code_of_a_routine_can_take_the_place_of_the_older(run: CommandLine) -> None:
    assert run("import", CODE).status == 0
    newer = encode([Routine(id=EVENING.id, name=EVENING.name, steps=EVENING.steps[:1])])
    replaced = run("import", "--replace", to_code(newer))
    assert (replaced.status, replaced.err) == (0, "")
    assert replaced.out.startswith("the code: 1 routine replaced")
    assert run("export", EVENING.id).out == newer


def test_it_can_only_be_tried(run: CommandLine) -> None:
    done = run("import", "--dry-run", CODE)
    assert done.out == "the code: 1 routine and 1 stretch\nnothing was changed (--dry-run)\n"
    assert json.loads(run("list", "--mine", "--json").out) == []


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (CODE[:-1], "part of the code is missing or wrong: copy all of it, or scan it again"),
        (f"{PREFIX}", "part of the code is missing or wrong: copy all of it, or scan it again"),
        (CODE.replace(":1:", ":7:"), "expected a code of version 1, found 7"),
        (f"{PREFIX}{'A' * 100_000}", "expected a code of at most 4296 characters"),
        (to_code("#" * 100_000), "expected a routine of at most 64 KiB in the code"),
    ],
)
def test_what_is_no_whole_code_is_refused_in_one_line(
    run: CommandLine, code: str, problem: str
) -> None:
    complaint = run("import", code).faulty
    assert complaint == f"the code: {problem} (nothing was imported)"
    assert not (run.home / "config" / "routines").exists()


def test_what_is_no_routine_file_inside_is_refused_as_a_file_would_be(run: CommandLine) -> None:
    complaint = run("import", to_code("no TOML")).faulty
    assert complaint.startswith("the code: ")
    assert complaint.endswith(" (nothing was imported)")


def test_a_stretch_that_is_not_here_is_told_without_the_code(run: CommandLine) -> None:
    lost = Routine(id="lost", name="Lost", steps=(Step(stretch="nowhere"),))
    complaint = run("import", to_code(encode([lost]))).faulty
    assert complaint.startswith("the code: ")
    assert "nowhere" in complaint
    assert PREFIX not in complaint


def test_of_stretches_alone_it_asks_as_of_a_file(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Stream(True, "y\n"))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    done = run("import", to_code(encode([], [SWAY])))
    assert done.err == "the code: make a routine of 1 stretch (1 min)? [y/N] "
    assert [each["name"] for each in json.loads(run("list", "--mine", "--json").out)] == [
        "The code"
    ]


def test_a_code_beside_a_file_that_is_not_there_is_not_what_is_missing(run: CommandLine) -> None:
    missing = run("import", CODE[:-4], "nowhere.toml")
    assert missing.status == 3
    assert not missing.out

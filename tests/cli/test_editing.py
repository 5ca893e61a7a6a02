"""``copy``, ``delete``, ``export`` and ``import``."""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchtui.core.routines.encode import is_canonical
from stretchtui.playing.ending import ExitStatus
from tests.cli.line import CommandLine, Stream

if TYPE_CHECKING:
    from tests.cli.line import Done

FRIEND = """\
# From a friend.
format = 1
[[stretch]]
id = "knee-to-chest"
name = "Their knee"
hold = 90
[[routine]]
id = "hips"
name = "Their hips"
[[routine.step]]
stretch = "knee-to-chest"
"""

EXERCISES = [
    {"name": "Cat Stretch", "category": "stretching", "instructions": ["Arch your back."]},
    {"name": "Squat", "category": "strength", "instructions": ["Squat."]},
]


def ids(run: CommandLine) -> list[str]:
    """The ids of the routines, in the order in which they are listed."""
    return [each["id"] for each in json.loads(run("list", "--json").out)]


# copy


def test_a_copy_is_ones_own(run: CommandLine) -> None:
    file = run.home / "config" / "routines" / "my-five.toml"
    done = run("copy", "five-for-lower-back", "--name", "My five")
    assert done == (0, f"my-five (My five), in {file}\n", "")
    assert is_canonical(file.read_text())
    second = run("copy", "My five").out
    assert second == f"my-five-2 (My five 2), in {file.with_stem('my-five-2')}\n"
    assert set(ids(run)[:2]) == {"my-five", "my-five-2"}


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("\x1b", "expected plain text, found the control character U+001B"),
        ("", "expected some text"),
    ],
)
def test_a_name_that_cannot_be_is_refused(run: CommandLine, name: str, problem: str) -> None:
    complaint = run("copy", "hips", "--name", name).complaint
    assert complaint.startswith(f"--name: {problem}")
    assert not (run.home / "config").exists()


def test_where_nothing_can_be_written_it_says_so(run: CommandLine, tmp_path: Path) -> None:
    (run.home / "config").mkdir(parents=True)
    (run.home / "config" / "routines").write_text("")
    assert run("copy", "hips").err.splitlines()[-1].startswith("stretchtui: Hips 2 was not saved: ")
    sent = tmp_path / "sent.toml"
    sent.write_text(FRIEND)
    complaint = run("import", str(sent)).complaint
    assert complaint.startswith("nothing was imported: ")


# delete


def test_only_ones_own_is_deleted_and_its_file_is_kept(run: CommandLine) -> None:
    run("copy", "hips")
    file = run.routines / "hips-2.toml"
    toml = file.read_text()
    kept = run.home / "data" / "deleted" / "hips-2.toml"
    done = run("delete", "Hips 2", "--yes")
    assert done == (0, f"deleted Hips 2; a backup is in {kept}\n", "")
    assert kept.read_text() == toml
    assert not file.exists()
    complaint = run("delete", "hips", "--yes").complaint
    assert complaint == "Hips is not one of your own routines: only those can be deleted"


def test_what_came_before_it_is_back(run: CommandLine) -> None:
    (run.routines / "hips.toml").write_text(FRIEND)
    done = run("delete", "hips", "--yes")
    assert done.out.splitlines()[1:] == ["the built-in hips is back"]
    assert "Their hips" not in run("list").out


@pytest.mark.parametrize(
    ("answer", "status"),
    [("y\n", 0), ("YES\n", 0), (" yes \n", 0), ("n\n", 1), ("\n", 1), ("", 1), ("yesterday\n", 1)],
)
def test_at_a_terminal_it_asks_first(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, answer: str, status: int
) -> None:
    run("copy", "hips")
    monkeypatch.setattr(sys, "stdin", Stream(True, answer))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    done = run("delete", "hips-2")
    assert (done.status, done.err) == (status, "Delete Hips 2? [y/N] ")
    assert bool(done.out) == (status == 0)
    assert ("hips-2" in ids(run)) == (status == 1)


@pytest.mark.parametrize(("keys", "screen"), [(True, False), (False, True), (False, False)])
def test_where_it_cannot_ask_it_wants_to_be_told(
    run: CommandLine, monkeypatch: pytest.MonkeyPatch, keys: bool, screen: bool
) -> None:
    run("copy", "hips")
    monkeypatch.setattr(sys, "stdin", Stream(keys, "y\n"))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: screen)
    assert run("delete", "hips-2").complaint == "no terminal to confirm on: use --yes"
    assert "hips-2" in ids(run)


# export and import


def test_what_is_exported_plays_the_same_where_it_is_imported(
    run: CommandLine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = run("export", "hips").out
    assert set(tomllib.loads(plain)) == {"format", "routine"}
    sent = tmp_path / "sent.toml"
    assert run("export", "hips", "--stretches", "-o", str(sent)) == (0, "", "")
    tables = tomllib.loads(sent.read_text())
    steps = {step["stretch"] for step in tables["routine"][0]["step"]}
    assert {each["id"] for each in tables["stretch"]} == steps
    there = CommandLine(tmp_path / "there", capsys)
    line = f"{sent}: nothing new\n  Hips is already here\n"
    assert there("import", str(sent)) == (0, line, "")
    sent.write_text(sent.read_text().replace('id = "hips"', 'id = "theirs"'))
    assert there("import", str(sent)).status == 0
    assert there("show", "theirs").out == run("show", "hips").out.replace("Hips", "Hips 2", 1)


def test_what_is_exported_in_lines_plays_the_same_where_it_is_imported(
    run: CommandLine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    core = tmp_path / "core.toml"
    core.write_text(
        'format = 1\n[[routine]]\nid = "core"\nname = "Core"\n'
        "[[routine.step]]\nrounds = 3\nrest = 30\n"
        '[[routine.step.step]]\nstretch = "cat-cow"\nreps = 8\n'
        '[[routine.step.step]]\nname = "Side plank"\nhold = 20\nsides = "both"\n'
        '[[routine.step]]\nstretch = "childs-pose"\nhold = 60\n'
    )
    lines = run("export", str(core), "--lines").out
    assert lines == (
        "# Core\n\n3 rounds, rest 30 s:\n  Cat-cow 8 reps\n  Side plank 20 s each side\n"
        "Child's pose 1:00\n"
    )
    (sent := tmp_path / "sent.txt").write_text(lines)
    there = CommandLine(tmp_path / "there", capsys)
    assert there("import", str(sent)).status == 0
    assert there("show", "core").out == run("show", str(core)).out


def test_a_file_is_replaced_and_a_device_written_to(run: CommandLine, tmp_path: Path) -> None:
    sent = tmp_path / "sent.toml"
    sent.write_text("What was here before.")
    assert run("export", "hips", "-o", str(sent), "--force") == (0, "", "")
    assert sent.read_text() == run("export", "hips").out
    assert run("export", "hips", "-o", "/dev/null") == (0, "", "")
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize(
    ("target", "line"),
    [
        ("{folder}", "{folder}: Is a directory"),
        ("/dev/full", "/dev/full: No space left on device"),
        ("{folder}/file/in-it", "{folder}/file/in-it: Not a directory"),
        ("{folder}/\0", "{folder}/�: embedded null byte"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line(
    run: CommandLine, tmp_path: Path, target: str, line: str
) -> None:
    (tmp_path / "file").touch()
    complaint = run("export", "hips", "-o", target.replace("{folder}", str(tmp_path))).complaint
    assert complaint.startswith(line.replace("{folder}", str(tmp_path)))


def test_a_friends_file_comes_in_beside_what_is_there(run: CommandLine, tmp_path: Path) -> None:
    sent = tmp_path / "sent.toml"
    sent.write_text(FRIEND)
    file = run.home / "config" / "routines" / "hips-2.toml"
    done = run("import", str(sent))
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [
        f"{sent}: 1 routine and 1 stretch, in {file}",
        "  stretch knee-to-chest was imported as knee-to-chest-2",
        "  routine hips was imported as hips-2",
    ]
    assert {"hips", "hips-2"} < set(ids(run))
    exported = tomllib.loads(run("export", "hips-2").out)
    assert [each["hold"] for each in exported["stretch"]] == [90]


def test_of_a_list_of_exercises_a_category_can_be_taken(run: CommandLine, tmp_path: Path) -> None:
    def imported(*more: str) -> Done:
        return run("import", str(exercises), *more)

    exercises = tmp_path / "exercises.json"
    exercises.write_text(json.dumps(EXERCISES))
    assert imported("--category", "stretching").out.startswith(f"{exercises}: 1 stretch, in ")
    assert imported().out.startswith(f"{exercises}: 1 stretch, in "), "the other one"
    assert imported("--category", "yoga").faulty.startswith(f"{exercises}: ")


def test_several_files_are_told_of_in_their_order(run: CommandLine, tmp_path: Path) -> None:
    files = [tmp_path / "b.toml", tmp_path / "a.json"]
    files[0].write_text(
        FRIEND
        + FRIEND.partition("[[routine]]")[2].join(["[[routine]]", ""]).replace('"hips"', '"theirs"')
    )
    files[1].write_text(json.dumps(EXERCISES))
    lines = [line for line in run("import", *map(str, files)).out.splitlines() if line[:1] != " "]
    assert [line.split(", in ")[0] for line in lines] == [
        f"{files[0]}: 2 routines and 1 stretch",
        f"{files[1]}: 2 stretches",
    ]


def test_what_is_not_imported_is_told_in_one_line_each(run: CommandLine, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("[" * 100_000)
    done = run("import", str(bad), str(tmp_path / "no.toml"))
    assert (done.status, done.out) == (ExitStatus.NOT_FOUND, "")
    assert done.err.splitlines() == [
        f"stretchtui: {bad}: nested too deep",
        f"stretchtui: {tmp_path}/no.toml: No such file or directory (nothing was imported)",
    ]
    assert not (run.home / "config").exists()

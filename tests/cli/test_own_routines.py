"""``rename``, ``undelete`` and ``export --all``: what is done with routines of one's own."""

from __future__ import annotations

import os
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from stretchtui.playing.ending import ExitStatus
from tests.cli.line import CommandLine, Stream
from tests.permissions import unprivileged

if TYPE_CHECKING:
    from pathlib import Path

MINE = """# by hand
format = 1

[[routine]]
id = "mine"
name = "Mine"  # for noon
[[routine.step]]
name = "Bow"
hold = 9
"""


@pytest.fixture
def mine(run: CommandLine) -> Path:
    """The file of a routine that was written by hand."""
    file = run.routines / "mine.toml"
    file.write_text(MINE)
    return file


# rename


def test_a_name_changes_and_all_else_stays(run: CommandLine, mine: Path) -> None:
    assert run("rename", "Mine", "At noon") == (0, "Mine is now At noon\n", "")
    assert mine.read_text() == MINE.replace('"Mine"', '"At noon"')
    assert run("rename", str(mine), "Noon").status == 0
    assert 'name = "Noon"  # for noon' in mine.read_text()
    assert run("rename", "mine", "NOON").out == "Noon is now NOON\n"
    assert run("show", "noon").status == 0


def test_comments_that_cannot_be_kept_are_kept_beside(run: CommandLine, mine: Path) -> None:
    mine.write_text('format = 1\nroutine = [{id = "mine", name = "Mine"}]  # in one line\n')
    assert run("rename", "mine", "Noon").status == 0
    before = mine.read_text()
    assert tomllib.loads(before)["routine"][0]["name"] == "Noon"


def test_a_name_that_is_in_use_or_is_none_is_refused(run: CommandLine, mine: Path) -> None:
    assert run("rename", "mine", "hips").complaint == (
        "NAME: you already have a routine called hips"
    )
    assert run("rename", "mine", "").complaint == "NAME: expected some text"
    assert run("rename", "hips", "Mine").complaint == (
        "Hips is built in: use stretchtui copy hips --name NAME instead"
    )
    assert mine.read_text() == MINE


def test_what_cannot_be_renamed_stays(run: CommandLine, mine: Path) -> None:
    os.chmod(run.home, 0o755)
    os.chmod(run.routines, 0o555)
    with unprivileged():
        assert run("rename", "mine", "Noon").complaint.startswith("Noon was not saved: ")
    os.chmod(run.routines, 0o755)
    assert mine.read_text() == MINE


# undelete


def test_the_last_one_comes_back_as_it_was(run: CommandLine, mine: Path) -> None:
    assert run("undelete").not_found == "nothing to restore: see stretchtui undelete --list"
    assert run("undelete", "--list") == (0, "", "")
    run("copy", "hips")
    os.utime(run.home)
    run("delete", "hips-2", "--yes")
    run("delete", "mine", "--yes")
    kept = run.home / "data" / "deleted"
    os.utime(kept / "hips-2.toml", (1, 1))
    assert run("undelete", "--list").out.splitlines() == [
        f"mine (Mine), in {kept / 'mine.toml'}",
        f"hips-2 (Hips 2), in {kept / 'hips-2.toml'}",
    ]
    assert run("undelete") == (0, f"restored Mine, in {mine}\n", "")
    assert mine.read_text() == MINE
    assert run("undelete", "HIPS 2").out.startswith("restored Hips 2, in ")
    assert run("undelete").status == ExitStatus.NOT_FOUND
    assert run("undelete", "hips").not_found.startswith("nothing called hips to restore")


def test_one_of_several_comes_back_with_its_stretches(run: CommandLine, mine: Path) -> None:
    mine.write_text(
        'format = 1\n[[stretch]]\nid = "bow"\nname = "Bow"\n'
        '[[routine]]\nid = "one"\nname = "The first"\n[[routine.step]]\nstretch = "bow"\n'
        '[[routine]]\nid = "two"\nname = "The second"\n[[routine.step]]\nstretch = "bow"\n'
    )
    run("delete", "one", "--yes")
    kept = run.home / "data" / "deleted" / "mine.toml"
    assert run("undelete", "--list").out == f"one (The first), in {kept}\n", "the other is there"
    mine.unlink()
    done = run("undelete", "one")
    assert done == (0, f"restored The first, in {run.routines / 'one.toml'}\n", "")
    tables = tomllib.loads((run.routines / "one.toml").read_text())
    assert [each["id"] for each in tables["stretch"]] == ["bow"]
    assert [each["id"] for each in tables["routine"]] == ["one"]


def test_what_cannot_be_restored_is_said(run: CommandLine, mine: Path) -> None:
    run("delete", "mine", "--yes")
    os.chmod(run.routines, 0o555)
    with unprivileged():
        assert run("undelete").complaint.startswith("Mine was not restored: ")
    os.chmod(run.routines, 0o755)
    assert run("undelete").status == ExitStatus.DONE


# export


def test_all_of_ones_own_go_into_one_file(
    run: CommandLine, mine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, words in (("a", "Lie down."), ("b", "Sit.")):
        (run.routines / f"{name}.toml").write_text(
            f'format = 1\n[[stretch]]\nid = "bridge"\nname = "Bridge"\ninstructions = ["{words}"]\n'
            f'[[routine]]\nid = "{name}"\nname = "{name}"\n[[routine.step]]\nstretch = "bridge"\n'
            f"hold = 9\n"
        )
    sent = tmp_path / "sent.toml"
    assert run("export", "--all", "-o", str(sent)) == (0, "", "")
    assert run("check", str(sent)) == (0, "", "")
    there = CommandLine(tmp_path / "there", capsys)
    assert there("import", str(sent)).status == 0
    for id_ in ("a", "b", "mine"):
        assert there("show", id_).out == run("show", id_).out
    assert there("list", "--mine", "--id").out.split() == ["a", "b", "mine"]
    whole = tomllib.loads(run("export", "--all", "--stretches").out)
    assert len(whole["stretch"]) == len({each["id"] for each in whole["stretch"]}) == 2
    line = run("export", "--all", "--lines").complaint
    assert line == "--lines: not allowed with --all: a list of lines is one routine"


def test_one_or_all_is_exported(run: CommandLine) -> None:
    for words in ((), ("hips", "--all")):
        line = run("export", *words).complaint
        assert line == "expected either ROUTINE or --all; see stretchtui export --help"
    assert run("export", "--all").not_found == "you have no routines of your own"


@pytest.mark.parametrize(("answer", "status"), [("y\n", 0), ("n\n", 1)])
def test_it_is_asked_before_a_file_is_replaced(
    run: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, status: int
) -> None:
    sent = tmp_path / "sent.toml"
    sent.write_text("What was here before.")
    monkeypatch.setattr(sys, "stdin", Stream(False))
    complaint = run("export", "hips", "-o", str(sent)).complaint
    assert complaint == f"{sent} is there already: use --force to replace it"
    monkeypatch.setattr(sys, "stdin", Stream(True, answer))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    done = run("export", "hips", "-o", str(sent))
    assert done == (status, "", f"Replace {sent}? [y/N] ")
    assert sent.read_text().startswith("format = 1" if status == 0 else "What was here")

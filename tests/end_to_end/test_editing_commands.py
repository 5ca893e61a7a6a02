"""``copy``, ``delete``, ``export`` and ``import``, run as a person runs them."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from stretchtui.core.routines.encode import is_canonical
from tests.end_to_end.terminal import PROGRAM, Terminal, run

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


def ids(home: Path) -> list[str]:
    return [each["id"] for each in json.loads(run("list", "--json", home=home).stdout)]


def test_a_copy_is_ones_own_and_can_be_deleted(home: Path) -> None:
    file = home / "config" / "routines" / "my-five.toml"
    done = run("copy", "five-for-lower-back", "--name", "My five", home=home)
    assert (done.returncode, done.stdout) == (0, f"my-five (My five), in {file}\n")
    assert is_canonical(file.read_text())
    refused = run("delete", "my-five", home=home)
    assert (refused.returncode, refused.stderr) == (
        2, "stretchtui: there is no terminal to ask at: say --yes\n",
    )  # fmt: skip
    deleted = run("delete", "My five", "--yes", home=home)
    kept = home / "data" / "deleted" / "my-five.toml"
    assert deleted.stdout == f"deleted My five; its file as it was: {kept}\n"
    assert kept.exists()
    assert not file.exists()
    assert run("delete", "hips", "--yes", home=home).stderr == (
        "stretchtui: Hips is not one of yours: there is nothing to delete\n"
    )
    assert run("copy", "hips", "--name", "\x1b", home=home).stderr == (
        "stretchtui: --name: expected plain text, found the control character U+001B\n"
    )


@pytest.mark.parametrize(("answer", "status", "there"), [("n", 1, True), ("yes", 0, False)])
def test_at_a_terminal_it_asks_first(home: Path, answer: str, status: int, there: bool) -> None:
    run("copy", "hips", home=home)
    with Terminal([*PROGRAM, "delete", "hips-2"], home) as terminal:
        terminal.wait_for_text("Delete Hips 2? [y/N]")
        terminal.press(f"{answer}\n")
        assert terminal.wait_for_exit() == status
    assert (home / "config" / "routines" / "hips-2.toml").exists() == there


def test_what_is_exported_plays_the_same_where_it_is_imported(home: Path, tmp_path: Path) -> None:
    plain = run("export", "hips", home=home).stdout
    assert set(tomllib.loads(plain)) == {"format", "routine"}
    sent = tmp_path / "sent.toml"
    assert run("export", "hips", "--stretches", "-o", str(sent), home=home).stdout == ""
    tables = tomllib.loads(sent.read_text())
    steps = {step["stretch"] for step in tables["routine"][0]["step"]}
    assert {each["id"] for each in tables["stretch"]} == steps
    there = tmp_path / "there"
    assert run("import", str(sent), home=there).stdout == (
        f"{sent}: nothing new\n  Hips is here already\n"
    )
    sent.write_text(sent.read_text().replace('id = "hips"', 'id = "theirs"'))
    assert run("import", str(sent), home=there).returncode == 0
    assert run("show", "theirs", home=there).stdout == run("show", "hips", home=home).stdout


def test_a_friends_file_comes_in_beside_what_is_there(home: Path, tmp_path: Path) -> None:
    sent = tmp_path / "sent.toml"
    sent.write_text(FRIEND)
    file = home / "config" / "routines" / "hips-2.toml"
    done = run("import", str(sent), home=home)
    assert done.stdout.splitlines() == [
        f"{sent}: 1 routine and 1 stretch, in {file}",
        "  the stretch knee-to-chest is knee-to-chest-2 here",
        "  the routine hips is hips-2 here",
    ]
    assert "hips" in ids(home)
    exported = tomllib.loads(run("export", "hips-2", home=home).stdout)
    assert [each["hold"] for each in exported["stretch"]] == [90]


def test_what_is_not_imported_is_told_in_one_line_each(home: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("[" * 100_000)
    done = run("import", str(bad), str(tmp_path / "no.toml"), home=home)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        f"stretchtui: {bad}: nested too deep",
        f"stretchtui: {tmp_path}/no.toml: No such file or directory (nothing was imported)",
    ]
    assert not (home / "config").exists()


def test_where_it_cannot_be_written_it_says_so(home: Path, tmp_path: Path) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "routines").write_text("")
    done = run("copy", "hips", home=home)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("stretchtui: Hips 2 was not saved: ")
    done = run("export", "hips", "-o", str(tmp_path), home=home)
    assert done.stderr == f"stretchtui: {tmp_path}: Is a directory\n"

"""``paths``, ``completion`` and its names; ``help`` is in ``test_main.py``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchtui.store import paths

if TYPE_CHECKING:
    from tests.cli.line import CommandLine


def test_paths_are_where_things_are(run: CommandLine) -> None:
    run("copy", "hips")
    run("log", "hips")
    run("delete", "hips-2", "--yes")
    done = run("paths")
    assert (done.status, done.err) == (0, "")
    told = dict(line.split(maxsplit=1) for line in done.out.splitlines())
    assert json.loads(run("paths", "--json").out) == told
    folders = paths.folders(str(run.home))
    assert told["settings"] == str(folders.config / "settings.toml")
    for name in ("routines", "journal", "deleted", "cache", "docs"):
        assert Path(told[name]).exists(), name
    assert [each.name for each in Path(told["deleted"]).iterdir()] == ["hips-2.toml"]
    assert (Path(told["docs"]) / "commands.md").is_file()
    assert not run.home.joinpath("config", "sounds").exists()


def test_one_path_can_be_asked_for(run: CommandLine) -> None:
    assert run("paths", "routines") == (0, f"{run.home / 'config' / 'routines'}\n", "")
    assert run("paths", "attic").not_found.startswith('no path called "attic": there are settings,')


@pytest.mark.parametrize(
    ("what", "some"), [("routines", {"mine", "hips"}), ("stretches", {"bridge", "cat-cow"})]
)
def test_names_are_those_of_the_library(run: CommandLine, what: str, some: set[str]) -> None:
    (run.routines / "mine.toml").write_text('format = 1\n[[routine]]\nid = "mine"\nname = "M"\n')
    done = run("completion", "--names", what)
    assert (done.status, done.err) == (0, "")
    assert some < set(done.out.split())

"""Kill -9 at any moment of saving: the file is the old one or the new one, whole."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from stretchtui.core.routines.format import decode
from stretchtui.core.routines.library import Source
from stretchtui.store.keeping import open_entry, save
from stretchtui.store.paths import folders
from stretchtui.store.routines import read_library
from tests.amounts import amount
from tests.store.savers import MOST_SAVES

ROUNDS = amount(200, usual=40)
COMMENTED = 'format = 1  # mine\nroutine = [{ id = "mine", name = "Mine" }]\n'
"""Its layout cannot be kept, so that the first save has two files to write."""


def test_a_save_killed_at_any_moment_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    home = folders(str(tmp_path))
    home.routines.mkdir(parents=True)
    (home.routines / "mine.toml").write_text(COMMENTED)
    command = [sys.executable, "-m", "tests.store.savers", str(tmp_path), str(ROUNDS), "7"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    lines = run.stdout.splitlines()
    assert len(lines) == ROUNDS
    seen = set()
    for line in lines:
        said, text = line.split(" ", 1)
        found = decode(ast.literal_eval(text), "mine.toml")
        assert found.faults == ()
        steps = found.routines[0].single_steps
        assert len(steps) in (0, 20)
        number = int(str(steps[0].name).split()[1]) if steps else 0
        # What it said was saved is there; the next one may have been on its way.
        assert number in (int(said), int(said) + 1)
        seen.add(number)
    assert len(seen) > MOST_SAVES
    assert (home.routines / "mine.toml.bak").read_text() == COMMENTED
    # Who comes after is not kept waiting, and tidies up.
    entry = read_library(home).entries["mine"]
    assert entry.source is Source.USER
    kept = open_entry(entry, home)
    save(kept.routine, kept.origin, home, {})
    (home.routines / "mine.toml").write_text(COMMENTED)
    kept = open_entry(entry, home)
    save(kept.routine, kept.origin, home, {})
    assert {path.name for path in home.routines.iterdir()} >= {".lock", "mine.toml"}
    assert not list(home.routines.glob(".mine.toml.*"))

"""Homes to run the program in."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

Shared = Callable[[str, Callable[[Path], object]], Path]
"""A folder by its name, and what makes all that is in it: only the first who asks has it made."""


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """What takes long to make, and is only looked at: made once for all workers."""
    base = tmp_path_factory.getbasetemp()
    # Each worker has a folder of its own in that of the run.
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def folder_with(name: str, make: Callable[[Path], object]) -> Path:
        folder, made = base / f"shared-{name}", base / f"shared-{name}.made"
        with (base / f"shared-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not made.exists():
                # It may be half of it, if who made it before has failed.
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                made.touch()
        return folder

    return folder_with


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A fresh home, whose owner has read the word of care."""
    return move_in(tmp_path / "home")


def move_in(folder: Path) -> Path:
    """Make a home whose owner has read the word of care."""
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "care-shown").touch()
    return folder


SHORT = """
format = 1
[[routine]]
id = "short"
name = "Short and sweet"
get_ready = 4
[[routine.step]]
name = "Reach up"
instructions = ["Reach."]
hold = 20
sides = "both"
rest = 4
[[routine.step]]
name = "Nod"
instructions = ["Nod."]
reps = 3
tempo = 2
"""


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """The same, but for a first step that takes a second, and a second one that takes long."""
    path = tmp_path / "short.toml"
    path.write_text(
        SHORT.replace("get_ready = 4", "get_ready = 0")
        .replace("hold = 20", "hold = 1")
        .replace('sides = "both"\nrest = 4\n', "")
        .replace("reps = 3", "reps = 100")
    )
    return path


@pytest.fixture
def short(tmp_path: Path) -> Path:
    """A routine of about a minute."""
    path = tmp_path / "short.toml"
    path.write_text(SHORT)
    return path

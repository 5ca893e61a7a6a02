"""Homes to run the program in."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A fresh home, whose owner has read the word of care."""
    folder = tmp_path / "home"
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

"""Home folders and routine files to measure with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import tomli_w

Step = Mapping[str, str | int]

STRETCHES = ("knee-to-chest", "cat-cow", "childs-pose", "happy-baby")


def make_home(home: Path, routines: int = 0) -> Path:
    """A home folder as it is after the first start, with so many routines of four steps."""
    (home / "data").mkdir(parents=True)
    # Without this mark the word of care would stand in front of the list.
    (home / "data" / "care-shown").touch()
    folder = home / "config" / "routines"
    folder.mkdir(parents=True)
    steps: list[Step] = [
        {"stretch": stretch, "hold": 30, "sides": "both", "rest": 10} for stretch in STRETCHES
    ]
    for number in range(routines):
        write_routine(folder / f"bench-{number:05}.toml", f"Bench {number:05}", steps)
    return home


def ring_for_everything(home: Path) -> None:
    """Have the terminal's bell ring for every cue, and not only for what it tells by number."""
    (home / "config" / "settings.toml").write_text('[cues]\nbells = "all"\n', "utf-8")


def write_routine(path: Path, name: str, steps: Sequence[Step], get_ready: int = 5) -> Path:
    """Write a routine file; its id is the file's name."""
    routine = {"id": path.stem, "name": name, "get_ready": get_ready, "step": steps}
    path.write_text(tomli_w.dumps({"format": 1, "routine": [routine]}), "utf-8")
    return path

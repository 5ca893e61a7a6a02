"""What rings of a session, worked out from what ``show --json`` tells of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

NUMBERS = {"hold": 1, "end": 2, "rest": 2, "waiting": 2, "switch": 3, "pause": 4, "finish": 5}
"""How often it rings for a moment, as the documentation has it."""

APART_S = 0.7
"""From one bell of a number to the next, in seconds."""

CLEAR_S = 1.4
"""From a number to the next one."""


def moments(plan: Any) -> list[tuple[float, int]]:
    """When in the session a number begins to ring, and which."""
    return [(cue["at_s"], NUMBERS[cue["cue"]]) for cue in plan["cues"] if cue["cue"] in NUMBERS]


def due(plan: Any) -> list[float]:
    """When in the session each bell is due; its numbers have to be clear of each other."""
    begun = moments(plan)
    ends = [at + APART_S * (number - 1) for at, number in begun]
    assert all(at >= end + CLEAR_S for (at, _), end in zip(begun[1:], ends, strict=False)), (
        "numbers that would wait for each other"
    )
    return [at + APART_S * again for at, number in begun for again in range(number)]


def counted(bells: Sequence[float], speed: float = 1.0) -> list[int]:
    """The numbers that somebody counts who takes a second without a bell for the end of one."""
    numbers: list[int] = []
    before = float("-inf")
    for at in bells:
        if (at - before) * speed < 1.05:
            numbers[-1] += 1
        else:
            numbers.append(1)
        before = at
    return numbers


def ring_for_everything(home: Path) -> None:
    """Set that the bell rings for every cue."""
    (home / "config").mkdir(parents=True, exist_ok=True)
    (home / "config" / "settings.toml").write_text('[cues]\nbells = "all"\n')

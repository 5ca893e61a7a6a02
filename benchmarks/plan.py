"""How much is measured."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """Rounds and lengths."""

    hold_rounds: int = 5
    hold_s: float = 22.0
    """The window in each round; it has to end before a hold of 30 s begins to tick."""
    frame_rounds: int = 15
    cue_units: int = 1
    """How often the routine of about a minute is played through."""
    naive_s: float = 30.0
    keys: int = 40
    letters: int = 64
    """Keys typed in the filter."""
    starts_of_many: int = 5
    """How often the program is started with the 10,000, after the first time."""
    ending_rounds: int = 20
    command_rounds: int = 15
    """How often each small command is run."""
    stall_s: float = 20.0
    """Long enough for a session to pause."""


DEFAULT = Plan()
LONG = Plan(cue_units=10, naive_s=60.0)
QUICK = Plan(
    hold_rounds=1,
    hold_s=8.0,
    frame_rounds=3,
    cue_units=0,
    naive_s=5.5,
    keys=20,
    letters=22,
    starts_of_many=1,
    ending_rounds=1,
    command_rounds=5,
    stall_s=8.0,
)

"""Ten thousand routines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import ours
from benchmarks.figures import percentile
from benchmarks.homes import make_home
from benchmarks.keys import Answers, moves, press, two
from benchmarks.screen import Seen, seconds_until
from benchmarks.table import Row

if TYPE_CHECKING:
    from benchmarks.plan import Plan
    from benchmarks.pty_probe import Probe

MANY = 10_000

FIRST_BUDGET_S = 2.0
LATER_BUDGET_S = 0.5
KEY_BUDGET_MS = 50.0
LETTER_BUDGET_MS = 20.0

LIMIT_S = 60.0

FILTERS = (b"bench 01234", b"hips floor", b"benhc 5 min")
"""Typed one after the other: a name, a body part and a place, a typo and a length."""


def measure(folder: Path, small_home: Path, plan: Plan) -> list[Row]:
    """The rows about ten thousand routines; ``small_home`` has none but the shipped ones."""
    home = make_home(folder / "many", MANY)
    ready = _all_counted(MANY + len(ours.names(small_home)))
    first = _start_and_leave(home, ready)
    later = [_start_and_leave(home, ready) for _ in range(plan.starts_of_many - 1)]
    with ours.start(home) as probe:
        later.append(seconds_until(probe, ready, LIMIT_S))
        moving = press(probe, moves(b"j", b"k", plan.keys))
        # A letter is echoed at once; what counts is the list that was filtered by it.
        probe.write(b"/")
        letters = [
            key
            for typed in FILTERS
            for key in [*(typed[at : at + 1] for at in range(len(typed))), *[b"\x7f"] * len(typed)]
        ]
        typing = press(probe, letters[: plan.letters], quiet=0.25)
    return [
        _ready_row("list ready, first run", first, FIRST_BUDGET_S),
        _ready_row("list ready, later runs", median(later), LATER_BUDGET_S),
        _key_row("key to last byte, p50 / p99", moving, KEY_BUDGET_MS),
        _key_row("letter in the filter, p50 / p99", typing, LETTER_BUDGET_MS),
    ]


def _all_counted(count: int) -> Seen:
    """The count under the list names them all, however it is written."""
    number = re.compile(rf"\b{count:,}\b".replace(",", r"[ ,.’]?"))

    def seen(lines: Sequence[str]) -> bool:
        return any(number.search(line) for line in lines)

    return seen


def _start_and_leave(home: Path, ready: Seen) -> float:
    with ours.start(home) as probe:
        seconds = seconds_until(probe, ready, LIMIT_S)
        ours.wait_until_kept(probe, home)
        _leave(probe)
    return seconds


def _leave(probe: Probe) -> None:
    """Leave as a person does: what is kept for the next run is then written."""
    probe.read_until_quiet(0.3, limit=3.0)
    probe.write(b"q")
    while probe.read_next(3.0):
        pass


def _ready_row(what: str, seconds: float, budget_s: float) -> Row:
    met = seconds <= budget_s
    return Row(f"{MANY:,}: {what}", f"{seconds:.2f} s", f"≤ {budget_s:g} s", met)


def _key_row(what: str, answers: Answers, budget_ms: float) -> Row:
    met = percentile(answers.last_ms, 99) <= budget_ms
    return Row(f"{MANY:,}: {what}", two(answers.last_ms), f"≤ {budget_ms:.0f} ms", met)

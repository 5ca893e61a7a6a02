"""What commands cost that a prompt, a script or a shell's completion runs: beside bare Python."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import ours
from benchmarks.pty_probe import ProbeError
from benchmarks.table import Row, share

if TYPE_CHECKING:
    from benchmarks.plan import Plan

RATIO_BUDGET = 4

COMMANDS = ("today", "next", "--version", "--help", "completion --names routines")

SETTLED_S = 2.5
"""What was changed longer ago than this, answers are kept of."""


def measure(home: Path, plan: Plan) -> list[Row]:
    """The rows about small commands: user and system time, medians.

    Raises:
        ProbeError: A command does not answer.
    """
    time.sleep(SETTLED_S)
    figures: dict[str, list[float]] = {name: [] for name in ("", *COMMANDS)}
    # The first of each only warms the caches.
    for number in range(plan.command_rounds + 1):
        for name, found in figures.items():
            words = [*ours.program(), *name.split()] if name else [sys.executable, "-c", "pass"]
            seconds = _cpu_seconds(words, home)
            if number:
                found.append(seconds)
    bare = median(figures.pop(""))
    return [_row(name, median(found), bare) for name, found in figures.items()]


def _row(name: str, seconds: float, bare: float) -> Row:
    return Row(
        f"stretchtui {name}: processor time",
        f"{seconds * 1000:.0f} ms",
        f"≤ {RATIO_BUDGET} × bare",
        seconds <= RATIO_BUDGET * bare,
        [share("bare Python", f"{bare * 1000:.0f} ms", bare, seconds)],
    )


def _cpu_seconds(words: Sequence[str], home: Path) -> float:
    """User and system time of a program that prints into nothing."""
    environment = {**os.environ, "STRETCHTUI_HOME": str(home)}
    nowhere = os.open(os.devnull, os.O_RDWR)
    try:
        copies = [(os.POSIX_SPAWN_DUP2, nowhere, number) for number in range(3)]
        pid = os.posix_spawn(words[0], words, environment, file_actions=copies)
    finally:
        os.close(nowhere)
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):  # nothing done today
        raise ProbeError(f"{' '.join(words[1:])} does not answer")
    return usage.ru_utime + usage.ru_stime

"""From a hang-up or a signal to the end of the program: link free, and link stalled.

A stalled link is a terminal that is full and that nobody reads.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import ours
from benchmarks.homes import Step, write_routine
from benchmarks.pty_probe import Probe, watch
from benchmarks.screen import seconds_until, texts
from benchmarks.table import Row

if TYPE_CHECKING:
    from benchmarks.plan import Plan

BUDGET_S = 2.0

STALL_S = 1.5
"""So long after the terminal was filled the program has tried to write."""

LIMIT_S = 10.0

WAYS: dict[str, Callable[[Probe], None]] = {
    "SIGHUP": lambda probe: probe.signal(signal.SIGHUP),
    "SIGTERM": lambda probe: probe.signal(signal.SIGTERM),
    "closed terminal": Probe.hang_up,
}

FREE, STALLED = "free", "stalled"


def measure(home: Path, plan: Plan) -> list[Row]:
    """The rows about endings."""
    steps: list[Step] = [{"stretch": "knee-to-chest", "hold": 600, "sides": "left"}]
    file = write_routine(home / "ending.toml", "To be ended", steps, get_ready=1)
    seconds: dict[tuple[str, str], list[float]] = {
        (link, way): [] for link in (FREE, STALLED) for way in WAYS
    }
    for _ in range(plan.ending_rounds):
        _round(home, file, seconds)
    return [_row(link, way, times) for (link, way), times in seconds.items()]


def _round(home: Path, file: Path, seconds: dict[tuple[str, str], list[float]]) -> None:
    """One session for each kind of end, all begun together and ended one by one."""
    with ExitStack() as stack:
        running = {
            kind: stack.enter_context(ours.start(home, "play", str(file), "--cues", "terminal"))
            for kind in seconds
        }
        for probe in running.values():
            seconds_until(probe, texts("step 1 of 1"))
        stalled = [probe for (link, _), probe in running.items() if link == STALLED]
        for probe in stalled:
            probe.fill()
        watch([probe for probe in running.values() if probe not in stalled], STALL_S)
        # The free ones come first: they are not read while another is waited for.
        for (link, way), probe in running.items():
            begun = time.monotonic()
            WAYS[way](probe)
            probe.seconds_to_end(LIMIT_S, reads=link == FREE)
            seconds[link, way].append(time.monotonic() - begun)


def _row(link: str, way: str, times: list[float]) -> Row:
    return Row(
        f"{way} to gone, link {link}: min / p50 / max",
        f"{min(times):.2f} / {median(times):.2f} / {max(times):.2f} s",
        f"≤ {BUDGET_S:.0f} s",
        max(times) <= BUDGET_S,
    )

"""From the start of the program to the list on the screen, beside a bare app with a list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import ours
from benchmarks.screen import seconds_until, texts
from benchmarks.table import Row, share

if TYPE_CHECKING:
    from benchmarks.plan import Plan
    from benchmarks.pty_probe import Probe

RATIO_BUDGET = 1.3

QUIET_S = 0.3
"""After this time without another byte the screen is whole."""


def measure(home: Path, plan: Plan) -> list[Row]:
    """The rows about the first frame."""
    names = ours.names(home)
    mine: list[tuple[float, int]] = []
    bare: list[tuple[float, int]] = []
    starts: list[tuple[Callable[[], Probe], list[tuple[float, int]]]] = [
        (lambda: ours.start(home), mine),
        (lambda: ours.start_bare(home, names), bare),
    ]
    # The first of each only warms the caches.
    for number in range(plan.frame_rounds + 1):
        for start, results in starts:
            with start() as probe:
                result = _first_screen(probe, names)
            if number:
                results.append(result)
    seconds, size = (median(column) for column in zip(*mine, strict=True))
    bare_seconds, bare_size = (median(column) for column in zip(*bare, strict=True))
    return [
        Row(
            "first frame with the routine list",
            f"{seconds:.3f} s",
            f"≤ {RATIO_BUDGET} × bare",
            seconds <= RATIO_BUDGET * bare_seconds,
            [share("bare Textual list", f"{bare_seconds:.3f} s", bare_seconds, seconds)],
        ),
        Row(
            "whole first screen, bytes",
            f"{size:,.0f}",
            beside=[share("bare Textual list", f"{bare_size:,.0f}", bare_size, size)],
        ),
    ]


def _first_screen(probe: Probe, names: list[str]) -> tuple[float, int]:
    """Seconds to the list, and the bytes of all that is drawn."""
    # The second name too: the first also stands in the pane beside the list.
    seconds = seconds_until(probe, texts(*names[:2]))
    probe.read_until_quiet(QUIET_S, limit=3.0)
    return seconds, sum(len(chunk.data) for chunk in probe.chunks)

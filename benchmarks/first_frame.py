"""From a start to the list, and to a key's answer, beside a bare app with a list."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

import pyte

from benchmarks import ours
from benchmarks.pty_probe import COLUMNS, ROWS, Probe, ProbeError
from benchmarks.screen import seconds_until, texts
from benchmarks.table import Row, share

if TYPE_CHECKING:
    from benchmarks.plan import Plan

PAINT_BUDGET, KEY_BUDGET = 0.4, 1.25

QUIET_S = 0.3
"""After this time without another byte the screen is whole."""

LIMIT_S = 30.0

Start = Callable[[], Probe]


class Times(NamedTuple):
    """What was seen of one program."""

    paint: float
    """Seconds to the list."""
    size: float
    """The bytes of all that is drawn at the start."""
    key: float
    """Seconds to the answer of a key that was pressed before the program had begun."""


def measure(home: Path, plan: Plan) -> list[Row]:
    """The rows about the first frame."""
    names = ours.names(home)
    first = _first_start(home, names)
    programs: list[tuple[Start, bytes]] = [
        (lambda: ours.start(home), b"j"),
        (lambda: ours.start_bare(home, names), b"\x1b[B"),
    ]
    found: list[list[Times]] = [[], []]
    # The first of each only warms the caches.
    for number in range(plan.frame_rounds + 1):
        for (start, key), times in zip(programs, found, strict=True):
            seen = _times(start, key, names)
            if number:
                times.append(seen)
    mine, bare = (
        Times(*(median(column) for column in zip(*times, strict=True))) for times in found
    )
    return [
        _row("list painted", mine.paint, PAINT_BUDGET, bare.paint),
        _row("a key pressed at the start answered", mine.key, KEY_BUDGET, bare.key),
        Row(
            "list painted, first start",
            f"{first:.3f} s",
            beside=[share("bare Textual list", f"{bare.paint:.3f} s", bare.paint, first)],
        ),
        Row(
            "whole first screen, bytes",
            f"{mine.size:,.0f}",
            beside=[share("bare Textual list", f"{bare.size:,.0f}", bare.size, mine.size)],
        ),
    ]


def _row(what: str, mine: float, budget: float, bare: float) -> Row:
    beside = [share("bare Textual list", f"{bare:.3f} s", bare, mine)]
    return Row(what, f"{mine:.3f} s", f"≤ {budget} × bare", mine <= budget * bare, beside)


def _first_start(home: Path, names: list[str]) -> float:
    """Seconds to the list where nothing was kept; twice, as the first one makes the journal."""
    seconds = 0.0
    for _ in range(2):
        ours.kept_screen(home).unlink(missing_ok=True)
        with ours.start(home) as probe:
            seconds = seconds_until(probe, texts(*names[:2]))
            ours.wait_until_kept(probe, home)
    return seconds


def _times(start: Start, key: bytes, names: list[str]) -> Times:
    with start() as probe:
        # The second name too: the first also stands in the pane beside the list.
        paint = seconds_until(probe, texts(*names[:2]))
        probe.read_until_quiet(QUIET_S, limit=3.0)
        size = sum(len(chunk.data) for chunk in probe.chunks)
    with start() as probe:
        probe.write(key)
        return Times(paint, size, _until_second_is_chosen(probe, names))


def _until_second_is_chosen(probe: Probe, names: list[str]) -> float:
    """Seconds from a program's start until the second line of its list looks like no other.

    Raises:
        ProbeError: It is not seen in time.
    """
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    until = time.monotonic() + LIMIT_S
    while time.monotonic() < until and not probe.ended:
        chunk = probe.read_next(QUIET_S)
        if chunk is None:
            continue
        stream.feed(chunk.data)
        first, second, third = (_ground(screen, name) for name in names[:3])
        if "" not in (first, second, third) and second not in (first, third):
            return chunk.at - probe.started
    raise ProbeError(f"{probe.name} did not answer a key: {probe.last_words()}")


def _ground(screen: pyte.Screen, name: str) -> str:
    """The background of a line of the list, by its beginning; empty where it is not there."""
    for row, line in enumerate(screen.display):
        if 0 <= (column := line.find(name[:12])) < COLUMNS // 2:
            return str(screen.buffer[row][column + 1].bg)
    return ""

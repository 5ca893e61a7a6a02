"""How soon a key is answered, and with how many bytes."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING

from benchmarks import ours
from benchmarks.figures import percentile
from benchmarks.pty_probe import Probe, ProbeError
from benchmarks.screen import seconds_until, texts
from benchmarks.table import Row, share

if TYPE_CHECKING:
    from benchmarks.plan import Plan

BYTES_BUDGET = 1024

LAST_BUDGET_MS = 20.0
"""Half of all keys are answered to the last byte within this time."""

REST_S = 0.5
"""A program is left alone for so long before its first key."""

ANSWER_S = 5.0
"""Without a byte in this time a key counts as not answered."""

MOVES = 10
"""So many keys down the list, then as many up: none of them stops at an end."""


@dataclass(frozen=True)
class Answers:
    """What came back for some keys."""

    first_ms: list[float]
    """From each key to the first byte of its answer."""
    last_ms: list[float]
    """From each key to the last byte of its answer."""
    sizes: list[int]
    """The bytes of each answer."""


def measure(home: Path, plan: Plan) -> list[Row]:
    """The rows about keys."""
    names = ours.names(home)
    with ours.start(home) as probe:
        seconds_until(probe, texts(*names[:2]))
        mine = press(probe, moves(b"j", b"k", plan.keys))
    with ours.start_bare(home, names) as probe:
        seconds_until(probe, texts(*names[:2]))
        bare = press(probe, moves(b"\x1b[B", b"\x1b[A", plan.keys))
    size, bare_size = fmean(mine.sizes), fmean(bare.sizes)
    return [
        Row(
            "key to first byte, p50 / p99",
            two(mine.first_ms),
            beside=[f"bare Textual list {two(bare.first_ms)}"],
        ),
        Row(
            "key to last byte, p50 / p99",
            two(mine.last_ms),
            f"p50 ≤ {LAST_BUDGET_MS:.0f} ms",
            percentile(mine.last_ms, 50) <= LAST_BUDGET_MS,
            beside=[f"bare Textual list {two(bare.last_ms)}"],
        ),
        Row(
            "bytes a key, mean",
            f"{size:,.0f} (at most {max(mine.sizes):,})",
            f"≤ {BYTES_BUDGET:,}",
            size <= BYTES_BUDGET,
            [share("bare Textual list", f"{bare_size:,.0f}", bare_size, size)],
        ),
    ]


def moves(down: bytes, up: bytes, count: int) -> Iterable[bytes]:
    """So many keys up and down a list."""
    return islice(cycle([down] * MOVES + [up] * MOVES), count)


def press(probe: Probe, keys: Iterable[bytes], quiet: float = 0.08) -> Answers:
    """Press keys one by one, each when the answer to the one before is complete.

    Args:
        probe: A program that has drawn its screen.
        keys: What to press.
        quiet: After so many seconds without a byte an answer is complete.

    Raises:
        ProbeError: A key is not answered.
    """
    probe.read_until_quiet(REST_S, limit=10 * REST_S)
    answers = Answers([], [], [])
    for key in keys:
        pressed = time.monotonic()
        probe.write(key)
        first = probe.read_next(ANSWER_S)
        if first is None:
            raise ProbeError(f"{probe.name} did not answer {key!r} within {ANSWER_S:.0f} s")
        whole = [first, *probe.read_until_quiet(quiet, limit=ANSWER_S)]
        answers.first_ms.append((first.at - pressed) * 1000)
        answers.last_ms.append((whole[-1].at - pressed) * 1000)
        answers.sizes.append(sum(len(chunk.data) for chunk in whole))
    return answers


def two(values: list[float]) -> str:
    """Half of all, and nearly all."""
    return f"{percentile(values, 50):.1f} / {percentile(values, 99):.1f} ms"

"""How late the bells of a session come, and whether they drift."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import ours
from benchmarks.figures import percentile, slope
from benchmarks.homes import Step, ring_for_everything, write_routine
from benchmarks.pty_probe import Chunk, Probe, ProbeError
from benchmarks.table import Row
from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.terminal import CLEAR_S, SECOND_S, TIMES

if TYPE_CHECKING:
    from benchmarks.plan import Plan

LATE_BUDGET_MS = 20.0

DRIFT_BUDGET_MS = 5.0
"""Over the whole run, whatever its length: less than this is the scatter of single bells."""

NEAR_S = 0.3
"""A cue without a bell this near counts as not heard. Some cues ring again, 0.7 s later."""

SLACK_S = 10.0
"""How much longer than planned a session may take, start and end included."""

# The BEL that ends a control string, like a window's title, is no bell.
_BELL = re.compile(rb"\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|(?P<bell>\x07)")


def measure(home: Path, plan: Plan) -> list[Row]:
    """The rows about cues."""
    file = write_routine(home / "cues.toml", "Cues", _steps(plan.cue_units), get_ready=3)
    shown = ours.ask(home, "show", str(file))
    planned = rung(shown["cues"])
    ring_for_everything(home)
    with ours.start(home, "play", str(file), "--cues", "terminal", "--speed", "1") as probe:
        heard = arrivals(probe.read(shown["total_s"] + SLACK_S))
        if not heard:
            raise ProbeError(f"no bell was heard: {probe.last_words()}")
    with Probe([sys.executable, str(Path(__file__).with_name("naive_timer.py"))], home) as probe:
        naive = arrivals(probe.read(plan.naive_s))
    return _rows(planned, heard, naive)


def rung(cues: Sequence[dict[str, Any]]) -> list[float]:
    """When a bell, or the first of several, is due: none where it would be counted with others."""
    found = []
    clear = 0.0
    for cue in cues:
        at, times = float(cue["at_s"]), TIMES[CueName(cue["cue"])]
        if times or at >= clear:
            found.append(at)
        if times:
            clear = at + (times - 1) * SECOND_S + CLEAR_S
    return found


def arrivals(chunks: Sequence[Chunk]) -> list[float]:
    """When each bell came."""
    ends = list(accumulate(len(chunk.data) for chunk in chunks))
    text = b"".join(chunk.data for chunk in chunks)
    return [
        chunks[bisect_right(ends, match.start())].at
        for match in _BELL.finditer(text)
        if match["bell"]
    ]


def _steps(units: int) -> list[Step]:
    """Movements, then a hold on both sides: 63 s a unit; with no unit, some movements only."""
    count: Step = {"stretch": "bridge", "reps": 10, "tempo": 1, "sides": "none"}
    hold: Step = {"stretch": "knee-to-chest", "hold": 20, "sides": "both", "rest": 2}
    return [count, hold] * units or [count]


def _pair(planned: Sequence[float], bells: Sequence[float]) -> list[tuple[float, float]]:
    """Each cue that was heard, with its own bell; what is left over rang again."""
    start = bells[0] - planned[0]
    pairs = []
    for due in planned:
        bell = min(bells, key=lambda bell: abs(bell - start - due))
        if abs(bell - start - due) <= NEAR_S:
            pairs.append((due, bell))
    return pairs


def _lateness_ms(pairs: Sequence[tuple[float, float]]) -> list[float]:
    """Each bell against its cue, in ms; the promptest of all sets the clock.

    Were it the first, which rings while the screen is being made, a late start would pass
    for an early rest.
    """
    offsets = [bell - due for due, bell in pairs]
    return [(offset - min(offsets)) * 1000 for offset in offsets]


def _drift(pairs: Sequence[tuple[float, float]]) -> float:
    """How much later bells come with time, in ms a minute."""
    return slope([due for due, _ in pairs], _lateness_ms(pairs)) * 60


def _rows(planned: list[float], bells: list[float], naive_bells: list[float]) -> list[Row]:
    heard = _pair(planned, bells)
    naive = [(float(second), bell) for second, bell in enumerate(naive_bells)]
    late, naive_late = _lateness_ms(heard), _lateness_ms(naive)
    all_heard = len(heard) == len(planned)
    drift = _drift(heard)
    in_all = abs(drift) * planned[-1] / 60
    return [
        Row(
            f"cues at speed 1, {planned[-1]:.0f} s: heard",
            f"{len(heard)} ({len(bells)} bells)",
            f"{len(planned)}",
            all_heard,
        ),
        Row(
            "cue late, p50 / p99 / max",
            _three(late) + " ms",
            f"p99 ≤ {LATE_BUDGET_MS:.0f} ms",
            all_heard and percentile(late, 99) <= LATE_BUDGET_MS,
            [f"sleep(1) timer*: {naive_late[-1]:.0f} ms late after {naive[-1][0]:.0f} s"],
        ),
        Row(
            "drift, ms a minute",
            f"{drift:+.1f} ({in_all:.1f} ms in all)",
            f"≤ {DRIFT_BUDGET_MS:.0f} ms in all",
            in_all <= DRIFT_BUDGET_MS,
            [f"sleep(1) timer*: {_drift(naive):+,.0f}"],
        ),
    ]


def _three(values: Sequence[float]) -> str:
    figures = (percentile(values, 50), percentile(values, 99), max(values))
    return " / ".join(f"{each:.1f}" if each < 100 else f"{each:.0f}" for each in figures)

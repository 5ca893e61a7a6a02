"""A link that stalls for a while, and what comes when it is back.

The terminal is not read, and so answers nothing, while a session has a cue a second.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import ours
from benchmarks.bells import arrivals
from benchmarks.homes import Step, ring_for_everything, write_routine
from benchmarks.pty_probe import ANSWER, QUESTION, Chunk, Probe, watch
from benchmarks.screen import seconds_until, texts
from benchmarks.table import Row

if TYPE_CHECKING:
    from benchmarks.plan import Plan

SCREEN_BUDGET_S = 1.0
BELLS_BUDGET = 3
"""Two of the four that tell of a pause, and one that was on its way."""

SETTLE_S = 4.0
"""By then the program knows that this terminal answers."""

AT_ONCE_S = 0.003
"""What was sent before comes without a pause as long as this."""

FIRST_S = 1.0


def measure(home: Path, plan: Plan) -> list[Row]:
    """The rows about stalls."""
    steps: list[Step] = [{"stretch": "bridge", "reps": 300, "tempo": 1, "sides": "none"}]
    file = write_routine(home / "stall.toml", "A cue a second", steps, get_ready=1)
    ring_for_everything(home)
    naive = [sys.executable, str(Path(__file__).with_name("naive_timer.py"))]
    with (
        ours.start(home, "play", str(file), "--cues", "terminal") as probe,
        Probe(naive, home) as other,
    ):
        watch([probe, other], SETTLE_S)
        time.sleep(plan.stall_s)
        back = time.monotonic()
        meanwhile = _come_back(probe)
        shown = probe.started + seconds_until(probe, texts("PAUSED")) - back
        watch([probe], back + FIRST_S - time.monotonic())
        bells = _rung(probe.chunks, back)
        other_back = time.monotonic()
        naive_bells = _rung(other.read(FIRST_S), other_back)
    name = f"{plan.stall_s:.0f} s stall"
    return [
        Row(
            f"{name}: back to the current screen",
            f"{1000 * shown:.0f} ms",
            f"≤ {1000 * SCREEN_BUDGET_S:,.0f} ms",
            shown <= SCREEN_BUDGET_S,
        ),
        Row(
            f"{name}: bells in the first second after",
            f"{bells}",
            f"≤ {BELLS_BUDGET}",
            bells <= BELLS_BUDGET,
            [f"sleep(1) timer*: {naive_bells}"],
        ),
        Row(f"{name}: bytes sent meanwhile", f"{meanwhile:,}"),
    ]


def _come_back(probe: Probe) -> int:
    """Read what had been sent before, and only then answer; the bytes."""
    probe.answers = False
    data = b"".join(chunk.data for chunk in probe.read_until_quiet(AT_ONCE_S, limit=FIRST_S))
    probe.answers = True
    probe.write(ANSWER * data.count(QUESTION))
    return len(data)


def _rung(chunks: Sequence[Chunk], since: float) -> int:
    """The bells that came in the first second."""
    heard = arrivals([chunk for chunk in chunks if chunk.at >= since])
    return sum(at <= since + FIRST_S for at in heard)

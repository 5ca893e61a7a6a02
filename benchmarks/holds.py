"""Bytes to the terminal and processor time while a hold runs, beside other countdowns.

All run side by side, so that whatever else the machine does falls on all alike; each round
starts them afresh. Measured one after the other they gave the same figures, within their scatter.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import ours, peers
from benchmarks.homes import Step, write_routine
from benchmarks.pty_probe import Probe, ProbeError, watch
from benchmarks.table import Row, share

if TYPE_CHECKING:
    from benchmarks.plan import Plan

SETTLE_S = 18.0
"""Start-up and getting ready are over by then."""

BYTES_BUDGET = 300
CPU_BUDGET = 0.5

LONG_HOLD, SHORT_HOLD = "600 s", "30 s"


@dataclass
class Contender:
    """A program that counts down, and what each round gave."""

    name: str
    start: Callable[[], Probe] | None
    missing: str = ""
    """Why it can't be started."""
    bytes_a_second: list[float] = field(default_factory=list)
    cpu_percent: list[float] = field(default_factory=list)


def measure(home: Path, plan: Plan) -> list[Row]:
    """The rows about holds."""
    own = {
        name: Contender(name, _playing(home, seconds))
        for name, seconds in ((LONG_HOLD, 600), (SHORT_HOLD, 30))
    }
    others = [_contender(peer, home) for peer in peers.PEERS]
    for _ in range(plan.hold_rounds):
        _round([*own.values(), *others], plan.hold_s)
    return [
        row
        for contender, beside in ((own[LONG_HOLD], others), (own[SHORT_HOLD], []))
        for row in (_bytes_row(contender, beside), _cpu_row(contender, beside))
    ]


def _playing(home: Path, seconds: int) -> Callable[[], Probe]:
    steps: list[Step] = [{"stretch": "knee-to-chest", "hold": seconds, "sides": "left"}]
    file = write_routine(home / f"hold-{seconds}.toml", "One long hold", steps, get_ready=1)
    return lambda: ours.start(home, "play", str(file), "--cues", "off")


def _contender(peer: peers.Peer, home: Path) -> Contender:
    try:
        words = peers.command(peer)
    except peers.NotInstalled as error:
        print(f"        {error}", file=sys.stderr, flush=True)
        return Contender(peer.name, None, "not installed")
    return Contender(peer.name, lambda: Probe(words, home))


def _round(contenders: list[Contender], seconds: float) -> None:
    with ExitStack() as stack:
        running = [(each, stack.enter_context(each.start())) for each in contenders if each.start]
        probes = [probe for _, probe in running]
        watch(probes, SETTLE_S)
        before = [probe.cpu_seconds() for probe in probes]
        for probe in probes:
            probe.chunks.clear()
        watch(probes, seconds)
        after = [probe.cpu_seconds() for probe in probes]
        for (contender, probe), start, end in zip(running, before, after, strict=True):
            if probe.ended:
                _drop(contender, probe)
                continue
            written = sum(len(chunk.data) for chunk in probe.chunks)
            contender.bytes_a_second.append(written / seconds)
            if start is not None and end is not None:
                contender.cpu_percent.append((end - start) / seconds * 100)


def _drop(contender: Contender, probe: Probe) -> None:
    """A peer that ends is left out from now on; ours has to run."""
    if contender.name in (LONG_HOLD, SHORT_HOLD):
        raise ProbeError(f"{probe.name} ended in a hold: {probe.last_words()}")
    print(f"        {contender.name} ended: {probe.last_words()}", file=sys.stderr, flush=True)
    contender.start, contender.missing = None, "ended too early"


def _bytes_row(own: Contender, others: list[Contender]) -> Row:
    mine = median(own.bytes_a_second)
    return Row(
        f"hold of {own.name}: bytes a second",
        f"{mine:,.0f}",
        f"≤ {BYTES_BUDGET}",
        mine <= BYTES_BUDGET,
        [_beside(each, each.bytes_a_second, "{:,.0f}", mine) for each in others],
    )


def _cpu_row(own: Contender, others: list[Contender]) -> Row:
    what = f"hold of {own.name}: % of one core"
    if not own.cpu_percent:
        return Row(what, "not known here")
    mine = median(own.cpu_percent)
    return Row(
        what,
        f"{mine:.2f} (at most {max(own.cpu_percent):.2f})",
        f"≤ {CPU_BUDGET}",
        mine <= CPU_BUDGET,
        [_beside(each, each.cpu_percent, "{:.2f}", mine) for each in others],
    )


def _beside(other: Contender, figures: list[float], form: str, mine: float) -> str:
    if not figures:
        return f"{other.name}: {other.missing or 'not known here'}"
    theirs = median(figures)
    return share(other.name, form.format(theirs), theirs, mine)

"""A terminal that sends far more than can be used, while a session has a cue a second."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

from benchmarks import ours
from benchmarks.bells import arrivals
from benchmarks.homes import Step, ring_for_everything, write_routine
from benchmarks.pty_probe import Probe, ProbeError, watch
from benchmarks.screen import seconds_until, texts
from benchmarks.table import Row

SETTLE_S = 3.0
FLOOD_S = 8.0
PIECE = 4096

CUE_BUDGET_MS = 50.0
MEMORY_BUDGET_MB = 20.0
KEY_BUDGET_MS = 500.0

FLOODS = {
    "yes": (b"y\n" * (PIECE // 2), 0.5),
    "paste without an end": (b"\x1b[200~" + b"x" * (PIECE - 6), 1.5),
}
"""What is sent, and how many seconds after it a key is pressed: such a paste ends after one."""


def measure(home: Path) -> list[Row]:
    """The rows about floods."""
    steps: list[Step] = [{"name": "Nod", "reps": 300, "tempo": 1}]
    file = write_routine(home / "flood.toml", "A cue a second", steps, get_ready=1)
    ring_for_everything(home)
    rows: list[Row] = []
    for name, (piece, quiet_s) in FLOODS.items():
        with ours.start(home, "play", str(file), "--cues", "terminal") as probe:
            watch([probe], SETTLE_S)
            before = _memory_mb(probe)
            begun, sent = time.monotonic(), 0
            while (now := time.monotonic()) < begun + FLOOD_S:
                sent += _send(probe, piece)
                while probe.read_next(0):
                    pass
            late = _late_s(arrivals(probe.chunks), begun, now)
            more = _memory_mb(probe) - before
            probe.read(quiet_s)
            pressed = time.monotonic()
            probe.write(b" ")
            shown = probe.started + seconds_until(probe, texts("PAUSED")) - pressed
        what = f"{sent / 1e6:.0f} MB of {name} in {FLOOD_S:.0f} s"
        rows += [
            _row(f"{what}: cue off, max", 1000 * late, CUE_BUDGET_MS, "ms"),
            _row(f"{what}: memory", more, MEMORY_BUDGET_MB, "MB"),
            _row(f"{what}: a key {quiet_s} s later", 1000 * shown, KEY_BUDGET_MS, "ms"),
        ]
    return rows


def _row(what: str, figure: float, budget: float, unit: str) -> Row:
    return Row(what, f"{figure:.1f} {unit}", f"≤ {budget:.0f} {unit}", figure <= budget)


def _send(probe: Probe, piece: bytes) -> int:
    """Send as much as is taken just now; how many bytes that is."""
    os.set_blocking(probe.fileno(), False)
    try:
        return os.write(probe.fileno(), piece)
    except BlockingIOError:
        time.sleep(0.0005)
        return 0
    finally:
        os.set_blocking(probe.fileno(), True)


def _late_s(bells: list[float], begin: float, end: float) -> float:
    """How far a bell is from its whole second at most: the promptest of all sets the clock."""
    heard = [bell for bell in bells if begin <= bell <= end]
    if len(heard) < end - begin - 2:
        raise ProbeError(f"{len(heard)} bells in {end - begin:.0f} s")
    offsets = [(bell - bells[-1]) % 1 for bell in heard]
    offsets = [each - 1 if each > 0.5 else each for each in offsets]
    return max(offsets) - min(offsets)


def _memory_mb(probe: Probe) -> float:
    """The most memory that the program has had so far."""
    status = Path(f"/proc/{probe.pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    if found is None:
        raise ProbeError("how much memory a program has is not known here")
    return int(found[1]) / 1024

"""How late a relay's cues are played, and how fast the relay copies: through a real sshd.

``python -m benchmarks.relay`` prints the rows alone. Both sides run on this machine, so that
both read the same clock, and the network takes no time.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median

from benchmarks import table
from benchmarks.figures import percentile
from benchmarks.pty_probe import Probe, ProbeError
from benchmarks.table import Row
from tests.end_to_end.sshd import Machines, machines

NEAR_SIDE = Path(__file__).parent.parent / "tests" / "end_to_end" / "near_side.py"

CUES = 60
GAP_S = 0.15
"""Not more than eight a second are played."""

COPIED = 50_000_000
"""Bytes."""

ROUNDS = 3
RATIO_BUDGET = 1.5

LIMIT_S = 120.0

_FAR = """
import os, sys, time
from stretchtui.core.sessions.cues import CueName
from stretchtui.cues.relay import Relay
print("ready", flush=True)
relay = Relay(lambda data: os.write(1, data.encode()))
with open(sys.argv[1], "w") as moments:
    for _ in range({cues}):
        time.sleep({gap})
        moments.write(f"{{time.monotonic()}}\\n")
        relay.play(CueName.TICK)
    time.sleep({gap})
"""

_TEXT = ("The quick brown fox " * 4)[:78] + "\n"


def measure(folder: Path, rounds: int = ROUNDS) -> list[Row]:
    """The rows about the relay.

    Args:
        folder: An empty folder to work in.
        rounds: How often each copy is timed; the median counts.

    Raises:
        ProbeError: Something did not come to its end.
    """
    with machines(folder, ["far"]) as far:
        return [_lateness(folder, far), _throughput(folder, far, rounds)]


def _lateness(folder: Path, far: Machines) -> Row:
    moments, played, script = (folder / name for name in ("moments", "played", "far.py"))
    script.write_text(_FAR.format(cues=CUES, gap=GAP_S))
    program = f"PYTHONPATH={NEAR_SIDE.parents[2]} {sys.executable} {script} {moments}"
    _run([*_near(played), *far.options, "--shell", "far", program], folder)
    asked = [float(line) for line in moments.read_text().split()]
    heard = [float(line.split()[0]) for line in played.read_text().splitlines()]
    if len(heard) != len(asked):
        raise ProbeError(f"{len(heard)} of {len(asked)} cues arrived")
    late = [(there - here) * 1000 for here, there in zip(asked, heard, strict=True)]
    return Row(
        "relay late, p50 / p99 / max",
        f"{percentile(late, 50):.1f} / {percentile(late, 99):.1f} / {max(late):.1f} ms",
    )


def _throughput(folder: Path, far: Machines, rounds: int) -> Row:
    data = folder / "data"
    data.write_text(_TEXT * (COPIED // len(_TEXT)))
    copy = f"cat {data}"
    plain = [*far.ssh, "-t", "far", copy]
    ours = [*_near(folder / "nothing"), *far.options, "--shell", "far", copy]
    # By turns: whatever else the machine does is shared.
    times = [(_run(plain, folder), _run(ours, folder)) for _ in range(rounds)]
    theirs_s, ours_s = (median(each) for each in zip(*times, strict=True))
    return Row(
        f"relay, {COPIED // 1_000_000} MB through ssh",
        f"{ours_s:.2f} s",
        f"≤ {RATIO_BUDGET} × plain ssh",
        ours_s <= RATIO_BUDGET * theirs_s,
        [table.share("plain ssh", f"{theirs_s:.2f} s", theirs_s, ours_s)],
    )


def _near(played: Path) -> list[str]:
    return [sys.executable, str(NEAR_SIDE), str(played)]


def _run(words: Sequence[str], home: Path) -> float:
    """Run to the end, reading all; the seconds from the first output on."""
    with Probe(["/usr/bin/env", *words], home) as probe:
        first = probe.read_next(LIMIT_S)
        if first is None:
            raise ProbeError(f"nothing came: {probe.last_words()}")
        end = first.at + LIMIT_S
        descriptor = probe.fileno()
        # Not by the probe: it keeps all it reads.
        with suppress(OSError):
            while os.read(descriptor, 1 << 16):
                if time.monotonic() > end:
                    raise ProbeError(f"not ended after {LIMIT_S:.0f} s")
        return time.monotonic() - first.at


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="stretchtui-relay-") as folder:
        print("\n".join(table.lines(measure(Path(folder)))))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What stands on the screen, and since when."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import pyte

from benchmarks.pty_probe import COLUMNS, ROWS, Probe, ProbeError

QUIET_S = 0.01
"""The pieces are put on the screen in pauses of this length, so as not to hold up reading."""

Seen = Callable[[Sequence[str]], bool]
"""Whether the lines of a screen show what is waited for."""


def texts(*wanted: str) -> Seen:
    """All of these texts; in a narrow list a name may be cut, so their beginnings will do."""
    starts = [text[:12] for text in wanted]

    def seen(lines: Sequence[str]) -> bool:
        return all(any(start in line for line in lines) for start in starts)

    return seen


def seconds_until(probe: Probe, seen: Seen, limit: float = 30.0) -> float:
    """Seconds from a program's start to the arrival of what completes the sight.

    Raises:
        ProbeError: It is not seen in time.
    """
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    shown = 0
    until = time.monotonic() + limit
    while time.monotonic() < until and not probe.ended:
        if probe.read_next(QUIET_S):
            continue
        for chunk in probe.chunks[shown:]:
            stream.feed(chunk.data)
            if seen(screen.display):
                return chunk.at - probe.started
        shown = len(probe.chunks)
    why = "ended" if probe.ended else f"showed no list within {limit:.0f} s"
    raise ProbeError(f"{probe.name} {why}: {probe.last_words()}")

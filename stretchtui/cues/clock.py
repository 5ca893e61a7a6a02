"""The clock of a session, which only goes on; every process of the program reads the same."""

from __future__ import annotations

import time


def now() -> float:
    """Seconds that go on through the machine's sleep, so that a session notices it."""
    # Linux' CLOCK_MONOTONIC stands still while the machine sleeps, as Python's own monotonic
    # clock does on macOS; these two do not.
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))

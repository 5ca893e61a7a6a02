"""The two clocks of a session: one that only goes on, and the one on the wall."""

from __future__ import annotations

import time

from stretchtui.core.sessions.record import Moment


def now() -> float:
    """Seconds that go on through the machine's sleep, so that a session notices it."""
    # Linux' CLOCK_MONOTONIC stands still while the machine sleeps, as Python's own monotonic
    # clock does on macOS; these two do not.
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def moment() -> Moment:
    """This moment, by the clock on the wall."""
    return moment_at(time.time())


def moment_at(seconds: float) -> Moment:
    """The moment so many seconds after 1970 began, by the clock on the wall."""
    return Moment(seconds, time.localtime(seconds).tm_gmtoff // 60)

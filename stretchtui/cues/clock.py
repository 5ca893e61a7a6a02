"""The clock of a session, which only goes on; every process of the program reads the same."""

from __future__ import annotations

from stretchtui.cues.system import seconds_through_sleep


def now() -> float:
    """Seconds that go on through the machine's sleep, so that a session notices it."""
    return seconds_through_sleep()

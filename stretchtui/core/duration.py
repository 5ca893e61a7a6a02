"""Seconds as people read them."""

from __future__ import annotations

import math


def whole(seconds: float) -> int:
    """Seconds held as they count, are added up and are shown everywhere: the nearest whole ones."""
    return math.floor(seconds + 0.5)


def held(seconds: float) -> str:
    """``0:18``, or ``1:04:12`` from an hour on: what was held, to the nearest second."""
    return clock(whole(seconds))


def clock(seconds: float) -> str:
    """``4:12``, or ``1:04:12`` from an hour on; parts of a second are dropped."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def hours(seconds: float) -> str:
    """``37 h 2 min``, or as on a clock below an hour; parts of a minute are dropped."""
    hour, minute = divmod(int(seconds) // 60, 60)
    return f"{hour} h {minute} min" if hour else clock(seconds)


def write_seconds(seconds: int) -> str:
    """Seconds as they would be typed: ``45 s``, and from a minute on ``1:30``."""
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60}:{seconds % 60:02}"


def countdown(seconds: int) -> str:
    """``45`` up to a minute, then as on a clock: what is left, in the fewest characters."""
    return str(seconds) if seconds < 60 else clock(seconds)


def whole_minutes(seconds: int) -> int:
    """The nearest minute, and never 0: a routine's length as it is shown and looked for."""
    return max(1, round(seconds / 60))


def about_minutes(seconds: int) -> str:
    """``9 min``."""
    return f"{whole_minutes(seconds)} min"

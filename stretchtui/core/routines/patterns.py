"""How one breath or one counted movement goes: its parts, one after the other, in whole seconds.

A pattern is told by its length. A breath has four parts: in, hold, out, hold. A movement has three:
up, stay, down; or one, where only its length is given. Parts of 0 seconds are left out.
"""

from __future__ import annotations

from enum import StrEnum

Pattern = tuple[int, ...]
"""Seconds for each part; empty where nothing is repeated."""

BREATH: Pattern = (4, 0, 6, 0)
"""A breath, where nothing is said of it: six a minute, and out longer than in; pauses add nothing
(Laborde 2021, n = 64)."""

TEMPO_S = 4
"""Seconds for one counted movement, where nothing is said of it."""

LONGEST_PART_S = 60
"""No part of a pattern takes longer than this."""

LONGEST_BREATH_HOLD_S = 30
"""The breath is held no longer than this."""


class PatternPart(StrEnum):
    """What is done in one part of a pattern."""

    IN = "in"
    FULL = "full"
    """To hold the breath, with full lungs."""
    OUT = "out"
    EMPTY = "empty"
    """To hold it, with empty ones."""
    UP = "up"
    STAY = "stay"
    DOWN = "down"


_BREATH = (PatternPart.IN, PatternPart.FULL, PatternPart.OUT, PatternPart.EMPTY)
_MOVEMENT = (PatternPart.UP, PatternPart.STAY, PatternPart.DOWN)


def breath_of(said: Pattern | None) -> Pattern:
    """The pattern of a breath as a file gives it: in, out; or with holds; or nothing."""
    match said:
        case None:
            return BREATH
        case (inwards, out):
            return inwards, 0, out, 0
        case (inwards, full, out):
            return inwards, full, out, 0
        case _:
            return said


def tempo_of(said: int | Pattern | None) -> Pattern:
    """The pattern of a movement as a file gives it: seconds, or up, stay, down; or nothing."""
    if said is None:
        return (TEMPO_S,)
    return (said,) if isinstance(said, int) else said


def parts(pattern: Pattern) -> list[tuple[int, PatternPart]]:
    """When each part begins, in seconds from the beginning, and which it is.

    None for a movement of which only the length is known.
    """
    kinds = {len(_BREATH): _BREATH, len(_MOVEMENT): _MOVEMENT}.get(len(pattern), ())
    found = []
    begins = 0
    for kind, seconds in zip(kinds, pattern, strict=False):
        if seconds:
            found.append((begins, kind))
        begins += seconds
    return found


def part_at(pattern: Pattern, seconds: float) -> PatternPart | None:
    """The part that falls so many seconds after the beginning of a breath or movement."""
    return next((part for begins, part in reversed(parts(pattern)) if begins <= seconds), None)


def cycle(pattern: Pattern, seconds: float) -> float:
    """How far a breath or movement has gone, from 0 to 1: half way at its top, and back at 1.

    Args:
        pattern: Its parts; at least a second in all.
        seconds: Seconds since it began, less than it takes.
    """
    if len(pattern) < len(_MOVEMENT):
        return seconds / sum(pattern)
    up, stay, down = pattern[:3]
    if seconds < up:
        return seconds / up / 2
    seconds -= up + stay
    return min(1.0, 0.5 + max(0.0, seconds) / down / 2)


def wrong_breath(said: Pattern) -> bool:
    """Whether a breath as a file gives it has a part that is too short or too long."""
    breaths = breath_of(said)[::2]
    holds = breath_of(said)[1::2]
    moving = all(1 <= each <= LONGEST_PART_S for each in breaths)
    return not (moving and all(0 <= each <= LONGEST_BREATH_HOLD_S for each in holds))


def wrong_tempo(said: Pattern) -> bool:
    """Whether a movement's up, stay and down have a part that is too short or too long."""
    up, stay, down = said
    longest = LONGEST_PART_S
    return not (1 <= up <= longest and 0 <= stay <= longest and 1 <= down <= longest)


def spelled(said: Pattern) -> str:
    """A pattern as people write it: ``4-6``, ``2-1-4``."""
    return "-".join(map(str, said))


def brief(breath: Pattern) -> Pattern:
    """A breath without the holds that it lacks at its end, as a file would give it."""
    inwards, full, out, empty = breath
    if empty:
        return breath
    return (inwards, full, out) if full else (inwards, out)

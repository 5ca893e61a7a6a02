"""What a session that is over is told with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from stretchtui.core.duration import held, whole
from stretchtui.core.sessions.gains import STREAK_FROM
from stretchtui.words.session import plural

if TYPE_CHECKING:
    from stretchtui.core.sessions.gains import Gains
    from stretchtui.core.sessions.record import Standing

DONE = "All done."
"""What a session that came to its end begins its end with; and"""
NICE_WORK = "Nice work."
"""what is large there, where there is room."""

GET_UP = "Roll onto your side, then get up slowly."
"""What is good to hear then."""

PREVIEW = "Preview: not saved to your history."
"""What a session ends with that ran too fast to be kept."""


class Number(NamedTuple):
    """One thing that was counted."""

    value: str
    label: str
    """What it is: ``held``, ``days in a row``."""


def stopped(standing: Standing, *, kept: bool) -> str:
    """``Stopped: 2:10 saved.``

    Args:
        standing: What was done.
        kept: Whether the journal has it.
    """
    if not whole(standing.held):
        return "Stopped before the first hold."
    return f"Stopped: {held(standing.held)} {'saved' if kept else 'held'}."


def numbers(
    standing: Standing, steps: int, gains: Gains | None, *, finished: bool = True
) -> list[Number]:
    """What was done, and what all sessions come to.

    Args:
        standing: What was done.
        steps: How many steps there were.
        gains: What all sessions come to; None while that is not known.
        finished: Whether it came to its own end; if not, it was said how much was held.
    """
    found = [
        *([Number(held(standing.held), "held")] if finished else []),
        Number(f"{standing.steps_done} of {steps}", plural("step", steps)),
    ]
    if gains is None:
        return found
    if gains.days >= STREAK_FROM:
        found.append(Number(str(gains.days), "days in a row"))
    this, last = (round(each / 60) for each in (gains.this_week, gains.last_week))
    if this:
        found.append(Number(f"{this} min", f"this week, {last} last" if last else "this week"))
    return found


def skipped(standing: Standing) -> str:
    """``Skipped: Bridge, Cat-cow.``; empty if nothing was."""
    names = [part.name for part in standing.parts if part.skipped]
    return f"Skipped: {', '.join(names)}." if names else ""


def left_out(standing: Standing) -> str:
    """``Left out: Bridge, Cat-cow.``; empty if nothing was."""
    names = [part.name for part in standing.parts if part.left_out]
    return f"Left out: {', '.join(names)}." if names else ""

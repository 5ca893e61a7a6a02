"""When a phase is done, and when enough of a session is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from stretchtui.core.sessions.record import DONE

if TYPE_CHECKING:
    from stretchtui.core.sessions.phases import Hold
    from stretchtui.core.sessions.timeline import Timeline

DONE_SHARE = 0.75
"""A phase is done when so much of what was asked went by; a session is completed when its end was
reached and so many of its holds are done."""

OWN_SHARE = 0.5
"""So many of the routine's own holds have to be done, whatever of them was left out."""


def is_enough(
    planned: Timeline, marks: Sequence[str], own_steps: int, out: Collection[Hold]
) -> bool:
    """Whether most of a session's holds are done.

    What was left out is not asked for, and what was added is, as long as half of the routine
    itself was done.

    Args:
        planned: All that the session asks for.
        marks: What became of its phases.
        own_steps: How many steps are the routine's own; those behind them were added.
        out: The holds that were left out, of those that were asked for at first.
    """
    phases = zip(planned.phases, marks, strict=True)
    holds = [(phase.step, mark == DONE) for phase, mark in phases if phase.kind.active]
    own = [done for step, done in holds if step < own_steps]
    asked = len(own) + sum(step < own_steps for step, *_ in out)
    enough = sum(done for _, done in holds) >= DONE_SHARE * len(holds)
    return enough and sum(own) >= OWN_SHARE * asked

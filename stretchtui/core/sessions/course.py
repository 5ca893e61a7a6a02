"""How a session goes on by itself from where it stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.core.sessions.events import State

if TYPE_CHECKING:
    from stretchtui.core.sessions.cue_queue import Sounded


class Course(NamedTuple):
    """How time passes, until something is asked of the session.

    While it runs the position is ``anchor + (now - anchored_at) * speed``, but not before the
    anchor: until then there is a lead. In every other state it is the anchor.
    """

    state: State
    anchor: float
    """Seconds from the session's start."""
    anchored_at: float
    """When it is, or was, there, in seconds of the caller's clock."""
    speed: float
    """How many of the session's seconds pass in one real second."""

    @property
    def runs(self) -> bool:
        """Whether time passes."""
        return self.state is State.RUNNING

    def moments(self, ahead: Iterable[Sounded]) -> list[tuple[float, Sounded]]:
        """What will be heard, each with its moment in seconds of the caller's clock."""
        if not self.runs:
            return []
        return [(self.anchored_at + (each.at - self.anchor) / self.speed, each) for each in ahead]

"""The cues that a session has yet to give.

They come from two places and stand in one queue. First the cues of a lead, the seconds to get
ready before a hold is taken up; their moments lie before the position where the session stands.
Then the timeline's own cues, as far as the session goes by itself: to the end of the first phase
that waits for a key, or to the end of everything. All moments are seconds on the session's own
clock, so one comparison with where that clock is tells what is due.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING

from stretchtui.core.sessions.cues import Cue, CueName

if TYPE_CHECKING:
    from stretchtui.core.sessions.timeline import Timeline

DIGITS = 6
"""Moments are kept to a microsecond: coarser than a float's error, finer than any cue's."""


class CueQueue:
    """Cues in the order of their moments; each is taken out once, when its moment has come."""

    def __init__(self) -> None:
        self._cues: deque[Cue] = deque()

    @property
    def next_at(self) -> float:
        """The moment of the next cue; there has to be one."""
        return self._cues[0].at

    def fill(self, first: Iterable[Cue], timeline: Timeline, index: int, after: float) -> None:
        """Begin anew.

        Args:
            first: The cues to give before all others.
            timeline: The timeline whose cues follow.
            index: The phase that the session is in.
            after: The position, in seconds, beyond which the timeline's cues are still to come.
        """
        ahead = timeline.phases[index:]
        stop = next((phase.end for phase in ahead if phase.wait), timeline.total)
        bounds = (bisect_right(timeline.cues, at, key=lambda cue: cue.at) for at in (after, stop))
        self._cues = deque([*first, *timeline.cues[slice(*bounds)]])

    def pop_due(self, position: float) -> list[Cue]:
        """Take out every cue whose moment has come by a position, in seconds."""
        due: list[Cue] = []
        while self._cues and self._cues[0].at <= position:
            due.append(self._cues.popleft())
        return due

    def up_to(self, position: float) -> list[Cue]:
        """The cues still to come up to a position, in seconds: what is left of a lead."""
        return [cue for cue in self._cues if cue.at <= position]


def lead_cues(end: float, seconds: int, ticks: int, first: CueName, last: CueName) -> list[Cue]:
    """The cues of a lead: one as it begins, a tick for each of its last seconds, one at its end.

    Args:
        end: Where the lead ends, in seconds of the session.
        seconds: How long it is.
        ticks: How many of its seconds tick at most; the first one never does.
        first: What is heard as it begins.
        last: What is heard as it ends.
    """
    ticking = range(min(seconds - 1, ticks), 0, -1)
    names = {seconds: first, **dict.fromkeys(ticking, CueName.TICK), 0: last}
    return [Cue(round(end - left, DIGITS), name) for left, name in names.items()]

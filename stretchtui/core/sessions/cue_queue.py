"""The cues and lines that a session has yet to give.

They come from two places and stand in one queue. First those of a lead, the seconds to get ready
before a phase is taken up; their moments lie before the position where the session stands. Then
the timeline's own, as far as the session goes by itself: to the end of the first phase that waits
for a key, or to the end of everything. All moments are seconds on the session's own clock, so one
comparison with where that clock is tells what is due.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from stretchtui.core.sessions.cues import Cue
from stretchtui.core.sessions.script import Line

if TYPE_CHECKING:
    from stretchtui.core.sessions.script import Script
    from stretchtui.core.sessions.timeline import Timeline

DIGITS = 6
"""Moments are kept to a microsecond: coarser than a float's error, finer than any cue's."""

LATE_S = 0.5
"""A cue this late, in real seconds, is missed: it is not played after its moment."""

_NEARLY = 10**-DIGITS

Sounded = Cue | Line
"""What is heard at a moment."""


def _at(sounded: Sounded) -> float:
    return sounded.at


def _is_cue(sounded: Sounded) -> bool:
    return isinstance(sounded, Cue)


class CueQueue:
    """Cues and lines in the order of their moments; each is taken out once, at its moment."""

    def __init__(self) -> None:
        self._queue: deque[Sounded] = deque()
        self._first: list[Sounded] = []
        self._script: Script | None = None
        # Known as soon as it is filled.
        self._quiet_from: float
        self._said_until: float

    @property
    def next_at(self) -> float:
        """The moment of what comes next; there has to be something."""
        return self._queue[0].at

    @property
    def ahead(self) -> tuple[Sounded, ...]:
        """All that is still to come, in the order of their moments."""
        return tuple(self._queue)

    def fill(
        self,
        first: Iterable[Sounded],
        timeline: Timeline,
        index: int,
        after: float,
        quiet_from: float = 0.0,
    ) -> None:
        """Begin anew.

        Args:
            first: What comes before all else.
            timeline: The timeline whose cues and lines follow.
            index: The phase that the session is in.
            after: The position, in seconds, beyond which they are still to come.
            quiet_from: When nothing of what comes first is said any more: lines that would begin
                before that are left out.
        """
        self._first, self._quiet_from, self._said_until = [*first], quiet_from, -math.inf
        self._follow_on(self._first, timeline, index, after)

    def refill(self, timeline: Timeline, index: int, after: float, position: float) -> None:
        """Go on with another timeline; what is left of what comes first still comes.

        Args:
            timeline: The timeline whose cues and lines follow.
            index: The phase that the session is in.
            after: The position, in seconds, beyond which they are still to come.
            position: Where the session is: a cue sounds there, and nothing is said over it.
        """
        if timeline.script is not None:
            cue_over = position + timeline.script.after_cue_s
            self._quiet_from = max(self._quiet_from, cue_over)
            self._first = [each for each in self._first if _is_cue(each) or each.at >= cue_over]
        left = [each for each in self._queue if each in self._first]
        self._follow_on(left, timeline, index, after)

    def _follow_on(
        self, first: Sequence[Sounded], timeline: Timeline, index: int, after: float
    ) -> None:
        ahead = timeline.phases[index:]
        stop = next((phase.end for phase in ahead if phase.wait), timeline.total)
        lines = _between(timeline.lines, max(after, self._quiet_from - _NEARLY), stop)
        own = [*_between(timeline.cues, after, stop), *lines]
        self._queue = deque(sorted([*first, *own], key=_at))
        self._script = timeline.script

    def pop_due(self, position: float) -> list[Sounded]:
        """Take out all whose moment has come by a position, in seconds."""
        due: list[Sounded] = []
        while self._queue and self._queue[0].at <= position:
            due.append(self._queue.popleft())
        for each in due:
            if isinstance(each, Line) and self._script is not None:
                self._said_until = each.at + self._script.takes_s(each.text)
        return due

    def has_room(self, position: float, takes: float) -> bool:
        """Whether something can be said before the next is heard; it counts as said then.

        Args:
            position: The moment, in seconds.
            takes: How long it takes, in seconds.
        """
        ends = position + takes
        if position < self._said_until or ends > self.next_at:
            return False
        self._said_until = ends
        return True


def _between(sounded: Sequence[Sounded], after: float, stop: float) -> Sequence[Sounded]:
    """What there is after a moment, and up to another."""
    bounds = (bisect_right(sounded, at, key=_at) for at in (after, stop))
    return sounded[slice(*bounds)]

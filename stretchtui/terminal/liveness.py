"""How the link to the person's terminal does. Pure: it is told what was written and heard.

That a link has stalled is not seen by writing alone: a pty takes some 20 kB and a
connection more, which at a hundred bytes a second is many minutes. So the terminal is asked now
and then where its cursor is, which every terminal answers: what is answered has arrived.
"""

from __future__ import annotations

import time
from collections.abc import Callable

QUESTION = "\x1b[6n"
"""DSR 6: the terminal answers with the cursor's position, ``CSI row ; column R`` (ECMA-48)."""

EVERY_S = 2.0
"""How often it is asked while something is written anyway, in seconds."""

AGAIN_S = 2.5
"""After this long without an answer it is asked again, in seconds: answers can get lost."""

SLOW_S = 1.0
"""After this long without an answer nothing but a question is written, in seconds."""

STALLED_S = 5.0
"""After this long without an answer the link has stalled, in seconds."""

DOUBTFUL_S = 30.0
"""How often a terminal is asked that has never answered, in seconds."""


class LinkMonitor:
    """Decides when to write, when to ask, and whether the link has stalled.

    It does none of it: whoever writes asks it before each write, and tells it what was written
    and what came. A terminal that has never answered is trusted to keep up.

    Args:
        clock: Monotonic seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._answers = False
        """Whether the terminal answers at all."""
        self._asked_at: float | None = None
        """When it was last asked, whether that was answered or not."""
        self._open: list[float] = []
        """When each question was asked that has not been answered, oldest first."""
        self._sound_open = 0
        """How many answers are missing until the last sound has certainly arrived."""
        self._writing_since: float | None = None

    # What happened

    def begin_writing(self) -> None:
        """A write begins that may have to wait for the link."""
        self._writing_since = self._clock()

    def end_writing(self) -> None:
        """The write is over."""
        self._writing_since = None

    def asked(self, behind_sound: bool = False) -> None:
        """A question was written.

        Args:
            behind_sound: Whether it followed a sound, whose arrival its answer proves.
        """
        self._asked_at = self._clock()
        self._open.append(self._asked_at)
        if behind_sound:
            self._sound_open = len(self._open)

    def answered(self) -> None:
        """An answer came: to the oldest question that is open, as a terminal answers in order."""
        self._answers = True
        if self._overdue(AGAIN_S):
            # The link was away, or an answer got lost: more answers may come, or may not.
            self.alive()
            return
        del self._open[:1]
        self._sound_open = max(0, self._sound_open - 1)

    def alive(self) -> None:
        """The person is there: a key came, or the program itself was stopped for a while."""
        self._open.clear()
        self._sound_open = 0

    # What follows

    def asks(self, sound: bool = False) -> bool:
        """Whether a question is due behind what is written now.

        Args:
            sound: Whether that is a sound: then one is always due, if the terminal answers at all.
        """
        if self._asked_at is None:
            return True
        since = self._clock() - self._asked_at
        if not self._answers:
            return since >= DOUBTFUL_S
        return sound or since >= (AGAIN_S if self._open else EVERY_S)

    def takes_screen(self) -> bool:
        """Whether the link keeps up with what is drawn."""
        return not self._overdue(SLOW_S)

    def takes_sound(self) -> bool:
        """Whether the last sound has arrived, so that another one would not pile up behind it."""
        return self.takes_screen() and not (self._answers and self._sound_open)

    def awaits(self) -> bool:
        """Whether answers are on their way, as far as is known."""
        return self._answers and bool(self._open) and self.takes_screen()

    def silent_s(self) -> float:
        """For how long the link has not done what it should, in seconds; 0 while all is well.

        Counted from the oldest question that is open, or from the beginning of a write that still
        waits, whichever is longer ago. More than ``STALLED_S`` of it is a stalled link.
        """
        now = self._clock()
        open_since = self._open[0] if self._open and self._answers else now
        return now - min(open_since, now if self._writing_since is None else self._writing_since)

    def _overdue(self, seconds: float) -> bool:
        return self.silent_s() > seconds

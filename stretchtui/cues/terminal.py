"""The person's own terminal as a speaker: over SSH the only one that certainly exists."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stretchtui.core.sessions.cues import RANK, CueName

if TYPE_CHECKING:
    from stretchtui.cues.sink import Outlet, Timer
    from stretchtui.terminal.replies import TerminalFacts

BELL = "\x07"

APART_S = 0.6
"""Bells keep this far apart, in seconds: terminals, mosh and multiplexers merge closer ones, or
silence them."""

SECOND_S = 0.7
"""Where a cue rings more than once, this long after, in seconds."""

TIMES = {CueName.SWITCH: 2, CueName.FINISH: 3}
"""How often a cue rings, if not once."""


class TerminalBell:
    """Rings the terminal's bell, once for most cues.

    Args:
        outlet: The way to the terminal.
        speed: How many times faster than life the session runs; bells may be that much closer.
    """

    name = "terminal bell"
    failed: str | None = None

    def __init__(self, outlet: Outlet, speed: float = 1.0) -> None:
        self._outlet = outlet
        self._speed = speed
        self._rang_at: float | None = None
        self._ringing = CueName.TICK
        """What the last bell was for."""
        self._timer: Timer | None = None

    def open(self) -> None:
        """Nothing to get ready."""

    def play(self, cue: CueName) -> None:
        """Ring now; where that would crowd the last bell, soon, or not at all."""
        wait = self._wait()
        if (wait > 0 or self._timer is not None) and RANK[cue] >= RANK[self._ringing]:
            return
        self.close()
        self._ringing = cue
        self._ring_after(wait, TIMES.get(cue, 1))

    def say(self, text: str) -> None:
        """A bell has no words."""

    def check(self) -> None:
        """Nothing to hear of."""

    def close(self) -> None:
        """Ring no more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wait(self) -> float:
        """Seconds until another bell would crowd none."""
        if self._rang_at is None:
            return 0.0
        # A hair less: a cue that is due just then must not be put off for a rounding.
        return self._rang_at + APART_S / self._speed - self._outlet.clock() - 1e-3

    def _ring_after(self, wait: float, times: int) -> None:
        self._timer = None
        if wait > 0:
            self._timer = self._outlet.call_later(wait, lambda: self._ring_after(0, times))
            return
        self._outlet.write(BELL)
        self._rang_at = self._outlet.clock()
        if times > 1:
            self._timer = self._outlet.call_later(
                SECOND_S / self._speed, lambda: self._ring_after(0, times - 1)
            )


NOTES: dict[CueName, tuple[int, ...]] = {
    CueName.READY: (3, 3),
    CueName.HOLD: (3, 10),
    CueName.TICK: (19,),
    CueName.HALFWAY: (15,),
    CueName.SWITCH: (15, 7, 15, 7),
    CueName.REST: (5, 3),
    CueName.REP: (12,),
    CueName.BREATH_IN: (5, 7),
    CueName.BREATH_OUT: (7, 5),
    CueName.END: (15, 10, 3),
    CueName.FINISH: (3, 7, 10, 15),
    CueName.WAITING: (10, 12, 10, 12),
    CueName.PAUSE: (17, 10),
    CueName.RESUME: (10, 17),
    CueName.MORE: (12, 15),
    CueName.LESS: (15, 12),
}
"""Each cue's notes, from 1 (C5) to 25 (C7) in semitones."""

PLAIN = (8,)
"""The note of a cue that has none of its own."""

VOLUME = 4
"""From 0 to 7."""

LENGTH = 4
"""A note's length in 32nds of a second; longer ones hold the terminal up."""


PLAYERS = ("mintty", "contour")
"""Terminals that play notes, as they call themselves."""

WINDOWS_TERMINAL = (61, 4, 6, 7, 14, 21, 22, 23, 24, 28, 32, 42)
"""The beginning of Windows Terminal's answer to DA1; it does not give its name."""


def plays_notes(found: TerminalFacts) -> bool:
    """Whether a terminal is known to play notes. Never through tmux or screen: they drop them."""
    if found.tmux or found.screen:
        return False
    known = found.version.lower().startswith(PLAYERS)
    return known or found.da1[: len(WINDOWS_TERMINAL)] == WINDOWS_TERMINAL


class TerminalNotes:
    """Plays notes on a terminal that knows DECPS, so that each cue has its own.

    The sequence is ``CSI volume ; length ; note , ~``, a note each (DEC STD 070; Windows
    Terminal, mintty and Contour play it).

    Args:
        write: Writes to the terminal at once, or not at all.
    """

    name = "terminal notes"
    failed: str | None = None

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write

    def open(self) -> None:
        """Nothing to get ready."""

    def play(self, cue: CueName) -> None:
        """Play a cue's notes."""
        self._write("".join(f"\x1b[{VOLUME};{LENGTH};{note},~" for note in NOTES.get(cue, PLAIN)))

    def say(self, text: str) -> None:
        """A bell has no words."""

    def check(self) -> None:
        """Nothing to hear of."""

    def close(self) -> None:
        """Nothing to let go of."""

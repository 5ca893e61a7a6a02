"""The person's own terminal as a speaker: over SSH the only one that certainly exists.

A bell has one sound and nothing to change about it, so it tells by number: one as a hold begins,
two as it ends or the rest begins, three to change sides, and so on. Between the bells of a number
and the next number lies twice as long as between two bells, so that who listens need not know
what is coming to count.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stretchtui.core.sessions.cues import CueName

if TYPE_CHECKING:
    from stretchtui.cues.sink import Outlet, Timer
    from stretchtui.terminal.replies import TerminalFacts

BELL = "\x07"

TIMES = {
    **dict.fromkeys(CueName, 0),
    CueName.PUSH: 1,
    CueName.HOLD: 1,
    CueName.END: 2,
    CueName.REST: 2,
    CueName.WAITING: 2,
    CueName.SWITCH: 3,
    CueName.PAUSE: 4,
    CueName.FINISH: 5,
}
"""How often the bell rings for each cue. What rings not at all follows from what does, or answers
a key; a pause may come by itself, and somebody lying down must not wait for what does not come."""

SECOND_S = 0.7
"""From one bell of a number to the next, in seconds: terminals, mosh and multiplexers merge
closer ones, or silence them."""

CLEAR_S = 1.4
"""From the last bell of a number to the first of another at least so long, in seconds: twice as
long as between two bells, so that they cannot be counted together."""

NEAR_S = 0.6
"""So close to another bell none rings that tells no number, in seconds."""

AT_ONCE_S = 1e-3
"""What is due so soon is due now, in seconds: it must not be put off for a rounding."""


class TerminalBell:
    """Rings the terminal's bell.

    A number that has begun is rung to its end, for half of one would be another. What comes
    meanwhile waits; the newest takes the turn of one that waits already, since it says what to do
    now.

    Args:
        outlet: The way to the terminal.
        speed: How many times faster than life the session runs; bells may be that much closer.
        others: Whether it also rings for cues that have no number, once where there is room.
    """

    name = "terminal bell"
    failed: str | None = None
    speaks = False

    def __init__(self, outlet: Outlet, speed: float = 1.0, *, others: bool = False) -> None:
        self._outlet = outlet
        self._speed = speed
        self._others = others
        self._left = 0
        """Bells still to ring of the number that has begun."""
        self._waiting = 0
        """The number that is next; 0 for none."""
        self._rang_at: float | None = None
        self._rang_number = False
        """Whether the last bell was one of a number."""
        self._timer: Timer | None = None

    def open(self) -> None:
        """Nothing to get ready."""

    def play(self, cue: CueName) -> None:
        """Ring as often as the cue wants; where that would be miscounted, as soon as it may."""
        if times := TIMES[cue]:
            self._waiting = times
            if self._timer is None:
                self._go_on()
        elif self._others and self._timer is None and self._wait() <= AT_ONCE_S:
            self._ring(number=False)

    def say(self, text: str) -> None:
        """A bell has no words."""

    def check(self) -> None:
        """Nothing to hear of."""

    def close(self) -> None:
        """Ring no more."""
        self._left = self._waiting = 0
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wait(self) -> float:
        """Seconds until another bell would not be counted with the last one."""
        if self._rang_at is None:
            return 0.0
        apart = CLEAR_S if self._rang_number else NEAR_S
        return self._rang_at + apart / self._speed - self._outlet.clock()

    def _go_on(self) -> None:
        """Ring what is due, and come back for what is not yet."""
        self._timer = None
        if not self._left:
            wait = self._wait()
            if wait > AT_ONCE_S:
                self._timer = self._outlet.call_later(wait, self._go_on)
                return
            self._left, self._waiting = self._waiting, 0
        self._ring(number=True)
        self._left -= 1
        if self._left or self._waiting:
            apart = SECOND_S if self._left else CLEAR_S
            self._timer = self._outlet.call_later(apart / self._speed, self._go_on)

    def _ring(self, *, number: bool) -> None:
        self._outlet.write(BELL)
        self._rang_at = self._outlet.clock()
        self._rang_number = number


NOTES: dict[CueName, tuple[int, ...]] = {
    CueName.READY: (3, 3),
    CueName.PUSH: (3, 3, 15),
    CueName.HOLD: (3, 10),
    CueName.TICK: (19,),
    CueName.HALFWAY: (15,),
    CueName.SWITCH: (15, 7, 15, 7),
    CueName.REST: (5, 3),
    CueName.REP: (12,),
    CueName.TURN: (17,),
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
    speaks = False

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

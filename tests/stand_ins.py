"""What stands in for time and for the loudspeaker, in the tests of every room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stretchtui.core.sessions.cues import CueName


class Clock:
    """Tells the time it was set to, and calls back what was asked for as it is moved on."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._asked: list[_Asked] = []

    def __call__(self) -> float:
        """The time."""
        return self.now

    def schedule(self, delay: float, call: Callable[[], None]) -> _Asked:
        """Ask for a call after ``delay`` seconds."""
        asked = _Asked(self.now + delay, call)
        self._asked.append(asked)
        return asked

    def advance(self, seconds: float) -> None:
        """Let time pass, with every call at its moment."""
        end = self.now + seconds
        while due := [each for each in self._waiting() if each.at <= end]:
            first = min(due, key=lambda each: each.at)
            self.now = max(self.now, first.at)
            self._asked.remove(first)
            first.call()
        self.now = end

    def jump(self, seconds: float) -> None:
        """Let time pass while nobody is called, as when the machine sleeps."""
        self.now += seconds
        self.advance(0)

    def _waiting(self) -> list[_Asked]:
        self._asked = [each for each in self._asked if not each.cancelled]
        return self._asked


@dataclass(eq=False)
class _Asked:
    """A call that was asked for."""

    at: float
    call: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        """Call it off."""
        self.cancelled = True


@dataclass
class Recorder:
    """A sink that remembers what it was told."""

    name: str = "recorder"
    failed: str | None = None
    speaks: bool = False
    played: list[CueName] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    on_play: Callable[[], None] = lambda: None

    def open(self) -> None:
        """Remember it."""
        self.calls.append("open")

    def play(self, cue: CueName) -> None:
        """Remember the cue."""
        self.played.append(cue)
        self.on_play()

    def say(self, text: str) -> None:
        """Remember the words."""
        self.said.append(text)

    def check(self) -> None:
        """Nothing to hear of."""

    def close(self) -> None:
        """Remember it."""
        self.calls.append("close")

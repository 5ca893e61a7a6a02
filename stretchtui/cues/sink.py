"""Where cues go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from stretchtui.core.timeline import CueName


class Sink(Protocol):
    """Plays named cues. It never raises into a session and never blocks it."""

    @property
    def name(self) -> str:
        """What it is, in the words of the screen: "speakers (aplay)", "terminal bell"."""

    @property
    def failed(self) -> str | None:
        """Why nothing can be heard from it any more; None while all is well."""

    def open(self) -> None:
        """Get ready to sound the first cue without delay."""

    def play(self, cue: CueName) -> None:
        """Sound a cue now."""

    def close(self) -> None:
        """Let go of whatever it holds; what sounds already may end."""


class Silence:
    """No sound at all."""

    name = "sound off"
    failed: str | None = None

    def open(self) -> None:
        """Nothing to get ready."""

    def play(self, cue: CueName) -> None:
        """Stay silent."""

    def close(self) -> None:
        """Nothing to let go of."""


class Mutable:
    """Another sink, which can be muted.

    Args:
        sink: Where cues go while it is not.
    """

    failed: str | None = None

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self.muted = False

    @property
    def name(self) -> str:
        """The other sink's name, or that it is muted."""
        return "muted" if self.muted else self._sink.name

    def open(self) -> None:
        """Get the other sink ready."""
        self._sink.open()

    def play(self, cue: CueName) -> None:
        """Sound a cue, unless muted."""
        if not self.muted:
            self._sink.play(cue)

    def close(self) -> None:
        """Let go of the other sink."""
        self._sink.close()

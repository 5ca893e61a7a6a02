"""How much a voice tells, and what is known of how long that takes."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from stretchtui.core.routines.speech import CHARACTERS_PER_S


def _unknown(text: str) -> float | None:
    """Nothing is rendered yet."""
    return None


class Guidance(Struct, frozen=True):
    """What a voice has to know to lead somebody through a session."""

    familiar: frozenset[str] | None = None
    """The stretches that are only named; how all others are done is told. None: all are only
    named."""
    counting: bool = True
    """Whether repetitions and the last seconds are counted aloud."""
    hurting: frozenset[str] = frozenset()
    """The stretches that hurt the last time they were done."""
    any_script: bool = False
    """Whether the voice can speak letters of every script."""
    length_of: Callable[[str], float | None] = _unknown
    """Gives the seconds that a line takes, or None while they are not known."""
    speed: float = 1.0
    """How many times faster than life the session is played."""

    def tells_how(self, stretch: str) -> bool:
        """Whether it is told how a stretch is done, given by its id, or its name if it has none."""
        return self.familiar is not None and stretch not in self.familiar

    def seconds(self, text: str) -> float:
        """How long a line takes to say, in seconds."""
        known = self.length_of(text)
        return len(text) / CHARACTERS_PER_S if known is None else known

"""A wait for a key: how long it has been, and when it is told again."""

from __future__ import annotations

from stretchtui.core.sessions.cue_queue import DIGITS

REMIND_S = 20
"""How often it is told that the session waits for a key, in seconds."""


class Wait:
    """How long a session waits for a key, while somebody is there.

    Args:
        since: When it began, in real seconds.
        speed: How many of the session's seconds pass in one real second.
    """

    def __init__(self, since: float, speed: float) -> None:
        self._since = since
        self._speed = speed
        self._told = 0

    def seconds(self, now: float) -> float:
        """For how long it waits, in seconds of the session."""
        return round((now - self._since) * self._speed, DIGITS)

    def miss(self, gap: float) -> None:
        """Nobody was there to wait for so many real seconds."""
        self._since += gap

    def is_to_be_told(self, now: float) -> bool:
        """Whether it is time to tell it again; it counts as told then."""
        before, self._told = self._told, int(self.seconds(now) // REMIND_S)
        return self._told > before

"""Asks the journal whether a session is still ours, without waiting for the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Future

    from stretchtui.cues.sink import Timer
    from stretchtui.playing.clockwork import CallLater

ASKING_S = 0.05
"""How often it is looked whether the journal has answered, in seconds."""


class Inquiry:
    """Looks now and then whether the last answer that was asked for has come.

    Args:
        call_later: Asks for a call after some seconds.
        lost: Called when the session was resumed elsewhere.
    """

    def __init__(self, call_later: CallLater, lost: Callable[[], None]) -> None:
        self._call_later = call_later
        self._lost = lost
        self._timer: Timer | None = None

    def follow(self, answer: Future[bool] | None) -> None:
        """Wait for an answer of ``SessionRecorder.take_back``, in place of the one before."""
        if answer is not None:
            self.cancel()
            # Never at once, not even if it is known: what happened is told before what follows.
            self._timer = self._call_later(ASKING_S, lambda: self._look_at(answer))

    def cancel(self) -> None:
        """Wait for none any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look_at(self, answer: Future[bool]) -> None:
        self._timer = None
        if not answer.done():
            self.follow(answer)
        elif was_resumed_elsewhere(answer):
            self._lost()


def was_resumed_elsewhere(ours: Future[bool]) -> bool:
    """What an answer of ``SessionRecorder.take_back`` says, when it has come."""
    # Where there is no journal any more, nobody can have resumed it.
    return not ours.cancelled() and ours.exception() is None and not ours.result()

"""A program that was started for one session: it ends with it, unless the person stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stretchtui.playing.ending import ANSWER_S, LAST_SOUND_S, ExitStatus

if TYPE_CHECKING:
    from stretchtui.cues.sink import Timer


class OneSession:
    """Owns the exit status of such a program, and the time until it ends by itself.

    Args:
        wanted: Whether the program was started for one session.
        leave: Ends the program with an exit status.
        later: Asks for a call after some seconds.
    """

    def __init__(
        self,
        wanted: bool,
        leave: Callable[[int], None],
        later: Callable[[float, Callable[[], None]], Timer],
    ) -> None:
        self._wanted = wanted
        self._leave = leave
        self._later = later
        self.pending: Timer | None = None
        """Ends the program when its time has come."""
        self._completed = False
        self._is_over = False

    @property
    def status(self) -> int:
        """The exit status, if the program ended now."""
        return ExitStatus.NO if self._wanted and not self._completed else 0

    def over(self, *, completed: bool, asks: bool) -> None:
        """The session is over.

        Args:
            completed: Whether it came to its own end.
            asks: Whether the person is asked how it was.
        """
        if not self._wanted or self._is_over:
            return
        self._completed, self._is_over = completed, True
        # Who has just got up has a while to say how it was; a preview has not.
        self._end_in(ANSWER_S if asks else LAST_SOUND_S)

    def rated(self, *, last: bool) -> None:
        """The person has answered.

        Args:
            last: Whether nothing more is asked.
        """
        if self._is_over:
            self._end_in(LAST_SOUND_S if last else ANSWER_S)

    def stay(self) -> None:
        """The person does something else: the program goes on until it is left."""
        if self.pending is not None:
            self.pending.cancel()
            self.pending = None

    def _end_in(self, seconds: float) -> None:
        self.stay()
        self.pending = self._later(seconds, lambda: self._leave(self.status))

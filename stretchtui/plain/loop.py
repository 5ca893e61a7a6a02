"""Time and signals for a session without a screen: what is due, and what was asked from outside."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import TracebackType

ENDINGS = (
    *(signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM),
    *(signal.SIGUSR1, signal.SIGUSR2),
)

PATIENCE_S = 1.5
"""So long after a signal that asks for the end, the process is gone whatever it is doing."""


class _Call:
    """A call that was asked for."""

    def __init__(self, at: float, call: Callable[[], None]) -> None:
        self.at = at
        self.call = call
        self.cancelled = False

    def cancel(self) -> None:
        """Call it off."""
        self.cancelled = True


class Timers:
    """Calls that were asked for, each made when it is due.

    Args:
        clock: Tells the time.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._calls: list[_Call] = []

    def call_later(self, seconds: float, call: Callable[[], None]) -> _Call:
        """Ask for a call after some seconds."""
        asked = _Call(self._clock() + seconds, call)
        self._calls.append(asked)
        return asked

    def due(self) -> float | None:
        """Seconds until the next call is due; None while there is none."""
        self._calls = [each for each in self._calls if not each.cancelled]
        first = min((each.at for each in self._calls), default=None)
        return None if first is None else max(0.0, first - self._clock())

    def run(self) -> None:
        """Make the calls that are due, in the order of their times."""
        now = self._clock()
        for each in sorted(self._calls, key=lambda call: call.at):
            if each.at <= now and not each.cancelled:
                self._calls.remove(each)
                each.call()


class Ended(Exception):
    """The session ends before its end, for a reason from outside.

    Args:
        status: The exit status.
    """

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Signals:
    """Keeps signals until they are taken, so that they come between two things; a context manager.

    Args:
        last_resort: Called when the end takes too long; the process ends behind it.
    """

    def __init__(self, last_resort: Callable[[], None]) -> None:
        self._last_resort = last_resort
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Signals:
        """Keep them from now on, those that were not to be ignored."""
        self.descriptor, self._writer = os.pipe()
        for each in (self.descriptor, self._writer):
            os.set_blocking(each, False)
        self._wakeup = signal.set_wakeup_fd(self._writer, warn_on_full_buffer=False)
        handlers = dict.fromkeys(ENDINGS, self._hasten)
        handlers |= dict.fromkeys((signal.SIGTSTP, signal.SIGCONT), lambda number, frame: None)
        for number, handler in handlers.items():
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, handler)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let them do what they did before."""
        signal.set_wakeup_fd(self._wakeup)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.setitimer(signal.ITIMER_REAL, 0)
        os.close(self.descriptor)
        os.close(self._writer)

    def take(self) -> list[int]:
        """The signals that have come since.

        Raises:
            Ended: One of them asks for the end.
        """
        numbers: list[int] = []
        with contextlib.suppress(BlockingIOError):
            numbers += os.read(self.descriptor, 512)
        for number in numbers:
            if number in ENDINGS:
                raise Ended(128 + number)
        return numbers

    def stop(self) -> None:
        """Stop the process, as ctrl+z asks for; returns when it goes on."""
        before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, before)

    def _hasten(self, number: int, frame: object) -> None:
        def give_up(*_: object) -> None:
            self._last_resort()
            os._exit(128 + number)

        # Whoever sends a second one finds the end under way.
        for each in ENDINGS:
            signal.signal(each, signal.SIG_IGN)
        signal.signal(signal.SIGALRM, give_up)
        signal.setitimer(signal.ITIMER_REAL, PATIENCE_S)

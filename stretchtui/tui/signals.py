"""The end that the person did not ask for: a hang-up, a kill, an interrupt, or a failure."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from stretchtui.playing.ending import ExitStatus

if TYPE_CHECKING:
    from types import FrameType, TracebackType

SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
"""End the program even where they were to be ignored: a terminal that is gone is told by one."""

OTHERS = (signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2)
"""Would end it with the terminal as it is, and the first one leave a core dump."""

LIMIT_S = 1.6
"""How long the end may take; then the process ends without more ado."""

TELLING_S = 0.3
"""How long telling of a failure may take then."""


class Endable(Protocol):
    """What is to be ended."""

    def end(self, status: int) -> bool:
        """Leave as soon as may be; whether there is anything running that can."""

    def abandon_terminal(self) -> None:
        """Set the terminal as it was, as far as that goes at once."""


class NothingToEnd(BaseException):
    """A signal came while there was no app to end."""


class SignalHandler:
    """Ends the program when a signal asks for it, or something has failed; a context manager.

    Nothing has to be saved in time: what a session has done is in the journal already. Whatever
    state the link is in, the process is gone within two seconds.
    """

    def __init__(self) -> None:
        self.signal: int | None = None
        """The signal that came, if one did."""
        self.failure: BaseException | None = None
        """The first exception that nobody caught, if there was one."""
        self.app: Endable | None = None
        """What is to be ended, while it runs. Before it is there, a signal is only remembered."""
        self.give_back: Callable[[], None] = lambda: None
        """Sets the terminal as it was, before there is an app that can."""
        self._before: dict[int, Any] = {}

    def __enter__(self) -> SignalHandler:
        """Listen to signals."""
        for each in (*SIGNALS, *OTHERS):
            if each in SIGNALS or signal.getsignal(each) is not signal.SIG_IGN:
                self._before[each] = signal.signal(each, self._came)
        self._hook, threading.excepthook = threading.excepthook, self._thread_failed
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Let go, unless the end has begun: a second signal must not disturb it."""
        threading.excepthook = self._hook
        if self.signal is None:
            for each, handler in self._before.items():
                signal.signal(each, handler)
        return isinstance(error, NothingToEnd)

    @property
    def status(self) -> int:
        """The exit status after a signal."""
        return ExitStatus.CRASHED if self.failure is not None else 128 + (self.signal or 0)

    def fail(self, error: BaseException) -> None:
        """Nobody has caught an exception: end the program; called by any thread."""
        if self.failure is not None:
            return
        self.failure = error
        self._hasten()
        if self.app is not None:
            self.app.end(ExitStatus.CRASHED)

    def _thread_failed(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.fail(args.exc_value)

    def _came(self, number: int, frame: FrameType | None) -> None:
        if self.signal is not None:
            return
        self.signal = number
        self._hasten()
        # Not in the middle of an import: compiled modules have crashed of that.
        if self.app is not None and not self.app.end(self.status):
            raise NothingToEnd

    def begin(self, app: Endable) -> None:
        """There is something to be ended from here on.

        Raises:
            NothingToEnd: A signal has come already.
        """
        self.app = app
        if self.signal is not None:
            raise NothingToEnd

    def _hasten(self) -> None:
        last = threading.Timer(LIMIT_S, self._give_up)
        last.daemon = True
        last.start()

    def _give_up(self) -> None:
        try:
            self._leave_terminal()
        finally:
            os._exit(self.status)

    def _leave_terminal(self) -> None:
        self.give_back()
        if self.app is not None:
            self.app.abandon_terminal()
        if self.failure is not None:
            failed = type(self.failure), self.failure, self.failure.__traceback__
            # A terminal that takes nothing (ctrl+s) would be waited for.
            telling = threading.Thread(target=sys.excepthook, args=failed, daemon=True)
            telling.start()
            telling.join(TELLING_S)

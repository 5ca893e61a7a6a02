"""The end that nobody meant: an exception that nobody caught is kept in a file, and told.

Whatever raised it, the terminal is given back first, and what a session has done is in the journal
already.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

from stretchtui import __version__
from stretchtui.core.text import clean
from stretchtui.playing.ending import ExitStatus
from stretchtui.store import paths
from stretchtui.store.crash_files import keep_crash
from stretchtui.words import crash as words

if TYPE_CHECKING:
    from types import TracebackType


class CrashReport:
    """Keeps the first exception that nobody caught, and tells of it; a context manager.

    It takes in whatever leaves its block but a request to end. While it is entered it is also the
    process's excepthook, for whoever has to end the process without leaving the block, and that of
    its threads: the block is then asked to end as if by a signal, and told of behind it.
    """

    def __init__(self) -> None:
        self.home: str | None = None
        """Where the person's data is, as soon as the command line is known; None for the usual."""
        self.failure: BaseException | None = None
        """The exception, if there was one."""
        self._told = False

    def __enter__(self) -> CrashReport:
        """Be told of exceptions from now on."""
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = lambda kind, error, trace: self._tell(error)
        threading.excepthook = self._in_thread
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Tell of the exception that ends the block."""
        sys.excepthook, threading.excepthook = self._before
        if isinstance(error, Exception) and self.failure is None:
            self.failure = error
        if self.failure is not None:
            self._tell(self.failure)
        return isinstance(error, Exception)

    def _in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is None or args.exc_type is SystemExit:
            return
        self.failure = self.failure or args.exc_value
        for number in (signal.SIGTERM, signal.SIGINT):
            # As if it had been asked for: what is open is closed on the way out.
            if callable(signal.getsignal(number)):
                signal.pthread_kill(threading.main_thread().ident or 0, number)
                return
        self._tell(self.failure)
        os._exit(ExitStatus.CRASHED)

    def _tell(self, error: BaseException) -> None:
        if self._told:
            return
        self._told = True
        now = time.time()
        text = _text(error, now)
        try:
            file = keep_crash(paths.folders(self.home), text, now)
            lines = words.kept(clean(str(file)))
        except OSError as reason:
            lines = f"{words.not_kept(clean(reason.strerror or str(reason)))}\n{text}"
        # Not sys.stderr, which Textual has to itself as long as its screen is there; and not by way
        # of a buffer: Python would try again to empty it, and end with a status of its own. Where
        # the terminal is gone, the file has it.
        if sys.__stderr__ is not None:
            with contextlib.suppress(OSError, ValueError):
                os.write(sys.__stderr__.fileno(), f"stretchtui: {lines}\n".encode())


def _text(error: BaseException, now: float) -> str:
    """What there is to know: where it happened, and nothing of what variables held."""
    import traceback  # most programs end as they should

    happened = time.strftime("%Y-%m-%d %H:%M:%S %z", time.localtime(now))
    about = f"stretchtui {__version__}, Python {sys.version.split()[0]}, {sys.platform}"
    found = "".join(traceback.format_exception(error)).splitlines()
    # A message may quote what came from a file or from the terminal.
    safe = [line[: len(line) - len(line.lstrip())] + clean(line) for line in found]
    return "\n".join((about, happened, "", *safe, ""))

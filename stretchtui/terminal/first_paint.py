"""A picture that is shown before there is anything else: until a program takes it over, or the
terminal is given back as it was.

Nothing is imported here that takes long.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import termios
from typing import TYPE_CHECKING, Any

from stretchtui.terminal.descriptors import opened_again, takes_more
from stretchtui.terminal.modes import CANCEL, MAIN
from stretchtui.terminal.quiet import quieten

if TYPE_CHECKING:
    from types import FrameType, TracebackType

    from stretchtui.terminal.picture import ScreenPicture

ENDING = (
    *(signal.SIGHUP, signal.SIGTERM, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2),
    # As an exception it could come in the middle of an import: compiled modules have crashed of it.
    signal.SIGINT,
)
"""Signals that would end the program with the terminal as it is."""

LIMIT_S = 0.5
"""How long a terminal may take for a picture, in seconds; one that takes longer has stalled."""


class FirstPaint:
    """The terminal with the picture on it; a context manager that gives it back.

    Keys wait for whoever takes it over. Until then a signal that ends the program gives the
    terminal back, and so does one that stops it for a while.

    Args:
        keys: The descriptor that keys come from.
        screen: The descriptor to draw on.
        picture: What to show; of the terminal's size.
        whole: Whether it is all that the first screen shows, as far as that is known.
    """

    def __init__(self, keys: int, screen: int, picture: ScreenPicture, *, whole: bool) -> None:
        self.picture = picture
        """What is shown."""
        self.whole = whole
        """Whether it is all that the first screen shows, as far as that is known."""
        self.before: list[Any] | None = None
        """The terminal's settings as they were; None where there is nothing to set."""
        self._keys = keys
        self._screen = screen
        self._shown = False
        self._resized = False
        self._before: dict[int, tuple[Any, Any]] = {}
        """For each signal its handler here, and the one before."""

    def show(self) -> bool:
        """Show it, unless the terminal is another program's, or takes nothing.

        Returns:
            Whether it is shown.
        """
        with contextlib.suppress(OSError, termios.error):
            if os.tcgetpgrp(self._keys) == os.getpgrp() and takes_more(self._screen):
                self._handle_signals()
                self.before = quieten(self._keys)
                self._shown = True
                if self._write(self.picture.drawn):
                    return True
        self.give_back()
        return False

    def __enter__(self) -> FirstPaint:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the terminal back, unless it was taken over."""
        self.give_back()

    def hand_over(self) -> ScreenPicture | None:
        """Leave the terminal to whoever draws on it from now on.

        Returns:
            What it shows, on the alternate screen; None if it shows nothing of this any more.
        """
        if self._shown and self._resized:
            # Terminals move their cells each in its own way.
            self._write(MAIN)
            self._shown = False
        shown, self._shown = self._shown, False
        self._leave_signals()
        return self.picture if shown else None

    def give_back(self) -> None:
        """Set the terminal as it was, unless it was taken over, or given back already."""
        if not self._shown or self.before is None:
            self._leave_signals()
            return
        self._shown = False
        with contextlib.suppress(OSError, termios.error):
            if not self._write(MAIN):
                termios.tcflush(self._screen, termios.TCOFLUSH)
                self._write(CANCEL + MAIN)
        with contextlib.suppress(termios.error):
            termios.tcsetattr(self._keys, termios.TCSANOW, self.before)
        self._leave_signals()

    def _write(self, text: str) -> bool:
        """Write; whether the terminal has taken all of it in time.

        Raises:
            OSError: It is gone.
        """
        own = opened_again(self._screen)
        descriptor = self._screen if own is None else own
        data = text.encode()
        try:
            while data and select.select((), (descriptor,), (), LIMIT_S)[1]:
                with contextlib.suppress(BlockingIOError):
                    data = data[os.write(descriptor, data) :]
        finally:
            if own is not None:
                os.close(own)
        return not data

    # Signals, until somebody else takes care of them

    def _handle_signals(self) -> None:
        handlers = {
            **dict.fromkeys(ENDING, self._ended),
            signal.SIGTSTP: self._stopped,
            signal.SIGWINCH: self._was_resized,
        }
        for number, handler in handlers.items():
            before = signal.getsignal(number)
            if before in (signal.SIG_DFL, signal.default_int_handler):
                self._before[number] = handler, before
                signal.signal(number, handler)

    def _leave_signals(self) -> None:
        for number, (handler, before) in self._before.items():
            if signal.getsignal(number) == handler:
                with contextlib.suppress(ValueError):  # another thread ends the program
                    signal.signal(number, before)
        self._before.clear()

    def _ended(self, number: int, frame: FrameType | None) -> None:
        self.give_back()
        os._exit(128 + number)

    def _stopped(self, number: int, frame: FrameType | None) -> None:
        # It goes on without the picture: by then the terminal shows something else.
        self.give_back()
        os.kill(os.getpid(), signal.SIGTSTP)

    def _was_resized(self, number: int, frame: FrameType | None) -> None:
        self._resized = True

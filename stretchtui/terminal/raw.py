"""The person's terminal, lent to a program elsewhere and given back as it was."""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import termios
import tty

_ALTERNATE = b"\x1b[?1049"
"""The beginning of what takes the alternate screen and leaves it (xterm's ctlseqs)."""

LEAVE = (
    b"\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1004l\x1b[?2004l\x1b[?2026l"
    b"\x1b[<u\x1b[m\x1b[?7h\x1b[?25h\x1b[?1049l"
)
"""Undoes what a full-screen program sets: the mouse, reports of the focus, bracketed paste, a frame
held back, kitty's keys, a style; lines wrap, and the cursor and the main screen are back. For one
that cannot do it itself any more. A terminal that may print what it does not know should not be
sent this."""


class RawTerminal:
    """A terminal that passes on every key and shows every byte.

    Args:
        keys: The descriptor that keys come from.
        screen: The descriptor to show things on.

    Raises:
        termios.error: Keys do not come from a terminal.
    """

    def __init__(self, keys: int, screen: int) -> None:
        self.keys = keys
        self.before = termios.tcgetattr(keys)
        """Its settings as they were, and will be again."""
        self._screen = screen
        self._alternate = False
        """Whether a full-screen program has it."""
        self._last = b""
        """The end of what was shown, so that a sequence in two pieces is not missed."""

    def take(self) -> None:
        """Make it raw (cfmakeraw in termios(3)); again, if somebody else has set it meanwhile."""
        with contextlib.suppress(termios.error):
            tty.setraw(self.keys, termios.TCSANOW)

    def give_back(self) -> None:
        """Set it as it was; where a full-screen program has not left it, undo what that had set."""
        if self._alternate:
            with contextlib.suppress(OSError):
                self.show(LEAVE)
        with contextlib.suppress(termios.error):
            termios.tcsetattr(self.keys, termios.TCSANOW, self.before)

    def show(self, data: bytes) -> None:
        """Write to it, and wait until it has taken all.

        Raises:
            OSError: It is gone.
        """
        self._notice(data)
        while data:
            try:
                data = data[os.write(self._screen, data) :]
            except BlockingIOError:  # somebody else has set it not to block
                select.select([], [self._screen], [])

    def give_size(self, other: int) -> None:
        """Give another terminal the same size; the kernel tells the program that has it (SIGWINCH).

        Args:
            other: A descriptor of the other terminal.
        """
        with contextlib.suppress(OSError):
            size = fcntl.ioctl(self.keys, termios.TIOCGWINSZ, bytes(8))
            fcntl.ioctl(other, termios.TIOCSWINSZ, size)

    def _notice(self, data: bytes) -> None:
        data = self._last + data
        if (last := data.rfind(_ALTERNATE)) >= 0:
            self._alternate = data[last + len(_ALTERNATE) :][:1] != b"l"
        self._last = data[-len(_ALTERNATE) :]

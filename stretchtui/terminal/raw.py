"""The person's terminal, lent to a program elsewhere and given back as it was."""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import termios
import tty

_ALTERNATE = b"\x1b[?1049"

LEAVE = (
    b"\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1004l\x1b[?2004l\x1b[?2026l"
    b"\x1b[<u\x1b[m\x1b[?7h\x1b[?25h\x1b[?1049l"
)
"""Undoes what a full-screen program had set when its connection was lost."""


class RawTerminal:
    """A terminal that passes on every key and shows every byte.

    Args:
        keys: The descriptor that keys come from.
        screen: The descriptor to show things on.
    """

    def __init__(self, keys: int, screen: int) -> None:
        self.keys = keys
        self.before = termios.tcgetattr(keys)
        """Its settings as they were, and will be again."""
        self._screen = screen
        self._alternate = False
        """Whether a full-screen program has it."""
        self._last = b""
        """The end of what was shown, lest a sequence in two pieces is missed."""

    def take(self) -> None:
        """Make it raw."""
        with contextlib.suppress(termios.error):
            tty.setraw(self.keys, termios.TCSANOW)

    def give_back(self) -> None:
        """Set it as it was; a full-screen program that is still shown is gone."""
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
        """Give another terminal the same size; the kernel tells the program that has it."""
        with contextlib.suppress(OSError):
            size = fcntl.ioctl(self.keys, termios.TIOCGWINSZ, bytes(8))
            fcntl.ioctl(other, termios.TIOCSWINSZ, size)

    def _notice(self, data: bytes) -> None:
        data = self._last + data
        if (last := data.rfind(_ALTERNATE)) >= 0:
            self._alternate = data[last + len(_ALTERNATE) :][:1] != b"l"
        self._last = data[-len(_ALTERNATE) :]


def opened_again(descriptor: int) -> int | None:
    """The same terminal, opened once more so as not to block; None where that cannot be done.

    The descriptor's own flags are not touched: the shell has the same, and would not block either.
    """
    try:
        again = os.open(os.ttyname(descriptor), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return None
    # In a container the name may be another terminal's.
    if os.fstat(again).st_rdev == os.fstat(descriptor).st_rdev:
        return again
    os.close(again)
    return None

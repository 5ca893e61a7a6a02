"""The terminal's side of a pty that a writer writes to."""

from __future__ import annotations

import contextlib
import os
import select
import threading
import time
import tty
from collections.abc import Callable, Iterator

from stretchtui.terminal.capabilities import Capabilities
from stretchtui.terminal.writer import TerminalWriter

PATIENCE_S = 20.0
"""No wait is longer; a condition that holds sooner ends it sooner."""

WIDTH, HEIGHT = 200, 60
BELL = "\x07"


class FarEnd:
    """The terminal's side of a pty, which reads only when it is told to."""

    def __init__(self, *, asks: bool = False) -> None:
        self.master, self.slave = os.openpty()
        tty.setraw(self.slave)
        self.now = 100.0
        self.writer = TerminalWriter(
            self.slave, clock=lambda: self.now, asks=asks, capabilities=Capabilities()
        )
        self.writer.start()

    def close(self) -> None:
        """Hang up; a writer that waits for the link gets an error, and ends."""
        for descriptor in (self.master, self.slave):
            with contextlib.suppress(OSError):
                os.close(descriptor)

    def read_until(self, done: Callable[[bytes], bool]) -> bytes:
        """Read until this holds of what was read."""
        data = b""
        deadline = time.monotonic() + PATIENCE_S
        while not done(data):
            left = deadline - time.monotonic()
            assert left > 0, f"not in time; read {data[-200:]!r}"
            if select.select((self.master,), (), (), left)[0]:
                data += os.read(self.master, 65536)
        return data

    def rest(self) -> bytes:
        """What comes until the writer has closed."""
        self.writer.close()
        assert not self.writer.is_alive()
        os.write(self.slave, b"\0")
        return self.read_until(lambda data: data.endswith(b"\0"))[:-1]

    def show(self, letter: str) -> None:
        """Draw a whole screen of this letter."""
        for row in range(HEIGHT):
            self.writer.feed(f"\x1b[{row + 1};1H" + letter * WIDTH)
        self.writer.send()

    def stall(self) -> None:
        """Fill the link, and let the writer stand in a write of a whole screen."""
        slave = os.open(os.ttyname(self.slave), os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        with contextlib.suppress(BlockingIOError):
            while True:
                os.write(slave, b"." * 1024)
        os.close(slave)
        # The kernel may still find room for a page, but not for a screen.
        self.show("a")
        wait_for(lambda: self.writer._writing)


def wait_for(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline, "not in time"
        threading.Event().wait(0.005)


@contextlib.contextmanager
def reachable(*, asks: bool = False) -> Iterator[FarEnd]:
    """A far end; afterwards the writer has ended with it."""
    end = FarEnd(asks=asks)
    try:
        yield end
    finally:
        end.close()
        end.writer.close()
        end.writer.join(PATIENCE_S)
    assert not end.writer.is_alive(), "the writer outlives its terminal"

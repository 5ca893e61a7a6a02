"""A program in a pseudo-terminal, seen from the terminal's end.

The probe reads all that comes, and answers one question, as every terminal does: where the
cursor is. A program that waits for other answers is seen to wait.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import signal
import struct
import termios
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.processes import cpu_seconds, members

if TYPE_CHECKING:
    from types import TracebackType

COLUMNS, ROWS = 80, 24

QUESTION, ANSWER = b"\x1b[6n", b"\x1b[24;1R"
"""Where is the cursor? In the last line, it is said whatever is true."""

PRECISION_S = 0.001
"""How exactly the end of a program is seen."""

MOVING_S = 0.05
"""What is written to a terminal has reached its other end by then."""

DYING_S = 5.0
"""How long a killed program may take to be gone."""


class ProbeError(Exception):
    """A program that did not do what is to be measured; the message is one line."""


@dataclass(frozen=True)
class Chunk:
    """What one read gave."""

    at: float
    """Monotonic seconds at which it was read."""
    data: bytes


class Probe:
    """Runs a program at 80 × 24 until closed; a context manager.

    Args:
        words: The program's path and its arguments.
        home: Stands in for the person's home folder, so that no settings of theirs count.
    """

    def __init__(self, words: Sequence[str], home: Path) -> None:
        self.name = Path(words[0]).name
        self.chunks: list[Chunk] = []
        self.ended = False
        self.answers = True
        """Whether questions are answered as they are read."""
        self._gone = False
        """Whether it has been waited for to the end."""
        self._tail = b""
        """The end of what was read, where a question may begin."""
        environment = _environment(home)
        self.started = time.monotonic()
        self._terminal, line = os.openpty()
        self._line = os.ttyname(line)
        self._pid = os.fork()
        if self._pid == 0:
            try:
                os.close(self._terminal)
                os.login_tty(line)
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
                os.execve(words[0], list(words), environment)
            finally:
                os._exit(127)
        os.close(line)

    def __enter__(self) -> Probe:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self, seconds: float) -> list[Chunk]:
        """All that comes within so many seconds, or until the program ends."""
        before = len(self.chunks)
        watch([self], seconds)
        return self.chunks[before:]

    def read_until_quiet(self, quiet: float, limit: float) -> list[Chunk]:
        """All that comes until nothing has come for ``quiet`` seconds, or ``limit`` is over."""
        before = len(self.chunks)
        until = time.monotonic() + limit
        while time.monotonic() < until and self.read_next(quiet):
            pass
        return self.chunks[before:]

    def read_next(self, limit: float) -> Chunk | None:
        """The next that comes within so many seconds."""
        if self.ended or not select.select([self._terminal], [], [], limit)[0]:
            return None
        return self._take()

    def write(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self._terminal, keys)

    def fill(self) -> None:
        """Make the terminal as full as one that nobody reads: the next write has to wait."""
        line = os.open(self._line, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
        try:
            # What was written moves on to the reader's end, and leaves room for a little more.
            while _fill(line):
                time.sleep(MOVING_S)
        finally:
            os.close(line)

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self._pid, number)

    def hang_up(self) -> None:
        """Close the terminal; there is nothing to read from then on."""
        os.close(self._terminal)
        self._terminal = -1
        self.ended = True

    def seconds_to_end(self, limit: float, reads: bool = True) -> float:
        """Seconds until the program is gone.

        Args:
            limit: How long to wait.
            reads: Whether the terminal is read meanwhile.

        Raises:
            ProbeError: It is still there, or has left something behind.
        """
        begun = time.monotonic()
        while os.waitpid(self._pid, os.WNOHANG)[0] == 0:
            if time.monotonic() - begun > limit:
                raise ProbeError(f"{self.name} has not ended within {limit:.0f} s")
            if not (reads and self.read_next(PRECISION_S)):
                time.sleep(PRECISION_S)
        seconds = time.monotonic() - begun
        self._gone = True
        if left := members(self._pid):
            raise ProbeError(f"{self.name} has left {len(left)} processes behind")
        return seconds

    def cpu_seconds(self) -> float | None:
        """Processor time of the program and its children so far; None where it is not known."""
        return cpu_seconds(self._pid)

    def last_words(self) -> str:
        """The end of what the program wrote, to say what went wrong."""
        text = b"".join(chunk.data for chunk in self.chunks).decode("utf-8", "replace")
        words = "".join(each if each.isprintable() else " " for each in text).split()
        return " ".join(words)[-120:]

    def close(self) -> None:
        """End the program and everything it has started."""
        if self._terminal >= 0:
            os.close(self._terminal)
            self._terminal = -1
        if self._gone:
            return
        self._gone = True
        for pid in {*members(self._pid), self._pid}:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        until = time.monotonic() + DYING_S
        while os.waitpid(self._pid, os.WNOHANG)[0] == 0 and time.monotonic() < until:
            time.sleep(0.005)

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._pid

    def fileno(self) -> int:
        """The terminal's end, for ``select``."""
        return self._terminal

    def _take(self) -> Chunk | None:
        try:
            data = os.read(self._terminal, 65536)
        except OSError:  # EIO: nobody has the other end any more
            data = b""
        if not data:
            self.ended = True
            return None
        chunk = Chunk(time.monotonic(), data)
        self.chunks.append(chunk)
        if self.answers:
            self._answer(data)
        return chunk

    def _answer(self, data: bytes) -> None:
        text = self._tail + data
        # Less than a question, so that none is answered twice.
        self._tail = text[1 - len(QUESTION) :]
        if asked := text.count(QUESTION):
            with contextlib.suppress(OSError):  # it has ended meanwhile
                os.write(self._terminal, ANSWER * asked)


def _fill(descriptor: int) -> bool:
    """Write until nothing more is taken; whether anything was."""
    written = 0
    with contextlib.suppress(BlockingIOError):
        while True:
            written += os.write(descriptor, b" " * 4096)
    return written > 0


def watch(probes: Iterable[Probe], seconds: float) -> None:
    """Read from several programs at once for so many seconds, or until all have ended."""
    until = time.monotonic() + seconds
    while live := [probe for probe in probes if not probe.ended]:
        left = until - time.monotonic()
        if left <= 0:
            return
        for probe in select.select(live, [], [], left)[0]:
            probe._take()


def _environment(home: Path) -> dict[str, str]:
    """What every program gets alike, and nothing of this shell's own."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
    }

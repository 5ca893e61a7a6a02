"""A program in a pseudo-terminal, seen from the terminal's end.

The probe reads all that comes and answers nothing: a program that waits for a terminal to
answer its questions is seen to wait.
"""

from __future__ import annotations

import fcntl
import os
import pty
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
        environment = _environment(home)
        self.started = time.monotonic()
        self._pid, self._terminal = pty.fork()
        if self._pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
                os.execve(words[0], list(words), environment)
            finally:
                os._exit(127)

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
        if self._terminal < 0:
            return
        for pid in {*members(self._pid), self._pid}:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        os.close(self._terminal)
        self._terminal = -1
        until = time.monotonic() + DYING_S
        while os.waitpid(self._pid, os.WNOHANG)[0] == 0 and time.monotonic() < until:
            time.sleep(0.005)

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
        return chunk


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

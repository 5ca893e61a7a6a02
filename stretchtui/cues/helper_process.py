"""A process that is told lines and answers in lines, and that nobody ever waits for."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Sequence


class HelperProcess(subprocess.Popen[bytes]):
    """Runs beside the program until its input ends.

    Args:
        command: How it is started.

    Raises:
        OSError: It cannot be started.
    """

    def __init__(self, command: Sequence[str]) -> None:
        super().__init__(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            # simpleaudio frees Python's memory without the interpreter's lock.
            env={**os.environ, "PYTHONMALLOC": "malloc"},
            # The terminal's ctrl+c and hang-up are not for it: it ends when its input does.
            start_new_session=True,
        )
        assert self.stdin is not None
        assert self.stdout is not None
        self.tells_to, self.answers_from = self.stdin.fileno(), self.stdout.fileno()
        """The descriptors it is told through, and answers through; neither blocks."""
        for descriptor in (self.tells_to, self.answers_from):
            os.set_blocking(descriptor, False)
        self._rest = b""

    def tell(self, line: str) -> None:
        """Tell it a line.

        Raises:
            OSError: It has ended, or has been told more than it takes in.
        """
        # A line is short enough to be taken whole, or not at all.
        os.write(self.tells_to, f"{line}\n".encode())

    def answers(self) -> tuple[list[str], bool]:
        """The lines that have come since the last time, and whether none will come any more."""
        data, ended = self._rest, False
        with contextlib.suppress(BlockingIOError):
            while more := os.read(self.answers_from, 4096):
                data += more
            ended = True
        *lines, self._rest = data.split(b"\n")
        return [line.decode("utf-8", "replace") for line in lines], ended

    def let_go(self) -> None:
        """Listen to it no more; it ends by itself when it has done what it was told."""
        for pipe in (self.stdin, self.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

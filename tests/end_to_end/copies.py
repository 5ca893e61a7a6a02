"""The program in a copy of a Python that has imported it.

What a start imports is the same each time, and two thirds of what the start costs. From there on
nothing is shared: a copy is a process of its own, with a terminal of its own, that runs the program
from its first line to the interpreter's end. Where the start itself is looked at, or what the
interpreter reads at its start, the program is started anew instead.
"""

from __future__ import annotations

import atexit
import json
import os
import pty
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

COPY = "a copy of a Python that has imported the program"
"""In place of Python's path, at the beginning of a command."""

SETTLED = {"LANG": "C.UTF-8"}
"""What the original has of what is read only once, at the start or by what is imported."""

_READ_ONCE = ("LANG", "LC_", "PYTHON", "TEXTUAL", "TZ", "UNICODE_VERSION")
_ORIGINAL = Path(__file__).with_name("original.py")


class Copy:
    """A program that runs in a copy; what it offers is what ``Popen`` offers.

    Args:
        words: What follows Python's path in a command: ``-m`` or ``-c``, and so on.
        line: The program's end of its terminal.
        environment: All of its environment.
    """

    def __init__(self, words: Sequence[str], line: int, environment: Mapping[str, str]) -> None:
        settled = {name: environment[name] for name in environment if name.startswith(_READ_ONCE)}
        assert settled == SETTLED, f"{settled}: start it anew"
        self._told, its = socket.socketpair()
        request = {"words": [*words], "environment": {**environment}, "folder": os.getcwd()}
        with its:
            self._told.sendall(json.dumps(request).encode() + b"\n")
            socket.send_fds(_original(), [b"!"], [line, its.fileno()])
        self.pid = self._number()
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Its exit status; None while it runs."""
        if self.returncode is None and select.select([self._told], [], [], 0)[0]:
            self._take_status()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it ends; its exit status."""
        if self.returncode is None:
            if not select.select([self._told], [], [], timeout)[0]:
                assert timeout is not None
                raise subprocess.TimeoutExpired(COPY, timeout)
            self._take_status()
        assert self.returncode is not None
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send it a signal, if it still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Kill it."""
        self.send_signal(signal.SIGKILL)

    def _take_status(self) -> None:
        self.returncode = self._number()
        # Until now its number was nobody else's.
        self._told.close()

    def _number(self) -> int:
        told = self._told.recv(8)
        assert len(told) == 8, "the original has failed"
        return int.from_bytes(told, "big", signed=True)


@cache
def _original() -> socket.socket:
    """Start what copies itself; it ends when this process does."""
    ours, its = socket.socketpair()
    # Its files are open at a terminal, as those of its copies will be; the other end stays open.
    _, slave = pty.openpty()
    with its:
        process = subprocess.Popen(
            [sys.executable, "-c", _ORIGINAL.read_text(), str(its.fileno())],
            stdin=slave,
            stdout=slave,
            pass_fds=[its.fileno()],
            env={"PATH": os.environ["PATH"], **SETTLED},
            start_new_session=True,
            preexec_fn=heed_signals,
        )
    os.close(slave)

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def heed_signals() -> None:
    """Have a program heed the signals that end it."""
    # Ignored, as a shell has them for what runs in its background, or nohup, they would stay so.
    for each in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
        signal.signal(each, signal.SIG_DFL)

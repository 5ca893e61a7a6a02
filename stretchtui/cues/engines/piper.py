"""Piper, in a process of its own that ends when nothing is to be said for a while.

It takes a quarter of a gigabyte, and half a second to begin; in a process it can be ended in the
middle of a line, and costs nothing once all is rendered.
"""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from stretchtui.cues.engines.engine import Unspoken
from stretchtui.cues.sounds import LARGEST, Sound

if TYPE_CHECKING:
    from stretchtui.cues.engines.choice import VoiceChoice

COMMAND = (sys.executable, "-m", "stretchtui.cues.engines.piper_process")
"""How the process is started."""

_HEAD_LIMIT = 200


class Piper:
    """Speaks through a Piper voice.

    Args:
        choice: What speaks.
        command: How its process is started.
    """

    def __init__(self, choice: VoiceChoice, command: Sequence[str] = COMMAND) -> None:
        self._command = [*command, choice.model, str(choice.rate)]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Its process; None while there is none."""
        return None if self._process is None else self._process.pid

    def speak(self, text: str, limit: float) -> Sound:
        """Speak a line; the process is started if need be."""
        if self._process is None:
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
        try:
            return self._spoken(self._process, text, time.monotonic() + limit)
        except (Unspoken, OSError):
            self.rest()  # another one may do better
            raise

    def rest(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _spoken(self, process: subprocess.Popen[bytes], text: str, until: float) -> Sound:
        assert process.stdin is not None
        process.stdin.write(f"{text}\n".encode())
        answer = bytearray()
        while b"\n" not in answer[:_HEAD_LIMIT]:
            answer += self._read(process, until)
        head, _, samples = bytes(answer).partition(b"\n")
        word, *numbers = head.split(b" ")
        if word != b"ok":
            raise Unspoken(head.decode("utf-8", "replace"))
        rate, size = map(int, numbers)
        if size > LARGEST:
            raise Unspoken("Piper made more sound than can be kept")
        parts = [samples]
        missing = size - len(samples)
        while missing > 0:
            parts.append(self._read(process, until))
            missing -= len(parts[-1])
        return Sound(b"".join(parts), 1, rate)

    def _read(self, process: subprocess.Popen[bytes], until: float) -> bytes:
        assert process.stdout is not None
        if not select.select([process.stdout], [], [], max(0.0, until - time.monotonic()))[0]:
            raise Unspoken("Piper took too long")
        data = os.read(process.stdout.fileno(), 1 << 16)
        if not data:
            raise Unspoken(f"Piper ended with {process.wait()}")
        return data

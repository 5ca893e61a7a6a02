"""The speakers of this machine, through a helper process.

Nothing here waits for the helper: cues go into a pipe that does not block, and the answers are
read when there is a next cue. A helper that dies or falls silent is put out of its misery and
started afresh, a few times.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.cues.speaker import find_player

if TYPE_CHECKING:
    from stretchtui.core.timeline import CueName

SILENT_S = 2.0
"""A cue that is not answered within this time means the helper hangs."""

FAILURES = 3
"""After this many failures in a session the speakers are given up."""


def engine() -> str | None:
    """What the helper will play through, or None where there is nothing."""
    if importlib.util.find_spec("simpleaudio"):
        return "simpleaudio"
    return find_player()


class Speakers:
    """Plays cues through the helper process.

    Args:
        folders: Where the sounds are; a sound in an earlier folder takes a later one's place.
        command: How the helper is started.
        clock: Monotonic seconds.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        command: Sequence[str] = (sys.executable, "-m", "stretchtui.cues.speaker"),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.failed: str | None = None
        self._command = [*command, *map(str, folders)]
        self._clock = clock
        self._failures = 0
        self._engine = engine() or "nothing"
        self._unanswered: list[float] = []
        self._answers = b""
        self._helper: subprocess.Popen[bytes] | None = None

    @property
    def name(self) -> str:
        """Says what plays: ``speakers (aplay)``."""
        return f"speakers ({self._engine})"

    def open(self) -> None:
        """Start the helper, unless it runs."""
        if self._helper is None and self.failed is None:
            self._start()

    def play(self, cue: CueName) -> None:
        """Hand a cue to the helper."""
        self._read_answers()
        if self._helper is not None and self._hangs():
            self._fail("it does not answer")
        self.open()
        if self._helper is None:
            return
        assert self._helper.stdin is not None
        try:
            os.write(self._helper.stdin.fileno(), f"{cue}\n".encode())
            self._unanswered.append(self._clock())
        except OSError as error:
            self._fail(error.strerror or str(error))

    def close(self) -> None:
        """Let the helper finish what it plays; it ends by itself."""
        if self._helper is not None:
            for pipe in (self._helper.stdin, self._helper.stdout):
                assert pipe is not None
                with contextlib.suppress(OSError):
                    pipe.close()
            # It is reaped by the system when the program ends, moments from now.
            self._helper.returncode = 0
            self._helper = None

    def _start(self) -> None:
        try:
            self._helper = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                # simpleaudio frees Python's memory without the interpreter's lock.
                env={**os.environ, "PYTHONMALLOC": "malloc"},
                # The terminal's ctrl+c and hang-up are not for it: it ends when its input does.
                start_new_session=True,
            )
        except OSError as error:
            self._fail(error.strerror or str(error))
            return
        assert self._helper.stdin is not None
        assert self._helper.stdout is not None
        os.set_blocking(self._helper.stdin.fileno(), False)
        os.set_blocking(self._helper.stdout.fileno(), False)
        self._unanswered.clear()
        self._answers = b""

    def _read_answers(self) -> None:
        if self._helper is None:
            return
        assert self._helper.stdout is not None
        with contextlib.suppress(BlockingIOError):
            while data := os.read(self._helper.stdout.fileno(), 4096):
                self._answers += data
            self._take_answers()
            if self._helper is not None:
                self._fail("it ended")
            return
        self._take_answers()

    def _take_answers(self) -> None:
        *lines, self._answers = self._answers.split(b"\n")
        for line in lines:
            word, _, rest = line.decode("utf-8", "replace").partition(" ")
            match word:
                case "engine":
                    self._engine = rest
                case "none":
                    self._failures = FAILURES
                    self._fail(rest)
                    return
                case _:
                    del self._unanswered[:1]
                    if word == "no":
                        self._count_failure(rest)

    def _hangs(self) -> bool:
        return bool(self._unanswered) and self._clock() - self._unanswered[0] > SILENT_S

    def _fail(self, reason: str) -> None:
        """The helper is of no more use."""
        helper, self._helper = self._helper, None
        if helper is not None:
            helper.kill()
            helper.wait()
        self._count_failure(reason)

    def _count_failure(self, reason: str) -> None:
        self._failures += 1
        if self._failures >= FAILURES:
            self.failed = f"{self.name}: {reason}"

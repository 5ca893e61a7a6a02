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
    from stretchtui.core.sessions.cues import CueName
    from stretchtui.cues.voice import Voice

SILENT_S = 2.0
"""A cue that is not answered within this time means the helper hangs."""

START_S = 10.0
"""So long may a helper take to start, on a small machine that does other things."""

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
        volume: From 0 to 100.
        command: How the helper is started.
        clock: Monotonic seconds.
        voice: Says phrases; None for none.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        volume: int = 100,
        command: Sequence[str] = (sys.executable, "-m", "stretchtui.cues.speaker"),
        clock: Callable[[], float] = time.monotonic,
        voice: Voice | None = None,
    ) -> None:
        self.failed: str | None = None
        said = [f"--voice={voice.folder}"] if voice is not None else []
        self._command = [*command, *said, str(volume), *map(str, folders)]
        self._voice = voice
        self._clock = clock
        self._failures = 0
        self._not_before = 0.0
        self._engine = engine() or "nothing"
        self._unanswered: list[float] = []
        self._answers = b""
        self._helper: subprocess.Popen[bytes] | None = None
        self._gone: list[subprocess.Popen[bytes]] = []
        self.ready = False
        """Whether the helper has said what it plays with."""

    @property
    def left_behind(self) -> int:
        """How many helpers were let go of and have not ended yet."""
        self._reap()
        return len(self._gone)

    @property
    def helper_pid(self) -> int | None:
        """The helper's process id; None while there is none."""
        return self._helper.pid if self._helper is not None else None

    @property
    def name(self) -> str:
        """Says what plays: ``speakers (aplay)``."""
        return f"speakers ({self._engine})"

    @property
    def speaks(self) -> bool:
        """Whether it can say something."""
        return self._voice is not None

    def open(self) -> None:
        """Start the helper, unless it runs, or ended only just now."""
        if self._helper is None and self.failed is None and self._clock() >= self._not_before:
            self._start()

    def play(self, cue: CueName) -> None:
        """Hand a cue to the helper."""
        self._send(str(cue))

    def say(self, text: str) -> None:
        """Have the helper say a phrase after the cue that sounds, if it is rendered by then."""
        if self._voice is not None:
            self._voice.prepare([text])
            self._send(f"say {self._voice.key(text)}")

    def _send(self, line: str) -> None:
        self.check()
        self.open()
        if self._helper is None:
            return
        try:
            os.write(_in(self._helper), f"{line}\n".encode())
            self._unanswered.append(self._clock())
        except OSError as error:
            self._fail(error.strerror or str(error))

    def check(self) -> None:
        """Read the helper's answers."""
        self._read_answers()
        if self._helper is not None and self._hangs():
            self._fail("it does not answer")

    def close(self) -> None:
        """Let the helper finish what it plays; it ends by itself."""
        if self._helper is not None:
            self._let_go(self._helper)
            self._helper = None
        if self._voice is not None:
            self._voice.close()
        self._reap()

    def _start(self) -> None:
        self._reap()
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
        for descriptor in (_in(self._helper), _out(self._helper)):
            os.set_blocking(descriptor, False)
        self._unanswered.clear()
        self._answers = b""
        self.ready = False

    def _read_answers(self) -> None:
        ended = False
        if self._helper is not None:
            with contextlib.suppress(BlockingIOError):
                while data := os.read(_out(self._helper), 4096):
                    self._answers += data
                ended = True
        *lines, self._answers = self._answers.split(b"\n")
        for line in lines:
            self._take_answer(line.decode("utf-8", "replace"))
        if ended and self._helper is not None:
            self._fail("it ended")

    def _take_answer(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        match word:
            case "engine":
                self._engine = rest
                self.ready = True
                # What was asked for while it started has waited for that, not for the device.
                self._unanswered = [self._clock()] * len(self._unanswered)
            case "none":
                self._failures = FAILURES
                self._fail(rest)
            case "said" | "unsaid":
                pass  # of a phrase that was answered when it was asked for
            case _:
                del self._unanswered[:1]
                if word == "no":
                    self._count_failure(rest.partition(" ")[2])

    def _hangs(self) -> bool:
        limit = SILENT_S if self.ready else START_S
        return bool(self._unanswered) and self._clock() - self._unanswered[0] > limit

    def _fail(self, reason: str) -> None:
        """The helper is of no more use."""
        if self._helper is not None:
            self._helper.kill()
            self._let_go(self._helper)
            self._helper = None
        # At once the first time; a helper that does not live long is given a rest.
        self._not_before = self._clock() + self._failures
        self._count_failure(reason)

    def _count_failure(self, reason: str) -> None:
        self._failures += 1
        if self._failures >= FAILURES:
            self.failed = f"{self.name} failed: {reason}"

    def _let_go(self, helper: subprocess.Popen[bytes]) -> None:
        for pipe in (helper.stdin, helper.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._gone.append(helper)

    def _reap(self) -> None:
        """Ask after helpers that were let go, without waiting for any."""
        self._gone = [helper for helper in self._gone if helper.poll() is None]


def _in(helper: subprocess.Popen[bytes]) -> int:
    assert helper.stdin is not None
    return helper.stdin.fileno()


def _out(helper: subprocess.Popen[bytes]) -> int:
    assert helper.stdout is not None
    return helper.stdout.fileno()

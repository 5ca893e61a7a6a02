"""A real terminal's far end: a program in a pty, its screen, and when each byte came."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Self

import pyte

from stretchtui.store.paths import folders
from stretchtui.store.routines import read_library
from tests.end_to_end.copies import COPY, Copy, heed_signals

if TYPE_CHECKING:
    from types import TracebackType

BELL = b"\x07"
QUESTION = b"\x1b[6n"
_ANSWERS = {QUESTION: "\x1b[24;1R", b"\x1b[c": "\x1b[?61;4;22c"}
_OSC = re.compile(rb"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")

PROGRAM = (sys.executable, "-m", "stretchtui")
COPIED = (COPY, *PROGRAM[1:])
"""The same, in a copy of a Python that has imported it: where the start itself is not looked at."""

PATIENCE_S = 60.0
"""No wait in a test is longer; a condition that holds sooner ends it sooner."""

_PATIENT = f"""
import sys
from stretchtui.core.sessions import session
from stretchtui.cues import speakers
from stretchtui.playing import ready
from stretchtui.terminal import probe
speakers.TRIAL_S = speakers.GRACE_S = speakers.SILENT_S = ready.READY_S = {PATIENCE_S}
session.JUMP_S = session.LATE_S = probe.LIMIT_S = probe.LIMIT_WITHIN_S = {PATIENCE_S}
from stretchtui.cli import main
sys.exit(main())
"""

PATIENT = (sys.executable, "-c", _PATIENT)
"""The program, with more time than people have: on a busy machine it would leave out cues that are
late, pause where it was away for two seconds, and do without answers and speakers that take long.
"""

PATIENT_COPY = (COPY, *PATIENT[1:])


class Terminal:
    """Runs a program in a pty of its own and reads everything it writes.

    Args:
        command: The program and its arguments.
        home: The folder for ``STRETCHTUI_HOME``.
        size: Columns and rows.
        environment: What to add to the environment; an empty value takes a variable out.
        answers: Whether it answers when it is asked what it is and where its cursor is, as real
            ones do.
    """

    def __init__(
        self,
        command: Sequence[str],
        home: Path,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
        *,
        answers: bool = False,
    ) -> None:
        self._answers = answers
        self.screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self.screen)
        self._text: str | None = None
        self.output = bytearray()
        self.chunks: list[tuple[float, bytes]] = []
        self.status: int | None = None
        self._master, slave = pty.openpty()
        self._slave = slave
        self.resize(*size)
        self.settings_before = termios.tcgetattr(slave)
        self.process = _start(command, slave, environment_for(home, environment or {}))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._slave)
        self.hang_up()

    def hang_up(self) -> None:
        """The terminal is closed."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)
        self._text = None

    def press(self, keys: str) -> None:
        """Type."""
        self.press_bytes(keys.encode())

    def press_bytes(self, data: bytes) -> None:
        """Send what may be no text; what comes meanwhile is read, or neither end would go on."""
        while data:
            if not select.select([], [self._master], [], 0.05)[1]:
                self.read(0)
                continue
            data = data[os.write(self._master, data[:2048]) :]

    def read(self, seconds: float) -> bool:
        """Take in what comes within so many seconds; whether anything did."""
        data = self.read_raw(seconds)
        if not data:
            return False
        self.chunks.append((time.monotonic(), data))
        self.output += data
        if self._answers:
            self._answer(len(data))
        # pyte does not know private parameters like "ESC [ > 4 m": it would print their rest.
        self._stream.feed(re.sub(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]", b"", data))
        self._text = None
        return True

    def read_raw(self, seconds: float) -> bytes:
        """What comes within so many seconds, and is not drawn: it may be no text."""
        if not select.select([self._master], [], [], seconds)[0]:
            return b""
        try:
            return os.read(self._master, 65536)
        except OSError:
            return b""

    def _answer(self, new: int) -> None:
        """Answer the questions whose ends are in so many new bytes."""
        for question, answer in _ANSWERS.items():
            self.press(answer * self.output[-new - len(question) + 1 :].count(question))

    def wait_for(
        self, condition: Callable[[], bool], what: str, patience: float = PATIENCE_S
    ) -> None:
        """Read until a condition holds."""
        deadline = time.monotonic() + patience
        while not condition():
            left = deadline - time.monotonic()
            assert left > 0, f"{what}: not seen in {patience} s\n{self.text}"
            self.read(min(0.05, left))

    def wait_for_text(self, text: str) -> None:
        """Read until the screen shows a text."""
        self.wait_for(lambda: text in self.text, repr(text))

    def wait_for_exit(self, patience: float = PATIENCE_S) -> int:
        """Read until the program has ended and all it wrote has come; its exit status."""
        self.wait_for(lambda: self.process.poll() is not None, "the program's end", patience)
        while self.read(0.05):
            pass
        return self.process.wait()

    @property
    def text(self) -> str:
        """What the screen shows."""
        # Looking at every cell takes long, and who waits for something asks twenty times a second.
        if self._text is None:
            self._text = "\n".join(self.screen.display)
        return self._text

    @property
    def line(self) -> int:
        """The descriptor of the program's end."""
        return self._slave

    @property
    def settings(self) -> list[object]:
        """The terminal's settings, as stty shows them."""
        return termios.tcgetattr(self._slave)

    def bells(self) -> list[float]:
        """When each bell came, in monotonic seconds; the ends of OSC sequences are none."""
        return [at for at, data in self.chunks for _ in range(_OSC.sub(b"", data).count(BELL))]


def _start(
    command: Sequence[str], line: int, environment: Mapping[str, str]
) -> subprocess.Popen[bytes] | Copy:
    """Start a program in a terminal."""
    if command[0] == COPY:
        return Copy(command[1:], line, environment)
    return subprocess.Popen(
        command,
        stdin=line,
        stdout=line,
        stderr=line,
        env=environment,
        start_new_session=True,
        preexec_fn=_take_the_terminal,
    )


def seconds_gone(screen: str) -> int:
    """How far a session is, in seconds, by what a screen says is left of it; -1 if it says none."""
    found = re.search(r"(\d+):(\d\d) left of (\d+):(\d\d)", screen)
    if found is None:
        return -1
    left, seconds, total, more = map(int, found.groups())
    return (total - left) * 60 + more - seconds


def _take_the_terminal() -> None:
    """As a shell does it for a program in the foreground."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    heed_signals()


def run(
    *arguments: str, home: Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the program without a terminal."""
    return subprocess.run(
        [*PROGRAM, *arguments],
        capture_output=True,
        text=True,
        env=environment_for(home, environment or {}),
        timeout=PATIENCE_S,
        check=False,
    )


def crashes(home: Path) -> str:
    """What went wrong in the program, in all there is to know."""
    return "\n".join(path.read_text() for path in (home / "data" / "crashes").glob("*"))


def read_before(home: Path) -> None:
    """Have the shipped routines read in a new home: it would be most of what many tests do."""
    place = folders(str(home)).cache
    if not place.parent.exists():
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True)
            place.write_bytes(_read_before())


@cache
def _read_before() -> bytes:
    """What the program remembers of the shipped routines once it has read them."""
    with TemporaryDirectory() as home:
        own = folders(home)
        read_library(own)
        return own.cache.read_bytes()


def environment_for(home: Path, more: Mapping[str, str]) -> dict[str, str]:
    """The environment of a person whose program has read the shipped routines before.

    Args:
        home: The folder for ``STRETCHTUI_HOME``.
        more: What to add; an empty value takes a variable out.
    """
    read_before(home)
    environment = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "STRETCHTUI_HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        # Whoever opens it is back at once.
        "EDITOR": "true",
        **more,
    }
    return {name: value for name, value in environment.items() if value}

"""A terminal that answers what a probe asks it, on a real pty."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import termios
from collections.abc import Iterator
from threading import Thread
from typing import TYPE_CHECKING

from stretchtui.terminal.probe import Probe

if TYPE_CHECKING:
    from stretchtui.terminal.replies import TerminalFacts

PATIENCE_S = 20.0
"""No wait is longer; an answer mostly comes within a few milliseconds."""

MODE = 8733
XTERM = b"\x1bP>|XTerm(370)\x1b\\"
TMUX = b"\x1bP>|tmux 3.3a\x1b\\"
DA1 = b"\x1b[?61;4;22c"
SET = b"\x1b[?8733;1$y"
NOT_SET = b"\x1b[?8733;0$y"
ASK_MODE = b"\x1b[?8733$p"
WRAPPED = b"\x1bPtmux;\x1b\x1b[?8733$p\x1b\\"

ENVIRONMENT = {"TERM": "xterm-256color"}
WITHIN_TMUX = {"TERM": "tmux-256color", "TMUX": "/tmp/x,1,0", "TMUX_PANE": "%7"}


class Terminal:
    """The terminal's end of a pty, and the program's."""

    def __init__(self) -> None:
        self.master, self.slave = pty.openpty()
        self.asked = b""
        """What it was asked, as far as it was read."""
        self.now = 100.0

    def close(self) -> None:
        """Let go of both."""
        os.close(self.master)
        os.close(self.slave)

    def probe(
        self, environment: dict[str, str] = ENVIRONMENT, *, background: bool = False
    ) -> Probe:
        """A probe whose clock stands still, so that only answers end its waiting."""
        return Probe(
            *(self.slave, self.slave, environment),
            mode=MODE,
            utf8=True,
            background=background,
            clock=lambda: self.now,
        )

    def answer_ahead(self, data: bytes) -> None:
        """Have something come before it is asked for; it has come when it is echoed."""
        os.write(self.master, data)
        echo, wanted = b"", data.replace(b"\x1b", b"^[").replace(b"\n", b"\r\n")
        while echo != wanted:
            assert select.select([self.master], [], [], PATIENCE_S)[0], echo
            echo += os.read(self.master, 4096)

    def read(self) -> bytes:
        """All that it was sent so far."""
        while select.select([self.master], [], [], 0)[0]:
            self.asked += os.read(self.master, 4096)
        return self.asked

    @contextlib.contextmanager
    def answers(self, *answers: tuple[bytes, bytes]) -> Iterator[None]:
        """Give each answer as soon as its question comes, one after the other."""

        def answer() -> None:
            for question, each in answers:
                while question not in self.asked:
                    assert select.select([self.master], [], [], PATIENCE_S)[0], self.asked
                    self.asked += os.read(self.master, 4096)
                os.write(self.master, each)

        thread = Thread(target=answer)
        thread.start()
        yield
        thread.join()

    def unread(self) -> bytes:
        """What the next program would read; none of it waits for a line's end."""
        settings = termios.tcgetattr(self.slave)
        settings[3] &= ~termios.ICANON
        termios.tcsetattr(self.slave, termios.TCSANOW, settings)
        return os.read(self.slave, 4096) if select.select([self.slave], [], [], 0)[0] else b""


def probed(terminal: Terminal, environment: dict[str, str] = ENVIRONMENT) -> TerminalFacts:
    """What a probe finds; afterwards the terminal is as it was."""
    before = termios.tcgetattr(terminal.slave)
    with terminal.probe(environment) as probe:
        found = probe.finish()
    assert termios.tcgetattr(terminal.slave) == before
    return found

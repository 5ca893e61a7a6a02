"""A shell in a real tmux, to which keys are sent and whose screen is read."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from tests.end_to_end.terminal import PATIENCE_S, environment_for

if TYPE_CHECKING:
    from types import TracebackType

PROGRAM = f"{shlex.quote(sys.executable)} -m stretchtui"
PROMPT = "ready$"
_numbers = count()


class Tmux:
    """A tmux server of its own with one pane, in which a shell runs.

    Args:
        folder: An empty folder for its socket.
        home: The folder for ``STRETCHTUI_HOME``.
        size: Columns and rows.
        environment: What to add to the environment; an empty value takes a variable out.
    """

    def __init__(
        self,
        folder: Path,
        home: Path,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._statuses = 0
        # Its own: a server before it that is just ending would take the commands.
        socket = folder / f"tmux-{next(_numbers)}.socket"
        self._base = ["tmux", "-S", str(socket), "-f", "/dev/null"]
        self._environment = environment_for(home, environment or {})
        shell = f"exec env PS1='{PROMPT} ' bash --norc --noprofile -i"
        width, height = size
        self.run("new-session", "-d", "-c", str(folder), "-x", str(width), "-y", str(height), shell)
        self.wait_for_text(PROMPT)

    def __enter__(self) -> Tmux:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        subprocess.run([*self._base, "kill-server"], capture_output=True, check=False)

    @property
    def attach(self) -> list[str]:
        """The command that shows the session in a terminal."""
        return [*self._base, "attach"]

    def run(self, *words: str) -> str:
        """Run a command of tmux's; what it prints."""
        done = subprocess.run(
            [*self._base, *words],
            capture_output=True,
            text=True,
            env=self._environment,
            check=True,
            timeout=PATIENCE_S,
        )
        return done.stdout

    def keys(self, *keys: str) -> None:
        """Press keys, by tmux's names."""
        self.run("send-keys", "--", *keys)

    def type(self, text: str) -> None:
        """Type a text as it is."""
        self.run("send-keys", "-l", "--", text)

    def command(self, line: str) -> None:
        """Have the shell run a line."""
        self.type(line)
        self.keys("Enter")

    def status(self, line: str) -> int:
        """Have the shell run a line, and wait for its end; its exit status.

        What the line prints must be waited for like this: on the screen it is the line itself
        that is seen first, with all the words in it.
        """
        self._statuses += 1
        self.command(f"{line}; echo status-{self._statuses}=$?.")
        found: list[str] = []

        def ended() -> bool:
            found[:] = re.findall(rf"status-{self._statuses}=(\d+)\.", self.text)
            return bool(found)

        self.wait_for(ended, f"the end of {line!r}")
        return int(found[0])

    def format(self, text: str) -> str:
        """What tmux makes of a format, like ``#{alternate_on}``."""
        return self.run("display-message", "-p", text).strip()

    @property
    def text(self) -> str:
        """What the pane shows."""
        return self.run("capture-pane", "-p")

    def wait_for(self, condition: Callable[[], bool], what: str) -> None:
        """Look until a condition holds."""
        deadline = time.monotonic() + PATIENCE_S
        while not condition():
            assert time.monotonic() < deadline, f"{what}: not seen\n{self.text}"
            time.sleep(0.1)  # each look costs two processes

    def wait_for_text(self, text: str) -> None:
        """Look until the pane shows a text."""
        self.wait_for(lambda: text in self.text, repr(text))

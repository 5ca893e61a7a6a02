"""Terminals of others, which are shown something and then tell what is in each of their cells."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event
from typing import Protocol

import pyte

COLUMNS, ROWS = 80, 24
USED = ROWS - 1
"""The last row is for the mark by which it is seen that all has been drawn."""

PATIENCE_S = 20.0
"""No wait is longer; mostly all is drawn within a few milliseconds."""

AMBIGUOUS_WIDE = "xterm.js cjk"
"""The one that gives characters of ambiguous width two cells."""

NODE = Path(sys.prefix) / "node" / "node_modules"
"""Where scripts/setup.sh puts xterm.js."""


class Judge(Protocol):
    """A terminal, or several of one kind."""

    def show(self, data: str) -> dict[str, list[str]]:
        """Draw something; then the rows of each, with one character for each cell.

        Only what takes one cell may be on the screen then.
        """


class Pyte:
    """The terminal that most tests here use."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self._screen)

    def show(self, data: str) -> dict[str, list[str]]:
        """Draw something; then the rows."""
        self._stream.feed(data)
        return {
            "pyte": [
                "".join(self._screen.buffer[y][x].data[:1] or "\0" for x in range(COLUMNS))
                for y in range(USED)
            ]
        }


class XtermJs:
    """The terminal of VS Code and of many pages, with four ideas of what is wide."""

    def __init__(self, node: subprocess.Popen[str]) -> None:
        self._node = node

    def show(self, data: str) -> dict[str, list[str]]:
        """Draw something; then the rows of each of the four."""
        assert self._node.stdin is not None
        assert self._node.stdout is not None
        self._node.stdin.write(json.dumps({"data": data}) + "\n")
        self._node.stdin.flush()
        found: dict[str, list[list[str]]] = json.loads(self._node.stdout.readline())
        return {
            name: ["".join(cell[:1] or "\0" for cell in row) for row in rows[:USED]]
            for name, rows in found.items()
        }


class Multiplexer:
    """A tmux or a GNU screen, which shows what is written into a pipe.

    Args:
        name: How it is called.
        pipe: The pipe.
        capture: Gives the lines that it shows.
    """

    def __init__(self, name: str, pipe: int, capture: list[str], into: Path | None = None) -> None:
        self._name = name
        self._pipe = pipe
        self._capture = capture
        self._into = into
        self._shown = 0

    def show(self, data: str) -> dict[str, list[str]]:
        """Draw something; then the rows."""
        self._shown += 1
        mark = f"shown-{self._shown}."
        os.write(self._pipe, f"{data}\x1b[m\x1b[{ROWS};1H{mark}\x1b[K".encode())
        deadline = time.monotonic() + PATIENCE_S
        lines = self._lines()
        while not any(line.startswith(mark) for line in lines[USED:]):
            assert time.monotonic() < deadline, f"{self._name} does not show {mark}: {lines}"
            Event().wait(0.005)
            lines = self._lines()
        return {self._name: [line.ljust(COLUMNS)[:COLUMNS] for line in lines[:USED]]}

    def _lines(self) -> list[str]:
        done = subprocess.run(self._capture, capture_output=True, check=False)
        if self._into is None:
            return done.stdout.decode().split("\n")
        try:
            return self._into.read_text("latin-1").split("\n")
        except FileNotFoundError:
            return []


@contextmanager
def judges(folder: Path) -> Iterator[list[Judge]]:
    """All of them.

    Args:
        folder: An empty one, with a short name.
    """
    with ExitStack() as stack:
        node = subprocess.Popen(
            ["node", Path(__file__).with_name("xterm.cjs"), NODE, str(COLUMNS), str(ROWS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        stack.enter_context(node)
        stack.callback(node.kill)
        found: list[Judge] = [Pyte(), XtermJs(node)]
        for start in (tmux, gnu_screen):
            found.append(stack.enter_context(start(folder)))
        yield found


@contextmanager
def tmux(folder: Path) -> Iterator[Multiplexer]:
    """A tmux with one pane."""
    base = ["tmux", "-S", str(folder / "tmux"), "-f", "/dev/null"]
    shows = _shower(folder / "to-tmux")
    size = ["-x", str(COLUMNS), "-y", str(ROWS)]
    _run([*base, "new-session", "-d", *size, shows])
    _run([*base, "set", "-g", "status", "off"])
    try:
        pipe = os.open(folder / "to-tmux", os.O_WRONLY)
        yield Multiplexer("tmux", pipe, [*base, "capture-pane", "-p"])
        os.close(pipe)
    finally:
        _run([*base, "kill-server"], check=False)


@contextmanager
def gnu_screen(folder: Path) -> Iterator[Multiplexer]:
    """A GNU screen with one window."""
    name = f"judge-{os.getpid()}"
    shows = _shower(folder / "to-screen")
    picture = folder / "screen"
    _run(["screen", "-c", "/dev/null", "-U", "-S", name, "-d", "-m", "sh", "-c", shows])
    try:
        pipe = os.open(folder / "to-screen", os.O_WRONLY)
        capture = ["screen", "-S", name, "-p", "0", "-X", "hardcopy", str(picture)]
        yield Multiplexer("screen", pipe, capture, picture)
        os.close(pipe)
    finally:
        _run(["screen", "-S", name, "-X", "quit"], check=False)


def _shower(pipe: Path) -> str:
    os.mkfifo(pipe)
    return f"stty raw -echo; exec cat {shlex.quote(str(pipe))}"


def _run(command: list[str], check: bool = True) -> None:
    environment = {**os.environ, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
    for name in ("TMUX", "STY"):
        environment.pop(name, None)
    # At the end the program may be gone already: its pipe is closed.
    subprocess.run(command, check=check, env=environment, capture_output=True, timeout=PATIENCE_S)

"""The commands that print, as processes of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from stretchtui import __version__
from tests.end_to_end.terminal import PATIENCE_S, PROGRAM, run

LIST = """
import sys
from stretchtui.cli import main
status = main(['list'])
print(*sorted({'textual', 'rich', 'asyncio', 'sqlite3'} & set(sys.modules)), file=sys.stderr)
sys.exit(status)
"""
"""Lists the routines, and says on standard error what nobody needs for that."""


def test_the_package_is_the_program(home: Path) -> None:
    done = run("--version", home=home)
    assert (done.returncode, done.stdout) == (0, f"stretchtui {__version__}\n")


def test_the_screen_says_that_it_needs_a_terminal(home: Path) -> None:
    done = run(home=home)
    assert done.returncode == 2
    assert done.stderr.startswith("stretchtui: expected a terminal")
    assert done.stderr.count("\n") == 1


def test_list_does_without_textual(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIST],
        capture_output=True,
        text=True,
        env={**os.environ, "STRETCHTUI_HOME": str(home)},
        timeout=PATIENCE_S,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "\n")
    assert len(done.stdout.splitlines()) >= 10


@pytest.mark.parametrize("command", [["list"], ["show", "full-body"], ["export", "full-body"]])
def test_a_closed_pipe_ends_it_quietly(home: Path, command: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        done = subprocess.run(
            [*PROGRAM, *command],
            stdout=pipe,
            stderr=subprocess.PIPE,
            env={**os.environ, "STRETCHTUI_HOME": str(home)},
            timeout=PATIENCE_S,
            check=False,
        )
    assert (done.returncode, done.stderr) == (-signal.SIGPIPE, b"")

"""The commands that print, as processes of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from stretchtui import __version__
from tests.end_to_end.terminal import PATIENCE_S, PROGRAM, environment_for, run

LIST = """
import sys
from stretchtui.cli import main
status = main(['list'])
print(*sorted({'textual', 'rich', 'asyncio', 'sqlite3'} & set(sys.modules)), file=sys.stderr)
sys.exit(status)
"""
"""Lists the routines, and says on standard error what nobody needs for that."""


IMPORTED = """
import sys
from stretchtui.cli import main
try:
    main(sys.argv[1:])
finally:
    print(*sorted(sys.modules), file=sys.stderr)
"""
"""Carries a command out, and says on standard error what that has imported."""

HEAVY = {
    *("asyncio", "difflib", "hashlib", "inspect", "json", "msgspec", "platformdirs", "rich"),
    *("shutil", "sqlite3", "subprocess", "tempfile", "textual", "tomllib", "typing_extensions"),
}
"""What takes more than two milliseconds, or comes with it, and a command that prints a line can do
without."""

OWN = {
    *("cli", "cli.commands", "cli.crash", "cli.limits", "cli.opening", "cli.options"),
    *("cli.output", "cli.parser", "cli.rooms", "cli.splitting", "cli.words", "core", "core.text"),
    *("playing", "playing.ending", "store", "store.crash_files", "store.paths"),
    *("terminal", "terminal.size", "words", "words.crash"),
}
"""The modules of the program that every command has."""

REPEATING = {
    *("cli.history", "cli.repeating", "cues", "cues.devices", "cues.system"),
    *("store.answers", "store.files", "store.sealing", "store.sources"),
}
COMPLETING = {
    *("cli.about", "store.answers", "store.files", "store.journal_mark", "store.sealing"),
    "store.sources",
}


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
            env=environment_for(home, {}),
            timeout=PATIENCE_S,
            check=False,
        )
    assert (done.returncode, done.stderr) == (-signal.SIGPIPE, b"")


@pytest.mark.parametrize(
    ("command", "more"),
    [
        ("--version", set()),
        ("--help", set()),
        ("help", COMPLETING),
        ("today", REPEATING),
        ("next", REPEATING),
        ("completion --names routines", COMPLETING),
        ("completion bash", COMPLETING),
        ("paths", COMPLETING),
    ],
)
def test_a_small_command_imports_next_to_nothing(home: Path, command: str, more: set[str]) -> None:
    def imported() -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", IMPORTED, *command.split()],
            capture_output=True,
            text=True,
            env={**os.environ, "STRETCHTUI_HOME": str(home)},
            cwd=home.parent,
            timeout=PATIENCE_S,
            check=False,
        )
        return set(done.stderr.split())

    # An answer is kept when nothing has been installed or changed for two seconds.
    until = time.monotonic() + PATIENCE_S
    while (found := imported()) & HEAVY and time.monotonic() < until:
        time.sleep(0.5)  # each look is a start
    assert found & HEAVY == set()
    own = {name.removeprefix("stretchtui.") for name in found if name.startswith("stretchtui.")}
    assert own - OWN == more

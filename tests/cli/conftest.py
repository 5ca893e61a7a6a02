"""The command line in this process; the screen and the plain lines only note what they get."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from stretchtui.plain import play
from stretchtui.tui import launch
from tests.cli.line import STATUS, CommandLine, Opened, Played, Stream, Streams

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.store.library_files import LibraryFiles
    from stretchtui.tui.start import Start


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """What the program does to signals and environment ends with the test."""
    numbers = (signal.SIGPIPE, signal.SIGTSTP, signal.SIGQUIT)
    handlers = {each: signal.getsignal(each) for each in numbers}
    environment = dict(os.environ)
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)
    os.environ.clear()
    os.environ.update(environment)


@pytest.fixture(autouse=True)
def _mute_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """What can speak on the developer's machine, and through what, has no say."""
    monkeypatch.setattr("stretchtui.cues.voice.find_voice", lambda *how: None)
    monkeypatch.setattr("stretchtui.cues.speakers.engine", lambda: None)
    for name in [each for each in os.environ if each.startswith("SSH_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line, in an empty home."""
    return CommandLine(tmp_path / "home", capsys)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Opened]:
    """Each time that the screen was opened."""
    found: list[Opened] = []

    def note(files: LibraryFiles, start: Start, **options: Any) -> int:
        found.append(Opened(files, start, options))
        return STATUS

    monkeypatch.setattr(launch, "launch", note)
    return found


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> list[Played]:
    """Each time that something was played in plain lines."""
    found: list[Played] = []

    def note(files: LibraryFiles, entry: Entry | None, **options: Any) -> int:
        found.append(Played(files, entry, options))
        return STATUS

    monkeypatch.setattr(play, "play_plain", note)
    return found


@pytest.fixture
def streams(monkeypatch: pytest.MonkeyPatch) -> Streams:
    """Says which standard streams are terminals; they are all, and can show a screen."""

    def set_(**terminals: bool | None) -> None:
        for name, short in (("input", "stdin"), ("output", "stdout"), ("error", "stderr")):
            is_terminal = terminals.get(name, True)
            stream = None if is_terminal is None else Stream(is_terminal)
            monkeypatch.setattr(sys, f"__{short}__", stream)

    monkeypatch.setenv("TERM", "xterm-256color")
    set_()
    return set_


SHORT = """
format = 1
[[routine]]
id = "short"
name = "Short and sweet"
about = "For every day."
caution = "Gently."
get_ready = 4
[[routine.step]]
name = "Reach up"
instructions = ["Reach."]
hold = 20
sides = "both"
times = 2
rest = 4
[[routine.step]]
name = "Nod"
instructions = ["Nod."]
reps = 3
tempo = 2
"""


@pytest.fixture
def short(tmp_path: Path) -> Path:
    """A routine of two steps, in a file."""
    path = tmp_path / "short.toml"
    path.write_text(SHORT)
    return path

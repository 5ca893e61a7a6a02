"""What tmux is told to hand on, and whether it does."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchtui.terminal import tmux
from stretchtui.terminal.tmux import options, passes_through, through_tmux

PATIENCE_S = 20.0
"""No wait is longer; tmux mostly answers within a few milliseconds."""


class Tmux:
    """A tmux server with one pane, which programs are told of by the environment."""

    def __init__(self, folder: Path) -> None:
        self._base = ["tmux", "-S", str(folder / "socket"), "-f", "/dev/null"]
        self.run("new-session", "-d", "-x", "80", "-y", "24", "cat")
        self.pane = self.run("display-message", "-p", "#{pane_id}")
        self.environment = self.run("display-message", "-p", "#{socket_path},#{pid},0")

    def run(self, *words: str) -> str:
        """Run a command of tmux's; what it prints."""
        command = [*self._base, *words]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return done.stdout.strip()


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tmux]:
    """A real tmux, around this program as far as the environment tells."""
    monkeypatch.setattr(tmux, "TMUX_S", PATIENCE_S)
    monkeypatch.delenv("TMUX", raising=False)
    server = Tmux(tmp_path)
    monkeypatch.setenv("TMUX", server.environment)
    yield server
    server.run("kill-server")


def test_every_escape_is_doubled_in_what_tmux_hands_on() -> None:
    sequence = "\x1b]0;title\x1b\\"
    assert through_tmux(sequence) == "\x1bPtmux;\x1b\x1b]0;title\x1b\x1b\\\x1b\\"


def test_tmux_is_asked_for_the_pane_the_program_is_in(server: Tmux) -> None:
    assert passes_through(server.pane) is False, "it is off unless it is switched on"
    server.run("set", "-g", "allow-passthrough", "on")
    assert passes_through(server.pane) is True
    server.run("set", "-p", "-t", server.pane, "allow-passthrough", "off")
    assert passes_through(server.pane) is False


def test_what_is_handed_on_arrives_as_it_was(server: Tmux, tmp_path: Path) -> None:
    # The terminal around this tmux is another one, whose pane is watched.
    server.run("set", "-g", "allow-passthrough", "on")
    outer = ["tmux", "-S", str(tmp_path / "outer"), "-f", "/dev/null"]
    inner = f"env -u TMUX tmux -S {tmp_path}/socket attach"
    subprocess.run([*outer, "new-session", "-d", "-x", "80", "-y", "24", inner], check=True)
    try:
        log = tmp_path / "log"
        subprocess.run([*outer, "pipe-pane", f"cat > {log}"], check=True)
        wanted = "\x1b[?8733$p"
        writer = [sys.executable, "-c", f"print({through_tmux(wanted)!r}, flush=True); input()"]
        server.run("respawn-pane", "-k", *writer)
        _wait_for(log, wanted.encode())
    finally:
        subprocess.run([*outer, "kill-server"], check=True)


def _wait_for(path: Path, data: bytes) -> None:
    """Wait until a file that grows holds this."""
    deadline = time.monotonic() + PATIENCE_S
    while not (path.exists() and data in path.read_bytes()):
        assert time.monotonic() < deadline, path.read_bytes() if path.exists() else "no log"
        time.sleep(0.01)


def test_a_tmux_of_another_machine_cannot_be_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tmux, "TMUX_S", PATIENCE_S)
    monkeypatch.setenv("TMUX", f"{tmp_path}/nobody,1,0")
    assert passes_through("%0") is None
    monkeypatch.setenv("PATH", str(tmp_path))
    assert passes_through("%0") is None, "no program tmux"


@pytest.mark.parametrize(("said", "passes"), [("", True), ("off", False), ("off ", False)])
def test_a_tmux_without_the_option_held_nothing_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, passes: bool
) -> None:
    monkeypatch.setattr(tmux, "TMUX_S", PATIENCE_S)
    _program(tmp_path, f"echo '{said}'")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    assert passes_through("%0") is passes


def test_a_tmux_that_does_not_answer_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tmux, "TMUX_S", 0.1)
    _program(tmp_path, "exec sleep 1000")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    assert passes_through("%0") is None


def _program(folder: Path, script: str) -> None:
    """Put a program called tmux into a folder."""
    (folder / "tmux").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "tmux").chmod(0o755)


def test_tmux_says_what_becomes_of_bells(server: Tmux) -> None:
    assert options(server.pane) == {
        "bell-action": "any",
        "visual-bell": "off",
        "monitor-bell": "on",
        "allow-passthrough": "off",
    }
    # What is set for this session, window or pane goes before what is set for all.
    server.run("set", "-g", "bell-action", "none")
    server.run("set", "-g", "visual-bell", "off")
    server.run("set", "visual-bell", "both")
    server.run("set", "monitor-bell", "off")
    server.run("set", "-p", "allow-passthrough", "on")
    assert options(server.pane) == {
        "bell-action": "none",
        "visual-bell": "both",
        "monitor-bell": "off",
        "allow-passthrough": "on",
    }


def test_a_tmux_that_does_not_say_has_no_options(
    server: Tmux, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert options("%99") == {}
    with monkeypatch.context() as nowhere:
        nowhere.setenv("PATH", "")
        assert options(server.pane) == {}


@pytest.mark.timed
def test_a_tmux_that_hangs_has_no_options_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "tmux"
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(tmux, "PATIENT_S", 0.1)
    began = time.monotonic()
    assert options("%0") == {}
    assert time.monotonic() - began < 5

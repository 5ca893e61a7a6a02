"""Bells counted where the person sits: each moment's number, however they came to the machine."""

from __future__ import annotations

import json
import shlex
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.bells import counted, moments
from tests.end_to_end.mosh import environment as mosh_environment
from tests.end_to_end.mosh import mosh
from tests.end_to_end.sshd import Machines, machines
from tests.end_to_end.terminal import PATIENT, Terminal, run
from tests.end_to_end.tmux import Tmux

ROUTINE = """
format = 1
[[routine]]
id = "numbers"
name = "Numbers"
get_ready = 0
[[routine.step]]
name = "Reach"
hold = 4
sides = "both"
rest = 4
[[routine.step]]
name = "Fold"
hold = 4
[[routine.step]]
name = "Twist"
hold = 6
"""
"""Every number that comes by itself, and two holds without a pause between them."""

NUMBERS = [1, 3, 1, 2, 1, 2, 1, 5]
"""Reach; change sides; reach; rest; fold; it is over; twist at once; the session is over."""

PAUSED = 4


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A machine to come to."""
    with machines(tmp_path_factory.mktemp("ssh"), ["far"]) as reachable:
        yield reachable


@pytest.fixture
def routine(tmp_path: Path, home: Path) -> Path:
    """A routine with every number in it."""
    path = tmp_path / "numbers.toml"
    path.write_text(ROUTINE)
    plan = json.loads(run("show", str(path), "--json", home=home).stdout)
    assert [number for _, number in moments(plan)] == NUMBERS
    return path


def play(home: Path, routine: Path) -> str:
    """The line that plays it there."""
    words = shlex.join([*PATIENT, "play", str(routine), "--cues", "terminal"])
    return f"env STRETCHTUI_HOME={home} LANG=C.UTF-8 {words}"


def listen(terminal: Terminal) -> None:
    """Count the bells of a session, and of a pause and what follows on it."""
    try:
        terminal.wait_for_text("How was it?")
    finally:
        heard = counted(terminal.bells())
    # The last number may still ring.
    terminal.wait_for(lambda: sum(counted(terminal.bells())) >= sum(NUMBERS), "the last bell")
    heard = counted(terminal.bells())
    assert heard == NUMBERS
    terminal.press("2")


@pytest.mark.long
@pytest.mark.timed
def test_over_ssh(far: Machines, home: Path, routine: Path) -> None:
    with Terminal([*far.ssh, "-tt", "far", play(home, routine)], home, answers=True) as terminal:
        listen(terminal)
        assert terminal.wait_for_exit() == 0


@pytest.mark.long
@pytest.mark.timed
def test_in_tmux_over_ssh(far: Machines, home: Path, tmp_path: Path, routine: Path) -> None:
    with Tmux(tmp_path, home) as tmux:
        attach = shlex.join(tmux.attach)
        with Terminal([*far.ssh, "-tt", "far", attach], home, answers=True) as terminal:
            terminal.wait_for_text("ready$")
            terminal.press(f"{play(home, routine)}\r")
            listen(terminal)


@pytest.mark.long
@pytest.mark.timed
def test_over_mosh(far: Machines, home: Path, routine: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = mosh(far, "far", port, ["sh", "-c", play(home, routine)])
    with Terminal(command, home, environment=mosh_environment(home)) as terminal:
        listen(terminal)
        terminal.wait_for_exit()


@pytest.mark.timed
def test_a_pause_is_told_too(home: Path, routine: Path) -> None:
    command = [*PATIENT, "play", str(routine), "--cues", "terminal"]
    with Terminal(command, home, answers=True) as terminal:
        terminal.wait_for(lambda: len(terminal.bells()) == 1, "the first hold")
        begun = time.monotonic()
        terminal.wait_for(lambda: time.monotonic() > begun + 1.5, "some of it")
        terminal.press(" ")
        terminal.wait_for(lambda: len(terminal.bells()) == 1 + PAUSED, "the pause")
        assert counted(terminal.bells()) == [1, PAUSED]

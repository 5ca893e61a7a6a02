"""A link that stalls: nothing piles up, the session waits, and says why."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stretchtui.playing.ending import ExitStatus
from tests.end_to_end.bells import NUMBERS, counted, ring_for_everything
from tests.end_to_end.cut_off import step_to_go_on_with
from tests.end_to_end.sshd import Machines, machines
from tests.end_to_end.terminal import COPIED, QUESTION, Terminal, seconds_gone

STALL_S = 20.0
SHORTER_S = 9.0

STILL_S = 3.0
"""After so long without a byte nothing more comes: the bell that tells has come."""

TICKING = """
format = 1
[[routine]]
id = "ticking"
name = "Ticking"
get_ready = 3
[[routine.step]]
name = "Nod"
instructions = ["Nod."]
reps = 300
tempo = 1
"""
"""A cue a second, for five minutes."""


@pytest.fixture
def ticking(tmp_path: Path) -> Path:
    path = tmp_path / "ticking.toml"
    path.write_text(TICKING)
    return path


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with machines(tmp_path_factory.mktemp("ssh"), ["far"]) as reachable:
        yield reachable


def comes_back(
    terminal: Terminal, seconds: float, stall: Callable[[], None], go_on: Callable[[], None]
) -> None:
    """Play for a while, stall, and look at what comes when the link is back."""
    terminal.wait_for_text("MOVE · 300 reps")
    terminal.wait_for(lambda: terminal.output.count(QUESTION) >= 2, "questions")
    terminal.wait_for(lambda: len(terminal.bells()) >= 5, "bells")
    before, bells, already = (
        seconds_gone(terminal.text),
        len(terminal.bells()),
        len(terminal.output),
    )
    stalled = time.monotonic()
    stall()
    time.sleep(seconds)  # the stall itself
    go_on()
    terminal.wait_for_text("PAUSED")
    gone = time.monotonic() - stalled
    # A bell tells those who do not look, and then there is nothing more to come.

    def told() -> list[int]:
        return counted(terminal.bells()[bells:])

    terminal.wait_for(lambda: told()[-1:] == [NUMBERS["pause"]], "the last number, whole")
    terminal.wait_for(lambda: not terminal.read(STILL_S), "nothing more")
    assert told()[-1] == NUMBERS["pause"]
    assert sum(told()[:-1]) <= 2, "one was on its way, and one may have been kept; no burst"
    assert len(terminal.output) - already < 4000, "a screen at most"
    said = re.search(r"no connection for (\d+) s", terminal.text)
    assert said, terminal.text
    assert seconds - 3 <= int(said[1]) <= gone + 3
    assert before <= seconds_gone(terminal.text) <= before + 3, "it stands where the link was lost"
    terminal.press(" ")
    terminal.wait_for(lambda: seconds_gone(terminal.text) > before + 3, "going on")


@pytest.mark.long
def test_a_terminal_that_is_not_read(home: Path, ticking: Path) -> None:
    ring_for_everything(home)
    command = [*COPIED, "play", str(ticking), "--cues", "terminal"]
    with Terminal(command, home, answers=True) as terminal:
        comes_back(terminal, SHORTER_S, lambda: None, lambda: None)
        terminal.press("qq")
        assert terminal.wait_for_exit() == 1
        assert terminal.settings == terminal.settings_before


@pytest.mark.long
def test_while_the_link_is_gone_the_session_can_be_gone_on_with_elsewhere(home: Path) -> None:
    folder = home / "config" / "routines"
    folder.mkdir(parents=True)
    (folder / "ticking.toml").write_text(TICKING)
    command = [*COPIED, "play", "ticking", "--cues", "off"]
    with Terminal(command, home, answers=True) as lost:
        lost.wait_for_text("MOVE · 300 reps")
        lost.wait_for(lambda: lost.output.count(QUESTION) >= 2, "questions")
        with Terminal([*COPIED, "--cues", "off"], home, answers=True) as second:
            second.wait_for_text("routines")
            second.press("m")
            second.wait_for_text("muted")
            assert "just now" not in second.text, "it is played elsewhere"
        assert step_to_go_on_with(home) == 1, "it is let go"
        with Terminal([*COPIED, "resume", "--cues", "off"], home, answers=True) as elsewhere:
            elsewhere.wait_for_text("GET READY")
            lost.wait_for_text("This session was resumed in another window")
            lost.press("\r")
            assert lost.wait_for_exit() == ExitStatus.NO
            elsewhere.press("qq")
            elsewhere.wait_for_exit()


@pytest.mark.long
def test_an_ssh_client_that_stops_for_20_seconds(far: Machines, home: Path, ticking: Path) -> None:
    ring_for_everything(home)
    words = f"TERM=xterm-256color {sys.executable} -m stretchtui play {ticking} --cues terminal"
    command = [*far.ssh, "-t", "far", f"STRETCHTUI_HOME={home} LANG=C.UTF-8 {words}"]
    with Terminal(command, home, answers=True) as terminal:
        client = terminal.process.pid
        comes_back(
            terminal,
            STALL_S,
            lambda: os.kill(client, signal.SIGSTOP),
            lambda: os.kill(client, signal.SIGCONT),
        )
        terminal.press("qq")
        assert terminal.wait_for_exit() == 1

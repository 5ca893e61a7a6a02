"""Every way to end that is not the person's own: the program is gone, and its session is not.

How soon it is gone is measured by ``make bench``: on a busy machine all takes longer.
"""

from __future__ import annotations

import os
import re
import select
import signal
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.amounts import amount
from tests.end_to_end.cut_off import (
    cut_off,
    end,
    number_shown,
    step_to_go_on_with,
    wait_until_gone,
    write_steps,
)
from tests.end_to_end.sshd import Machines, machines
from tests.end_to_end.terminal import COPIED, PATIENCE_S, PROGRAM, Terminal
from tests.end_to_end.tmux import PROGRAM as WORDS
from tests.end_to_end.tmux import Tmux

ENDINGS = [getattr(signal, f"SIG{name}") for name in ("HUP", "TERM", "INT", "QUIT", "USR1", "USR2")]


@pytest.mark.parametrize("number", ENDINGS)
def test_a_signal_leaves_the_terminal_as_it_was(
    home: Path, short: Path, number: signal.Signals
) -> None:
    with Terminal([*COPIED, "play", str(short), "--cues", "off"], home) as terminal:
        terminal.wait_for_text("step 1 of 2")
        end(terminal, lambda: terminal.process.send_signal(number))
        assert terminal.wait_for_exit() == 128 + number
        assert terminal.settings == terminal.settings_before
        after = bytes(terminal.output).rpartition(b"\x1b[?1049l")[2]
        assert re.sub(rb"\x1b\[[?<]?[\d;]*[a-z]", b"", after) == b"", "and nothing is printed"


def test_a_signal_while_nobody_reads_ends_it_and_restores_the_terminal(
    home: Path, short: Path
) -> None:
    with Terminal([*COPIED, "play", str(short), "--cues", "terminal"], home) as terminal:
        terminal.wait_for_text("step 1 of 2")
        fill(terminal)
        end(terminal, terminal.process.terminate)
        assert terminal.wait_for_exit() == 128 + signal.SIGTERM
        assert terminal.settings == terminal.settings_before
        output = bytes(terminal.output)
        assert output.rfind(b"\x1b[?1049l") > output.rfind(b"\x1b[?1049h")
        assert output.rfind(b"\x1b[?25h") > output.rfind(b"\x1b[?25l")


def fill(terminal: Terminal) -> None:
    """Have the program draw its screen anew until the terminal takes no more."""
    deadline = time.monotonic() + PATIENCE_S
    full = 0
    # What was written moves on to the reader's end, and leaves room for a little more.
    for turn in count():
        terminal.resize(100 + turn % 2 * 20, 30 + turn % 2 * 10)
        time.sleep(0.002)
        full = 0 if select.select([], [terminal.line], [], 0)[1] else full + 1
        if full == 100:
            return
        assert time.monotonic() < deadline, "the terminal still takes more"


def test_a_terminal_that_goes_unnoticed_ends_it_too(home: Path, short: Path) -> None:
    command = ["nohup", *PROGRAM, "play", str(short), "--cues", "off"]
    shell = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", *command[1:]]
    with Terminal(shell, home) as terminal:
        terminal.wait_for_text("step 1 of 2")
        end(terminal, terminal.hang_up)
        assert terminal.process.returncode == 128 + signal.SIGHUP
        wait_until_gone(home)


def test_more_signals_do_not_disturb_the_end(home: Path, short: Path) -> None:
    with Terminal([*COPIED, "play", str(short), "--cues", "off"], home) as terminal:
        terminal.wait_for_text("step 1 of 2")

        def again_and_again() -> None:
            while terminal.process.poll() is None:
                for each in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
                    terminal.process.send_signal(each)
                terminal.read(0.001)

        end(terminal, again_and_again)
        assert terminal.wait_for_exit() in {128 + each for each in (1, 2, 15)}
        assert terminal.settings == terminal.settings_before


def test_the_shell_in_tmux_is_as_it_was(tmp_path: Path, home: Path, short: Path) -> None:
    with Tmux(tmp_path, home) as tmux:
        assert tmux.status("stty -a > before") == 0
        for number in ENDINGS[: amount(len(ENDINGS), usual=2)]:
            tmux.command(f"{WORDS} play {short} --cues off; echo left=$?.")
            tmux.wait_for_text("step 1 of 2")
            [program] = children_of(int(tmux.format("#{pane_pid}")))
            os.kill(program, number)
            tmux.wait_for_text(f"left={128 + number}.\n")
            assert tmux.format("#{alternate_on} #{mouse_any_flag} #{cursor_flag}") == "0 0 1"
            assert tmux.status("stty -a | cmp - before") == 0


def children_of(process: int) -> list[int]:
    """A process's children."""
    return [
        int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text().split()
    ]


@pytest.fixture
def far(tmp_path: Path) -> Iterator[Machines]:
    folder = tmp_path / "ssh"
    folder.mkdir()
    with machines(folder, ["far"]) as reachable:
        yield reachable


def test_an_ssh_connection_that_breaks_leaves_nothing_but_the_session(
    far: Machines, home: Path
) -> None:
    write_steps(home, 1)
    words = f"STRETCHTUI_HOME={home} LANG=C.UTF-8 {sys.executable} -m stretchtui play steps"
    with Terminal([*far.ssh, "-t", "far", f"{words} --cues terminal"], home) as terminal:
        terminal.wait_for(lambda: number_shown(terminal) >= 2, "the second step")

        def breaks() -> None:
            terminal.process.kill()
            wait_until_gone(home, but=terminal.process.pid)

        stood = cut_off(terminal, breaks)
    assert step_to_go_on_with(home) in stood


def test_what_broke_off_is_offered_and_gone_on_with(home: Path) -> None:
    write_steps(home, 100)
    with Terminal([*COPIED, "play", "steps", "--cues", "off"], home) as terminal:
        terminal.wait_for_text("1:39:59 left of 1:40:00")
        terminal.press("NNNNNN")
        terminal.wait_for(lambda: number_shown(terminal) == 7, "the seventh step")
        begun = "1:30:00 left of 1:40:00"
        terminal.wait_for(lambda: begun not in terminal.text, "a second of it")
        terminal.hang_up()
        terminal.process.wait(PATIENCE_S)
    with Terminal([*COPIED, "--cues", "off"], home) as terminal:
        terminal.wait_for_text("Steps · step 7 of 60 · just now")
        terminal.press("\r")
        terminal.wait_for(lambda: number_shown(terminal) == 7, "the seventh step")
        terminal.press("qq")
        terminal.wait_for_exit()
    with Terminal([*COPIED, "--cues", "off"], home) as terminal:
        terminal.wait_for_text("routines")
        terminal.press("m")
        terminal.wait_for_text("muted")
        assert "step 7 of 60" not in terminal.text, "what the person ended is not offered"


def test_a_signal_that_was_to_be_ignored_is(home: Path, short: Path) -> None:
    # As nohup's kin do it for a program that is not theirs to end, and --kiosk for its visitors.
    words = ["sh", "-c", 'trap "" QUIT USR1; exec "$@"', "sh", *PROGRAM, "play", str(short)]
    with Terminal([*words, "--cues", "off"], home) as terminal:
        terminal.wait_for_text("step 1 of 2")
        for number in (signal.SIGQUIT, signal.SIGUSR1):
            terminal.process.send_signal(number)
        terminal.press(" ")
        terminal.wait_for_text("PAUSED")
        terminal.press("qq")
        assert terminal.wait_for_exit() in (0, 1)

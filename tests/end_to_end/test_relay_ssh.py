"""Cues through a real sshd: one hop, two hops, and tmux on the way."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.end_to_end.copies import COPY
from tests.end_to_end.sshd import Machines, machines
from tests.end_to_end.terminal import PATIENCE_S, Terminal

NEAR_SIDE = Path(__file__).with_name("near_side.py")
CUES = ["ready", "hold", "tick", "switch", "finish"]

ALLOW_PASSTHROUGH = "set -g allow-passthrough on"
"""The line of ~/.tmux.conf without which tmux hands nothing to the terminal around it."""

WIDE = (200, 24)
"""So that the far side's one line of findings is one line."""


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Two machines, ``far`` and ``farther``."""
    assert shutil.which("tmux"), "install tmux"
    with machines(tmp_path_factory.mktemp("ssh"), ["far", "farther"]) as reachable:
        yield reachable


class Near:
    """Runs the near side in a terminal and knows what it played."""

    def __init__(self, folder: Path, far: Machines) -> None:
        self._played = folder / "played"
        self._folder = folder
        self._far = far

    def __call__(
        self, *words: str, environment: dict[str, str] | None = None, answers: bool = True
    ) -> Terminal:
        # Tests beside this one may take the page's port just before ssh does, and ssh says so.
        options = [*self._far.options, "-o", "ClearAllForwardings=yes"]
        program = (COPY, "-c", NEAR_SIDE.read_text())
        command = [*program, str(self._played), *options, *words]
        return Terminal(command, self._folder, WIDE, environment, answers=answers)

    def played(self) -> list[str]:
        """What was played so far, and ``opened`` where the speakers were."""
        if not self._played.exists():
            return []
        return [line.split()[1] for line in self._played.read_text().splitlines()]


@pytest.fixture
def near(tmp_path: Path, far: Machines) -> Near:
    """The near side, with the machines known."""
    return Near(tmp_path, far)


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Makes the command that starts a tmux with a line of configuration."""
    socket = tmp_path / "tmux"

    def command(line: str) -> str:
        (tmp_path / "tmux.conf").write_text(f"{line}\n")
        return f"tmux -S {socket} -f {tmp_path}/tmux.conf new -x {WIDE[0]} -y {WIDE[1]}"

    yield command
    subprocess.run(["tmux", "-S", str(socket), "kill-server"], capture_output=True, check=False)


def test_cues_arrive_through_ssh_and_the_exit_status_comes_back(near: Near) -> None:
    with near("far", *CUES) as terminal:
        terminal.wait_for_text("relay=True tmux=False through=False")
        terminal.wait_for_text("done.")
        assert near.played() == ["opened", *CUES]
        assert not any(each in terminal.output for each in (b"]8733", b"?8733")), (
            "neither questions nor requests reach the terminal"
        )
        terminal.press("7")
        assert terminal.wait_for_exit() == 7
        assert terminal.settings == terminal.settings_before


def test_arguments_and_the_size_arrive_as_they_are(near: Near) -> None:
    words = ["play", "it's a $HOME `id` \"x\"; \\ \\' *", "--floor", "-x", "ü"]
    with near("far", *words) as terminal:
        terminal.wait_for_text(f"size={WIDE[0]}x{WIDE[1]} words={'|'.join(words)} typed=''.")
        terminal.press("0")
        assert terminal.wait_for_exit() == 0


def test_words_arrive_too(near: Near) -> None:
    with near("far", "say", "Next:") as terminal:
        terminal.wait_for_text("done.")
        assert near.played() == ["opened", "Next,"]


def test_a_new_size_is_passed_on(near: Near) -> None:
    ask_twice = "stty size; read -r line; stty size"
    with near("--shell", "far", ask_twice) as terminal:
        terminal.wait_for_text("24 200")
        terminal.resize(101, 31)
        os.kill(terminal.process.pid, signal.SIGWINCH)
        terminal.press("\r")
        terminal.wait_for_text("31 101")
        assert terminal.wait_for_exit() == 0


def test_keys_arrive_and_interrupts_are_the_far_sides(near: Near) -> None:
    with near("far") as terminal:
        terminal.wait_for_text("done.")
        terminal.press("\x03\x1a\x1b[A")
        terminal.wait_for_text(repr("\x03\x1a\x1b[A"))
        terminal.press("0")
        assert terminal.wait_for_exit() == 0


def test_without_a_relay_the_bell_rings(tmp_path: Path, far: Machines) -> None:
    command = [*far.ssh, "-t", "far", "$HOME/.local/bin/stretchtui", *CUES]
    with Terminal(command, tmp_path, WIDE) as terminal:
        # A real terminal answers, which ends the waiting.
        terminal.wait_for(lambda: b"\x1b[c" in terminal.output, "the question")
        terminal.press("\x1b[?8733;0$y\x1b[?61;4;22c")
        terminal.wait_for_text("relay=False tmux=False")
        terminal.wait_for_text("pending=False")
        terminal.wait_for_text("done.")
        assert len(terminal.bells()) == len(CUES)
        terminal.press("0")
        assert terminal.wait_for_exit() == 0
        assert terminal.settings == terminal.settings_before


def test_where_nothing_can_be_played_the_bell_rings_instead(near: Near) -> None:
    with near("far", *CUES, environment={"UNHEARD": "no player here"}) as terminal:
        terminal.wait_for_text("relay=False tmux=False")
        terminal.wait_for_text("done.")
        assert "stretchtui: no player here" in terminal.text
        assert len(terminal.bells()) == len(CUES)
        assert near.played() == []
        terminal.press("0")
        assert terminal.wait_for_exit() == 0
        assert terminal.settings == terminal.settings_before


def test_a_slow_terminals_answers_are_no_keys(near: Near) -> None:
    with near("far", "hasty", answers=False) as terminal:
        terminal.wait_for_text("pending=True")
        terminal.press("a\x1bP>|slow(1)\x1b\\\x1b[?61;4;22cb")
        terminal.wait_for_text("key 'ab'.")
        terminal.press("0")
        assert terminal.wait_for_exit() == 0


def test_cues_arrive_through_ssh_inside_ssh(near: Near, far: Machines) -> None:
    inner = f"{' '.join(far.ssh)} -t farther '$HOME/.local/bin/stretchtui {' '.join(CUES)}'"
    with near("--shell", "far", inner) as terminal:
        terminal.wait_for_text("relay=True tmux=False through=False")
        terminal.wait_for_text("done.")
        assert near.played() == ["opened", *CUES]
        terminal.press("3")
        assert terminal.wait_for_exit() == 3
        assert terminal.settings == terminal.settings_before


def test_a_relay_inside_a_relay_leaves_the_cues_to_the_outer_one(
    near: Near, far: Machines, tmp_path: Path
) -> None:
    inner = [sys.executable, NEAR_SIDE, tmp_path / "inner", *far.options, "farther", *CUES]
    with near("--shell", "far", " ".join(map(str, inner))) as terminal:
        terminal.wait_for_text("relay=True")
        terminal.wait_for_text("done.")
        assert near.played().count("opened") == 2, "the inner relay asks as well"
        assert [each for each in near.played() if each != "opened"] == CUES
        assert not (tmp_path / "inner").exists()
        terminal.press("4")
        assert terminal.wait_for_exit() == 4


def test_cues_arrive_through_tmux_that_lets_them_pass(
    near: Near, far: Machines, tmux: Callable[[str], str]
) -> None:
    program = f"{far.home}/.local/bin/stretchtui {' '.join(CUES)}"
    with near("--shell", "far", f"{tmux(ALLOW_PASSTHROUGH)} {program!r}") as terminal:
        _answer_tmux(terminal)
        terminal.wait_for_text("relay=True tmux=True through=True passthrough=True")
        terminal.wait_for_text("done.")
        assert near.played() == ["opened", *CUES]
        terminal.press("0")
        assert terminal.wait_for_exit() == 0
        assert terminal.settings == terminal.settings_before


def test_cues_arrive_through_tmux_and_ssh_inside_it(
    near: Near, far: Machines, tmux: Callable[[str], str]
) -> None:
    inner = f"{' '.join(far.ssh)} -t farther {far.home}/.local/bin/stretchtui {' '.join(CUES)}"
    with near("--shell", "far", f"{tmux(ALLOW_PASSTHROUGH)} {inner!r}") as terminal:
        _answer_tmux(terminal)
        terminal.wait_for_text("relay=True tmux=True through=True passthrough=None")
        terminal.wait_for_text("done.")
        assert near.played() == ["opened", *CUES]
        terminal.press("0")
        assert terminal.wait_for_exit() == 0


def test_tmux_that_lets_nothing_pass_hides_the_relay_and_is_known_at_once(
    near: Near, far: Machines, tmux: Callable[[str], str]
) -> None:
    program = f"{far.home}/.local/bin/stretchtui {' '.join(CUES)}"
    off = "set -g allow-passthrough off\nset -g bell-action any"
    with near("--shell", "far", f"{tmux(off)} {program!r}") as terminal:
        terminal.wait_for_text("relay=False tmux=True through=False passthrough=False")
        terminal.wait_for_text("pending=False")
        terminal.wait_for_text("done.")
        assert near.played() == []
        terminal.wait_for(lambda: len(terminal.bells()) == len(CUES), "the bells")
        terminal.press("0")
        assert terminal.wait_for_exit() == 0
        assert terminal.settings == terminal.settings_before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1])
def test_a_signal_ends_ssh_and_gives_the_terminal_back(near: Near, number: signal.Signals) -> None:
    with near("--shell", "far", "printf '\\033[?1049hfull'; cat") as terminal:
        terminal.wait_for_text("full")
        os.kill(terminal.process.pid, number)
        assert terminal.wait_for_exit() == 128 + number
        assert terminal.settings == terminal.settings_before
        assert b"\x1b[?1049l" in terminal.output, "the alternate screen is left"


def test_a_killed_ssh_gives_its_signal_as_the_exit_status(near: Near) -> None:
    with near("far") as terminal:
        terminal.wait_for_text("done.")
        [ssh] = _children(terminal.process.pid)
        os.kill(ssh, signal.SIGKILL)
        assert terminal.wait_for_exit() == 128 + signal.SIGKILL
        assert terminal.settings == terminal.settings_before


def test_after_a_stop_the_terminal_is_taken_again(near: Near) -> None:
    with near("far") as terminal:
        terminal.wait_for_text("done.")
        raw = terminal.settings
        os.kill(terminal.process.pid, signal.SIGSTOP)
        termios.tcsetattr(terminal.line, termios.TCSANOW, terminal.settings_before)
        os.kill(terminal.process.pid, signal.SIGCONT)
        terminal.wait_for(lambda: terminal.settings == raw, "raw settings")
        terminal.press("0")
        assert terminal.wait_for_exit() == 0
        assert terminal.settings == terminal.settings_before


def test_without_ssh_there_is_a_word(near: Near) -> None:
    with near("far", environment={"PATH": "/nowhere"}) as terminal:
        assert terminal.wait_for_exit() == 127
        assert "stretchtui: ssh: No such file or directory" in terminal.text
        assert terminal.settings == terminal.settings_before


def test_a_host_that_cannot_be_reached_is_sshs_own_exit_status(near: Near) -> None:
    with near("-p", "1", "far") as terminal:
        assert terminal.wait_for_exit() == 255
        assert "refused" in terminal.text
        assert terminal.settings == terminal.settings_before


def test_a_far_side_without_the_program_is_the_shells_own_exit_status(
    near: Near, far: Machines
) -> None:
    program = far.home / ".local" / "bin" / "stretchtui"
    program.rename(program.with_name("elsewhere"))
    try:
        with near("far") as terminal:
            assert terminal.wait_for_exit() == 127
            assert "not found" in terminal.text
    finally:
        program.with_name("elsewhere").rename(program)


def test_the_program_is_found_where_pipx_and_uv_put_it(near: Near, far: Machines) -> None:
    profile = far.home / ".profile"
    profile.rename(far.home / "elsewhere")
    try:
        with near("far", "play", 'it\'s "x"') as terminal:
            terminal.wait_for_text("words=play|it's \"x\" typed=''.")
            terminal.press("0")
            assert terminal.wait_for_exit() == 0
    finally:
        (far.home / "elsewhere").rename(profile)


def test_megabytes_come_through_unchanged(near: Near, tmp_path: Path) -> None:
    data = os.urandom(300_000) + b"\x1b]8733;1;hold!" + os.urandom(300_000)
    (tmp_path / "data").write_bytes(data.replace(b"\n", b" "))
    with near("--shell", "far", f"stty raw; cat {tmp_path}/data") as terminal:
        wanted = (tmp_path / "data").read_bytes()
        received = bytearray()
        while len(received) < len(wanted) and (more := terminal.read_raw(PATIENCE_S)):
            received += more
        assert received == wanted


def _children(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)
    return [int(each) for each in found.stdout.split()]


def _answer_tmux(terminal: Terminal) -> None:
    """Answer tmux's own question, as terminals do.

    As long as it waits for that, it takes the beginning of the relay's answer for it, and keeps
    the answer back for its escape-time of 500 ms.
    """
    terminal.wait_for(lambda: b"\x1b[>c" in terminal.output, "tmux's question")
    terminal.press("\x1b[>0;276;0c")

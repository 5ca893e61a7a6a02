"""Every way to end that is not the person's own: the program is gone, and its session is not."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from stretchtui.store import paths
from stretchtui.store.drafts import left
from stretchtui.store.journal import Journal
from stretchtui.store.routines import read_document
from tests.end_to_end.sshd import Machines, machines
from tests.end_to_end.terminal import PROGRAM, Terminal
from tests.end_to_end.tmux import PROGRAM as WORDS
from tests.end_to_end.tmux import Tmux

GONE_S = 2.0
"""By then the program is gone, whatever state the link is in."""

HANG_UPS = 38
"""At some moment of a session; and …"""

BUILDER_HANG_UPS = 12
"""… in the builder, and in the middle of a save."""

STEPS = 60


@pytest.fixture
def steps(home: Path) -> str:
    """The id of a routine of the person's own whose steps are a phase of a second each."""
    text = ['format = 1\n[[routine]]\nid = "steps"\nname = "Steps"\nget_ready = 0\n']
    for number in range(1, STEPS + 1):
        text.append(f'[[routine.step]]\nname = "Number {number}"\nhold = 1\n')
    folder = home / "config" / "routines"
    folder.mkdir(parents=True)
    (folder / "steps.toml").write_text("".join(text))
    return "steps"


def number_shown(terminal: Terminal) -> int | None:
    """The step that the screen shows."""
    found = re.search(r"Number (\d+) .*step \d+ of", terminal.text)
    return int(found[1]) if found else None


def processes_in(home: Path) -> list[int]:
    """The processes that were started for this home."""
    marker = f"STRETCHTUI_HOME={home}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if marker in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def wait_until_gone(home: Path, but: int = 0) -> None:
    """Wait until no process of this home is left, but perhaps for one."""
    deadline = time.monotonic() + GONE_S
    while left := set(processes_in(home)) - {but}:
        assert time.monotonic() < deadline, f"{left} still there"


def step_to_go_on_with(home: Path) -> int | None:
    """The step that is offered at the next start, counted from 1."""
    journal = Journal(home / "data")
    try:
        unfinished = journal.resumable(time.time())
        # A process that is nearly gone has no environment any more, but still its locks.
        until = time.monotonic() + GONE_S
        while unfinished is None and time.monotonic() < until:
            unfinished = journal.resumable(time.time())
        if unfinished is None:
            return None
        journal.let_go(unfinished.record.id)
        return unfinished.standing.place.step + 1
    finally:
        journal.close()


def end(terminal: Terminal, how: Callable[[], None]) -> float:
    """End the program in this way; how many seconds that takes."""
    begun = time.monotonic()
    how()
    terminal.process.wait(10)
    return time.monotonic() - begun


def hang_up_somewhere(folder: Path, chance: random.Random) -> tuple[float, int, int | None]:
    """Hang up at some moment of a session.

    Returns:
        How long the program took, the step it showed, and the one that is offered again.
    """
    command = [*PROGRAM, "play", "steps", "--cues", chance.choice(["terminal", "off", "speakers"])]
    with Terminal([*command, "--speed", "2"], folder, answers=True) as terminal:
        terminal.wait_for(lambda: number_shown(terminal) is not None, "a step")
        until = time.monotonic() + chance.uniform(0, 1.2)
        terminal.wait_for(lambda: time.monotonic() >= until, "the moment")
        shown = number_shown(terminal)
        assert shown is not None
        program = terminal.process
        ways = [
            terminal.hang_up,
            lambda: program.send_signal(signal.SIGHUP),
            lambda: program.send_signal(signal.SIGTERM),
            lambda: program.send_signal(signal.SIGINT),
            lambda: program.send_signal(signal.SIGKILL),
        ]
        seconds = end(terminal, chance.choice(ways))
    return seconds, shown, step_to_go_on_with(folder)


def steps_shown(terminal: Terminal) -> int:
    """How many steps the builder shows."""
    found = re.search(r"(\d+) steps?\b", terminal.text)
    return int(found[1]) if found else 0


def steps_kept(folders: paths.Folders) -> int:
    """How many steps are left of what was made: in the person's files, or in a draft."""
    documents = [read_document(path) for path in folders.routines.glob("*.toml")]
    assert [fault for document in documents for fault in document.faults] == []
    routines = [routine for document in documents for routine in document.routines]
    routines += [draft.routine for draft in left(folders)]
    return max((len(routine.steps) for routine in routines), default=0)


def hang_up_in_the_builder(folder: Path, chance: random.Random) -> tuple[float, int, int]:
    """Hang up at some moment of making a routine and saving it again and again.

    Returns:
        How long the program took, the steps it showed, and those that are left.
    """
    save = "\x13"
    with Terminal([*PROGRAM, "new", "--cues", "off"], folder, answers=True) as terminal:
        terminal.wait_for_text("Name of the routine")
        terminal.press("Mine\r")
        until = time.monotonic() + chance.uniform(0.2, 1.5)
        while time.monotonic() < until:
            terminal.press(chance.choice(["kn", "br", "ch"]) + "\r" + chance.choice(["", save]))
            terminal.read(0.03)
        shown = steps_shown(terminal)
        program = terminal.process
        ways = [
            terminal.hang_up,
            lambda: program.send_signal(signal.SIGHUP),
            lambda: program.send_signal(signal.SIGTERM),
            lambda: program.send_signal(signal.SIGKILL),
        ]
        seconds = end(terminal, chance.choice(ways))
    wait_until_gone(folder)
    return seconds, shown, steps_kept(paths.folders(str(folder)))


def test_12_hang_ups_in_the_builder_lose_nothing(home: Path, tmp_path: Path) -> None:
    def one(number: int) -> tuple[float, int, int]:
        folder = tmp_path / f"home-{number}"
        subprocess.run(["cp", "-r", str(home), str(folder)], check=True)
        return hang_up_in_the_builder(folder, random.Random(number))

    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(one, range(BUILDER_HANG_UPS)))
    assert [each for each in found if each[0] > GONE_S] == []
    assert [each for each in found if each[2] < each[1]] == []
    assert max(each[1] for each in found) > 3, "something was made"


def test_38_hang_ups_are_38_quick_ends_and_38_sessions_to_go_on_with(
    home: Path, steps: str, tmp_path: Path
) -> None:
    def one(number: int) -> tuple[float, int, int | None]:
        folder = tmp_path / f"home-{number}"
        subprocess.run(["cp", "-r", str(home), str(folder)], check=True)
        found = hang_up_somewhere(folder, random.Random(number))
        wait_until_gone(folder)
        return found

    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(one, range(HANG_UPS)))
    assert [each for each in found if each[0] > GONE_S] == []
    assert [each for each in found if each[2] is None or not 0 <= each[2] - each[1] <= 1] == []


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
def test_a_signal_leaves_the_terminal_as_it_was(
    home: Path, short: Path, number: signal.Signals
) -> None:
    with Terminal([*PROGRAM, "play", str(short), "--cues", "off"], home) as terminal:
        terminal.wait_for_text("step 1 of 2")
        assert end(terminal, lambda: terminal.process.send_signal(number)) < GONE_S
        assert terminal.wait_for_exit() == 128 + number
        assert terminal.settings == terminal.settings_before
        after = bytes(terminal.output).rpartition(b"\x1b[?1049l")[2]
        assert re.sub(rb"\x1b\[[?<]?[\d;]*[a-z]", b"", after) == b"", "and nothing is printed"


def test_a_signal_while_nobody_reads_ends_it_as_quickly_and_restores_the_terminal(
    home: Path, short: Path
) -> None:
    with Terminal([*PROGRAM, "play", str(short), "--cues", "terminal"], home) as terminal:
        terminal.wait_for_text("step 1 of 2")
        for turn in range(600):  # far more than the 64 kB that a pty takes
            terminal.resize(100 + turn % 2 * 20, 30 + turn % 2 * 10)
            time.sleep(0.002)  # or the program sees but the last of them
        assert end(terminal, terminal.process.terminate) < GONE_S
        assert terminal.wait_for_exit() == 128 + signal.SIGTERM
        assert terminal.settings == terminal.settings_before
        output = bytes(terminal.output)
        assert output.rfind(b"\x1b[?1049l") > output.rfind(b"\x1b[?1049h")
        assert output.rfind(b"\x1b[?25h") > output.rfind(b"\x1b[?25l")


def test_a_terminal_that_goes_unnoticed_ends_it_too(home: Path, short: Path) -> None:
    command = ["nohup", *PROGRAM, "play", str(short), "--cues", "off"]
    shell = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", *command[1:]]
    with Terminal(shell, home) as terminal:
        terminal.wait_for_text("step 1 of 2")
        assert end(terminal, terminal.hang_up) < GONE_S
        assert terminal.process.returncode == 128 + signal.SIGHUP
        wait_until_gone(home)


def test_a_second_signal_does_not_disturb_the_end(home: Path, short: Path) -> None:
    with Terminal([*PROGRAM, "play", str(short), "--cues", "off"], home) as terminal:
        terminal.wait_for_text("step 1 of 2")

        def twice() -> None:
            terminal.process.send_signal(signal.SIGTERM)
            terminal.process.send_signal(signal.SIGHUP)
            terminal.process.send_signal(signal.SIGINT)

        assert end(terminal, twice) < GONE_S
        assert terminal.wait_for_exit() in {128 + each for each in (1, 2, 15)}
        assert terminal.settings == terminal.settings_before


def test_the_shell_in_tmux_is_as_it_was(tmp_path: Path, home: Path, short: Path) -> None:
    with Tmux(tmp_path, home) as tmux:
        tmux.command("stty -a > before")
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            tmux.command(f"{WORDS} play {short} --cues off; echo left=$?.")
            tmux.wait_for_text("step 1 of 2")
            [program] = children_of(int(tmux.format("#{pane_pid}")))
            os.kill(program, number)
            tmux.wait_for_text(f"left={128 + number}.\n")
            assert tmux.format("#{alternate_on} #{mouse_any_flag} #{cursor_flag}") == "0 0 1"
            tmux.command("stty -a | cmp - before && echo same; clear")
            tmux.wait_for(lambda: "left=" not in tmux.text, "a clear screen")


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
    far: Machines, home: Path, steps: str
) -> None:
    words = f"STRETCHTUI_HOME={home} LANG=C.UTF-8 {sys.executable} -m stretchtui play steps"
    with Terminal([*far.ssh, "-t", "far", f"{words} --cues terminal"], home) as terminal:
        terminal.wait_for(lambda: number_shown(terminal) == 2, "the second step")
        end(terminal, terminal.process.kill)
        wait_until_gone(home, but=terminal.process.pid)
    assert step_to_go_on_with(home) in (2, 3)


def test_what_broke_off_is_offered_and_gone_on_with(home: Path, steps: str) -> None:
    with Terminal([*PROGRAM, "play", "steps", "--cues", "off"], home) as terminal:
        terminal.wait_for(lambda: number_shown(terminal) == 2, "the second step")
        terminal.press("NNNN")
        terminal.wait_for(lambda: number_shown(terminal) == 6, "the sixth step")
        terminal.wait_for(lambda: number_shown(terminal) == 7, "the seventh step")
        terminal.hang_up()
        terminal.process.wait(10)
    with Terminal([*PROGRAM, "--cues", "off"], home) as terminal:
        terminal.wait_for_text("Steps · step 7 of 60 · just now")
        terminal.press("\r")
        terminal.wait_for(lambda: number_shown(terminal) == 7, "the seventh step")
        terminal.press("q")
        terminal.wait_for_exit()
    with Terminal([*PROGRAM, "--cues", "off"], home) as terminal:
        terminal.wait_for_text("routines")
        terminal.press("m")
        terminal.wait_for_text("muted")
        assert "Go on" not in terminal.text, "what the person ended is not offered"

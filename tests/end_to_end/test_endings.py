"""Every way to end that is not the person's own: the program is gone, and its session is not.

How soon it is gone is measured by ``make bench``: on a busy machine all takes longer.
"""

from __future__ import annotations

import math
import os
import random
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from stretchtui.store import paths
from stretchtui.store.drafts import left
from stretchtui.store.journal import Journal
from stretchtui.store.routines import read_document
from tests.end_to_end.sshd import Machines, machines
from tests.end_to_end.terminal import PATIENCE_S, PROGRAM, Terminal
from tests.end_to_end.tmux import PROGRAM as WORDS
from tests.end_to_end.tmux import Tmux

HANG_UPS = 38
"""At some moment of a session; and …"""

BUILDER_HANG_UPS = 12
"""… in the builder, and in the middle of a save."""

STEPS = 60

SPEED = 2
"""Of the sessions that are hung up on: a faster one is not kept."""


@pytest.fixture
def steps(home: Path) -> str:
    """The id of a routine of the person's own whose steps are a phase of a second each."""
    return write_steps(home, 1)


def write_steps(home: Path, hold: int) -> str:
    """Make a routine of the person's own whose steps are a phase of so many seconds; its id."""
    text = ['format = 1\n[[routine]]\nid = "steps"\nname = "Steps"\nget_ready = 0\n']
    for number in range(1, STEPS + 1):
        text.append(f'[[routine.step]]\nname = "Number {number}"\nhold = {hold}\n')
    folder = home / "config" / "routines"
    folder.mkdir(parents=True)
    (folder / "steps.toml").write_text("".join(text))
    return "steps"


def number_shown(terminal: Terminal) -> int:
    """The step that the screen shows; 0 if it shows none."""
    found = re.search(r"Number (\d+) .*step \d+ of", terminal.text)
    return int(found[1]) if found else 0


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
    deadline = time.monotonic() + PATIENCE_S
    while left := set(processes_in(home)) - {but}:
        assert time.monotonic() < deadline, f"{left} still there"


def step_to_go_on_with(home: Path) -> int | None:
    """The step that is offered at the next start, counted from 1."""
    journal = Journal(home / "data")
    try:
        unfinished = journal.resumable(time.time())
        # A process that is nearly gone has no environment any more, but still its locks.
        until = time.monotonic() + PATIENCE_S
        while unfinished is None and time.monotonic() < until:
            unfinished = journal.resumable(time.time())
        if unfinished is None:
            return None
        journal.let_go(unfinished.record.id)
        return unfinished.standing.place.step + 1
    finally:
        journal.close()


def end(terminal: Terminal, how: Callable[[], None]) -> None:
    """End the program in this way."""
    how()
    terminal.process.wait(PATIENCE_S)


def cut_off(terminal: Terminal, how: Callable[[], None], speed: int = 1) -> range:
    """End the program in this way; the steps that the session may have stood in by then."""
    looked = time.monotonic()
    while terminal.read(0):
        pass
    shown = number_shown(terminal)
    assert shown
    end(terminal, how)
    # Whatever else the machine does, the session has gone on until the end.
    return range(shown, shown + 2 + math.ceil((time.monotonic() - looked) * speed))


def hang_up_somewhere(folder: Path, chance: random.Random) -> tuple[range, int | None]:
    """Hang up at some moment of a session.

    Returns:
        The steps that it may have stood in, and the one that is offered again.
    """
    command = [*PROGRAM, "play", "steps", "--cues", chance.choice(["terminal", "off", "speakers"])]
    with Terminal([*command, "--speed", str(SPEED)], folder, answers=True) as terminal:
        terminal.wait_for(lambda: number_shown(terminal) > 0, "a step")
        until = time.monotonic() + chance.uniform(0, 1.2)
        terminal.wait_for(lambda: time.monotonic() >= until, "the moment")
        program = terminal.process
        ways = [
            terminal.hang_up,
            lambda: program.send_signal(signal.SIGHUP),
            lambda: program.send_signal(signal.SIGTERM),
            lambda: program.send_signal(signal.SIGINT),
            lambda: program.send_signal(signal.SIGKILL),
        ]
        stood = cut_off(terminal, chance.choice(ways), SPEED)
    return stood, step_to_go_on_with(folder)


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


def hang_up_in_the_builder(folder: Path, chance: random.Random) -> tuple[int, int]:
    """Hang up at some moment of making a routine and saving it again and again.

    Returns:
        The steps it showed, and those that are left.
    """
    save = "\x13"
    many = chance.randint(1, 8)
    with Terminal([*PROGRAM, "new", "--cues", "off"], folder, answers=True) as terminal:
        terminal.wait_for_text("Name of the routine")
        terminal.press("Mine\r")

        def made() -> bool:
            terminal.press(chance.choice(["kn", "br", "ch"]) + "\r" + chance.choice(["", save]))
            terminal.read(0.03)
            return steps_shown(terminal) >= many

        terminal.wait_for(made, f"{many} steps")
        shown = steps_shown(terminal)
        program = terminal.process
        ways = [
            terminal.hang_up,
            lambda: program.send_signal(signal.SIGHUP),
            lambda: program.send_signal(signal.SIGTERM),
            lambda: program.send_signal(signal.SIGKILL),
        ]
        end(terminal, chance.choice(ways))
    wait_until_gone(folder)
    return shown, steps_kept(paths.folders(str(folder)))


def test_12_hang_ups_in_the_builder_lose_nothing(home: Path, tmp_path: Path) -> None:
    def one(number: int) -> tuple[int, int]:
        folder = tmp_path / f"home-{number}"
        subprocess.run(["cp", "-r", str(home), str(folder)], check=True)
        return hang_up_in_the_builder(folder, random.Random(number))

    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(one, range(BUILDER_HANG_UPS)))
    assert [(shown, kept) for shown, kept in found if kept < shown] == []


def test_38_hang_ups_are_38_sessions_to_go_on_with(home: Path, steps: str, tmp_path: Path) -> None:
    def one(number: int) -> tuple[range, int | None]:
        folder = tmp_path / f"home-{number}"
        subprocess.run(["cp", "-r", str(home), str(folder)], check=True)
        found = hang_up_somewhere(folder, random.Random(number))
        wait_until_gone(folder)
        return found

    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(one, range(HANG_UPS)))
    assert [(stood, offered) for stood, offered in found if offered not in stood] == []


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT])
def test_a_signal_leaves_the_terminal_as_it_was(
    home: Path, short: Path, number: signal.Signals
) -> None:
    with Terminal([*PROGRAM, "play", str(short), "--cues", "off"], home) as terminal:
        terminal.wait_for_text("step 1 of 2")
        end(terminal, lambda: terminal.process.send_signal(number))
        assert terminal.wait_for_exit() == 128 + number
        assert terminal.settings == terminal.settings_before
        after = bytes(terminal.output).rpartition(b"\x1b[?1049l")[2]
        assert re.sub(rb"\x1b\[[?<]?[\d;]*[a-z]", b"", after) == b"", "and nothing is printed"


def test_a_signal_while_nobody_reads_ends_it_and_restores_the_terminal(
    home: Path, short: Path
) -> None:
    with Terminal([*PROGRAM, "play", str(short), "--cues", "terminal"], home) as terminal:
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


def test_a_second_signal_does_not_disturb_the_end(home: Path, short: Path) -> None:
    with Terminal([*PROGRAM, "play", str(short), "--cues", "off"], home) as terminal:
        terminal.wait_for_text("step 1 of 2")

        def twice() -> None:
            terminal.process.send_signal(signal.SIGTERM)
            terminal.process.send_signal(signal.SIGHUP)
            terminal.process.send_signal(signal.SIGINT)

        end(terminal, twice)
        assert terminal.wait_for_exit() in {128 + each for each in (1, 2, 15)}
        assert terminal.settings == terminal.settings_before


def test_the_shell_in_tmux_is_as_it_was(tmp_path: Path, home: Path, short: Path) -> None:
    with Tmux(tmp_path, home) as tmux:
        assert tmux.status("stty -a > before") == 0
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
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
    far: Machines, home: Path, steps: str
) -> None:
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
    with Terminal([*PROGRAM, "play", "steps", "--cues", "off"], home) as terminal:
        terminal.wait_for(lambda: number_shown(terminal) == 1, "the first step")
        terminal.press("NNNNNN")
        terminal.wait_for(lambda: number_shown(terminal) == 7, "the seventh step")
        begun = "10:00 of 1:40:00"
        terminal.wait_for(lambda: begun not in terminal.text, "a second of it")
        terminal.hang_up()
        terminal.process.wait(PATIENCE_S)
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
        assert "step 7 of 60" not in terminal.text, "what the person ended is not offered"

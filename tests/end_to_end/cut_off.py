"""Sessions that are cut off: where they stood, and whether anything is left of them."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Callable
from pathlib import Path

from stretchtui.store.journal import Journal
from tests.end_to_end.terminal import PATIENCE_S, Terminal

STEPS = 60

LOOK_S = 0.02
"""How often it is looked whether something is over."""


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
        time.sleep(LOOK_S)


def step_offered(home: Path) -> int | None:
    """The step that would be offered if the program started now, counted from 1."""
    journal = Journal(home / "data")
    try:
        unfinished = journal.resumable(time.time())
        if unfinished is None:
            return None
        journal.let_go(unfinished.record.id)
        return unfinished.standing.place.step + 1
    finally:
        journal.close()


def step_to_go_on_with(home: Path) -> int | None:
    """The step that is offered at the next start, as soon as one is; counted from 1."""
    # A process that is nearly gone has no environment any more, but still its locks.
    until = time.monotonic() + PATIENCE_S
    while (step := step_offered(home)) is None and time.monotonic() < until:
        time.sleep(LOOK_S)
    return step


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

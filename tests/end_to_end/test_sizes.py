"""Sizes that make no sense, and a size that changes all the time."""

from __future__ import annotations

import random
import termios
from functools import partial
from pathlib import Path

import pytest

from tests.amounts import amount
from tests.end_to_end.terminal import COPIED, Terminal, run

ABSURD = ["0", "-5", "1000000000", "x"]

SETTLED = 40
"""After so many resizes what is remembered for good is there."""

RESIZES = SETTLED + amount(240, usual=80)

GROWTH_KB = 6000
"""What may come on top: caches that have an end. A screen that is kept takes 100 kB each time."""


@pytest.mark.parametrize("said", ABSURD)
def test_the_kernel_knows_the_size(home: Path, said: str) -> None:
    environment = {"COLUMNS": said, "LINES": said}
    with Terminal([*COPIED, "--cues", "off"], home, (70, 20), environment) as terminal:
        terminal.wait_for_text("▸ Five for")
        terminal.wait_for(lambda: "quit" in terminal.text.splitlines()[19], "the keys at the foot")


@pytest.mark.parametrize("said", ABSURD)
def test_lines_and_help_are_as_wide_as_the_terminal(home: Path, short: Path, said: str) -> None:
    environment = {"COLUMNS": said, "LINES": said}
    words = [*COPIED, "play", str(short), "--plain", "--cues", "off"]
    with Terminal(words, home, (70, 20), environment) as terminal:
        terminal.wait_for_text("get ready")
    limited = run("--help", home=home, environment=environment)
    assert limited.returncode == 0
    assert max(map(len, limited.stdout.splitlines())) <= 80


def test_a_size_that_the_kernel_does_not_know_is_80_by_24(home: Path) -> None:
    with Terminal([*COPIED, "--cues", "off"], home, (0, 0)) as terminal:
        terminal.screen.resize(24, 80)
        terminal.wait_for_text("▸ Five for")
        terminal.wait_for(lambda: "quit" in terminal.text.splitlines()[23], "the last row")
        assert termios.tcgetwinsize(terminal.line) == (0, 0)


def test_resized_again_and_again_it_takes_no_more_memory(home: Path, short: Path) -> None:
    chance = random.Random(1)
    sizes = [(chance.randint(40, 120), chance.randint(15, 40)) for _ in range(10)]
    with Terminal([*COPIED, "play", str(short), "--cues", "off"], home) as terminal:
        terminal.wait_for_text("step 1 of 2")
        settled = 0
        for number in range(RESIZES):
            if number == SETTLED:
                settled = resident_kb(terminal)
            before = len(terminal.output)
            terminal.resize(*sizes[number % len(sizes)])
            terminal.wait_for(partial(longer, terminal, before), "a new screen")
        assert resident_kb(terminal) - settled < GROWTH_KB


def longer(terminal: Terminal, before: int) -> bool:
    """Whether more has come than so many bytes."""
    return len(terminal.output) > before


def resident_kb(terminal: Terminal) -> int:
    """How much memory the program has."""
    status = Path(f"/proc/{terminal.process.pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))

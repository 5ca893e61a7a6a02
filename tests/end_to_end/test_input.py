"""Whatever comes from the terminal, the program goes on, and keys do what they always do."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchtui.terminal.input import UNFINISHED_S
from stretchtui.terminal.tokens import PASTE_LIMIT
from stretchtui.tui.input_queue import QUIET_S
from stretchtui.words.terminal import PASTE_TOO_LONG, TOO_MUCH
from tests.amounts import amount, share_of
from tests.end_to_end.terminal import PATIENT_COPY, Terminal

LONG = """
format = 1
[[routine]]
id = "long"
name = "Long"
get_ready = 1
[[routine.step]]
name = "Stay down"
instructions = ["Stay."]
hold = 600
"""
MEMORY_MB = 8
"""How much a flood may cost."""

UNENDED = b"\x1bP>|foot(1.16.2)"
LATE = [
    b"\x1bP>|XTerm(379)\x1b\\\x1b[?64;1;2c",
    b"\x1bP>|iTerm2 3.5.0\x1b\\\x1b[?62;4c",
    b"\x1bP>|mintty 3.7.0\x1b\\",
    b"\x1bP>|WezTerm 20240203\x1b\\\x1b[?18733;0$y",
    b"\x90>|Konsole 23.08.5\x9c\x9b?1;2c",
    b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b^qm?!\x1b\\\x1bXqm?!\x1b\\",
    UNENDED,
]


@pytest.fixture
def terminal(home: Path, tmp_path: Path) -> Iterator[Terminal]:
    """One in which a session is under way."""
    routine = tmp_path / "long.toml"
    routine.write_text(LONG)
    with Terminal([*PATIENT_COPY, "play", str(routine), "--cues", "terminal"], home) as terminal:
        terminal.wait_for_text("HOLD")
        yield terminal


def send(terminal: Terminal, data: bytes) -> None:
    """Send bytes, and read meanwhile: a program that is not read does not read either."""
    for at in range(0, len(data), 2048):
        terminal.press_bytes(data[at : at + 2048])
        terminal.read(0)


def pauses(terminal: Terminal) -> None:
    """See whether a key does what it always does."""
    terminal.press(" ")
    terminal.wait_for_text("PAUSED")
    terminal.press(" ")
    terminal.wait_for(lambda: "PAUSED" not in terminal.text, "going on")


def rest(terminal: Terminal, seconds: float) -> None:
    """Let time pass, in which what is unfinished is given up, and a flood is over."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        terminal.read(left)


def peak_mb(terminal: Terminal) -> float:
    """The most memory that the program has had, in megabytes."""
    status = Path(f"/proc/{terminal.process.pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1024


def test_late_answers_are_no_keys(terminal: Terminal) -> None:
    before = terminal.text.splitlines()[-1]
    for answer in LATE:
        middle = len(answer) // 2
        terminal.press_bytes(answer[:middle])
        terminal.press_bytes(answer[middle:])
        if answer == UNENDED:
            rest(terminal, UNFINISHED_S + 0.5)
        pauses(terminal)
        assert terminal.text.splitlines()[-1] == before, (answer, "sound is on, and nothing open")


UNFINISHED = [b"\x1b[200~hello", b"\x1bP>|XTerm", b"\x1b]52;c;", b"\x1b["]


@pytest.mark.parametrize(
    ("unfinished", "seen"),
    [
        (unfinished, seen)
        for turn, unfinished in enumerate(UNFINISHED)
        for seen in share_of(["hurts", "PAUSED"], turn)
    ],
)
def test_what_is_unfinished_shuts_nothing_out(
    terminal: Terminal, unfinished: bytes, seen: str
) -> None:
    terminal.press_bytes(unfinished)
    key = {"hurts": "!", "PAUSED": " "}[seen]

    def pressed() -> bool:
        terminal.press(key)
        until = time.monotonic() + 0.4
        while time.monotonic() < until:
            terminal.read(0.1)
            if seen in terminal.text:
                return True
        return False

    terminal.wait_for(pressed, seen, 5)


def test_ctrl_c_is_heard_in_an_unfinished_paste(terminal: Terminal) -> None:
    terminal.press_bytes(b"\x1b[200~hello")

    def left() -> bool:
        # What comes at once with the rest of the paste belongs to it.
        terminal.press("\x03")
        terminal.read(0.4)
        return terminal.process.poll() is not None

    terminal.wait_for(left, "the program's end")
    # One that comes when the terminal is its own again is a signal.
    assert terminal.wait_for_exit() in {1, 128 + signal.SIGINT}


UNKNOWN = [
    b"\x1b[1114112u",
    b"\x1b[55296u",
    b"\x1b[49:33:1;2:3;999999999:u",
    b"\x1b[" + b"9" * 6000 + b"u",
    b"\x1b[<0;99999;99999M\x1b[<0;0;0M\x1b[<999;1;1m\x1b[<64;500;500M\x1b[<-1;-5;3M",
    b"\x1b[M\xff\xff\xff",
    b"\x1b[48;1;1;1;1t\x1b[8;1;1t",
    b"\x1b[9999999999;9999999999R",
    b"\x1b[?2026;1$y\x1b[?2048;2$y\x1b[?1049;1$y",
    b"\xff\xfe\x80\x81\xc0\xaf\xed\xa0\x80",
]


def test_what_nobody_understands_does_nothing(terminal: Terminal) -> None:
    for sequence in UNKNOWN:
        send(terminal, sequence)
        pauses(terminal)


KEYS = amount(100_000)
"""Of some floods: what is kept of each would soon cost more than a flood may."""

FLOODS = [
    (b"x" * 40_000, TOO_MUCH),
    (b"y\n" * 500_000, TOO_MUCH),
    (b"\x1b[200~" + b"\x1b]0;x\x07" * (2**20 // 6) + b"\x1b[201~", PASTE_TOO_LONG),
    (b"\x1b[A\x1b[B" * KEYS, TOO_MUCH),
    (b"\x1b[<35;10;10M\x1b[<0;10;10M\x1b[<0;10;10m" * (KEYS // 5), TOO_MUCH),
    (b"\x1b[113u" * KEYS, TOO_MUCH),
    (b"\x1bP" + b"q" * 1_000_000, ""),
    (b"\x1b[" + b"1" * 1_000_000, ""),
]


@pytest.mark.long
def test_floods_cost_nothing_and_a_key_works_after_them(terminal: Terminal) -> None:
    rest(terminal, 0.5)
    before = peak_mb(terminal)
    for flood, said in FLOODS:
        send(terminal, flood)
        # It stays for a while, so that it is there already when the next one is dropped.
        terminal.wait_for_text(said[:20])
        rest(terminal, UNFINISHED_S + QUIET_S)
        pauses(terminal)
    assert peak_mb(terminal) - before < MEMORY_MB


def test_a_paste_of_the_most_that_fits_is_taken(home: Path) -> None:
    with Terminal([*PATIENT_COPY], home) as terminal:
        terminal.wait_for_text("find")
        terminal.press("/")
        send(terminal, b"\x1b[200~" + b"morning".ljust(PASTE_LIMIT) + b"\x1b[201~")
        terminal.wait_for_text("morning")

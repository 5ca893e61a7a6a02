"""How many bytes go to the terminal: few enough for a bad link. ``make bench`` has the figures."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from stretchtui.core.routines.library import Source
from stretchtui.store.paths import folders
from stretchtui.store.routines import read_library
from tests.end_to_end.terminal import COPIED, Terminal, seconds_gone

KEY_BYTES = 1024
HOLD_BYTES = 300
"""A second."""

FIRST_BYTES, LARGE_BYTES = 3000, 12_000
"""For the whole first screen at 80 × 24 and at 200 × 60, with all that goes before it."""

QUIET_S = 0.06
"""After so long without a byte an answer is complete."""

STILL_S = 1.2
"""After so long without a byte nothing moves any more: what moves does so every second."""

HOLD = """
format = 1
[[routine]]
id = "hold"
name = "Hold"
get_ready = 0
[[routine.step]]
name = "Hold"
instructions = ["Stay."]
hold = 200
"""


def settle(terminal: Terminal, quiet: float = QUIET_S) -> int:
    """Read until nothing more comes; how many bytes have come so far."""
    while terminal.read(quiet):
        pass
    return len(terminal.output)


def test_the_first_screen_and_the_keys_in_the_list_take_few_bytes(home: Path) -> None:
    routines = [
        entry.routine.name
        for entry in read_library(folders(str(home))).entries.values()
        if entry.source is Source.SHIPPED
    ]
    keys = [("j", name) for name in routines[1:]] + [("k", name) for name in routines[-2::-1]]
    with Terminal([*COPIED, "--cues", "off"], home) as terminal:

        def previews(name: str) -> bool:
            return f"▸ {name}" in terminal.text and terminal.text.count(name) >= 2

        terminal.wait_for(lambda: previews(routines[0]), "the first routine")
        before = settle(terminal, 0.3)
        assert before <= FIRST_BYTES
        for key, name in keys:
            terminal.press(key)
            terminal.wait_for(partial(previews, name), name)
            settle(terminal)
        assert (settle(terminal) - before) / len(keys) <= KEY_BYTES


def test_a_large_screen_takes_few_bytes(home: Path) -> None:
    with Terminal(COPIED, home, (200, 60)) as terminal:
        terminal.wait_for_text("38 routines")
        assert settle(terminal, 0.3) <= LARGE_BYTES


def test_a_hold_takes_few_bytes_a_second_and_a_pause_none(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "hold.toml"
    path.write_text(HOLD)
    command = [*COPIED, "play", str(path), "--cues", "off", "--speed", "10"]
    with Terminal(command, home) as terminal:
        # Its digits go from three to two on the way, and the strip moves on.
        terminal.wait_for(lambda: seconds_gone(terminal.text) >= 10, "ten seconds of the session")
        start, before = seconds_gone(terminal.text), len(terminal.output)
        terminal.wait_for(lambda: seconds_gone(terminal.text) >= 45, "half a minute more")
        seconds, size = seconds_gone(terminal.text) - start, len(terminal.output) - before
        assert size / seconds <= HOLD_BYTES
        terminal.press(" ")
        terminal.wait_for_text("PAUSED")
        terminal.wait_for(lambda: not terminal.read(STILL_S), "nothing to say")

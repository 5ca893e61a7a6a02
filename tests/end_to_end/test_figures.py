"""What figures cost on the way to the terminal: little while they move, nothing while still."""

from __future__ import annotations

import re
import time
from functools import partial
from pathlib import Path

from tests.end_to_end.terminal import PROGRAM, Terminal

MOVING_BYTES = 1000
"""A second, with all else that changes."""
STILL_BYTES = 300

LENGTH_S = 6.0

ROUTINE = """
format = 1
[[routine]]
id = "cats"
name = "Cats"
get_ready = 0
[[routine.step]]
stretch = "cat-cow"
reps = 20
"""


def drawn(terminal: Terminal) -> str:
    """The braille on the screen."""
    return "".join(re.findall("[\u2801-\u28ff]", terminal.text))


def plays(terminal: Terminal) -> bool:
    """Whether two seconds of the session are over."""
    return "0:02 of" in terminal.text


def test_figures_take_few_bytes_a_second(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "cats.toml"
    path.write_text(ROUTINE)
    command = [*PROGRAM, "play", str(path), "--cues", "off"]
    with Terminal(command, home) as moving, Terminal([*command, "--no-motion"], home) as still:
        seen: dict[Terminal, set[str]] = {moving: set(), still: set()}
        before: dict[Terminal, int] = {}
        for terminal in seen:
            terminal.wait_for(partial(plays, terminal), "two seconds of the session")
            before[terminal] = len(terminal.output)
        end = time.monotonic() + LENGTH_S
        while time.monotonic() < end:
            for terminal, drawings in seen.items():
                if terminal.read(0.05):
                    drawings.add(drawn(terminal))
        assert len(moving.output) - before[moving] <= MOVING_BYTES * LENGTH_S
        assert len(still.output) - before[still] <= STILL_BYTES * LENGTH_S
        assert len(seen[moving]) > 4
        assert len(seen[still]) == 1
        assert len(seen[still].pop()) > 40

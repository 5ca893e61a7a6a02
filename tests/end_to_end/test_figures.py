"""What figures cost on the way to the terminal: little while they move, nothing while still."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from tests.end_to_end.terminal import COPIED, Terminal, seconds_gone

MOVING_BYTES = 1000
"""A second, with all else that changes."""
STILL_BYTES = 300

IN_PLACE_S = 8
"""So long it takes to get there."""
LENGTH_S = 6
"""Of the session."""

ROUTINE = """
format = 1
[[routine]]
id = "cats"
name = "Cats"
get_ready = 8
[[routine.step]]
stretch = "cat-cow"
reps = 20
"""


def drawn(terminal: Terminal) -> str:
    """The braille on the screen."""
    return "".join(re.findall("[\u2801-\u28ff]", terminal.text))


def plays(terminal: Terminal) -> bool:
    """Whether the stretch has been gone into, for two seconds."""
    return seconds_gone(terminal.text) >= IN_PLACE_S + 2


def test_figures_take_few_bytes_a_second(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "cats.toml"
    path.write_text(ROUTINE)
    command = [*COPIED, "play", str(path), "--cues", "off"]
    with Terminal(command, home) as moving, Terminal([*command, "--no-motion"], home) as still:
        seen: dict[Terminal, set[str]] = {moving: set(), still: set()}
        begun: dict[Terminal, tuple[int, int]] = {}
        for terminal in seen:
            terminal.wait_for(partial(plays, terminal), "two seconds of the stretch")
            begun[terminal] = seconds_gone(terminal.text), len(terminal.output)

        def went_on() -> bool:
            for terminal, drawings in seen.items():
                terminal.read(0.01)
                drawings.add(drawn(terminal))
            return min(seconds_gone(each.text) - begun[each][0] for each in seen) >= LENGTH_S

        moving.wait_for(went_on, f"{LENGTH_S} s more")
        for terminal, most in ((moving, MOVING_BYTES), (still, STILL_BYTES)):
            since, before = begun[terminal]
            assert len(terminal.output) - before <= most * (seconds_gone(terminal.text) - since)
        assert len(seen[moving]) > 4
        assert len(seen[still]) == 1
        assert len(seen[still].pop()) > 40

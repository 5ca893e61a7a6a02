"""What is coming in a session is changed in a real terminal, and stays so after a kill."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.end_to_end.terminal import COPIED, Terminal, run

ROUTINE = """
format = 1
[[routine]]
id = "four"
name = "Four"
get_ready = 1
[[routine.step]]
name = "Ankle circle"
hold = 600
[[routine.step]]
name = "Back bend"
hold = 5
[[routine.step]]
name = "Chest opener"
hold = 5
[[routine.step]]
name = "Dog"
hold = 5
"""


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
def test_the_list_is_kept_over_a_kill(home: Path, size: tuple[int, int]) -> None:
    routines = home / "config" / "routines"
    routines.mkdir(parents=True)
    (routines / "four.toml").write_text(ROUTINE)
    with Terminal([*COPIED, "play", "four", "--cues", "off"], home, size) as terminal:
        terminal.wait_for_text("HOLD")
        terminal.press("l")
        terminal.wait_for_text("Coming up")
        # Back bend last, Chest opener left out, Child's pose added behind it.
        terminal.press("jpda")
        terminal.wait_for_text("Add a stretch")
        terminal.press("child")
        terminal.wait_for_text("Child's pose")
        terminal.press("\r")
        terminal.wait_for(lambda: "Add a stretch" not in terminal.text, "the list again")
        assert _names(terminal) == NAMES
        # It is kept every five seconds.
        terminal.wait_for_text("hold 9:4")
        terminal.press("\x1b")
        terminal.wait_for_text("HOLD")
        terminal.process.kill()
        terminal.process.wait()
    with Terminal([*COPIED, "resume", "--cues", "off"], home, size) as terminal:
        terminal.wait_for_text("left of")
        terminal.press("l")
        terminal.wait_for_text("Coming up")
        terminal.wait_for(lambda: _names(terminal) == NAMES, "the same list")
        assert "left out" in terminal.text
        terminal.press("\x1b")
        terminal.wait_for(lambda: "Coming up" not in terminal.text, "the session")
        terminal.press("x")
        terminal.wait_for_text("saved")
        terminal.press("q")
        terminal.wait_for_exit()
    (session,) = json.loads(run("history", "--json", home=home).stdout)
    out = [each["name"] for each in session["stretches"] if each["left_out"]]
    assert out == ["Chest opener"]
    assert session["steps"] == 5


NAMES = ["Ankle circle", "Chest opener", "Child's pose", "Dog", "Back bend"]


def _names(terminal: Terminal) -> list[str]:
    rows = [" ".join(row.split()).lstrip("▸✓– ") for row in terminal.text.splitlines()]
    return [name for row in rows for name in NAMES if row.startswith(name)]

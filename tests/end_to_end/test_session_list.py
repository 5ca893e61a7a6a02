"""What is coming in a session is changed in a real tmux, and stays so after a kill."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from tests.end_to_end.tmux import PROGRAM, Tmux

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
def test_the_list_is_kept_over_a_kill(tmp_path: Path, home: Path, size: tuple[int, int]) -> None:
    routines = home / "config" / "routines"
    routines.mkdir(parents=True)
    (routines / "four.toml").write_text(ROUTINE)
    with Tmux(tmp_path, home, size) as tmux:
        tmux.command(f"{PROGRAM} play four --cues off")
        tmux.wait_for_text("HOLD")
        tmux.type("l")
        tmux.wait_for_text("Coming up")
        # Back bend last, Chest opener left out, Child's pose added behind it.
        tmux.type("jpda")
        tmux.wait_for_text("Add a stretch")
        tmux.type("child")
        tmux.wait_for_text("Child's pose")
        tmux.run("send-keys", "Enter")
        tmux.wait_for(lambda: "Add a stretch" not in tmux.text, "the list again")
        assert _names(tmux) == NAMES
        # It is kept every five seconds.
        tmux.wait_for_text("hold 9:4")
        tmux.run("send-keys", "Escape")
        tmux.wait_for_text("HOLD")
        _kill(tmux)
        tmux.run("respawn-pane", "-k")
        tmux.wait_for_text("ready$")
        tmux.command(f"{PROGRAM} resume --cues off")
        tmux.wait_for_text("left of")
        tmux.type("l")
        tmux.wait_for_text("Coming up")
        tmux.wait_for(lambda: _names(tmux) == NAMES, "the same list")
        assert "left out" in tmux.text
        tmux.run("send-keys", "Escape")
        tmux.wait_for(lambda: "Coming up" not in tmux.text, "the session")
        tmux.type("x")
        tmux.wait_for_text("saved")
        tmux.type("q")
        tmux.wait_for_text("ready$")
        tmux.command(f"clear; {PROGRAM} history --json > kept.json; echo done")
        tmux.wait_for(lambda: (tmp_path / "kept.json").exists(), "the file")
        tmux.wait_for(lambda: bool((tmp_path / "kept.json").read_text().strip()), "what is kept")
    (session,) = json.loads((tmp_path / "kept.json").read_text())
    out = [each["name"] for each in session["stretches"] if each["left_out"]]
    assert out == ["Chest opener"]
    assert session["steps"] == 5


def _kill(tmux: Tmux) -> None:
    """Kill the program in the pane, and wait until it is gone."""
    shell = tmux.format("#{pane_pid}")
    (program,) = Path(f"/proc/{shell}/task/{shell}/children").read_text().split()
    os.kill(int(program), signal.SIGKILL)
    tmux.wait_for(lambda: not Path(f"/proc/{program}").exists(), "the end of the program")


NAMES = ["Ankle circle", "Chest opener", "Child's pose", "Dog", "Back bend"]


def _names(tmux: Tmux) -> list[str]:
    rows = [" ".join(row.split()).lstrip("▸✓– ") for row in tmux.text.splitlines()]
    return [name for row in rows for name in NAMES if row.startswith(name)]

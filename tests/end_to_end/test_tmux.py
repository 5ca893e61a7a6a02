"""A session in tmux that is left and come back to: another screen, the same session."""

from __future__ import annotations

import re
from pathlib import Path

from tests.end_to_end.bells import ring_for_everything
from tests.end_to_end.terminal import Terminal, seconds_gone
from tests.end_to_end.tmux import PROGRAM, Tmux

PAGE = Path(__file__).parents[2] / "docs" / "ssh.md"

TICKING = """
format = 1
[[routine]]
id = "ticking"
name = "Ticking"
get_ready = 0
[[routine.step]]
name = "Nod"
instructions = ["Nod."]
reps = 300
tempo = 1
"""
"""A cue a second."""

DETACH = "\x02d"


def lines(text: str) -> list[str]:
    """The lines of a screen, without the blanks behind them."""
    return [line.rstrip() for line in text.splitlines()]


def documented_settings(folder: Path) -> Path:
    """A file of the settings that the page recommends."""
    found = re.search(r"```\n# ~/\.tmux\.conf\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert found
    path = folder / "tmux.conf"
    path.write_text(found[1])
    return path


def test_a_session_goes_on_while_nobody_is_attached(tmp_path: Path, home: Path) -> None:
    routine = tmp_path / "ticking.toml"
    routine.write_text(TICKING)
    ring_for_everything(home)
    with Tmux(tmp_path, home) as tmux:
        tmux.run("source-file", str(documented_settings(tmp_path)))
        with Terminal(tmux.attach, home, answers=True) as client:
            client.wait_for_text("ready$")
            client.press(f"{PROGRAM} play {routine} --cues terminal\r")
            client.wait_for(lambda: len(client.bells()) >= 2, "bells")
            client.press(DETACH)
            assert client.wait_for_exit() == 0
        # What tmux shows may be in the middle of a line.
        tmux.wait_for(lambda: seconds_gone(tmux.text) > 0, "the session")
        left = seconds_gone(tmux.text)
        tmux.wait_for(lambda: seconds_gone(tmux.text) >= left + 3, "the session goes on")
        assert "PAUSED" not in tmux.text
        with Terminal(tmux.attach, home, (100, 30), answers=True) as client:
            client.wait_for(lambda: seconds_gone(client.text) >= 0, "the session")
            again = seconds_gone(client.text)
            client.wait_for(lambda: seconds_gone(client.text) >= again + 3, "three seconds more")
            passed = seconds_gone(client.text) - again
            assert 2 <= len(client.bells()) <= passed + 2, "a bell a second, and no burst"
            assert tmux.format("#{pane_width} #{pane_height}") == "100 29"
            client.wait_for(lambda: lines(client.text)[:-1] == lines(tmux.text), "the whole screen")
            assert "Ticking" in lines(client.text)[0]
            assert seconds_gone(client.text) >= left + 3
            client.press("qq")
            client.wait_for_text("ready$")

"""Settings in the whole program: in force from the start, changed in a terminal, kept."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from tests.end_to_end.terminal import COPIED, PATIENCE_S, Terminal, run

MOUSE_ON, MOUSE_OFF = b"\x1b[?1000h", b"\x1b[?1000l"


def settings(home: Path, toml: str) -> Path:
    """Put settings into a home."""
    path = home / "config" / "settings.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(toml)
    return path


def test_what_is_told_of_a_session_is_at_the_pace_that_is_set(home: Path, short: Path) -> None:
    settings(home, '[session]\nswitch = 9\ncountdown = 1\nfirst_side = "right"\n')
    shown = json.loads(run("show", str(short), "--json", home=home).stdout)
    phases = [(each["kind"], each["duration_s"], each["side"]) for each in shown["phases"]]
    assert phases[1:4] == [("hold", 20, "right"), ("switch", 9, "left"), ("hold", 20, "left")]
    assert [cue["at_s"] for cue in shown["cues"] if cue["cue"] == "tick"][:3] == [3, 23, 32]
    played = run("play", str(short), "--plain", "--speed", "100", "--cues", "off", home=home)
    assert "switch sides 9 s" in played.stdout


def test_what_is_changed_shows_at_once_and_is_there_the_next_time(home: Path) -> None:
    with Terminal([*COPIED, "--cues", "off"], home) as terminal:
        terminal.wait_for_text("routines")
        assert MOUSE_ON in terminal.output
        # All in one burst, as over a slow link: the third setting of the screen is the mouse.
        terminal.press(",\t\t\t\t\t\tjj\x1b[C")
        terminal.wait_for(lambda: MOUSE_OFF in terminal.output, "the mouse is given back")
        terminal.press("\x1b[A\x1b[A\x1b[C")
        path = home / "config" / "settings.toml"
        terminal.wait_for(lambda: "calm" in path.read_text(), "the theme is kept")
        # It was kept already: nothing more is done about it as the terminal goes.
        terminal.hang_up()
        terminal.process.wait(PATIENCE_S)
    assert tomllib.loads(path.read_text()) == {"screen": {"mouse": False, "theme": "calm"}}
    with Terminal([*COPIED], home) as terminal:
        terminal.wait_for_text("routines")
        assert MOUSE_ON not in terminal.output
        terminal.press("q")
        assert terminal.wait_for_exit() == 0

"""A tmux pane that another program has left in disorder, or writes in: ctrl+l puts all right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.tmux import PROGRAM, Tmux

BEFORE = "\x1b(0\x1b)0\x0e\x1b[4h\x1b[20h\x1b[5;10r"
MEANWHILE = BEFORE + "\x1b[?6h\x1b[3;3Hwho was that?\x1b[7m" + "!" * 200
REDRAW = "C-l"


def disturb(tmux: Tmux, data: str) -> None:
    """Another program writes on the same terminal."""
    path = Path(tmux.format("#{pane_tty}"))
    with path.open("wb", buffering=0) as terminal:
        terminal.write(data.encode())


@pytest.mark.parametrize("term", ["", "linux", "vt100"])
def test_what_was_there_before_and_what_comes_meanwhile_does_not_stay(
    tmp_path: Path, home: Path, term: str
) -> None:
    words = f"{f'TERM={term} ' if term else ''}{PROGRAM} --cues off"
    with Tmux(tmp_path, home) as tmux:
        tmux.command(words)
        # Today's suggestion comes last.
        tmux.wait_for_text("Today's suggestion")
        wanted = tmux.text
        tmux.keys("q")
        tmux.wait_for(lambda: tmux.text.rstrip().endswith("ready$"), "the shell again")
        disturb(tmux, BEFORE)
        tmux.command(words)
        tmux.wait_for(lambda: tmux.text == wanted, "the same screen")
        disturb(tmux, MEANWHILE)
        tmux.wait_for_text("!!!")
        tmux.keys(REDRAW)
        tmux.wait_for(lambda: tmux.text == wanted, "the same screen again")

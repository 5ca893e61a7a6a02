"""Left for the shell and come back to: ctrl+z and fg, kill -STOP and kill -CONT."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tests.end_to_end.terminal import PROGRAM as COMMAND
from tests.end_to_end.terminal import Terminal
from tests.end_to_end.tmux import PROGRAM, PROMPT, Tmux

MODES = "#{alternate_on} #{mouse_any_flag} #{cursor_flag}"
OURS, THE_SHELLS = "1 1 0", "0 0 1"


def has_terminal(tmux: Tmux) -> None:
    """Wait until the program has the terminal: its screen is there, in its modes."""
    tmux.wait_for(lambda: tmux.format(MODES) == OURS and "step 1 of 2" in tmux.text, "its screen")


def test_ctrl_z_gives_the_terminal_to_the_shell_and_fg_takes_it_back(
    tmp_path: Path, home: Path, short: Path
) -> None:
    with Tmux(tmp_path, home) as tmux:
        tmux.command(f"stty -a > before; {PROGRAM} play {short} --cues off")
        has_terminal(tmux)
        for round_ in range(2):
            tmux.keys("C-z")
            tmux.wait_for_text("Stopped")
            assert "step 1 of 2" not in tmux.text
            assert tmux.format(MODES) == THE_SHELLS
            assert tmux.status(f"stty -a > after{round_}; clear") == 0
            tmux.command("fg; echo left=$?.")
            has_terminal(tmux)
        tmux.keys("q", "q")
        tmux.wait_for_text("left=1.\n")
        assert tmux.format(MODES) == THE_SHELLS
        assert tmux.status("stty -a > after2") == 0
        for each in ("after0", "after1", "after2"):
            assert tmux.status(f"cmp before {each}") == 0
        assert f"{PROMPT} " in tmux.text


def test_a_session_stands_still_while_the_program_is_stopped(
    tmp_path: Path, home: Path, short: Path
) -> None:
    with Tmux(tmp_path, home) as tmux:
        tmux.command(f"{PROGRAM} play {short} --cues off")
        has_terminal(tmux)
        tmux.keys("C-z")
        tmux.wait_for_text("Stopped")
        tmux.command("sleep 2.2; fg")
        tmux.wait_for_text("PAUSED · away for")
        tmux.keys("Space")
        tmux.wait_for(lambda: "PAUSED" not in tmux.text, "going on")
        has_terminal(tmux)


def test_where_no_shell_waits_there_is_nothing_to_leave_for(home: Path, short: Path) -> None:
    with Terminal([*COMMAND, "play", str(short), "--cues", "off"], home) as terminal:
        terminal.wait_for_text("step 1 of 2")
        terminal.press("\x1a")
        terminal.press("m")
        terminal.wait_for_text("muted")
        assert b"\x1b[?1049h" in terminal.output
        assert b"\x1b[?1049l" not in terminal.output


def test_stopped_and_continued_from_outside_it_takes_the_terminal_again(
    tmp_path: Path, home: Path, short: Path
) -> None:
    with Tmux(tmp_path, home) as tmux:
        tmux.command(f"{PROGRAM} play {short} --cues off")
        has_terminal(tmux)
        shell = int(tmux.format("#{pane_pid}"))
        child = int(Path(f"/proc/{shell}/task/{shell}/children").read_text().split()[0])
        os.kill(child, signal.SIGSTOP)
        tmux.wait_for_text("Stopped")
        # Nothing may be left of the screen by which it could be taken for the new one.
        assert tmux.status("reset") == 0
        assert "step 1 of 2" not in tmux.text
        assert tmux.format(MODES) != OURS
        tmux.command("fg; echo left=$?.")
        has_terminal(tmux)
        tmux.keys("m")
        tmux.wait_for_text("muted")
        tmux.keys("q", "q")
        tmux.wait_for_text("left=1.\n")
        assert tmux.format(MODES) == THE_SHELLS
        assert tmux.status("stty -a | grep -q ' echo '") == 0, "it echoes"

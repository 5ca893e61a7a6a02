"""Light on a light terminal, dark on a dark one: in the whole program, on a real pty."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.terminal import COPIED, PATIENT_COPY, Terminal

ASKED = b"\x1b]11;?"
LIGHT = "\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\"
DARK = "\x1b]11;rgb:0000/2b2b/3636\x07"
DA1 = "\x1b[?61;4;22c"
OVER_SSH = {"SSH_CONNECTION": "::1 1 ::1 22"}
COLOURS = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
PAPER, NIGHT = "ffffff", "121212"
ERASED = b"\x1b[2J"


def grounds(terminal: Terminal) -> set[str]:
    """The colours behind the first row and the last, as far as anything is there."""
    screen = terminal.screen
    return {screen.buffer[row][0].bg for row in (0, screen.lines - 1)}


def wait_for_ground(terminal: Terminal, colour: str) -> None:
    """Wait until the list stands on a colour."""
    terminal.wait_for_text("Five for")
    terminal.wait_for(lambda: grounds(terminal) == {colour}, f"on {colour}")


@pytest.mark.parametrize(("answer", "ground"), [(LIGHT, PAPER), (DARK, NIGHT), ("", NIGHT)])
def test_the_first_frame_is_as_the_terminal_says(home: Path, answer: str, ground: str) -> None:
    environment = OVER_SSH | COLOURS
    with Terminal([*PATIENT_COPY, "--cues", "relay"], home, environment=environment) as terminal:
        terminal.wait_for(lambda: ASKED in terminal.output, "the question")
        terminal.press(answer + DA1)
        wait_for_ground(terminal, ground)
        other = {PAPER: b"48;5;233", NIGHT: b"48;5;231"}[ground]
        assert other not in terminal.output


def test_a_terminal_that_says_late_that_it_is_light_is_believed(home: Path) -> None:
    with Terminal([*COPIED, "--cues", "off"], home, environment=COLOURS) as terminal:
        wait_for_ground(terminal, NIGHT)
        begun = len(terminal.output)
        terminal.press("j" + LIGHT + DA1 + "j")
        wait_for_ground(terminal, PAPER)
        terminal.wait_for(lambda: "▸ Five for" not in terminal.text, "the keys around it are keys")
        assert ERASED not in terminal.output[begun:], "drawn over, and never blank"


def test_the_environment_tells_where_the_terminal_does_not(home: Path) -> None:
    environment = COLOURS | {"COLORFGBG": "0;15"}
    with Terminal([*COPIED, "--cues", "off"], home, environment=environment) as terminal:
        wait_for_ground(terminal, PAPER)
        terminal.press(DARK + DA1)
        wait_for_ground(terminal, NIGHT)


def test_what_the_person_has_chosen_stays(home: Path) -> None:
    (home / "config").mkdir()
    (home / "config" / "settings.toml").write_text('[screen]\ntheme = "calm"\n')
    with Terminal([*COPIED, "--cues", "off"], home, environment=COLOURS) as terminal:
        wait_for_ground(terminal, NIGHT)
        terminal.press(LIGHT + DA1 + "j")
        terminal.wait_for_text("▸ Five more")
        assert grounds(terminal) == {NIGHT}

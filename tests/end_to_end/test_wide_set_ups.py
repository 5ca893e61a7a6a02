"""A terminal that gives ambiguous characters two cells, as some in China, Japan and Korea do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.terminal import COPIED, PATIENT_COPY, Terminal

ASKED = "·\x1b[6n".encode()
WIDE = "\x1b[1;3R"
DA1 = "\x1b[?61;4;22c"
OVER_SSH = {"SSH_CONNECTION": "::1 1 ::1 22"}


def choose(home: Path, glyphs: str) -> None:
    """Set what to draw with."""
    (home / "config").mkdir(exist_ok=True)
    (home / "config" / "settings.toml").write_text(f'[screen]\nglyphs = "{glyphs}"\n')


def name_in(home: Path) -> str:
    """A routine that is called by more than ASCII."""
    folder = home / "config" / "routines"
    folder.mkdir(parents=True)
    (folder / "own.toml").write_text(
        'format = 1\n[[routine]]\nid = "own"\nname = "朝 é"\n'
        '[[routine.step]]\nname = "伸び"\nhold = 9\n'
    )
    return "朝"


def test_it_is_drawn_in_ascii_and_names_stay(home: Path) -> None:
    name = name_in(home)
    with Terminal([*PATIENT_COPY, "--cues", "relay"], home, environment=OVER_SSH) as terminal:
        terminal.wait_for(lambda: ASKED in terminal.output, "the question")
        terminal.press(WIDE + DA1)
        terminal.wait_for_text("> ")
        terminal.wait_for_text(name)
        terminal.wait_for_text("q quit")
        shown = bytes(terminal.output).partition(b"\x1b[?1049h")[2].decode()
        assert {each for each in shown if not each.isascii()} <= set(name + "伸び")


def test_an_answer_that_comes_late_is_heeded_and_no_key(home: Path) -> None:
    with Terminal([*COPIED, "--cues", "off"], home) as terminal:
        terminal.wait_for_text("▸ Five for")
        terminal.press(WIDE + DA1)
        terminal.wait_for_text("> Five for")
        terminal.wait_for(lambda: terminal.text.isascii(), "nothing but ASCII")


@pytest.mark.parametrize(("chosen", "mark"), [("unicode", "▸"), ("ascii", ">")])
def test_the_person_has_the_last_word(home: Path, chosen: str, mark: str) -> None:
    choose(home, chosen)
    with Terminal([*COPIED, "--cues", "off"], home) as terminal:
        terminal.wait_for(lambda: ASKED in terminal.output, "the question")
        terminal.press((WIDE if chosen == "unicode" else "\x1b[1;2R") + DA1)
        terminal.wait_for_text(f"{mark} Five for")
        terminal.press("j")
        terminal.wait_for_text(f"{mark} Five more")

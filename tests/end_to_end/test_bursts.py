"""Several keys or clicks in one write, as they come over a slow link: nobody is surprised."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.end_to_end.monkey import furnish
from tests.end_to_end.terminal import COPIED, Terminal, crashes

if TYPE_CHECKING:
    from tests.end_to_end.conftest import Shared

CLICK = "\x1b[<0;20;10M"
BURSTS = {
    "session of the history": "h\r\r\r\r",
    "page down in the palette": "\x10\x1b[6~",
    "page up in the palette": "\x10\x1b[5~",
    "palette and out": "\x10\x1b",
    "palette and in": "\x10\r\r",
    "in and out": "\r\x1b",
    "out and out": "\x1b\x1b",
    "twice deleted": "dd",
    "builder and out": "e\x1b\x1b",
    "trial and out": "ep\x1b\x1b",
    "help and a double click": f"?{CLICK}{CLICK}",
    "settings in settings": ",\r\r\x1b\x1b",
}


@pytest.fixture
def home(shared: Shared, tmp_path: Path) -> Path:
    """A home of somebody who has used the program for a while."""
    return shutil.copytree(shared("furnished", furnish), tmp_path / "home")


@pytest.mark.parametrize("burst", BURSTS)
def test_program_goes_on(home: Path, burst: str) -> None:
    with Terminal([*COPIED, "--cues", "off"], home, answers=True) as terminal:
        terminal.wait_for_text("routines")
        terminal.press(BURSTS[burst])
        terminal.resize(100, 30)
        terminal.wait_for(lambda: any(line.strip() for line in terminal.screen.display), "a screen")
        # Each ends the program, wherever it is; a burst may have done so.
        terminal.press("\x03")
        assert terminal.wait_for_exit() == 0, crashes(home)


@pytest.mark.parametrize(
    ("way", "burst", "seen"),
    [
        ("?", "q,", "Settings"),
        ("h\r", "\x1b\x1b", "Today's suggestion"),
        ("e\r", "\x1b\x1b", "Today's suggestion"),
        ("?", "qq", ""),
    ],
)
def test_key_behind_the_one_that_closes_goes_to_what_is_below(
    home: Path, way: str, burst: str, seen: str
) -> None:
    with Terminal([*COPIED, "--cues", "off"], home, answers=True) as terminal:
        terminal.wait_for_text("Today's suggestion")
        terminal.press(way)
        terminal.wait_for(lambda: "Today's suggestion" not in terminal.text, "what is to be closed")
        terminal.press(burst)
        if seen:
            terminal.wait_for_text(seen)
            terminal.press("\x03")
        assert terminal.wait_for_exit() == 0, crashes(home)


@pytest.mark.parametrize("keys", ["qq", "q\x03", "\x03\r", "\x11\x11", "q" + CLICK * 2])
def test_leaving_twice_is_leaving(home: Path, keys: str) -> None:
    with Terminal([*COPIED, "--cues", "off"], home, answers=True) as terminal:
        terminal.wait_for_text("routines")
        terminal.press(keys)
        assert terminal.wait_for_exit() == 0, crashes(home)


def test_ctrl_c_pressed_again_and_again_is_leaving_once(home: Path) -> None:
    with Terminal([*COPIED, "--cues", "off"], home, answers=True) as terminal:
        terminal.wait_for_text("routines")
        terminal.press("q")
        # By the program's keys, by its handler, and by what the kernel makes of it at the end.
        while terminal.process.poll() is None:
            terminal.process.send_signal(signal.SIGINT)
            terminal.read(0.001)
        assert terminal.wait_for_exit() in (0, 128 + signal.SIGINT)
        assert b"Traceback" not in terminal.output


def test_double_click_on_press_any_key(home: Path) -> None:
    (home / "data" / "care-shown").unlink()
    with Terminal([*COPIED, "--cues", "off"], home, answers=True) as terminal:
        terminal.wait_for_text("Before you start")
        terminal.press(CLICK * 2)
        terminal.press("\x1b[<0;20;10m" * 2)
        terminal.wait_for_text("routines")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0, crashes(home)

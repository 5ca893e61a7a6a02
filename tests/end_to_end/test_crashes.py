"""An exception that nobody caught, wherever: the terminal is as it was, the session is kept, and
one line says where the details are."""

from __future__ import annotations

import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from stretchtui.playing.ending import ExitStatus
from stretchtui.store.journal import Journal
from tests.end_to_end.copies import COPY
from tests.end_to_end.terminal import PATIENT, Terminal, environment_for

_BREAKS = """
import sys, time
from stretchtui.tui import launch
from stretchtui.tui.player.screen import PlayerScreen
def boom(*_): raise RuntimeError("boom \\x1b[31m")
async def boom_later(*_): boom()
def on_key(do):
    PlayerScreen.action_mute = do
{0}
{1}
"""

SESSION = {
    "handler": "on_key(boom)",
    "async handler": "on_key(boom_later)",
    "worker": "on_key(lambda screen: screen.run_worker(boom_later()))",
    "journal's worker": """
from stretchtui.playing.journal_view import JournalView
def read(screen):
    JournalView.read = boom_later
    screen.app.read_journal()
on_key(read)""",
    "timer": "on_key(lambda screen: screen.set_timer(0.01, boom))",
    "later": "on_key(lambda screen: screen.call_later(boom))",
    "after a refresh": "on_key(lambda screen: screen.call_after_refresh(boom))",
    "clock of the session": "on_key(lambda screen: screen.player.call_later(0.01, boom))",
    "what the clock calls": """
def wake(screen): screen.view.delivered = boom
from stretchtui.playing.clockwork import Clockwork
on_key(lambda screen: setattr(Clockwork, "wake", boom))""",
    "compose": """
from stretchtui.tui.dialogs.text_screen import TextScreen
def help_(screen):
    TextScreen.compose = boom
    screen.action_help()
on_key(help_)""",
    "mount": """
from stretchtui.tui.dialogs.text_screen import TextScreen
def help_(screen):
    TextScreen.on_mount = boom
    screen.action_help()
on_key(help_)""",
    "drawing": """
from stretchtui.tui.widgets.key_bar import KeyBar
def draw(screen):
    KeyBar.render = KeyBar.render_line = boom
    screen.view.bar.refresh()
on_key(draw)""",
    "input thread": """
from stretchtui.tui.driver import FrugalDriver
read = FrugalDriver._read
FrugalDriver._read = lambda driver: boom() if b"m" in (data := read(driver)) else data""",
    "writer's thread": """
from stretchtui.terminal.writer import TerminalWriter
def write(screen):
    TerminalWriter._write = boom
    screen.app.action_redraw()
on_key(write)""",
    "journal's thread": "on_key(lambda screen: screen.player.journal.writer.ask(boom))",
    "a page of the journal": """
from stretchtui.store.session_page import SessionPage
from stretchtui.core.sessions.events import SessionCommand
def keep(screen):
    SessionPage.put = boom
    screen.player.do(SessionCommand.NEXT)
on_key(keep)""",
    "a failure that the app does not get over": """
from stretchtui.tui.app import StretchApp
def stick(screen):
    StretchApp._handle_exception = lambda app, error: (app._fail(error), time.sleep(60))
    boom()
on_key(stick)""",
    "leaving": """
from stretchtui.tui.app import StretchApp
def leave(screen):
    StretchApp.on_unmount = boom
    screen.app.exit(0)
on_key(leave)""",
}


def broken(*arguments: str, by: str = "", start: str = "") -> list[str]:
    """A copy of the program, with something broken in it."""
    words = f"from stretchtui.cli import main\nsys.exit(main({arguments!r}))"
    return [
        COPY,
        "-c",
        PATIENT[2].partition("from stretchtui.cli")[0] + _BREAKS.format(by, words),
    ]


def details(home: Path, told: str) -> str:
    """What the file holds that a line names."""
    line = re.fullmatch(
        r"stretchtui: something went wrong and the program had to stop\. Details: (\S+)", told
    )
    assert line, told
    file = Path(line[1])
    assert file.is_relative_to(home / "data")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    return file.read_text(encoding="utf-8")


def after_the_screen(terminal: Terminal) -> str:
    """What was printed when the screen was gone."""
    after = bytes(terminal.output).rpartition(b"\x1b[?1049l")[2].decode()
    return re.sub(r"\x1b\[[?<]?[\d;]*[a-z]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)", "", after).strip()


@pytest.mark.parametrize("place", SESSION)
def test_failure_in_a_session(home: Path, begun: Path, place: str) -> None:
    command = broken("play", str(begun), "--cues", "off", by=SESSION[place])
    with Terminal(command, home) as terminal:
        terminal.wait_for_text("step 2 of 2")
        terminal.press("m")
        assert terminal.wait_for_exit() == ExitStatus.CRASHED
        assert terminal.settings == terminal.settings_before
        found = details(home, after_the_screen(terminal))
    assert "RuntimeError: boom" in found
    assert "\x1b" not in found
    journal = Journal(home / "data")
    [record] = journal.sessions()
    left = journal.resumable(record.updated)
    journal.close()
    assert left is not None
    assert left.standing.place.step == 1, "where it was is kept"


def test_failure_before_the_screen_is_there(home: Path) -> None:
    with Terminal(broken(by="launch.read_settings = boom"), home, answers=True) as terminal:
        assert terminal.wait_for_exit() == ExitStatus.CRASHED
        assert terminal.settings == terminal.settings_before
        assert "RuntimeError: boom" in details(home, terminal.text.replace("\n", "").strip())


@pytest.mark.parametrize("what", ["PlayerScreen.compose", "PlayerScreen.on_mount"])
def test_failure_of_the_first_screen(home: Path, what: str) -> None:
    with Terminal(broken(by=f"{what} = boom"), home) as terminal:
        assert terminal.wait_for_exit() == ExitStatus.CRASHED
        assert terminal.settings == terminal.settings_before
        assert "RuntimeError: boom" in details(home, after_the_screen(terminal))


PLAIN = {
    "session": """
from stretchtui.plain.session import PlainSession
from stretchtui.playing.clockwork import Clockwork
wake = Clockwork.wake
Clockwork.wake = lambda clock: boom() if clock.view().index else wake(clock)""",
    "journal's thread": """
from stretchtui.plain.session import PlainSession
press = PlainSession.press
PlainSession.press = lambda session, key: session._player.journal.writer.ask(boom)""",
}


@pytest.mark.parametrize("place", PLAIN)
def test_failure_in_plain_lines(home: Path, short: Path, place: str) -> None:
    command = broken("play", str(short), "--plain", "--cues", "off", by=PLAIN[place])
    with Terminal(command, home, (300, 24)) as terminal:
        terminal.wait_for_text("Reach up")
        terminal.press("n")
        assert terminal.wait_for_exit() == ExitStatus.CRASHED
        assert terminal.settings == terminal.settings_before
        [told] = [line for line in terminal.screen.display if "went wrong" in line]
        assert "RuntimeError: boom" in details(home, told.strip())


def test_failure_of_a_small_command(home: Path) -> None:
    words = broken("list", by="from stretchtui.store import routines\nroutines.read_library = boom")
    done = subprocess.run(
        [sys.executable, *words[1:]],
        env=environment_for(home, {}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (ExitStatus.CRASHED, "")
    assert "RuntimeError: boom" in details(home, done.stderr.removesuffix("\n"))

"""The list is there at once: painted as it was at the last start, before Textual is imported."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pyte
import pytest

from stretchtui.store.journal import Journal
from tests.amounts import share_of
from tests.cli.past import DAY_S, NOW, broke_off
from tests.end_to_end.conftest import SHORT, Shared, move_in
from tests.end_to_end.terminal import COPIED, PROGRAM, Terminal, crashes, run
from tests.end_to_end.tmux import PROGRAM as WORDS
from tests.end_to_end.tmux import Tmux

_WAITING = """
import importlib.abc, os, sys, time

class Wait(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == {name!r}:
            sys.meta_path.remove(self)
            {what}

sys.meta_path.insert(0, Wait())
from stretchtui.__main__ import main
sys.exit(main())
"""


_AT_THE_GATE = """while not os.path.exists({gate!r}): time.sleep(0.01)
            from stretchtui.tui import first_screen
            first_screen.LIMIT_S = 60
"""


def stopping_at(name: str, what: str) -> list[str]:
    """The program, which does something else just before it imports a module."""
    return [sys.executable, "-c", _WAITING.format(name=name, what=what)]


def waiting_at(name: str, gate: Path) -> list[str]:
    """The program, which imports a module when there is a file.

    It shows the first screen when that is whole, however long a busy machine takes for it.
    """
    return stopping_at(name, _AT_THE_GATE.format(gate=str(gate)))


def failing_at(name: str) -> list[str]:
    """The program, without a module."""
    return stopping_at(name, 'raise ImportError("it is gone", name=name)')


TEXTUAL, CLI = "textual", "stretchtui.cli"
SIGNALS = signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT
PAINTED = "Min"
"""What is in the list that Textual has not drawn before the journal is read."""


def kept(home: Path) -> Path:
    """The file that the first screen is kept in."""
    return home / "cache" / "first-screen"


def keep(home: Path, size: tuple[int, int] = (80, 24)) -> None:
    """Start the program, wait until its first screen is kept, and leave."""
    kept(home).unlink(missing_ok=True)
    with Terminal([*COPIED], home, size) as terminal:
        settles(terminal, home)
        terminal.press("q")
        assert terminal.wait_for_exit() == 0


@pytest.fixture
def started(home: Path) -> Path:
    """A home with a journal: it is made at the first start, and another one at the second."""
    Journal(home / "data").close()
    return home


@pytest.fixture
def ready(started: Path) -> Path:
    """A home that was started in: its journal is there, and its first screen is kept."""
    keep(started)
    return started


@pytest.fixture
def looked_at(shared: Shared) -> Path:
    """The same, for tests whose program ends before there is anything that it could change."""
    return shared("first-screen", make_ready)


@pytest.fixture
def copied(looked_at: Path, home: Path) -> Path:
    """A copy of it, which can be changed; its journal is another one, but nothing else is."""
    shutil.copytree(looked_at, home, dirs_exist_ok=True)
    return home


def make_ready(home: Path) -> None:
    """Make a home that was started in."""
    Journal(move_in(home) / "data").close()
    keep(home)


def settles(terminal: Terminal, home: Path) -> None:
    """Wait until the first screen is whole, and kept; the one that was kept before is gone."""
    terminal.wait_for(kept(home).exists, "the kept screen")


def sees_the_list(terminal: Terminal) -> None:
    """Wait for the list."""
    terminal.wait_for(lambda: PAINTED in terminal.text and "find" in terminal.text, "the list")


def test_the_second_start_shows_the_list_before_textual_is_there(
    ready: Path, tmp_path: Path
) -> None:
    with Terminal(waiting_at(TEXTUAL, tmp_path / "gate"), ready) as terminal:
        sees_the_list(terminal)
        painted = terminal.text
        (tmp_path / "gate").touch()
        terminal.wait_for(lambda: b"\x1b[?1004h" in terminal.output, "Textual")
        terminal.press("?")
        terminal.wait_for(lambda: terminal.text != painted, "the help")
        terminal.press("\x1b")
        terminal.wait_for(lambda: terminal.text == painted, "the list")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
        assert terminal.settings == terminal.settings_before
        assert terminal.output.count(b"\x1b[?1049h") == 1


def states(terminal: Terminal, size: tuple[int, int]) -> Iterable[list[list[pyte.screens.Char]]]:
    """The screen as it was painted, and then whenever a little more had come."""
    output = re.sub(rb"\x1b\[[<>=][0-9;]*[a-zA-Z]", b"", bytes(terminal.output))
    # What the terminal is asked stands in the first row for as long as one write takes.
    painted, _, rest = output.partition("\x1b[H\r·".encode())
    rest = rest.partition(b"\x1b[c")[2]
    screen = pyte.Screen(*size)
    stream = pyte.ByteStream(screen)
    stream.feed(painted)
    for begin in range(0, len(rest) + 1, 16):
        yield [[screen.buffer[y][x] for x in range(size[0])] for y in range(size[1])]
        stream.feed(rest[begin : begin + 16])


def assert_nothing_flickers(terminal: Terminal, size: tuple[int, int] = (80, 24)) -> None:
    """Every cell is as it was painted or as it is in the end, and never anything between."""
    seen = list(states(terminal, size))
    first, last = seen[0], seen[-1]
    for state in seen:
        for y, row in enumerate(state):
            for x, cell in enumerate(row):
                assert cell in (first[y][x], last[y][x]), (y, x, cell)


@pytest.mark.parametrize("size", [(80, 24), (40, 15), (120, 40)])
def test_no_cell_flickers(started: Path, tmp_path: Path, size: tuple[int, int]) -> None:
    gate = tmp_path / "gate"
    keep(started, size)
    with Terminal(waiting_at(TEXTUAL, gate), started, size) as terminal:
        terminal.wait_for(lambda: b"\x1b[6n" in terminal.output, "the picture, and a question")
        kept(started).unlink()
        gate.touch()
        settles(terminal, started)
        first, *others = states(terminal, size)
        assert all(each == first for each in others)
        assert len(others) > 1


def test_what_has_become_another_is_left_out_and_comes_when_it_is_known(ready: Path) -> None:
    assert run("log", "morning-wake-up", home=ready).returncode == 0
    with Terminal(waiting_at(TEXTUAL, ready / "gate"), ready) as terminal:
        terminal.wait_for(lambda: b"\x1b[6n" in terminal.output, "the picture, and a question")
        assert "find" in terminal.text
        assert "suggestion" not in terminal.text
        kept(ready).unlink()
        (ready / "gate").touch()
        terminal.wait_for_text("suggestion")
        settles(terminal, ready)
        assert_nothing_flickers(terminal)


def test_keys_are_not_lost_and_change_what_they_change(ready: Path, tmp_path: Path) -> None:
    with Terminal(waiting_at(TEXTUAL, tmp_path / "gate"), ready) as terminal:
        sees_the_list(terminal)
        painted = terminal.text
        terminal.press("j")
        (tmp_path / "gate").touch()
        terminal.wait_for(lambda: "go there" in terminal.text, "another routine")
        assert terminal.text != painted
        assert_nothing_flickers(terminal)
        terminal.press("k")
        terminal.wait_for(lambda: terminal.text == painted, "the first one")


SLOW = {"argparse", "asyncio", "msgspec", "rich", "textual", "typing_extensions"}
"""What takes long to import."""


def test_what_paints_it_imports_nothing_that_takes_long(looked_at: Path, tmp_path: Path) -> None:
    names = tmp_path / "names"
    tell = f"open({str(names)!r}, 'w').write(' '.join(sys.modules)); sys.exit(9)"
    with Terminal(stopping_at(CLI, tell), looked_at) as terminal:
        assert terminal.wait_for_exit() == 9
        assert PAINTED in terminal.output.decode()
    imported = set(names.read_text().split())
    assert "stretchtui.terminal.first_paint" in imported
    assert not SLOW & imported


def test_a_question_over_it_is_drawn_whole(ready: Path) -> None:
    broke_off(ready, (NOW.now - time.time()) / DAY_S)
    away = kept(ready).rename(ready / "away")
    with Terminal([*COPIED], ready) as terminal:
        terminal.wait_for_text("Resume your last session?")
        # What comes last, in the list, its head and what is beside it.
        under = (
            "suggestion",
            "new to you",
            "This week",
            "Last",
            "rest",
            "q quit",
            "n discard  l ask",
        )
        terminal.wait_for(lambda: all(each in terminal.text for each in under), "the list under it")
        wanted = terminal.text
        # As esc and q, which would be alt+q if they came together.
        terminal.press("l")
        terminal.wait_for(lambda: "Resume" not in terminal.text, "the list")
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    away.rename(kept(ready))
    with Terminal([*PROGRAM], ready) as terminal:
        terminal.wait_for(lambda: terminal.text == wanted, f"the same as\n{wanted}\n")
        assert terminal.output.decode().index(PAINTED) < terminal.output.index(b"\x1b[6n")


@pytest.mark.parametrize(
    ("name", "number"),
    [
        (name, number)
        for turn, number in enumerate(SIGNALS)
        for name in share_of([CLI, TEXTUAL], turn)
    ],
)
def test_a_signal_gives_the_terminal_back(
    looked_at: Path, tmp_path: Path, name: str, number: signal.Signals
) -> None:
    with Terminal(waiting_at(name, tmp_path / "gate"), looked_at, answers=True) as terminal:
        sees_the_list(terminal)
        os.kill(terminal.process.pid, number)
        assert terminal.wait_for_exit() == 128 + number
        given_back(terminal)


def given_back(terminal: Terminal) -> str:
    """The terminal is as it was; what was printed then."""
    assert terminal.settings == terminal.settings_before
    output = bytes(terminal.output)
    assert output.count(b"\x1b[?1049h") == output.count(b"\x1b[?1049l") == 1
    assert output.rfind(b"\x1b[?25h") > output.rfind(b"\x1b[?25l")
    return output.rpartition(b"\x1b[?25h")[2].decode()


@pytest.mark.parametrize("name", [CLI, TEXTUAL])
def test_ctrl_c_leaves(looked_at: Path, tmp_path: Path, name: str) -> None:
    with Terminal(waiting_at(name, tmp_path / "gate"), looked_at, answers=True) as terminal:
        sees_the_list(terminal)
        terminal.press("\x03")
        assert terminal.wait_for_exit() == 128 + signal.SIGINT
        assert "Traceback" not in given_back(terminal)


@pytest.mark.parametrize("name", [CLI, TEXTUAL])
def test_what_fails_is_said_in_one_line_on_the_screen_of_before(copied: Path, name: str) -> None:
    with Terminal(failing_at(name), copied, answers=True) as terminal:
        assert terminal.wait_for_exit() == 70
        said = given_back(terminal)
        assert b"\x1b[?1049h" in terminal.output
        assert re.fullmatch(r"stretchtui: [^\n]*\n", said.replace("\r", "")), said
        assert ("it is gone" in said) == (name == CLI)
        assert ("it is gone" in crashes(copied)) == (name == TEXTUAL)


def test_a_terminal_that_is_gone_ends_it(looked_at: Path, tmp_path: Path) -> None:
    with Terminal(waiting_at(TEXTUAL, tmp_path / "gate"), looked_at) as terminal:
        sees_the_list(terminal)
        terminal.hang_up()
        terminal.process.wait()
        assert terminal.process.returncode == 128 + signal.SIGHUP


def test_ctrl_z_gives_the_terminal_to_the_shell(started: Path, tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    script = tmp_path / "program.py"
    script.write_text(waiting_at(TEXTUAL, gate)[2])
    keep_in_tmux(started, tmp_path)
    with Tmux(tmp_path, started) as tmux:
        tmux.command(f"stty -a > before; {sys.executable} {script}; echo left=$?.")
        tmux.wait_for_text(PAINTED)
        tmux.keys("C-z")
        tmux.wait_for_text("Stopped")
        assert tmux.format("#{alternate_on} #{cursor_flag}") == "0 1"
        assert tmux.status("stty -a | cmp - before; clear") == 0
        gate.touch()
        tmux.command("fg")
        tmux.wait_for_text(PAINTED)
        tmux.keys("q")
        tmux.wait_for(lambda: tmux.format("#{alternate_on}") == "0", "the shell")
        assert tmux.status("stty -a | cmp - before") == 0


def keep_in_tmux(home: Path, folder: Path) -> None:
    """Have the first screen kept as it is in tmux."""
    with Tmux(folder, home) as tmux:
        tmux.command(WORDS)
        tmux.wait_for(kept(home).exists, "the kept screen")
        tmux.keys("q")
        tmux.wait_for_text("ready$")


def test_a_resize_under_it_draws_everything_anew(copied: Path, tmp_path: Path) -> None:
    with Terminal(waiting_at(TEXTUAL, tmp_path / "gate"), copied) as terminal:
        sees_the_list(terminal)
        terminal.resize(90, 30)
        (tmp_path / "gate").touch()
        terminal.wait_for(lambda: "find" in terminal.screen.display[28], "the keys at the end")
        sees_the_list(terminal)


OTHERS: dict[str, dict[str, object]] = {
    "a size": {"size": (100, 30)},
    "a terminal": {"environment": {"TERM": "tmux-256color"}},
    "colours": {"environment": {"COLORTERM": ""}},
    "no colours": {"environment": {"NO_COLOR": "1"}},
    "a locale": {"environment": {"LANG": "en_US.UTF-8"}},
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS.keys())
def test_nothing_is_painted_in_another_terminal(
    looked_at: Path, tmp_path: Path, other: dict[str, object]
) -> None:
    assert not is_painted(looked_at, tmp_path, **other)
    assert is_painted(looked_at, tmp_path)


def is_painted(home: Path, folder: Path, *words: str, **options: object) -> bool:
    """Whether anything is shown before what takes long is imported."""
    command = [*stopping_at(CLI, "sys.exit(9)"), *words]
    with Terminal(command, home, answers=True, **options) as terminal:  # type: ignore[arg-type]
        assert terminal.wait_for_exit() == 9
        return b"\x1b[?1049h" in terminal.output


def write(path: Path, text: str) -> None:
    """Write a file, in a folder that may not be there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def make_folder_of(path: Path) -> None:
    """Have a folder where a file was."""
    path.unlink()
    path.mkdir()


CHANGES: dict[str, Callable[[Path], object]] = {
    "settings": lambda home: write(home / "config" / "settings.toml", "[screen]\n"),
    "a routine": lambda home: write(home / "config" / "routines" / "short.toml", SHORT),
    "the first start": lambda home: (home / "data" / "care-shown").unlink(),
    "nonsense": lambda home: kept(home).write_text("nonsense"),
    "a folder": lambda home: make_folder_of(kept(home)),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_nothing_is_painted_when_something_has_changed(
    copied: Path, tmp_path: Path, change: Callable[[Path], object]
) -> None:
    assert is_painted(copied, tmp_path)
    change(copied)
    assert not is_painted(copied, tmp_path)


@pytest.mark.parametrize(
    ("words", "painted"),
    [
        (["--no-mouse", "--no-motion"], True),
        (["--kiosk"], False),
        (["--cues", "off"], False),
        (["play", "morning-wake-up"], False),
    ],
)
def test_only_the_list_is_painted(
    looked_at: Path, tmp_path: Path, words: list[str], painted: bool
) -> None:
    assert is_painted(looked_at, tmp_path, *words) == painted


def test_a_home_of_ones_own_has_its_own_list(looked_at: Path, tmp_path: Path) -> None:
    assert is_painted(tmp_path, tmp_path, "--home", str(looked_at))
    assert is_painted(tmp_path, tmp_path, f"--home={looked_at}")
    assert not is_painted(tmp_path, tmp_path, "--home", str(tmp_path))
    with Terminal([*PROGRAM, "--home"], looked_at) as terminal:
        assert terminal.wait_for_exit() == 2
        assert "expected one argument" in terminal.text

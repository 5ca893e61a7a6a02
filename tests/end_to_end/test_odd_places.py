"""Whatever stands in the place of its files, it begins, says what is wrong, and ends as asked."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.model import Routine, Step
from stretchtui.playing.ending import ExitStatus
from stretchtui.store.drafts import DraftFile
from stretchtui.store.keeping import Origin
from stretchtui.store.paths import Folders, folders
from tests.amounts import share_of
from tests.end_to_end.terminal import PROGRAM, Terminal, environment_for
from tests.odd import PLACED, place

MINE = Routine(id="mine", name="Mine", steps=(Step(name="Wall", hold=10),))
WITHOUT_PRIVILEGES = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")
"""Permissions count for what it starts, though root has started it."""


@pytest.fixture
def home(tmp_path: Path) -> Folders:
    """A home with one of everything."""
    home = folders(str(tmp_path / "home"))
    for folder in (home.routines, home.sounds, home.cache.parent):
        folder.mkdir(parents=True)
    (home.routines / "mine.toml").write_text(encode([MINE]))
    file = DraftFile(home, Origin())
    file.keep(MINE)
    file.close()
    return home


def files(home: Folders) -> list[Path]:
    """Every file that the program may read or write."""
    return [
        home.config / "settings.toml",
        home.routines / "odd.toml",
        home.routines / ".lock",
        home.sounds / "hold.wav",
        home.data / "care-shown",
        home.data / "journal.sqlite3",
        home.data / "playing",
        home.cache,
        *(home.data / "drafts").iterdir(),
    ]


def command(*words: str) -> list[str]:
    """The program, as somebody starts it who is not allowed everything."""
    allowed = WITHOUT_PRIVILEGES if os.geteuid() == 0 and shutil.which("setpriv") else ()
    return [*allowed, *PROGRAM, *words]


def run(home: Folders, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command that is to end by itself, without a traceback."""
    done = subprocess.run(
        command(*words),
        env=environment_for(home.config.parent, {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


def lists(home: Folders) -> None:
    """List the routines, and say which of the files are none."""
    listed = run(home, "list")
    assert listed.returncode == 0
    assert "Mine (yours)" in listed.stdout
    assert any(line.startswith("stretchtui: odd.toml: ") for line in listed.stderr.splitlines())


def plays(home: Folders) -> None:
    """Play a routine in lines."""
    played = run(home, "play", "--plain", "--speed", "1000", "--cues", "off", "mine")
    assert played.returncode == 0
    assert "1 of 1 step done" in played.stdout


def leaves(terminal: Terminal) -> None:
    """Leave the first screen, and see that nothing was wrong."""
    terminal.press("q")
    assert terminal.wait_for_exit(20) == 0, terminal.text
    assert b"Traceback" not in terminal.output


def shows(home: Folders) -> None:
    """Show the first screen, and leave it."""
    with Terminal(command(), home.config.parent) as terminal:
        terminal.wait_for_text("Mine")
        leaves(terminal)


@pytest.mark.parametrize(
    ("kind", "goes_on"),
    [
        (kind, way)
        for turn, kind in enumerate(PLACED)
        for way in share_of([lists, plays, shows], turn)
    ],
)
def test_something_odd_in_the_place_of_every_file(
    home: Folders, kind: str, goes_on: Callable[[Folders], None]
) -> None:
    for path in files(home):
        place(kind, path)
    goes_on(home)


def forbid(folder: Path) -> None:
    """Let nobody into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0)


def plays_without_folders(home: Folders, why: str) -> None:
    """Play a routine in lines, in which it is said what is wrong."""
    played = run(home, "play", "--plain", "--speed", "1000", "--cues", "off", "two-minute-reset")
    assert played.returncode == 0
    # A path that is longer than a line goes on in the next.
    assert f"{home.sounds}: {why}".replace(" ", "") in "".join(played.stdout.split())


def shows_without_folders(home: Folders, _: str) -> None:
    """Show the first screen, and leave it."""
    with Terminal(command(), home.config.parent) as terminal:
        # The word of care, which nobody can be known to have seen.
        terminal.wait_for_text("Before you start")
        terminal.press(" ")
        terminal.wait_for(lambda: "Before you start" not in terminal.text, "the list")
        leaves(terminal)


@pytest.mark.parametrize(
    ("kind", "goes_on"),
    [
        (kind, way)
        for turn, kind in enumerate(["pipe", "circle", "forbidden"])
        for way in share_of([plays_without_folders, shows_without_folders], turn)
    ],
)
def test_something_odd_in_the_place_of_every_folder(
    home: Folders, kind: str, goes_on: Callable[[Folders, str], None]
) -> None:
    for folder in (home.routines, home.sounds, home.data, home.cache.parent):
        if kind == "forbidden":
            forbid(folder)
        else:
            place(kind, folder)
    why = {
        "pipe": "expected a folder",
        "circle": "Too many levels of symbolic links",
        "forbidden": "Permission denied",
    }[kind]
    listed = run(home, "list")
    journal = f"stretchtui: journal.sqlite3: {why}\n"
    assert listed.stderr == f"stretchtui: {home.routines}: {why}\n{journal}"
    assert "Desk break" in listed.stdout
    told = run(home, "today")
    assert (told.returncode, told.stdout, told.stderr) == (ExitStatus.FAULTY, "", journal)
    goes_on(home, why)

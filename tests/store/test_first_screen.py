"""The first screen of the last start: taken if all is as it was, and never in the way."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from stretchtui.store import first_screen
from stretchtui.store.first_screen import FirstScreenFile, KeptScreen
from stretchtui.store.paths import Folders, folders
from stretchtui.store.sealing import seal
from tests.permissions import unprivileged

WHOLE, COMMON = "2 1 1\n\tab", "2 1 1\n\ta "
SINCE, UNTIL = 1_000_000.0, 1_040_000.0
NOW = SINCE + 10


class Start(NamedTuple):
    """What a start finds."""

    home: Folders
    environment: dict[str, str]
    size: tuple[int, int]

    @property
    def file(self) -> FirstScreenFile:
        """The file at this start."""
        return FirstScreenFile(self.home, self.environment, self.size)


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """A start at which everything is as it was at the one before, which has kept its screen."""
    home = folders(str(tmp_path))
    home.routines.mkdir(parents=True)
    home.data.mkdir()
    (home.data / "care-shown").touch()
    (home.config / "settings.toml").write_text("[screen]\n")
    (home.routines / "mine.toml").write_text("format = 1\n")
    (home.routines / "notes.txt").write_text("no routine")
    (home.data / "journal.sqlite3").write_bytes(b"journal")
    (home.data / "journal-written").write_bytes(b"00000000000000000007\n")
    found = Start(home, {"TERM": "xterm-256color", "HOME": "/home/me", "TMUX": "a"}, (80, 24))
    found.file.write(WHOLE, COMMON, SINCE, UNTIL)
    return found


def test_the_screen_of_the_last_start_is_there_at_the_next(start: Start) -> None:
    assert start.file.read(NOW) == KeptScreen(WHOLE, whole=True)
    assert stat.S_IMODE(start.home.first_screen.stat().st_mode) == 0o600


def test_there_is_none_at_the_first_start(tmp_path: Path) -> None:
    home = folders(str(tmp_path / "none"))
    assert FirstScreenFile(home, {}, (80, 24)).read(NOW) is None


def rewrite(path: Path) -> None:
    """Change a file and nothing else, its time included."""
    before = path.stat()
    path.write_bytes(path.read_bytes().swapcase())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def done(do: Callable[[Folders], object]) -> Callable[[Start], Start]:
    """Something is done to the home before the next start."""

    def change(start: Start) -> Start:
        do(start.home)
        return start

    return change


def with_variable(name: str) -> Callable[[Start], Start]:
    """Another value of a variable at the next start."""
    return lambda start: start._replace(environment={**start.environment, name: "x"})


def without_tmux(start: Start) -> Start:
    """The next start is not in tmux."""
    left = {name: value for name, value in start.environment.items() if name != "TMUX"}
    return start._replace(environment=left)


CHANGES: dict[str, Callable[[Start], Start]] = {
    "size": lambda start: start._replace(size=(81, 24)),
    "settings": done(lambda home: rewrite(home.config / "settings.toml")),
    "no settings": done(lambda home: (home.config / "settings.toml").unlink()),
    "a routine": done(lambda home: rewrite(home.routines / "mine.toml")),
    "one routine more": done(lambda home: (home.routines / "a.toml").touch()),
    "no routines": done(lambda home: (home.routines / "mine.toml").unlink()),
    "care": done(lambda home: (home.data / "care-shown").unlink()),
    "no tmux": without_tmux,
    **{
        name: with_variable(name)
        for name in (
            *("TERM", "COLORTERM", "NO_COLOR", "COLORFGBG", "TERM_PROGRAM", "LANG", "LC_ALL"),
            *("LC_CTYPE", "COLUMNS", "STY", "SSH_CONNECTION", "TEXTUAL_COLOR_SYSTEM"),
        )
    },
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_decides_the_screen_changes_there_is_none(
    start: Start, change: Callable[[Start], Start]
) -> None:
    assert change(start).file.read(NOW) is None


def test_another_version_draws_another_screen(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_screen, "__version__", "99")
    assert start.file.read(NOW) is None


def test_what_decides_nothing_may_change(start: Start) -> None:
    (start.home.routines / "notes.txt").write_text("other notes")
    environment = {**start.environment, "TMUX": "b", "PWD": "/", "LINES": ""}
    del environment["LINES"]
    assert start._replace(environment=environment).file.read(NOW) == KeptScreen(WHOLE, whole=True)


PAST: dict[str, Callable[[Start], Start]] = {
    "journal": done(lambda home: rewrite(home.data / "journal.sqlite3")),
    "no journal": done(lambda home: (home.data / "journal.sqlite3").unlink()),
    "written": done(lambda home: rewrite(home.data / "journal-written")),
    "a plan": done(lambda home: (home.data / "plan.json").touch()),
    "never written": done(lambda home: (home.data / "journal-written").unlink()),
}


@pytest.mark.parametrize("change", PAST.values(), ids=PAST.keys())
def test_what_follows_from_another_past_is_left_out(
    start: Start, change: Callable[[Start], Start]
) -> None:
    assert change(start).file.read(NOW) == KeptScreen(COMMON, whole=False)


@pytest.mark.parametrize(
    ("now", "whole"),
    [(SINCE - 61, False), (SINCE - 59, True), (UNTIL - 1, True), (UNTIL, False)],
)
def test_so_is_what_follows_from_another_day(start: Start, now: float, whole: bool) -> None:
    assert start.file.read(now) == KeptScreen(WHOLE if whole else COMMON, whole)


def test_days_of_another_time_zone_are_others(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Etc/GMT-3")
    time.tzset()
    try:
        assert start.file.read(NOW) == KeptScreen(COMMON, whole=False)
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"nonsense",
        seal(b""),
        seal(b"\xff\xfe"),
        seal(b"a\n\nb\n\n1\n\n2\n\nc"),
        seal(b"a\n\nb\n\nnever\n\n2\n\nc\n\nd"),
    ],
)
def test_a_broken_file_is_none(start: Start, content: bytes) -> None:
    start.home.first_screen.write_bytes(content)
    assert start.file.read(NOW) is None
    start.file.write(WHOLE, COMMON, SINCE, UNTIL)
    assert start.file.read(NOW) == KeptScreen(WHOLE, whole=True), "and another takes its place"


def test_a_file_that_was_damaged_or_is_too_large_is_none(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = start.home.first_screen.read_bytes()
    start.home.first_screen.write_bytes(content.replace(b"ab", b"ac"))
    assert start.file.read(NOW) is None
    start.home.first_screen.write_bytes(content)
    monkeypatch.setattr(first_screen, "LARGEST", 10)
    assert start.file.read(NOW) is None


def test_a_link_in_its_place_is_not_followed(start: Start, tmp_path: Path) -> None:
    start.home.first_screen.rename(tmp_path / "elsewhere")
    start.home.first_screen.symlink_to(tmp_path / "elsewhere")
    assert start.file.read(NOW) is None


def test_what_is_there_already_is_not_written_again(start: Start) -> None:
    def inode() -> int:
        return start.home.first_screen.stat().st_ino

    before = inode()
    start.file.write(WHOLE, COMMON, SINCE + 1, UNTIL)
    assert inode() == before
    start.file.write(WHOLE.replace("b", "c"), COMMON, SINCE + 1, UNTIL)
    assert inode() != before


def test_a_screen_that_cannot_be_kept_is_not_missed(start: Start) -> None:
    folder = start.home.first_screen.parent
    start.home.first_screen.unlink()
    folder.chmod(0o500)
    with unprivileged():
        start.file.write(WHOLE, COMMON, SINCE, UNTIL)
        assert start.file.read(NOW) is None
    folder.chmod(0o700)


def test_a_change_after_the_start_is_noticed_at_the_next(start: Start) -> None:
    file = start.file
    rewrite(start.home.routines / "mine.toml")
    file.write(WHOLE, COMMON, SINCE, UNTIL)
    assert start.file.read(NOW) is None

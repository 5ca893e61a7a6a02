"""What stands in the journal's way is said in one line; where it can be read, it is."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchtui.store import journal_copies, playing
from stretchtui.store.journal import FILE, Journal
from stretchtui.store.journal_errors import JournalError
from stretchtui.store.journal_writer import JournalWriter
from tests.store.sessions import NOW, record, standing
from tests.store.test_journal_damage import filled, zeroed
from tests.store.test_journal_writer import PATIENCE_S, settled

if TYPE_CHECKING:
    from stretchtui.core.sessions.record import Record

NO_ROOM = (
    r"(no space left on the disk|No space left on device|"
    r"the disk cannot read or write it|it cannot be opened)"
)
NOT_WRITTEN = (
    r"(no permission to write it|it cannot be opened|Read-only file system|Permission denied)"
)
DAY = date(2026, 9, 21)


def why(folder: Path) -> str:
    """What is said of a journal that can be neither read nor written; its session is played."""
    with pytest.raises(JournalError) as said:
        Journal(folder)
    lines: list[str] = []
    writer = JournalWriter(folder, lines.append)
    page = writer.begin(record())
    page.keep(standing(3), NOW + 3)
    page.end(NOW + 9, completed=True)
    assert not writer.close(PATIENCE_S)
    assert lines == [f"not saved: {said.value}"]
    assert "\n" not in str(said.value)
    assert page.record.completed
    return str(said.value)


def test_something_else_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "folder" / FILE).mkdir(parents=True)
    assert why(tmp_path / "folder") == "journal.sqlite3: expected a plain file"
    for name in ("pipe", "circle", "device"):
        (tmp_path / name).mkdir()
    os.mkfifo(tmp_path / "pipe" / FILE)
    assert why(tmp_path / "pipe") == "journal.sqlite3: expected a plain file"
    (tmp_path / "circle" / FILE).symlink_to(tmp_path / "circle" / FILE)
    assert why(tmp_path / "circle") == "journal.sqlite3: Too many levels of symbolic links"
    (tmp_path / "device" / FILE).symlink_to("/dev/null")
    assert why(tmp_path / "device") == "journal.sqlite3: expected a plain file"
    (tmp_path / "file").touch()
    assert why(tmp_path / "file") == "journal.sqlite3: expected a folder"
    assert why(tmp_path / "file" / "data") == "journal.sqlite3: expected a folder"
    assert why(tmp_path / ("long" * 100)) == "journal.sqlite3: File name too long"


@pytest.mark.parametrize("name", ["playing", f"{FILE}-wal", f"{FILE}-shm"])
def test_something_in_the_place_of_what_belongs_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    filled(tmp_path, 5)
    monkeypatch.setattr(playing, "_open", {})
    (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / name).mkdir()
    journal = Journal(tmp_path)
    assert len(journal.sessions()) == 5
    line = r"^journal\.sqlite3: (it cannot be opened|no permission to write it|Is a directory)$"
    with pytest.raises(JournalError, match=line):
        journal.add(record(), standing(1))


@pytest.mark.parametrize(
    "name", ["journal-written", journal_copies.FOLDER, "journal-mended.sqlite3"]
)
def test_what_else_belongs_to_it_may_be_anything(tmp_path: Path, name: str) -> None:
    filled(tmp_path, 5)
    for put in (Path.touch, Path.mkdir, os.mkfifo):
        shutil.rmtree(tmp_path / name, ignore_errors=True)
        (tmp_path / name).unlink(missing_ok=True)
        put(tmp_path / name)
        journal = Journal(tmp_path)
        before = len(journal.sessions())
        assert before >= 5
        if name != "journal-mended.sqlite3":
            journal.add(record(started=NOW + before), standing(1))
            assert len(journal.sessions()) == before + 1
            assert journal.copy(DAY)
        journal.close()


# Disks that may not be written, and full ones


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a small disk with some options; skips where that cannot be done: it takes root."""
    folder = tmp_path / "disk"
    folder.mkdir()

    def mount(options: str) -> Path:
        command = ["mount", "-t", "tmpfs", "-o", options, "none", str(folder)]
        try:
            done = subprocess.run(command, capture_output=True, check=False).returncode == 0
        except FileNotFoundError:
            done = False
        if not done:
            pytest.skip("mounting takes root, and Linux")
        return folder

    yield mount
    while os.path.ismount(folder):
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def left_by_a_killed_program(folder: Path, sessions: int = 20) -> tuple[Record, ...]:
    """A journal the newest sessions of which are only in its log; the sessions."""
    with tempfile.TemporaryDirectory() as elsewhere:
        filled(Path(elsewhere), sessions)
        journal = Journal(Path(elsewhere))
        for number in range(3):
            journal.let_go(journal.add(record(started=NOW + 500 + number), standing(19)))
        for name in (FILE, f"{FILE}-wal"):
            shutil.copy(Path(elsewhere) / name, folder)
        found = journal.sessions()
        journal.close()
    assert (folder / f"{FILE}-wal").stat().st_size
    return found


def read_and_refused(folder: Path, line: str) -> Journal:
    """A journal that can be read, and not written."""
    journal = Journal(folder)
    refused = rf"^journal\.sqlite3: {line}$"
    with pytest.raises(JournalError, match=refused):
        journal.add(record(), standing(1))
    with pytest.raises(JournalError, match=refused):
        journal.delete(1)
    assert journal.resumable(NOW) is None
    assert not journal.take_back(record())
    journal.let_go(1)
    assert journal.copy(DAY)
    assert not (folder / journal_copies.FOLDER).exists()
    return journal


def test_a_disk_that_may_not_be_written(mount: Callable[[str], Path]) -> None:
    folder = mount("size=2m,ro")
    assert why(folder) == "journal.sqlite3: Read-only file system"


def test_a_journal_on_a_disk_that_may_not_be_written_is_read(mount: Callable[[str], Path]) -> None:
    folder = mount("size=2m")
    expected = left_by_a_killed_program(folder)
    mount("remount,ro")
    journal = read_and_refused(folder, NOT_WRITTEN)
    assert journal.notice is None
    assert journal.sessions() == expected
    assert journal.parts(1) == standing(19).parts
    assert len(expected) == 23


def test_a_damaged_journal_on_a_disk_that_may_not_be_written_is_read(
    mount: Callable[[str], Path], tmp_path: Path
) -> None:
    zeroed(filled(tmp_path, 100))
    folder = mount("size=2m")
    path = Path(shutil.copy(tmp_path / FILE, folder))
    before = path.read_bytes()
    mount("remount,ro")
    journal = read_and_refused(folder, NOT_WRITTEN)
    count = len(journal.sessions())
    assert journal.notice == f"journal.sqlite3 was damaged: {count} of your sessions can be read"
    assert 70 <= count <= 100
    assert path.read_bytes() == before


@pytest.fixture
def common() -> Iterator[Path]:
    """A folder that everybody may enter."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)


@contextlib.contextmanager
def without_rights() -> Iterator[None]:
    """Be nobody for a while, if this is root, whom no permissions stop."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o555), (0o666, 0o555), (0o444, 0o755)])
def test_a_journal_that_may_only_be_read_is_read(common: Path, file: int, folder: int) -> None:
    expected = left_by_a_killed_program(common)
    for path in common.iterdir():
        path.chmod(file)
    common.chmod(folder)
    with without_rights():
        assert read_and_refused(common, NOT_WRITTEN).sessions() == expected
    common.chmod(0o755)


@pytest.mark.parametrize(("file", "folder"), [(0o000, 0o555), (0o644, 0o000)])
def test_a_journal_that_may_not_be_read_is_said(common: Path, file: int, folder: int) -> None:
    filled(common, 3).chmod(file)
    common.chmod(folder)
    with without_rights():
        said = why(common)
    common.chmod(0o755)
    assert re.fullmatch(r"journal\.sqlite3: (Permission denied|it cannot be opened)", said)


def fill_up(folder: Path) -> Path:
    """Leave no room on a disk; what takes it."""
    ballast = folder / "ballast"
    with pytest.raises(OSError, match="No space left"):
        ballast.write_bytes(b"x" * 20 * 1024 * 1024)
    return ballast


def test_a_journal_on_a_full_disk_is_read_and_written_when_there_is_room(
    mount: Callable[[str], Path],
) -> None:
    folder = mount("size=1m")
    expected = left_by_a_killed_program(folder)
    ballast = fill_up(folder)
    assert read_and_refused(folder, NO_ROOM).sessions() == expected
    lines: list[str] = []
    writer = JournalWriter(folder, lines.append)
    page = writer.begin(record(started=NOW + 900))
    settled(writer)
    assert not page.kept
    (line,) = lines
    assert re.fullmatch(rf"not saved: journal\.sqlite3: {NO_ROOM}", line)
    asked = writer.ask(lambda journal: journal.sessions())
    assert asked.result(PATIENCE_S) == expected
    ballast.unlink()
    page.keep(standing(2), NOW + 902)
    assert writer.close(PATIENCE_S)
    assert Journal(folder).sessions() == (*expected, page.record)
    assert lines == [line], "it was kept at once"


def test_nobody_is_told_of_a_full_disk_that_has_room_when_a_session_begins(
    mount: Callable[[str], Path],
) -> None:
    folder = mount("size=1m")
    expected = left_by_a_killed_program(folder)
    ballast = fill_up(folder)
    lines: list[str] = []
    writer = JournalWriter(folder, lines.append)
    assert writer.ask(lambda journal: journal.is_read_only).result(PATIENCE_S)
    ballast.unlink()
    page = writer.begin(record(started=NOW + 900))
    page.keep(standing(2), NOW + 902)
    assert writer.close(PATIENCE_S)
    assert Journal(folder).sessions() == (*expected, page.record)
    assert lines == []


def test_a_disk_that_gets_full_loses_nothing(mount: Callable[[str], Path]) -> None:
    folder = mount("size=512k")
    filled(folder, 20)
    journal = Journal(folder)
    ballast = fill_up(folder)
    line = rf"^journal\.sqlite3: {NO_ROOM}$"
    fill = (journal.add(record(started=NOW + 50 + n), standing(19)) for n in range(500))
    with pytest.raises(JournalError, match=line):
        deque(fill, maxlen=0)
    count = len(journal.sessions())
    assert count >= 20
    ballast.unlink()
    journal.add(record(), standing(1))
    assert len(journal.sessions()) == count + 1
    journal.close()
    again = Journal(folder)
    assert again.notice is None
    assert len(again.sessions()) == count + 1


def test_a_disk_that_is_full_from_the_start(mount: Callable[[str], Path]) -> None:
    folder = mount("size=64k")
    ballast = fill_up(folder)
    assert re.fullmatch(rf"journal\.sqlite3: {NO_ROOM}", why(folder))
    ballast.unlink()
    assert Journal(folder).sessions() == ()


def test_a_damaged_journal_on_a_full_disk_is_read_and_mended_when_there_is_room(
    mount: Callable[[str], Path],
) -> None:
    folder = mount("size=16m")
    path = filled(folder, 100)
    zeroed(path)
    before = path.read_bytes()
    ballast = fill_up(folder)
    count = len(read_and_refused(folder, NO_ROOM).sessions())
    assert 70 <= count <= 100
    assert path.read_bytes() == before
    ballast.unlink()
    journal = Journal(folder)
    assert journal.notice is not None
    assert f"{count} of your sessions were recovered" in journal.notice
    assert len(journal.sessions()) == count

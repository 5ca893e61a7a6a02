"""A journal that is damaged is set aside, and one that cannot be used is said in one line."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stretchtui.store.journal import FILE, Journal
from stretchtui.store.journal_file import JournalError
from tests.store.sessions import NOW, record, standing

ASIDE = re.compile(r"journal-damaged-\d{8}-\d{6}(-\d+)?\.sqlite3(-wal|-shm)?")


def filled(folder: Path, sessions: int = 200) -> Path:
    """A journal of many pages, closed; its file."""
    journal = Journal(folder)
    for number in range(sessions):
        session = journal.add(record(started=NOW + number), standing(19))
        journal.let_go(session)
    journal.close()
    return folder / FILE


def aside(folder: Path) -> dict[str, bytes]:
    """What was set aside, by its endings."""
    found = {path: ASIDE.fullmatch(path.name) for path in sorted(folder.iterdir())}
    return {match[2] or "": path.read_bytes() for path, match in found.items() if match}


def zeroed(path: Path) -> None:
    """A page in the middle is gone."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2 // 4096 * 4096)
        file.write(b"\0" * 4096)


def scribbled(path: Path) -> None:
    """The middle holds something else."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 3)
        file.write(os.urandom(20_000))


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 - 100)


def cut_early(path: Path) -> None:
    os.truncate(path, 50)


def another(path: Path) -> None:
    path.write_bytes(b"Dear diary, today I stretched.\n" * 100)


def emptied_beside_its_log(path: Path) -> None:
    path.with_name(f"{FILE}-wal").write_bytes(b"frames" * 100)
    os.truncate(path, 0)


@pytest.mark.parametrize(
    "damage", [zeroed, scribbled, cut, cut_early, another, emptied_beside_its_log]
)
def test_a_damaged_journal_is_set_aside_and_a_new_one_begun(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    path = filled(tmp_path)
    damage(path)
    before = path.read_bytes()
    journal = Journal(tmp_path)
    assert aside(tmp_path)[""] == before
    name = next(each.name for each in tmp_path.iterdir() if ASIDE.fullmatch(each.name))
    assert journal.notice is not None
    assert journal.notice.removesuffix(", and a new one is begun").endswith(name.split("-wal")[0])
    assert journal.sessions() == ()
    journal.add(record(), standing(1))
    journal.close()
    again = Journal(tmp_path)
    assert again.notice is None
    assert len(again.sessions()) == 1


def test_the_log_of_a_damaged_journal_is_kept_with_it(tmp_path: Path) -> None:
    path = filled(tmp_path)
    emptied_beside_its_log(path)
    Journal(tmp_path)
    assert aside(tmp_path) == {"": b"", "-wal": b"frames" * 100}


def test_two_journals_damaged_in_one_second_are_both_kept(tmp_path: Path) -> None:
    for _ in range(3):
        another(tmp_path / FILE)
        Journal(tmp_path).close()
    assert sum(1 for each in tmp_path.iterdir() if ASIDE.fullmatch(each.name)) == 3


def test_an_empty_file_is_a_new_journal(tmp_path: Path) -> None:
    (tmp_path / FILE).touch()
    journal = Journal(tmp_path)
    assert journal.notice is None
    assert journal.sessions() == ()
    assert aside(tmp_path) == {}


def written_beside(folder: Path) -> None:
    """Another journal writes, so that what the first remembers of the file is void."""
    other = Journal(folder)
    other.add(record(), standing(1))
    other.close()


def test_damage_that_comes_while_it_is_open_is_set_aside_then(tmp_path: Path) -> None:
    path = filled(tmp_path)
    journal = Journal(tmp_path)
    written_beside(tmp_path)
    scribbled(path)
    with pytest.raises(JournalError, match=r"^journal\.sqlite3 was damaged: it is kept as") as said:
        journal.sessions()
    assert "\n" not in str(said.value)
    assert "" in aside(tmp_path)
    assert journal.sessions() == ()
    journal.add(record(), standing(1))
    assert len(journal.sessions()) == 1


def test_a_journal_that_another_program_has_set_aside_is_found_anew(tmp_path: Path) -> None:
    path = filled(tmp_path)
    first, second = Journal(tmp_path), Journal(tmp_path)
    written_beside(tmp_path)
    scribbled(path)
    for journal in (first, second):
        with pytest.raises(JournalError):
            journal.sessions()
    first.add(record(), standing(1))
    assert len(second.sessions()) == 1
    assert sum(1 for each in tmp_path.iterdir() if ASIDE.fullmatch(each.name)) <= 3


def test_rows_that_somebody_spoilt_by_hand_are_said_and_kept(tmp_path: Path) -> None:
    path = filled(tmp_path, 2)
    with sqlite3.connect(path) as database:
        database.execute("UPDATE session SET feeling = 'meh' WHERE id = 1")
    database.close()
    journal = Journal(tmp_path)
    with pytest.raises(JournalError, match=r"^journal\.sqlite3: session 1: Invalid enum value"):
        journal.sessions()
    assert aside(tmp_path) == {}


def test_what_a_terminal_would_obey_is_not_handed_on(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.add(record(name="\x1b]0;owned\x07 A\nB"), standing(1))
    assert journal.sessions()[0].name == "\ufffd]0;owned\ufffd A B"


# What stands in the way


def why(folder: Path) -> str:
    with pytest.raises(JournalError) as said:
        Journal(folder)
    assert "\n" not in str(said.value)
    return str(said.value)


def test_something_else_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "folder" / FILE).mkdir(parents=True)
    assert why(tmp_path / "folder") == "journal.sqlite3: expected a plain file"
    (tmp_path / "pipe").mkdir()
    os.mkfifo(tmp_path / "pipe" / FILE)
    assert why(tmp_path / "pipe") == "journal.sqlite3: expected a plain file"
    (tmp_path / "file").touch()
    assert why(tmp_path / "file") == "journal.sqlite3: File exists"
    assert why(tmp_path / "file" / "data") == "journal.sqlite3: Not a directory"


def test_the_tables_of_another_program(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute("CREATE TABLE session (id INTEGER PRIMARY KEY)")
    database.close()
    before = (tmp_path / FILE).read_bytes()
    assert why(tmp_path) == "journal.sqlite3: table session already exists"
    assert (tmp_path / FILE).read_bytes() == before


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
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


def test_a_disk_that_may_not_be_written(mounted: Callable[[str], Path]) -> None:
    folder = mounted("size=2m,ro")
    assert why(folder) == "journal.sqlite3: Read-only file system"


def test_a_full_disk_loses_nothing_and_is_used_again_when_there_is_room(
    mounted: Callable[[str], Path],
) -> None:
    folder = mounted("size=512k")
    path = filled(folder, 20)
    journal = Journal(folder)
    ballast = folder / "ballast"
    with pytest.raises(OSError, match="No space left"):
        ballast.write_bytes(b"x" * 1024 * 1024)
    line = r"^journal\.sqlite3: (no space left on the disk|the disk does not read or write it)$"
    fill = (journal.add(record(), standing(19)) for _ in range(500))
    with pytest.raises(JournalError, match=line):
        deque(fill, maxlen=0)
    count = len(journal.sessions())
    assert count >= 20
    ballast.unlink()
    journal.add(record(), standing(1))
    assert len(journal.sessions()) == count + 1
    journal.close()
    assert len(Journal(folder).sessions()) == count + 1
    assert path.stat().st_size


def test_a_disk_that_is_full_from_the_start(mounted: Callable[[str], Path]) -> None:
    folder = mounted("size=64k")
    with pytest.raises(OSError, match="No space left"):
        (folder / "ballast").write_bytes(b"x" * 1024 * 1024)
    assert re.fullmatch(
        r"journal\.sqlite3: (no space left on the disk|No space left on device|"
        r"the disk does not read or write it)",
        why(folder),
    )
    (folder / "ballast").unlink()
    assert Journal(folder).sessions() == ()

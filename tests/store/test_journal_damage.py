"""A damaged journal is set aside, and what can be read of it comes back."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtui.store.journal import FILE, Journal
from stretchtui.store.journal_errors import JournalError, SetAside
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
    ("damage", "back"),
    [
        *((zeroed, 170), (scribbled, 100), (cut, 70)),
        *((cut_early, 0), (another, 0), (emptied_beside_its_log, 0)),
    ],
)
def test_a_damaged_journal_is_set_aside_and_what_can_be_read_comes_back(
    tmp_path: Path, damage: Callable[[Path], None], back: int
) -> None:
    path = filled(tmp_path)
    all_of_them = Journal(tmp_path).sessions()
    damage(path)
    before = path.read_bytes()
    journal = Journal(tmp_path)
    assert aside(tmp_path)[""] == before
    name = min(each.name for each in tmp_path.iterdir() if ASIDE.fullmatch(each.name))
    found = journal.sessions()
    assert back <= len(found) <= (200 if back else 0)
    assert set(found) <= set(all_of_them)
    said = (
        f"{len(found)} of your sessions were recovered"
        if back
        else "no sessions could be recovered"
    )
    line = (
        f"journal.sqlite3 was damaged: {said}; the old file is kept as {name.removesuffix('-wal')}"
    )
    assert journal.notice == line
    journal.add(record(started=NOW - 9), standing(1))
    journal.close()
    again = Journal(tmp_path)
    assert again.notice is None
    assert len(again.sessions()) == len(found) + 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


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
    line = (
        r"^journal\.sqlite3 was damaged: \d+ of your sessions were recovered; the old file is kept"
    )
    with pytest.raises(JournalError, match=line) as said:
        journal.sessions()
    assert "\n" not in str(said.value)
    assert "" in aside(tmp_path)
    count = len(journal.sessions())
    assert count > 100
    journal.add(record(), standing(1))
    assert len(journal.sessions()) == count + 1


def test_a_journal_that_another_program_has_set_aside_is_found_anew(tmp_path: Path) -> None:
    path = filled(tmp_path)
    first, second = Journal(tmp_path), Journal(tmp_path)
    written_beside(tmp_path)
    scribbled(path)
    with pytest.raises(SetAside):
        first.sessions()
    first.add(record(routine="new", started=NOW + 900), standing(1))
    assert second.sessions() == first.sessions()
    second.add(record(routine="newer", started=NOW + 901), standing(1))
    assert [each.routine for each in first.sessions()][-2:] == ["new", "newer"]
    assert sum(1 for each in tmp_path.iterdir() if ASIDE.fullmatch(each.name)) <= 3


def test_what_a_terminal_would_obey_is_not_handed_on(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.add(record(name="\x1b]0;owned\x07 A\nB"), standing(1))
    assert journal.sessions()[0].name == "\ufffd]0;owned\ufffd A B"

"""A journal that went back to what it was before is noticed by the number beside it."""

from __future__ import annotations

import random
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stretchtui.store.journal import FILE, Journal
from stretchtui.store.journal_mark import FILE as MARK
from stretchtui.store.journal_mark import is_there, remember, written
from stretchtui.store.playing import Playing
from tests.store.sessions import NOW, record, standing
from tests.store.test_journal_damage import filled

LOST = "journal.sqlite3 is missing its latest changes"
DAY = date(2026, 9, 21)


def killed(folder: Path) -> Path:
    """A journal as a killed program leaves it: its five newest sessions are in the log."""
    filled(folder / "before", 10)
    journal = Journal(folder / "before")
    for number in range(5):
        journal.let_go(journal.add(record(started=NOW + 900 + number), standing(19)))
    shutil.copytree(folder / "before", folder / "data", ignore=shutil.ignore_patterns("playing"))
    (folder / "data" / f"{FILE}-shm").unlink()
    journal.close()
    return folder / "data"


def test_nothing_is_said_of_a_journal_that_has_everything(tmp_path: Path) -> None:
    data = killed(tmp_path)
    journal = Journal(data)
    assert journal.notice is None
    assert len(journal.sessions()) == 15
    assert written(data) == 15


def test_a_log_that_was_deleted_is_noticed_and_said_once(tmp_path: Path) -> None:
    data = killed(tmp_path)
    (data / f"{FILE}-wal").unlink()
    journal = Journal(data)
    assert journal.notice == LOST
    assert len(journal.sessions()) == 10
    journal.close()
    assert Journal(data).notice is None


def test_a_log_that_lost_its_end_is_noticed_wherever_it_was_cut(tmp_path: Path) -> None:
    data, chance = killed(tmp_path), random.Random(4)
    log = (data / f"{FILE}-wal").read_bytes()
    for number in range(25):
        folder = tmp_path / str(number)
        shutil.copytree(data, folder)
        if number % 2:
            (folder / f"{FILE}-wal").write_bytes(log[: chance.randrange(len(log) - 4200)])
        else:
            damaged = bytearray(log)
            damaged[chance.randrange(len(log))] ^= 1 << chance.randrange(8)
            (folder / f"{FILE}-wal").write_bytes(damaged)
        journal = Journal(folder)
        count = len(journal.sessions())
        assert 10 <= count <= 15
        assert (journal.notice == LOST) == (count < 15), number
        journal.close()


def test_what_the_copies_have_comes_back(tmp_path: Path) -> None:
    filled(tmp_path, 10)
    old = (tmp_path / FILE).read_bytes()
    journal = Journal(tmp_path)
    for number in range(3):
        session = journal.add(record(started=NOW + 900 + number), standing(3))
        journal.let_go(session)
    assert journal.copy(DAY)
    expected = journal.sessions()
    assert journal.keep(expected[-1].standing(standing(9), NOW + 999), standing(9))
    journal.close()
    (tmp_path / FILE).write_bytes(old)
    journal = Journal(tmp_path)
    assert journal.notice == f"{LOST}: 3 of your sessions were recovered"
    assert journal.sessions() == expected
    assert journal.parts(session) == standing(3).parts


def test_a_journal_that_is_gone_comes_back_from_its_copies(tmp_path: Path) -> None:
    path = filled(tmp_path, 10)
    journal = Journal(tmp_path)
    expected = journal.sessions()
    assert journal.copy(DAY)
    journal.close()
    path.unlink()
    assert is_there(tmp_path)
    journal = Journal(tmp_path)
    assert journal.notice == f"{LOST}: 10 of your sessions were recovered"
    assert journal.sessions() == expected


@pytest.mark.parametrize("text", ["", "many", "-5", "9" * 400, "\0" * 21])
def test_a_number_that_makes_no_sense_stops_nothing(tmp_path: Path, text: str) -> None:
    filled(tmp_path, 3)
    (tmp_path / MARK).write_text(text)
    journal = Journal(tmp_path)
    assert len(journal.sessions()) == 3
    journal.add(record(started=NOW + 9), standing(1))
    journal.close()
    again = Journal(tmp_path)
    assert again.notice is None
    assert len(again.sessions()) == 4


def test_without_the_number_nothing_is_noticed(tmp_path: Path) -> None:
    data = killed(tmp_path)
    (data / f"{FILE}-wal").unlink()
    (data / MARK).unlink()
    assert Journal(data).notice is None


def test_the_number_is_written_over_whole(tmp_path: Path) -> None:
    assert written(tmp_path) == 0
    for times in (7, 123456789, 8):
        remember(tmp_path, times)
        assert written(tmp_path) == times


def test_whether_there_is_a_journal_is_seen_without_making_anything(tmp_path: Path) -> None:
    assert not is_there(tmp_path / "missing")
    (tmp_path / "file").touch()
    assert is_there(tmp_path / "file"), "who opens it is told what is wrong"
    assert is_there(tmp_path / ("long" * 100)), "it may be there"
    assert not is_there(tmp_path)
    (tmp_path / FILE).touch()
    assert is_there(tmp_path)


def test_of_two_programs_one_brings_back_what_was_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = killed(tmp_path)
    (data / f"{FILE}-wal").unlink()
    alone = Playing.alone
    other: list[Journal] = []

    def after_the_other(playing: Playing) -> Any:
        monkeypatch.setattr(Playing, "alone", alone)
        other.append(Journal(data))
        return alone(playing)

    monkeypatch.setattr(Playing, "alone", after_the_other)
    journal = Journal(data)
    assert (journal.notice, other[0].notice) == (None, LOST)

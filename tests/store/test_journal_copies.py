"""One copy of the journal a day, the last seven days, and nobody waits for them."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import stat
import threading
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from stretchtui.store import journal_copies, journal_writer
from stretchtui.store.journal import FILE, Journal
from stretchtui.store.journal_copies import FOLDER, KEPT
from stretchtui.store.journal_errors import JournalError
from stretchtui.store.journal_writer import JournalWriter
from stretchtui.store.playing import Playing
from stretchtui.store.session_page import SessionPage
from tests.store.sessions import NOW, record, standing
from tests.store.test_journal_damage import another, filled, scribbled, written_beside
from tests.store.test_journal_writer import PATIENCE_S, settled

DAY = date(2026, 9, 21)


def copies(folder: Path) -> list[str]:
    """What lies in the folder of the copies."""
    return sorted(path.name for path in (folder / FOLDER).iterdir())


def lost(folder: Path) -> None:
    """The journal is gone, but for something in its place."""
    another(folder / FILE)
    (folder / f"{FILE}-wal").unlink(missing_ok=True)


def test_a_copy_is_the_whole_journal_and_nobody_elses_business(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for number in range(5):
        journal.let_go(journal.add(record(started=NOW + number), standing(19)))
    expected = journal.sessions()
    assert journal.copy(DAY)
    journal.close()
    assert copies(tmp_path) == ["journal-2026-09-21.sqlite3"]
    for path, mode in (
        (tmp_path / FOLDER, 0o700),
        (tmp_path / FOLDER / copies(tmp_path)[0], 0o600),
    ):
        assert stat.S_IMODE(path.stat().st_mode) == mode
    lost(tmp_path)
    journal = Journal(tmp_path)
    assert journal.sessions() == expected
    assert journal.parts(3) == standing(19).parts
    assert journal.notice is not None
    assert (
        ": 5 of your sessions were recovered; the old file is kept as journal-damaged-"
        in journal.notice
    )


def test_there_is_one_copy_a_day_and_the_oldest_make_room(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.add(record(), standing(1))
    for number in range(10):
        for _ in range(2):
            assert journal.copy(DAY + timedelta(number))
    assert len(copies(tmp_path)) == KEPT == 7
    assert copies(tmp_path)[0] == "journal-2026-09-24.sqlite3"
    first = (tmp_path / FOLDER / "journal-2026-09-30.sqlite3").stat().st_ino
    assert journal.copy(date(2026, 9, 30))
    assert (tmp_path / FOLDER / "journal-2026-09-30.sqlite3").stat().st_ino == first


def test_what_else_lies_there_stays(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.add(record(), standing(1))
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "mine.txt").touch()
    (tmp_path / FOLDER / ".half-written-by-a-killed-program").touch()
    for number in range(10):
        journal.copy(DAY + timedelta(number))
    assert "mine.txt" in copies(tmp_path)
    assert len(copies(tmp_path)) == KEPT + 1


def test_an_empty_journal_is_not_copied(tmp_path: Path) -> None:
    assert not Journal(tmp_path).copy(DAY)
    assert not (tmp_path / FOLDER).exists()


def test_a_copy_that_cannot_be_written_leaves_nothing_and_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(tmp_path)
    journal.add(record(), standing(1))

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert journal.copy(DAY)
    assert copies(tmp_path) == []
    shutil.rmtree(tmp_path / FOLDER)
    (tmp_path / FOLDER).touch()
    assert journal.copy(DAY)
    assert len(journal.sessions()) == 1


def test_a_copy_that_sqlite_cannot_write_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(tmp_path)
    journal.add(record(), standing(1))

    def refuse(*about: Any) -> None:
        raise sqlite3.OperationalError("no room")

    monkeypatch.setattr(journal_copies, "make", refuse)
    assert journal.copy(DAY)


def test_damage_that_copying_meets_is_mended(tmp_path: Path) -> None:
    path = filled(tmp_path)
    lines: list[str] = []
    writer = JournalWriter(tmp_path, lines.append)
    with_copies(writer)
    shutil.rmtree(tmp_path / FOLDER)
    written_beside(tmp_path)
    scribbled(path)
    writer._copied = None
    settled(writer)
    assert writer.close(PATIENCE_S)
    (line,) = lines
    assert line.startswith("journal.sqlite3 was damaged: ")


def test_a_journal_that_is_out_of_reach_when_it_is_copied_stops_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path, 3)
    failed: list[date] = []

    def fail(journal: Journal, day: date) -> bool:
        failed.append(day)
        raise JournalError("journal.sqlite3: the disk cannot read or write it")

    monkeypatch.setattr(Journal, "copy", fail)
    lines: list[str] = []
    writer = JournalWriter(tmp_path, lines.append)
    settled(writer)
    settled(writer)
    page = writer.begin(record(started=NOW + 900))
    assert writer.close(PATIENCE_S)
    assert page.kept
    assert lines == []


def with_copies(writer: JournalWriter) -> None:
    """Wait until the writer had nothing to do, and has made the day's copy."""
    made = threading.Event()
    copy = Journal.copy

    def copied(journal: Journal, day: date) -> bool:
        done = copy(journal, day)
        made.set()
        return done

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Journal, "copy", copied)
        settled(writer)
        assert made.wait(PATIENCE_S)


def test_the_writer_makes_it_when_it_has_nothing_else_to_do(tmp_path: Path) -> None:
    filled(tmp_path, 3)
    assert not (tmp_path / FOLDER).exists()
    writer = JournalWriter(tmp_path)
    with_copies(writer)
    assert len(copies(tmp_path)) == 1
    assert writer.close(PATIENCE_S)


def test_a_copy_is_made_in_the_writers_thread_after_what_waits_to_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    put, copy = SessionPage.put, Journal.copy

    def noted(name: str, what: Any) -> Any:
        def note(*about: Any) -> Any:
            order.append(f"{name} in {threading.current_thread().name}")
            return what(*about)

        return note

    monkeypatch.setattr(SessionPage, "put", noted("put", put))
    monkeypatch.setattr(Journal, "copy", noted("copy", copy))
    gate = threading.Event()
    writer = JournalWriter(tmp_path)
    writer.ask(lambda journal: gate.wait(PATIENCE_S))
    page = writer.begin(record(before=4))
    gate.set()
    assert writer.ask(lambda journal: len(journal.sessions())).result(PATIENCE_S) == 1
    settled(writer)
    settled(writer)
    assert order[0] == "put in stretchtui-journal"
    assert set(order[1:]) <= {"put in stretchtui-journal", "copy in stretchtui-journal"}
    assert page.kept
    assert writer.close(PATIENCE_S)


def test_a_writer_that_is_closing_makes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path, 3)
    writer = JournalWriter(tmp_path)
    gate = threading.Event()
    asked = writer.ask(lambda journal: gate.wait(PATIENCE_S))
    closing = threading.Thread(target=writer.close, args=(PATIENCE_S,))
    closing.start()
    with writer._changed:
        assert writer._changed.wait_for(lambda: writer._closing, PATIENCE_S)
    gate.set()
    closing.join(PATIENCE_S)
    assert asked.result(PATIENCE_S)
    assert not (tmp_path / FOLDER).exists()


def test_a_window_left_open_makes_one_the_next_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path, 3)
    days: list[date] = []

    def remembered(journal: Journal, day: date) -> bool:
        days.append(day)
        return True

    monkeypatch.setattr(Journal, "copy", remembered)
    writer = JournalWriter(tmp_path)
    for day in (DAY, DAY, DAY + timedelta(1)):
        monkeypatch.setattr(journal_writer, "today", lambda day=day: day)
        for _ in range(2):
            settled(writer)
    assert writer.close(PATIENCE_S)
    assert days == [DAY, DAY + timedelta(1)]


def test_a_damaged_copy_is_passed_over(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for number in range(3):
        journal.let_go(journal.add(record(started=NOW + number), standing(19)))
        assert journal.copy(DAY + timedelta(number))
    expected = journal.sessions()
    journal.close()
    newest = tmp_path / FOLDER / copies(tmp_path)[-1]
    newest.write_bytes(b"SQLite format 3\0" + bytes(5000))
    (tmp_path / FOLDER / "journal-2026-09-30.sqlite3").mkdir()
    lost(tmp_path)
    assert Journal(tmp_path).sessions() == expected[:2]


def test_a_clock_that_was_wrong_once_costs_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.add(record(), standing(1))
    assert journal.copy(date(2099, 1, 1))
    journal.add(record(started=NOW + 1), standing(1))
    assert journal.copy(DAY)
    expected = journal.sessions()
    journal.close()
    lost(tmp_path)
    assert Journal(tmp_path).sessions() == expected


def test_a_deleted_session_does_not_come_back(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for number in range(3):
        journal.let_go(journal.add(record(started=NOW + number, name=f"n{number}"), standing(4)))
        assert journal.copy(DAY + timedelta(number))
    damaged = tmp_path / FOLDER / "journal-2026-09-29.sqlite3"
    damaged.write_bytes(b"n1 in no database at all")
    journal.delete(2)
    journal.delete(77)
    journal.close()
    for name in copies(tmp_path):
        assert b"n1" not in (tmp_path / FOLDER / name).read_bytes()
    assert not damaged.exists()
    lost(tmp_path)
    assert [each.id for each in Journal(tmp_path).sessions()] == [1, 3]


def test_of_two_programs_one_makes_the_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, other = Journal(tmp_path), Journal(tmp_path)
    journal.add(record(), standing(1))
    alone = Playing.alone

    def after_the_other(playing: Playing) -> Any:
        monkeypatch.setattr(Playing, "alone", alone)
        assert other.copy(DAY)
        return alone(playing)

    monkeypatch.setattr(Playing, "alone", after_the_other)
    made: list[date] = []
    make = journal_copies.make

    def noted(database: sqlite3.Connection, data: Path, day: date) -> None:
        made.append(day)
        make(database, data, day)

    monkeypatch.setattr(journal_copies, "make", noted)
    assert journal.copy(DAY)
    assert made == [DAY]

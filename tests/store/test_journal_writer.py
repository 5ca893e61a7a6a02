"""The writer: nobody waits for the disk, and nothing is lost that can be kept."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from concurrent.futures import CancelledError
from datetime import date
from pathlib import Path

import pytest

from stretchtui.core.sessions.record import Feeling
from stretchtui.store.journal import FILE, Journal
from stretchtui.store.journal_errors import JournalError
from stretchtui.store.journal_writer import JournalWriter
from stretchtui.store.playing import playing_in
from stretchtui.store.session_page import SessionPage
from tests.store.sessions import NOW, record, standing
from tests.store.test_journal_damage import filled, written_beside

PATIENCE_S = 60.0


def settled(writer: JournalWriter) -> None:
    """Wait until the thread has done all it was given."""
    writer.ask(lambda journal: None).exception(PATIENCE_S)


class SlowDisk:
    """Holds up every write until it is let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.writes = 0
        self.writing = threading.Event()
        self.go_on = threading.Event()
        put = SessionPage.put

        def slowly(page: SessionPage, journal: Journal) -> None:
            self.writes += 1
            self.writing.set()
            assert self.go_on.wait(PATIENCE_S)
            put(page, journal)

        monkeypatch.setattr(SessionPage, "put", slowly)


def test_a_session_is_kept_as_it_goes(tmp_path: Path) -> None:
    writer = JournalWriter(tmp_path)
    page = writer.begin(record())
    page.say(NOW, before=6)
    for index in range(20):
        page.keep(standing(index), NOW + index)
    settled(writer)
    assert page.kept
    assert Journal(tmp_path).sessions() == (page.record,)
    assert Journal(tmp_path).parts(page.record.id) == standing(19).parts
    page.end(NOW + 600, completed=True)
    page.say(NOW + 2000, feeling=Feeling.MORE)
    page.say(NOW + 2000, after=2)
    page.say(NOW + 2000, note="in the garden")
    assert writer.close(PATIENCE_S)
    (kept,) = Journal(tmp_path).sessions()
    assert (kept.ended, kept.completed, kept.feeling) == (NOW + 600, True, Feeling.MORE)
    assert kept.note == "in the garden"
    assert (kept.before, kept.after, kept.phases_done) == (6, 2, 19)


def test_what_is_done_of_each_step_is_kept_as_it_comes(tmp_path: Path) -> None:
    writer = JournalWriter(tmp_path)
    page = writer.begin(record())
    for index in (3, 5, 11):
        page.keep(standing(index), NOW + index)
        settled(writer)
        assert Journal(tmp_path).parts(page.record.id) == standing(index).parts
    assert writer.close(PATIENCE_S)


def test_nobody_waits_for_the_disk_and_nothing_piles_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = SlowDisk(monkeypatch)
    writer = JournalWriter(tmp_path)
    page = writer.begin(record())
    assert disk.writing.wait(PATIENCE_S)
    for index in range(1000):
        page.keep(standing(index % 20), NOW + index)
    assert not page.kept
    assert not writer.close(0.01)
    disk.go_on.set()
    assert writer.close(PATIENCE_S)
    assert disk.writes <= 4
    (kept,) = Journal(tmp_path).sessions()
    assert kept.updated == NOW + 999


def test_what_is_asked_comes_after_what_was_written(tmp_path: Path) -> None:
    writer = JournalWriter(tmp_path)
    for count in range(1, 6):
        writer.begin(record(before=4))
        sessions = writer.ask(lambda journal: journal.sessions()).result(PATIENCE_S)
        assert len(sessions) == count
    assert writer.close(PATIENCE_S)
    late = writer.ask(lambda journal: journal.sessions())
    with pytest.raises(CancelledError):
        late.result(PATIENCE_S)


def test_a_question_that_goes_wrong_or_is_taken_back_harms_nothing(tmp_path: Path) -> None:
    writer = JournalWriter(tmp_path)

    def wrong(journal: Journal) -> None:
        raise JournalError("no such session")

    used = writer.ask(lambda journal: journal).result(PATIENCE_S)
    assert isinstance(writer.ask(wrong).exception(PATIENCE_S), JournalError)
    # Whatever was wrong with it as it was opened then, it is opened anew.
    assert writer.ask(lambda journal: journal).result(PATIENCE_S) is not used
    hold = threading.Event()
    writer.ask(lambda journal: hold.wait(PATIENCE_S))
    taken_back = writer.ask(lambda journal: journal.sessions())
    assert taken_back.cancel()
    hold.set()
    page = writer.begin(record())
    assert writer.close(PATIENCE_S)
    assert page.kept


@pytest.mark.parametrize("what", [(SessionPage, "put"), (Journal, "copy")])
def test_a_journal_that_could_not_be_used_is_opened_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: tuple[type, str]
) -> None:
    tried = threading.Event()

    def fail(*of: object) -> None:
        tried.set()
        raise JournalError("journal.sqlite3: disk I/O error")

    monkeypatch.setattr(*what, fail)
    writer = JournalWriter(tmp_path)
    used = writer.ask(lambda journal: journal).result(PATIENCE_S)
    if what == (SessionPage, "put"):
        writer.begin(record())
    assert tried.wait(PATIENCE_S)
    assert writer.ask(lambda journal: journal).result(PATIENCE_S) is not used
    monkeypatch.undo()
    assert writer.close(PATIENCE_S)


def test_a_writer_that_is_closed_leaves_nothing_open(tmp_path: Path) -> None:
    writer = JournalWriter(tmp_path)
    writer.begin(record()).keep(standing(2), NOW)
    assert writer.close(PATIENCE_S)
    # SQLite takes its log away when the last one closes the journal.
    assert not (tmp_path / f"{FILE}-wal").exists()


def test_a_session_is_gone_on_with_on_the_same_page(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    session = journal.add(record(), standing(7))
    journal.let_go(session)
    writer = JournalWriter(tmp_path)
    unfinished = writer.ask(lambda journal: journal.resumable(NOW)).result(PATIENCE_S)
    assert unfinished is not None
    page = writer.resume(unfinished)
    assert page.kept
    assert (page.record.id, page.standing) == (session, standing(7))
    page.keep(standing(8), NOW + 900)
    page.end(NOW + 1000, completed=False)
    assert writer.close(PATIENCE_S)
    (kept,) = journal.sessions()
    assert (kept.id, kept.phases_done, kept.ended) == (session, 8, NOW + 1000)


def test_a_session_whose_end_is_kept_is_no_longer_held(tmp_path: Path) -> None:
    writer = JournalWriter(tmp_path)
    page = writer.begin(record())
    settled(writer)
    assert not playing_in(tmp_path).take(page.record.id)
    page.end(NOW, completed=False)
    assert writer.close(PATIENCE_S)
    assert playing_in(tmp_path).take(page.record.id)


def test_what_cannot_be_kept_is_said_once_and_kept_when_it_can_be(tmp_path: Path) -> None:
    lines: list[str] = []
    folder = tmp_path / "data"
    folder.touch()
    writer = JournalWriter(folder, lines.append)
    page = writer.begin(record())
    page.keep(standing(1), NOW + 1)
    settled(writer)
    page.keep(standing(2), NOW + 2)
    settled(writer)
    assert lines == ["not saved: journal.sqlite3: expected a folder"]
    assert isinstance(writer.ask(lambda journal: 1).exception(PATIENCE_S), JournalError)
    assert not page.kept
    folder.unlink()
    page.keep(standing(3), NOW + 3)
    settled(writer)
    assert page.kept
    assert Journal(folder).sessions() == (page.record,)
    assert writer.close(PATIENCE_S)
    assert lines == ["not saved: journal.sqlite3: expected a folder"]


def test_a_close_says_when_something_could_not_be_kept(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    writer = JournalWriter(tmp_path)
    assert writer.close(PATIENCE_S)
    writer = JournalWriter(tmp_path)
    writer.begin(record())
    assert not writer.close(PATIENCE_S)


def test_a_session_goes_over_into_a_new_journal_when_the_old_one_is_damaged(
    tmp_path: Path,
) -> None:
    path = filled(tmp_path)
    lines: list[str] = []
    writer = JournalWriter(tmp_path, lines.append)
    assert writer.ask(lambda journal: journal.copy(date(2026, 9, 21))).result(PATIENCE_S)
    written_beside(tmp_path)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(path.stat().st_size - 4096))
    page = writer.begin(record(started=NOW + 900))
    page.keep(standing(5), NOW + 905)
    assert writer.close(PATIENCE_S)
    assert page.kept
    (line,) = lines
    assert line.startswith(
        "journal.sqlite3 was damaged: 200 of your sessions were recovered; the old"
    )
    assert Journal(tmp_path).sessions()[200:] == (page.record,)
    assert page.record.phases_done == 5


def test_an_app_that_is_gone_is_told_nothing(tmp_path: Path) -> None:
    def gone(line: str) -> None:
        raise RuntimeError("the app is not running")

    (tmp_path / FILE).mkdir()
    writer = JournalWriter(tmp_path, gone)
    writer.begin(record())
    settled(writer)
    (tmp_path / FILE).rmdir()
    assert writer.close(PATIENCE_S)


def test_the_start_does_not_pay_for_the_database() -> None:
    code = "import sys, stretchtui.store.journal_writer; print('sqlite3' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "False\n"


def test_question_that_fails_is_a_failure_of_the_thread_which_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", failures.append)
    writer = JournalWriter(tmp_path)

    def fail(journal: Journal) -> None:
        raise ValueError("broken")

    assert str(writer.ask(fail).exception(PATIENCE_S)) == "broken"
    page = writer.begin(record(before=4))
    assert writer.close(PATIENCE_S)
    assert [str(each.exc_value) for each in failures] == ["broken"]
    assert Journal(tmp_path).sessions() == (page.record,)


def test_page_that_fails_holds_up_no_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", failures.append)

    def fail(page: SessionPage, journal: Journal) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(SessionPage, "put", fail)
    writer = JournalWriter(tmp_path)
    writer.begin(record())
    assert writer.ask(lambda journal: "answer").result(PATIENCE_S) == "answer"
    assert not writer.close(PATIENCE_S)
    assert {str(each.exc_value) for each in failures} == {"broken"}

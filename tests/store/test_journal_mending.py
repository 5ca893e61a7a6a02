"""Mending: what comes back and from where, that it can be stopped anywhere, and two at once."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from stretchtui.core.sessions.record import Feeling, Place, Standing
from stretchtui.store import journal as journal_module
from stretchtui.store import journal_mending
from stretchtui.store.journal import FILE, Journal
from stretchtui.store.journal_errors import Harm, JournalError, SetAside
from stretchtui.store.journal_mark import remember
from stretchtui.store.journal_mending import READY, mend
from stretchtui.store.journal_merge import Merger
from stretchtui.store.journal_rows import put_parts
from stretchtui.store.journal_writer import JournalWriter
from stretchtui.store.playing import playing_in
from tests.store.sessions import NOW, record, standing
from tests.store.test_journal_damage import another, filled, zeroed
from tests.store.test_journal_writer import PATIENCE_S, settled

DAY = date(2026, 9, 21)


def kept(journal: Journal, index: int = 3, **fields: Any) -> int:
    """A session that nobody plays; its number."""
    session = journal.add(record(**fields), standing(index))
    journal.let_go(session)
    return session


def test_what_was_lost_comes_back_from_the_copy_and_no_session_stands_twice(
    tmp_path: Path,
) -> None:
    path = filled(tmp_path, 100)
    journal = Journal(tmp_path)
    expected = journal.sessions()
    assert journal.copy(DAY)
    later = kept(journal, 7, started=NOW + 900)
    expected = journal.sessions()
    journal.close()
    zeroed(path)
    journal = Journal(tmp_path)
    found = {each.id: each for each in journal.sessions()}
    assert found.items() >= {each.id: each for each in expected[:100]}.items()
    assert found.keys() <= {*range(1, 101), later}
    assert all(journal.parts(number) == standing(19).parts for number in range(1, 101))


def test_of_two_states_of_a_session_the_later_one_comes_back(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for number in range(3):
        kept(journal, 4, started=NOW + number)
    assert journal.copy(DAY)
    first, second, third = journal.sessions()
    went_on = replace(first, updated=NOW + 50)
    assert journal.keep(went_on, standing(12))
    assert journal.keep(replace(second, feeling=Feeling.MORE), standing(4))
    expected = journal.sessions()
    assert expected[2] == third
    journal.close()
    spoil_header(tmp_path / FILE)
    journal = Journal(tmp_path)
    assert journal.notice is not None
    assert journal.sessions() == expected
    assert journal.parts(first.id) == standing(12).parts


def spoil_header(path: Path) -> None:
    """Every page is well, and yet SQLite can read none."""
    with path.open("r+b") as file:
        file.write(b"SQLite? I never")


def change(folder: Path, *statements: str) -> None:
    """Change a journal beside the program."""
    with contextlib.closing(sqlite3.connect(folder / FILE)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def test_a_session_whose_number_was_damaged_stands_once(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for number in range(5):
        kept(journal, 4, started=NOW + number)
    assert journal.copy(DAY)
    expected = journal.sessions()
    journal.close()
    change(tmp_path, "UPDATE session SET id = 99 WHERE id = 2", "PRAGMA user_version = 99")
    assert Journal(tmp_path).sessions() == expected


def test_two_sessions_with_one_number_both_come_back(tmp_path: Path) -> None:
    """As when the journal was once begun anew, without the copies knowing."""
    journal = Journal(tmp_path)
    kept(journal, started=NOW, routine="old")
    assert journal.copy(DAY)
    journal.close()
    for name in (FILE, "journal-written"):
        (tmp_path / name).unlink()
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as database:
        database.execute("PRAGMA user_version = 0")
    journal = Journal(tmp_path)
    assert journal.sessions() == ()
    kept(journal, started=NOW + 500, updated=NOW + 501, routine="new")
    journal.close()
    spoil_header(tmp_path / FILE)
    sessions = Journal(tmp_path).sessions()
    assert [each.routine for each in sessions] == ["old", "new"]
    assert {each.id for each in sessions} == {1, 2}, "the next number, and none is left out"


def test_rows_that_make_no_sense_stay_behind(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for number in range(4):
        kept(journal, 4, started=NOW + number, phases=20)
    journal.close()
    change(
        tmp_path,
        "UPDATE session SET held = -5 WHERE id = 1",
        "UPDATE session SET position = -1 WHERE id = 2",
        "UPDATE session_stretch SET targets = '[' WHERE session = 3 AND step = 0",
        "INSERT INTO session_stretch SELECT session, 77, stretch, name, targets, seconds, done, "
        "skipped, hurt, asked, holds FROM session_stretch WHERE session = 3 AND step = 1",
        "PRAGMA user_version = 99",
    )
    journal = Journal(tmp_path)
    assert [each.id for each in journal.sessions()] == [2, 3, 4]
    assert journal.unread_sessions == 0
    assert journal.parts(3) == standing(4).parts[1:]
    offered = {journal.resumable(NOW), journal.resumable(NOW), journal.resumable(NOW)}
    places = {each.record.id: each.standing.place for each in offered if each is not None}
    assert places[2] == Standing().place
    assert places[4] == Place(4, 1, standing(4).place.side, 120.0)
    for number in places:
        journal.let_go(number)


def test_numbers_that_may_have_been_given_are_not_given_again(tmp_path: Path) -> None:
    path = filled(tmp_path, 10)
    spoil_header(path)
    journal = Journal(tmp_path)
    session = kept(journal, started=NOW + 900)
    assert session > 1000
    assert not journal.keep(record(id=session, started=NOW + 901), standing(3)), "another session"


def test_a_journal_that_was_taken_away_while_it_is_open_comes_back_and_that_is_said(
    tmp_path: Path,
) -> None:
    path = filled(tmp_path, 10)
    journal = Journal(tmp_path)
    assert journal.copy(DAY)
    path.unlink()
    line = r"^journal\.sqlite3 is missing its latest changes: 10 of your sessions were recovered$"
    with pytest.raises(SetAside, match=line):
        journal.sessions()
    assert len(journal.sessions()) == 10


def test_a_copy_that_cannot_be_taken_in_leaves_the_journal_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path, 3)
    remember(tmp_path, 99)

    def fail(*about: Any) -> None:
        raise sqlite3.OperationalError("no")

    with monkeypatch.context() as patch:
        patch.setattr(Merger, "write", fail)
        with pytest.raises(JournalError, match=r"^journal\.sqlite3: no$"):
            Journal(tmp_path)
    journal = Journal(tmp_path)
    assert journal.notice == "journal.sqlite3 is missing its latest changes"
    assert len(journal.sessions()) == 3


# Stopped in the middle


class Stopped(BaseException):
    """The program was killed."""


@pytest.mark.parametrize(
    "moment", ["os.link", "os.rename", "os.replace", "journal_mending.remember"]
)
def test_mending_that_was_stopped_is_finished_by_whoever_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    filled(tmp_path, 30)
    journal = Journal(tmp_path)
    for number in range(3):  # only in the log
        kept(journal, started=NOW + 900 + number)
    expected = journal.sessions()
    for ending in ("", "-wal"):
        shutil.copy(tmp_path / f"{FILE}{ending}", tmp_path / f"killed{ending}")
    journal.close()
    for ending in ("", "-wal"):
        os.replace(tmp_path / f"killed{ending}", tmp_path / f"{FILE}{ending}")
    spoil_header(tmp_path / FILE)

    def stop(*about: Any) -> None:
        raise Stopped

    where, name = moment.split(".")
    with monkeypatch.context() as patch:
        patch.setattr(os if where == "os" else journal_mending, name, stop)
        with pytest.raises(Stopped):
            Journal(tmp_path)
    journal = Journal(tmp_path)
    assert journal.sessions() == expected
    assert not (tmp_path / READY).exists()
    journal.close()
    assert Journal(tmp_path).notice is None


def test_a_half_mended_journal_that_is_damaged_is_mended_anew(tmp_path: Path) -> None:
    path = filled(tmp_path, 10)
    spoil_header(path)
    (tmp_path / READY).write_bytes(b"SQLite format 3\0")
    journal = Journal(tmp_path)
    assert len(journal.sessions()) == 10


def test_without_links_the_damaged_journal_is_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path, 10)
    spoil_header(path)
    before = path.read_bytes()

    def refuse(*about: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    assert len(Journal(tmp_path).sessions()) == 10
    (aside,) = tmp_path.glob("journal-damaged-*.sqlite3")
    assert aside.read_bytes() == before


# Several at once


def test_what_is_written_while_another_program_mends_the_journal_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path, 20)
    writer = JournalWriter(tmp_path)
    page = writer.begin(record(routine="mine", started=NOW + 900))
    settled(writer)

    def mended_meanwhile(*about: Any) -> None:
        put_parts(*about)
        monkeypatch.setattr(journal_module, "put_parts", put_parts)
        mend(path, Harm.DAMAGED)

    monkeypatch.setattr(journal_module, "put_parts", mended_meanwhile)
    page.keep(standing(5), NOW + 905)
    assert writer.close(PATIENCE_S)
    assert page.kept
    (mine,) = Journal(tmp_path).sessions(routine="mine")
    assert mine == page.record
    assert mine.phases_done == 5
    assert len(Journal(tmp_path).sessions()) == 21


def test_a_question_is_answered_by_the_mended_journal_and_the_damage_said(tmp_path: Path) -> None:
    lines: list[str] = []
    writer = JournalWriter(tmp_path, lines.append)
    damage = [SetAside("journal.sqlite3 was damaged")]

    def ask(journal: Journal) -> int:
        if damage:
            raise damage.pop()
        return len(journal.sessions())

    assert writer.ask(ask).result(PATIENCE_S) == 0
    assert lines == ["journal.sqlite3 was damaged"]
    assert writer.close(PATIENCE_S)


def test_the_writer_says_what_it_finds_when_it_opens_the_journal(tmp_path: Path) -> None:
    spoil_header(filled(tmp_path, 10))
    lines: list[str] = []
    writer = JournalWriter(tmp_path, lines.append)
    assert len(writer.ask(lambda journal: journal.sessions()).result(PATIENCE_S)) == 10
    assert writer.close(PATIENCE_S)
    (line,) = lines
    assert line.startswith("journal.sqlite3 was damaged: 10 of your sessions were recovered")


PROGRAM = """
import sys
from pathlib import Path
from stretchtui.store.journal import Journal
from tests.store.sessions import NOW, record, standing

journal = Journal(Path(sys.argv[1]))
print(journal.notice)
session = journal.add(record(routine=sys.argv[2], started=NOW + 900), standing(2))
sys.stdin.read()
assert journal.keep(record(id=session, started=NOW + 900, routine=sys.argv[2]), standing(9))
"""


@pytest.mark.parametrize("damage", [zeroed, another])
def test_programs_that_start_at_once_on_a_damaged_journal_mend_it_once(
    tmp_path: Path, damage: Any
) -> None:
    path = filled(tmp_path)
    journal = Journal(tmp_path)
    assert journal.copy(DAY)
    journal.close()
    damage(path)
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(tmp_path), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in ("a", "b", "c", "d")
    ]
    told = [program.communicate()[0].strip() for program in programs]
    assert [program.returncode for program in programs] == [0] * 4
    assert sorted(each == "None" for each in told) == [False, True, True, True]
    (aside,) = tmp_path.glob("journal-damaged-*.sqlite3")
    assert aside.name in "".join(told)
    found = Journal(tmp_path).sessions()
    assert len(found) == 204
    assert sorted(each.routine for each in found[200:]) == ["a", "b", "c", "d"]
    assert {each.phases_done for each in found[200:]} == {9}


def test_a_session_that_is_played_stays_held_through_the_mending(tmp_path: Path) -> None:
    path = filled(tmp_path, 20)
    journal = Journal(tmp_path)
    session = journal.add(record(started=NOW + 900), standing(3))
    journal.close()
    spoil_header(path)
    again = Journal(tmp_path)
    assert session in {each.id for each in again.sessions()}
    assert not playing_in(tmp_path).take(session)
    assert again.keep(record(id=session, started=NOW + 900), standing(4))

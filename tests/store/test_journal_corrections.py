"""What a person changes in the journal afterwards, and how that stands up to damage."""

from __future__ import annotations

import contextlib
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from stretchtui.core.sessions.record import Feeling, Record
from stretchtui.store import journal_corrections, journal_tables
from stretchtui.store.journal import FILE, RESUMABLE_S, Journal
from stretchtui.store.journal_copies import FOLDER
from stretchtui.store.journal_errors import JournalError
from stretchtui.store.journal_writer import JournalWriter
from stretchtui.store.playing import Playing
from tests.store.sessions import NOW, part, record, standing
from tests.store.test_journal_copies import lost
from tests.store.test_journal_damage import another

DAY = date(2026, 9, 21)
LATER = NOW + 9000


def kept(journal: Journal, **fields: object) -> Record:
    """A session that is over."""
    about = {"ended": NOW + 600, "updated": NOW + 600, "completed": True} | fields
    session = journal.add(record(**about), standing(19))
    journal.let_go(session)
    return next(each for each in journal.sessions() if each.id == session)


# Deleted, and put back


def test_a_deleted_session_comes_back_as_it_was(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    kept(journal, started=NOW - 60)
    parts = part(0, done=True, asked="30 s"), part(1, hurt=NOW, seconds=7)
    session = journal.add(record(note="stiff", before=6, ended=NOW + 9), standing(7, parts=parts))
    before = journal.sessions()
    deleted = journal.delete(session)
    assert deleted is not None
    assert journal.sessions() == before[:1]
    assert journal.parts(session) == ()
    journal.put_back(deleted)
    first, back = journal.sessions()
    assert (first, replace(back, id=session)) == before
    assert journal.parts(back.id) == parts


def test_what_comes_back_takes_nobodys_number(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    deleted = journal.delete(kept(journal).id)
    assert deleted is not None
    other = kept(journal, started=NOW + 50)
    journal.put_back(deleted)
    assert [each.started for each in journal.sessions()] == [NOW, NOW + 50]
    assert {each.id for each in journal.sessions()} > {other.id}


def test_what_is_back_already_does_not_come_twice(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    session = kept(journal)
    deleted = journal.delete(session.id)
    assert deleted is not None
    journal.put_back(deleted)
    journal.put_back(deleted)
    assert len(journal.sessions()) == 1
    # Whoever wrote rows by hand gave them no uid.
    with journal.file.writing() as database:
        database.execute("UPDATE session SET uid = ''")
    deleted = journal.delete(journal.sessions()[0].id)
    assert deleted is not None
    kept(journal, started=NOW + 50, uid="another")
    with journal.file.writing() as database:
        database.execute("UPDATE session SET uid = ''")
    journal.put_back(deleted)
    assert len(journal.sessions()) == 2


def test_what_is_not_there_or_makes_no_sense_cannot_come_back(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    whole, spoilt = kept(journal), kept(journal, started=NOW + 1)
    journal.close()
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as database:
        database.execute("UPDATE session SET held = -1 WHERE id = ?", (spoilt.id,))
        database.execute("UPDATE session_stretch SET done = 7 WHERE step = 2")
        database.commit()
    journal = Journal(tmp_path)
    assert journal.delete(77) is None
    assert journal.delete(spoilt.id) is None
    deleted = journal.delete(whole.id)
    assert deleted is not None
    journal.put_back(deleted)
    (back,) = journal.sessions()
    assert [each.step for each in journal.parts(back.id)] == [0, 1, 3, 4]


def test_one_without_an_end_can_be_resumed_when_it_is_back(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    session = journal.add(record(), standing(7))
    deleted = journal.delete(session)
    assert deleted is not None
    assert journal.resumable(NOW + 60) is None
    journal.put_back(deleted)
    assert journal.resumable(NOW + 60) is not None


# Corrected


def test_a_session_is_as_the_person_says(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    session = kept(journal, feeling=Feeling.RIGHT, before=3)
    said = replace(
        session,
        started=NOW - 7200.0,
        offset=60,
        feeling=Feeling.MORE,
        before=None,
        after=2,
        note="in the garden",
    )
    assert journal.correct(replace(said, held=1.0, name="no"), LATER)
    (found,) = journal.sessions()
    assert found == replace(said, updated=LATER, ended=NOW + 600 - 7200)
    assert journal.parts(session.id) == standing(19).parts


def test_one_that_is_gone_is_not_corrected(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    session = kept(journal)
    assert not journal.correct(replace(session, uid="another"), LATER)
    journal.delete(session.id)
    assert not journal.correct(session, LATER)


def test_one_that_was_interrupted_has_an_end_once_it_cannot_be_resumed(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    session = kept(journal, ended=None, completed=False)
    soon = session.updated + RESUMABLE_S
    assert journal.correct(session, soon)
    (found,) = journal.sessions()
    assert (found.ended, found.updated) == (None, soon)
    assert journal.correct(found, soon + RESUMABLE_S + 1)
    (found,) = journal.sessions()
    assert found.ended == soon


def test_what_is_said_of_it_afterwards_leaves_its_start_corrected(tmp_path: Path) -> None:
    writer = JournalWriter(tmp_path)
    page = writer.begin(record(uid=""))
    page.keep(standing(3), NOW + 300)
    page.end(NOW + 600, completed=True)
    assert writer.ask(lambda journal: journal.sessions()).result(60) == (page.record,)
    other = Journal(tmp_path)
    assert other.correct(replace(page.record, started=NOW - 60.0, offset=0, note="no"), LATER)
    page.say(NOW + 2000, feeling=Feeling.MORE)
    assert writer.close(60)
    (found,) = other.sessions()
    assert (found.started, found.offset, found.feeling) == (NOW - 60, 0, Feeling.MORE)


def test_one_that_is_played_is_not_corrected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(tmp_path)
    session = kept(journal, ended=None)
    monkeypatch.setattr(Playing, "_lock", lambda self, byte: byte == 0)
    with pytest.raises(JournalError, match="this session is still being played"):
        journal.correct(replace(session, note="no"), LATER)
    assert journal.sessions() == (session,)


def test_a_corrected_session_stands_once_after_damage_and_is_deleted_from_the_copies(
    tmp_path: Path,
) -> None:
    journal = Journal(tmp_path)
    session = kept(journal, name="corrected")
    journal.copy(DAY)
    said = replace(session, started=NOW - 86400.0, note="yesterday")
    assert journal.correct(said, LATER)
    journal.copy(date(2026, 9, 22))
    expected = journal.sessions()
    journal.close()
    another(tmp_path / FILE)
    (tmp_path / f"{FILE}-wal").unlink(missing_ok=True)
    journal = Journal(tmp_path)
    assert journal.sessions() == expected
    journal.delete(session.id)
    journal.close()
    for path in (tmp_path / FOLDER).iterdir():
        assert b"corrected" not in path.read_bytes()


def test_a_copy_of_an_older_version_forgets_a_corrected_session(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = journal_tables.MIGRATIONS[:2]
    with contextlib.closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as database:
        for statement in (each for step in older for each in step):
            database.execute(statement)
        columns = [each for each in journal_tables_columns(database) if each != "id"]
        values = {"started": NOW, "routine": "five", "name": "corrected", "side": "none"}
        values |= {"marks": "", "ended": NOW + 60, "held": 60.0}
        row = [values.get(each) if each in values else _nothing(each) for each in columns]
        marks = ", ".join("?" * len(columns))
        database.execute(f"INSERT INTO session ({', '.join(columns)}) VALUES ({marks})", row)
        database.execute("PRAGMA user_version = 2")
    journal = Journal(tmp_path)
    (session,) = journal.sessions()
    copy = tmp_path / FOLDER / "journal-version-2.sqlite3"
    assert b"corrected" in copy.read_bytes()
    assert journal.correct(replace(session, started=NOW + 7), LATER)
    journal.delete(session.id)
    assert b"corrected" not in copy.read_bytes()


def journal_tables_columns(database: sqlite3.Connection) -> list[str]:
    """The columns of a session in some version."""
    return [row[1] for row in database.execute("PRAGMA table_info(session)")]


def _nothing(column: str) -> object:
    return None if column in ("feeling", "before", "after") else 0


# What was written of stretches


def test_what_was_written_of_a_stretch_is_read_again_and_can_be_removed(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    assert journal.stretch_notes() == {}
    journal.write_stretch_note("bridge", "heels closer", NOW)
    journal.write_stretch_note("Reach up", "slowly", NOW)
    journal.write_stretch_note("bridge", "heels closer, toes up", NOW + 1)
    notes = {"bridge": "heels closer, toes up", "Reach up": "slowly"}
    assert journal.stretch_notes() == notes
    journal.close()
    journal = Journal(tmp_path)
    assert journal.stretch_notes() == notes
    journal.write_stretch_note("bridge", "", NOW + 2)
    assert journal.stretch_notes() == {"Reach up": "slowly"}


def test_notes_that_make_no_sense_are_left_out_and_none_can_do_anything(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for stretch, note in [("a", "\x1b]2;owned\x07"), ("b", b"\xff"), ("", "c"), (b"d", "d")]:
        with journal.file.writing() as database:
            database.execute(journal_corrections.PUT_NOTE, (stretch, note, NOW))
    journal.write_stretch_note("e", "e", -1.0)
    assert journal.stretch_notes() == {"a": "\ufffd]2;owned\ufffd"}


def test_the_latest_notes_come_back_after_damage_and_none_that_was_removed(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    kept(journal)
    journal.write_stretch_note("kept", "as it was", NOW)
    journal.write_stretch_note("changed", "old", NOW)
    journal.write_stretch_note("removed", "old", NOW)
    journal.copy(DAY)
    journal.write_stretch_note("changed", "new", NOW + 1)
    journal.write_stretch_note("removed", "", NOW + 1)
    journal.copy(date(2026, 9, 22))
    journal.close()
    lost(tmp_path)
    assert Journal(tmp_path).stretch_notes() == {"kept": "as it was", "changed": "new"}


def test_notes_are_found_on_the_pages_of_a_damaged_journal(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    kept(journal)
    journal.write_stretch_note("bridge", "heels closer", NOW)
    journal.close()
    with (tmp_path / FILE).open("r+b") as file:
        # The table of tables cannot be read any more.
        file.seek(100)
        file.write(b"\0" * 8)
    journal = Journal(tmp_path)
    assert journal.notice is not None
    assert journal.stretch_notes() == {"bridge": "heels closer"}
    assert len(journal.sessions()) == 1


def test_a_journal_that_went_back_keeps_its_own_notes_and_gets_those_of_the_copies(
    tmp_path: Path,
) -> None:
    journal = Journal(tmp_path)
    kept(journal)
    journal.write_stretch_note("own", "mine", NOW)
    journal.close()
    old = (tmp_path / FILE).read_bytes()
    journal = Journal(tmp_path)
    journal.write_stretch_note("bridge", "heels closer", NOW + 1)
    journal.copy(DAY)
    journal.close()
    (tmp_path / FILE).write_bytes(old)
    (tmp_path / f"{FILE}-wal").unlink(missing_ok=True)
    journal = Journal(tmp_path)
    assert journal.stretch_notes() == {"own": "mine", "bridge": "heels closer"}

"""Two journals that take in what the other one has come to the same history."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from msgspec.structs import replace

from stretchtui.core.sessions.account import Account, Export, StretchNote
from stretchtui.core.sessions.exchange import exported, imported
from stretchtui.core.sessions.record import Feeling, Part
from stretchtui.store import journal_exchange
from stretchtui.store.journal import FILE, Journal
from stretchtui.store.journal_exchange import TakenIn
from stretchtui.store.journal_rows import put_parts
from stretchtui.store.playing import playing_in
from tests.amounts import amount
from tests.core.sessions.accounts import CAT, KNEE, STARTED, account, interrupted, somewhere
from tests.store.sessions import NOW, part, record

NOTE = StretchNote("cobra", "Elbows close", NOW)


def journal_of(folder: Path, *accounts: Account, notes: tuple[StretchNote, ...] = ()) -> Journal:
    """A journal with these sessions."""
    journal = Journal(folder)
    journal.take_in(Export(accounts, notes))
    return journal


def told(journal: Journal) -> Export:
    """What another machine is told of a journal, as JSON."""
    return imported(json.dumps(exported(journal.export())).encode())


def history(journal: Journal) -> Export:
    """All of a journal but the numbers, which are its own."""
    export = journal.export()
    accounts = [replace(each, record=replace(each.record, id=0)) for each in export.accounts]
    return replace(export, accounts=tuple(sorted(accounts, key=lambda each: each.record.uid)))


def change(folder: Path, statement: str) -> None:
    with sqlite3.connect(folder / FILE) as database:
        database.execute(statement)
    database.close()


def test_what_is_taken_in_is_there_to_the_last_digit(tmp_path: Path) -> None:
    wholes = somewhere(account()), interrupted(uid="b", started=STARTED + 1)
    journal = Journal(tmp_path)
    assert journal.take_in(Export(wholes, (NOTE,))) == TakenIn(new=2, notes=1)
    assert history(journal) == Export(wholes, (NOTE,))
    assert [each.id for each in journal.sessions()] == [1, 2]
    assert journal.parts(1) == (KNEE, CAT)
    found = journal.resumable(STARTED + 400)
    assert found is not None
    assert found.standing == wholes[1].standing


def test_each_session_is_taken_in_once(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    assert journal.take_in(Export((account(),) * 3)) == TakenIn(new=1)
    assert journal.take_in(Export((account(),) * 3)) == TakenIn(here=1)
    assert len(journal.sessions()) == 1


def test_what_another_one_has_more_of_is_brought_up_to_date(tmp_path: Path) -> None:
    old = somewhere(interrupted(parts=(KNEE,), updated=STARTED + 50, note=""))
    journal = journal_of(tmp_path, old)
    assert journal.take_in(Export((account(),))) == TakenIn(updated=1)
    assert history(journal).accounts == (somewhere(account()),)
    assert journal.take_in(Export((old,))) == TakenIn(here=1)
    said = account(note="", feeling=Feeling.RIGHT, updated=STARTED + 999)
    assert journal.take_in(Export((said,))) == TakenIn(updated=1)
    (found,) = journal.sessions()
    assert (found.note, found.feeling, found.id) == ("At the gym", Feeling.RIGHT, 1)


def test_a_session_that_is_being_played_is_left_alone(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    session = journal.add(record(uid="4f1c"), somewhere(account()).standing)
    before = journal.export()
    assert journal.take_in(Export((account(), account(uid="b")))) == TakenIn(new=1, playing=1)
    assert before.accounts[0] in journal.export().accounts
    journal.let_go(session)
    assert journal.take_in(Export((account(),))) == TakenIn(updated=1)
    # It is held while it is changed, and by nobody afterwards.
    assert playing_in(tmp_path).take(session)
    playing_in(tmp_path).give_up(session)


def test_all_is_taken_in_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = journal_of(tmp_path, interrupted())
    before = journal.export()

    def failing(database: sqlite3.Connection, session: int, parts: tuple[Part, ...]) -> None:
        if session > 1:
            raise ValueError("in the middle")
        put_parts(database, session, parts)

    monkeypatch.setattr(journal_exchange, "put_parts", failing)
    with pytest.raises(ValueError, match="in the middle"):
        journal.take_in(Export((account(), account(uid="b"))))
    assert journal.export() == before
    assert playing_in(tmp_path).take(1)
    playing_in(tmp_path).give_up(1)


def test_the_later_note_on_a_stretch_counts(tmp_path: Path) -> None:
    journal = journal_of(tmp_path, notes=(NOTE,))
    older, newer = replace(NOTE, updated=NOW - 1), replace(NOTE, note="Wide", updated=NOW + 1)
    other = replace(NOTE, stretch="bridge")
    assert journal.take_in(Export((), (older, NOTE))) == TakenIn()
    assert journal.take_in(Export((), (newer, older, other, other))) == TakenIn(notes=2)
    assert journal.export().notes == (other, newer)


def test_a_note_that_makes_no_sense_is_left_out(tmp_path: Path) -> None:
    journal = journal_of(tmp_path, notes=(NOTE,))
    change(tmp_path, "INSERT INTO stretch_note VALUES ('a', x'ff', 1), ('b', 'c', -1)")
    assert journal.export().notes == (NOTE,)


def test_a_session_of_before_is_known_again(tmp_path: Path) -> None:
    journal = journal_of(tmp_path, account())
    change(tmp_path, "UPDATE session SET uid = ''")
    (uid,) = (each.record.uid for each in told(journal).accounts)
    assert uid == "1790000000.123456 five-for-lower-back"
    later = account(uid=uid, updated=STARTED + 999)
    assert journal.take_in(Export((later,))) == TakenIn(updated=1)
    assert [each.uid for each in journal.sessions()] == [uid]


def test_what_was_deleted_and_is_taken_in_again_comes_back(tmp_path: Path) -> None:
    journal = journal_of(tmp_path, account())
    before = told(journal)
    journal.delete(1)
    assert journal.take_in(before) == TakenIn(new=1)
    assert [each.uid for each in journal.sessions()] == ["4f1c"]


def test_what_makes_no_sense_is_counted_and_the_rest_told(tmp_path: Path) -> None:
    wholes = [account(uid=f"u{number}", started=STARTED + number) for number in range(4)]
    journal = journal_of(tmp_path, *wholes)
    change(tmp_path, "UPDATE session SET offset = 5940 WHERE uid = 'u0'")
    change(tmp_path, "UPDATE session_stretch SET targets = '?' WHERE session IN (1, 2)")
    change(tmp_path, "UPDATE session SET place = -1, ended = NULL WHERE uid = 'u3'")
    export = journal.export()
    assert (journal.unread_sessions, journal.unread_parts) == (1, 2)
    assert [each.record.uid for each in export.accounts] == ["u1", "u2", "u3"]
    assert [len(each.standing.parts) for each in export.accounts] == [0, 2, 2]
    assert export.accounts[2].standing.place.index == 0


def test_two_journals_of_many_sessions_come_to_the_same(tmp_path: Path) -> None:
    half = amount(500, usual=100)

    def state(number: int, **fields: object) -> Account:
        parts = tuple(part(step, done=True) for step in range(number % 4))
        at = NOW + number * 86400
        about = {"uid": f"u{number}", "started": at, "updated": at + 500, "ended": at + 500}
        return somewhere(account(parts=parts, steps=5, **about | fields))

    laptop = [state(number) for number in range(2 * half)]
    # Half of them are in both; of those each has some of which it has more than the other.
    server = [
        state(number, **({"updated": NOW + number * 86400 + 600} if number % 7 == 0 else {}))
        for number in range(half, 3 * half)
    ]
    later = range(half + half // 5, half + 2 * half // 5)
    laptop[later.start : later.stop] = [state(each, note="", feeling=None) for each in later]
    open_still = range(half + half // 2, half + 3 * half // 5)
    server[half // 2 : 3 * half // 5] = [
        state(each, ended=None, updated=NOW + each * 86400 + 9) for each in open_still
    ]
    here = journal_of(tmp_path / "laptop", *laptop, notes=(NOTE,))
    there = journal_of(tmp_path / "server", *server, notes=(replace(NOTE, note="Old", updated=5),))
    assert len(here.sessions()) == len(there.sessions()) == 2 * half
    to_there, to_here = told(here), told(there)
    first = here.take_in(to_here)
    assert (first.new, first.updated + first.here) == (half, half)
    assert there.take_in(to_there).new == half
    assert history(here) == history(there)
    assert len(here.sessions()) == 3 * half
    again = here.take_in(told(there))
    assert again == TakenIn(here=3 * half)

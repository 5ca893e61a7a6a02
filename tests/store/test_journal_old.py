"""A journal of the version before: all of it is there, and it is kept beside as it was.

``journal-version-2.sqlite3`` was written by that version.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from stretchtui.core.routines.model import Side
from stretchtui.core.sessions.plan import Plan
from stretchtui.core.sessions.record import Mark, Place
from stretchtui.store.journal import FILE, Journal
from stretchtui.store.journal_copies import FOLDER
from stretchtui.store.journal_merge import found_in_pages
from stretchtui.store.journal_rows import COLUMNS, put_parts, row_to_add
from stretchtui.store.journal_tables import MIGRATIONS
from tests.store.sessions import NOW, part, record, standing

OLD = Path(__file__).with_name("journal-version-2.sqlite3")
KEPT = f"{FOLDER}/journal-version-2.sqlite3"
MALFORMED = ["left0x", "both1x", "left1", "leftx", "1x", "x'00'", "left1x,"]
LATER = NOW + 39 * 86400 + 4000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a journal of the version before."""
    shutil.copy(OLD, tmp_path / FILE)
    return tmp_path


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    """What a database answers."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        return database.execute(query).fetchall()


def test_all_of_it_is_there(folder: Path) -> None:
    columns = "id, started, offset, updated, ended, routine, name, level, steps, steps_done, "
    columns += "skipped, phases, phases_done, seconds, completed, feeling, before, after, marks"
    before = rows(OLD, f"SELECT {columns} FROM session")
    parts = "session, step, stretch, name, targets, round(seconds), done, skipped, hurt"
    parts_before = rows(OLD, f"SELECT {parts} FROM session_stretch")
    with contextlib.closing(Journal(folder)) as journal:
        assert journal.notice is None
        found = journal.sessions()
        assert len(found) == 40
        assert journal.unread_sessions == 0
        assert sum(len(journal.parts(each.id)) for each in found) == 200
        assert journal.unread_parts == 0
    assert rows(folder / FILE, f"SELECT {columns} FROM session") == before
    assert rows(folder / FILE, f"SELECT {parts} FROM session_stretch") == parts_before
    # Of each session an id that is the same wherever its journal was copied to.
    uids = {each.uid for each in found}
    assert len(uids) == 40
    shutil.rmtree(folder / FOLDER)
    shutil.copy(OLD, folder / FILE)
    with contextlib.closing(Journal(folder)) as journal:
        assert {each.uid for each in journal.sessions()} == uids


def test_a_session_has_the_whole_seconds_that_its_stretches_have(folder: Path) -> None:
    exact = {row[0]: row[1] for row in rows(OLD, "SELECT id, held FROM session")}
    with contextlib.closing(Journal(folder)) as journal:
        for each in journal.sessions():
            assert each.held == sum(one.seconds for one in journal.parts(each.id))
            assert each.held == int(each.held)
            assert abs(each.held - float(str(exact[each.id]))) <= 2.5


def test_what_says_something_else_than_its_stretches_keeps_it(folder: Path) -> None:
    with contextlib.closing(sqlite3.connect(folder / FILE)) as database:
        database.execute("UPDATE session SET held = 999.6 WHERE id = 3")
        database.execute("DELETE FROM session_stretch WHERE session = 4")
        database.execute("UPDATE session SET held = 77.4 WHERE id = 4")
        database.execute("UPDATE session SET held = 'long' WHERE id = 5")
        database.commit()
    with contextlib.closing(Journal(folder)) as journal:
        held = {each.id: each.held for each in journal.sessions()}
    assert (held[3], held[4]) == (1000, 77)
    assert 5 not in held
    assert rows(folder / FILE, "SELECT held FROM session WHERE id = 5") == [("long",)]


def test_it_is_kept_beside_as_it_was_once_and_for_good(folder: Path) -> None:
    Journal(folder).close()
    assert rows(folder / KEPT, "PRAGMA user_version") == [(2,)]
    query = "SELECT * FROM session"
    assert rows(folder / KEPT, query) == rows(OLD, query)
    assert (folder / KEPT).stat().st_mode & 0o777 == 0o600
    data = (folder / KEPT).read_bytes()
    # A journal of that version comes again, from a backup; and copies come and go.
    with contextlib.closing(sqlite3.connect(OLD)) as database:
        database.execute(f"VACUUM INTO '{folder / 'again'}'")
    os.replace(folder / "again", folder / FILE)
    with contextlib.closing(Journal(folder)) as journal:
        journal.dismiss(1)
    assert (folder / KEPT).read_bytes() == data


def test_what_is_deleted_is_taken_out_of_that_as_well(folder: Path) -> None:
    with contextlib.closing(Journal(folder)) as journal:
        journal.delete(7)
    assert rows(folder / KEPT, "SELECT count(*) FROM session") == [(39,)]


def test_where_it_cannot_be_kept_beside_it_is_read_and_left_as_it_is(folder: Path) -> None:
    (folder / FOLDER).write_text("no folder")
    data = (folder / FILE).read_bytes()
    with contextlib.closing(Journal(folder)) as journal:
        assert journal.is_read_only
        assert len(journal.sessions()) == 40
    assert (folder / FILE).read_bytes() == data


def test_the_session_that_was_interrupted_can_be_resumed(folder: Path) -> None:
    with contextlib.closing(Journal(folder)) as journal:
        found = journal.resumable(LATER)
    assert found is not None
    assert (found.record.id, found.standing.marks) == (40, "xxxxxxxxx...........")
    assert found.standing.place == Place(9, 2, Side.LEFT, 290.5)
    assert {(each.asked, each.holds) for each in found.standing.parts} == {("", ())}


def test_the_rows_of_a_damaged_one_are_found(folder: Path) -> None:
    found = list(found_in_pages(OLD.read_bytes()))
    assert len(found) == 40
    assert sum(len(each.parts) for each in found) == 200
    data = bytearray(OLD.read_bytes())
    data[100] ^= 1  # what the first page says of itself
    (folder / FILE).write_bytes(data)
    whole = Path(folder / "whole")
    whole.mkdir()
    shutil.copy(OLD, whole / FILE)
    with contextlib.closing(Journal(folder)) as journal, contextlib.closing(Journal(whole)) as good:
        assert journal.notice is not None
        assert {each.uid for each in journal.sessions()} == {each.uid for each in good.sessions()}


# The version before there were rounds


@pytest.fixture
def without_rounds(tmp_path: Path) -> Path:
    """A data folder with a journal whose sessions have no round yet."""
    with contextlib.closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as database:
        for statement in (each for step in MIGRATIONS[:3] for each in step):
            database.execute(statement)
        database.execute("PRAGMA user_version = 3")
        stands = standing(3, parts=(part(0, holds=(Mark(Side.LEFT, 2, done=True),)),))
        there = COLUMNS[1 : COLUMNS.index("round")]
        row = dict(zip(COLUMNS[1:], row_to_add(record(uid="a"), stands), strict=True))
        added = database.execute(
            f"INSERT INTO session ({', '.join(there)}) VALUES ({', '.join('?' * len(there))})",
            tuple(row[column] for column in there),
        )
        put_parts(database, added.lastrowid or 0, stands.parts)
    return tmp_path


def test_what_was_kept_before_there_were_rounds_is_in_the_first_one(without_rounds: Path) -> None:
    with contextlib.closing(Journal(without_rounds)) as journal:
        found = journal.resumable(NOW)
        assert journal.notice is None
    assert found is not None
    assert found.standing.place.round == 1
    assert [part.holds for part in found.standing.parts] == [(Mark(Side.LEFT, 2, True, 1),)]


def test_its_rows_are_found_in_a_damaged_file_before_and_after_it_was_opened(
    without_rounds: Path,
) -> None:
    def rounds() -> list[object]:
        sessions = found_in_pages((without_rounds / FILE).read_bytes())
        return [each.row[COLUMNS.index("round")] for each in sessions]

    assert rounds() == [1]
    Journal(without_rounds).close()
    assert rounds() == [1]


def test_marks_of_holds_are_kept(tmp_path: Path) -> None:
    later = (Mark(Side.LEFT, 1, True, 2), Mark(Side.NONE, 3, False, 20))
    holds = (Mark(Side.LEFT, 1, done=True), Mark(Side.RIGHT, 12, done=False), *later)
    parts = (part(0, asked="30 s", holds=holds), part(1, asked="10 × 4 s"))
    place = Place(3, 0, Side.RIGHT, 41.5, time=2, reached=11.5, round=2)
    stands = standing(3, parts=parts, place=place, waited=12.0)
    with contextlib.closing(Journal(tmp_path)) as journal:
        session = journal.add(record(note="Slept well", logged=True), stands)
        assert rows(tmp_path / FILE, "SELECT holds FROM session_stretch") == [
            ("left1x right12- left1/2x none3/20-",),
            ("",),
        ]
        journal.let_go(session)
        found = journal.resumable(NOW)
        assert found is not None
        assert found.standing == stands
        assert (found.record.note, found.record.logged, found.record.waited) == (
            *("Slept well", True, 12.0),
        )


@pytest.fixture
def without_plans(tmp_path: Path) -> Path:
    """A data folder with a journal of the version before what comes could be changed."""
    with contextlib.closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as database:
        for statement in (each for step in MIGRATIONS[:4] for each in step):
            database.execute(statement)
        database.execute("PRAGMA user_version = 4")
        there = COLUMNS[1 : COLUMNS.index("plan")]
        row = dict(zip(COLUMNS[1:], row_to_add(record(uid="a"), standing(3)), strict=True))
        database.execute(
            f"INSERT INTO session ({', '.join(there)}) VALUES ({', '.join('?' * len(there))})",
            tuple(row[column] for column in there),
        )
    return tmp_path


def test_what_was_kept_before_what_comes_could_be_changed_has_no_plan(without_plans: Path) -> None:
    (found,) = found_in_pages((without_plans / FILE).read_bytes())
    assert found.row[COLUMNS.index("plan")] == ""
    with contextlib.closing(Journal(without_plans)) as journal:
        assert journal.notice is None
        session = journal.resumable(NOW)
    assert session is not None
    assert not session.standing.plan


PLAN = Plan((("stretch-1", 1, 1), ("stretch-0", 1, 2)), ("stretch-1",))


def test_what_was_changed_of_what_comes_is_kept(tmp_path: Path) -> None:
    out = (Mark(Side.LEFT, 1, done=True), Mark(Side.LEFT, 2, done=False, out=True))
    stands = standing(3, parts=(part(0, holds=out),), plan=PLAN)
    with contextlib.closing(Journal(tmp_path)) as journal:
        session = journal.add(record(), stands)
        assert rows(tmp_path / FILE, "SELECT holds FROM session_stretch") == [("left1x left2o",)]
        journal.let_go(session)
        found = journal.resumable(NOW)
    assert found is not None
    assert found.standing == stands


@pytest.mark.parametrize("text", ["?", "[]", '{"order": [["a", 0, 1]]}', 7])
def test_a_plan_that_makes_no_sense_is_left_out_with_the_place(
    tmp_path: Path, text: object
) -> None:
    with contextlib.closing(Journal(tmp_path)) as journal:
        journal.let_go(journal.add(record(), standing(3, plan=PLAN)))
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as database:
        database.execute("UPDATE session SET plan = ?", (text,))
        database.commit()
    with contextlib.closing(Journal(tmp_path)) as journal:
        assert len(journal.sessions()) == 1
        assert journal.resumable(NOW) is None


@pytest.mark.parametrize("text", [*MALFORMED, "left1/0x", "left1/x", "left1/2/3x"])
def test_marks_that_nobody_of_ours_writes_spoil_their_part(tmp_path: Path, text: str) -> None:
    with contextlib.closing(Journal(tmp_path)) as journal:
        session = journal.add(record(), standing(3, parts=(part(0), part(1))))
    with contextlib.closing(sqlite3.connect(tmp_path / FILE)) as database:
        database.execute("UPDATE session_stretch SET holds = ? WHERE step = 0", (text,))
        database.commit()
    with contextlib.closing(Journal(tmp_path)) as journal:
        assert [each.step for each in journal.parts(session)] == [1]
        assert journal.unread_parts == 1

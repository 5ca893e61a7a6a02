"""The journal: what is written is read again, whoever writes beside it."""

from __future__ import annotations

import contextlib
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from stretchtui.core.sessions.days import Today
from stretchtui.core.sessions.record import Feeling, Moment, Part, Place, Standing
from stretchtui.store import journal_tables
from stretchtui.store.journal import FILE, RESUMABLE_S, Journal
from stretchtui.store.journal_errors import JournalError
from stretchtui.store.journal_rows import COLUMNS, row_to_add
from stretchtui.store.journal_tables import APPLICATION_ID, MIGRATIONS
from stretchtui.store.journal_totals import areas_this_week
from stretchtui.store.playing import Playing, playing_in
from tests.store.sessions import NOW, part, record, standing


def kept(journal: Journal, index: int = 3, **fields: object) -> int:
    """A session that stands in a phase, held by nobody; its number."""
    session = journal.add(record(**fields), standing(index))
    journal.let_go(session)
    return session


def test_a_session_is_read_as_it_was_written(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "data")
    begun = record(before=6)
    session = journal.add(begun, standing(0))
    assert journal.sessions() == (replace(begun, id=session),)
    ended = replace(
        begun,
        id=session,
        updated=NOW + 600,
        ended=NOW + 601.5,
        level=2,
        completed=True,
        feeling=Feeling.MORE,
        after=0,
    )
    parts = part(0, done=True), part(2, hurt=NOW + 50, seconds=7.0), part(4, skipped=True)
    stands = standing(19, skipped=1, parts=parts)
    assert journal.keep(ended, stands)
    journal.close()
    again = Journal(tmp_path / "data")
    assert again.notice is None
    (found,) = again.sessions()
    assert found == ended.standing(stands, NOW + 600)
    assert (found.steps_done, found.skipped, found.held) == (4, 1, 285)
    assert found.hurt == ("stretch-2",)
    assert again.parts(session) == stands.parts


def test_a_session_that_was_done_elsewhere_is_kept_and_played_by_nobody(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    parts = part(0, done=True, hurt=NOW), part(1, done=True, asked="30 s")
    whole = record(
        ended=NOW + 600,
        logged=True,
        completed=True,
        note="at the gym",
        steps_done=2,
        skipped=1,
        phases_done=20,
        held=60.0,
        waited=3.0,
        hurt=("stretch-0",),
    )
    session = journal.add_ended(whole, parts)
    assert journal.sessions() == (replace(whole, id=session),)
    assert journal.parts(session) == parts
    assert playing_in(tmp_path).take(session)
    playing_in(tmp_path).give_up(session)


def test_each_session_is_given_an_id_that_no_machine_gives_again(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    kept(journal, uid="")
    journal.add_ended(record(uid="", logged=True), ())
    assert [len(each.uid) for each in journal.sessions()] == [32, 32]
    assert len({each.uid for each in journal.sessions()}) == 2


def test_what_is_not_asked_for_is_not_read(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    first, second, third = (
        kept(journal, started=NOW + at, routine=name) for at, name in [(0, "a"), (9, "b"), (5, "a")]
    )
    assert [each.id for each in journal.sessions()] == [first, third, second]
    assert [each.id for each in journal.sessions(since=NOW + 5)] == [third, second]
    assert [each.id for each in journal.sessions(routine="a")] == [first, third]
    assert journal.parts(99) == ()


def test_a_deleted_session_is_gone_and_its_number_is_not_used_again(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    kept(journal)
    session = kept(journal)
    journal.delete(session)
    assert session not in {each.id for each in journal.sessions()}
    assert journal.parts(session) == ()
    assert not journal.keep(record(id=session), standing(1))
    assert kept(journal) == session + 1


def test_seconds_are_summed_by_what_they_were_for(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for started, seconds in [(NOW, 10.0), (NOW + 5, 20.5)]:
        parts = (part(0, seconds=seconds), part(1, targets=("hips", "glutes"), seconds=1.0))
        journal.add(record(started=started), standing(4, parts=parts))
    assert dict(journal.held(0.0)) == {("lower back",): 31, ("hips", "glutes"): 2}
    assert dict(journal.held(NOW + 1)) == {("lower back",): 21, ("hips", "glutes"): 1}
    assert dict(journal.held(0.0, NOW + 4)) == {("lower back",): 10, ("hips", "glutes"): 1}
    # As each of them reads, and so is what they come to.
    found = [part for number in (1, 2) for part in journal.parts(number)]
    assert [each.seconds for each in found] == [10, 1, 21, 1]


def test_a_weeks_seconds_are_of_its_sessions_whatever_became_of_them(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    week = 7 * 86400
    for started, seconds in [(NOW - week, 100.0), (NOW, 10.0), (NOW + 5, 20.5), (NOW + week, 7.0)]:
        parts = (
            part(0, targets=("Hips",), seconds=seconds, done=False),
            part(1, targets=("hips", "glutes"), seconds=1.0),
            part(2, targets=("calves",), seconds=0.0, skipped=True),
        )
        journal.add(record(started=started), standing(4, parts=parts))
    today = Today(Moment(NOW + 60, 0))
    sessions = journal.sessions()
    assert areas_this_week(journal.file, sessions, today) == (("hips", 33), ("glutes", 2))
    assert areas_this_week(journal.file, sessions[:1], today) == ()


@pytest.mark.parametrize(("seconds", "held"), [(17.6, 18), (18.0, 18), (59.5, 60), (0.4, 0)])
def test_what_was_held_is_whole_seconds_once_and_for_all(
    tmp_path: Path, seconds: float, held: int
) -> None:
    journal = Journal(tmp_path)
    session = journal.add(record(before=4), standing(1, held=seconds))
    journal.keep(record(id=session, before=4), standing(1, held=seconds))
    database = sqlite3.connect(tmp_path / FILE)
    assert database.execute("SELECT held FROM session").fetchone() == (held,)
    # Or by whoever changes it by hand.
    database.execute("UPDATE session SET held = ?", (seconds,))
    database.commit()
    database.close()
    (found,) = journal.sessions()
    assert (found.held, type(found.held)) == (held, int)


def test_a_stretch_hurts_until_it_was_done_without(tmp_path: Path) -> None:
    journal = Journal(tmp_path)

    def session(at: float, *parts: Part) -> frozenset[str]:
        journal.add(record(started=NOW + at), standing(0, parts=parts))
        return journal.stretches()[0]

    twice = part(0, hurt=NOW), part(1, stretch="stretch-0"), part(2)
    assert session(0, *twice) == {"stretch-0"}
    assert session(1, part(0, seconds=0.0, skipped=True), part(1)) == {"stretch-0"}
    assert session(2, part(0)) == frozenset()
    assert session(3, part(0, seconds=0.0, hurt=NOW)) == {"stretch-0"}
    # What is dated in the future is not asked.
    assert session(9, part(0)) == frozenset()
    assert journal.stretches(NOW + 8)[0] == {"stretch-0"}


def test_a_stretch_is_familiar_once_it_was_held_in_three_sessions(tmp_path: Path) -> None:
    journal = Journal(tmp_path)

    def session(at: float, *parts: Part) -> frozenset[str]:
        journal.add(record(started=NOW + at), standing(0, parts=parts))
        return journal.stretches()[1]

    # However many sets of it there are in one.
    thrice = part(0), part(1, stretch="stretch-0"), part(2, stretch="stretch-0")
    assert session(0, *thrice) == frozenset()
    assert session(1, part(0), part(1)) == frozenset()
    # It was closed again at once, or skipped.
    assert session(2, part(0, seconds=0.4, skipped=True)) == frozenset()
    assert session(3, part(0, seconds=0.0, skipped=True), part(1)) == frozenset()
    assert session(9, part(0)) == {"stretch-0"}
    assert session(4, part(1, seconds=1.0, skipped=True)) == {"stretch-0", "stretch-1"}
    # What is dated in the future does not count.
    assert journal.stretches(NOW + 8)[1] == {"stretch-1"}


# Nothing to tell


EMPTY = Standing(Place(1, 0), "-", skipped=1, parts=(part(0, seconds=0.4, skipped=True),))


@pytest.mark.parametrize(
    ("told", "more"),
    [
        ({"before": 0}, {}),
        ({"after": 3}, {}),
        ({"feeling": Feeling.RIGHT}, {}),
        ({"note": "The neighbours rang."}, {}),
        ({}, {"held": 1.0}),
        ({}, {"parts": (part(0, seconds=0.0, hurt=NOW),)}),
    ],
)
def test_an_empty_session_is_as_if_it_had_never_been(
    tmp_path: Path, told: dict[str, Any], more: dict[str, Any]
) -> None:
    journal = Journal(tmp_path)
    session = journal.add(record(), EMPTY)
    assert journal.sessions() == ()
    assert journal.unread_sessions == 0
    # Whoever plays it keeps it all the same, and finds it again.
    journal.let_go(session)
    assert journal.take_back(record(id=session))
    assert journal.keep(record(id=session), EMPTY)
    journal.let_go(session)
    assert journal.resumable(NOW) is None
    assert playing_in(tmp_path).take(session), "it is not held for nothing"
    assert journal.keep(record(id=session, **told), replace(EMPTY, **more))
    journal.let_go(session)
    assert [each.id for each in journal.sessions()] == [session]
    found = journal.resumable(NOW)
    assert found is not None
    assert found.record.id == session


def test_behind_an_empty_session_the_one_before_is_offered(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    older = kept(journal)
    journal.let_go(journal.add(record(started=NOW + 60), EMPTY))
    found = journal.resumable(NOW + 90)
    assert found is not None
    assert found.record.id == older


# Going on with a session


def test_the_newest_session_without_an_end_is_offered_once(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    older, newer = kept(journal), kept(journal, 7, started=NOW + 100)
    kept(journal, started=NOW + 200, routine="other", ended=NOW + 300, completed=True)
    found = journal.resumable(NOW + 1000)
    assert found is not None
    assert (found.record.id, found.standing) == (newer, standing(7))
    second = journal.resumable(NOW + 1000)
    assert second is not None
    assert second.record.id == older
    assert journal.resumable(NOW + 1000) is None
    journal.let_go(newer)
    assert journal.resumable(NOW + 1000) == found


def test_a_session_that_is_played_here_is_not_offered(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    session = journal.add(record(), standing(1))
    assert journal.resumable(NOW) is None
    journal.let_go(session)
    assert journal.resumable(NOW) is not None


def test_a_session_that_ends_while_it_is_looked_for_is_not_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal, other = Journal(tmp_path), Journal(tmp_path)
    session = kept(journal)
    take = Playing.take

    def ends(playing: Playing, number: int) -> bool:
        other.dismiss(number)
        return take(playing, number)

    monkeypatch.setattr(Playing, "take", ends)
    assert journal.resumable(NOW) is None
    monkeypatch.undo()
    assert playing_in(tmp_path).take(session)


def test_a_session_is_offered_for_a_day(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    session = kept(journal)
    assert journal.resumable(NOW + RESUMABLE_S + 1) is None
    assert journal.resumable(NOW + RESUMABLE_S) is not None
    journal.let_go(session)


def test_a_session_is_not_offered_once_its_routine_was_completed(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    kept(journal)
    kept(journal, started=NOW - 1, ended=NOW, completed=True)
    kept(journal, started=NOW + 1, ended=NOW + 2, routine="other", completed=True)
    offered = journal.resumable(NOW)
    assert offered is not None
    journal.let_go(offered.record.id)
    # By a clock that was wrong.
    kept(journal, started=NOW + 61, ended=NOW + 70, completed=True)
    offered = journal.resumable(NOW)
    assert offered is not None
    journal.let_go(offered.record.id)
    kept(journal, started=NOW + 1, ended=NOW + 2, completed=True)
    assert journal.resumable(NOW) is None


def test_a_dismissed_session_stays_as_one_that_was_not_completed(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    session = kept(journal, updated=NOW + 40)
    journal.dismiss(session)
    assert journal.resumable(NOW + 50) is None
    (found,) = journal.sessions()
    assert (found.ended, found.completed) == (NOW + 40, False)
    journal.dismiss(session)
    assert journal.sessions() == (found,)


PLAYER = """
import sys
from pathlib import Path
from typing import Any
from stretchtui.store.journal import Journal
from tests.store.sessions import NOW, record, standing

journal = Journal(Path(sys.argv[1]))
if sys.argv[2] == "play":
    print(journal.add(record(), standing(4)), flush=True)
    sys.stdin.read()
found = journal.resumable(NOW)
print(found and found.record.id)
"""


def test_a_session_is_held_by_the_process_that_plays_it_until_that_ends(tmp_path: Path) -> None:
    ask = [sys.executable, "-c", PLAYER, str(tmp_path)]
    journal = Journal(tmp_path)
    with subprocess.Popen(
        [*ask, "play"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as player:
        assert player.stdout is not None
        session = int(player.stdout.readline())
        assert journal.resumable(NOW) is None
        # A second journal of this process, come and gone, gives nothing up.
        mine = kept(journal, started=NOW - 9)
        offered = journal.resumable(NOW)
        assert offered is not None
        Journal(tmp_path).close()
        assert subprocess.run([*ask, "ask"], capture_output=True, text=True).stdout == "None\n"
        player.kill()
    assert offered.record.id == mine
    assert subprocess.run([*ask, "ask"], capture_output=True, text=True).stdout == f"{session}\n"
    found = journal.resumable(NOW)
    assert found is not None
    assert found.record.id == session


# Versions


def version(path: Path) -> int:
    with sqlite3.connect(path) as database:
        found: int = database.execute("PRAGMA user_version").fetchone()[0]
    database.close()
    return found


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    kept(journal)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == dict.fromkeys(
        [FILE, f"{FILE}-wal", f"{FILE}-shm", "playing", "journal-written"], 0o600
    )


def test_an_older_file_is_brought_up_to_date_and_keeps_what_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(tmp_path)
    session = kept(journal)
    before = journal.sessions()
    journal.close()
    newer = [
        *MIGRATIONS,
        ("ALTER TABLE session ADD COLUMN mood TEXT", "UPDATE session SET mood = 'good'"),
        ("CREATE TABLE extra (id INTEGER PRIMARY KEY)",),
    ]
    monkeypatch.setattr(journal_tables, "MIGRATIONS", newer)
    again = Journal(tmp_path)
    assert again.sessions() == before
    again.close()
    with sqlite3.connect(tmp_path / FILE) as database:
        assert database.execute("SELECT id, mood FROM session").fetchall() == [(session, "good")]
        assert database.execute("SELECT count(*) FROM extra").fetchone() == (0,)
    database.close()
    assert version(tmp_path / FILE) == len(newer)


def test_a_step_to_the_next_version_is_taken_wholly_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(tmp_path)
    kept(journal)
    journal.close()
    before = (tmp_path / FILE).read_bytes()
    bad = [
        *MIGRATIONS,
        ("ALTER TABLE session ADD COLUMN mood TEXT", "INSERT INTO nowhere VALUES (1)"),
    ]
    monkeypatch.setattr(journal_tables, "MIGRATIONS", bad)
    with pytest.raises(JournalError, match=r"^journal\.sqlite3: no such table: nowhere$"):
        Journal(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


def application(path: Path) -> int:
    with contextlib.closing(sqlite3.connect(path)) as database:
        return int(database.execute("PRAGMA application_id").fetchone()[0])


def changed(path: Path, *statements: str) -> bytes:
    """Have another program change a journal; what its file holds then."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()
    return path.read_bytes()


def test_a_journal_says_whose_it_is(tmp_path: Path) -> None:
    Journal(tmp_path).close()
    assert application(tmp_path / FILE) == APPLICATION_ID


@pytest.mark.parametrize("first", [1, 2, 3])
def test_a_journal_from_before_it_said_so_is_taken(tmp_path: Path, first: int) -> None:
    with contextlib.closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as database:
        for statement in (each for step in MIGRATIONS[:first] for each in step):
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {first}")
        there = {row[1] for row in database.execute("PRAGMA table_info(session)")}
        row = zip(COLUMNS[1:], row_to_add(record(), standing(3)), strict=True)
        old = {column: value for column, value in row if column in there}
        session = database.execute(
            f"INSERT INTO session ({', '.join(old)}) VALUES ({', '.join('?' * len(old))})",
            tuple(old.values()),
        ).lastrowid
    journal = Journal(tmp_path)
    assert journal.notice is None
    assert [each.id for each in journal.sessions()] == [session]
    journal.close()
    assert application(tmp_path / FILE) == APPLICATION_ID
    assert version(tmp_path / FILE) == len(MIGRATIONS)


@pytest.mark.parametrize(
    "change",
    [
        "PRAGMA user_version = 99",
        "PRAGMA user_version = -3",
        "PRAGMA application_id = 7",
        "PRAGMA user_version = 0",
    ],
)
def test_a_journal_of_an_unknown_version_is_set_aside_as_it_is(tmp_path: Path, change: str) -> None:
    journal = Journal(tmp_path)
    kept(journal)
    before = journal.sessions()
    journal.close()
    data = changed(tmp_path / FILE, change)
    journal = Journal(tmp_path)
    (aside,) = tmp_path.glob("journal-*-*.sqlite3")
    assert aside.read_bytes() == data
    assert journal.notice is not None
    what = "was damaged" if "user_version = 0" in change else "was written by another program"
    assert journal.notice.startswith(f"journal.sqlite3 {what}")
    assert journal.notice.endswith(
        f": 1 session was recovered; the old file is kept as {aside.name}"
    )
    assert journal.sessions() == before
    journal.close()
    assert Journal(tmp_path).notice is None


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE notes (words TEXT)", "INSERT INTO notes VALUES ('hello')"),
        ("CREATE TABLE session (id INTEGER PRIMARY KEY)", "PRAGMA user_version = 1"),
    ],
)
def test_the_tables_of_another_program_are_set_aside(
    tmp_path: Path, statements: tuple[str, ...]
) -> None:
    data = changed(tmp_path / FILE, *statements)
    journal = Journal(tmp_path)
    (aside,) = tmp_path.glob("journal-unknown-*.sqlite3")
    assert aside.read_bytes() == data
    assert journal.notice is not None
    assert "no sessions could be recovered; the old file is kept as" in journal.notice
    assert journal.sessions() == ()
    kept(journal)


def test_what_a_person_adds_to_the_tables_is_no_damage(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    kept(journal)
    journal.close()
    changed(tmp_path / FILE, "CREATE INDEX mine ON session (routine)", "CREATE VIEW v AS SELECT 1")
    assert Journal(tmp_path).notice is None

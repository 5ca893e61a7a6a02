"""A journal that refuses a write once it is open, and is used again."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from stretchtui.store.journal import FILE, Journal
from stretchtui.store.journal_writer import JournalWriter
from stretchtui.store.playing import playing_in
from tests.store.sessions import NOW, record, standing
from tests.store.test_journal_writer import PATIENCE_S, settled

REFUSED = "not saved: journal.sqlite3: no room"


@contextlib.contextmanager
def refusing(folder: Path, what: str, routine: str = "five") -> Iterator[None]:
    """Have an open journal refuse a kind of statement for a while, as a full disk does."""
    database = sqlite3.connect(folder / FILE)
    database.execute(
        f"CREATE TRIGGER refuse BEFORE {what} ON session WHEN NEW.routine = '{routine}' "
        "BEGIN SELECT RAISE(ABORT, 'no room'); END"
    )
    database.commit()
    yield
    database.execute("DROP TRIGGER refuse")
    database.commit()
    database.close()


def test_what_was_refused_is_kept_with_the_next_change(tmp_path: Path) -> None:
    lines: list[str] = []
    writer = JournalWriter(tmp_path, lines.append)
    page = writer.begin(record())
    page.keep(standing(1), NOW + 1)
    settled(writer)
    assert page.kept
    with refusing(tmp_path, "UPDATE"):
        for index in (5, 9):
            page.keep(standing(index), NOW + index)
            settled(writer)
        assert not page.kept
        assert lines == [REFUSED]
        (before,) = Journal(tmp_path).sessions()
        assert before.phases_done == 1
    page.keep(standing(13), NOW + 13)
    settled(writer)
    assert page.kept
    assert page.record.phases_done == 13
    assert Journal(tmp_path).sessions() == (page.record,)
    assert Journal(tmp_path).parts(page.record.id) == standing(13).parts
    assert lines == [REFUSED]
    with refusing(tmp_path, "UPDATE"):
        page.keep(standing(14), NOW + 14)
        settled(writer)
    assert lines == [REFUSED, REFUSED], "all was well in between"
    assert writer.close(PATIENCE_S)
    assert page.kept


def test_a_session_whose_beginning_was_refused_is_kept_whole(tmp_path: Path) -> None:
    lines: list[str] = []
    writer = JournalWriter(tmp_path, lines.append)
    settled(writer)
    with refusing(tmp_path, "INSERT"):
        page = writer.begin(record())
        page.keep(standing(6), NOW + 6)
        settled(writer)
        assert (page.kept, page.record.id) == (False, 0)
        assert Journal(tmp_path).sessions() == ()
    page.keep(standing(7), NOW + 7)
    settled(writer)
    assert page.kept
    assert Journal(tmp_path).sessions() == (page.record,)
    assert Journal(tmp_path).parts(page.record.id) == standing(7).parts
    assert not playing_in(tmp_path).take(page.record.id), "it is held while it is played"
    page.end(NOW + 9, completed=False)
    assert writer.close(PATIENCE_S)
    assert playing_in(tmp_path).take(page.record.id)
    assert lines == [REFUSED]


def test_a_session_that_is_refused_does_not_hold_up_others(tmp_path: Path) -> None:
    writer = JournalWriter(tmp_path)
    refused = writer.begin(record())
    others = [writer.begin(record(routine="other")) for _ in range(8)]
    settled(writer)
    with refusing(tmp_path, "UPDATE"):
        for page in (refused, *others):
            page.keep(standing(3), NOW + 3)
        settled(writer)
        assert not refused.kept
        assert [page.kept for page in others] == [True] * 8
    # What was refused is tried again with whatever there is to do.
    others[0].keep(standing(4), NOW + 4)
    settled(writer)
    assert (refused.kept, others[0].kept) == (True, True)
    done = [each.phases_done for each in Journal(tmp_path).sessions()]
    assert done == [3, 4, *[3] * 7]
    assert writer.close(PATIENCE_S)


def test_a_question_that_the_journal_refuses_does_not_keep_it_from_the_next(
    tmp_path: Path,
) -> None:
    writer = JournalWriter(tmp_path)
    page = writer.begin(record(before=4))
    settled(writer)
    with refusing(tmp_path, "UPDATE"):
        wrong = writer.ask(lambda journal: journal.dismiss(page.record.id))
        assert str(wrong.exception(PATIENCE_S)) == "journal.sqlite3: no room"
    assert writer.ask(lambda journal: journal.sessions()).result(PATIENCE_S) == (page.record,)
    page.keep(standing(2), NOW + 2)
    assert writer.close(PATIENCE_S)
    assert page.kept

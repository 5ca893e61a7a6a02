"""Sessions that are corrected, added, deleted and brought back, and the journal read again."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from stretchtui.core.sessions.record import Feeling, Moment, Record
from stretchtui.playing.session_edits import GONE, SessionEdits
from stretchtui.store.journal import Journal
from stretchtui.store.journal_errors import JournalError
from tests.playing.mat import GROWS, START, Mat, Mats, played

REASON = "journal.sqlite3: no permission to write it"


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal that is not changed any more."""

    def refuse(*about: object) -> None:
        raise JournalError(REASON)

    for name in ("delete", "put_back", "correct", "add_ended"):
        monkeypatch.setattr(Journal, name, refuse)


def with_sessions(mats: Mats, count: int = 1) -> tuple[Mat, SessionEdits, tuple[Record, ...]]:
    """A journal that was read, what changes it, and its sessions."""
    for _ in range(count):
        played(mats)
    mat = mats()
    mat.journal.read_now()
    return mat, SessionEdits(mat.journal), mat.journal.records


async def test_what_was_deleted_comes_back_the_last_first(mats: Mats) -> None:
    mat, edits, before = with_sessions(mats, 2)
    assert not edits.can_put_back
    assert [await edits.delete(record) for record in before] == ["", ""]
    assert mat.journal.records == ()
    assert edits.can_put_back
    assert await edits.put_back() == ""
    (back,) = mat.journal.records
    assert back == replace(before[1], id=back.id)
    assert edits.newest == back.id
    assert await edits.put_back() == ""
    assert {each.uid for each in mat.journal.records} == {each.uid for each in before}
    assert not edits.can_put_back
    assert await edits.put_back() == "", "there is nothing more"


async def test_what_is_gone_already_cannot_come_back_from_here(mats: Mats) -> None:
    _, edits, (record,) = with_sessions(mats)
    assert await edits.delete(record) == ""
    assert await edits.delete(record) == ""
    assert await edits.put_back() == ""
    assert not edits.can_put_back


async def test_a_corrected_session_is_known_as_it_is(mats: Mats) -> None:
    mat, edits, (record,) = with_sessions(mats)
    said = replace(record, started=record.started - 60, feeling=Feeling.MORE, note="stiff")
    assert await edits.correct(said) == ""
    (found,) = mat.journal.records
    assert (found.started, found.feeling, found.note) == (said.started, Feeling.MORE, "stiff")
    assert found.updated == mat.moment().now
    await edits.delete(record)
    assert await edits.correct(said) == GONE


async def test_a_session_is_added_at_the_level_that_its_routine_had_then(mats: Mats) -> None:
    first = played(mats, GROWS)[0]
    mat = mats(GROWS)
    mat.journal.read_now()
    edits, pace = SessionEdits(mat.journal), mat.settings.value.pace
    for started in (first.started - 60, first.started + 3600):
        at = Moment(started, 120)
        assert await edits.add(mat.entry, pace, at, Feeling.RIGHT, "at the gym") == ""
        (new,) = (each for each in mat.journal.records if each.started == started)
        assert edits.newest == new.id
    before, _, after = mat.journal.records
    assert (before.level, after.level) == (0, 1)
    assert (after.started, after.offset, after.logged) == (START + 3600, 120, True)
    assert (after.feeling, after.note, after.completed) == (Feeling.RIGHT, "at the gym", True)
    assert after.held == 20


async def test_what_cannot_be_done_is_said(mats: Mats, refusing: None) -> None:
    mat, edits, (record,) = with_sessions(mats)
    assert await edits.delete(record) == REASON
    assert not edits.can_put_back
    assert await edits.correct(record) == REASON
    pace = mat.settings.value.pace
    assert await edits.add(mat.entry, pace, mat.moment(), None, "") == REASON
    assert mat.journal.records == (record,)


async def test_what_cannot_be_brought_back_may_be_later(
    mats: Mats, monkeypatch: pytest.MonkeyPatch
) -> None:
    mat, edits, (record,) = with_sessions(mats)
    await edits.delete(record)
    with monkeypatch.context() as patch:

        def refuse(*about: object) -> None:
            raise JournalError(REASON)

        patch.setattr(Journal, "put_back", refuse)
        assert await edits.put_back() == REASON
    assert edits.can_put_back
    assert await edits.put_back() == ""
    assert len(mat.journal.records) == 1

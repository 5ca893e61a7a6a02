"""What follows from the journal: a session to resume, and what today asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from stretchtui.core.sessions.record import Feeling, Moment
from stretchtui.store.journal import Journal
from stretchtui.store.journal_errors import JournalError
from tests.playing.elsewhere import PATIENCE_S
from tests.playing.mat import GROWS, THREE, Mats, played
from tests.tui.past import Past, part
from tests.tui.stage import read_library

if TYPE_CHECKING:
    import pytest

# The session that was interrupted


def test_an_interrupted_session_is_put_off_or_discarded(mats: Mats) -> None:
    first = mats()
    assert first.interrupted() is None
    first.play(seconds=50)
    first.break_off()
    mat = mats()
    session = mat.interrupted()
    assert session is not None
    assert session.standing.place.step == 1
    with mat.elsewhere() as other:
        assert other.offered is None, "it counts as played here"
    mat.journal.put_off(session)
    with mat.elsewhere() as other:
        assert other.offered == session.record.id
    again = mat.interrupted()
    assert again == session
    mat.journal.discard(session)
    assert mat.interrupted() is None
    with mat.elsewhere() as other:
        assert other.offered is None
    assert mat.record().ended is not None


def test_an_interrupted_session_is_offered_for_a_day_from_now(mats: Mats) -> None:
    first = mats()
    first.play(seconds=50)
    first.break_off()
    mat = mats()
    mat.clock.advance(2 * 86400)
    assert mat.interrupted() is None


def test_what_there_is_no_journal_for_is_neither_put_off_nor_discarded(mats: Mats) -> None:
    first = mats()
    first.play(seconds=50)
    first.break_off()
    session = first.interrupted()
    assert session is not None
    nowhere = mats(journal=False)
    nowhere.journal.put_off(session)
    nowhere.journal.discard(session)
    assert first.record().ended is None
    with first.elsewhere() as other:
        assert other.offered is None


# A routine whose id was changed


async def test_a_routine_under_another_id_takes_over_its_history_or_is_kept_apart(
    mats: Mats,
) -> None:
    first = mats()
    first.play(seconds=100)
    first.settle()
    for take_over in (False, True):
        mat = mats(THREE.replace('id = "three"', f'id = "four-{take_over}"'.lower()))
        asked = mat.journal.find_succession()
        assert asked is not None
        found = asked.result(PATIENCE_S)
        assert found is not None
        assert (found.entry, found.former.routine) == (mat.entry, "three")
        assert await mat.journal.settle(found, take_over=take_over) == ""
        again = mat.journal.find_succession()
        assert again is not None
        assert again.result(PATIENCE_S) is None
    assert [each.routine for each in mat.journal.records] == ["four-true"]


def test_without_a_journal_nothing_was_before(mats: Mats) -> None:
    assert mats(journal=False).journal.find_succession() is None


# What follows for a routine


def test_only_what_has_a_ramp_grows(mats: Mats) -> None:
    for text, grows in [(THREE, False), (GROWS, True), (GROWS.replace("30", "20"), True)]:
        mat = mats(text, journal=False)
        assert mat.journal.grows(mat.entry) is grows
        assert mat.journal.level(mat.entry) == 0
    mat = mats(THREE)
    mat.journal.read_now()
    assert mat.journal.today(mat.entry) == []


def test_a_routine_that_grows_says_what_today_asks_for_and_why(mats: Mats) -> None:
    said: list[list[str]] = []
    for _ in range(4):
        mat = mats(GROWS)
        mat.journal.read_now()
        said.append(mat.journal.today(mat.entry))
        played(mats, GROWS)
    assert said == [
        ["next level in 1 more session", "Bridge: 10 seconds"],
        ["after 1 session; next level in 1 more session", "Bridge: 20 seconds from today (was 10)"],
        ["after 1 session", "Bridge: 30 seconds from today (was 20)"],
        [],
    ]


def test_only_its_own_sessions_make_it_grow(mats: Mats) -> None:
    played(mats, THREE)
    mat = mats(GROWS)
    mat.journal.read_now()
    assert len(mat.journal.records) == 1
    assert mat.journal.level(mat.entry) == 0
    played(mats, GROWS)
    mat.journal.read_now()
    assert mat.journal.level(mat.entry) == 1
    assert mat.journal.progress(mat.entry).last == 0


def test_it_goes_by_the_day_on_which_it_is_asked(mats: Mats) -> None:
    played(mats, GROWS)
    played(mats, GROWS)
    mat = mats(GROWS)
    mat.journal.read_now()
    assert mat.journal.level(mat.entry) == 2
    mat.clock.advance(20 * 86400)
    assert mat.journal.level(mat.entry) == 0
    assert mat.journal.today(mat.entry)[0] == "after 20 days away; next level in 1 more session"


def test_at_an_earlier_moment_it_had_grown_as_far_as_it_had_then(mats: Mats) -> None:
    starts = [record.started for _ in range(2) for record in played(mats, GROWS)[-1:]]
    mat = mats(GROWS)
    mat.journal.read_now()
    levels = [mat.journal.level(mat.entry, Moment(each, 120)) for each in (*starts, starts[-1] + 1)]
    assert levels == [0, 0, 2]


def test_what_is_ahead_is_told_of_what_grows(mats: Mats) -> None:
    said = []
    for _ in range(4):
        mat = mats(GROWS)
        mat.journal.read_now()
        said.append(mat.journal.ahead(mat.entry))
        played(mats, GROWS)
    assert said == [
        "Next level in 1 more session",
        "Next time: Bridge, 20 seconds",
        "Next time: Bridge, 30 seconds",
        "",
    ]
    mat = mats(THREE)
    mat.journal.read_now()
    assert mat.journal.ahead(mat.entry) == ""


# What was written of stretches


async def test_what_was_written_of_a_stretch_is_known_at_once_and_read_again(mats: Mats) -> None:
    mat = mats()
    assert mat.journal.note("Nod") == ""
    assert await mat.journal.write_note("Nod", "slowly") == ""
    assert mat.journal.note("Nod") == "slowly"
    again = mats()
    again.journal.read_now()
    assert again.journal.note("Nod") == "slowly"
    assert await again.journal.write_note("Nod", "") == ""
    assert again.journal.note("Nod") == ""


async def test_what_cannot_be_written_of_a_stretch_is_said(
    mats: Mats, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*about: object) -> None:
        raise JournalError("journal.sqlite3: no permission to write it")

    monkeypatch.setattr(Journal, "write_stretch_note", refuse)
    mat = mats()
    why = await mat.journal.write_note("Nod", "slowly")
    assert why == "journal.sqlite3: no permission to write it"
    assert mat.journal.note("Nod") == ""


# On the screen

BRIDGE = """
format = 1
[[routine]]
id = "strength"
name = "Strength"
[[routine.step]]
name = "Bridge"
reps = { from = 5, to = 20, by = 5, every = 2 }
"""


async def test_the_guide_shows_what_today_asks_for_and_after_the_session_what_comes_next(
    tmp_path: Path,
) -> None:
    past = Past(tmp_path)
    for days_ago in (5, 3):
        parts = (part(0, "Bridge", 20),)
        past.session(days_ago, routine="strength", name="Strength", parts=parts)
    stage = past.stage(library=read_library(BRIDGE))
    async with stage.app.run_test(size=(80, 24)) as pilot:
        await stage.app.journal.read()
        await pilot.pause()
        asked = "Bridge: 10 reps from today (was 5)"
        why = "after 2 sessions; next level in 2 more sessions"
        assert stage.says(why, asked, within="Guide")
        await pilot.press("enter")
        assert not stage.says("next level in", within="Guide")
        await stage.advance(pilot, 100)
        assert await stage.shows(pilot, "Next level in 1 more session", within="Guide")
        await pilot.press("3")
        assert await stage.shows(pilot, "Next time: Bridge, 15 reps", within="Guide")
        assert stage.player.feeling is Feeling.MORE

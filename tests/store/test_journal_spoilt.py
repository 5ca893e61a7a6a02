"""A row that makes no sense is left out and counted; all others are read."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from stretchtui.store.journal import FILE, Journal
from tests.store.sessions import NOW, part, record, standing

SPOILT = [
    "held = -1.0",
    "held = 9e999",
    "held = 'long'",
    "held = x'00ff'",
    "seconds = -1",
    "seconds = 1.5",
    "seconds = 9223372036854775807",
    "steps = 'five'",
    "level = -1",
    "started = 'yesterday'",
    "started = 9467085600000.0",  # the year 300000
    "started = -1.0",
    "updated = x'80'",
    "ended = 'never'",
    f"offset = {99 * 60}",
    "offset = -1440",
    "offset = 'UTC'",
    "routine = x'c3'",
    "routine = CAST(x'ff41' AS TEXT)",
    "name = CAST(x'41c328' AS TEXT)",
    "feeling = 'meh'",
    "feeling = CAST(x'ff' AS TEXT)",
    "before = 11",
    "after = -1",
    "completed = 2",
    "completed = 'yes'",
]
"""What may stand in a row of a session, by hand or by damage, that no program of ours writes."""

SPOILT_PARTS = [
    "stretch = x'00'",
    "name = CAST(x'ff' AS TEXT)",
    "targets = 'hips'",
    "targets = '{}'",
    "targets = '[1]'",
    "targets = '[\"hips\"'",
    "targets = x'5b5d'",
    "targets = '" + "[" * 5000 + "'",
    "seconds = -1.0",
    "seconds = 9e999",
    "seconds = 'long'",
    "done = 3",
    "skipped = 'no'",
    "hurt = 'ouch'",
    "step = -1",
]


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """A folder with a journal of three sessions, an hour apart, that were not ended."""
    journal = Journal(tmp_path)
    for number in range(3):
        at = NOW + number * 3600
        stands = standing(9, parts=(part(0), part(1, hurt=at), part(2, stretch=f"only {number}")))
        about = {"started": at, "updated": at + 600, "routine": f"r{number}"}
        journal.let_go(journal.add(record(**about), stands))
    journal.close()
    return tmp_path


def spoil(folder: Path, change: str) -> None:
    """Change a journal by hand."""
    with contextlib.closing(sqlite3.connect(folder / FILE)) as database:
        database.execute(change)
        database.commit()


def everything(journal: Journal) -> dict[str, Any]:
    """Whatever a journal can be asked."""
    resumable = journal.resumable(NOW + 3 * 3600)
    if resumable is not None:
        journal.let_go(resumable.record.id)
    hurting, familiar = journal.stretches()
    return {
        "sessions": journal.sessions(),
        "parts": {number: journal.parts(number) for number in (1, 2, 3)},
        "held": dict(journal.held(0.0)),
        "hurting": hurting,
        "familiar": familiar,
        "resumable": resumable and resumable.record.id,
    }


@pytest.mark.parametrize("change", SPOILT)
def test_a_session_that_makes_no_sense_is_left_out_and_counted(three: Path, change: str) -> None:
    before = everything(Journal(three))
    spoil(three, f"UPDATE session SET {change} WHERE id = 3")
    journal = Journal(three)
    assert journal.notice is None
    assert journal.sessions() == before["sessions"][:2]
    assert (journal.unread_sessions, journal.unread_parts) == (1, 0)
    found = everything(journal)
    assert found["parts"] == before["parts"]
    assert found["resumable"] == 2
    assert {"stretch-1"} >= found["hurting"]
    assert {"stretch-0", "stretch-1"} >= found["familiar"]
    assert [each.id for each in journal.sessions(since=NOW + 3600)] == [2]
    # It can be taken out, and stays until then.
    journal.delete(3)
    assert journal.sessions() == before["sessions"][:2]
    assert journal.unread_sessions == 0


@pytest.mark.parametrize("change", SPOILT_PARTS)
def test_a_part_that_makes_no_sense_is_left_out_and_counted(three: Path, change: str) -> None:
    before = everything(Journal(three))
    spoil(three, f"UPDATE session_stretch SET {change} WHERE session = 3 AND step = 2")
    journal = Journal(three)
    assert [each.id for each in journal.sessions()] == [1, 2, 3]
    assert journal.parts(3) == before["parts"][3][:2]
    assert (journal.unread_sessions, journal.unread_parts) == (0, 1)
    found = everything(journal)
    assert found["parts"] | {3: ()} == before["parts"] | {3: ()}
    assert found["familiar"] == before["familiar"] == {"stretch-0", "stretch-1"}
    (seconds,) = found["held"].values()
    assert 240.0 <= seconds <= 270.0


@pytest.mark.parametrize(
    "change", ["side = 'up'", "place = -1", "step = 'x'", "position = 9e999", "marks = x'00'"]
)
def test_a_session_whose_place_makes_no_sense_is_shown_but_not_resumed(
    three: Path, change: str
) -> None:
    before = everything(Journal(three))
    spoil(three, f"UPDATE session SET {change} WHERE id = 3")
    found = everything(Journal(three))
    assert found == before | {"resumable": 2}


def test_a_stretch_whose_name_makes_no_sense_is_not_familiar(three: Path) -> None:
    spoil(three, "UPDATE session_stretch SET stretch = x'c3' WHERE step = 1")
    hurting, familiar = Journal(three).stretches()
    assert hurting == set()
    assert familiar == {"stretch-0"}


def test_where_every_row_makes_no_sense_there_is_nothing_and_no_error(three: Path) -> None:
    spoil(three, "UPDATE session SET feeling = 'meh', marks = x'00'")
    spoil(three, "UPDATE session_stretch SET targets = '?'")
    journal = Journal(three)
    nothing: dict[str, Any] = {"sessions": (), "held": {}, "resumable": None}
    found = everything(journal)
    assert found.items() >= nothing.items()
    assert (journal.unread_sessions, journal.unread_parts) == (3, 9)
    session = journal.add(record(started=NOW + 9000), standing(1))
    assert [each.id for each in journal.sessions()] == [session]

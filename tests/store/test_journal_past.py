"""When each stretch was last done."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from stretchtui.core.sessions.days import Today
from stretchtui.core.sessions.record import Moment
from stretchtui.playing.past import past_of
from stretchtui.store.journal import FILE, Journal
from stretchtui.store.journal_past import last_done
from tests.store.sessions import NOW, part, record, standing

if TYPE_CHECKING:
    from pathlib import Path

DAY_S = 86400


def filled(folder: Path) -> Journal:
    """Three sessions: of two days ago, of today, and of a clock that was wrong."""
    journal = Journal(folder)
    for ago, offset, parts in (
        (2, 60, (part(1), part(2), part(3, hurt=NOW - 2 * DAY_S))),
        (0, 120, (part(1), part(4, seconds=0.4))),
        (-9, 0, (part(2),)),
    ):
        at = NOW - ago * DAY_S
        journal.add(record(started=at, offset=offset), standing(3, parts=parts))
    return journal


def test_the_last_session_counts_in_which_it_was_held(tmp_path: Path) -> None:
    with closing(filled(tmp_path)) as journal:
        assert last_done(journal.file, NOW) == {
            "stretch-1": Moment(NOW, 120),
            "stretch-2": Moment(NOW - 2 * DAY_S, 60),
            "stretch-3": Moment(NOW - 2 * DAY_S, 60),
        }


def test_it_is_told_in_days_with_what_hurt(tmp_path: Path) -> None:
    with closing(filled(tmp_path)) as journal:
        past = past_of(journal, Today(Moment(NOW, 120)))
    assert past.days_ago == {"stretch-1": 0, "stretch-2": 2, "stretch-3": 2}
    assert past.hurting == {"stretch-3"}


def test_what_makes_no_sense_is_passed_over(tmp_path: Path) -> None:
    with closing(filled(tmp_path)) as journal:
        with closing(sqlite3.connect(tmp_path / FILE)) as database:
            database.execute("UPDATE session_stretch SET stretch = x'ff' WHERE step = 1")
            database.commit()
        assert set(last_done(journal.file, NOW)) == {"stretch-2", "stretch-3"}

"""The sessions of routines that are gone, and whose they become."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from stretchtui.core.sessions.succession import Former
from stretchtui.store.journal import FILE, Journal
from stretchtui.store.journal_succession import formers, keep_apart, kept_apart, take_over
from tests.store.sessions import NOW, part, record, standing


def filled(folder: Path) -> Journal:
    """A journal with two routines, one of which has had another name and fewer steps."""
    journal = Journal(folder)
    for number, (routine, steps, completed) in enumerate(
        [("old", 2, True), ("old", 3, True), ("old", 1, False), ("there", 1, True)]
    ):
        at = NOW + number * 1000
        about: dict[str, Any] = {
            "started": at,
            "updated": at + 9,
            "ended": at + 9,
            "completed": completed,
        }
        parts = tuple(part(step) for step in range(steps))
        journal.add(
            record(routine=routine, name=f"Name {number}", **about), standing(3, parts=parts)
        )
    return journal


def test_of_a_routine_that_is_gone_the_last_whole_session_tells_its_steps(tmp_path: Path) -> None:
    journal = filled(tmp_path)
    (former,) = formers(journal.file, {"there"})
    assert former == Former("old", former.name, 3, ("stretch-0", "stretch-1", "stretch-2"))
    assert [each.routine for each in formers(journal.file, ())] == ["there", "old"]
    assert formers(journal.file, {"there", "old"}) == ()


def test_what_makes_no_sense_is_left_out(tmp_path: Path) -> None:
    journal = filled(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE)) as database:
        database.execute("UPDATE session_stretch SET stretch = x'ff' WHERE session = 2")
        database.commit()
    assert [each.routine for each in formers(journal.file, ())] == ["there"]


def test_its_sessions_become_those_of_another(tmp_path: Path) -> None:
    journal = filled(tmp_path)
    take_over(journal.file, "new", "old")
    assert [each.routine for each in journal.sessions()] == ["new", "new", "new", "there"]
    assert formers(journal.file, {"new", "there"}) == ()


def test_or_it_is_kept_apart_for_good(tmp_path: Path) -> None:
    journal = filled(tmp_path)
    for _ in range(2):
        keep_apart(journal.file, "new", "old")
    assert kept_apart(journal.file) == {("new", "old")}
    assert [each.routine for each in journal.sessions()] == ["old", "old", "old", "there"]

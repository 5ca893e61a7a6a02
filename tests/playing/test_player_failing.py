"""A journal that fails while nobody is there does not keep a session from going on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from stretchtui.core.sessions.events import Finished, SessionCommand, State
from stretchtui.store.journal import Journal
from stretchtui.store.journal_errors import JournalError

if TYPE_CHECKING:
    from tests.playing.mat import Mat


@pytest.mark.parametrize("name", ["take_back", "let_go"])
def test_where_the_journal_fails_just_then_it_goes_on_and_is_kept(
    mat: Mat, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def fail(journal: Journal, session: object) -> None:
        raise JournalError("disk I/O error")

    mat.play(seconds=20)
    monkeypatch.setattr(Journal, name, fail)
    mat.stall()
    if name == "let_go":
        monkeypatch.undo()
    mat.line.mend()
    mat.do(SessionCommand.RESUME)
    mat.answer()
    monkeypatch.undo()
    mat.clock.advance(100)
    assert mat.witness.told_elsewhere == 0
    assert mat.player.recorder.keeps
    assert mat.record().completed


def test_where_it_could_not_be_written_it_goes_on_and_is_kept(
    mat: Mat, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*about: object) -> bool:
        raise JournalError("database or disk is full")

    mat.play(seconds=20)
    mat.settle()
    monkeypatch.setattr(Journal, "keep", fail)
    mat.stall()
    mat.line.mend()
    mat.do(SessionCommand.RESUME)
    mat.answer()
    assert mat.witness.told_elsewhere == 0
    assert mat.state() is State.RUNNING
    monkeypatch.undo()
    mat.clock.advance(100)
    assert mat.record().completed


def test_where_the_writer_takes_nothing_more_it_goes_on(mat: Mat) -> None:
    mat.play(seconds=20)
    mat.stall()
    mat.close()
    mat.line.mend()
    mat.do(SessionCommand.RESUME)
    mat.clock.advance(100)
    assert mat.witness.told_elsewhere == 0
    assert mat.witness.events[-1] == Finished()
    assert mat.kept().ended is None

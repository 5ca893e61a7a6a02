"""A session that was interrupted is resumed where it was, as far as the routine is what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from stretchtui.core.sessions.cues import CueName
from tests.playing.mat import GROWS, START, THREE, Mat, Mats

if TYPE_CHECKING:
    from stretchtui.core.sessions.record import Unfinished


def interrupted(mats: Mats, seconds: float, text: str = THREE) -> None:
    """Play so much of a routine, and break off."""
    mat = mats(text)
    mat.play(seconds=seconds)
    mat.break_off()


def offered(mat: Mat) -> Unfinished:
    """The session that can be resumed."""
    found = mat.interrupted()
    assert found is not None
    return found


def test_it_is_resumed_at_the_phase_in_which_it_was(mats: Mats) -> None:
    interrupted(mats, 50)
    mat = mats()
    mat.play(before=offered(mat))
    view = mat.player.view()
    assert (view.index, view.position, view.lead) == (3, 46, 3)
    assert mat.sink.played == [CueName.READY]


def test_it_goes_on_being_counted_and_is_kept_as_the_same(mats: Mats) -> None:
    interrupted(mats, 50)
    mat = mats()
    mat.clock.advance(600)
    mat.play(before=offered(mat))
    assert mat.player.recorder.standing.held == 30
    mat.clock.advance(3 + 20 + 8)
    assert mat.record().held == 50
    mat.clock.advance(10)
    record = mat.record()
    assert (record.held, record.steps_done, record.completed) == (60, 3, True)
    assert (record.started, record.ended) == (START, START + 641)


def test_while_it_is_played_it_is_offered_to_nobody(mats: Mats) -> None:
    interrupted(mats, 50)
    mat = mats()
    mat.play(before=offered(mat))
    with mat.elsewhere() as other:
        assert other.offered is None


@pytest.mark.parametrize("first", [5, 99])
def test_its_place_is_one_of_the_routine_whatever_the_journal_says(mats: Mats, first: int) -> None:
    interrupted(mats, 50)
    mat = mats()
    found = offered(mat)
    place = replace(found.standing.place, index=first)
    mat.play(before=replace(found, standing=replace(found.standing, place=place)))
    assert mat.player.view().index == 5


def test_of_a_routine_that_has_changed_it_is_resumed_at_that_step(mats: Mats) -> None:
    interrupted(mats, 50)
    mat = mats(THREE.replace("hold = 30", "hold = 40"))
    mat.play(before=offered(mat))
    view = mat.player.view()
    assert (view.index, view.phase.step, view.position) == (2, 1, 48)


def test_of_a_routine_that_lost_that_step_it_is_resumed_from_the_beginning(mats: Mats) -> None:
    interrupted(mats, 50)
    mat = mats(THREE[: THREE.index('[[routine.step]]\nname = "Nod"')])
    mat.play(before=offered(mat))
    assert mat.player.view().index == 0
    mat.clock.advance(38)
    record = mat.record()
    assert record.completed
    assert record.ended is not None


def test_it_is_resumed_at_the_level_it_was_played_at(mats: Mats) -> None:
    mat = mats(GROWS)
    mat.play(seconds=20)
    mat.settle()
    # Nothing was held yet, so that it makes nothing grow; but something was said.
    mat = mats(GROWS)
    mat.player.load(mat.entry, mat.witness)
    mat.player.begin(discomfort=6)
    mat.clock.advance(10)
    mat.break_off()
    again = mats(GROWS)
    again.journal.read_now()
    assert again.journal.level(again.entry) == 1
    again.play(before=offered(again), seconds=100)
    assert again.player.planned.total == 18
    assert [each.level for each in again.records()] == [0, 0]

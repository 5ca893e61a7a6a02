"""A session that was interrupted is resumed where it was, as far as the routine is what it was."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from stretchtui.core.sessions.cues import CueName
from stretchtui.store.journal import Journal
from tests.playing.mat import GROWS, START, THREE, Mat, Mats

if TYPE_CHECKING:
    from stretchtui.core.sessions.record import Part, Unfinished


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


def parts_of(mat: Mat, session: int) -> tuple[Part, ...]:
    """What the journal has of the steps of a session."""
    assert mat.folder is not None
    with closing(Journal(mat.folder)) as journal:
        return journal.parts(session)


def test_it_is_resumed_in_the_hold_in_which_it_was_after_its_get_ready(mats: Mats) -> None:
    interrupted(mats, 52)
    mat = mats()
    mat.play(before=offered(mat))
    view = mat.player.view()
    # Kept every five seconds; the get-ready is the routine's.
    assert (view.index, view.position, view.lead) == (3, 51, 8)
    assert mat.sink.played == [CueName.READY]


def test_a_hold_that_had_just_begun_begins_anew(mats: Mats) -> None:
    interrupted(mats, 50)
    mat = mats()
    mat.play(before=offered(mat))
    view = mat.player.view()
    assert (view.index, view.position, view.lead) == (2, 38, 0)
    assert mat.sink.played == [CueName.READY]


def test_it_goes_on_being_counted_and_is_kept_as_the_same(mats: Mats) -> None:
    interrupted(mats, 52)
    mat = mats()
    mat.clock.advance(600)
    mat.play(before=offered(mat))
    assert mat.player.recorder.standing.held == 35
    mat.clock.advance(8 + 15 + 8)
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


@pytest.mark.parametrize("step", [2, 99])
def test_whatever_the_journal_says_of_its_place_it_is_one_of_the_routine(
    mats: Mats, step: int
) -> None:
    interrupted(mats, 52)
    mat = mats()
    found = offered(mat)
    place = replace(found.standing.place, index=99, step=step, position=9999.0, reached=4000.0)
    mat.play(before=replace(found, standing=replace(found.standing, place=place)))
    view = mat.player.view()
    assert (view.index, view.position) == (2, 38)


def test_of_a_routine_that_has_changed_the_rest_is_played_and_kept(mats: Mats) -> None:
    interrupted(mats, 52)
    reach, nod, rest = THREE.split("[[routine.step]]")[1:]
    # Another stretch comes first, Nod is longer, and what was done comes last.
    changed = [THREE.split("[[routine.step]]")[0], '\nname = "Dog"\nhold = 5\n', nod, rest, reach]
    text = "[[routine.step]]".join(changed).replace("hold = 20", "hold = 40")
    mat = mats(text)
    mat.play(before=offered(mat))
    assert mat.player.view().phase.name == "Dog"
    mat.clock.advance(8 + 5 + 8 + 40 + 8 + 10)
    record = mat.record()
    assert record.completed
    assert record.held == 30 + 5 + 5 + 40 + 10
    assert (record.steps, record.steps_done) == (4, 4)
    parts = parts_of(mat, record.id)
    assert [(part.step, part.name, part.seconds) for part in parts] == [
        *((0, "Dog", 5), (1, "Nod", 45), (2, "Rest", 10), (3, "Reach up", 30)),
    ]


def test_what_is_no_step_any_more_is_kept(mats: Mats) -> None:
    interrupted(mats, 52)
    mat = mats(THREE[: THREE.index("[[routine.step]]")] + THREE[THREE.rindex("[[routine.step]]") :])
    mat.play(before=offered(mat))
    mat.clock.advance(18)
    record = mat.record()
    assert record.completed
    assert (record.held, record.steps, record.steps_done) == (45, 3, 2)
    parts = parts_of(mat, record.id)
    assert [(part.step, part.name) for part in parts] == [(0, "Rest"), (1, "Reach up"), (2, "Nod")]


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
    assert again.player.timeline.total == 18
    assert [each.level for each in again.records()] == [0, 0]


MIXED = """
format = 1
[[routine]]
id = "three"
name = "Mixed"
get_ready = 0
shuffle = true
""" + "".join(f'[[routine.step]]\nname = "{name}"\nhold = 10\n' for name in "ABCDEFGH")


def order(mat: Mat) -> str:
    """The steps in the order in which they are played."""
    return "".join(phase.name for phase in mat.player.timeline.phases if phase.kind.active)


def test_an_order_that_was_drawn_stays_when_the_session_is_resumed(mats: Mats) -> None:
    mat = mats(MIXED)
    mat.play(seconds=35)
    drawn, steps = order(mat), mat.player.entry.routine.single_steps
    assert sorted(drawn) == [*"ABCDEFGH"]
    assert [step.name for step in steps] == [*drawn], "what is shown is what is played"
    mat.break_off()
    again = mats(MIXED)
    again.play(before=offered(again))
    assert order(again) == drawn
    assert again.player.view().phase.name == drawn[3]
    again.clock.advance(60)
    record = again.record()
    assert record.completed
    assert "".join(part.name for part in parts_of(again, record.id)) == drawn


def test_each_session_draws_anew_but_a_trial_does_not(mats: Mats) -> None:
    mat = mats(MIXED)
    orders = set()
    for _ in range(5):
        mat.play()
        orders.add(order(mat))
    assert len(orders) > 1, "five times the same would come once in 40320 to the fourth"
    mat.play(kept=False)
    assert order(mat) == "ABCDEFGH"

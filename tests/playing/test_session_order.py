"""What is still to come is changed while a session is played, heard, counted and kept."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from stretchtui.core.routines.model import Sides, Stretch
from stretchtui.core.sessions.events import Rearranged, SessionCommand, State
from stretchtui.playing.session_order import Became
from stretchtui.store.journal import Journal
from tests.playing.mat import THREE, Mat, Mats, entry_of

if TYPE_CHECKING:
    from stretchtui.core.sessions.record import Part

HIP = Stretch(id="hip", name="Hip", sides=Sides.BOTH, hold=6)

ROUNDS = """
format = 1
[[routine]]
id = "rounds"
name = "Rounds"
get_ready = 8
[[routine.step]]
rounds = 2
[[routine.step.step]]
name = "Nod"
hold = 10
[[routine.step.step]]
name = "Rest"
hold = 10
"""


def parts_of(mat: Mat) -> tuple[Part, ...]:
    """What the journal has of the steps of the one session."""
    record = mat.record()
    assert mat.folder is not None
    with closing(Journal(mat.folder)) as journal:
        return journal.parts(record.id)


def names(mat: Mat) -> list[str]:
    """The holds of the session, in their order."""
    return [phase.name for phase in mat.player.timeline.phases if phase.kind.active]


def became(mat: Mat) -> list[Became]:
    """What became of the steps."""
    return [step.became for step in mat.player.order.steps()]


def test_nothing_can_be_changed_before_it_begins_or_after_its_end(mat: Mat) -> None:
    player = mat.player
    player.load(mat.entry, mat.witness)
    assert not player.order.can_change(1)
    assert not player.order.move(1, 2)
    assert not player.order.leave_out(1)
    assert not player.order.add(HIP, 1)
    player.begin()
    assert player.order.can_change(1)
    mat.do(SessionCommand.STOP)
    assert not player.order.can_change(1)
    assert not player.order.add(HIP, 1)


def test_what_is_put_off_is_told_to_all_at_once(mat: Mat) -> None:
    mat.play(seconds=10)
    order = mat.player.order
    assert became(mat) == [Became.NOW, Became.COMING, Became.COMING]
    assert not order.can_move(0, 2), "it is being done"
    assert not order.can_move(1, 0)
    assert not order.can_move(1, 1)
    assert not order.can_move(1, 3)
    assert order.move(1, 2)
    assert names(mat) == ["Reach up", "Rest", "Nod"]
    assert mat.witness.events[-1] == Rearranged()
    assert mat.player.view().position == 10
    assert order.number(2) == (2, 3)


def test_what_is_left_out_is_kept_as_left_out(mat: Mat) -> None:
    mat.play(seconds=10)
    assert mat.player.order.leave_out(1)
    assert became(mat) == [Became.NOW, Became.OUT, Became.COMING]
    assert mat.player.order.played == [(0, 1), (2, 1)]
    assert [step.comes for step in mat.player.order.steps()] == [True, False, True]
    mat.clock.advance(100)
    record = mat.record()
    assert record.completed
    assert (record.steps, record.steps_done, record.skipped) == (3, 2, 0)
    assert record.seconds == 8 + 30 + 8 + 10
    assert [part.left_out for part in parts_of(mat)] == [False, True, False]


def test_what_is_done_or_skipped_is_said(mat: Mat) -> None:
    mat.play(seconds=40)
    mat.do(SessionCommand.NEXT_STEP)
    assert became(mat) == [Became.DONE, Became.SKIPPED, Became.NOW]
    assert not mat.player.order.can_change(0)


def test_what_is_added_is_played_said_and_kept(mats: Mats) -> None:
    mat = mats()
    mat.speak("full")
    mat.play(seconds=10)
    before = len(mat.audio.prepared)
    assert mat.player.order.add(HIP, 0)
    assert any("hip" in line.lower() for line in mat.audio.prepared[before:])
    assert names(mat) == ["Reach up", "Hip", "Hip", "Nod", "Rest"]
    assert mat.player.order.add(HIP, 99), "behind all that there is"
    assert names(mat)[-2:] == ["Hip", "Hip"]
    mat.clock.advance(300)
    assert mat.player.state is State.FINISHED
    record = mat.record()
    assert (record.steps, record.steps_done) == (5, 5)
    assert [part.stretch for part in parts_of(mat)][3:] == ["hip", "hip"]


def test_the_routine_stays_as_it_was(mats: Mats) -> None:
    mat = mats()
    mat.play(seconds=10)
    mat.player.order.add(HIP, 0)
    mat.player.order.move(2, 3)
    assert mat.entry == entry_of(THREE)
    mat.do(SessionCommand.STOP)
    mat.play(seconds=10)
    assert names(mat) == ["Reach up", "Nod", "Rest"]


def test_where_it_would_be_left_without_anything_it_stays(mat: Mat) -> None:
    mat.play(seconds=39)
    assert mat.player.order.leave_out(2)
    assert mat.player.order.here == 1
    assert not mat.player.order.leave_out(1)
    assert became(mat) == [Became.DONE, Became.NOW, Became.OUT]


def test_rounds_are_told_apart(mats: Mats) -> None:
    mat = mats(ROUNDS)
    mat.play(seconds=10)
    steps = mat.player.order.steps()
    assert [(step.turn, step.rounds, step.seconds) for step in steps] == [
        *(((0, 1), 2, 18), ((1, 1), 2, 18), ((0, 2), 2, 18), ((1, 2), 2, 18)),
    ]
    mat.player.order.leave_out(2)
    assert mat.player.order.number(1) == (2, 2)
    mat.clock.advance(100)
    assert mat.record().completed


def test_an_interrupted_session_is_resumed_in_its_order(mats: Mats) -> None:
    mat = mats()
    mat.play(seconds=10)
    mat.player.order.add(HIP, 2)
    mat.player.order.leave_out(1)
    mat.player.order.move(3, 2)
    mat.clock.advance(6)
    mat.break_off()
    again = mats(THREE.replace("hold = 10", "hold = 12"))
    before = again.interrupted()
    assert before is not None
    again.player.load(again.entry, again.witness, before=before, known={"hip": HIP})
    again.player.begin()
    assert names(again) == ["Reach up", "Hip", "Hip", "Rest"]
    assert became(again) == [Became.NOW, Became.OUT, Became.COMING, Became.COMING]
    assert again.player.order.leave_out(1), "it is taken in again"
    assert names(again) == ["Reach up", "Nod", "Hip", "Hip", "Rest"]
    again.clock.advance(200)
    record = again.record()
    assert record.completed
    assert (record.steps, record.steps_done) == (4, 4)
    assert [(part.name, part.seconds) for part in parts_of(again)] == [
        *(("Reach up", 30), ("Nod", 20), ("Rest", 12), ("Hip", 12)),
    ]


def test_what_the_library_has_no_more_is_not_played_again(mats: Mats) -> None:
    mat = mats()
    mat.play(seconds=10)
    mat.player.order.add(HIP, 0)
    mat.clock.advance(6)
    mat.break_off()
    again = mats()
    before = again.interrupted()
    assert before is not None
    again.play(before=before)
    assert names(again) == ["Reach up", "Nod", "Rest"]


def test_what_was_done_before_is_listed_and_does_not_come_again(mats: Mats) -> None:
    mat = mats()
    mat.play(seconds=80)
    mat.do(SessionCommand.BACK_STEP)
    mat.player.order.move(2, 1)
    mat.do(SessionCommand.BACK_STEP, SessionCommand.BACK_STEP)
    mat.break_off()
    again = mats()
    before = again.interrupted()
    assert before is not None
    again.play(before=before, seconds=1)
    assert became(again)[:2].count(Became.DONE) >= 1
    total = again.player.timeline.total
    assert total == sum(phase.duration for phase in again.player.timeline.phases)

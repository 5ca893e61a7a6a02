"""A session of a person who leaves something out: played, taken back, kept and resumed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from stretchtui.core.routines.format import decode
from stretchtui.core.routines.library import Library, Source, join
from stretchtui.core.routines.model import Condition
from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.events import State
from stretchtui.playing.interrupted import RoutineIsGone, routine_of
from stretchtui.playing.session_order import Became
from stretchtui.store.library_files import LibraryFiles
from stretchtui.store.paths import Folders
from tests.playing.elsewhere import PATIENCE_S

if TYPE_CHECKING:
    from tests.playing.mat import Mat, Mats

NOWHERE = Folders(Path("/nowhere"), Path("/nowhere"), Path("/nowhere"))

CARE = """
format = 1
[[stretch]]
id = "plank"
name = "Plank"
avoid = ["disc"]
hold = 20
[[stretch]]
id = "twist"
name = "Twist"
avoid = ["disc"]
instead = ["nod"]
hold = 10
[[stretch]]
id = "nod"
name = "Nod"
hold = 10
[[routine]]
id = "care"
name = "Care"
get_ready = 8
[[routine.step]]
name = "Reach up"
hold = 30
[[routine.step]]
stretch = "plank"
[[routine.step]]
stretch = "twist"
"""
"""8 s to get ready and 30 s, 8 s and 20 s of a plank, 8 s and 10 s."""

DISC = {Condition.DISC}


def careful(mats: Mats, text: str = CARE) -> Mat:
    """A mat of somebody with a slipped disc."""
    mat = mats(text)
    mat.entry = mat.entry.for_person(DISC)
    return mat


def became(mat: Mat) -> list[Became]:
    return [step.became for step in mat.player.order.steps()]


def parts_of(mat: Mat) -> list[tuple[str, float, bool]]:
    """The name of each part that is kept, its seconds, and whether it was left out."""
    record = mat.record()
    assert mat.writer is not None
    found = mat.writer.ask(lambda journal: journal.parts(record.id)).result(PATIENCE_S)
    return [(part.name, part.seconds, part.left_out) for part in found]


def test_what_is_left_out_does_not_come_and_is_kept_as_left_out(mats: Mats) -> None:
    mat = careful(mats)
    mat.play(seconds=5)
    assert became(mat) == [Became.NOW, Became.OUT, Became.COMING]
    assert mat.player.order.number(2) == (2, 2)
    assert mat.player.timeline.total == 8 + 30 + 8 + 10 == mat.entry.total(mat.player.pacing.pace)
    mat.clock.advance(60)
    assert mat.player.state is State.FINISHED
    record = mat.record()
    assert record.completed
    assert (record.steps, record.steps_done, record.skipped) == (2, 2, 0)
    assert record.seconds == 56
    assert parts_of(mat) == [("Reach up", 30, False), ("Plank", 0, True), ("Nod", 10, False)]


def test_it_can_be_taken_back_for_this_session(mats: Mats) -> None:
    mat = careful(mats)
    mat.play(seconds=10)
    assert mat.player.order.leave_out(1)
    assert became(mat) == [Became.NOW, Became.COMING, Became.COMING]
    mat.clock.advance(10)
    mat.break_off()
    again = careful(mats)
    before = again.interrupted()
    assert before is not None
    assert before.standing.plan.taken_back == ("plank",)
    again.play(before=before)
    assert became(again) == [Became.NOW, Became.COMING, Became.COMING]
    again.clock.advance(200)
    record = again.record()
    assert record.completed
    assert (record.steps, record.steps_done) == (3, 3)
    assert parts_of(again) == [("Reach up", 30, False), ("Plank", 20, False), ("Nod", 10, False)]


def test_what_is_left_out_since_then_does_not_come_when_it_is_resumed(mats: Mats) -> None:
    mat = mats(CARE)
    mat.play(seconds=20)
    mat.break_off()
    again = careful(mats)
    before = again.interrupted()
    assert before is not None
    again.play(before=before)
    assert became(again) == [Became.NOW, Became.OUT, Became.COMING]
    again.clock.advance(200)
    assert again.record().completed
    assert parts_of(again) == [("Reach up", 30, False), ("Plank", 0, True), ("Nod", 10, False)]


def test_it_is_said_at_the_start(mats: Mats) -> None:
    mat = careful(mats)
    mat.speak("names")
    mat.play()
    said = mat.said(20)
    assert said[:3] == [
        "Left out because of a slipped disc, Plank",
        "Swapped because of a slipped disc, Nod instead of Twist",
        "Reach up",
    ]
    assert not any("because" in line for line in mat.said(100))


def test_a_shuffled_routine_leaves_out_the_same(mats: Mats) -> None:
    mat = careful(mats, CARE.replace('name = "Care"', 'name = "Care"\nshuffle = true'))
    for _ in range(6):
        mat.play()
        order, entry = mat.player.order, mat.player.entry
        steps = entry.routine.single_steps
        out = [steps[turn[0]].stretch for turn, out in order.agenda.items if out]
        assert out == ["plank"]
        assert mat.player.timeline.total == 56


def library(text: str) -> Library:
    return join([(Source.USER, decode(text, "mine.toml"))]).for_person(DISC)


@pytest.mark.parametrize(
    "text",
    [
        CARE[: CARE.rindex("[[routine.step]]")],
        CARE[: CARE.index("[[routine.step]]")] + '[[routine.step]]\nstretch = "plank"\n',
    ],
    ids=["what remains is left out", "all of it is left out"],
)
def test_where_the_rest_is_left_out_it_can_be_resumed_later(mats: Mats, text: str) -> None:
    mat = mats(CARE[: CARE.rindex("[[routine.step]]")])
    mat.play(seconds=40)
    mat.break_off()
    again = mats(CARE)
    found = again.interrupted()
    assert found is not None
    files = LibraryFiles(NOWHERE, library(text), known={})
    with pytest.raises(RoutineIsGone) as caught:
        routine_of(found, files, Pace(), again.journal)
    assert caught.value.left_out
    assert again.interrupted() is not None

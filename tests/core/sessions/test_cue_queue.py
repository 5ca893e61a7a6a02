"""The cues still to come: in their order, each once, and none beyond a step that waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines.model import Step
from stretchtui.core.sessions.cue_queue import CueQueue, Sounded
from stretchtui.core.sessions.cues import Cue, CueName
from stretchtui.core.sessions.script import Line
from tests.core.sessions.examples import TWO_STEPS, WAITS, laid_out
from tests.core.sessions.leading import NAMES
from tests.core.strategies import timelines

if TYPE_CHECKING:
    from stretchtui.core.sessions.timeline import Timeline

LEAD = [Cue(5, CueName.RESUME), Cue(7, CueName.TICK), Cue(8, CueName.HOLD)]


def filled(timeline: Timeline, index: int, after: float, *first: Cue) -> CueQueue:
    queue = CueQueue()
    queue.fill(first, timeline, index, after)
    return queue


def test_the_first_cues_come_before_the_timelines_which_begin_after_a_position() -> None:
    queue = filled(TWO_STEPS, 1, 8, *LEAD)
    assert queue.next_at == 5
    assert queue.pop_due(35.5) == [*LEAD, Cue(23, CueName.HALFWAY), Cue(35, CueName.TICK)]
    assert queue.next_at == 36


def test_a_cue_is_due_at_its_moment_and_taken_out_once() -> None:
    queue = filled(TWO_STEPS, 0, -1)
    assert queue.pop_due(-0.000001) == []
    assert queue.pop_due(0) == [Cue(0, CueName.READY)]
    assert queue.pop_due(0) == []


def test_at_a_phase_that_waits_the_queue_ends() -> None:
    assert filled(WAITS, 1, 8).pop_due(1e9)[-1] == Cue(18, CueName.END)
    # Ready for the next step, from behind the wait on.
    assert filled(WAITS, 2, 18).pop_due(1e9)[-1] == Cue(46, CueName.FINISH)


def test_filled_again_it_holds_nothing_of_before() -> None:
    queue = filled(TWO_STEPS, 0, 0, *LEAD)
    queue.fill([], WAITS, 2, 45.5)
    assert queue.pop_due(1e9) == [Cue(46, CueName.FINISH)]


def test_another_timeline_follows_on_what_is_left_of_a_lead() -> None:
    queue = filled(TWO_STEPS, 1, 8, *LEAD)
    queue.pop_due(5.5)
    queue.refill(WAITS, 1, 8, 5.5)
    assert queue.pop_due(1e9)[:3] == [*LEAD[1:], Cue(15, CueName.TICK)]
    queue.refill(TWO_STEPS, 4, 80, 80)
    assert queue.pop_due(81) == [Cue(81, CueName.HOLD)]


LINES = laid_out(Step(name="Sit tall", hold=60), pace=NAMES)
"""At 8.7 "Hold", at 38.7 "Halfway", at 58.15 "Ten seconds"."""


def test_lines_that_would_begin_in_what_comes_first_are_left_out_for_good() -> None:
    queue = CueQueue()
    first: list[Sounded] = [Cue(8, CueName.HOLD), Line(8.7, "Sit tall")]
    queue.fill(first, LINES, 1, 8, quiet_from=9.4)
    assert queue.pop_due(8) == first[:1]
    queue.refill(LINES, 1, 8, 8)
    assert queue.pop_due(40) == [first[1], Cue(38, CueName.HALFWAY), Line(38.7, "Halfway")]


def test_where_nothing_comes_first_every_line_is_said() -> None:
    assert filled(LINES, 0, -1).pop_due(0.7)[-1] == Line(0.7, "First, sit tall. One minute")


def test_where_a_cue_sounds_that_was_not_foreseen_nothing_is_said_over_it() -> None:
    queue = CueQueue()
    queue.fill([Cue(8, CueName.HOLD), Line(8.7, "Sit tall")], LINES, 1, 8, quiet_from=9.4)
    queue.refill(LINES, 1, 8, 8.1)
    assert queue.pop_due(38) == [Cue(8, CueName.HOLD), Cue(38, CueName.HALFWAY)]
    queue.refill(LINES, 1, 38.1, 38.1)
    assert queue.pop_due(58.15) == [Line(58.15, "Ten seconds")]


def test_there_is_room_where_nothing_is_said_and_nothing_comes() -> None:
    queue = filled(LINES, 1, 8)
    queue.pop_due(8.7)
    over = 8.7 + len("Hold") / 12
    assert not queue.has_room(over - 0.01, 1)
    assert queue.has_room(over, 1)
    assert not queue.has_room(over + 0.9, 1), "that is still said"
    assert not queue.has_room(over + 1, 28.3)
    assert queue.has_room(over + 1, 27.9)
    queue.fill([], LINES, 1, 9)
    assert queue.has_room(over, 1), "what was said is no more"
    # Where nobody leads, nothing is said.
    assert filled(TWO_STEPS, 1, 8).has_room(8.5, 14)


@given(timelines(wait=False), st.floats(0, 1), st.lists(st.floats(0, 40), max_size=20))
def test_however_time_goes_on_each_cue_after_the_beginning_comes_once_in_order(
    timeline: Timeline, share: float, steps: list[float]
) -> None:
    position = start = timeline.total * share
    queue = filled(timeline, timeline.index_at(start), start)
    taken: list[Sounded] = []
    for step in [*steps, float(timeline.total)]:
        position += step
        taken += queue.pop_due(position)
        assert all(cue.at <= position for cue in taken)
    assert taken == [cue for cue in timeline.cues if cue.at > start]

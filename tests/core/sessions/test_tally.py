"""What was really done, compared with a plain count second by second."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines.model import Routine, Side, Sides, Step, Stretch
from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.events import SessionCommand, State, View
from stretchtui.core.sessions.record import Mark, Moment, Part, Place, Standing
from stretchtui.core.sessions.resume import Remainder, all_of
from stretchtui.core.sessions.session import Session
from stretchtui.core.sessions.tally import REWIND_S, Tally
from stretchtui.core.sessions.timeline import compile_routine

KNEE = Stretch(id="knee", name="Knee to chest", targets=("lower back",), sides=Sides.BOTH)
STRETCHES = {"knee": KNEE}
ROUTINE = Routine(
    id="r",
    name="R",
    steps=(Step(stretch="knee", hold=10), Step(name="Own", hold=20, rest=4), Step(name="Last")),
)
PACE = Pace(get_ready=2, switch=3)
# ready 0-2, left 2-12, switch 12-15, right 15-25, ready 25-27, own 27-47, rest 47-51, ready 51-53,
# last 53-83.
TIMELINE = compile_routine(ROUTINE, STRETCHES, PACE)
PHASES = 9


class Played:
    """A session, its tally, and the clock that both are told."""

    def __init__(self, speed: float = 1.0, left: Remainder | None = None) -> None:
        left = left or all_of(TIMELINE)
        self.session = Session(left.timeline, speed, left.first, left.reached)
        self.tally = Tally(left, ROUTINE, STRETCHES, speed=speed)
        self.now = 100.0

    def do(self, command: SessionCommand) -> Standing:
        self.session.do(command, self.now)
        self.tally.see(self.session.view(self.now), self.session.timeline, self.now)
        return self.tally.standing

    def wait(self, seconds: float, step: float = 0.5) -> Standing:
        for _ in range(round(seconds / step)):
            self.now += step
            self.session.advance(self.now)
            self.tally.see(self.session.view(self.now), self.session.timeline, self.now)
        return self.tally.standing


def started(speed: float = 1.0) -> Played:
    played = Played(speed)
    played.do(SessionCommand.START)
    return played


def seconds(standing: Standing) -> list[float]:
    return [round(part.seconds, 3) for part in standing.parts]


@pytest.mark.parametrize(("position", "marks"), [(9.4, "."), (9.5, "x")])
def test_a_hold_that_is_all_but_over_when_it_is_first_seen_is_done(
    position: float, marks: str
) -> None:
    # Of the ten seconds from the second on, three quarters.
    view = View(State.PAUSED, 1, TIMELINE.phases[1], position, TIMELINE.total, 0)
    tally = Tally(all_of(TIMELINE), ROUTINE, STRETCHES)
    tally.see(view, TIMELINE, 0.0)
    assert tally.standing.marks[1] == marks


def done(step: int, stretch: str, name: str, seconds: int, *sides: Side) -> Part:
    """All of a step, so many seconds a side."""
    holds = tuple(Mark(side, 1, done=True) for side in sides)
    targets = KNEE.targets if stretch == "knee" else ()
    held, asked = float(seconds * len(sides)), f"{seconds} s"
    return Part(step, stretch, name, targets, held, done=True, asked=asked, holds=holds)


def test_a_session_from_start_to_end() -> None:
    played = started()
    standing = played.wait(90)
    assert played.session.state is State.FINISHED
    assert standing == Standing(
        Place(PHASES - 1, 2, Side.NONE, 83.0),
        marks="x" * PHASES,
        steps_done=3,
        skipped=0,
        phases_done=PHASES,
        held=70.0,
        parts=(
            done(0, "knee", "Knee to chest", 10, Side.LEFT, Side.RIGHT),
            done(1, "Own", "Own", 20, Side.NONE),
            done(2, "Last", "Last", 30, Side.NONE),
        ),
    )
    assert played.tally.completed


def test_the_record_that_it_begins_with() -> None:
    tally = Tally(all_of(TIMELINE), ROUTINE, STRETCHES, level=2)
    record = tally.record(Moment(1000.0, -90))
    assert (record.started, record.updated, record.offset) == (1000.0, 1000.0, -90)
    assert (record.routine, record.name, record.level) == ("r", "R", 2)
    assert (record.steps, record.phases, record.seconds) == (3, PHASES, 83)


def test_the_record_of_a_session_that_stands_somewhere() -> None:
    played = started()
    begun = played.tally.record(Moment(1000.0, 0))
    played.wait(13)
    played.tally.hurt(0, 1010.0)
    record = begun.standing(played.tally.standing, 1013.0)
    assert (record.updated, record.phases_done, record.held) == (1013.0, 2, 10.0)
    assert (record.steps_done, record.skipped, record.hurt) == (0, 0, ("knee",))
    assert begun.hurt == ()


def test_only_what_was_begun_is_among_the_parts() -> None:
    played = started()
    assert [part.step for part in played.wait(20).parts] == [0]
    assert [part.step for part in played.wait(5).parts] == [0, 1]


@pytest.mark.parametrize("late", [0.0, 0.4, 1.9])
def test_a_phase_left_by_a_key_counts_for_what_was_held(late: float) -> None:
    played = started()
    played.wait(5)
    played.now += late
    standing = played.do(SessionCommand.NEXT)
    assert seconds(standing) == [round(3 + late)]
    assert standing.marks == "x-......."
    standing = played.wait(3)
    assert standing.marks == "x-x......"
    assert not standing.parts[0].skipped
    standing = played.wait(8)
    assert standing.marks == "x-xx....."
    assert standing.parts[0].holds == (Mark(Side.LEFT, 1, False), Mark(Side.RIGHT, 1, True))
    assert not standing.parts[0].done
    assert standing.parts[0].skipped
    assert standing.skipped == 1


def test_most_of_a_hold_is_a_hold() -> None:
    played = started()
    played.wait(2 + 7)
    assert played.do(SessionCommand.NEXT).marks == "x-......."
    played.do(SessionCommand.BACK)
    played.wait(3 + 7.5)
    assert played.do(SessionCommand.NEXT).marks == "xx......."


def test_a_late_look_sees_the_phases_that_passed_meanwhile() -> None:
    played = started(speed=20)
    played.wait(1.9, step=1.9)
    assert played.tally.standing.marks == "xxxxx...."
    assert seconds(played.tally.standing) == [20, 11]
    assert not played.tally.completed
    # Three quarters of the last hold.
    assert played.wait(1.9, step=1.9).phases_done == 9
    assert not played.tally.completed
    played.wait(1.9, step=1.9)
    assert played.tally.completed


def test_time_away_and_paused_is_not_held() -> None:
    played = started()
    played.wait(6)
    played.now += 60
    played.session.advance(played.now)
    played.tally.see(played.session.view(played.now), played.session.timeline, played.now)
    assert seconds(played.tally.standing) == [4]
    played.wait(30)
    # A resumed hold begins with three seconds to get ready.
    played.do(SessionCommand.RESUME)
    assert seconds(played.wait(3)) == [4]
    assert seconds(played.wait(2)) == [6]


def test_what_is_done_again_is_held_again_and_done_once() -> None:
    played = started()
    played.wait(12)
    played.do(SessionCommand.RESTART)
    played.do(SessionCommand.BACK)
    assert played.wait(3 + 10).phases_done == 2
    assert seconds(played.tally.standing) == [20]
    played.wait(1)
    played.do(SessionCommand.BACK)
    played.wait(3 + 5)
    played.do(SessionCommand.RESTART)
    assert seconds(played.tally.standing) == [25]
    assert played.tally.standing.marks == "xx......."


def test_a_move_while_paused_counts_nothing() -> None:
    played = started()
    played.wait(6)
    played.do(SessionCommand.PAUSE)
    played.wait(50)
    standing = played.do(SessionCommand.NEXT_STEP)
    assert seconds(standing) == [4, 0]
    assert standing.place == Place(4, 1, Side.NONE, 25.0)
    assert standing.skipped == 1


def test_a_session_that_was_skipped_through_is_not_completed() -> None:
    played = started()
    for _ in range(3):
        standing = played.do(SessionCommand.NEXT_STEP)
    assert played.session.state is State.FINISHED
    assert (standing.skipped, standing.steps_done, standing.held) == (3, 0, 0)
    assert not played.tally.completed


def test_three_holds_of_four_complete_a_session_at_its_end_and_not_before() -> None:
    played = started()
    played.do(SessionCommand.NEXT)
    played.do(SessionCommand.NEXT)
    played.wait(80, step=0.25)
    assert played.tally.standing.marks == "--xxxxxxx"
    assert played.tally.completed
    played = started()
    played.wait(82)
    played.do(SessionCommand.STOP)
    assert played.tally.standing.steps_done == 3
    assert not played.tally.completed


def test_a_longer_hold_is_done_when_most_of_what_was_asked_is() -> None:
    played = started()
    played.wait(3)
    for _ in range(3):
        played.do(SessionCommand.MORE)
    assert played.wait(6).marks == "x........"
    assert played.wait(0.5).marks == "xx......."
    assert seconds(played.wait(24.5)) == [32]


def test_a_shorter_hold_is_not_done_when_it_is_over() -> None:
    played = started()
    played.wait(27 + 1)
    played.do(SessionCommand.LESS)
    standing = played.wait(10)
    assert seconds(standing) == [20, 10, 0]
    assert standing.marks == "xxxxx-..."
    assert standing.parts[1].holds == (Mark(Side.NONE, 1, done=False),)
    assert played.wait(60).marks == "xxxxx-xxx"
    assert played.tally.completed


def test_whoever_shortens_every_hold_has_not_completed_the_session() -> None:
    played = started()
    for _ in range(300):
        played.wait(0.5)
        if played.session.view(played.now).seconds_left > 11:
            played.do(SessionCommand.LESS)
    assert played.session.state is State.FINISHED
    assert seconds(played.tally.standing) == [20, 10, 10]
    assert not played.tally.completed


@pytest.mark.parametrize(("held", "asked", "what"), [(43, 30, "x"), (10, 30, "-"), (23, 30, "x")])
def test_a_hold_is_measured_by_what_was_asked(held: int, asked: int, what: str) -> None:
    step = Step(name="Lean", hold=asked)
    routine = Routine(id="lean", name="Lean", steps=(step, step), get_ready=0)
    timeline = compile_routine(routine, {})
    session, tally = Session(timeline), Tally(all_of(timeline), routine, {})
    # Three times longer, and then left; or shorter at once.
    more = {43: [SessionCommand.MORE] * 3, 10: [SessionCommand.LESS] * 2}.get(held, [])
    for command in (SessionCommand.START, *more):
        session.do(command, 0.0)
        tally.see(session.view(0.0), session.timeline, 0.0)
    for now in range(1, held + 1):
        session.advance(now)
        tally.see(session.view(now), session.timeline, now)
    session.do(SessionCommand.NEXT if session.view(held).index == 0 else SessionCommand.PAUSE, held)
    tally.see(session.view(held), session.timeline, held)
    assert tally.standing.marks == f"{what}."
    assert tally.standing.parts[0].seconds == min(held, 10 if what == "-" else held)


def test_the_time_it_waits_is_counted_apart() -> None:
    routine = Routine(id="w", name="W", steps=(Step(name="A", hold=4, wait=True),), get_ready=0)
    timeline = compile_routine(routine, {})
    session, tally = Session(timeline, 2.0), Tally(all_of(timeline), routine, {}, speed=2.0)
    session.do(SessionCommand.START, 0.0)
    for half in range(13):
        now = half / 2
        session.advance(now)
        tally.see(session.view(now), session.timeline, now)
    assert session.view(6.0).waited == 8
    # Nobody is there: that is not waited.
    session.advance(100.0)
    tally.see(session.view(100.0), session.timeline, 100.0)
    session.do(SessionCommand.RESUME, 100.5)
    tally.see(session.view(100.5), session.timeline, 100.5)
    standing = tally.standing
    assert (standing.held, standing.waited) == (4, 9)
    assert tally.completed
    assert tally.record(Moment(0.0, 0)).standing(standing, 0.0).waited == 9


def test_what_nobody_heard_is_taken_back() -> None:
    played = started()
    played.wait(27 - 2)
    before = played.tally.standing
    played.wait(6)
    assert played.tally.standing.marks == "xxxxx...."
    played.session.unheard(played.now, played.now - 6)
    view = played.session.view(played.now)
    played.tally.see(view, played.session.timeline, played.now, played.now - 6)
    assert played.tally.standing == before
    # And it goes on from there.
    played.do(SessionCommand.RESUME)
    assert played.wait(90).held == 70
    assert played.tally.completed


@pytest.mark.parametrize("command", [SessionCommand.NEXT, SessionCommand.MORE])
def test_what_was_counted_before_a_command_is_not_taken_back(command: SessionCommand) -> None:
    played = started()
    played.wait(8)
    played.do(command)
    played.wait(1)
    played.session.unheard(played.now, played.now - 5)
    view = played.session.view(played.now)
    played.tally.see(view, played.session.timeline, played.now, played.now - 5)
    assert seconds(played.tally.standing) == [6]


def test_what_was_counted_long_ago_is_forgotten_how() -> None:
    played = started()
    played.wait(80)
    assert len(played.tally._earlier) == pytest.approx(2 * REWIND_S, abs=2)


def test_what_is_cut_off_by_less_was_not_held() -> None:
    played = started()
    played.wait(27 + 5)
    standing = played.do(SessionCommand.LESS)
    standing = played.do(SessionCommand.LESS)
    assert seconds(standing) == [20, 5, 0]
    assert standing.place.index == 6
    assert standing.marks == "xxxxx-..."


def test_a_step_that_hurt_is_marked_even_before_it_was_begun() -> None:
    played = started()
    played.wait(5)
    played.tally.hurt(0, 1234.5)
    played.tally.hurt(2, 1235.5)
    parts = played.tally.standing.parts
    assert [(part.step, part.hurt) for part in parts] == [(0, 1234.5), (2, 1235.5)]


_MOVES = [
    SessionCommand.NEXT,
    SessionCommand.BACK,
    SessionCommand.RESTART,
    SessionCommand.NEXT_STEP,
    SessionCommand.BACK_STEP,
]


@given(
    st.lists(
        st.tuples(
            st.integers(0, 60),
            st.sampled_from(
                [
                    *_MOVES,
                    SessionCommand.PAUSE,
                    SessionCommand.RESUME,
                    SessionCommand.MORE,
                    SessionCommand.LESS,
                ]
            ),
        ),
        max_size=12,
    )
)
def test_seconds_held_are_those_in_which_the_position_moved_through_a_hold(
    script: list[tuple[int, SessionCommand]],
) -> None:
    """A look ten times a second, and a plain sum of what moved, against a look now and then."""
    closely, seldom = started(), started()
    held = 0.0
    for tenths, command in script:
        for _ in range(tenths):
            before = closely.session.view(closely.now)
            closely.wait(0.1, step=0.1)
            after = closely.session.view(closely.now)
            if before.phase == after.phase and after.phase.kind.active:
                held += after.position - before.position
        for player in (closely, seldom):
            if player is seldom:
                player.wait(tenths // 15 * 1.5, step=1.5)
                player.now = closely.now
            player.do(command)
    # At each change of phase up to a tenth of a second is not in the plain sum.
    assert closely.tally.standing.held == pytest.approx(held, abs=0.11 * (len(script) + 20))
    assert seldom.tally.standing.held == pytest.approx(
        closely.tally.standing.held, abs=1.1 * (len(script) + 1)
    )

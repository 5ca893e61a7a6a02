"""What is still to come in a session, changed while it is played."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.core.routines.guidance import Guidance
from stretchtui.core.routines.model import Group, Ramp, Side, Sides, Step, Stretch
from stretchtui.core.sessions.agenda import Agenda, AgendaItem, Free, changed, is_begun
from stretchtui.core.sessions.events import LineDue, PhaseBegan, Rearranged, SessionCommand, State
from stretchtui.core.sessions.phases import Kind, Set
from stretchtui.core.sessions.plan import Plan, added_step, plan_of, turns_of, with_added
from stretchtui.core.sessions.planned import Replan
from stretchtui.core.sessions.record import Mark, Unfinished
from stretchtui.core.sessions.resume import what_is_left
from stretchtui.core.sessions.timeline import timeline_of
from tests.amounts import amount
from tests.core.sessions.test_resume import (
    ANKLE,
    BACK,
    CHEST,
    PACE,
    Playing,
    entry_of,
    holds_of,
    names,
    routines,
    step,
)

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.pace import Pace
    from stretchtui.core.routines.rounds import Turn


HIP = Stretch(id="hip", name="Hip", sides=Sides.BOTH, hold=6)
KNOWN = {"hip": HIP}
GO_TO, NEXT, BACK_TO = SessionCommand.GO_TO, SessionCommand.NEXT, SessionCommand.BACK


class Changing(Playing):
    """A session in which what comes is changed.

    Args:
        entry: Its routine.
        before: What is resumed.
        pace: The time between holds.
    """

    def __init__(self, entry: Entry, before: Unfinished | None = None, pace: Pace = PACE) -> None:
        plan = before.standing.plan if before else Plan()
        self.entry, self.pace = with_added(entry, plan.added, KNOWN), pace
        super().__init__(self.entry, before, pace)
        parts = self.left.parts
        out = {(part.step, mark.round) for part in parts for mark in part.holds if mark.out}
        turns = turns_of(self.left.plan, self.entry, 0)
        self.agenda = Agenda(tuple(AgendaItem(turn, turn in out) for turn in turns))
        self.added = plan.added

    @property
    def here(self) -> int:
        """The place of what is done now."""
        return self.free.here

    @property
    def free(self) -> Free:
        """Where it can be changed."""
        index = self.session.view(self.now).index
        return Free.of(self.agenda, self.session.timeline, index)

    def to(self, agenda: Agenda) -> bool:
        """Change what comes, as ``SessionOrder`` does; whether that could be."""
        out, timeline = agenda.out, self.session.timeline
        over = self.left.over - {phase.hold for phase in timeline.phases}
        turns = [turn for turn in agenda.turns if turn not in out]
        fresh = timeline_of(self.entry, self.pace, 0, over, turns)
        change = changed(timeline, self.session.view(self.now).index, fresh)
        if change is None:
            return False
        holds = self.tally.left_out(out)
        planned = timeline_of(self.entry, self.pace, 0, holds, agenda.turns)
        plan = plan_of(self.entry, agenda.turns, self.added)
        self.agenda = agenda
        self.tally.replan(self.entry, Replan(planned, plan, holds), change.timeline)
        self.events = self.session.rearrange(*change)
        self.tally.see(self.session.view(self.now), self.session.timeline, self.now)
        return True

    def put_off(self, place: int) -> bool:
        """Put off to the end."""
        return self.to(self.agenda.moved(place, len(self.agenda.items) - 1))

    def leave_out(self, place: int) -> bool:
        """Leave out, or take in again."""
        return self.to(self.agenda.turned(place, self.here))

    def add(self, place: int) -> bool:
        """Add the hip."""
        self.added = (*self.added, "hip")
        self.entry = with_added(self.entry, ["hip"], KNOWN)
        turn = (len(self.entry.routine.single_steps) - 1, 1)
        return self.to(self.agenda.with_added(turn, place))

    def go(self, command: SessionCommand, turn: Turn | None = None) -> None:
        """Tell the session."""
        self.session.do(command, self.now, turn)
        self.tally.see(self.session.view(self.now), self.session.timeline, self.now)

    @property
    def coming(self) -> list[str]:
        """What comes after what is done now."""
        phases = self.session.timeline.phases[self.session.view(self.now).index + 1 :]
        return [phase.name for phase in phases if phase.kind.active]


THREE = entry_of(ANKLE, BACK, CHEST)
"""Three times ready 2, hold 6."""


def became(playing: Playing) -> dict[str, str]:
    """What became of each step: done, skipped, out or nothing of it."""
    return {
        part.name: "done"
        if part.done
        else "skipped"
        if part.skipped
        else "out"
        if part.left_out
        else ""
        for part in playing.tally.standing.parts
    }


# What comes, and when


def test_what_is_put_off_comes_last_and_the_hold_goes_on_as_it_was() -> None:
    playing = Changing(THREE)
    playing.play(5)
    assert playing.free == (1, 0)
    before = playing.session.view(playing.now)
    assert playing.put_off(1)
    after = playing.session.view(playing.now)
    assert (after.index, after.phase, after.position) == (1, before.phase, before.position)
    assert playing.events == [Rearranged()]
    assert playing.coming == ["Chest", "Back"]
    assert after.total == 24
    playing.play()
    assert playing.held == {"Ankle": 6, "Chest": 6, "Back": 6}
    assert playing.tally.completed
    assert set(became(playing).values()) == {"done"}


def test_what_is_left_out_is_neither_skipped_nor_missing() -> None:
    playing = Changing(THREE)
    playing.play(5)
    assert playing.leave_out(2)
    assert playing.session.view(playing.now).total == 16
    playing.play()
    assert playing.tally.completed
    assert became(playing) == {"Ankle": "done", "Back": "done", "Chest": "out"}
    standing = playing.tally.standing
    assert (standing.steps_done, standing.skipped, standing.left_out) == (2, 0, 1)
    assert standing.parts[2].holds == (Mark(Side.NONE, 1, False, 1, out=True),)
    assert standing.marks == "xxxx", "what is left out has no phases"


def test_what_was_left_out_can_be_taken_in_again() -> None:
    playing = Changing(THREE)
    playing.play(5)
    playing.leave_out(1)
    assert playing.coming == ["Chest"]
    playing.leave_out(1)
    assert playing.coming == ["Back", "Chest"]
    playing.leave_out(1)
    playing.go(NEXT)
    # It stands before what is done now, and comes behind it.
    assert playing.agenda.items[1].out
    playing.leave_out(1)
    assert playing.coming[-1:] == ["Back"]
    assert playing.agenda.turns == ((0, 1), (2, 1), (1, 1))
    playing.play()
    assert playing.held == {"Ankle": 3, "Chest": 6, "Back": 6}


def test_a_session_of_which_most_was_left_out_is_not_completed() -> None:
    playing = Changing(THREE)
    playing.play(5)
    playing.leave_out(1)
    playing.leave_out(2)
    playing.play()
    assert playing.session.state is State.FINISHED
    assert not playing.tally.completed, "one of three is less than half"


def test_what_is_added_does_not_stand_in_for_what_was_left_out() -> None:
    playing = Changing(THREE)
    playing.play(5)
    playing.leave_out(1)
    playing.leave_out(2)
    playing.add(1)
    playing.play()
    assert playing.held == {"Ankle": 6, "Back": 0, "Chest": 0, "hip": 12}
    assert not playing.tally.completed


def test_what_was_skipped_of_what_was_added_counts() -> None:
    playing = Changing(entry_of(ANKLE))
    playing.play(5)
    playing.add(1)
    playing.play(4)
    playing.go(NEXT)
    playing.go(SessionCommand.NEXT_STEP)
    assert playing.session.state is State.FINISHED
    assert not playing.tally.completed, "one of three holds"
    assert became(playing)["Hip"] == "skipped"


def test_an_added_stretch_is_done_as_it_says_and_grows_with_nothing() -> None:
    ramped = Stretch(id="r", name="R", reps=Ramp(start=4, to=8, by=2, every=1), sides=Sides.BOTH)
    assert added_step(ramped) == Step(stretch="r", reps=4)
    assert added_step(HIP) == Step(stretch="hip", hold=6)
    assert added_step(Stretch(id="b", name="B", breaths=3)).breaths == 3
    entry = with_added(THREE, ["hip", "gone"], KNOWN)
    assert entry.routine.single_steps[3:] == (Step(stretch="hip", hold=6),)
    assert with_added(THREE, ["gone"], KNOWN) is THREE


def test_in_a_get_ready_another_step_can_come_first() -> None:
    playing = Changing(THREE)
    playing.play(9)
    assert playing.session.view(playing.now).phase.kind is Kind.READY
    assert not is_begun(playing.session.timeline, 2)
    assert playing.free == (1, 1)
    playing.put_off(1)
    view = playing.session.view(playing.now)
    assert (view.phase.name, view.elapsed, view.index) == ("Chest", 0, 2)
    assert [type(each) for each in playing.events] == [Rearranged, PhaseBegan]
    playing.play()
    assert playing.held == {"Ankle": 6, "Chest": 6, "Back": 6}
    assert set(became(playing).values()) == {"done"}


def test_a_get_ready_goes_on_where_what_it_leads_to_stays_the_next() -> None:
    playing = Changing(THREE)
    playing.play(9)
    playing.leave_out(2)
    assert playing.session.view(playing.now).elapsed == 1


def test_something_has_to_be_left() -> None:
    playing = Changing(entry_of(ANKLE, BACK))
    playing.play(9)
    assert not playing.leave_out(1), "it is the last, and nothing of it is begun"
    assert playing.agenda.out == frozenset()
    assert playing.coming == ["Back"]


def test_who_has_paused_stays_paused() -> None:
    playing = Changing(THREE)
    playing.play(9)
    playing.go(SessionCommand.PAUSE)
    playing.put_off(1)
    assert playing.session.state is State.PAUSED
    assert playing.session.view(playing.now).phase.name == "Chest"
    playing.leave_out(2)
    assert playing.session.state is State.PAUSED
    assert playing.coming == ["Chest"]


def test_where_it_waits_it_goes_on_waiting() -> None:
    playing = Changing(entry_of(replace(ANKLE, wait=True), BACK, CHEST))
    playing.now = 8.0
    playing.session.advance(2.0)
    for second in range(3, 9):
        playing.session.advance(float(second))
    assert playing.session.state is State.WAITING
    playing.put_off(1)
    assert playing.session.state is State.WAITING
    assert playing.coming == ["Chest", "Back"]


def test_what_a_key_has_made_of_a_hold_stays() -> None:
    playing = Changing(THREE)
    playing.play(12)
    playing.go(SessionCommand.MORE)
    playing.go(GO_TO, (0, 1))
    playing.play(3)
    playing.leave_out(2)
    lengths = [(each.name, each.duration) for each in playing.session.timeline.phases]
    assert lengths == [("Ankle", 2), ("Ankle", 6), ("Back", 2), ("Back", 16)]
    starts = [each.start for each in playing.session.timeline.phases]
    assert starts == [0, 2, 8, 10]


def test_what_is_done_and_comes_again_is_not_undone_by_leaving_it_out() -> None:
    playing = Changing(THREE)
    playing.play(17)
    playing.go(GO_TO, (0, 1))
    playing.leave_out(1)
    playing.play()
    assert became(playing) == {"Ankle": "done", "Back": "done", "Chest": "done"}
    assert playing.tally.completed


def test_a_step_in_rounds_is_moved_round_by_round() -> None:
    core = Group(rounds=2, rest=5, steps=(ANKLE, BACK))
    playing = Changing(entry_of(core, CHEST))
    playing.play(5)
    playing.put_off(1)
    playing.leave_out(1)
    turns = [phase.turn for phase in playing.session.timeline.phases if phase.kind.active]
    assert turns == [(0, 1), (1, 2), (2, 1), (1, 1)]
    playing.play()
    back = next(part for part in playing.tally.standing.parts if part.name == "Back")
    assert back.done
    ankle = next(part for part in playing.tally.standing.parts if part.name == "Ankle")
    assert ankle.done, "one round of it was asked for"
    assert [(mark.round, mark.done, mark.out) for mark in ankle.holds] == [
        *((1, True, False), (2, False, True))
    ]


def test_go_to_leads_to_one_round_of_a_step() -> None:
    playing = Changing(entry_of(Group(rounds=3, rest=5, steps=(ANKLE, BACK))))
    playing.play(5)
    playing.go(GO_TO, (1, 3))
    assert playing.session.view(playing.now).phase.turn == (1, 3)
    playing.go(GO_TO, (7, 1))
    assert playing.session.view(playing.now).phase.turn == (1, 3), "there is no such step"


# What is heard


def test_the_voice_says_what_comes_by_now() -> None:
    guided = replace(PACE, guidance=Guidance())
    playing = Changing(THREE, pace=guided)
    said: list[str] = []
    end = playing.session.timeline.phases[0].end + 2
    while playing.now < end:
        playing.now += 1
        playing.session.advance(playing.now)
    playing.tally.see(playing.session.view(playing.now), playing.session.timeline, playing.now)
    playing.put_off(1)
    while playing.session.view(playing.now).index < 3:
        playing.now += 0.5
        events = playing.session.advance(playing.now)
        said += [each.text for each in events if isinstance(each, LineDue)]
    assert any("chest" in line.lower() for line in said)
    assert not any("back" in line.lower() for line in said)
    assert playing.session.timeline.script is not None


# What is kept, and resumed


def test_an_interrupted_session_goes_on_in_its_order() -> None:
    playing = Changing(entry_of(ANKLE, BACK, CHEST))
    playing.play(5)
    playing.put_off(1)
    playing.add(3)
    playing.play(5)
    before = playing.unfinished
    assert before.standing.plan == Plan(
        (("Ankle", 1, 1), ("Chest", 1, 1), ("Back", 1, 1), ("hip", 1, 1)), ("hip",)
    )
    again = Changing(THREE, before)
    assert names(again.left) == ["Chest", "Back", "Hip", "Hip"]
    again.play()
    assert again.held == {"Ankle": 6, "Chest": 6, "Back": 6, "hip": 12}
    assert again.tally.completed


def test_what_was_left_out_stays_so_and_can_be_taken_in_again() -> None:
    playing = Changing(THREE)
    playing.play(5)
    playing.leave_out(1)
    playing.play(1)
    again = Changing(THREE, playing.unfinished)
    assert names(again.left) == ["Ankle", "Chest"]
    assert again.agenda.out == {(1, 1)}
    again.leave_out(1)
    assert again.coming == ["Back", "Chest"]
    again.play()
    assert set(became(again).values()) == {"done"}
    # Where something was done, too, what comes again is without both.
    playing.play(4)
    later = Changing(entry_of(CHEST, ANKLE, BACK), playing.unfinished)
    assert names(later.left) == ["Chest"]


def test_the_order_stays_where_the_routine_has_changed_meanwhile() -> None:
    playing = Changing(THREE)
    playing.play(5)
    playing.put_off(1)
    playing.add(2)
    dog = step("Dog")
    today = entry_of(dog, ANKLE, BACK, replace(CHEST, hold=9), step("Elbow"))
    left = what_is_left(playing.unfinished, with_added(today, ["hip"], KNOWN), PACE)
    assert names(left) == ["Dog", "Ankle", "Chest", "Elbow", "Hip", "Hip", "Back"]
    gone = what_is_left(playing.unfinished, entry_of(ANKLE, BACK), PACE)
    assert names(gone) == ["Ankle", "Back"], "the hip is not in the library any more"


def test_what_was_done_of_a_step_that_is_gone_stays_behind_what_is_added() -> None:
    before = Changing(THREE).play(17).unfinished
    playing = Changing(entry_of(BACK, CHEST), before)
    playing.play(1)
    playing.add(2)
    playing.play()
    assert [(part.step, part.name) for part in playing.tally.standing.parts] == [
        *((0, "Back"), (1, "Chest"), (2, "Hip"), (3, "Ankle"))
    ]
    assert playing.held == {"Back": 6, "Chest": 6, "hip": 12, "Ankle": 6}


def test_of_several_steps_of_one_stretch_each_keeps_its_place() -> None:
    entry = entry_of(ANKLE, BACK, ANKLE)
    plan = plan_of(entry, [(2, 1), (0, 1), (1, 1)], ())
    assert turns_of(plan, entry, 0) == ((2, 1), (0, 1), (1, 1))
    twice = Plan((*plan.order, plan.order[0], ("Gone", 1, 1)))
    assert turns_of(twice, entry, 0) == ((2, 1), (0, 1), (1, 1))


# Whatever is done


commands = st.lists(
    st.tuples(
        st.sampled_from(["wait", "move", "out", "add", "next", "back", "go", "more", "pause"]),
        st.integers(0, 40),
        st.integers(0, 40),
    ),
    max_size=12,
)


@settings(max_examples=amount(150), deadline=None)
@given(routines, commands, st.booleans())
@example([BACK, CHEST], [("wait", 30, 0), ("back", 0, 0), ("out", 0, 0)], False)
def test_whatever_is_done_nothing_is_erased_and_what_is_left_is_played_once(
    steps: Sequence[Step | Group], asked: Sequence[tuple[str, int, int]], led: bool
) -> None:
    pace = replace(PACE, guidance=Guidance()) if led else PACE
    playing = Changing(entry_of(*steps), pace=pace)
    held, done = 0.0, Counter[tuple[int, Set]]()
    for what, one, two in asked:
        if playing.session.state is State.FINISHED:
            break
        here, count, first = playing.here, len(playing.agenda.items), playing.free.place
        place = first + one % max(1, count - first)
        match what:
            case "wait":
                playing.play(one / 2)
            case "move" if place < count:
                assert playing.to(playing.agenda.moved(place, first + two % (count - first)))
            case "out" if place < count or playing.agenda.out:
                outs = [n for n, item in enumerate(playing.agenda.items) if item.out]
                playing.leave_out(place if place < count else outs[one % len(outs)])
            case "add":
                assert playing.add(max(here + 1, min(count, place)))
            case "next" | "back":
                playing.go(NEXT if what == "next" else BACK_TO)
            case "go":
                playing.go(GO_TO, playing.agenda.turns[one % count])
            case "more":
                playing.go(SessionCommand.MORE)
            case "pause":
                playing.go(SessionCommand.PAUSE)
                playing.go(SessionCommand.RESUME)
        _assert_sound(playing)
        standing = playing.tally.standing
        assert standing.held >= held
        marks = Counter(
            (part.step, mark.set) for part in standing.parts for mark in part.holds if mark.done
        )
        assert done <= marks
        held, done = standing.held, marks
    again = Changing(entry_of(*steps), playing.unfinished, pace) if _is_left(playing) else None
    if again is not None:
        assert again.tally.standing.held == held
        assert again.agenda.turns == playing.agenda.turns
        out = {
            (part.step, mark.round)
            for part in playing.tally.standing.parts
            for mark in part.holds
            if mark.out
        }
        # What was done before it was left out stays done.
        assert again.agenda.out == out <= playing.agenda.out
    if playing.session.state is State.RUNNING:
        index = playing.session.view(playing.now).index
        ahead = playing.session.timeline.phases[index + 1 :]
        coming = {phase.hold for phase in ahead if phase.kind.active}
        playing.play()
        parts = playing.tally.standing.parts
        assert coming <= {
            (part.step, *mark.set) for part in parts for mark in part.holds if mark.done
        }


def _is_left(playing: Changing) -> bool:
    return what_is_left(playing.unfinished, playing.entry, playing.pace) is not None


def _assert_sound(playing: Changing) -> None:
    """The timeline has each hold that is not left out once, and its total is the sum."""
    timeline, out = playing.session.timeline, playing.agenda.out
    holds = [phase.hold for phase in timeline.phases if phase.kind.active]
    assert len(holds) == len(set(holds))
    everything = timeline_of(playing.entry, playing.pace).phases
    wanted = {phase.hold for phase in everything if phase.kind.active and phase.turn not in out}
    assert set(holds) == wanted
    assert timeline.total == sum(phase.duration for phase in timeline.phases)
    assert all(
        after.start == before.end
        for before, after in zip(timeline.phases, timeline.phases[1:], strict=False)
    )
    played = list(dict.fromkeys(phase.turn for phase in timeline.phases))
    assert played == [turn for turn in playing.agenda.turns if turn not in out]


@pytest.mark.parametrize("place", [0, 1])
def test_holds_of_both_sides_are_left_out_together(place: int) -> None:
    both = step("Hip", sides=Sides.BOTH)
    playing = Changing(entry_of(ANKLE, both, CHEST))
    playing.play(5)
    playing.leave_out(1 + place)
    assert len(playing.coming) == 1 + place
    left = what_is_left(playing.unfinished, entry_of(ANKLE, both, CHEST), PACE)
    assert len(holds_of(left)) == 2 + place

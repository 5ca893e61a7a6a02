"""A session of a person who leaves something out: what is asked, said, counted and resumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.core.routines.guidance import Guidance
from stretchtui.core.routines.library import Entry, Library, Source
from stretchtui.core.routines.model import (
    Condition,
    Group,
    Ramp,
    Routine,
    Side,
    Sides,
    Step,
    Stretch,
)
from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.events import SessionCommand, State
from stretchtui.core.sessions.plan import Plan, is_out, plan_of
from stretchtui.core.sessions.record import Mark, Moment, Part, Record, Standing, Unfinished
from stretchtui.core.sessions.resume import Remainder, all_that_is_asked, what_is_left
from stretchtui.core.sessions.session import Session
from stretchtui.core.sessions.tally import Tally
from stretchtui.core.sessions.timeline import timeline_of
from tests.core.sessions.test_resume import Playing

if TYPE_CHECKING:
    from collections.abc import Collection

DISC = Condition.DISC
PACE = Pace(get_ready=2, switch=3)
BACK = Stretch(id="back", name="Back", hold=10)
PLANK = Stretch(id="plank", name="Plank", hold=20, sides=Sides.BOTH, avoid=(DISC,))
CURL = Stretch(id="curl", name="Curl", reps=4, avoid=(DISC,), instead=("brace",))
BRACE = Stretch(id="brace", name="Brace", reps=3)
KNOWN = {each.id: each for each in (BACK, PLANK, CURL, BRACE)}
STEPS = tuple(Step(stretch=each) for each in ("back", "plank", "curl"))


def entry_of(*steps: Step | Group) -> Entry:
    routine = Routine(id="r", name="R", steps=steps)
    return Entry(routine, KNOWN, Source.USER, "mine.toml")


def mine(*steps: Step | Group, leave_out: Collection[Condition] = (DISC,)) -> Entry:
    return entry_of(*(steps or STEPS)).for_person(leave_out)


def names(left: Remainder) -> list[str]:
    return [phase.name for phase in left.timeline.phases if phase.kind.active]


# The entry


def test_an_entry_is_as_the_person_does_it_and_knows_how_it_is_written() -> None:
    entry = mine()
    assert [each.stretch for each in entry.routine.single_steps] == ["back", "brace"]
    assert entry.as_written == entry_of(*STEPS)
    assert entry.as_written.as_written == entry_of(*STEPS)
    assert [each.stretch for each in entry.with_left_out.routine.single_steps] == [
        "back",
        "plank",
        "brace",
    ]
    assert [*entry.out, *entry.with_left_out.out] == [1]
    assert entry.notices == (
        "Left out because of a slipped disc: Plank",
        "Swapped because of a slipped disc: Brace instead of Curl",
    )
    assert [entry.with_left_out.reason(place) for place in range(3)] == [
        "",
        "because of a slipped disc",
        "",
    ]


def test_an_entry_in_which_nothing_is_wrong_stays_what_it_is() -> None:
    entry = entry_of(*STEPS)
    assert entry.for_person({Condition.HEART}) is entry
    assert entry.as_written is entry
    assert entry.with_left_out is entry
    assert (entry.out, entry.notices, entry.reason(1)) == (frozenset(), (), "")
    assert entry.is_mostly_done


def test_half_of_it_is_enough_to_be_suggested() -> None:
    plank, back = Step(stretch="plank"), Step(stretch="back")
    assert mine(plank, back).is_mostly_done
    assert not mine(plank, plank, back).is_mostly_done


def test_a_library_is_as_the_person_does_it() -> None:
    library = Library({"r": entry_of(*STEPS)}, KNOWN, ())
    assert library.for_person(()) is library
    found = library.for_person({DISC})
    assert found.entries["r"] == mine()
    assert found.stretches is KNOWN


# What is asked


def test_what_is_left_out_is_not_asked_and_its_place_is_kept() -> None:
    left = all_that_is_asked(mine().with_left_out, PACE, 0)
    assert names(left) == ["Back", "Brace"]
    assert [phase.step for phase in left.timeline.phases if phase.kind.active] == [0, 2]
    (part,) = left.parts
    assert (part.name, part.left_out, len(part.holds)) == ("Plank", True, 2)
    assert left.not_asked == {(1, mark.side, mark.time, mark.round) for mark in part.holds}


def test_a_session_of_which_nothing_is_left_out_is_as_ever() -> None:
    entry = entry_of(*STEPS)
    assert all_that_is_asked(entry, PACE, 0, 1) == all_that_is_asked(entry, PACE, 0)._replace(
        first=2
    )


GUIDED = replace(PACE, guidance=Guidance(frozenset()))


@pytest.mark.parametrize("pace", [PACE, GUIDED], ids=["plain", "guided"])
@given(level=st.integers(0, 3), rest=st.sampled_from([0, 7]), within=st.permutations(STEPS))
def test_it_takes_as_long_as_the_list_says(
    pace: Pace, level: int, rest: int, within: list[Step]
) -> None:
    growing = replace(STEPS[1], hold=Ramp(20, 60, 10))
    grown = replace(STEPS[0], hold=Ramp(10, 30, 10, 2))
    group = Group(rounds=Ramp(2, 3), rest=rest, steps=tuple(within))
    entry = mine(growing, group, grown, Group(rounds=3, steps=(growing,)))
    left = all_that_is_asked(entry.with_left_out, pace, level)
    assert left.timeline.total == entry.total(pace, level)
    assert left.timeline.total == timeline_of(entry, pace, level).total


def test_the_rest_between_rounds_stays_where_their_last_step_is_left_out() -> None:
    group = Group(rounds=2, rest=9, steps=(STEPS[0], STEPS[1]))
    left = all_that_is_asked(mine(group).with_left_out, PACE, 0)
    assert [str(phase.kind) for phase in left.timeline.phases] == [
        *("ready", "hold"),
        *("rest", "ready", "hold"),
    ]


def test_it_stays_there_when_the_session_is_resumed() -> None:
    group = Group(rounds=2, rest=9, steps=(STEPS[0], STEPS[1]))
    entry = mine(group).with_left_out
    first = Part(0, "back", "Back", asked="10 s", holds=(Mark(Side.NONE, 1, True),))
    left = what_is_left(interrupted(first), entry, PACE)
    assert left is not None
    assert left.planned == all_that_is_asked(entry, PACE, 0).planned
    assert left.timeline == left.planned


# What is said


def test_it_is_said_once_at_the_start_and_there_is_time_for_it() -> None:
    timeline = timeline_of(mine(), GUIDED)
    said = [line.text for line in timeline.lines]
    assert said[:3] == [
        "Left out because of a slipped disc, Plank",
        "Swapped because of a slipped disc, Brace instead of Curl",
        "First, back",
    ]
    assert sum("because of" in line for line in said) == 2
    first, then = timeline.phases[:2]
    assert timeline.lines[2].at < first.end == then.start
    plain = timeline_of(replace(mine(), adapted=None), GUIDED)
    assert plain.lines[0].text == "First, back"
    assert timeline.total > plain.total


# What is counted


def done(entry: Entry, left: Remainder | None = None) -> tuple[Tally, Record]:
    """A session that is played to its end."""
    left = left or all_that_is_asked(entry, PACE, 0)
    session, now = Session(left.timeline, 1.0, left.first, left.reached), 0.0
    tally = Tally(left, entry.routine, entry.stretches)
    record = tally.record(Moment(1000.0, 0))
    session.do(SessionCommand.START, now)
    while session.state is not State.FINISHED:
        tally.see(session.view(now), session.timeline, now)
        now += 1.0
        session.advance(now)
    tally.see(session.view(now), session.timeline, now)
    return tally, record


def test_it_is_completed_by_what_is_asked_of_this_person() -> None:
    plank = Step(stretch="plank")
    entry = mine(plank, plank, STEPS[0], plank).with_left_out
    tally, record = done(entry)
    assert tally.completed, "though less than half of the routine was done"
    assert (record.steps, tally.standing.steps_done) == (1, 1)
    assert tally.standing.left_out == 3
    assert [(each.name, each.left_out, each.skipped) for each in tally.standing.parts] == [
        ("Plank", True, False),
        ("Plank", True, False),
        ("Back", False, False),
        ("Plank", True, False),
    ]


# What is resumed


def interrupted(*parts: Part, plan: Plan | None = None) -> Unfinished:
    record = Record(
        started=1000.0,
        offset=0,
        updated=1000.0,
        routine="r",
        name="R",
        steps=2,
        phases=4,
        seconds=9,
    )
    return Unfinished(record, Standing(parts=parts, plan=plan or Plan()))


BACK_DONE = Part(0, "back", "Back", done=True, asked="10 s", holds=(Mark(Side.NONE, 1, True),))


def test_what_is_left_out_stays_so() -> None:
    left = what_is_left(interrupted(BACK_DONE), mine().with_left_out, PACE)
    assert left is not None
    assert names(left)[-1:] == ["Brace"]
    assert "Plank" not in names(left)
    assert {step for step, *_ in left.not_asked} == {1}
    assert left.over == {(0, "none", 1, 1)}


def test_what_was_taken_back_stays_in() -> None:
    entry = mine().with_left_out
    plan = plan_of(entry, [(0, 1), (1, 1), (2, 1)], ())
    assert plan.taken_back == ("plank",)
    assert is_out(entry, plan) == frozenset()
    assert plan_of(entry, [(0, 1), (1, 1), (2, 1)], (), out=[(1, 1)]).taken_back == ()
    left = what_is_left(interrupted(BACK_DONE, plan=plan), entry, PACE)
    assert left is not None
    assert names(left)[-3:] == ["Plank", "Plank", "Brace"]
    assert not left.not_asked


def test_what_was_done_of_it_before_counts_and_the_rest_is_left_out() -> None:
    half = Part(1, "plank", "Plank", asked="20 s", holds=(Mark(Side.LEFT, 1, True),))
    left = what_is_left(interrupted(BACK_DONE, half), mine().with_left_out, PACE)
    assert left is not None
    assert names(left)[-1:] == ["Brace"]
    (plank,) = (each for each in left.parts if each.step == 1)
    assert [(mark.done, mark.out) for mark in plank.holds] == [(True, False), (False, True)]


def test_the_hold_that_was_interrupted_may_be_left_out_by_now() -> None:
    entry = entry_of(*STEPS)
    playing = Playing(entry).play(20)
    assert playing.session.view(playing.now).phase.name == "Plank"
    unfinished = Unfinished(playing.record, playing.tally.standing)
    left = what_is_left(unfinished, mine().with_left_out, PACE)
    assert left is not None
    assert left.timeline.phases[left.first].name == "Brace"
    assert left.reached == 0.0


def test_all_that_is_left_may_be_left_out_by_now() -> None:
    entry = mine(STEPS[0], STEPS[1]).with_left_out
    assert what_is_left(interrupted(BACK_DONE), entry, PACE) is None

"""What is left of a session, whatever became of its routine in the meantime."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.core.routines.library import Entry, Source
from stretchtui.core.routines.model import Group, Routine, Side, Sides, Step
from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.events import SessionCommand, State
from stretchtui.core.sessions.record import Moment, Part, Place, Record, Standing, Unfinished
from stretchtui.core.sessions.resume import Remainder, all_of, what_is_left
from stretchtui.core.sessions.session import Session
from stretchtui.core.sessions.tally import Tally
from stretchtui.core.sessions.timeline import compile_routine, timeline_of
from tests.amounts import amount

PACE = Pace(get_ready=2, switch=3)
START = SessionCommand.START


def entry_of(*steps: Step | Group, get_ready: int | None = None) -> Entry:
    """A routine of these steps."""
    routine = Routine(id="r", name="R", steps=steps, get_ready=get_ready)
    return Entry(routine, {}, Source.USER, "mine.toml")


def step(name: str, hold: int = 6, **how: object) -> Step:
    """A step of one's own."""
    return Step(name=name, hold=hold, **how)  # type: ignore[arg-type]


ANKLE, BACK, CHEST = map(step, ("Ankle", "Back", "Chest"))


class Playing:
    """A session that is played, and counted, second by second.

    Args:
        entry: Its routine.
        before: What is resumed.
        pace: The time between holds.
    """

    def __init__(self, entry: Entry, before: Unfinished | None = None, pace: Pace = PACE) -> None:
        left = what_is_left(before, entry, pace) if before else all_of(timeline_of(entry, pace))
        assert left is not None
        self.left: Remainder = left
        self.now = 0.0
        self.session = Session(left.timeline, 1.0, left.first, left.reached)
        self.tally = Tally(left, entry.routine, entry.stretches)
        record = self.tally.record(Moment(1000.0, 0))
        self.record = replace(before.record, steps=record.steps) if before else record
        self._do(START)

    def _do(self, command: SessionCommand) -> None:
        self.session.do(command, self.now)
        self.tally.see(self.session.view(self.now), self.session.timeline, self.now)

    def play(self, seconds: float = 10_000.0, *, by: float = 1.0) -> Playing:
        """Play so long, or to the end."""
        end = self.now + seconds
        while self.now < end and self.session.state is not State.FINISHED:
            self.now = min(end, self.now + by)
            self.session.advance(self.now)
            self.tally.see(self.session.view(self.now), self.session.timeline, self.now)
            if self.session.state is State.WAITING:
                self._do(SessionCommand.RESUME)
        return self

    def do(self, command: SessionCommand) -> Playing:
        """Tell the session."""
        self._do(command)
        return self

    @property
    def unfinished(self) -> Unfinished:
        """As the journal has it."""
        standing = self.tally.standing
        return Unfinished(self.record.standing(standing, 1000.0 + self.now), standing)

    @property
    def held(self) -> dict[str, float]:
        """Seconds by stretch."""
        found: Counter[str] = Counter()
        for part in self.tally.standing.parts:
            found[part.stretch] += int(part.seconds)
        return dict(found)


def holds_of(left: Remainder | None) -> list[tuple[str, Side, int, int]]:
    """What is still to be held, in its order: stretch, side, set and round."""
    assert left is not None
    phases = left.timeline.phases[left.first :]
    return [(phase.name, *phase.set) for phase in phases if phase.kind.active]


def names(left: Remainder | None) -> list[str]:
    """The stretches that are still to be done."""
    return [name for name, *_ in holds_of(left)]


# Pushes


PUSHED = entry_of(Step(name="Calf", hold=10, contract=6, times=2), get_ready=0)
"""push 0-6, relax 6-8, hold 8-18; push 18-24, relax 24-26, hold 26-36."""


def test_seconds_of_a_push_are_not_held() -> None:
    playing = Playing(PUSHED).play()
    assert playing.held == {"Calf": 20}
    assert playing.tally.completed
    assert Playing(PUSHED).play(8).held == {"Calf": 0}


@pytest.mark.parametrize(("interrupted", "first"), [(3, 0), (7, 0), (20, 3), (25, 3)])
def test_what_was_interrupted_before_a_hold_begins_again_with_its_push(
    interrupted: int, first: int
) -> None:
    left = what_is_left(Playing(PUSHED).play(interrupted).unfinished, PUSHED, PACE)
    assert left is not None
    assert (left.first, left.reached) == (first, 0.0)


def test_what_was_interrupted_in_a_hold_goes_on_there() -> None:
    before = Playing(PUSHED).play(30).unfinished
    left = what_is_left(before, PUSHED, PACE)
    assert left is not None
    assert (left.first, left.reached) == (5, 4.0)
    assert Playing(PUSHED, before).play().held == {"Calf": 20}


# A routine of three, interrupted in the third


@pytest.fixture
def in_chest() -> Unfinished:
    """Ankle and Back are done, and two seconds of Chest."""
    return Playing(entry_of(ANKLE, BACK, CHEST, get_ready=0)).play(14).unfinished


def test_what_has_not_changed_is_resumed_where_it_was(in_chest: Unfinished) -> None:
    entry = entry_of(ANKLE, BACK, CHEST, get_ready=0)
    left = what_is_left(in_chest, entry, PACE)
    assert left is not None
    assert left.timeline is left.planned
    assert (left.first, left.reached) == (2, 2.0)
    playing = Playing(entry, in_chest).play()
    assert playing.held == {"Ankle": 6, "Back": 6, "Chest": 6}
    assert playing.tally.completed


@pytest.mark.parametrize(
    ("today", "to_do", "reached"),
    [
        ((ANKLE, BACK, step("Chest", 8)), ["Chest"], 2),
        ((ANKLE, step("Back", 60), CHEST), ["Chest"], 2),
        ((BACK, ANKLE, CHEST), ["Chest"], 2),
        ((CHEST, ANKLE, BACK), ["Chest"], 2),
        ((CHEST,), ["Chest"], 2),
        ((step("Dog"), ANKLE, BACK, CHEST), ["Dog", "Chest"], 0),
        ((ANKLE, BACK, CHEST, step("Dog")), ["Chest", "Dog"], 2),
        ((ANKLE, BACK, step("Dog")), ["Dog"], 0),
        ((ANKLE, ANKLE, BACK, CHEST), ["Ankle", "Chest"], 0),
        ((ANKLE, BACK, Step(name="Chest", reps=4)), ["Chest"], 0),
        ((ANKLE, step("Back", times=2), CHEST), ["Back", "Chest"], 0),
    ],
)
def test_after_a_change_it_is_the_first_hold_that_was_not_done(
    in_chest: Unfinished, today: Sequence[Step], to_do: list[str], reached: float
) -> None:
    for get_ready in (0, 2):
        entry = entry_of(*today, get_ready=get_ready)
        left = what_is_left(in_chest, entry, PACE)
        assert left is not None
        assert (names(left), left.reached) == (to_do, reached)
        playing = Playing(entry, in_chest)
        assert playing.tally.standing.held == 14
        playing.play()
        kept = {name: seconds for name, seconds in playing.held.items() if name not in to_do}
        before = {"Ankle": 6.0, "Back": 6.0, "Chest": 2.0}
        assert kept == {name: before[name] for name in before if name not in to_do}
        assert playing.session.state is State.FINISHED


@pytest.mark.parametrize("today", [(), (ANKLE,), (BACK, ANKLE), (ANKLE, step("Chest", 2))])
def test_where_nothing_is_left_there_is_nothing_to_play(
    in_chest: Unfinished, today: Sequence[Step]
) -> None:
    assert what_is_left(in_chest, entry_of(*today), PACE) is None


def test_what_is_no_step_any_more_is_kept_behind_the_others(in_chest: Unfinished) -> None:
    playing = Playing(entry_of(step("Dog"), CHEST), in_chest).play()
    parts = playing.tally.standing.parts
    assert [(part.step, part.stretch) for part in parts] == [
        (0, "Dog"),
        (1, "Chest"),
        (2, "Ankle"),
        (3, "Back"),
    ]
    assert playing.tally.record(Moment(0.0, 0)).steps == 4
    assert playing.tally.standing.steps_done == 4
    # And once more, after Ankle has come back.
    again = Playing(entry_of(ANKLE, step("Elbow")), playing.unfinished)
    assert names(again.left) == ["Elbow"]
    assert again.tally.standing.held == 2 + 6 + 6 + 6 + 6


def test_a_step_that_was_begun_and_is_gone_leaves_nothing_behind() -> None:
    before = Playing(entry_of(ANKLE, BACK)).play(1).unfinished
    assert [part.stretch for part in before.standing.parts] == ["Ankle"]
    left = what_is_left(before, entry_of(BACK), PACE)
    assert left is not None
    assert left.parts == ()


def test_what_hurt_is_kept_though_nothing_of_it_was_held(in_chest: Unfinished) -> None:
    hurt = Part(3, "Dog", "Dog", hurt=1001.0)
    standing = replace(in_chest.standing, parts=(*in_chest.standing.parts, hurt))
    left = what_is_left(Unfinished(in_chest.record, standing), entry_of(CHEST), PACE)
    assert left is not None
    assert [part.stretch for part in left.parts] == ["Chest", "Ankle", "Back", "Dog"]


# An hour's hold


@pytest.mark.parametrize("minutes", [41, 50, 59])
def test_a_long_hold_is_resumed_in_its_middle(minutes: int) -> None:
    entry = entry_of(step("Lie", 3600), CHEST)
    before = Playing(entry).play(2 + minutes * 60 + 13.25, by=1.25).unfinished
    left = what_is_left(before, entry, PACE)
    assert left is not None
    assert left.reached == minutes * 60 + 13
    playing = Playing(entry, before)
    view = playing.session.view(0.0)
    assert (view.lead, view.position) == (3, 2 + left.reached)
    playing.play()
    assert playing.held == {"Lie": 3600, "Chest": 6}
    assert playing.tally.completed


def test_whoever_waits_at_the_end_of_a_hold_has_held_it() -> None:
    entry = entry_of(step("Lie", 10, wait=True), CHEST)
    playing = Playing(entry)
    for _ in range(13):
        playing.now += 1
        playing.session.advance(playing.now)
        playing.tally.see(playing.session.view(playing.now), playing.session.timeline, playing.now)
    assert playing.session.state is State.WAITING
    assert names(what_is_left(playing.unfinished, entry, PACE)) == ["Chest"]


# Sides and sets


def test_the_first_side_may_be_the_other_by_now() -> None:
    entry = entry_of(step("Hip", 10, sides=Sides.BOTH), CHEST)
    before = Playing(entry).play(2 + 10 + 3 + 4).unfinished
    today = Pace(get_ready=2, switch=3, first_side=Side.RIGHT)
    left = what_is_left(before, entry, today)
    assert left is not None
    assert holds_of(left) == [("Hip", Side.RIGHT, 1, 1), ("Chest", Side.NONE, 1, 1)]
    assert left.reached == 4
    # Had it been interrupted in the first one, that would come second, in full.
    before = Playing(entry).play(2 + 4).unfinished
    left = what_is_left(before, entry, today)
    assert left is not None
    assert holds_of(left)[:2] == [("Hip", Side.RIGHT, 1, 1), ("Hip", Side.LEFT, 1, 1)]
    assert left.reached == 0


def test_sets_that_were_done_are_done_where_there_are_more_or_fewer() -> None:
    before = Playing(entry_of(step("Hip", 10, times=3), CHEST)).play(2 + 20 + 5).unfinished
    more = entry_of(step("Hip", 10, times=5), CHEST)
    assert [time for _, _, time, _ in holds_of(what_is_left(before, more, PACE))] == [3, 4, 5, 1]
    fewer = Playing(entry_of(step("Hip", 10, times=1), CHEST), before)
    assert names(fewer.left) == ["Chest"]
    # The second set was done all the same.
    assert [mark.time for mark in fewer.play().tally.standing.parts[0].holds] == [1, 2]
    assert names(what_is_left(fewer.unfinished, more, PACE)) == ["Hip"] * 3


def test_what_was_done_beyond_what_is_asked_now_counts_for_another_step() -> None:
    before = Playing(entry_of(step("Hip", 10, times=2, sides=Sides.BOTH))).play(2 + 20 + 3 + 10 + 1)
    today = entry_of(step("Hip", 10, times=2, sides=Sides.LEFT), step("Hip", sides=Sides.BOTH))
    assert holds_of(what_is_left(before.unfinished, today, PACE)) == [("Hip", Side.LEFT, 1, 1)]


# Where the person has moved about


def test_what_was_skipped_is_not_asked_again() -> None:
    entry = entry_of(ANKLE, BACK, CHEST)
    before = Playing(entry).do(SessionCommand.NEXT_STEP).play(4).unfinished
    assert names(what_is_left(before, entry, PACE)) == ["Back", "Chest"]
    assert names(what_is_left(before, entry_of(BACK, ANKLE, CHEST), PACE)) == ["Back", "Chest"]


def test_whoever_went_back_is_led_to_what_was_not_done_yet() -> None:
    entry = entry_of(ANKLE, BACK, CHEST, get_ready=0)
    before = Playing(entry).play(14).do(SessionCommand.BACK).play(5).unfinished
    assert before.standing.place.reached == 0
    left = what_is_left(before, entry, PACE)
    assert left is not None
    assert (names(left), left.reached) == (["Chest"], 0)


def test_a_hold_that_was_not_begun_begins_with_its_get_ready() -> None:
    entry = entry_of(step("Ankle", 6, rest=5), BACK)
    before = Playing(entry).play(2 + 6 + 1).unfinished
    left = what_is_left(before, entry, PACE)
    assert left is not None
    # Whoever comes back has rested.
    assert left.timeline.phases[left.first].kind.value == "ready"
    entry = entry_of(step("Ankle", 6, times=2, rest=5))
    before = Playing(entry).play(2 + 6 + 1).unfinished
    left = what_is_left(before, entry, PACE)
    assert left is not None
    assert left.timeline.phases[left.first].kind.value == "hold"


# What an older version has kept: one mark for each phase, and none for holds


def old(entry: Entry, marks: str, place: Place, *parts: Part) -> Unfinished:
    """A session as the version before kept it."""
    timeline = compile_routine(entry.routine, {}, PACE)
    record = Record(
        started=0.0,
        offset=0,
        updated=0.0,
        routine="r",
        name="R",
        steps=len(entry.routine.steps),
        phases=len(timeline.phases),
        seconds=timeline.total,
    )
    return Unfinished(record, Standing(place, marks, parts=parts))


def test_an_older_session_is_resumed_where_it_was() -> None:
    entry = entry_of(ANKLE, step("Back", 6, sides=Sides.BOTH), CHEST)
    parts = Part(0, "Ankle", "Ankle", done=True), Part(1, "Back", "Back")
    before = old(entry, "xxxx....", Place(4, 1), *parts)
    assert holds_of(what_is_left(before, entry, PACE)) == [
        ("Back", Side.RIGHT, 1, 1),
        ("Chest", Side.NONE, 1, 1),
    ]
    # What was skipped then had no mark; the place tells.
    before = old(entry, "xxx.....", Place(4, 1), *parts)
    assert len(holds_of(what_is_left(before, entry, PACE))) == 2
    # Where the routine has changed its steps tell.
    changed = entry_of(CHEST, ANKLE, BACK)
    assert names(what_is_left(before, changed, PACE)) == ["Chest", "Back"]
    assert names(what_is_left(old(entry, "", Place(9, 7)), changed, PACE)) == [
        *("Chest", "Ankle", "Back"),
    ]


# Whatever is done to a routine


class Counted:
    """What was held, over several sittings, by step, side, set and round."""

    def __init__(self) -> None:
        self.done: Counter[tuple[str, Side, int, int]] = Counter()

    def add(self, playing: Playing, before: Unfinished | None) -> None:
        """Take in what a sitting has brought."""
        old = Counter(self._marks(before.standing)) if before else Counter()
        self.done += Counter(self._marks(playing.tally.standing)) - old

    @staticmethod
    def _marks(standing: Standing) -> list[tuple[str, Side, int, int]]:
        return [
            (part.stretch, *mark.set) for part in standing.parts for mark in part.holds if mark.done
        ]


own_steps = st.builds(
    lambda name, hold, sides, times, rest: Step(
        name=name, hold=hold, sides=sides, times=times, rest=rest
    ),
    st.sampled_from("ABCDE"),
    st.sampled_from([4, 8, 20]),
    st.sampled_from([Sides.NONE, Sides.BOTH, Sides.ALTERNATE, Sides.LEFT]),
    st.integers(1, 3),
    st.sampled_from([0, 3]),
)
some_paces = st.builds(
    Pace,
    st.sampled_from([0, 2, 8]),
    st.sampled_from([1, 5]),
    st.sampled_from([Side.LEFT, Side.RIGHT]),
)
groups = st.builds(
    lambda rounds, rest, steps: Group(rounds=rounds, rest=rest, steps=tuple(steps)),
    st.integers(1, 3),
    st.sampled_from([0, 3]),
    st.lists(own_steps, min_size=1, max_size=2),
)
routines = st.lists(own_steps | groups, min_size=1, max_size=5)


@st.composite
def edited(draw: st.DrawFn, steps: Sequence[Step | Group]) -> list[Step | Group]:
    """The steps after some edits: moved, removed, added, made longer, other sets or rounds."""
    today = list(draw(st.permutations(steps)) if draw(st.booleans()) else steps)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, max(0, len(today) - 1)))
        entry = today[at]
        match draw(st.sampled_from(["add", "remove", "change", "group"])):
            case "add":
                today.insert(at, draw(own_steps | groups))
            case "remove" if len(today) > 1:
                del today[at]
            case "group" if isinstance(entry, Step):
                today[at] = Group(rounds=draw(st.integers(1, 3)), steps=(entry,))
            case "group" if isinstance(entry, Group):
                today[at : at + 1] = entry.steps
            case _ if isinstance(entry, Group):
                today[at] = replace(entry, rounds=draw(st.integers(1, 3)))
            case _:
                how = {"hold": draw(st.integers(4, 30)), "times": draw(st.integers(1, 3))}
                today[at] = replace(entry, **how)
    return today


@settings(max_examples=amount(150), deadline=None)
@given(routines, st.data())
def test_nothing_is_lost_nothing_is_asked_twice_and_nothing_is_left_out(
    steps: list[Step | Group], data: st.DataObject
) -> None:
    counted = Counted()
    before: Unfinished | None = None
    held = 0.0
    for _ in range(data.draw(st.integers(1, 4))):
        pace = data.draw(some_paces)
        entry = entry_of(*steps)
        if before and what_is_left(before, entry, pace) is None:
            break
        playing = Playing(entry, before, pace)
        assert playing.tally.standing.held == held
        length = playing.left.timeline.total
        playing.play(data.draw(st.floats(0, length + 10)), by=0.7)
        assert playing.tally.standing.held >= held
        held = playing.tally.standing.held
        counted.add(playing, before)
        before = playing.unfinished
        steps = data.draw(edited(steps))
    # Now to the end, as it is by now.
    pace, entry = data.draw(some_paces), entry_of(*steps)
    assert before is not None
    if what_is_left(before, entry, pace) is not None:
        playing = Playing(entry, before, pace).play()
        counted.add(playing, before)
        assert playing.tally.standing.held >= held
        assert playing.tally.completed
        assert playing.tally.standing.skipped == 0
    elif before.standing.place.reached:
        place = before.standing.place
        # The hold that was interrupted is shorter today than what was held of it.
        parts = {part.step: part for part in before.standing.parts}
        counted.done[parts[place.step].stretch, place.side, place.time, place.round] += 1
    asked = Counter(
        (phase.name, *phase.set) for phase in timeline_of(entry, pace).phases if phase.kind.active
    )
    assert asked <= counted.done
    once = {hold: count for hold, count in counted.done.items() if hold in asked}
    assert all(count >= asked[hold] for hold, count in once.items())


@settings(max_examples=amount(100), deadline=None)
@given(routines, st.data())
def test_what_was_done_is_never_played_again(
    steps: list[Step | Group], data: st.DataObject
) -> None:
    pace = data.draw(some_paces)
    entry = entry_of(*steps)
    length = timeline_of(entry, pace).total
    before = Playing(entry, None, pace).play(data.draw(st.floats(0, length)), by=0.9).unfinished
    today = entry_of(*data.draw(edited(steps)))
    left = what_is_left(before, today, pace)
    if left is None:
        return
    done = Counter(Counted._marks(before.standing))
    planned = Counter(
        (phase.name, *phase.set) for phase in left.planned.phases if phase.kind.active
    )
    to_do = Counter(holds_of(left))
    place = before.standing.place
    here = [part for part in before.standing.parts if part.step == place.step]
    where = place.side, place.time, place.round
    under_way = next(((part.stretch, *where) for part in here), None)
    if left.reached and under_way:
        # The one that goes on counts once, though three quarters of it may have been done.
        marks = (mark for part in here for mark in part.holds)
        done[under_way] -= any(mark.set == where for mark in marks)
    names = (Counter(step.name for step in each.routine.single_steps) for each in (entry, today))
    several = {name for each in names for name, count in each.items() if count > 1}
    # What is asked today is either done already or still to be done, and nothing is both.
    for hold, asked in planned.items():
        left_of_it = max(0, asked - done[hold])
        may_be = {left_of_it}
        if hold == under_way:
            # It goes on, or begins, also where another step of the same stretch was done and is
            # gone; or it was made shorter than what was held of it, and is done.
            may_be |= {1} if left.reached else {max(0, left_of_it - 1)}
        if under_way and hold[0] == under_way[0] and hold[0] in several:
            # Which of several steps of the same stretch goes on is told by more than this.
            may_be |= set(range(asked + 1))
        assert to_do[hold] in may_be, hold

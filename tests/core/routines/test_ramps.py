"""What a step asks for: its own words, the stretch's, the defaults, and how far it has grown."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines.model import Group, Ramp, Routine, Sides, Step, Stretch, stretch_of
from stretchtui.core.routines.ramps import Ask, ask, credit_at, grown, ladder
from tests.core.strategies import playable, ramps, steps, stretches

BARE = Stretch(id="a", name="A")


def asked(step: Step, stretch: Stretch = BARE, credit: int = 0) -> Ask:
    return ask(step, stretch, credit)


@pytest.mark.parametrize(
    ("credit", "value"), [(0, 5), (2, 5), (3, 10), (5, 10), (6, 15), (14, 25), (15, 30), (99, 30)]
)
def test_a_ramp_grows_once_for_every_so_many_sessions_and_stops_at_its_end(
    credit: int, value: int
) -> None:
    assert grown(Ramp(start=5, to=30, by=5, every=3), credit) == value


def test_a_ramp_whose_step_oversteps_ends_at_its_end() -> None:
    assert [grown(Ramp(start=1, to=4, by=2), credit) for credit in range(4)] == [1, 3, 4, 4]


def test_a_plain_number_never_grows() -> None:
    assert {grown(7, credit) for credit in range(5)} == {7}


@given(ramps(1, 3600), st.integers(0, 10_000))
def test_a_ramp_never_leaves_its_ends_and_never_shrinks(ramp: Ramp, credit: int) -> None:
    value = grown(ramp, credit)
    assert ramp.start <= value <= ramp.to
    assert value <= grown(ramp, credit + 1)
    assert grown(ramp, 0) == ramp.start


def rungs(*steps: Step, **stretch: Any) -> tuple[int, ...]:
    known = {"a": Stretch(id="a", name="A", **stretch)}
    return ladder(Routine(id="r", name="R", steps=steps), known)


def test_a_level_is_one_step_of_every_ramp_if_they_all_count_alike() -> None:
    reps, times = Ramp(start=5, to=30, by=5, every=3), Ramp(start=1, to=3, every=3)
    assert rungs(Step(stretch="a")) == (0,)
    assert rungs(Step(stretch="a", reps=reps)) == (0, 3, 6, 9, 12, 15)
    assert rungs(Step(stretch="a", reps=reps, times=times)) == (0, 3, 6, 9, 12, 15)


def test_ramps_that_count_by_themselves_make_a_level_each_time_one_of_them_grows() -> None:
    twos, threes = Ramp(start=1, to=4, every=2), Ramp(start=10, to=20, by=5, every=3)
    assert rungs(Step(name="B", times=twos), Step(name="C", hold=threes)) == (0, 2, 3, 4, 6)


def test_the_ramps_of_a_stretch_count_where_the_step_names_nothing() -> None:
    grows = Ramp(start=1, to=2, every=4)
    assert rungs(Step(stretch="a"), breaths=grows) == (0, 4)
    assert rungs(Step(stretch="a", hold=9), breaths=grows) == (0,)
    assert rungs(Step(stretch="a", hold=Ramp(start=9, to=9))) == (0,)


def test_a_ramp_of_one_step_has_two_rungs() -> None:
    grows = Ramp(start=5, to=8, by=5, every=3)
    assert rungs(Step(name="B", reps=grows)) == (0, 3)
    routine = Routine(id="r", name="R", steps=(Step(name="B", reps=grows),))
    assert [credit_at(routine, {}, level) for level in range(4)] == [0, 3, 3, 3]
    asks = [
        asked(routine.single_steps[0], credit=credit_at(routine, {}, level)) for level in range(3)
    ]
    assert [each.reps for each in asks] == [5, 8, 8]


def test_beyond_the_highest_level_it_stays_there() -> None:
    routine = Routine(id="r", name="R", steps=(Step(name="B", hold=Ramp(start=1, to=3, every=2)),))
    assert [credit_at(routine, {}, level) for level in range(5)] == [0, 2, 4, 4, 4]


@given(playable())
def test_each_level_asks_for_more_than_the_one_before_and_nothing_changes_between(
    drawn: tuple[Routine, dict[str, Stretch]],
) -> None:
    routine, known = drawn

    def asks(credit: int) -> list[Ask | int]:
        rounds = (grown(each.rounds, credit) for each in routine.steps if isinstance(each, Group))
        steps = routine.single_steps
        return [*rounds, *(ask(step, stretch_of(step, known), credit) for step in steps)]

    levels = ladder(routine, known)
    changes = [credit for credit in range(1, levels[-1] + 50) if asks(credit) != asks(credit - 1)]
    assert levels == (0, *changes)


def test_a_step_that_says_nothing_holds_for_thirty_seconds() -> None:
    assert asked(Step(name="B")) == Ask(
        hold=30,
        breaths=0,
        reps=0,
        pattern=(),
        contract=0,
        sides=Sides.NONE,
        times=1,
        split=1,
        rest=0,
        between=0,
        wait=False,
    )


def test_a_stretch_fills_in_what_its_step_leaves_out() -> None:
    stretch = Stretch(id="a", name="A", hold=45, sides=Sides.BOTH)
    got = asked(Step(stretch="a", times=2, rest=10, wait=True), stretch)
    assert (got.hold, got.sides, got.times, got.rest, got.wait) == (45, Sides.BOTH, 2, 10, True)


def test_a_steps_own_sides_win_over_its_stretchs() -> None:
    stretch = Stretch(id="a", name="A", sides=Sides.BOTH)
    assert asked(Step(stretch="a", sides=Sides.NONE), stretch).sides is Sides.NONE


@pytest.mark.parametrize(
    ("step", "hold", "breaths", "reps", "beat", "seconds"),
    [
        (Step(name="B", hold=20), 20, 0, 0, 0, 20),
        (Step(name="B", breaths=3), 0, 3, 0, 10, 30),
        (Step(name="B", breaths=3, breath=(4, 2, 6)), 0, 3, 0, 12, 36),
        (Step(name="B", reps=5, tempo=(2, 1, 4)), 0, 0, 5, 7, 35),
        (Step(name="B", reps=5), 0, 0, 5, 4, 20),
        (Step(name="B", reps=5, tempo=2), 0, 0, 5, 2, 10),
        (Step(name="B", hold=Ramp(start=10, to=20)), 10, 0, 0, 0, 10),
        (Step(name="B", breaths=Ramp(start=1, to=3)), 0, 1, 0, 10, 10),
        (Step(name="B", reps=Ramp(start=5, to=30, by=5)), 0, 0, 5, 4, 20),
    ],
)
def test_one_quantity_stands_and_gives_the_seconds(
    step: Step, hold: int, breaths: int, reps: int, beat: int, seconds: int
) -> None:
    got = asked(step)
    assert (got.hold, got.breaths, got.reps, got.beat) == (hold, breaths, reps, beat)
    assert got.seconds == seconds


@pytest.mark.parametrize("own", [Step(stretch="a", breaths=3), Step(stretch="a", hold=9)])
def test_any_quantity_of_a_step_replaces_the_stretchs(own: Step) -> None:
    stretch = Stretch(id="a", name="A", reps=12, tempo=3)
    assert asked(own, stretch).reps == 0


def test_the_breath_and_the_push_come_from_the_stretch_where_the_step_names_none() -> None:
    stretch = Stretch(id="a", name="A", breaths=2, breath=(3, 5), contract=6)
    assert asked(Step(stretch="a"), stretch).pattern == (3, 0, 5, 0)
    assert asked(Step(stretch="a", breath=(3, 1, 5)), stretch).pattern == (3, 1, 5, 0)
    assert asked(Step(stretch="a"), stretch).push == 6 + 2
    assert asked(Step(stretch="a", contract=10), stretch).contract == 10
    assert asked(Step(stretch="a", contract=0), stretch).push == 0
    assert asked(Step(stretch="a", reps=4), stretch).contract == 0, "movements have none"


@pytest.mark.parametrize(
    ("step", "amount"),
    [
        (Step(name="B", hold=20, contract=6), "20 s"),
        (Step(name="B", breaths=5), "5 breaths"),
        (Step(name="B", breaths=5, breath=(4, 6)), "5 breaths"),
        (Step(name="B", breaths=5, breath=(4, 2, 6)), "5 breaths of 12 s"),
        (Step(name="B", reps=5, tempo=(2, 1, 4)), "5 × 7 s"),
    ],
)
def test_how_much_was_asked_as_the_journal_has_it(step: Step, amount: str) -> None:
    assert asked(step).amount == amount


def test_the_tempo_comes_from_the_stretch_where_the_step_names_only_the_count() -> None:
    stretch = Stretch(id="a", name="A", reps=12, tempo=3)
    assert asked(Step(stretch="a", reps=4), stretch).beat == 3
    assert asked(Step(stretch="a", tempo=6), stretch).beat == 6
    assert asked(Step(stretch="a"), stretch).reps == 12


def test_times_grow_too() -> None:
    step = Step(name="B", times=Ramp(start=1, to=3))
    assert [asked(step, credit=credit).times for credit in range(4)] == [1, 2, 3, 3]


@given(stretches(3600), st.data(), st.integers(0, 50))
def test_just_one_quantity_is_ever_asked_for(
    stretch: Stretch, data: st.DataObject, credit: int
) -> None:
    got = ask(data.draw(steps([stretch.id], 3600)), stretch, credit)
    assert sum(each > 0 for each in (got.hold, got.breaths, got.reps)) == 1
    assert (got.beat == 0) == (got.hold > 0)
    assert got.seconds >= 1
    assert got.times >= 1


@given(stretches(), st.data(), st.integers(0, 50))
def test_no_session_that_counts_makes_a_step_ask_for_less(
    stretch: Stretch, data: st.DataObject, credit: int
) -> None:
    step = data.draw(steps([stretch.id]))
    before, after = ask(step, stretch, credit), ask(step, stretch, credit + 1)
    assert before.seconds * before.times <= after.seconds * after.times
    assert before.times <= after.times


def sets_of(step: Step, *credits: int) -> list[tuple[int, int]]:
    """What is asked in one set, and in how many of them, after so many sessions."""
    found = [asked(step, credit=credit) for credit in credits]
    return [(each.hold or each.breaths or each.reps, each.times) for each in found]


def test_a_hold_that_grows_beyond_three_minutes_grows_in_sets() -> None:
    step = Step(name="Lean", hold=Ramp(start=120, to=400, by=60))
    assert sets_of(step, 0, 1, 2, 3, 4, 5) == [
        (120, 1),
        (180, 1),
        (120, 2),
        (150, 2),
        (180, 2),
        (134, 3),
    ]


def test_movements_that_grow_beyond_fifteen_grow_in_sets() -> None:
    step = Step(name="Bridge", reps=Ramp(start=5, to=31, by=5, every=3), times=2)
    assert sets_of(step, 0, 6, 9, 12, 15, 18) == [
        (5, 2),
        (15, 2),
        (10, 4),
        (13, 4),
        (15, 4),
        (11, 6),
    ]


def test_movements_take_three_minutes_at_most() -> None:
    step = Step(name="Bridge", reps=Ramp(start=4, to=9), tempo=(10, 20, 10))
    assert sets_of(step, 0, 1) == [(4, 1), (3, 2)]


def test_breaths_take_three_minutes_at_most() -> None:
    assert sets_of(Step(name="Sit", breaths=Ramp(start=18, to=19)), 0, 1) == [(18, 1), (10, 2)]
    slow = Step(name="Sit", breaths=Ramp(start=1, to=2), breath=(60, 30, 60, 30))
    assert sets_of(slow, 0, 1) == [(1, 1), (1, 2)]


def test_what_is_written_without_a_ramp_stays_as_it_is() -> None:
    assert sets_of(Step(name="Lean", hold=600), 0) == [(600, 1)]
    assert sets_of(Step(name="Bridge", reps=40, times=Ramp(start=1, to=2)), 0, 1) == [
        (40, 1),
        (40, 2),
    ]


def test_sets_that_a_ramp_has_grown_into_have_a_rest_between_them() -> None:
    grows = Ramp(start=180, to=240, by=60)

    def rests(credit: int, **more: Any) -> tuple[int, int]:
        found = asked(Step(name="Lean", hold=grows, **more), credit=credit)
        return found.between, found.rest

    assert rests(0) == (0, 0)
    assert rests(1) == (15, 0)
    assert rests(1, rest=5) == (5, 5)
    assert rests(1, wait=True) == (0, 0)


def test_a_level_of_equal_sets_always_asks_for_more() -> None:
    """Of 17 and 18 movements both come to two sets of nine."""
    step = Step(name="Bridge", reps=Ramp(start=14, to=19, every=2))
    assert rungs(step) == (0, 2, 4, 6, 10)
    assert sets_of(step, 0, 2, 4, 6, 8, 10) == [
        (14, 1),
        (15, 1),
        (8, 2),
        (9, 2),
        (9, 2),
        (10, 2),
    ]


def test_sets_that_grow_by_themselves_are_levels_of_their_own() -> None:
    step = Step(name="B", reps=Ramp(start=15, to=18, every=2), times=Ramp(start=1, to=2, every=3))
    assert rungs(step) == (0, 2, 3, 4)


@given(ramps(1, 3600), st.integers(0, 10_000))
def test_no_ramp_ever_makes_a_set_too_long_and_none_takes_anything_away(
    ramp: Ramp, credit: int
) -> None:
    for step in (
        Step(name="A", hold=ramp),
        Step(name="A", breaths=ramp, breath=(5, 3, 7)),
        Step(name="A", reps=ramp, tempo=(7, 0, 7)),
        Step(name="A", reps=ramp),
    ):
        got, wanted = asked(step, credit=credit), grown(ramp, credit)
        each = got.hold or got.breaths or got.reps
        assert got.seconds <= 180
        assert got.reps <= 15
        assert wanted <= each * got.times < wanted + got.times
        assert got.times == got.split
        assert got.split == 1 or got.between


@given(ramps(1, 3600))
def test_every_level_of_a_long_ramp_asks_for_more(ramp: Ramp) -> None:
    step = Step(name="A", reps=ramp)
    asks = [asked(step, credit=credit) for credit in rungs(step)]
    totals = [each.reps * each.times for each in asks]
    assert totals == sorted(set(totals))
    assert asked(step, credit=10**6) == asks[-1]

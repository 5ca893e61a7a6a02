"""Routines that are made: what is in them, how long they last, and what is in the way of some."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.core.making.areas import goals_of
from stretchtui.core.making.candidates import REST_FROM_S
from stretchtui.core.making.choosing import Past
from stretchtui.core.making.make import RoutineMaker, make
from stretchtui.core.making.places import PLACES, POSITIONS, is_in
from stretchtui.core.making.unmet import Unmet
from stretchtui.core.making.wish import RoutineWish
from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.model import Condition, Routine, Sides, Step, Stretch
from stretchtui.core.routines.pace import Pace
from stretchtui.core.routines.ramps import Ask, ask
from stretchtui.core.sessions.timeline import compile_routine
from tests.core.making.library import (
    breath,
    held,
    ids,
    library,
    moved,
    shipped_stretches,
    steps_of,
    wish,
)
from tests.core.strategies import guidances, paces
from tests.core.strategies import stretches as any_stretch

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stretchtui.core.routines.guidance import Guidance

AREAS = sorted({target for each in shipped_stretches().values() for target in each.targets})

wishes = st.builds(
    RoutineWish,
    minutes=st.integers(1, 40),
    areas=st.lists(st.sampled_from([*AREAS, "whole body", "legs", "back"]), max_size=3).map(tuple),
    positions=st.lists(st.sampled_from([*PLACES, *POSITIONS]), max_size=2).map(tuple),
    without=st.lists(st.sampled_from(["strap", "wall", "chair", "cushion"]), max_size=2).map(tuple),
    gentle=st.booleans(),
)

conditions = st.frozensets(st.sampled_from(Condition), max_size=2)

pasts = st.builds(
    Past,
    days_ago=st.dictionaries(st.sampled_from(sorted(shipped_stretches())), st.integers(0, 40)),
    hurting=st.frozensets(st.sampled_from(sorted(shipped_stretches())), max_size=20),
)


def made(
    wished: RoutineWish, stretches: Mapping[str, Stretch] | None = None, **more: Any
) -> Routine:
    """A routine, out of the shipped stretches if nothing else is said."""
    return make(wished, shipped_stretches() if stretches is None else stretches, **more)


def made_or_none(maker: RoutineMaker, *wished: Any) -> Routine | None:
    """A routine; None where what is in the way is said in one line."""
    try:
        return maker.make(*wished)
    except Unmet as error:
        said = str(error)
    assert said
    assert "\n" not in said
    return None


def is_strong(stretch: Stretch) -> bool:
    """Whether it is stretched far, and held so."""
    return 0 < ask_of(stretch).hold < REST_FROM_S


def ask_of(stretch: Stretch) -> Ask:
    """What a stretch asks for by itself."""
    return ask(Step(stretch=stretch.id), stretch)


def assert_is_good(
    routine: Routine, wished: RoutineWish, stretches: Mapping[str, Stretch], pace: Pace
) -> None:
    """What holds of everything that is made."""
    seconds = compile_routine(routine, stretches, pace).total
    assert abs(seconds - wished.minutes * 60) <= 15

    found = steps_of(routine, stretches)
    assert len(set(ids(routine))) == len(found), "each comes once"
    positions = [stretch.position.casefold() for _, stretch in found]
    runs = [each for n, each in enumerate(positions) if n == 0 or positions[n - 1] != each]
    assert len(runs) == len(set(runs)), "no position is gone back to"

    for (_, one), (_, other) in pairwise(found):
        both_far = is_strong(one) and is_strong(other)
        assert not (both_far and one.targets[:1] == other.targets[:1]), "not the same twice at once"

    for step, stretch in found:
        asked, by_itself = ask(step, stretch), ask_of(stretch)
        assert asked.sides not in (Sides.LEFT, Sides.RIGHT)
        if is_strong(stretch):
            assert min(10, by_itself.hold) <= asked.hold <= min(30, by_itself.hold)
            assert asked.hold * asked.times <= max(60, asked.hold)
        assert asked.times <= (2 if asked.reps else 3)
    (document,) = [decode(encode([routine]), "made.toml")]
    assert document.routines == (routine,), "it can be kept"
    assert document.faults == ()


# What holds of everything that is made


@given(wishes, st.integers(0, 1000), conditions, pasts, paces, st.none() | guidances())
def test_what_is_made_is_what_was_wished_for(
    wished: RoutineWish,
    seed: int,
    leave_out: frozenset[Condition],
    past: Past,
    pace: Pace,
    guidance: Guidance | None,
) -> None:
    stretches, pace = shipped_stretches(), replace(pace, guidance=guidance)
    maker = RoutineMaker(stretches, pace)
    routine = made_or_none(maker, wished, past, seed, leave_out)
    if routine is None:
        return
    assert_is_good(routine, wished, stretches, pace)
    found = [stretch for _, stretch in steps_of(routine, stretches)]
    for stretch in found:
        assert leave_out.isdisjoint(stretch.avoid)
        assert set(wished.without).isdisjoint(stretch.needs)
        assert is_in(stretch.position, wished.positions)
    goals = goals_of(wished.areas, frozenset(AREAS))
    for goal in goals:
        assert any(goal.is_reached_by(each.targets) for each in found)
    for stretch in found[1:-1]:
        assert not goals or any(goal.is_reached_by(stretch.targets) for goal in goals)
    if not wished.positions and not leave_out and not wished.without and wished.minutes >= 5:
        assert ask_of(found[0]).reps, "it begins with a movement"
    assert maker.make(wished, past, seed, leave_out) == routine, "always the same"


@given(
    st.lists(any_stretch(120), max_size=12, unique_by=lambda each: each.id),
    st.integers(1, 12),
    st.booleans(),
    st.integers(0, 5),
)
def test_any_library_gives_good_routines_or_none(
    stretches: list[Stretch], minutes: int, gentle: bool, seed: int
) -> None:
    known = library(*stretches)
    wished = RoutineWish(minutes=minutes, gentle=gentle)
    routine = made_or_none(RoutineMaker(known), wished, Past(), seed)
    if routine is not None:
        assert_is_good(routine, wished, known, Pace())


# There is one stretch for the feet, and it takes less than a minute.
@pytest.mark.parametrize("area", [each for each in AREAS if each not in ("breathing", "feet")])
@pytest.mark.parametrize("minutes", [2, 3, 5])
def test_there_is_something_for_each_part_of_the_body(area: str, minutes: int) -> None:
    for seed in range(3):
        routine = made(wish(minutes, area), seed=seed)
        assert_is_good(routine, wish(minutes, area), shipped_stretches(), Pace())


# What is in it


def test_it_begins_with_a_movement_and_ends_with_breathing() -> None:
    stretches = library(
        held("hamstring", "hamstrings"), moved("pump", "calves"), held("twist", "hips"), breath()
    )
    routine = made(wish(6), stretches)
    assert ids(routine)[0] == "pump"
    assert ids(routine)[-1] == "breath"
    assert made(wish(6), stretches).single_steps[-1].breaths in range(3, 8), "a fifth of it at most"


def test_it_ends_without_a_rest_where_there_is_no_time_for_one() -> None:
    stretches = library(
        held("hamstring", "hamstrings"), moved("pump", "calves"), held("twist", "hips"), breath()
    )
    assert "breath" not in ids(made(wish(3), stretches))


def test_what_warms_up_for_what_is_to_come_comes_first() -> None:
    stretches = library(
        held("hamstring", "hamstrings"),
        moved("wrist", "wrists"),
        moved("swing", "hamstrings"),
        moved("pump", "calves", avoid=(Condition.HEART,)),
    )
    assert ids(made(wish(3, "hamstrings"), stretches))[0] == "swing"
    without = {key: each for key, each in stretches.items() if key != "swing"}
    firsts = {ids(made(wish(2, "hamstrings"), without, seed=seed))[0] for seed in range(20)}
    assert firsts == {"wrist"}, "nothing warns of it"


def test_where_nothing_is_moved_it_begins_with_less() -> None:
    stretches = library(held("hamstring", "hamstrings"), held("calf", "calves", hold=20))
    first = made(wish(3), stretches).single_steps[0]
    assert first.hold == 10
    assert first.times == 1


def test_one_side_alone_is_done_on_both() -> None:
    stretches = library(
        moved("pump", "calves", sides=Sides.LEFT), held("hip", "hips", sides=Sides.RIGHT)
    )
    routine = made(wish(3), stretches)
    assert [step.sides for step in routine.single_steps] == [Sides.BOTH, Sides.BOTH]


def test_the_dose_is_a_minute_a_side_in_sets() -> None:
    stretches = library(moved("pump", "calves"), held("hip", "hips"), held("calf", "calves"))
    by_name = {step.stretch: step for step in made(wish(6), stretches).single_steps}
    for name in ("hip", "calf"):
        step = by_name[name]
        assert (step.hold, step.times) in [(30, 2), (20, 3)]


def test_gentle_asks_for_less() -> None:
    stretches = library(
        moved("pump", "calves"),
        held("hip", "hips", contract=6),
        held("far", "glutes", avoid=(Condition.DISC,)),
        held("calf", "calves"),
        held("back", "lower back"),
        held("side", "waist"),
    )
    routine = made(wish(4, gentle=True), stretches)
    assert routine.tags == ("gentle",)
    assert "far" not in ids(routine)
    for step, stretch in steps_of(routine, stretches)[1:]:
        asked = ask(step, stretch)
        assert asked.hold <= 20
        assert asked.hold * asked.times <= 30
        assert asked.contract == 0


def test_gentle_does_what_some_avoid_only_where_it_is_asked_for() -> None:
    stretches = library(
        moved("roll", "glutes"), held("far", "glutes", avoid=(Condition.DISC,)), held("hip", "hips")
    )
    assert "far" not in ids(made(wish(2, gentle=True), stretches))
    assert "far" in ids(made(wish(2, "glutes", gentle=True), stretches))


def test_the_same_muscle_is_not_stretched_twice_in_a_row() -> None:
    stretches = library(
        moved("pump", "calves"),
        *(held(f"hip-{n}", "hips") for n in range(3)),
        *(held(f"calf-{n}", "calves") for n in range(2)),
    )
    for seed in range(10):
        mains = [
            stretch.targets[0]
            for _, stretch in steps_of(made(wish(9), stretches, seed=seed), stretches)
        ][1:]
        assert all(one != other for one, other in pairwise(mains))


def test_the_time_to_get_into_a_stretch_counts() -> None:
    stretches = library(
        moved("pump", "calves"),
        *(held(f"prop-{n}", f"part {n}", needs=(f"prop {n}",), setup=90) for n in range(5)),
    )
    routine = made(wish(4), stretches)
    assert abs(compile_routine(routine, stretches).total - 240) <= 15
    assert len(routine.steps) == 2, "each takes so long to get into that there is time for one"


def test_one_maker_makes_as_many_as_are_wanted() -> None:
    maker = RoutineMaker(shipped_stretches())
    wished = wish(10, "hips")
    assert maker.make(wished, seed=3) == maker.make(wished, seed=3) == made(wished, seed=3)


# Where it is done


def test_one_position_does_where_there_is_enough_in_it() -> None:
    for seed in range(30):
        routine = made(wish(10, "hips"), seed=seed)
        positions = {stretch.position for _, stretch in steps_of(routine, shipped_stretches())}
        assert len(positions) == 1


def test_of_several_positions_the_last_is_the_lowest() -> None:
    stretches = library(
        moved("roll", "hips", position="on your back"),
        held("twist", "hips", position="on your back"),
        breath(),
        moved("swing", "calves", position="standing"),
        held("calf", "calves", position="standing"),
    )
    routine = made(wish(6, "hips", "calves"), stretches)
    assert ids(routine)[0] == "swing"
    assert ids(routine)[-1] == "breath"


def test_a_stretch_for_anywhere_goes_with_every_place() -> None:
    stretches = library(
        moved("swing", "neck", position="anywhere"), held("turn", "neck", position="anywhere")
    )
    routine = made(wish(3, "neck", positions=("standing",)), stretches)
    assert {*ids(routine)} == {"swing", "turn"}


def test_many_positions_are_taken_from_the_highest_to_the_lowest() -> None:
    where = {
        "neck": "sitting on a chair",
        "calves": "standing",
        "hips": "on your back",
        "wrists": "on all fours",
    }
    stretches = library(
        *(moved(f"{area}-move", area, position=position) for area, position in where.items()),
        *(held(f"{area}-hold", area, position=position) for area, position in where.items()),
    )
    found = ids(made(wish(8, *where), stretches))
    assert found[0] == "calves-move"
    assert [each for each in found if each.endswith("hold")] == [
        f"{area}-hold" for area in ("calves", "neck", "wrists", "hips")
    ]


def test_it_goes_where_there_is_a_movement_to_begin_with_first() -> None:
    stretches = library(
        held("calf", "calves", position="standing"),
        moved("roll", "hips"),
        held("twist", "hips"),
    )
    found = ids(made(wish(5, "calves", "hips"), stretches))
    assert found[0] == "roll"
    assert found[-1] == "calf"


# What was done before


def test_what_was_not_done_lately_comes_first() -> None:
    stretches = library(
        moved("pump", "calves"), *(held(f"hip-{n}", "hips") for n in range(4)), breath()
    )
    past = Past(days_ago={"hip-0": 1, "hip-1": 0, "hip-2": 30})
    for seed in range(20):
        found = set(ids(made(wish(4), stretches, past=past, seed=seed)))
        assert not {"hip-0", "hip-1"} & found


def test_what_was_done_lately_comes_less_often() -> None:
    lately = [key for n, key in enumerate(sorted(shipped_stretches())) if n % 2]
    past = Past(days_ago=dict.fromkeys(lately, 1))
    counts = Counter(
        each in lately
        for seed in range(60)
        for each in ids(made(wish(10, "hips"), past=past, seed=seed))[1:-1]
    )
    assert counts[False] > 2 * counts[True]


def test_what_hurt_does_not_come_if_it_can_be_helped() -> None:
    stretches = library(moved("pump", "calves"), held("hip", "hips"), held("back", "lower back"))
    hurt = Past(hurting=frozenset(["hip"]))
    assert "hip" not in ids(made(wish(3), stretches, past=hurt))
    assert "hip" in ids(made(wish(3, "hips"), stretches, past=hurt)), "it was asked for"


def test_another_seed_gives_another_routine() -> None:
    found = {tuple(ids(made(wish(10, "hips"), seed=seed))) for seed in range(20)}
    assert len(found) > 10


# What is in the way


@pytest.mark.parametrize(
    ("wished", "said"),
    [
        (wish(10, "nekc"), "No stretch is for nekc: did you mean neck?"),
        (
            wish(2, "everything"),
            "2 minutes are too short for everything: ask for 4 minutes or more",
        ),
        (
            wish(1, "hips", "neck"),
            "1 minute is too short for hips and neck: ask for 2 minutes or more",
        ),
        (
            wish(10, "wrists", positions=("standing",)),
            "No stretch for wrists is done standing, only on all fours or sitting on a chair",
        ),
        (
            wish(10, "neck", positions=("on a chair",), without=("chair",)),
            "Every stretch for neck on a chair needs something you are without: chair",
        ),
        (
            wish(60, "neck"),
            "There are not enough stretches for neck: ask for 16 minutes or less",
        ),
        (
            wish(5, positions=("upside down",)),
            "No stretch is done upside down, only ",
        ),
    ],
)
def test_what_cannot_be_made_is_said_in_one_line(wished: RoutineWish, said: str) -> None:
    with pytest.raises(Unmet) as error:
        made(wished)
    assert str(error.value).startswith(said)


def test_what_is_left_out_is_said_to_be_in_the_way() -> None:
    stretches = library(moved("pump", "calves"), held("hip", "hips", avoid=(Condition.DISC,)))
    with pytest.raises(Unmet) as error:
        made(wish(3, "hips"), stretches, leave_out=frozenset([Condition.DISC]))
    assert str(error.value) == ("Your settings leave out every stretch for hips that would do")


def test_what_presses_the_breath_is_wrong_for_a_heart() -> None:
    stretches = library(
        moved("pump", "hips"),
        held("push", "hips", contract=6),
        Stretch(id="box", name="Box", position="on your back", breaths=4, breath=(4, 4, 4, 4)),
        held("calf", "calves"),
    )
    heart = frozenset([Condition.HEART])
    assert {*ids(made(wish(3), stretches, leave_out=heart))} == {"pump", "calf"}
    assert "push" in ids(made(wish(3, "hips"), stretches))
    assert "push" in ids(made(wish(3, "hips"), stretches, leave_out=frozenset([Condition.DISC])))


def test_gentle_prefers_what_takes_the_place_of_something_harder() -> None:
    hard = held("hard", "hips", avoid=(Condition.DISC,), instead=("easy",))
    others = (held(f"other-{n}", f"part {n}") for n in range(4))
    stretches = library(moved("pump", "calves"), hard, held("easy", "hips"), *others)
    for seed in range(20):
        assert "easy" in ids(made(wish(3, gentle=True), stretches, seed=seed))


def test_a_library_of_nothing_makes_nothing() -> None:
    with pytest.raises(Unmet):
        made(wish(5), {})
    with pytest.raises(Unmet, match=r"^There are not enough stretches$"):
        made(wish(5), library(held("hip", "hips")))

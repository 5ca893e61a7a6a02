"""The routines of stretchtui: doses that grow, both sides alike, and cautions where they belong."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import stretchtui
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.library import Entry, Source, join
from stretchtui.core.routines.model import Sides, stretch_of
from stretchtui.core.routines.ramps import Ask, ask, credit_at, ladder

SHIPPED = Path(stretchtui.__file__).parents[1] / "routines.toml"
LIBRARY = join([(Source.SHIPPED, decode(SHIPPED.read_text(encoding="utf-8"), SHIPPED.name))])
ENTRIES = list(LIBRARY.entries.values())

LONGEST_HOLD_S = 30
"""ACSM: 10 to 30 s a hold; what needs longer grows in sets."""
SHORTEST_HOLD_S = 5
MOST_A_SIDE_S = 90
"""So long is one stretch held a side in a session at most."""
COSTS_POWER_S = 60
"""Holds of so many seconds a side make a leg weaker for a while (Behm 2016)."""
LEGS = {"hamstrings", "quadriceps", "calves", "hips"}

RESTS = {
    "legs-up-wall",
    "lying-butterfly",
    "childs-pose",
    "supported-bridge",
    "both-knees-to-chest",
    "legs-on-chair",
}
"""Positions to rest in rather than to stretch far: they may take longer."""

each_routine = pytest.mark.parametrize("entry", ENTRIES, ids=lambda each: each.routine.id)


def asked(entry: Entry, level: int) -> list[tuple[str, Ask]]:
    """The stretch of each step, and what is asked of it at a level."""
    credit = credit_at(entry.routine, entry.stretches, level)
    return [
        (step.stretch or "", ask(step, stretch_of(step, entry.stretches), credit))
        for step in entry.routine.single_steps
    ]


@each_routine
def test_every_routine_grows_in_some_way(entry: Entry) -> None:
    assert len(ladder(entry.routine, entry.stretches)) > 1


@each_routine
@pytest.mark.parametrize("level", [0, 99])
def test_holds_are_short_and_grow_in_sets(entry: Entry, level: int) -> None:
    for stretch, each in asked(entry, level):
        if each.hold and stretch not in RESTS:
            assert SHORTEST_HOLD_S <= each.hold <= LONGEST_HOLD_S, stretch
            assert each.hold * each.times <= MOST_A_SIDE_S, stretch


@each_routine
@pytest.mark.parametrize("level", [0, 99])
def test_left_and_right_get_the_same(entry: Entry, level: int) -> None:
    sides = Counter[tuple[str, Sides]]()
    for stretch, each in asked(entry, level):
        sides[stretch, each.sides] += each.seconds * each.times
    for stretch in entry.stretches:
        assert sides[stretch, Sides.LEFT] == sides[stretch, Sides.RIGHT]


@each_routine
def test_long_holds_of_the_legs_say_that_they_cost_power(entry: Entry) -> None:
    legs = [
        stretch
        for stretch, each in asked(entry, 99)
        if each.hold * each.times >= COSTS_POWER_S
        and stretch not in RESTS
        and LEGS & set(entry.stretches[stretch].targets)
    ]
    gentle = {"gentle", "evening"} & set(entry.routine.tags)
    if len(legs) > 1 and not gentle:
        assert "cost some power" in (entry.routine.caution or ""), legs


@each_routine
def test_every_routine_has_a_word_of_caution(entry: Entry) -> None:
    assert entry.routine.caution
    assert entry.routine.about


def test_there_are_enough_for_every_place_and_need() -> None:
    assert len(ENTRIES) >= 34
    places = Counter(tag for each in ENTRIES for tag in each.routine.tags)
    for tag in ("floor", "chair", "standing", "bed", "lower back", "hips", "legs", "breathing"):
        assert places[tag], tag


def test_five_routines_have_four_exercises_or_fewer() -> None:
    few = {each.routine.id for each in ENTRIES if len(each.routine.single_steps) <= 4}
    assert {"five-for-lower-back", "after-sitting", "two-minute-reset"} <= few


def test_morning_does_not_bend_the_lower_back() -> None:
    """Not to bend it in the early morning lowered back pain by a third (Snook 1998)."""
    bending = {
        *("cat-cow", "childs-pose", "side-childs-pose", "knee-to-chest", "both-knees-to-chest"),
        *("knee-rolls", "pelvic-tilt", "happy-baby", "seated-forward-reach", "seated-cat-cow"),
        *("standing-hamstring", "lying-twist", "floor-twist"),
    }
    assert bending < set(LIBRARY.stretches)
    steps = LIBRARY.entries["morning-wake-up"].routine.single_steps
    assert not bending & {step.stretch for step in steps}

"""An order that is drawn anew for each session, and stays within it."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.core.routines.encode import encode
from stretchtui.core.routines.model import Group, Routine, Step
from stretchtui.core.routines.shuffling import drawn
from tests.core.routines.files import read
from tests.core.strategies import routines

A, B, C, D = (Step(name=name, hold=10) for name in "ABCD")
MIXED = Routine(id="r", name="R", shuffle=True, steps=(A, B, C, D))
CORE = Group(rounds=2, shuffle=True, steps=(A, B, C))


def order(routine: Routine, seed: str) -> str:
    return "".join(step.name or "" for step in drawn(routine, seed).single_steps)


def test_the_files_say_so() -> None:
    routine = Routine(id="r", name="R", shuffle=True, steps=(CORE, D))
    toml = encode([routine])
    assert 'name = "R"\nshuffle = true\n' in toml
    assert "  rounds = 2\n  shuffle = true\n" in toml
    assert read(toml).routines == (routine,)


def test_each_session_has_an_order_of_its_own_and_keeps_it() -> None:
    seeds = [f"session {number}" for number in range(200)]
    assert len({order(MIXED, seed) for seed in seeds}) == 24, "every order comes"
    assert [order(MIXED, seed) for seed in seeds] == [order(MIXED, seed) for seed in seeds]
    firsts = Counter(order(MIXED, seed)[0] for seed in seeds)
    assert min(firsts.values()) > 25, "no step is favoured"


def test_the_steps_of_a_group_are_shuffled_within_it() -> None:
    routine = Routine(id="r", name="R", steps=(D, CORE, D))
    found = {order(routine, str(seed)) for seed in range(60)}
    assert found == {f"D{inside}D" for inside in ("ABC", "ACB", "BAC", "BCA", "CAB", "CBA")}


def test_a_group_is_moved_as_one() -> None:
    plain = replace(CORE, shuffle=False)
    routine = Routine(id="r", name="R", shuffle=True, steps=(D, plain, D))
    assert {order(routine, str(seed)) for seed in range(60)} == {"DABCD", "ABCDD", "DDABC"}


def test_what_is_not_to_be_shuffled_is_the_very_same() -> None:
    routine = Routine(id="r", name="R", steps=(replace(CORE, shuffle=False), D))
    assert drawn(routine, "x") is routine


@pytest.mark.parametrize("seed", ["a", "b", "c", "d"])
def test_the_order_stays_where_steps_come_and_go(seed: str) -> None:
    more = replace(MIXED, steps=(Step(name="E"), *MIXED.steps[1:], A))
    kept = [name for name in order(more, seed) if name in "BCDA"]
    assert kept == [*order(MIXED, seed)]


@given(routines(), st.booleans(), st.text())
def test_nothing_is_lost_and_nothing_comes_twice(
    routine: Routine, shuffle: bool, seed: str
) -> None:
    entries = tuple(
        replace(each, shuffle=True) if isinstance(each, Group) else each for each in routine.steps
    )
    routine = replace(routine, shuffle=shuffle, steps=entries)
    found = drawn(routine, seed)
    assert Counter(map(repr, found.single_steps)) == Counter(map(repr, routine.single_steps))

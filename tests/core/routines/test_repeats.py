"""Steps that are repeated become rounds, and take as long."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines.length import length
from stretchtui.core.routines.model import Group, Routine, Step, steps_in
from stretchtui.core.routines.repeats import in_rounds


def step(name: str, rest: int = 0, **dose: Any) -> Step:
    """A step of one's own."""
    return Step(name=name, **{"hold": 20, **dose}, rest=rest)


A, B, C = step("a", 5), step("b", 30), step("c")


def group(rounds: int, *steps: Step, rest: int = 0) -> Group:
    """Steps in rounds."""
    return Group(rounds=rounds, rest=rest, steps=steps)


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ([], []),
        ([A], [A]),
        ([A, B, C], [A, B, C]),
        ([A, B, A], [A, B, A]),
        ([A, B, A, B], [group(2, A, step("b"), rest=30)]),
        ([A, B, A, step("b")], [group(2, A, step("b"), rest=30)]),
        ([C, A, B, A, B, A, B, C], [C, group(3, A, step("b"), rest=30), C]),
        # Another rest after the last round belongs to what comes then.
        ([A, B, A, step("b"), C], [A, B, A, step("b"), C]),
        ([A, B, A, B, A, step("b"), C], [group(2, A, step("b"), rest=30), A, step("b"), C]),
        ([A, B, C, A, B, C], [group(2, A, B, C)]),
        ([A, B, A, step("b", 30, hold=9)], [A, B, A, step("b", 30, hold=9)]),
        ([A, B] * 21, [group(20, A, step("b"), rest=30), group(1, A, step("b"), rest=30)]),
    ],
)
def test_what_is_repeated_becomes_rounds(steps: list[Step], found: list[Step | Group]) -> None:
    assert list(in_rounds(steps)) == found


@given(st.lists(st.sampled_from([A, B, C, step("b")]), max_size=24))
def test_it_takes_as_long_and_has_the_same_steps(steps: list[Step]) -> None:
    found = tuple(in_rounds(steps))
    flat, grouped = (Routine(id="x", name="x", steps=each) for each in (tuple(steps), found))
    assert length(grouped, {}) == length(flat, {})
    done: list[str | None] = []
    for entry in found:
        rounds = entry.rounds if isinstance(entry, Group) else 1
        assert isinstance(rounds, int)
        done += [each.name for each in steps_in(entry)] * rounds
    assert done == [each.name for each in steps]

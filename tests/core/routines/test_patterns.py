"""How one breath or one movement goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtui.core.routines.patterns import (
    BREATH,
    Pattern,
    PatternPart,
    breath_of,
    brief,
    cycle,
    part_at,
    parts,
    spelled,
    tempo_of,
    wrong_breath,
    wrong_tempo,
)
from tests.core.strategies import breath_patterns, tempos


@pytest.mark.parametrize(
    ("said", "pattern", "again"),
    [
        (None, (4, 0, 6, 0), (4, 6)),
        ((3, 5), (3, 0, 5, 0), (3, 5)),
        ((4, 7, 8), (4, 7, 8, 0), (4, 7, 8)),
        ((4, 0, 8), (4, 0, 8, 0), (4, 8)),
        ((4, 4, 4, 4), (4, 4, 4, 4), (4, 4, 4, 4)),
        ((4, 0, 4, 2), (4, 0, 4, 2), (4, 0, 4, 2)),
    ],
)
def test_a_breath_is_in_and_out_with_a_hold_after_either(
    said: Pattern | None, pattern: Pattern, again: Pattern
) -> None:
    assert breath_of(said) == pattern
    assert brief(pattern) == again


def test_a_movement_has_a_length_or_three_parts() -> None:
    assert tempo_of(None) == (4,)
    assert tempo_of(7) == (7,)
    assert tempo_of((2, 1, 4)) == (2, 1, 4)
    assert spelled((2, 1, 4)) == "2-1-4"


def test_parts_begin_one_after_the_other_and_those_of_no_length_are_left_out() -> None:
    assert parts(BREATH) == [(0, PatternPart.IN), (4, PatternPart.OUT)]
    assert parts((4, 7, 8, 2)) == [
        (0, PatternPart.IN),
        (4, PatternPart.FULL),
        (11, PatternPart.OUT),
        (19, PatternPart.EMPTY),
    ]
    assert parts((2, 1, 4)) == [(0, PatternPart.UP), (2, PatternPart.STAY), (3, PatternPart.DOWN)]
    assert parts((2, 0, 4)) == [(0, PatternPart.UP), (2, PatternPart.DOWN)]
    assert parts((4,)) == parts(()) == []


@pytest.mark.parametrize(
    ("seconds", "part"),
    [
        (0, PatternPart.UP),
        (1.9, PatternPart.UP),
        (2, PatternPart.STAY),
        (2.9, PatternPart.STAY),
        (3, PatternPart.DOWN),
    ],
)
def test_the_part_at_a_moment(seconds: float, part: PatternPart) -> None:
    assert part_at((2, 1, 4), seconds) is part
    assert part_at((4,), seconds) is None


@pytest.mark.parametrize(
    ("pattern", "way"),
    [
        ((4,), {0: 0, 1: 0.25, 3: 0.75}),
        ((2, 1, 4), {0: 0, 1: 0.25, 2: 0.5, 2.5: 0.5, 3: 0.5, 5: 0.75}),
        ((4, 0, 6, 0), {0: 0, 2: 0.25, 4: 0.5, 7: 0.75}),
        ((1, 0, 1, 2), {0: 0, 1: 0.5, 1.5: 0.75, 2: 1.0, 3: 1.0}),
    ],
)
def test_a_movement_is_half_way_at_its_top_whatever_its_parts_take(
    pattern: Pattern, way: dict[float, float]
) -> None:
    assert {seconds: cycle(pattern, seconds) for seconds in way} == way


@given(st.one_of(breath_patterns.map(breath_of), tempos.map(tempo_of)), st.data())
def test_a_movement_never_goes_back_before_its_end(pattern: Pattern, data: st.DataObject) -> None:
    moments = st.floats(0, sum(pattern), exclude_max=True)
    early, late = sorted((data.draw(moments), data.draw(moments)))
    assert 0 <= cycle(pattern, early) <= cycle(pattern, late) <= 1


@pytest.mark.parametrize("said", [(1, 1), (60, 60), (1, 0, 1), (60, 30, 60, 30)])
def test_a_breath_within_its_limits(said: Pattern) -> None:
    assert not wrong_breath(said)


@pytest.mark.parametrize("said", [(0, 6), (4, 61), (4, 31, 6), (4, -1, 6), (4, 0, 6, 31)])
def test_a_breath_beyond_them(said: Pattern) -> None:
    assert wrong_breath(said)


def test_the_limits_of_a_movement() -> None:
    assert not any(map(wrong_tempo, [(1, 0, 1), (60, 60, 60)]))
    assert all(map(wrong_tempo, [(0, 1, 1), (1, -1, 1), (1, 1, 0), (61, 0, 1), (1, 61, 1)]))
    assert wrong_tempo((1, 1, 61))

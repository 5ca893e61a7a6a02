"""Levels, against the table in docs/progress.md."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.core.routines.model import Ramp, Routine, Sides, Step, Stretch
from stretchtui.core.routines.ramps import ask, credit_at, ladder
from stretchtui.core.sessions.days import Days, Today
from stretchtui.core.sessions.progress import Why, progress
from tests.core.sessions.journals import BEGIN, ENDS, lived, noon, session

DOCUMENT = Path(__file__).parents[3] / "docs" / "progress.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in DOCUMENT.read_text("utf-8").splitlines()
    if re.match(r"\| \d", line)
]
KNEE = Stretch(id="knee", name="Knee to chest", sides=Sides.BOTH)


def routine(*steps: Step) -> Routine:
    return Routine(id="r", name="R", steps=steps)


def bridge(every: int) -> Step:
    return Step(name="Bridge", reps=Ramp(start=5, to=20, by=5, every=every))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}: {row[1]}")
def test_the_table_in_the_docs(row: list[str]) -> None:
    every, words, level, reps, why = row
    step = bridge(int(every))
    rungs = ladder(routine(step), {})
    found = lived([] if words == "none" else words.split(", "), rungs)
    assert (str(found.level), str(found.why)) == (level, why)
    asked = ask(step, KNEE, credit_at(routine(step), {}, found.level))
    sets = f"{asked.times} × " if asked.times > 1 else ""
    assert f"{sets}{asked.reps}" == reps


def test_the_table_is_there() -> None:
    assert len(ROWS) > 30
    assert {row[4] for row in ROWS} == set(Why)
    # Growing a second time, and sooner.
    assert any(row[2] == "2" and row[4] == Why.MORE for row in ROWS)


def test_a_session_with_nothing_held_is_as_if_it_had_not_been() -> None:
    assert lived(["nothing"], (0, 1)).why is Why.FIRST
    assert lived(["done", "15 days", "nothing"], (0, 1)).why is Why.AWAY


def test_a_session_dated_in_the_future_is_as_if_it_had_not_been() -> None:
    rungs, today = (0, 2, 4), noon(BEGIN + timedelta(3))
    past = [session("done", BEGIN + timedelta(day), 0) for day in (0, 2)]
    for word in ("done", "more", "too much", "stopped", "hurt"):
        ahead = [session(word, BEGIN + timedelta(day), 1) for day in (4, 99)]
        assert progress([*past, *ahead], rungs, today) == progress(past, rungs, today)
        assert progress(ahead, rungs, today).why is Why.FIRST


def test_days_away_are_those_that_the_person_lives() -> None:
    # At 03:00 on the first day, which is the evening before; at noon two weeks later.
    late = replace(session("done", BEGIN, 1), started=noon(BEGIN).moment.now - 9 * 3600)
    today = noon(BEGIN + timedelta(14))
    found = progress([late], (0, 9, 18), today)
    assert (found.why, found.count) == (Why.AWAY, 15)
    assert progress([late], (0, 9, 18), Today(today.moment, Days(0))).why is Why.SAME


def test_how_much_is_left_to_the_next_level() -> None:
    rungs = (0, 3, 5)
    assert [lived(["done"] * count, rungs).left for count in range(6)] == [3, 2, 1, 2, 1, 0]
    assert lived(["more"], rungs).left == 1


TWO_RUNGS = (0, 3)


@pytest.mark.parametrize(
    ("words", "level", "why", "left"),
    [
        ("", 0, Why.FIRST, 3),
        ("done", 0, Why.SAME, 2),
        ("done, done", 0, Why.SAME, 1),
        ("done, done, done", 1, Why.ENOUGH, 0),
        ("more, more", 1, Why.MORE, 0),
        ("done, done, done, done", 1, Why.SAME, 0),
        ("more, more, more, more, more", 1, Why.SAME, 0),
        ("done, done, done, too much", 0, Why.TOO_MUCH, 3),
        ("done, done, done, too much, done", 0, Why.SAME, 2),
        ("done, done, done, done, 15 days", 0, Why.AWAY, 3),
        ("done, done, done, 15 days, done", 0, Why.SAME, 2),
    ],
)
def test_a_routine_of_two_rungs_grows_once_and_stays_there(
    words: str, level: int, why: Why, left: int
) -> None:
    steps = routine(Step(name="Bridge", reps=Ramp(start=1, to=2, every=3)))
    assert ladder(steps, {}) == TWO_RUNGS
    found = lived(words.split(", ") if words else [], TWO_RUNGS)
    assert (found.level, found.why, found.left) == (level, why, left)
    assert found.needed == (3 if level == 0 else 0)
    assert found.credit == found.needed - left
    assert credit_at(steps, {}, found.level) == TWO_RUNGS[level]


def test_it_goes_on_from_the_level_that_was_last_asked() -> None:
    # All that was done before counted for a routine that is no more.
    records = [session("done", BEGIN + timedelta(day), 1) for day in range(30)]
    today = noon(BEGIN + timedelta(30))
    assert progress(records, (0, 1, 2, 3, 4), today).level == 2
    assert progress(records, (0, 40, 80), today).level == 1
    # What was done a level below counts no more, where the rules were others then.
    levels = [session("done", BEGIN + timedelta(day), level) for day, level in enumerate((0, 0, 1))]
    found = progress(levels, (0, 3, 6), noon(BEGIN + timedelta(3)))
    assert (found.level, found.left) == (1, 2)
    # Level 4 of a routine that has only three by now.
    assert progress([session("stopped", BEGIN, 4)], (0, 1, 2), noon(BEGIN)).level == 2
    assert progress([session("done", BEGIN, 4)], (0,), noon(BEGIN)).level == 0


@given(
    st.lists(st.sampled_from([*ENDS, "5 days", "20 days"]), max_size=40),
    st.lists(st.integers(1, 4), max_size=5),
)
def test_levels_go_one_at_a_time_and_never_up_after_hurt_or_away(
    words: list[str], gaps: list[int]
) -> None:
    rungs = tuple(sum(gaps[:count]) for count in range(len(gaps) + 1))
    found = lived(words, rungs)
    assert 0 <= found.level < len(rungs)
    assert abs(found.level - found.last) <= 1
    assert 0 <= found.credit < max(1, found.needed)
    assert (found.level > found.last) == (found.why in (Why.ENOUGH, Why.MORE))
    ends = [word for word in words if word not in ("nothing", "5 days")]
    if ends and ends[-1] in ("hurt", "stopped", "too much", "20 days"):
        assert found.level <= found.last

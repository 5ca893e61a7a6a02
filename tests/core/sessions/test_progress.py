"""Levels, against the table in docs/progress.md, and in words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from stretchtui.core.routines.model import Ramp, Routine, Sides, Step, Stretch
from stretchtui.core.routines.ramps import ask, credit_at, ladder
from stretchtui.core.sessions.growth import growths, outlook, reason
from stretchtui.core.sessions.progress import Progress, Why, progress
from stretchtui.core.sessions.record import Feeling, Record

DOCUMENT = Path(__file__).parents[3] / "docs" / "progress.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in DOCUMENT.read_text("utf-8").splitlines()
    if re.match(r"\| \d", line)
]
BEGIN = date(2025, 1, 1)
KNEE = Stretch(id="knee", name="Knee to chest", sides=Sides.BOTH)

SESSION = Record(
    started=0.0, offset=0, updated=0.0, routine="r", name="R", steps=1, phases=1, seconds=60
)
ENDS: dict[str, dict[str, Any]] = {
    "done": {"completed": True},
    "more": {"completed": True, "feeling": Feeling.MORE},
    "too much": {"completed": True, "feeling": Feeling.TOO_MUCH},
    "stopped": {},
    "hurt": {"completed": True, "hurt": ("bridge",)},
    "nothing": {"held": 0.0},
}


def session(word: str, day: date, level: int) -> Record:
    started = (day - date(1970, 1, 1)).days * 86400.0
    about: dict[str, Any] = {"started": started, "level": level, "held": 60.0}
    return replace(SESSION, **about | ENDS[word])


def routine(*steps: Step) -> Routine:
    return Routine(id="r", name="R", steps=steps)


def bridge(every: int) -> Step:
    return Step(name="Bridge", reps=Ramp(start=5, to=20, by=5, every=every))


def lived(words: list[str], rungs: tuple[int, ...]) -> Progress:
    """What the words of the table come to, if each session was played at the level of its day."""
    records: list[Record] = []
    day = BEGIN
    for word in words:
        if word.endswith(" days"):
            day += timedelta(int(word.split()[0]) - 1)
            continue
        level = progress(records, rungs, day).level
        records.append(session(word, day, level))
        day += timedelta(1)
    return progress(records, rungs, day)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}: {row[1]}")
def test_the_table_in_the_docs(row: list[str]) -> None:
    every, words, level, reps, why = row
    step = bridge(int(every))
    rungs = ladder(routine(step), {})
    found = lived([] if words == "none" else words.split(", "), rungs)
    assert (str(found.level), str(found.why)) == (level, why)
    assert str(ask(step, KNEE, credit_at(routine(step), {}, found.level)).reps) == reps


def test_the_table_is_there() -> None:
    assert len(ROWS) > 30
    assert {row[4] for row in ROWS} == set(Why)


def test_a_session_with_nothing_held_is_as_if_it_had_not_been() -> None:
    assert lived(["nothing"], (0, 1)).why is Why.FIRST
    assert lived(["done", "15 days", "nothing"], (0, 1)).why is Why.AWAY


def test_how_much_is_left_to_the_next_level() -> None:
    rungs = (0, 3, 5)
    assert [lived(["done"] * count, rungs).left for count in range(6)] == [3, 2, 1, 2, 1, 0]
    assert lived(["more"], rungs).left == 1


def test_it_goes_on_from_the_level_that_was_last_asked() -> None:
    # All that was done before counted for a routine that is no more.
    records = [session("done", BEGIN + timedelta(day), 1) for day in range(30)]
    today = BEGIN + timedelta(30)
    assert progress(records, (0, 1, 2, 3, 4), today).level == 2
    assert progress(records, (0, 40, 80), today).level == 1
    # Level 4 of a routine that has only three by now.
    assert progress([session("stopped", BEGIN, 4)], (0, 1, 2), BEGIN).level == 2
    assert progress([session("done", BEGIN, 4)], (0,), BEGIN).level == 0


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


# Words


def test_what_has_changed_since_the_last_time() -> None:
    steps = (
        Step(stretch="knee", times=Ramp(start=1, to=3, every=3)),
        Step(stretch="knee", hold=Ramp(start=10, to=20, by=5, every=3), sides=Sides.NONE),
        Step(name="Bridge", reps=Ramp(start=1, to=2, every=6)),
        Step(name="Calm", breaths=4),
    )
    known = {"knee": KNEE}

    def words(level: int, last: int) -> list[tuple[int, str, str]]:
        found = growths(routine(*steps), known, level, last)
        return [(each.step, each.name, each.words) for each in found]

    assert words(1, 0) == [
        (0, "Knee to chest", "2 times a side, from today; was 1"),
        (1, "Knee to chest", "15 seconds, from today; was 10"),
        (2, "Bridge", "1 movement"),
    ]
    assert words(0, 1)[0] == (0, "Knee to chest", "1 time a side, from today; was 2")
    assert words(0, 0) == [
        (0, "Knee to chest", "1 time a side"),
        (1, "Knee to chest", "10 seconds"),
    ]
    assert words(2, 2) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], ""),
        (["done"], ""),
        (["done", "done", "done"], "after 3 sessions"),
        (["more", "done"], "after 2 sessions, as you could do more"),
        (["done", "done", "done", "too much"], "as it was too much"),
        (["done", "done", "done", "done", "20 days"], "after 20 days away"),
    ],
)
def test_why_it_has_changed(words: list[str], said: str) -> None:
    assert reason(lived(words, (0, 3, 6))) == said


def test_when_it_will_change() -> None:
    assert outlook(lived([], (0, 3))) == "grows after 3 more sessions"
    assert outlook(lived(["done", "done"], (0, 3))) == "grows after 1 more session"
    assert outlook(lived(["done", "done", "done"], (0, 3))) == ""

"""A session that was done elsewhere is kept as one that was played here to its end would be."""

from __future__ import annotations

import pytest

from stretchtui.core.routines.library import Entry, Source
from stretchtui.core.routines.model import Ramp, Routine, Side, Sides, Step, Stretch
from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.days import Today
from stretchtui.core.sessions.logged import logged
from stretchtui.core.sessions.progress import Why, progress
from stretchtui.core.sessions.record import Feeling, Mark, Moment, Part, Record

STARTED = 1_790_000_000.0

BRIDGE = Stretch(id="bridge", name="Bridge", targets=("glutes",), reps=Ramp(start=5, to=30, by=5))
STEPS = (
    Step(stretch="bridge", tempo=4),
    Step(name="Knee", hold=30, sides=Sides.BOTH, times=2, rest=10, wait=True),
    Step(name="Rest", breaths=6),
)
ENTRY = Entry(
    Routine(id="mine", name="My morning", get_ready=5, steps=STEPS),
    {"bridge": BRIDGE},
    Source.USER,
    "mine.toml",
)


def log(
    level: int = 0, feeling: Feeling | None = None, note: str = "", pace: Pace = Pace()
) -> tuple[Record, tuple[Part, ...]]:
    return logged(ENTRY, pace, level, STARTED, -150, feeling=feeling, note=note)


def test_every_step_is_done_with_what_is_asked() -> None:
    record, parts = log(level=1)
    bridge, knee, rest = parts
    assert bridge == Part(
        0,
        "bridge",
        "Bridge",
        ("glutes",),
        40.0,
        done=True,
        asked="10 × 4 s",
        holds=(Mark(Side.NONE, 1, done=True),),
    )
    assert (knee.stretch, knee.seconds, knee.asked) == ("Knee", 120.0, "30 s")
    order = [(mark.side, mark.time, mark.done) for mark in knee.holds]
    assert order == [(side, time, True) for side in (Side.LEFT, Side.RIGHT) for time in (1, 2)]
    assert (rest.step, rest.seconds, rest.asked) == (2, 60.0, "6 breaths")
    assert record.held == 220.0
    assert (record.steps, record.steps_done, record.skipped) == (3, 3, 0)
    assert record.phases == record.phases_done
    assert record.done


def test_it_took_as_long_as_it_would_have_here() -> None:
    record, _ = log()
    total = ENTRY.total()
    assert (record.started, record.ended, record.updated) == (
        STARTED,
        STARTED + total,
        record.ended,
    )
    assert (record.seconds, record.offset, record.level) == (total, -150, 0)
    slower, parts = log(pace=Pace(switch=50, first_side=Side.RIGHT))
    assert slower.seconds == total + 45
    assert parts[1].holds[0].side is Side.RIGHT


def test_it_is_told_from_what_was_played() -> None:
    record, _ = log(feeling=Feeling.MORE, note=" at the\ngym\x1b[31m ")
    assert (record.logged, record.completed, record.id, record.uid) == (True, True, 0, "")
    assert (record.routine, record.name) == ("mine", "My morning")
    assert (record.feeling, record.note) == (Feeling.MORE, "at the gym\ufffd[31m")


@pytest.mark.parametrize(("level", "then"), [(0, 1), (3, 4)])
def test_it_counts_for_growth(level: int, then: int) -> None:
    record, _ = log(level)
    rungs = tuple(range(6))
    grown = progress([record], rungs, Today(Moment(record.started + 60, record.offset)))
    assert (grown.level, grown.why) == (then, Why.ENOUGH)

"""What stretchtui comes with, led by a voice: whoever lies there with closed eyes can follow."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

import stretchtui
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.library import Entry, Source, join
from stretchtui.core.routines.model import stretch_of
from stretchtui.core.routines.sided import sided
from stretchtui.core.routines.speech import speakable
from stretchtui.core.sessions.phases import Kind, Phase
from stretchtui.core.sessions.timeline import Timeline, timeline_of
from tests.core.sessions.leading import FULL, NAMES, assert_clear, assert_led, said_between

if TYPE_CHECKING:
    from stretchtui.core.routines.pace import Pace

FILE = Path(stretchtui.__file__).parents[1] / "routines.toml"
ENTRIES = join([(Source.SHIPPED, decode(FILE.read_text(encoding="utf-8"), FILE.name))]).entries
HIGHEST = 99
"""A level that no routine has: the highest it has is played."""
UNDER_WAY_S = 5
"""A hold is under way for so many seconds when all has been said of it."""


@pytest.mark.once
@pytest.mark.parametrize("switch", [0, 5])
@pytest.mark.parametrize("get_ready", [0, 3, 8])
@pytest.mark.parametrize("pace", [NAMES, FULL], ids=["names", "full"])
def test_every_routine_is_led_through(pace: Pace, get_ready: int, switch: int) -> None:
    pace = replace(pace, get_ready=get_ready, switch=switch)
    own = [entry for entry in ENTRIES.values() if entry.routine.get_ready is not None]
    assert own
    for entry in [
        *ENTRIES.values(),
        *(replace(each, routine=replace(each.routine, get_ready=get_ready)) for each in own),
    ]:
        timeline = timeline_of(entry, pace)
        assert_clear(timeline)
        assert_led(timeline)
        assert_doses_and_sets_are_told(timeline)
        if pace.guidance == FULL.guidance:
            assert_all_is_told(entry, timeline)


def holds_of(timeline: Timeline) -> list[tuple[Phase | None, Phase]]:
    """Each hold, and the one before it."""
    holds = [phase for phase in timeline.phases if phase.kind.active]
    return [(None, holds[0]), *pairwise(holds)]


def assert_doses_and_sets_are_told(timeline: Timeline) -> None:
    """How much is asked is said of every step, and of every set which one it is."""
    assert timeline.script is not None
    for before, hold in holds_of(timeline):
        words = said_between(timeline, before.end if before else 0, hold.start + UNDER_WAY_S)
        if before is None or before.turn != hold.turn:
            speech = timeline.script.speech_of(hold)
            # What is pushed first is told as it comes: "push gently", then how long it is held.
            assert speech.dose.lower() in words or (speech.stay and speech.stay.lower() in words)
        elif hold.time > 1:
            assert hold.time < hold.of or "last one" in words
            assert hold.time == hold.of or "set " in words


def assert_all_is_told(entry: Entry, timeline: Timeline) -> None:
    """Each line of a stretch's instructions is said before its first hold, for the side of it."""
    known = set[str]()
    for before, hold in holds_of(timeline):
        stretch = stretch_of(entry.routine.single_steps[hold.step], entry.stretches)
        if stretch.id in known or (before and before.step == hold.step):
            continue
        known.add(stretch.id)
        words = said_between(timeline, before.end if before else 0, hold.start)
        for line in stretch.instructions:
            assert speakable(sided(line, hold.side)).lower() in words


@pytest.mark.once
@pytest.mark.parametrize("pace", [NAMES, FULL], ids=["names", "full"])
def test_every_routine_is_led_through_as_far_as_it_grows(pace: Pace) -> None:
    for entry in ENTRIES.values():
        timeline = timeline_of(entry, pace, HIGHEST)
        assert_clear(timeline)
        assert_led(timeline)
        assert_doses_and_sets_are_told(timeline)


def test_among_them_is_all_that_there_is_to_say() -> None:
    timelines = [
        timeline_of(each, FULL, level) for each in ENTRIES.values() for level in (0, HIGHEST)
    ]
    phases = [phase for timeline in timelines for phase in timeline.phases]
    assert {phase.kind for phase in phases} == set(Kind)
    assert {phase.of for phase in phases} >= {1, 2, 3}

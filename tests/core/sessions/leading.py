"""Voices to lead with, and what holds of all that they say."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from stretchtui.core.routines.guidance import Guidance
from stretchtui.core.routines.pace import Pace
from stretchtui.core.sessions.cues import CueName

if TYPE_CHECKING:
    from stretchtui.core.sessions.phases import Phase
    from stretchtui.core.sessions.script import Script
    from stretchtui.core.sessions.timeline import Timeline

NAMES = Pace(guidance=Guidance(counting=False))
"""A voice that only names what comes."""

FULL = Pace(guidance=Guidance(frozenset(), counting=False))
"""A voice that tells how everything is done."""

COUNTING = Pace(guidance=Guidance())
"""A voice that names what comes, and counts."""


def slowly(seconds: float) -> Pace:
    """A voice that only names what comes, and takes so many seconds for whatever it says."""
    return Pace(guidance=Guidance(counting=False, length_of=lambda line: seconds))


AFTER_TICK_S = 0.15
AFTER_CUE_S = 0.7
SLACK = 2e-6


def said(timeline: Timeline) -> list[str]:
    """A timeline's lines in short: ``8.7 Hold``."""
    return [f"{line.at:g} {line.text}" for line in timeline.lines]


def assert_clear(timeline: Timeline) -> None:
    """Nothing is said over a cue or over something else, and all in the order of time."""
    script = timeline.script
    assert script is not None
    guidance = script.guidance

    def end(at: float, text: str) -> float:
        return at + guidance.seconds(text) * guidance.speed

    lines = timeline.lines
    assert all(end(one.at, one.text) < two.at for one, two in pairwise(lines))
    for line in lines:
        before = [cue for cue in timeline.cues if cue.at <= line.at][-1]
        brief = before.name in (CueName.TICK, CueName.REP, CueName.TURN)
        over = before.at + (AFTER_TICK_S if brief else AFTER_CUE_S) * guidance.speed
        assert line.at >= over - SLACK, f"{line} over {before}"
        after = (cue for cue in timeline.cues if cue.at > line.at)
        for cue in after:
            assert end(line.at, line.text) <= cue.at + SLACK, f"{line} over {cue}"


def said_between(timeline: Timeline, start: float, end: float) -> str:
    """All that begins between two moments, in lower case."""
    return " | ".join(line.text.lower() for line in timeline.lines if start <= line.at < end)


def assert_led(timeline: Timeline) -> None:
    """Before every hold its stretch has been named, and its side since sides last changed."""
    script = timeline.script
    assert script is not None
    before: Phase | None = None
    for phase in timeline.phases:
        if not phase.kind.active:
            continue
        words = said_between(timeline, before.end if before else 0, phase.start)
        if before is None or before.turn != phase.turn:
            assert _place(script, phase) in words
        elif before.side is not phase.side:
            assert f"to the {phase.side}" in words
        before = phase


def _place(script: Script, phase: Phase) -> str:
    return script.speech_of(phase).place(phase.side).lower()

"""What is heard as a phase is taken up: in its middle, again, or for the first time."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from stretchtui.core.sessions.cue_queue import DIGITS, Sounded
from stretchtui.core.sessions.cues import START_CUES, Cue, CueName
from stretchtui.core.sessions.phases import Kind, Phase

if TYPE_CHECKING:
    from stretchtui.core.sessions.timeline import Timeline


LEAD_S = 3
"""Seconds to get ready when a hold is taken up in its middle or again."""


class LeadIn(NamedTuple):
    """The seconds before a phase is taken up."""

    seconds: int
    sounded: list[Sounded]
    """What is heard in them, and as the phase begins."""
    quiet_from: float
    """When nothing of it is said any more, in seconds of the session."""


def lead_in(
    timeline: Timeline, index: int, anchor: float, seconds: int, heard: CueName | None
) -> LeadIn:
    """What leads into a phase.

    Args:
        timeline: The session's timeline.
        index: The phase.
        anchor: Where it is taken up, in seconds of the session.
        seconds: How long there is to get ready for a hold; 0 for not at all. Stretch and side, if
            a voice says them, make it longer.
        heard: The cue that it begins with; None for that of the phase.
    """
    phase, script = timeline.phases[index], timeline.script
    active, again = phase.kind.in_position, heard is not None
    seconds *= active
    if heard is None:
        heard = CueName.READY if seconds else START_CUES[phase.kind]
    words = _words(timeline, phase, anchor, again)
    if script is not None and words and (seconds or not active):
        seconds = max(seconds, math.ceil(script.lead_s(*words)))
    begins = anchor - seconds
    cues = [Cue(round(begins, DIGITS), heard)]
    if seconds and active:
        cues += _count_down(anchor, seconds, timeline.countdown, START_CUES[phase.kind])
    if script is None:
        return LeadIn(seconds, [*cues], anchor)
    ends = begins + script.lead_s(*words)
    if not seconds and ends > _next_cue(timeline, anchor):
        return LeadIn(seconds, [*cues], anchor)
    apart = [cue for cue in cues if cue.name is not CueName.TICK or cue.at >= ends]
    hold_over = anchor + script.after_cue_s if active else ends
    said = script.in_turn(begins, words)
    return LeadIn(seconds, [*apart, *said], max(ends, hold_over))


def _words(timeline: Timeline, phase: Phase, anchor: float, again: bool) -> list[str]:
    """What is said as a phase is taken up: which hold it is, and what a pause has cut off."""
    script, active = timeline.script, phase.kind.in_position
    if script is None:
        return []
    lines = [line for line in timeline.lines if phase.start <= line.at < phase.end]
    if not (active or again) and (lines or phase.kind is not Kind.READY):
        # What leads to a hold says itself which one; a short get-ready leaves that to the rest.
        return []
    # Only what a get-ready tells is more than where one is.
    cut_off = [
        line.text
        for line in lines
        if phase.kind is Kind.READY and line.at <= anchor < line.at + script.takes_s(line.text)
    ]
    names_it = script.speech_of(phase).announcements(phase.side)
    return cut_off if set(cut_off) & set(names_it) else [script.reminder(phase), *cut_off]


def _count_down(anchor: float, seconds: int, ticks: int, begins: CueName) -> Iterator[Cue]:
    """A tick for each of the last seconds, but never for the first; and what then begins."""
    for left in range(min(seconds - 1, ticks), 0, -1):
        yield Cue(round(anchor - left, DIGITS), CueName.TICK)
    yield Cue(round(anchor, DIGITS), begins)


def _next_cue(timeline: Timeline, after: float) -> float:
    return next((cue.at for cue in timeline.cues if cue.at > after), math.inf)

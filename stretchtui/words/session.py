"""The words that the screens share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.core.duration import clock, held
from stretchtui.core.routines.model import Side
from stretchtui.core.routines.ramps import ask
from stretchtui.core.sessions.events import State, View
from stretchtui.core.sessions.phases import Kind, Phase

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Step, Stretch
    from stretchtui.core.sessions.advice import Advice
    from stretchtui.core.sessions.record import Standing
    from stretchtui.core.sessions.timeline import Timeline
    from stretchtui.words.glyphs import Glyphs

CARE = (
    "If your back pain is new, severe or unexplained, see a doctor or physiotherapist first.",
    "Stretch to a gentle pull, never into pain. Stop if the pain gets worse or spreads into a leg.",
)
"""The general word of care."""

DONE = "All done. Nice work."
"""What a session that came to its end ends with; and"""
GET_UP = "Roll onto your side, then get up slowly."
"""what is good to hear after it."""

PREVIEW = "Preview: not saved to your history."
"""What a session ends with that ran too fast to be kept."""

HURT = "hurt last time"
"""Marks a stretch."""

KIND_WORDS = {
    Kind.READY: "get ready",
    Kind.HOLD: "hold",
    Kind.WORK: "move",
    Kind.SWITCH: "switch sides",
    Kind.REST: "rest",
}
_STATE_WORDS = {State.PAUSED: "paused", State.WAITING: "press space when ready"}


def headline(view: View) -> str:
    """What to do now: ``HOLD``, ``SWITCH SIDES``, ``PAUSED``."""
    if view.lead:
        return "GET READY"
    return _STATE_WORDS.get(view.state, KIND_WORDS[view.phase.kind]).upper()


def away(seconds: float, missing: str = "") -> str:
    """Why a session paused by itself: ``away for 12 s``, or ``no connection for 12 s``.

    Args:
        seconds: For how long.
        missing: What nothing came through; empty where it was the program that was away.
    """
    length = clock(seconds) if seconds >= 60 else f"{seconds:.0f} s"
    return f"{f'no {missing}' if missing else 'away'} for {length}"


def headline_words(view: View, glyphs: Glyphs, note: str = "") -> str:
    """``HOLD · left · 1 of 2 · breath 2 of 3``, or ``PAUSED · away for 12 s · left``."""
    parts = [headline(view), note, which_time(view.phase, glyphs)]
    if view.phase.kind.active:
        parts.append(beats(view))
    return f" {glyphs.dot} ".join(part for part in parts if part)


def which_time(phase: Phase, glyphs: Glyphs) -> str:
    """``left · 1 of 2``, as far as there is a side and more than one time."""
    parts = [] if phase.side is Side.NONE else [str(phase.side)]
    if phase.of > 1:
        parts.append(f"{phase.time} of {phase.of}")
    return f" {glyphs.dot} ".join(parts)


def beats(view: View) -> str:
    """``breath 2 of 3`` or ``4 of 10``, where a phase goes by breaths or movements."""
    phase = view.phase
    if not phase.beat:
        return ""
    count = phase.duration // phase.beat
    number = min(count, int(view.elapsed // phase.beat) + 1)
    return f"breath {number} of {count}" if phase.kind is Kind.HOLD else f"{number} of {count}"


def side_words(side: Side, glyphs: Glyphs) -> str:
    """``◀ LEFT`` or ``RIGHT ▶``; nothing where there is no side."""
    arrow = glyphs.arrows[side]
    match side:
        case Side.LEFT:
            return f"{arrow} LEFT"
        case Side.RIGHT:
            return f"RIGHT {arrow}"
        case Side.NONE:
            return ""


def progress(view: View, glyphs: Glyphs) -> str:
    """``4:12 of 8:30 · 4:18 left``."""
    gone = int(view.position)
    left = clock(view.total - gone)
    return f"{clock(gone)} of {clock(view.total)} {glyphs.dot} {left} left"


def title(view: View) -> str:
    """For the window's title: ``0:30 hold left · Knee to chest``."""
    phase = view.phase
    side = f" {phase.side}" if phase.side is not Side.NONE else ""
    what = "paused" if view.state is State.PAUSED else KIND_WORDS[phase.kind]
    return f"{clock(phase.duration)} {what}{side} · {phase.name}"


def coming(timeline: Timeline, index: int) -> str:
    """The hold after the one that is done, or led up to, at a phase."""
    phases = timeline.phases
    now = next((n for n in range(index, len(phases)) if phases[n].kind.active), index)
    after = next((phase for phase in phases[now + 1 :] if phase.kind.active), None)
    if after is None:
        return "the end"
    current = phases[now]
    if after.step != current.step:
        return f"{after.name}, {after.side}" if after.side is not Side.NONE else after.name
    if after.side is not current.side:
        return f"the {after.side} side"
    return f"again ({after.time} of {after.of})"


def today(advice: Advice, glyphs: Glyphs) -> str:
    """What is good today: ``Suggested: Hips · not done for 9 days``."""
    return f"Suggested: {advice.entry.routine.name} {glyphs.dot} {advice.reason}"


def end(timeline: Timeline, standing: Standing | None) -> list[str]:
    """What was done in a session, a line each; all of it, where it was not counted."""
    if standing is None:
        number = sum(phase.kind.active for phase in timeline.phases)
        return [f"{number} {plural('hold', number)} in {clock(timeline.total)}."]
    steps = 1 + max(phase.step for phase in timeline.phases)
    done = f"{standing.steps_done} of {steps} {plural('stretch', steps)}"
    lines = [f"{done}, {held(standing.held)} held."]
    skipped = [part.name for part in standing.parts if part.skipped]
    if skipped:
        lines.append(f"Skipped: {', '.join(skipped)}.")
    return lines


def plural(word: str, number: int) -> str:
    """``routine`` or ``routines``, ``stretch`` or ``stretches``."""
    return word if number == 1 else f"{word}{'es' if word.endswith('ch') else 's'}"


def dose(step: Step, stretch: Stretch, glyphs: Glyphs) -> str:
    """How a step is done, in a few words: ``30 s × 2 each side``."""
    asked = ask(step, stretch)
    amount = (
        f"{asked.reps} {plural('rep', asked.reps)}"
        if asked.reps
        else f"{asked.breaths} {plural('breath', asked.breaths)}"
        if asked.breaths
        else seconds(asked.hold)
    )
    times = f" {glyphs.times} {asked.times}" if asked.times > 1 else ""
    sides = {"none": "", "left": " left", "right": " right"}.get(asked.sides, " each side")
    return amount + times + sides


def seconds(number: int) -> str:
    """``45 s``, and from two minutes on ``2:30 min``."""
    return f"{number} s" if number < 120 else f"{clock(number)} min"

"""The words that the screens share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.core.duration import clock
from stretchtui.core.routines.model import Side
from stretchtui.core.routines.patterns import BREATH, PatternPart, brief, spelled
from stretchtui.core.routines.ramps import ask
from stretchtui.core.sessions.events import State, View
from stretchtui.core.sessions.phases import Kind, Phase

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Step, Stretch
    from stretchtui.core.routines.ramps import Ask
    from stretchtui.core.sessions.timeline import Timeline
    from stretchtui.words.glyphs import Glyphs

ASK_FIRST = (
    "If your back pain is new, severe or unexplained, see a doctor or physiotherapist first. "
    "Ask first, too, if you are pregnant or have osteoporosis, a slipped disc, a new hip or knee, "
    "glaucoma, or trouble with your heart or blood pressure."
)
GENTLY = (
    "Stretch to a gentle pull, never into pain. Stop if the pain gets worse or spreads into a leg."
)
WARNING_SIGNS = (
    "Don't exercise, and get medical help right away, if back pain comes with a change in your "
    "bladder or bowels, numbness around your genitals or buttocks, weakness or pain in both legs, "
    "fever, or weight loss you can't explain, or if it began with a fall."
)
"""What must not wait for exercises to help (NHS: back pain)."""

CARE = (ASK_FIRST, GENTLY, WARNING_SIGNS)
"""The general word of care."""

HURT = "hurt last time"
"""Marks a stretch."""

KIND_WORDS = {
    Kind.READY: "get ready",
    Kind.PUSH: "push gently",
    Kind.RELAX: "let go",
    Kind.HOLD: "hold",
    Kind.WORK: "move",
    Kind.SWITCH: "switch sides",
    Kind.REST: "rest",
}
PART_WORDS = {
    PatternPart.IN: "breathe in",
    PatternPart.FULL: "hold your breath",
    PatternPart.OUT: "breathe out",
    PatternPart.EMPTY: "hold your breath",
    PatternPart.UP: "up",
    PatternPart.STAY: "stay",
    PatternPart.DOWN: "down",
}
_BRIEF = {"HOLD YOUR BREATH": "HOLD", "PUSH GENTLY": "PUSH", "LET GO": "LET GO"}
_STATE_WORDS = {State.PAUSED: "paused", State.WAITING: "press space when ready"}


def headline(view: View) -> str:
    """What to do now: ``HOLD``, ``BREATHE OUT``, ``SWITCH SIDES``, ``PAUSED``."""
    if view.lead:
        return "GET READY"
    part = part_of(view)
    words = KIND_WORDS[view.phase.kind] if part is None else PART_WORDS[part]
    return _STATE_WORDS.get(view.state, words).upper()


def brief_headline(view: View) -> str:
    """The same in one word, for large letters: ``READY``, ``OUT``, ``PUSH``."""
    words = headline(view)
    return _BRIEF.get(words, words.split()[-1])


def instructs(view: View) -> bool:
    """Whether the headline says what to do within a hold, which is more than its side does."""
    if view.lead or view.state is not State.RUNNING:
        return False
    return view.phase.kind in (Kind.PUSH, Kind.RELAX) or part_of(view) is not None


def part_of(view: View) -> PatternPart | None:
    """The part of a breath or movement that is done now; None where there are none."""
    # At its very end a phase is not at the beginning of another breath.
    at = min(view.position, view.phase.end - 1e-3)
    return view.phase.part_at(at)


def away(seconds: float, missing: str = "") -> str:
    """Why a session paused by itself: ``away for 12 s``, or ``no connection for 12 s``.

    Args:
        seconds: For how long.
        missing: What nothing came through; empty where it was the program that was away.
    """
    length = clock(seconds) if seconds >= 60 else f"{seconds:.0f} s"
    return f"{f'no {missing}' if missing else 'away'} for {length}"


def headline_words(view: View, glyphs: Glyphs, note: str = "") -> str:
    """``HOLD · ◀ LEFT · round 2 of 3 · set 1 of 2 · breath 2 of 3``, or ``PAUSED · away for 12 s``.

    What leads to a hold does not say which: that is what comes next.
    """
    phase = view.phase
    parts = [headline(view), note]
    if phase.kind.in_position and view.state is not State.WAITING:
        breaths = beats(view) if phase.kind is Kind.HOLD else ""
        # The digits say which repetition it is.
        count = _amount(phase) if phase.kind is Kind.WORK else ""
        which = which_round(phase), which_set(phase)
        parts += [side_words(phase.side, glyphs), *which, breaths, count]
    return f" {glyphs.dot} ".join(part for part in parts if part)


def which_round(phase: Phase) -> str:
    """``round 2 of 3``, where there is more than one."""
    return f"round {phase.round} of {phase.rounds}" if phase.rounds > 1 else ""


def which_set(phase: Phase) -> str:
    """``set 1 of 2``, where there is more than one."""
    return f"set {phase.time} of {phase.of}" if phase.of > 1 else ""


def beats(view: View) -> str:
    """``breath 2 of 3`` or ``4 of 10``, where a phase goes by breaths or movements."""
    phase = view.phase
    if not phase.beat:
        return ""
    number = repetition(view)
    words = f"{number} of {phase.duration // phase.beat}"
    return f"breath {words}" if phase.kind is Kind.HOLD else words


def repetition(view: View) -> int:
    """Which breath or movement it is, from 1, in a phase that goes by them."""
    phase = view.phase
    return min(phase.duration // phase.beat, int(view.elapsed // phase.beat) + 1)


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


def progress(view: View) -> str:
    """``4:18 left of 8:30``."""
    return f"{_left(view)} of {clock(view.total)}"


def _left(view: View) -> str:
    return f"{clock(view.total - int(view.position))} left"


def title(view: View) -> str:
    """For the window's title: ``0:30 hold, left side · Knee to chest``."""
    phase = view.phase
    side = f", {phase.side} side" if phase.side is not Side.NONE else ""
    what = "paused" if view.state is State.PAUSED else KIND_WORDS[phase.kind]
    return f"{clock(phase.duration)} {what}{side} · {phase.name}"


def coming(timeline: Timeline, index: int) -> str:
    """The very next hold: the one that a phase leads to, or the one after it.

    ``push 6 s, hold 30 s, left side (1 of 2)`` where the screen says of which stretch;
    ``right side``, ``again (2 of 2)``, ``Bridge``, ``round 2 of 3: Bridge`` or ``the end``
    after a hold.
    """
    phases = timeline.phases
    current = phases[index]
    leads = not current.kind.active
    after = next((phase for phase in phases[index + (not leads) :] if phase.kind.active), None)
    if after is None:
        return "the end"
    side = f"{after.side} side" if after.side is not Side.NONE else ""
    if leads:
        push = next(each for each in phases[index + 1 :] if each.kind.in_position)
        words = [f"push {push.duration} s" if push.kind is Kind.PUSH else "", _amount(after), side]
    elif after.turn != current.turn:
        begins = after.round not in (1, current.round)
        words = [f"{which_round(after)}: {after.name}" if begins else after.name, side]
    elif after.side is not current.side:
        words = [side]
    else:
        return f"again ({after.time} of {after.of})"
    first = after.time == 1 and not leads
    number = f" ({after.time} of {after.of})" if after.of > 1 and not first else ""
    led_to = which_round(after) if leads else ""
    return ", ".join(filter(None, [", ".join(filter(None, words)) + number, led_to]))


def facts(view: View, coming: str) -> list[str]:
    """``round 2 of 3``, ``set 1 of 2``, ``next: right side``, ``4:18 left``: those there are.

    What is left comes last.
    """
    phase = view.phase
    which = []
    if phase.kind.in_position and view.state is not State.WAITING:
        rep = "rep " if phase.kind is Kind.WORK and phase.beat else ""
        which = [which_round(phase), which_set(phase), f"{rep}{beats(view)}"]
    following = f"next: {coming}" if coming else ""
    return [each for each in (*which, following, _left(view)) if each]


def _amount(phase: Phase) -> str:
    """``hold 30 s``, ``3 breaths``, ``10 reps``."""
    if not phase.beat:
        return f"hold {seconds(phase.duration)}"
    count = phase.duration // phase.beat
    return f"{count} {plural('breath' if phase.kind is Kind.HOLD else 'rep', count)}"


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
    return ", ".join(filter(None, (amount + times + sides, manner(asked))))


def manner(asked: Ask) -> str:
    """How it is done besides: ``push 6 s first``, ``breath 4-2-6``, ``tempo 2-1-4``; or nothing."""
    push = f"push {asked.contract} s first" if asked.contract else ""
    pattern = ""
    if asked.breaths and asked.pattern != BREATH:
        pattern = f"breath {spelled(brief(asked.pattern))}"
    elif asked.reps and len(asked.pattern) > 1:
        pattern = f"tempo {spelled(asked.pattern)}"
    return ", ".join(filter(None, (push, pattern)))


def seconds(number: int) -> str:
    """``45 s``, and from two minutes on ``2:30 min``."""
    return f"{number} s" if number < 120 else f"{clock(number)} min"

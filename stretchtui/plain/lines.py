"""What a session says where it is told in lines, and not on a screen. Pure: facts in, lines out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from stretchtui.core.duration import clock, countdown, held
from stretchtui.core.routines.cautions import with_caution
from stretchtui.core.routines.model import Side, name_of, stretch_of
from stretchtui.core.sessions.events import State, View
from stretchtui.core.sessions.phases import Kind, Phase
from stretchtui.playing.session_order import Became
from stretchtui.words import ended as ended_words
from stretchtui.words import session as wording
from stretchtui.words.conditions import avoided
from stretchtui.words.feelings import FEELINGS
from stretchtui.words.record import where
from stretchtui.words.step import for_side

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.model import Routine, Stretch
    from stretchtui.core.sessions.record import Feeling, Standing, Unfinished
    from stretchtui.plain.page import PlainPage
    from stretchtui.playing.session_order import ComingStep

KEYS_HELP = (
    ("space", "pause, resume"),
    ("n", "next"),
    ("b", "back"),
    ("!", "it hurts"),
    ("q", "quit"),
    ("?", "help"),
)
"""The keys that are named at the beginning."""

MORE_KEYS_HELP = (
    ("N, B", "skip stretch, restart stretch"),
    ("r", "restart this part"),
    ("l", "list what is coming"),
    ("+, -", "longer, shorter"),
    ("m", "mute"),
    ("ctrl+z", "suspend"),
)
"""The keys that there are besides."""

HURTS_KEYS = (
    ("space", "continue gently"),
    ("n", "skip this stretch"),
    ("x", "end the session"),
)
"""The keys that there are while it hurts."""

_HANG = 2


def opening(entry: Entry, total: int, page: PlainPage, speed: float = 1.0) -> list[str]:
    """What a routine is, before it begins; its length is in seconds."""
    routine = entry.routine
    number = len(routine.single_steps)
    fast = f"{speed:g}{page.glyphs.times} speed" if speed != 1 else ""
    steps = f"{number} {wording.plural('step', number)}"
    lines = page.wrap(page.joined(routine.name, clock(total), steps, fast), _HANG)
    if routine.about:
        lines += page.wrap(routine.about)
    for notice in entry.notices:
        lines += page.wrap(notice, _HANG)
    needs = dict.fromkeys(
        need for step in routine.single_steps for need in stretch_of(step, entry.stretches).needs
    )
    return lines + _labelled(page, ("caution", routine.caution), ("needs", ", ".join(needs)))


def resumed(before: Unfinished, now: float, page: PlainPage) -> list[str]:
    """That an interrupted session is resumed, and where it stood; seconds since 1970."""
    return _labelled(page, ("resumed", where(before, now, page.glyphs)))


def care(page: PlainPage) -> list[str]:
    """The general word of care."""
    return _labelled(page, ("safety", " ".join(wording.CARE)))


def notes(page: PlainPage, faults: Iterable[str]) -> list[str]:
    """What in the settings could not be used."""
    return _labelled(page, *(("note", fault) for fault in faults))


def sound(page: PlainPage, name: str) -> list[str]:
    """Where the sounds go."""
    return _labelled(page, ("sound", name.removeprefix("sound ")))


def keys(page: PlainPage, every: bool = False) -> list[str]:
    """The keys: the first ones, or every one."""
    return _keys(page, KEYS_HELP[:-1] + MORE_KEYS_HELP if every else KEYS_HELP)


def step(
    entry: Entry,
    index: int,
    page: PlainPage,
    note: Callable[[str], str] = lambda _: "",
    side: Side = Side.NONE,
    which: str = "",
    number: tuple[int, int] | None = None,
    *,
    again: bool = False,
) -> list[str]:
    """What to do in a step, with an empty line before it.

    Args:
        entry: The routine.
        index: The step's place in it, from 0.
        page: What it is laid out for.
        note: Gives what the person wrote of a stretch, by what names it in the journal.
        side: The side that it is done on now, or first.
        which: Which round it is in, if there is more than one.
        number: Which of the session's steps it is, from 1, and how many there are; as in the
            routine, if not given.
        again: Whether it was told before how it is done.
    """
    steps = entry.routine.single_steps
    each = steps[index]
    stretch = for_side(with_caution(each, stretch_of(each, entry.stretches)), side)
    which_step, count = number or (index + 1, len(steps))
    step_number = f"Step {which_step} of {count}"
    dose = wording.dose(each, stretch, page.glyphs)
    lines = ["", *page.wrap(page.joined(step_number, stretch.name, dose, which), _HANG)]
    if again:
        return lines
    for line_number, line in enumerate(stretch.instructions, 1):
        lines += page.wrap(f"{line_number} {line}", _HANG)
    return lines + _labelled(
        page,
        ("your note", note(name_of(each, stretch))),
        ("caution", stretch.caution),
        ("avoid", avoided(stretch)),
        ("easier", stretch.easier),
        ("needs", ", ".join(stretch.needs)),
    )


def coming(entry: Entry, steps: Iterable[ComingStep], page: PlainPage) -> list[str]:
    """What is done now, and what comes, a line each: ``Bridge · 3 reps · round 2 of 3``.

    Args:
        entry: The routine.
        steps: What the session is made of.
        page: What it is laid out for.
    """
    lines = ["", *page.wrap("Coming up:")]
    for each in steps:
        number, round_ = each.turn
        reason = entry.reason(number) if each.became is Became.OUT else ""
        if each.became not in (Became.NOW, Became.COMING) and not reason:
            continue
        step = entry.routine.single_steps[number]
        stretch = stretch_of(step, entry.stretches)
        which = f"round {round_} of {each.rounds}" if each.rounds > 1 else ""
        now = f"left out {reason}" if reason else "now" if each.became is Became.NOW else ""
        dose = wording.dose(step, stretch, page.glyphs)
        lines += page.wrap(page.joined(stretch.name, dose, which, now), _HANG)
    return lines


def phase(page: PlainPage, of: Phase, lead: int = 0, note: str = "") -> str:
    """``0:35 hold 30 s · left · Knee to chest, 1 of 2``.

    Args:
        page: What it is laid out for.
        of: The phase, which begins.
        lead: Seconds until it does.
        note: What else there is to say of it.
    """
    amount = f"{wording.KIND_WORDS[of.kind]} {wording.seconds(of.duration)}"
    if of.beat:
        number = of.duration // of.beat
        word = wording.plural("breath" if of.kind is Kind.HOLD else "rep", number)
        amount += f", {number} {word}"
    return _placed(page, of, clock(of.start), amount + _in(lead), note)


def now(page: PlainPage, view: View, note: str = "") -> str:
    """Where a session stands: ``0:47 hold, 18 s left · left · Knee to chest, 1 of 2``."""
    at = clock(view.position)
    if view.state is State.WAITING:
        return page.fit(f"{at} press space when ready")
    left = f"{countdown(view.seconds_left)}{' s' if view.seconds_left < 60 else ''} left"
    paused = view.state is State.PAUSED
    amount = f"{'paused' if paused else wording.KIND_WORDS[view.phase.kind]}, {left}"
    return _placed(page, view.phase, at, amount + _in(view.lead), note)


def count(view: View) -> tuple[str, str]:
    """What is counted in place: the seconds left, and the breath or movement in hand."""
    if view.lead:
        return str(view.lead), ""
    beats = wording.beats(view) if view.phase.kind.active else ""
    part = wording.part_of(view)
    now = f", {wording.PART_WORDS[part]}" if part is not None else ""
    return countdown(view.seconds_left), f"  {beats}{now}" if beats else ""


def ended(
    routine: Routine, view: View, standing: Standing, page: PlainPage, *, preview: bool = False
) -> list[str]:
    """What was done in a session that is over.

    Args:
        routine: What was played.
        view: Where it ended.
        standing: What was done of it.
        page: What the lines are laid out for.
        preview: Whether it ran too fast to be kept.
    """
    finished = view.state is State.FINISHED
    number = len(routine.single_steps) - standing.left_out
    all_done = f"{ended_words.DONE} {ended_words.NICE_WORK}"
    done = f"{standing.steps_done} of {number} {wording.plural('step', number)} done"
    return [
        "",
        *page.wrap(f"{clock(view.position)} {all_done if finished else 'Stopped.'}"),
        *page.wrap(f"{routine.name}: {done}, {held(standing.held)} held.", _HANG),
        *(page.wrap(ended_words.PREVIEW) if preview else ()),
        *(page.wrap(ended_words.GET_UP) if finished else ()),
    ]


def hurts(stretch: Stretch, page: PlainPage) -> list[str]:
    """That the session is paused because a stretch hurts, and what can be done."""
    return [
        *page.wrap(f"Paused because it hurts: {stretch.name}", _HANG),
        *_labelled(page, ("caution", stretch.caution), ("easier", stretch.easier)),
        *page.wrap(wording.GENTLY, _HANG),
        *page.wrap(wording.WARNING_SIGNS, _HANG),
        *_keys(page, HURTS_KEYS),
    ]


def question(page: PlainPage) -> list[str]:
    """How the session was, and the keys that say so."""
    answers = [(key, said) for key, said in zip("123", FEELINGS.values(), strict=True)]
    return ["", *page.wrap("How was it?"), *_keys(page, (*answers, ("q", "quit")))]


def rated(feeling: Feeling, page: PlainPage) -> list[str]:
    """That an answer was kept."""
    return page.wrap(f"Saved: {FEELINGS[feeling]}.")


def elsewhere(page: PlainPage) -> list[str]:
    """Why a session ends whose link is back."""
    return page.wrap("This session was resumed in another window. It ends here.", _HANG)


def _keys(page: PlainPage, named: Iterable[tuple[str, str]]) -> list[str]:
    return _labelled(page, ("keys", page.joined(*(f"{key} {what}" for key, what in named))))


def _placed(page: PlainPage, of: Phase, at: str, amount: str, note: str) -> str:
    """A line about a phase; the name gives way where it is too long."""
    side = "" if of.side is Side.NONE else str(of.side)
    before = page.safe(page.joined(f"{at} {amount}", note, side))
    which = wording.which_round(of), f"{of.time} of {of.of}" if of.of > 1 else ""
    after = "".join(f", {each}" for each in which if each)
    between = f" {page.glyphs.dot} "
    room = page.width - len(before) - len(between) - len(after)
    # Too little of a name says less than none.
    name = page.fit(of.name, room) if room >= min(6, len(of.name)) else ""
    return page.fit(f"{before}{between}{name}{after}" if name else before + after)


def _in(lead: int) -> str:
    return f", in {lead} s" if lead else ""


def _labelled(page: PlainPage, *rows: tuple[str, str | None]) -> list[str]:
    """``caution: Stop if …``, for each that has a text."""
    return [line for label, text in rows if text for line in page.wrap(f"{label}: {text}", _HANG)]

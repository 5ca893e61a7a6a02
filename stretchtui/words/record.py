"""A session of the journal in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from stretchtui.core.duration import held
from stretchtui.core.routines.model import Side
from stretchtui.core.sessions.record import local
from stretchtui.words.feelings import FEELINGS
from stretchtui.words.session import plural

if TYPE_CHECKING:
    from stretchtui.core.sessions.days import Today
    from stretchtui.core.sessions.record import Part, Record, Unfinished
    from stretchtui.words.glyphs import Glyphs


FUTURE = "dated in the future"
"""Marks a session that was kept by a clock that was wrong."""


def when(record: Record) -> str:
    """``Monday 21 September 2026, 07:32``."""
    began = local(record.started, record.offset)
    return f"{began:%A} {began.day} {began:%B %Y, %H:%M}"


def how(record: Record) -> str:
    """How it went: how it felt, or how far it came."""
    if not record.completed:
        return f"{record.steps_done} of {record.steps}"
    return FEELINGS[record.feeling] if record.feeling else ""


def discomfort(record: Record) -> str:
    """``6 to 3``; ``?`` for what was not said."""
    if record.before is None and record.after is None:
        return ""
    before, after = ("?" if each is None else str(each) for each in (record.before, record.after))
    return f"{before} to {after}"


def unread(sessions: int, parts: int = 0) -> str:
    """``3 sessions and 1 stretch could not be read``; empty if all could."""
    counts = (sessions, "session"), (parts, "stretch")
    left_out = [f"{count} {plural(word, count)}" for count, word in counts if count]
    return f"{' and '.join(left_out)} could not be read" if left_out else ""


def facts(record: Record, today: Today, glyphs: Glyphs) -> list[str]:
    """All that is kept of a session as a whole, a line each."""
    day = today.day_of(record)
    is_other_day = day != local(record.started, record.offset).date()
    steps = f"{record.steps_done} of {record.steps} {plural('step', record.steps)}"
    end = "" if record.completed else "not completed"
    skipped = f"{record.skipped} skipped" if record.skipped else ""
    elsewhere = "done elsewhere" if record.logged else ""
    level = f"level {record.level}" if record.level else ""
    felt = f"felt: {FEELINGS[record.feeling]}" if record.feeling else ""
    said = discomfort(record)
    lines = [
        [when(record), f"counts for {day:%A}" if is_other_day else ""],
        [f"{FUTURE}, not counted" if today.is_before(record) else ""],
        [f"{held(record.held)} held", steps, skipped, end, elsewhere, level],
        [felt, f"discomfort {said}" if said else ""],
    ]
    return [f" {glyphs.dot} ".join(filter(None, line)) for line in lines if any(line)]


def what_became(part: Part) -> str:
    """What there is to say of a step, beside how long it was held."""
    if part.left_out:
        said = "left out"
    else:
        said = "skipped" if part.skipped else "" if part.done else "partly done"
    return ", ".join(filter(None, ("hurt" if part.hurt is not None else "", said)))


def where(unfinished: Unfinished, now: float, glyphs: Glyphs) -> str:
    """``Five for the lower back · step 3 of 5 · round 2 · left side · 12 minutes ago``.

    Args:
        unfinished: A session that was interrupted.
        now: In seconds since 1970.
        glyphs: The characters to draw with.
    """
    record, place = unfinished.record, unfinished.standing.place
    parts = [
        record.name,
        f"step {place.step + 1} of {record.steps}",
        f"round {place.round}" if place.round > 1 else "",
        "" if place.side is Side.NONE else f"{place.side} side",
        ago(now - record.updated),
    ]
    return f" {glyphs.dot} ".join(part for part in parts if part)


def routine_is_gone(unfinished: Unfinished, *, left_out: bool = False) -> str:
    """Why an interrupted session cannot be resumed.

    Args:
        unfinished: The session.
        left_out: Whether the person leaves out what is not done of it.
    """
    if left_out:
        name = unfinished.record.name
        return f"{name} was interrupted, but you leave out what remains of it."
    return f"{unfinished.record.name} was interrupted, but its routine no longer exists."


def nothing_is_left(unfinished: Unfinished) -> str:
    """Why there is nothing to resume."""
    return f"Nothing left to resume: you have done all of {unfinished.record.name}."


def same_steps(name: str, former: str, sessions: int) -> str:
    """Why a routine may be one of before: its name, the other's, and how often that was done."""
    often = f"{sessions} {plural('session', sessions)}"
    return (
        f"{name} has the same steps as {former}, which no longer exists but has {often} in your "
        "history."
    )


def ago(seconds: float) -> str:
    """``just now``, ``12 minutes ago``, ``3 hours ago``."""
    minutes = int(seconds // 60)
    if minutes < 1:
        return "just now"
    number, unit = (minutes, "minute") if minutes < 60 else (minutes // 60, "hour")
    return f"{number} {plural(unit, number)} ago"

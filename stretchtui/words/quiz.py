"""What the quiz about the cues says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from stretchtui.core.text import clean, shorten

if TYPE_CHECKING:
    from stretchtui.core.sessions.cues import CueName

WHICH = "Which one was it? "
"""Stands before what is typed."""

NO_TERMINAL = "the quiz needs a terminal to type answers in"
SOUND_OFF = "sounds are off; turn them on with --cues auto"
NOTHING_TO_HEAR = "every cue is turned off in the settings"

AGAIN = "Listen again."


def opening(cues: Iterable[CueName], *, bells: bool) -> Iterator[str]:
    """What there is to hear, and how to answer."""
    for number, cue in enumerate(cues, 1):
        yield f"{number:>3}  {_name(cue):<12} {cue.meaning}"
    yield ""
    if bells:
        yield "You hear bells: any cue with the right number of rings counts."
    yield "Type a number or a name. Press enter to hear it again, ctrl+c to stop."


def question(number: int, total: int) -> str:
    """Which question it is."""
    return f"Sound {number} of {total}"


def right(answer: CueName, cue: CueName) -> str:
    """That an answer was right; where several sound the same, which one it was."""
    if answer is cue:
        return "Correct."
    return f"Correct: they sound the same. This one was {_told(cue)}."


def wrong(cue: CueName) -> str:
    """What it was instead."""
    return f"No, that was {_told(cue)}."


def not_one(typed: str, total: int) -> str:
    """That what was typed names no cue, or several."""
    said = shorten(clean(typed), 30)
    return f'"{said}" is not on the list. Type a number from 1 to {total}, or a name.'


def score(right: int, asked: int) -> str:
    """How many were right, and what to do about it."""
    if not asked:
        return "Stopped."
    line = f"{right} of {asked} correct."
    return line if right == asked else f"{line} To hear them all: stretchtui cues"


def _told(cue: CueName) -> str:
    name, meaning = _name(cue), cue.meaning
    said = f"{meaning[0].lower()}{meaning[1:]}"
    return name if said == name else f"{name}: {said}"


def _name(cue: CueName) -> str:
    return cue.replace("-", " ")

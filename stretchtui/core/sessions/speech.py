"""What a voice says in a session: as a phase begins, in its last seconds, and at the end.

Nothing is said that would not be over before the next cue: of several ways to say a thing the
first that fits is taken, and where none does there is silence.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from stretchtui.core.routines.model import Side
from stretchtui.core.sessions.phases import Kind

if TYPE_CHECKING:
    from stretchtui.core.sessions.phases import Phase
    from stretchtui.core.sessions.timeline import Timeline

LIMIT = 200
"""Characters of a phrase; so that it fits in one request of the relay."""

NAME_LIMIT = 40
"""Characters of a stretch's name; with all around it, it takes less than five seconds to say."""

FINISH = "Well done"
"""What is said when a session has come to its end."""

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBERS = {seconds: _NUMBERS[seconds - 1] for seconds in range(len(_NUMBERS), 0, -1)}
"""The last seconds, counted aloud as they tick."""

AFTER_CUE_S = 0.7
"""A phrase begins when the cue is over, and that takes at most so long."""

CHARACTERS_PER_S = 12
"""How fast a calm voice speaks: measured 12.3 with py-nanotts, 13.6 with espeak-ng."""

FASTEST_COUNT = 1.2
"""In a session that runs faster than so many times life, there is no time to count."""

_ASIDE = re.compile("[^A-Za-z0-9 .,'-]+")
_SOUNDED = re.compile(r"[^\W_]")


def speakable(text: str, any_script: bool = False) -> str:
    """Text as a voice is given it: letters and digits, spaces, and ``.,'-``.

    Whatever else there is becomes a space, and what is longer than 200 characters is cut at a
    word. Empty where there is nothing to say.

    Args:
        text: Any text.
        any_script: Whether letters of all scripts are left as they are; otherwise accents are
            taken off, and only ASCII is left.
    """
    text = text.replace("’", "'")
    if any_script:
        plain = "".join(map(_sounded, unicodedata.normalize("NFKC", text)))
    else:
        decomposed = unicodedata.normalize("NFKD", text).encode("ascii", "ignore")
        plain = _ASIDE.sub(" ", decomposed.decode())
    return _cut(" ".join(plain.split()), LIMIT)


def _sounded(character: str) -> str:
    """A character that can be spoken, or a space."""
    letter = unicodedata.category(character)[0] in "LMN"
    return character if letter or character in ".,'-" else " "


def phrase(timeline: Timeline, index: int, speed: float = 1.0) -> str | None:
    """What is said as a phase begins; None where there is no time to say anything.

    Args:
        timeline: The session's.
        index: The phase's place in it; the number of phases stands for the end.
        speed: How many times faster than life the session runs.
    """
    phases = timeline.phases
    if index >= len(phases):
        return FINISH
    start: float = phases[index].start
    after = bisect_right(timeline.cues, start, key=lambda cue: cue.at)
    # After the last cue there is time enough.
    room = timeline.cues[after].at - start if after < len(timeline.cues) else float(LIMIT)
    wordings = map(speakable, _wordings(timeline, index))
    return next((words for words in wordings if _takes(words) <= room / speed), None)


def count(seconds_left: int, speed: float = 1.0) -> str | None:
    """What is said as so many seconds of a phase are left, if they are counted."""
    return NUMBERS.get(seconds_left) if speed <= FASTEST_COUNT else None


def phrases(timeline: Timeline, speed: float = 1.0, counted: bool = False) -> tuple[str, ...]:
    """All that will be said in a session, each phrase once, in the order they are needed.

    Args:
        timeline: The session's.
        speed: How many times faster than life it runs.
        counted: Whether the last seconds are counted.
    """
    said = [phrase(timeline, index, speed) for index in range(len(timeline.phases) + 1)]
    if counted:
        ticking = (seconds for seconds in NUMBERS if seconds <= timeline.countdown)
        said[1:1] = [count(seconds, speed) for seconds in ticking]
    return tuple(dict.fromkeys(words for words in said if words))


def _takes(words: str) -> float:
    """Seconds from the beginning of the cue to the end of the words."""
    return AFTER_CUE_S + len(words) / CHARACTERS_PER_S


def _wordings(timeline: Timeline, index: int) -> Iterator[str]:
    """The ways to say it, the fullest first."""
    phases = timeline.phases
    phase = phases[index]
    name, place = _name(phase), _joined(_name(phase), _side(phase))
    first = index == 0 or phases[index - 1].step != phase.step
    match phase.kind:
        case Kind.READY:
            yield _joined("First" if phase.step == phases[0].step else "Next", place)
            yield from filter(None, (place, name))
        case Kind.SWITCH:
            yield "Switch sides"
        case Kind.REST:
            # A rest and what comes after it belong to the same step.
            if first and phases[index + 1].kind.active:
                yield "Rest. " + _joined("Next", place)
            yield "Rest"
        case kind:
            begin = "Hold" if kind is Kind.HOLD else "Begin"
            if first:
                yield _joined(begin, place)
            yield begin


def _name(phase: Phase) -> str:
    name = _cut(speakable(phase.name), NAME_LIMIT)
    # As within a sentence: "child's pose", but "T-spine twist".
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _side(phase: Phase) -> str:
    return "" if phase.side is Side.NONE else f"{phase.side} side"


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _cut(text: str, limit: int) -> str:
    """Text cut at a word, if it is too long; empty where nothing of it can be heard."""
    if len(text) > limit:
        text = text[: limit + 1].rpartition(" ")[0] or text[:limit]
    return text if _SOUNDED.search(text) else ""

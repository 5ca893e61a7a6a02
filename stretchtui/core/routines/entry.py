"""What people type into a form, checked field by field, and values as they would type them.

The limits are the model's; a reason says what was expected, in words for the one who types.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, get_args

from msgspec import Struct

from stretchtui.core import text
from stretchtui.core.duration import write_seconds
from stretchtui.core.routines.model import (
    Breaths,
    ContractSeconds,
    HoldSeconds,
    LeadSeconds,
    Line,
    Lines,
    Ramp,
    RampStep,
    Reps,
    RestSeconds,
    Rounds,
    Tempo,
    Times,
    Word,
    Words,
)
from stretchtui.core.routines.patterns import spelled, wrong_breath, wrong_tempo

if TYPE_CHECKING:
    from stretchtui.core.routines.patterns import Pattern

_SECOND = r"\s*(?:s|secs?|seconds?)?"
_SECONDS = re.compile(rf"(\d{{1,6}}){_SECOND}")
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,4}):([0-5]\d)")
_MINUTES = re.compile(
    rf"(\d{{1,4}})(?:[.,](\d))?\s*(?:m|mins?|minutes?)(?:\s*(\d{{1,4}}){_SECOND})?"
)
_RAMP = re.compile(
    r"(?P<start>.+?)\s*(?:to|-|–|→)\s*(?P<to>.+?)"
    r"(?:\s*by\s*(?P<by>.+?))?(?:\s*every\s*(?P<every>.+?))?"
)
_LONGEST_TYPED = 60
"""A quantity is not looked at beyond so many characters: it is none."""


class Wrong(ValueError):
    """What was typed cannot be taken; the message says what was expected."""


class FieldKind(Struct, frozen=True):
    """How one field is typed."""

    read: Callable[[str], Any]
    """From what was typed to the value; raises ``Wrong``."""
    write: Callable[[Any], str]
    """From the value to what would be typed for it."""
    hint: str
    """What is expected, in a few words."""


def read_seconds(typed: str, least: int, most: int) -> int:
    """Seconds as people write them: ``30``, ``45s``, ``1:30``, ``2m``, ``1m30``, ``1.5 min``.

    Raises:
        Wrong: It is no time, or none from ``least`` to ``most`` seconds.
    """
    typed = typed.strip().lower()
    if found := _SECONDS.fullmatch(typed):
        seconds = int(found[1])
    elif found := _CLOCK.fullmatch(typed):
        seconds = int(found[1] or 0) * 3600 + int(found[2]) * 60 + int(found[3])
    elif found := _MINUTES.fullmatch(typed):
        seconds = int(found[1]) * 60 + int(found[2] or 0) * 6 + int(found[3] or 0)
    else:
        raise Wrong("expected a time like 45, 1:30 or 2m")
    if not least <= seconds <= most:
        raise Wrong(f"expected {_span(least, most)}")
    return seconds


def read_number(typed: str, least: int, most: int) -> int:
    """A whole number.

    Raises:
        Wrong: It is none, or none from ``least`` to ``most``.
    """
    typed = typed.strip()
    if not typed.isdecimal() or len(typed) > 6 or not least <= int(typed) <= most:
        raise Wrong(f"expected a whole number from {least} to {most}")
    return int(typed)


def _span(least: int, most: int) -> str:
    """``1 s to 60 min``: the ends of a limit in words."""
    ends = (
        f"{end // 60} min" if end and end % 60 == 0 else "0" if end == 0 else f"{end} s"
        for end in (least, most)
    )
    return " to ".join(ends)


def _read_ramp(typed: str, read: Callable[[str, int, int], int], kind: Any) -> int | Ramp:
    """One value, or a ramp: ``5 to 30 by 5 every 3``."""
    least, most = limits_of(kind)
    typed = typed.strip().lower()
    if len(typed) > _LONGEST_TYPED:
        raise Wrong(f"expected at most {_LONGEST_TYPED} characters")
    found = _RAMP.fullmatch(typed)
    if found is None:
        return read(typed, least, most)
    start, to = (read(found[end], least, most) for end in ("start", "to"))
    if start > to:
        raise Wrong("expected the smaller number first")
    steps = limits_of(RampStep)
    by = read(found["by"], *steps) if found["by"] else 1
    every = read_number(found["every"], *steps) if found["every"] else 1
    return Ramp(start=start, to=to, by=by, every=every)


def _write_ramp(value: int | Ramp, write: Callable[[int], str]) -> str:
    if not isinstance(value, Ramp):
        return write(value)
    by = f" by {write(value.by)}" if value.by != 1 else ""
    every = f" every {value.every}" if value.every != 1 else ""
    return f"{write(value.start)} to {write(value.to)}{by}{every}"


def _read_line(typed: str, kind: Any = Line) -> str:
    if character := text.unsafe(typed):
        raise Wrong(f"expected plain text, found the control character {character}")
    folded = text.fold(typed)
    if not folded:
        raise Wrong("expected some text")
    if len(folded) > (longest := _longest(kind)):
        raise Wrong(f"expected at most {longest} characters")
    return folded


def _read_list(typed: str, between: str, kind: Any) -> tuple[str, ...]:
    entry = get_args(get_args(kind)[0])[0]
    entries = tuple(_read_line(each, entry) for each in typed.split(between) if each.strip())
    if len(entries) > (longest := _longest(kind)):
        raise Wrong(f"expected at most {longest} of them")
    return entries


def limits_of(kind: Any) -> tuple[int, int]:
    """The least and the most of a kind of number of the model."""
    limits = get_args(kind)[1]
    return limits.ge, limits.le


def _longest(kind: Any) -> int:
    longest: int = get_args(kind)[1].max_length
    return longest


def empty_means(value: Any, field: FieldKind) -> FieldKind:
    """A field that may be left empty, which means ``value``."""

    def read(typed: str) -> Any:
        return field.read(typed) if typed.strip() else value

    def write(found: Any) -> str:
        return "" if found == value else field.write(found)

    return FieldKind(read, write, field.hint)


def _time(kind: Any) -> FieldKind:
    least, most = limits_of(kind)
    return FieldKind(
        partial(read_seconds, least=least, most=most), write_seconds, _span(least, most)
    )


def _growing_time(kind: Any) -> FieldKind:
    return FieldKind(
        partial(_read_ramp, read=read_seconds, kind=kind),
        partial(_write_ramp, write=write_seconds),
        f"{_span(*limits_of(kind))}, or 20 to 60 by 5 every 3",
    )


def _growing_number(kind: Any) -> FieldKind:
    least, most = limits_of(kind)
    return FieldKind(
        partial(_read_ramp, read=read_number, kind=kind),
        partial(_write_ramp, write=str),
        f"{least} to {most}, or 1 to 3 by 1 every 3",
    )


def _list(between: str, kind: Any, hint: str) -> FieldKind:
    written = f"{between} ".replace("\n ", "\n")
    return FieldKind(partial(_read_list, between=between, kind=kind), written.join, hint)


def _read_pattern(
    typed: str, lengths: tuple[int, ...], wrong: Callable[[Pattern], bool]
) -> Pattern:
    """Seconds with something between them: ``4-6``, ``2, 1, 4``."""
    numbers = _PATTERN.fullmatch(typed.strip()[:_LONGEST_TYPED])
    said = tuple(map(int, re.findall(r"\d+", numbers[0]))) if numbers else ()
    if len(said) not in lengths or wrong(said):
        raise Wrong(f"expected {_PATTERN_HINTS[max(lengths)]}")
    return said


def _read_tempo(typed: str) -> int | Pattern:
    least, most = limits_of(Tempo)
    if _PATTERN.fullmatch(typed.strip()):
        return _read_pattern(typed, (3,), wrong_tempo)
    return read_seconds(typed, least, most)


_PATTERN = re.compile(r"\d{1,2}(?:\s*[-–,/ ]\s*\d{1,2}){1,3}")
_PATTERN_HINTS = {
    3: "up, stay and down like 2-1-4, each up to 60 s",
    4: "in and out like 4-6, or 4-2-6 with a hold; up to 60 s, holds up to 30 s",
}
_BREATH = FieldKind(
    partial(_read_pattern, lengths=(2, 3, 4), wrong=wrong_breath),
    spelled,
    "4-6 for in and out, 4-2-6 to hold between",
)
_TEMPO = FieldKind(
    _read_tempo,
    lambda said: write_seconds(said) if isinstance(said, int) else spelled(said),
    "1 to 120 s, or 2-1-4 for up, stay, down",
)

LINE = FieldKind(_read_line, str, "one line of text")
"""A line of text."""

_WORDS = _list(",", Words, "words with commas between them")

FIELDS: dict[str, FieldKind] = {
    "hold": empty_means(None, _growing_time(HoldSeconds)),
    "breaths": empty_means(None, _growing_number(Breaths)),
    "reps": empty_means(None, _growing_number(Reps)),
    "contract": empty_means(None, _time(ContractSeconds)),
    "breath": empty_means(None, _BREATH),
    "tempo": empty_means(None, _TEMPO),
    "times": empty_means(1, _growing_number(Times)),
    "rounds": _growing_number(Rounds),
    "rest": empty_means(0, _time(RestSeconds)),
    "get_ready": empty_means(None, _time(LeadSeconds)),
    "name": LINE,
    "about": empty_means(None, LINE),
    "caution": empty_means(None, LINE),
    "easier": empty_means(None, LINE),
    "finish": empty_means(None, LINE),
    "setup": empty_means(None, _time(LeadSeconds)),
    "change": empty_means(None, _time(LeadSeconds)),
    "position": empty_means("anywhere", FieldKind(partial(_read_line, kind=Word), str, "one line")),
    "tags": _WORDS,
    "targets": _WORDS,
    "needs": _WORDS,
    "instructions": _list("\n", Lines, "one short line each"),
}
"""Every field that is typed, by its name in the model; sides and wait are chosen, not typed."""


def read(field: str, typed: str) -> Any:
    """The value that was typed into a field.

    Raises:
        Wrong: It cannot be taken; the message is the reason to show beside the field.
    """
    return FIELDS[field].read(typed)


def write(field: str, value: Any) -> str:
    """What a person would type into a field for this value; ``read`` takes it back unchanged."""
    return FIELDS[field].write(value)

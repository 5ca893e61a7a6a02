"""A step as people write it in a list: ``Bridge 3 x 10 reps``, ``Pigeon 45s each side, rest 10``.

The dose may stand before the name or behind it; what is left of the line is the name. A name that
looks like a dose stands in double quotes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from stretchtui.core.routines import step_manner
from stretchtui.core.routines.entry import Wrong, limits_of, read_seconds, write_seconds
from stretchtui.core.routines.model import (
    Breaths,
    HoldSeconds,
    Ramp,
    Reps,
    RestSeconds,
    Sides,
    Step,
    Times,
)

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_LINE = 400
"""A line of more characters is not looked at: it is prose."""

_SECOND, _MINUTE = r"(?:seconds?|secs?|s)\b", r"(?:minutes?|mins?|m)\b"
_TIME = (
    rf"(?:\d{{1,2}}:\d\d(?::\d\d)?|\d{{1,3}}(?:[.,]\d)?\s*{_MINUTE}(?:\s*\d{{1,2}}\s*{_SECOND})?"
    rf"|\d{{1,5}}\s*{_SECOND})"
)
_COUNT = r"(?:\d{1,3}\s*(?:breaths?|reps?|repetitions?)\b)"
_PLAIN = rf"(?:{_TIME}|{_COUNT})"
_TO = r"\s*(?:-|–|to)\s*"
_BY = rf"\s+by\s+(?P<by>{_PLAIN}|\d{{1,4}}\b)(?:\s+every\s+(?P<every>\d{{1,4}})\b)?"
_START = r"(?<![\w/:])(?<!\d[.,])"
_X = r"(?:x|×|\*)"
_SETS = r"\d{1,2}"
_BODY = r"(?:sides?|legs?|arms?|foot|feet|hands?|knees?|ways?|directions?)"

_RULES = {
    "quoted": r'"(?P<name>(?:[^"\\]|\\.)*)"',
    "rest": rf"\b(?:rest|pause|break)\b\s*:?\s*(?:of\s+|for\s+)?(?P<rest>{_TIME}|\d{{1,3}}\b)",
    **step_manner.RULES,
    "sets of": (
        rf"{_START}(?P<times>{_SETS})\s*(?:{_X}|sets?(?:\s+of\b|\s*{_X})?)\s*"
        rf"(?P<amount>{_PLAIN}|\d{{1,3}}\b(?![:/]))"
    ),
    "growing": rf"{_START}(?P<start>{_PLAIN}|\d{{1,4}}){_TO}(?P<to>{_PLAIN}){_BY}",
    "range": rf"{_START}(?P<least>\d{{1,4}}){_TO}(?P<most>{_PLAIN})",
    "amount": rf"(?:\b(?:hold\s+)?for\s+|\bhold\s+)?{_START}(?P<amount>{_PLAIN})",
    "growing sets": rf"(?<!\w){_X}\s*(?P<start>{_SETS}){_TO}(?P<to>{_SETS}){_BY}",
    "sets": (
        rf"(?<!\w){_X}\s*(?P<times>{_SETS})\b"
        rf"|{_START}(?P<also>{_SETS})\s*(?:{_X}(?!\w)|sets?\b|times\b|rounds?\b)"
    ),
    "both": rf"\b(?:on\s+)?(?:each|per|both|either)\s+{_BODY}\b|/\s*{_BODY}\b",
    "alternate": rf"\balternat(?:e|es|ing)\b(?:\s+{_BODY}\b)?",
    "one": r"\b(?P<side>left|right)\s+(?:side|leg|arm|foot|hand)\b|\((?P<alone>left|right)\)",
    "none": r"\bno\s+sides\b",
    "wait": r"\bthen\s+wait\b",
}
_FOUND = {name: re.compile(rule, re.IGNORECASE) for name, rule in _RULES.items()}
_BULLET = re.compile(r"\s*(?:(?:[-*+•]|\d{1,3}[.)])\s+)?(?:\[[ xX]?\]\s*)?")
_EDGES = " \t,;:|·•–—-()[]/="
_GAP = "\0"
"""Stands where something was cut out."""
_BARE = re.compile(r"(?P<name>.*\D)\s(?P<seconds>\d{1,3})")


class Said(NamedTuple):
    """What a line says."""

    step: Step
    """With a name of its own, as it is written."""
    notes: tuple[str, ...] = ()
    """What was understood in one of several ways, a sentence each."""


class Pause(NamedTuple):
    """A line that is a rest, and nothing else."""

    seconds: int


class _Line:
    """What is left of a line, from which one thing after the other is taken."""

    def __init__(self, text: str) -> None:
        self.rest = text

    def take(self, rule: str) -> re.Match[str] | None:
        """Cut out what a rule finds."""
        found = _FOUND[rule].search(self.rest)
        if found is not None:
            self.rest = f"{self.rest[: found.start()]}{_GAP}{self.rest[found.end() :]}"
        return found


def read_line(text: str) -> Said | Pause | None:
    """What a line says; None where it names no stretch, or is too long to be a step.

    Raises:
        Wrong: It is a step with a number beyond what one may have; the message says which.
    """
    if len(text) > LONGEST_LINE:
        return None
    line = _Line(text[_BULLET.match(text).end() :])  # type: ignore[union-attr]  # it may be empty
    verbatim = line.take("quoted")
    rest = line.take("rest")
    seconds = _within("rest", _seconds(rest["rest"])) if rest else 0
    dose, notes = _dose(line)
    dose, unfit = step_manner.fitting(dose)
    notes += unfit
    sides = _sides(line)
    wait = line.take("wait") is not None
    name = " ".join(filter(None, map(_trimmed, line.rest.split(_GAP))))
    if verbatim is not None:
        name = re.sub(r"\\(.)", r"\1", verbatim["name"])
    if not name:
        return Pause(seconds) if rest and not dose else None
    if not dose and verbatim is None and (bare := _BARE.fullmatch(name)):
        name, dose = bare["name"].strip(_EDGES), {"hold": int(bare["seconds"])}
        notes += (f"{bare['seconds']} was taken as seconds",)
    _check(dose)
    return Said(Step(name=name, sides=sides, rest=seconds, wait=wait, **dose), notes)


def _trimmed(piece: str) -> str:
    return " ".join(piece.split()).strip(_EDGES)


def _dose(line: _Line) -> tuple[dict[str, Any], tuple[str, ...]]:
    """How much, how often and how fast; what could have been meant otherwise."""
    dose: dict[str, Any] = step_manner.manner_of(line.take)
    notes: tuple[str, ...] = ()
    if found := line.take("growing"):
        (kind, to), *_ = _amount(found["to"]).items()
        read = _number if kind != "hold" else _seconds
        dose[kind] = _ramp(found, read(found["start"]), to, read)
    elif found := line.take("sets of"):
        amount = found["amount"]
        dose |= {"reps": int(amount)} if amount.isdecimal() else _amount(amount)
        return dose | {"times": int(found["times"])}, notes
    elif found := line.take("range"):
        (kind, most), *_ = _amount(found["most"]).items()
        dose[kind] = min(int(found["least"]), most)
        notes = (f"{found[0].strip()}: the lower number was taken",)
    elif found := line.take("amount"):
        dose |= _amount(found["amount"])
    if found := line.take("growing sets"):
        dose["times"] = _ramp(found, int(found["start"]), int(found["to"]), _number)
    elif found := line.take("sets"):
        number = int(found["times"] or found["also"])
        dose["times" if dose.keys() & {"hold", "breaths", "reps"} else "reps"] = number
    return dose, notes


def _ramp(found: re.Match[str], start: int, to: int, read: Callable[[str], int]) -> Ramp:
    return Ramp(start=start, to=to, by=read(found["by"]), every=int(found["every"] or 1))


def _amount(text: str) -> dict[str, int]:
    number = _number(text)
    if "breath" in text.lower():
        return {"breaths": number}
    return {"reps": number} if "rep" in text.lower() else {"hold": _seconds(text)}


def _number(text: str) -> int:
    return int(re.match(r"\d+", text)[0])  # type: ignore[index]  # the rules begin with one


def _seconds(text: str) -> int:
    return read_seconds(text, 0, 100_000)


def _sides(line: _Line) -> Sides | None:
    if line.take("both"):
        return Sides.BOTH
    if line.take("alternate"):
        return Sides.ALTERNATE
    if found := line.take("one"):
        return Sides((found["side"] or found["alone"]).lower())
    return Sides.NONE if line.take("none") else None


_KINDS = {
    "hold": HoldSeconds,
    "breaths": Breaths,
    "reps": Reps,
    "times": Times,
    "rest": RestSeconds,
}


def _check(dose: dict[str, Any]) -> None:
    for kind in dose.keys() & _KINDS.keys():
        value = dose[kind]
        for each in (value.start, value.to) if isinstance(value, Ramp) else (value,):
            _within(kind, each)


def _within(kind: str, number: int) -> int:
    least, most = limits_of(_KINDS[kind])
    if not least <= number <= most:
        raise Wrong(f"{kind}: expected {least} to {most}, found {number}")
    return number


def write_line(step: Step, name: str) -> str:
    """A step as a line that ``read_line`` reads back, but for its instructions.

    Args:
        step: The step.
        name: The name of its stretch.
    """
    plain = _written(step, name)
    wanted = replace(step, stretch=None, name=name, instructions=())
    try:
        if (said := read_line(plain)) is not None and said == Said(wanted):
            return plain
    except Wrong:
        pass
    return _written(step, quoted(name))


def quoted(name: str) -> str:
    """A name that is read as it is, whatever it looks like."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _written(step: Step, name: str) -> str:
    words = [name]
    if step.hold is not None:
        words.append(_grown(step.hold, write_seconds))
    elif step.breaths is not None:
        words.append(_grown(step.breaths, lambda number: f"{number} breaths"))
    elif step.reps is not None:
        words.append(_grown(step.reps, lambda number: f"{number} reps"))
    if step.times != 1:
        words.append(f"x {_grown(step.times, str)}")
    words += [
        {
            None: "",
            Sides.NONE: "no sides",
            Sides.BOTH: "each side",
            Sides.ALTERNATE: "alternating",
            Sides.LEFT: "left side",
            Sides.RIGHT: "right side",
        }[step.sides]
    ]
    more = [
        *step_manner.written(step),
        f"rest {write_seconds(step.rest)}" if step.rest else "",
        "then wait" if step.wait else "",
    ]
    return ", ".join(filter(None, [" ".join(filter(None, words)), *more]))


def _grown(value: int | Ramp, write: Callable[[int], str]) -> str:
    if not isinstance(value, Ramp):
        return write(value)
    return f"{write(value.start)} to {write(value.to)} by {write(value.by)} every {value.every}"

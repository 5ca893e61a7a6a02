"""A step as people write it in a list: ``Bridge 3 x 10 reps``, ``Pigeon 45s each side, rest 10``.

The dose may stand before the name or behind it; what is left of the line is the name. A name that
looks like a dose stands in double quotes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from stretchtui.core.duration import write_seconds
from stretchtui.core.routines import step_manner
from stretchtui.core.routines.entry import Wrong, limits_of, read_seconds
from stretchtui.core.routines.line_name import EDGES, GAP, opened, parted, trimmed
from stretchtui.core.routines.line_rules import FOUND
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

_BARE = re.compile(r"(?P<name>.*[^\d\s(\[])[\s(\[]+(?P<number>\d{1,3})")
_HELD_S = 10
"""What is held for less, and repeated, is a movement of so many seconds."""
_FEW = 15
"""So many or more without a unit are seconds."""


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
        found = FOUND[rule].search(self.rest)
        if found is not None:
            self.rest = f"{self.rest[: found.start()]}{GAP}{self.rest[found.end() :]}"
        return found


def read_line(text: str) -> Said | Pause | None:
    """What a line says; None where it names no stretch, or is too long to be a step.

    Raises:
        Wrong: It is a step with a number beyond what one may have; the message says which.
    """
    if len(text) > LONGEST_LINE:
        return None
    plain, verbatim = opened(text)
    line = _Line(plain)
    often = line.take("often")
    rest = line.take("rest")
    seconds = _within("rest", _seconds(rest["rest"])) if rest else 0
    dose, notes = _dose(line)
    dose, unfit = step_manner.fitting(_held(line, dose))
    notes += unfit
    sides = _sides(line)
    wait = line.take("wait") is not None
    name, remarks = parted(line.rest)
    if verbatim is not None:
        remarks = tuple(filter(None, (name, *remarks)))
        name = verbatim
    if not name:
        return Pause(seconds) if rest and not dose else None
    if not dose and verbatim is None and (bare := _BARE.fullmatch(name)):
        number = int(bare["number"])
        kind, unit = ("reps", "repetitions") if number < _FEW else ("hold", "seconds")
        name, dose = bare["name"].strip(EDGES), {kind: number}
        notes += (f"{number} was taken as {unit}",)
    elif verbatim is None and dose and (more := _left(name, remarks)):
        notes += (f"only the first amount was taken, and {more} is text",)
    if often:
        notes += (f"{trimmed(often[0])} was left out",)
    _check(dose)
    step = Step(name=name, instructions=remarks, sides=sides, rest=seconds, wait=wait, **dose)
    return Said(step, notes)


def _left(name: str, remarks: tuple[str, ...]) -> str:
    """A second amount, of which nothing was made; empty if there is none."""
    for each in (name, *remarks):
        for rule in ("amount", "sets"):
            if found := FOUND[rule].search(each):
                return trimmed(found[0])
    return ""


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
        if found["least"]:
            dose |= _lower(found["least"], amount, dose)
        if found["least"] or found["few"]:
            notes = (f"{found[0].strip()}: the lower number was taken",)
        return dose | {"times": int(found["few"] or found["times"])}, notes
    elif found := line.take("range"):
        dose |= _lower(found["least"], found["most"], _amount(found["most"]))
        notes = (f"{found[0].strip()}: the lower number was taken",)
    elif found := line.take("amount"):
        dose |= _amount(found["amount"])
    if found := line.take("growing sets"):
        dose["times"] = _ramp(found, int(found["start"]), int(found["to"]), _number)
    elif found := line.take("sets"):
        number = int(found["times"] or found["few"] or found["also"])
        if found["few"]:
            notes = (*notes, f"{found[0].strip()}: the lower number was taken")
        dose["times" if dose.keys() & {"hold", "breaths", "reps"} else "reps"] = number
    return dose, notes


def _ramp(found: re.Match[str], start: int, to: int, read: Callable[[str], int]) -> Ramp:
    return Ramp(start=start, to=to, by=read(found["by"]), every=int(found["every"] or 1))


def _amount(text: str) -> dict[str, int]:
    number = _number(text)
    if "breath" in text.lower():
        return {"breaths": number}
    return {"reps": number} if "rep" in text.lower() else {"hold": _seconds(text)}


def _lower(least: str, most: str, amount: dict[str, int]) -> dict[str, int]:
    """The lower end of a range, whose unit stands behind the higher one: ``3-5 min``."""
    (kind, highest), *_ = amount.items()
    unit = "" if ":" in least else re.sub(r"^[\d:.,]+", "", most)
    lowest = _seconds(f"{least}{unit}") if kind == "hold" else int(least)
    return {kind: min(lowest, highest)}


def _held(line: _Line, dose: dict[str, Any]) -> dict[str, Any]:
    """A dose of both repetitions and seconds: a hold that is repeated, or what one movement takes.

    Args:
        line: What is left of the line.
        dose: What was found in it first.
    """
    second = {"hold": "reps", "reps": "hold"}.get(next(iter(dose.keys() & {"hold", "reps"}), ""))
    found = FOUND["amount"].search(line.rest) if second else None
    amount = _amount(found["amount"]) if found else {}
    if found is None or second not in amount or isinstance(dose.get("tempo"), int):
        return dose
    both = {**dose, **amount}
    hold, reps, times = both.get("hold"), both.get("reps"), both.get("times", 1)
    if isinstance(hold, Ramp) or isinstance(reps, Ramp) or hold is None or reps is None:
        return dose
    if hold < _HELD_S:
        both = {**both, "tempo": hold}
        del both["hold"]
    elif times == 1:
        both = {**both, "times": reps}
        del both["reps"]
    else:
        return dose
    line.take("amount")
    return both


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
    plain = _written(step, name if not name.startswith("#") else quoted(name))
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

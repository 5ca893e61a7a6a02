"""Lists of steps in plain text, Markdown, CSV or simple JSON, as a routine.

What each piece says is read by ``step_line``. A stretch that the library has under that name is
taken from there, with the dose that the list gives; any other is a step of one's own.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from stretchtui.core.routines.entry import Wrong
from stretchtui.core.routines.json_text import Faulty
from stretchtui.core.routines.model import Routine, Stretch
from stretchtui.core.routines.naming import slug
from stretchtui.core.routines.round_lines import RoundSpans, read_opening
from stretchtui.core.routines.step_line import Said, quoted, read_line
from stretchtui.core.text import fold, unsafe

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Step

MOST_STEPS = 500
"""A list of more steps than this is none of a routine's."""

_HEADING = re.compile(r"\s*#{1,6}\s+(?P<title>.*\S)")

_COLUMNS = {
    "name": ("name", "exercise", "stretch", "title", "move", "pose"),
    "time": ("seconds", "duration", "time", "hold", "sec", "secs"),
    "reps": ("reps", "repetitions", "rep"),
    "breaths": ("breaths",),
    "sets": ("sets", "set", "times", "rounds", "series"),
    "side": ("side", "sides", "per side"),
    "rest": ("rest", "pause", "break", "rest seconds"),
    "notes": ("notes", "note", "instructions", "instruction", "description", "how"),
}
"""What a list has of a step, by the names that it may have there."""

NAMED = {each: kind for kind, names in _COLUMNS.items() for each in names}

_STEPS = ("exercises", "steps", "stretches", "items", "poses", "moves")
"""Under these names a JSON object has its steps."""


class Taken:
    """The steps of one list, one after the other.

    Args:
        stretches: The library's, by id.
    """

    def __init__(self, stretches: Mapping[str, Stretch]) -> None:
        self._by_name = {_key(each.name): each for each in stretches.values()}
        self.steps: list[Step] = []
        self.rounds = RoundSpans()
        """Which of them are done in rounds."""
        self.notes: list[str] = []
        """What is not as it was there, one line each."""
        self._plain = 0
        """How many of them are stretches beyond doubt: known, or with a dose."""

    def take(self, text: str, where: str, instructions: Sequence[str] = ()) -> None:
        """Take a line.

        Args:
            text: The line.
            where: Its place, as notes give it: ``line 3``.
            instructions: What else is said of it.
        """
        try:
            said = read_line(text)
        except Wrong as reason:
            self.notes.append(f"{where} left out: {reason}")
            return
        if said is None:
            self.notes.append(f"{where} left out: no stretch is named in it")
        elif isinstance(said, Said):
            self._take(said, where, instructions)
        elif self.rounds.rest(said.seconds, len(self.steps)):
            pass
        elif self.steps:
            self.steps[-1] = replace(self.steps[-1], rest=said.seconds)
        else:
            self.notes.append(f"{where} left out: there is nothing to rest from yet")

    def open_rounds(self, text: str, where: str, *, heading: bool = False) -> bool:
        """Take a line that says that the steps below it are done in rounds; whether it does."""
        try:
            opening = read_opening(text)
        except Wrong as reason:
            self.rounds.close(len(self.steps))
            self.notes.append(f"{where} left out: {reason}")
            return True
        if opening is None:
            return False
        self.rounds.open(opening, text, len(self.steps), heading=heading)
        return True

    def _take(self, said: Said, where: str, instructions: Sequence[str]) -> None:
        step, notes = said
        known = self._by_name.get(_key(step.name or ""))
        if known is None:
            step = replace(step, instructions=tuple(instructions))
        else:
            step = replace(step, stretch=known.id, name=None)
        self._plain += known is not None or (has_dose(step) and not notes)
        self.steps.append(step)
        self.notes += [f"{where}: {note}" for note in notes]
        if known is not None and instructions:
            self.notes.append(f"{where}: its note was left out; the library has its own")

    def routine(self, name: str) -> Routine:
        """The routine that they come to.

        Raises:
            Faulty: There are none, or too many; or most of it is something else.
        """
        if 2 * self._plain < max(1, len(self.steps)):
            raise Faulty("", "expected a list of stretches with times, found none")
        if len(self.steps) > MOST_STEPS:
            raise Faulty("", f"expected at most {MOST_STEPS} steps")
        own = [step.name for step in self.steps if step.name is not None]
        if own:
            self.notes.append(
                f"not in your library, and kept by name: {', '.join(dict.fromkeys(own))}"
            )
        return Routine(id=slug(name) or "routine", name=name, steps=self.rounds.entries(self.steps))


def from_text(text: str, name: str, stretches: Mapping[str, Stretch]) -> tuple[Routine, list[str]]:
    """A list in plain text or Markdown as a routine, and what is not as it was there.

    Args:
        text: The list, a stretch a line.
        name: What to call it, where no heading does.
        stretches: The library's, by id.

    Raises:
        Faulty: It is no such list.
    """
    taken, title, sections = Taken(stretches), "", []
    for number, line in enumerate(text.splitlines(), 1):
        where = f"line {number}"
        if not line.strip(" \t-=*_|"):
            taken.rounds.blank(len(taken.steps))
            continue
        if heading := _HEADING.match(line):
            taken.rounds.close(len(taken.steps))
            if taken.open_rounds(heading["title"], where, heading=True):
                continue
            if title:
                sections.append(fold(heading["title"]))
            else:
                title = fold(heading["title"])
            continue
        if not taken.open_rounds(line, where):
            taken.rounds.line(line, len(taken.steps))
            taken.take(line, where)
    if sections:
        taken.notes.append(f"headings left out: {', '.join(sections)}")
    return taken.routine(title or name), taken.notes


def from_table(
    text: str, name: str, stretches: Mapping[str, Stretch]
) -> tuple[Routine, list[str]] | None:
    """A CSV with named columns as a routine, and what is not as it was there; None if it is none.

    The arguments and what is raised are those of ``from_text``.
    """
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    rows = list(csv.reader(text.splitlines(), delimiter=delimiter))
    names = [each.strip().lower() for each in rows[0]] if rows else []
    kinds = [NAMED.get(each, "") for each in names]
    if kinds.count("name") != 1 or len(names) < 2:
        return None
    taken = Taken(stretches)
    if unknown := [each for each, kind in zip(names, kinds, strict=True) if each and not kind]:
        taken.notes.append(f"columns left out: {', '.join(map(fold, unknown))}")
    for number, row in enumerate(rows[1:], 2):
        if any(map(str.strip, row)):
            cells = {kind: cell.strip() for kind, cell in zip(kinds, row, strict=False) if kind}
            _take_cells(taken, cells, f"row {number}")
    return taken.routine(name), taken.notes


def from_objects(
    found: Any, name: str, stretches: Mapping[str, Stretch]
) -> tuple[Routine, list[str]] | None:
    """A decoded JSON object with a list of steps as a routine; None if it is none.

    The other arguments and what is raised are those of ``from_text``.
    """
    if not isinstance(found, dict):
        return None
    steps = next((found[key] for key in _STEPS if isinstance(found.get(key), list)), None)
    if steps is None:
        return None
    title = next((each for key in ("name", "title") if isinstance(each := found.get(key), str)), "")
    taken = Taken(stretches)
    for number, each in enumerate(steps, 1):
        where = f"exercise {number}"
        if isinstance(each, dict):
            _take_cells(taken, _cells(each), where)
        else:
            taken.take(_cell(each), where)
    return taken.routine(fold(title) or name), taken.notes


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(map(_cell, value))
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


_UNITS = {"time": "s", "reps": "reps", "breaths": "breaths"}

_SIDES = {
    "both": "each side",
    "each": "each side",
    "per side": "each side",
    "left": "left side",
    "right": "right side",
    "alternate": "alternating",
    "alternating": "alternating",
    "none": "no sides",
}


def dose_of(record: Mapping[str, Any]) -> Step | None:
    """How much a JSON record gives, under any usual key; None if it has no name.

    Raises:
        Wrong: It gives more than a step may have.
    """
    line = _line(_cells(record))
    said = read_line(line) if line is not None else None
    return said.step if isinstance(said, Said) else None


def _cells(record: Mapping[str, Any]) -> dict[str, str]:
    named = ((NAMED.get(str(key).lower()), value) for key, value in record.items())
    return {kind: _cell(value) for kind, value in named if kind}


def _take_cells(taken: Taken, cells: Mapping[str, str], where: str) -> None:
    """Take what has a name for each of its parts."""
    line = _line(cells)
    if line is None:
        taken.notes.append(f"{where} left out: no stretch is named in it")
        return
    lines = [fold(each) for each in cells.get("notes", "").splitlines() if each.strip()]
    taken.take(line, where, [each for each in lines if not unsafe(each)])


def _line(cells: Mapping[str, str]) -> str | None:
    """What has a name for each of its parts, written as a line; None if it names no stretch."""
    name = fold(cells.get("name", ""))
    if not name or unsafe(name):
        return None
    words = [quoted(name)]
    for kind, unit in _UNITS.items():
        if cell := cells.get(kind, ""):
            words.append(f"{cell} {unit}" if cell.isdecimal() else cell)
            break
    if cells.get("sets", "").isdecimal():
        words.append(f"x {cells['sets']}")
    side = cells.get("side", "").lower()
    words.append(_SIDES.get(side, side))
    if rest := cells.get("rest", ""):
        words.append(f", rest {rest}")
    return " ".join(words)


def has_dose(step: Step) -> bool:
    """Whether a step says how much of it is done."""
    return (step.hold, step.breaths, step.reps) != (None, None, None)


def _key(name: str) -> str:
    return slug(name) or name.casefold()

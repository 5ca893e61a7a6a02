"""Lists of steps in plain text or Markdown, as a routine.

What each piece says is read by ``step_line``. A stretch that the library has under that name is
taken from there, with the dose that the list gives; any other is a step of one's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from stretchtui.core.routines.dose_faults import misfit
from stretchtui.core.routines.entry import Wrong
from stretchtui.core.routines.json_text import Faulty, listed
from stretchtui.core.routines.list_fields import counted, has_dose, line_of
from stretchtui.core.routines.list_markup import unmarked
from stretchtui.core.routines.model import Routine, Stretch
from stretchtui.core.routines.naming import slug
from stretchtui.core.routines.round_lines import RoundSpans
from stretchtui.core.routines.step_line import LONGEST_LINE, Said, read_line
from stretchtui.core.text import clean, fold, unsafe

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Step

MOST_STEPS = 500
"""A list of more steps than this is none of a routine's."""

_LONGEST_NAME = 1
"""What ends as a sentence does, and has more words than this, is one."""
_SENTENCES = 3
"""So many sentences to a stretch are not too many."""

NAMELESS = "no stretch is named in it"
"""Why a piece is left out."""

NO_LIST = "expected a list of stretches with times, found none"
CONTROL = "expected plain text, found the control character"

HEADING = re.compile(r"\s*#{1,6}\s+(?P<title>.*?\S)\s*#*\s*$")
"""A heading of Markdown."""


class NotAList(Faulty):
    """It is something else than a list of steps."""


class Listing(NamedTuple):
    """What a list comes to."""

    routine: Routine
    notes: list[str]
    """What is not as it was there, one line each."""
    left_out: list[Faulty]
    """What could not be taken, each with its place."""


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
        self.left_out: list[Faulty] = []
        """What could not be taken."""
        self._sentences = 0
        """How many lines are sentences."""
        self._orphans = 0
        """How many of these belong to no stretch."""
        self._plain = 0
        """How many of them are stretches beyond doubt: known, or with a dose."""

    def take(self, text: str, where: str, cells: Mapping[str, str] | None = None) -> None:
        """Take a line.

        Args:
            text: The line.
            where: Its place, as notes give it: ``line 3``.
            cells: The parts that the line was put together of, if it was.
        """
        if len(text) > LONGEST_LINE:
            self.leave_out(where, f"expected at most {LONGEST_LINE} characters, found {len(text)}")
            return
        try:
            said = read_line(text)
            if isinstance(said, Said):
                if cells is None and self.is_sentence(said, text):
                    self._take_sentence(unmarked(text), where)
                else:
                    self._take(said, where, cells)
                return
            if said is None and self._take_more(text, where):
                return
        except Wrong as reason:
            self.leave_out(where, str(reason))
            return
        if said is None:
            self.leave_out(where, NAMELESS)
        elif self.rounds.rest(said.seconds, len(self.steps)):
            pass
        elif self.steps:
            self.steps[-1] = replace(self.steps[-1], rest=said.seconds)
        else:
            self.leave_out(where, "there is nothing to rest from yet")

    def _take_more(self, text: str, where: str) -> bool:
        """Take a line that says how much of the stretch above it is done; whether it does."""
        if not self.steps or has_dose(self.steps[-1]):
            return False
        said = read_line(f'"x" {text}')
        if not isinstance(said, Said) or not has_dose(said.step):
            return False
        last, more = self.steps[-1], said.step
        own = more.instructions if last.stretch is None else ()
        self.steps[-1] = replace(
            more, stretch=last.stretch, name=last.name, instructions=(*last.instructions, *own)
        )
        if last.stretch is None:
            # Now it is one beyond doubt.
            self._plain += 1
        self.notes += [f"{where}: {note}" for note in said.notes]
        return True

    def names_only(self, said: Said) -> bool:
        """Whether a line has a name that the library does not know, and nothing more."""
        step = said.step
        return (
            not has_dose(step) and step.sides is None and _key(step.name or "") not in self._by_name
        )

    def is_sentence(self, said: Said, text: str) -> bool:
        """Whether a line is a sentence about a stretch, rather than a stretch."""
        words = text.split()
        return len(words) > _LONGEST_NAME and words[-1][-1] in ".!?" and self.names_only(said)

    def _take_sentence(self, sentence: str, where: str) -> None:
        """Take a sentence: it belongs to the stretch above it."""
        self._sentences += 1
        if self._sentences > MOST_STEPS:
            raise NotAList("", NO_LIST)
        if not self.steps or unsafe(sentence):
            self._orphans += 1
            self.leave_out(where, "a sentence, and no stretch")
            return
        last = self.steps[-1]
        if last.stretch is None:
            self.steps[-1] = replace(last, instructions=(*last.instructions, sentence))
        else:
            self.notes.append(f"{where}: its note was left out; the library has its own")

    def leave_out(self, where: str, problem: str) -> None:
        """Go on without a piece.

        Raises:
            NotAList: It would be one too many.
        """
        self.left_out.append(Faulty(where, problem))
        if len(self.left_out) > MOST_STEPS:
            raise NotAList("", NO_LIST)

    def _take(self, said: Said, where: str, cells: Mapping[str, str] | None) -> None:
        step, notes = said
        name = step.name or ""
        if character := unsafe(name):
            self.leave_out(where, f"{CONTROL} {character}")
            return
        lines: Iterable[str] = step.instructions
        if cells is not None:
            step = counted(step, cells)
            if step.instructions:
                notes = (*notes, f"not understood: {listed([*step.instructions])}")
            lines = map(fold, cells.get("notes", "").splitlines())
        told = [each for each in lines if each]
        instructions = tuple(each for each in told if not unsafe(each))
        if len(instructions) < len(told):
            notes = (*notes, "an instruction with a control character was left out")
        known = self._by_name.get(_key(name))
        if known is None:
            step = replace(step, instructions=instructions)
        else:
            step = replace(step, stretch=known.id, name=None, instructions=())
        while unfit := misfit(step, known or Stretch(id="own", name=name)):
            step = replace(step, **{unfit[0]: None})
            notes = (*notes, f"{unfit[1]}: left out")
        self._plain += known is not None or (has_dose(step) and not said.notes)
        self.steps.append(step)
        if len(self.steps) > MOST_STEPS:
            raise self._too_many()
        self.notes += [f"{where}: {note}" for note in notes]
        if known is not None and instructions:
            self.notes.append(f"{where}: its note was left out; the library has its own")

    def _too_many(self) -> Faulty:
        """Why there are no more to be taken."""
        if 2 * self._plain < len(self.steps):
            return NotAList("", NO_LIST)
        return Faulty("", f"expected at most {MOST_STEPS} steps")

    def listing(self, name: str) -> Listing:
        """The routine that they come to, and what is to be said of it.

        Raises:
            NotAList: There are none, or most of it is something else.
        """
        too_many = max(0, self._sentences - _SENTENCES * self._plain)
        if 2 * self._plain < max(1, len(self.steps) + self._orphans + too_many):
            raise NotAList("", NO_LIST)
        own = [step.name for step in self.steps if step.name is not None]
        if own:
            self.notes.append(f"not in your library, and kept by name: {listed(own)}")
        routine = Routine(
            id=slug(name) or "routine", name=name, steps=self.rounds.entries(self.steps)
        )
        return Listing(routine, self.notes, self.left_out)


def from_text(text: str, name: str, stretches: Mapping[str, Stretch]) -> Listing:
    """A list in plain text or Markdown as a routine.

    Args:
        text: The list, a stretch a line.
        name: What to call it, where no heading does.
        stretches: The library's, by id.

    Raises:
        Faulty: It is no such list.
    """
    taken, sections = Taken(stretches), []
    lines = text.splitlines()
    title, first = _title(lines, taken)
    for number, line in enumerate(lines[first:], first + 1):
        where, count = f"line {number}", len(taken.steps)
        if not line.strip(" \t-=*_|"):
            taken.rounds.blank(count)
            continue
        if heading := HEADING.match(line):
            taken.rounds.close(count)
            if taken.rounds.opened(heading["title"], where, count, taken.leave_out, heading=True):
                continue
            if title:
                sections.append(unmarked(heading["title"]))
            else:
                title = unmarked(heading["title"])
            continue
        if not taken.rounds.opened(line, where, count, taken.leave_out):
            taken.rounds.line(line, count)
            taken.take(line, where)
    if sections:
        taken.notes.append(f"headings left out: {listed(sections)}")
    taken.rounds.close(len(taken.steps))
    for where in taken.rounds.idle:
        taken.leave_out(where, "no steps follow it")
    return taken.listing(clean(title) or name)


def _title(lines: Sequence[str], taken: Taken) -> tuple[str, int]:
    """What stands above a list as its name, without being marked as one, and where the rest begins.

    It is alone between blank lines, has no dose, and is no stretch of the library.
    """
    said = [number for number, line in enumerate(lines) if line.strip()][:2]
    if len(said) < 2 or said[1] - said[0] < 2 or HEADING.match(lines[said[0]]):
        return "", 0
    line = unmarked(lines[said[0]])
    try:
        found = read_line(line)
    except Wrong:
        return "", 0
    if isinstance(found, Said) and not found.notes and taken.names_only(found):
        return line, said[1]
    return "", 0


def take_cells(taken: Taken, cells: Mapping[str, str], where: str) -> None:
    """Take what has a name for each of its parts."""
    if character := unsafe(cells.get("name", "")):
        taken.leave_out(where, f"{CONTROL} {character}")
    elif (line := line_of(cells)) is None:
        taken.leave_out(where, NAMELESS)
    else:
        taken.take(line, where, cells)


def _key(name: str) -> str:
    return slug(name) or name.casefold()

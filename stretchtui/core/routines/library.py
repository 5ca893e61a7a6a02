"""All stretches and routines at hand, from the shipped file and the user's, joined into one.

A user's entry takes the place of a shipped one of the same id; a routine looks for its
stretches in its own file first, so that a friend's file means what it meant to the friend.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import StrEnum

from msgspec import Struct

from stretchtui.core import text
from stretchtui.core.routines.format import Document, Fault
from stretchtui.core.routines.length import length
from stretchtui.core.routines.model import LONGEST_ROUTINE_S, Routine, Stretch
from stretchtui.core.routines.pace import Pace
from stretchtui.core.routines.rounds import numbered

HINTS = 20
"""For so many missing stretches the nearest is looked up: in a long list that takes a while."""


class Source(StrEnum):
    """Where an entry comes from."""

    SHIPPED = "shipped"
    USER = "user"
    FILE = "file"
    """A file named on the command line."""


class Entry(Struct, frozen=True):
    """A routine that can be played, and the stretches its steps ask for."""

    routine: Routine
    stretches: Mapping[str, Stretch]
    source: Source
    file: str

    def total(self, pace: Pace = Pace(), level: int = 0) -> int:
        """The session's length in seconds."""
        return length(self.routine, self.stretches, pace, level)


class Library(Struct, frozen=True):
    """Everything that could be read."""

    entries: Mapping[str, Entry]
    """The routines by id: the user's first, then the shipped, each in file order."""
    stretches: Mapping[str, Stretch]
    faults: tuple[Fault, ...]

    def named(self, name: str) -> list[Entry]:
        """The routines of a name; capital letters make no difference, unless only they do."""
        wanted = name.casefold()
        found = [each for each in self.entries.values() if each.routine.name.casefold() == wanted]
        exact = [each for each in found if each.routine.name == name]
        return exact if len(exact) == 1 else found

    def nearest(self, wanted: str) -> list[str]:
        """The ids that look most like what was asked for, best first."""
        wanted = wanted.lower()[:80]
        names = {entry.routine.name.lower(): id_ for id_, entry in self.entries.items()}
        near = [each for each in [*self.entries, *names] if wanted in each]
        near += get_close_matches(wanted, [*self.entries, *names], n=6, cutoff=0.5)
        return list(dict.fromkeys(names.get(each, each) for each in near))[:3]


def join(documents: Iterable[tuple[Source, Document]]) -> Library:
    """Join documents into a library; of two entries with one id, the earlier one stays.

    A routine whose stretches are not all there, or that would last for more than half a day,
    becomes a fault; so does a second routine of the user's with one id.
    """
    documents = list(documents)
    shared: dict[str, Stretch] = {}
    for _, document in documents:
        for stretch in document.stretches:
            shared.setdefault(stretch.id, stretch)
    entries: dict[str, Entry] = {}
    faults: list[Fault] = []
    for source, document in documents:
        faults.extend(document.faults)
        own = {stretch.id: stretch for stretch in document.stretches}
        stretches = {**shared, **own} if own else shared
        for routine in document.routines:
            entry = Entry(routine, stretches, source, document.file)
            if found := list(_faults(entry, entries.get(routine.id), HINTS - len(faults))):
                faults.extend(found)
            else:
                entries.setdefault(routine.id, entry)
    return Library(entries, shared, tuple(faults))


def _faults(entry: Entry, rival: Entry | None, hints: int) -> Iterable[Fault]:
    routine = entry.routine
    who = f'routine "{text.shorten(routine.name, 40)}"'
    missing = 0
    for place, step in numbered(routine):
        if step.stretch is not None and step.stretch not in entry.stretches:
            missing += 1
            known = entry.stretches if missing <= hints else ()
            near = get_close_matches(step.stretch, known, n=1)
            hint = f"did you mean {near[0]}?" if near else "expected the id of a stretch"
            where = ".".join((*(f"step[{number}]" for number in place), "stretch"))
            which = ", ".join(f"step {number}" for number in place)
            problem = f'no stretch has the id "{step.stretch}": {hint}'
            yield Fault(entry.file, where, f"{who}, {which}", problem)
    if not missing and entry.total() > LONGEST_ROUTINE_S:
        hours = LONGEST_ROUTINE_S // 3600
        yield Fault(entry.file, "routine", who, f"expected at most {hours} hours in all")
    if rival is not None and rival.source is entry.source:
        problem = f'id "{routine.id}" is already used in {rival.file}'
        yield Fault(entry.file, "routine", who, problem)

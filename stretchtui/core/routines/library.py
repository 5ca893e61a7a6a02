"""All stretches and routines at hand, from the shipped file and the user's, joined into one.

A user's entry takes the place of a shipped one of the same id; a routine looks for its
stretches in its own file first, so that a friend's file means what it meant to the friend.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from stretchtui.core import text
from stretchtui.core.routines.document import Document, Fault
from stretchtui.core.routines.dose_faults import misfit
from stretchtui.core.routines.fault_words import named
from stretchtui.core.routines.leaving_out import Adaptation, Adapted, LeaveOut, adapted
from stretchtui.core.routines.left_out_words import FEW, because_of, notices
from stretchtui.core.routines.length import length
from stretchtui.core.routines.model import LONGEST_ROUTINE_S, Routine, Stretch, stretch_of
from stretchtui.core.routines.pace import Pace
from stretchtui.core.routines.place import key_path
from stretchtui.core.routines.rounds import numbered
from stretchtui.core.routines.training_plan import TrainingPlan

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
    adapted: Adapted | None = None
    """What a person does otherwise than it is written, or not at all; None for nothing."""

    def total(self, pace: Pace = Pace(), level: int = 0) -> int:
        """The session's length in seconds."""
        return length(self.routine, self.stretches, pace, level, self.short_notices)

    def for_person(self, leave_out: LeaveOut) -> Entry:
        """The same routine as a person does it who has said what to leave out."""
        found = adapted(self.routine, self.stretches, leave_out)
        if not found.adaptations:
            return self
        return replace(self, routine=found.routine, adapted=found)

    @property
    def as_written(self) -> Entry:
        """The same routine for anybody, as its file has it."""
        if self.adapted is None:
            return self
        return replace(self, routine=self.adapted.written, adapted=None)

    @property
    def with_left_out(self) -> Entry:
        """The same routine with what is left out in its place: a session can take it back."""
        return self if self.adapted is None else replace(self, routine=self.adapted.whole)

    @property
    def out(self) -> frozenset[int]:
        """The places of what is left out, among the routine's single steps."""
        return frozenset() if self.adapted is None else self.adapted.out(self.routine)

    @property
    def is_mostly_done(self) -> bool:
        """Whether no more of it is left out than is done."""
        return self.adapted is None or self.adapted.is_mostly_done

    def reason(self, place: int) -> str:
        """Why a step is left out: ``because of osteoporosis``; empty where it is not."""
        if self.adapted is None or place not in self.out:
            return ""
        name = stretch_of(self.routine.single_steps[place], self.stretches).name
        found = (each for each in self.adaptations if each.name == name)
        return because_of(next(found).conditions)

    @property
    def notices(self) -> tuple[str, ...]:
        """What to say of that which is done otherwise, or not at all; one line each."""
        return notices(self.adaptations)

    @property
    def short_notices(self) -> tuple[str, ...]:
        """The same for where there is not much room, or time: of many stretches some are named."""
        return notices(self.adaptations, FEW)

    @property
    def adaptations(self) -> tuple[Adaptation, ...]:
        """What is done otherwise, or not at all, in the order of the steps."""
        return () if self.adapted is None else self.adapted.adaptations


class PlanEntry(Struct, frozen=True):
    """A plan that can be followed."""

    plan: TrainingPlan
    source: Source
    file: str
    where: str
    """Its place in the file, as faults have it."""


class Library(Struct, frozen=True):
    """Everything that could be read."""

    entries: Mapping[str, Entry]
    """The routines by id: the user's first, then the shipped, each in file order."""
    stretches: Mapping[str, Stretch]
    faults: tuple[Fault, ...]
    plans: Mapping[str, PlanEntry] = {}
    """The plans by id, in the same order."""

    def for_person(self, leave_out: LeaveOut) -> Library:
        """The same with each routine as a person does it who has said what to leave out."""
        if not leave_out:
            return self
        entries = {id_: entry.for_person(leave_out) for id_, entry in self.entries.items()}
        return replace(self, entries=entries)

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


class JoinedFaults(Struct, frozen=True):
    """What is wrong with documents that are joined: it stays the same as long as they do."""

    faults: tuple[Fault, ...] = ()
    """Those of the documents themselves, and those that show beside others."""
    left_out: frozenset[tuple[int, int]] = frozenset()
    """The routines that are for that not in the library: which document's, and which of it."""


def join(documents: Iterable[tuple[Source, Document]]) -> Library:
    """Join documents into a library; of two entries with one id, the earlier one stays.

    A routine whose stretches are not all there, or that would last for more than half a day,
    becomes a fault; so does a second routine of the user's with one id.
    """
    return join_as_found(documents)[0]


def join_as_found(
    documents: Iterable[tuple[Source, Document]], known: JoinedFaults | None = None
) -> tuple[Library, JoinedFaults]:
    """The same, and what was found on the way.

    Args:
        documents: The documents.
        known: What was found in the very same documents before: it is taken for granted.
    """
    documents = list(documents)
    shared: dict[str, Stretch] = {}
    for _, document in documents:
        for stretch in document.stretches:
            shared.setdefault(stretch.id, stretch)
    entries: dict[str, Entry] = {}
    faults: list[Fault] = []
    left_out = set(known.left_out) if known else set()
    for number, (source, document) in enumerate(documents):
        own = {stretch.id: stretch for stretch in document.stretches}
        stretches = {**shared, **own} if own else shared
        if known is None:
            faults += document.faults
            faults += _unmet(document, stretches, HINTS - len(faults))
        for index, routine in enumerate(document.routines):
            entry = Entry(routine, stretches, source, document.file)
            if known is None:
                rival = entries.get(routine.id)
                found = list(_faults(entry, document, index, rival, HINTS - len(faults)))
                faults += found
                left_out |= {(number, index)} if found else set()
            if (number, index) not in left_out:
                entries.setdefault(routine.id, entry)
    findings = known or JoinedFaults(tuple(faults), frozenset(left_out))
    # Plans are few.
    of_plans: list[Fault] = []
    plans = _plans(documents, entries, of_plans)
    return Library(entries, shared, (*findings.faults, *of_plans), plans), findings


def _unmet(document: Document, stretches: Mapping[str, Stretch], hints: int) -> Iterable[Fault]:
    """The stretches that are not there, of those that faulty routines ask for."""
    for wanted in document.wanted:
        if wanted.stretch not in stretches:
            problem = _missing(wanted.stretch, stretches, document, hints)
            yield Fault(document.file, wanted.where, wanted.who, problem)
            hints -= 1


def _plans(
    documents: Iterable[tuple[Source, Document]],
    entries: Mapping[str, Entry],
    faults: list[Fault],
) -> Mapping[str, PlanEntry]:
    """The plans whose routines are all there; what is wrong with others is added to the faults."""
    plans: dict[str, PlanEntry] = {}
    for source, document in documents:
        for index, plan in enumerate(document.plans):
            rival = plans.get(plan.id)
            doubled = rival if rival is not None and rival.source is source else None
            number = document.plan_number_of(index)
            if found := list(_faults_of_plan(plan, document, number, entries, doubled)):
                faults.extend(found)
            else:
                where = key_path("plan", number)
                plans.setdefault(plan.id, PlanEntry(plan, source, document.file, where))
    return plans


def _faults_of_plan(
    plan: TrainingPlan,
    document: Document,
    number: int,
    entries: Mapping[str, Entry],
    doubled: PlanEntry | None,
) -> Iterable[Fault]:
    path, who = key_path("plan", number), named("plan", {"name": plan.name})
    for place, part in enumerate(plan.sections, 1):
        if part.routine is None or part.routine in entries:
            continue
        near = get_close_matches(part.routine, entries, n=1)
        hint = f"did you mean {near[0]}?" if near else "expected the id of a routine"
        wanted = text.shorten(text.clean(part.routine), 80)
        where = key_path(path, *(("part", place) if plan.parts else ()), "routine")
        problem = f'no routine has the id "{wanted}": {hint}'
        yield Fault(document.file, where, who, problem)
    if doubled is not None:
        problem = f'"{plan.id}" is already used in {doubled.file}'
        yield Fault(document.file, key_path(path, "id"), who, problem)


def _faults(
    entry: Entry, document: Document, index: int, rival: Entry | None, hints: int
) -> Iterable[Fault]:
    routine = entry.routine
    path = key_path("routine", document.number_of(index))
    who = named("routine", {"name": routine.name})
    missing = 0
    for place, step in numbered(routine):
        if step.stretch is not None and step.stretch not in entry.stretches:
            missing += 1
            key = "stretch"
            problem = _missing(step.stretch, entry.stretches, document, hints - missing + 1)
        elif (unfitting := misfit(step, stretch_of(step, entry.stretches))) is not None:
            key, problem = unfitting
        else:
            continue
        where = key_path(path, *(part for number in place for part in ("step", number)), key)
        *groups, own = (f"step {number}" for number in place)
        name = step.stretch if step.name is None else step.name
        yield Fault(
            entry.file, where, ", ".join((who, *groups, named(own, {"name": name}))), problem
        )
    if not missing and entry.total() > LONGEST_ROUTINE_S:
        hours = LONGEST_ROUTINE_S // 3600
        yield Fault(entry.file, path, who, f"expected at most {hours} hours in all")
    if rival is not None and rival.source is entry.source:
        problem = f'"{routine.id}" is already used in {rival.file}'
        yield Fault(entry.file, key_path(path, "id"), who, problem)


def _missing(wanted: str, stretches: Mapping[str, Stretch], document: Document, hints: int) -> str:
    """That a stretch is not there; the nearest one is looked up as long as there are hints."""
    if wanted in document.spoilt:
        return f'the stretch "{wanted}" has an error of its own'
    known = [*stretches, *document.spoilt] if hints > 0 else []
    near = get_close_matches(wanted, known, n=1)
    hint = f"did you mean {near[0]}?" if near else "expected the id of a stretch"
    return f'no stretch has the id "{text.shorten(text.clean(wanted), 80)}": {hint}'

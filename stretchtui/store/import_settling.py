"""What comes in beside what is there: ids and names that nothing else has, and no second time.

What was imported before is known by where it came from. The same version of it is here already,
whatever was made of it since; another one takes its place if that is wanted, or stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from stretchtui.core.planning.wishes import wish_faults
from stretchtui.core.routines.document import Document, Fault
from stretchtui.core.routines.interchange import Foreign
from stretchtui.core.routines.library import Library, Source, join
from stretchtui.core.routines.naming import TakenNames, copy_name, ids_for, is_numbered, new_id
from stretchtui.core.routines.sharing import rename, same_stretch
from stretchtui.store.import_record import (
    ImportedPiece,
    ImportRecord,
    Kind,
    Piece,
    digest_of,
    name_of,
)

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Routine, Stretch
    from stretchtui.core.routines.training_plan import TrainingPlan


class ReadFile(Struct, frozen=True):
    """A file that is to come in."""

    path: Path
    source: str
    """As the record knows it."""
    digest: str
    """Of all of it."""
    found: Foreign


class Settled:
    """What one file brings, with ids and names of its own; it is put together piece by piece.

    Args:
        read: The file.
        faults: What is wrong in it.
    """

    def __init__(self, read: ReadFile, faults: Iterable[Fault]) -> None:
        self.read = read
        self.stretches: list[Stretch] = []
        """New ones."""
        self.routines: list[Routine] = []
        """New ones."""
        self.plans: list[TrainingPlan] = []
        """New ones."""
        self.replacing: list[Piece] = []
        """Those that take the place of the ones of their ids."""
        self.changed = False
        """Whether the person has changed something that is replaced."""
        self.here = 0
        """How many of its pieces are here already."""
        self.renamed: dict[str, str] = {}
        """The stretches that are called otherwise here, by their ids in the file."""
        self.routine_ids: dict[str, str] = {}
        """The ids that its routines have here, by their ids in the file."""
        self.notes: list[str] = []
        """What is not as it was there, one line each."""
        self.faults = [*faults]
        """What could not be taken."""

    @property
    def is_new(self) -> bool:
        """Whether anything is changed by it."""
        return bool(self.stretches or self.routines or self.plans or self.replacing)

    @property
    def pieces(self) -> int:
        """How much of it there is, or was."""
        new = len(self.stretches) + len(self.routines) + len(self.plans)
        return self.here + new + len(self.replacing)


class Settling:
    """Gives what comes in its place in a library.

    Args:
        library: The person's, as it is.
        record: What was imported before; what comes in is added to it.
        instead: Whether a new version takes the place of the one that was imported before.
    """

    def __init__(self, library: Library, record: ImportRecord, instead: bool) -> None:
        self._entries = library.entries
        self._routines = {id_: entry.routine for id_, entry in library.entries.items()}
        self._stretches = dict(library.stretches)
        self._plans = {id_: entry.plan for id_, entry in library.plans.items()}
        self._own_plans = {
            id_ for id_, entry in library.plans.items() if entry.source is Source.USER
        }
        self._names = TakenNames(each.name for each in self._routines.values())
        self._record = record
        self._instead = instead

    def take_stretches(self, into: Settled) -> None:
        """Take a file's stretches; those of all files come before the first routine."""
        stretches = into.read.found.document.stretches
        for each in stretches:
            id_ = self._stretch(each, into, alone=len(stretches) == 1)
            if id_ != each.id:
                into.renamed[each.id] = id_

    def _stretch(self, stretch: Stretch, into: Settled, alone: bool) -> str:
        """Take one stretch; the id that it has here."""
        before = self._record.find("stretch", into.read.source, stretch.id, alone)
        if before is not None and before.id in self._stretches:
            here = self._stretches[before.id]
            same = self._is_same(before, into, stretch)
            if same or replace(stretch, id=here.id) == here:
                into.here += 1
                return before.id
            if self._instead:
                new = replace(stretch, id=before.id)
                self._stretches[before.id] = new
                into.replacing.append(new)
                into.changed |= digest_of(here) != before.here
                self._remember("stretch", into, stretch, new)
                return before.id
        if (known := same_stretch(stretch, self._stretches)) is not None:
            into.here += 1
            return known
        if before is not None and before.id in self._stretches:
            into.notes.append(_another(stretch.name, before.id))
        id_ = new_id(stretch.id, self._stretches)
        if id_ != stretch.id:
            into.notes.append(f"stretch {stretch.id} was imported as {id_}")
        new = replace(stretch, id=id_)
        self._stretches[id_] = new
        into.stretches.append(new)
        self._remember("stretch", into, stretch, new)
        return id_

    def take_routines(self, into: Settled) -> None:
        """Take a file's routines."""
        routines = into.read.found.document.routines
        for each in routines:
            id_ = self._routine(each, into, alone=len(routines) == 1)
            if id_ is not None:
                into.routine_ids[each.id] = id_

    def _routine(self, there: Routine, into: Settled, alone: bool) -> str | None:
        """Take one routine; the id that it has here, None if it could not be taken."""
        routine = rename(there, into.renamed)
        before = self._record.find("routine", into.read.source, there.id, alone)
        entry = self._entries.get(before.id) if before is not None else None
        another = ""
        if before is not None and entry is not None and entry.source is Source.USER:
            here = self._routines[before.id]
            same = self._is_same(before, into, there)
            changed = digest_of(here) != before.here
            if _are_equal(routine, here) or (same and not (self._instead and changed)):
                into.here += 1
                yours = ", with your changes" if same and changed else ""
                into.notes.append(f"{here.name} is already here{yours}")
                return here.id
            if self._instead:
                into.changed |= changed
                self._replace(there, replace(routine, id=here.id), into)
                return here.id
            another = _another(here.name, here.id)
        if (known := self._known(routine)) is not None:
            into.here += 1
            into.notes.append(f"{known.name} is already here")
            return known.id
        id_ = new_id(routine.id, self._routines)
        if not self._holds(replace(routine, id=id_), into):
            return None
        if another:
            into.notes.append(another)
        if id_ != routine.id:
            into.notes.append(f"routine {routine.id} was imported as {id_}")
        new = replace(routine, id=id_, name=self._name(routine.name, into))
        self._routines[id_] = new
        self._names.add(new.name)
        into.routines.append(new)
        self._remember("routine", into, there, new)
        return id_

    def take_plans(self, into: Settled) -> None:
        """Take a file's plans, when all routines are there that they can ask for."""
        plans = into.read.found.document.plans
        for each in plans:
            self._plan(each, into, alone=len(plans) == 1)

    def _plan(self, there: TrainingPlan, into: Settled, alone: bool) -> None:
        plan = there.with_routines(into.routine_ids)
        before = self._record.find("plan", into.read.source, there.id, alone)
        here = self._plans[before.id] if before and before.id in self._own_plans else None
        known = self._plans.get(plan.id)
        if known == plan or (here is not None and replace(plan, id=here.id) == here):
            into.here += 1
            into.notes.append(f"{plan.name} is already here")
            return
        if faults := list(self._faults_of_plan(plan)):
            file, who = str(into.read.path), f'plan "{plan.name}"'
            into.faults += [Fault(file, where, who, problem) for where, problem in faults]
            return
        if here is not None and before is not None and self._instead:
            into.changed |= digest_of(here) != before.here
            new = replace(plan, id=here.id)
            into.replacing.append(new)
        else:
            new = replace(plan, id=new_id(plan.id, self._plans, otherwise="plan"))
            if new.id != there.id:
                into.notes.append(f"plan {there.id} was imported as {new.id}")
            into.plans.append(new)
        self._plans[new.id] = new
        self._remember("plan", into, there, new)

    def _faults_of_plan(self, plan: TrainingPlan) -> Iterator[tuple[str, str]]:
        """What stands in the way of a plan: where in it, and why."""
        for each in plan.routines:
            if each not in self._routines:
                yield "routine", f'no routine has the id "{each}": expected the id of a routine'
        yield from wish_faults(plan)

    def _replace(self, there: Routine, new: Routine, into: Settled) -> None:
        """Put a routine in the place of the one of its id."""
        if not self._holds(new, into):
            return
        others = (each.name for id_, each in self._routines.items() if id_ != new.id)
        if new.name in TakenNames(others):
            new = replace(new, name=self._routines[new.id].name)
        self._routines[new.id] = new
        into.replacing.append(new)
        self._remember("routine", into, there, new)

    def _known(self, routine: Routine) -> Routine | None:
        """A routine of the library that is the very same, whatever it is called."""
        ids = takewhile(self._routines.__contains__, ids_for(routine.id))
        found = (self._routines[id_] for id_ in ids)
        return next((each for each in found if _are_equal(routine, each)), None)

    def _holds(self, routine: Routine, into: Settled) -> bool:
        """Whether a routine can be played with the stretches there are; if not, why is kept."""
        known = Document("", tuple(self._stretches.values()))
        alone = Document(name_of(into.read.path), routines=(routine,))
        faults = join([(Source.FILE, alone), (Source.SHIPPED, known)]).faults
        # It was looked at alone: its number in the file is another one.
        into.faults += [
            replace(each, where=each.where.removeprefix("routine[1].")) for each in faults
        ]
        return not faults

    def _name(self, name: str, into: Settled) -> str:
        """A name that no other routine has."""
        if name not in self._names:
            return name
        other = copy_name(name, self._names)
        into.notes.append(f"you have a routine called {name}: this one is called {other}")
        return other

    def _is_same(self, before: ImportedPiece, into: Settled, there: Piece) -> bool:
        """Whether a piece is in its file as it was when it was imported."""
        return into.read.digest == before.file or digest_of(there) == before.there

    def _remember(self, kind: Kind, into: Settled, there: Piece, here: Piece) -> None:
        read = into.read
        self._record.add(
            ImportedPiece(
                kind=kind,
                source=read.source,
                key=there.id,
                id=here.id,
                file=read.digest,
                there=digest_of(there),
                here=digest_of(here),
            )
        )


def _are_equal(routine: Routine, here: Routine) -> bool:
    """Whether two routines differ in nothing but their ids and the number behind a name."""
    same = routine == replace(here, id=routine.id, name=routine.name)
    return same and is_numbered(here.name, routine.name)


def _another(name: str, id_: str) -> str:
    return f"another version of {name} is here as {id_}: --replace would update that one"

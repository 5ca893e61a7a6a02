"""What one routine file holds, and what is wrong in it."""

from __future__ import annotations

from msgspec import Struct

from stretchtui.core import text
from stretchtui.core.routines.model import Routine, Stretch
from stretchtui.core.routines.training_plan import TrainingPlan


class Fault(Struct, frozen=True):
    """One thing that is wrong in a file, in words for the person who will mend it."""

    file: str
    where: str
    """The line, or the key path: ``routine[2].step[3].hold``, counted from 1; or nothing."""
    who: str
    """The names around it: ``routine "Hips", step 3 "Pigeon"``; or nothing."""
    problem: str
    """What was found, and what was expected."""

    def __str__(self) -> str:
        place = f"{self.where} ({self.who})" if self.who else self.where
        return ": ".join(text.clean(part) for part in (self.file, place, self.problem) if part)


class Wanted(Struct, frozen=True):
    """A stretch that a step of a faulty routine asks for: whether it is there is seen later."""

    where: str
    """As in ``Fault``, and so is ``who``."""
    who: str
    stretch: str
    """Its id."""


class Document(Struct, frozen=True):
    """What one file holds."""

    file: str
    stretches: tuple[Stretch, ...] = ()
    routines: tuple[Routine, ...] = ()
    faults: tuple[Fault, ...] = ()
    numbers: tuple[int, ...] = ()
    """Which routine of the file each of ``routines`` is, from 1; empty where all of them are
    whole."""
    wanted: tuple[Wanted, ...] = ()
    """What the routines ask for that are not among ``routines``, for their faults."""
    spoilt: tuple[str, ...] = ()
    """The ids of the stretches that are not among ``stretches``, for their faults."""
    plans: tuple[TrainingPlan, ...] = ()
    plan_numbers: tuple[int, ...] = ()
    """Which plan of the file each of ``plans`` is, as ``numbers`` has it for routines."""

    def number_of(self, index: int) -> int:
        """Which routine of the file one of ``routines`` is, from 1."""
        return self.numbers[index] if self.numbers else index + 1

    def plan_number_of(self, index: int) -> int:
        """Which plan of the file one of ``plans`` is, from 1."""
        return self.plan_numbers[index] if self.plan_numbers else index + 1

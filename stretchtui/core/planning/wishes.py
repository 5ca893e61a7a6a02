"""What plans have made: ``make = "10 minutes for hips"``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.making.wish import RoutineWish, read_wish
from stretchtui.core.routines.document import Fault
from stretchtui.core.routines.entry import Wrong
from stretchtui.core.routines.fault_words import named, quote
from stretchtui.core.routines.place import key_path

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Library
    from stretchtui.core.routines.training_plan import PlanPart, TrainingPlan

_read = lru_cache(maxsize=64)(read_wish)


def wish_of(part: PlanPart) -> RoutineWish | None:
    """What a part of a plan has made; None if it asks for a routine."""
    return None if part.make is None else _read(part.make)


def routine_id(part: PlanPart) -> str:
    """The id of a part's routine, by which the journal knows its sessions."""
    wish = wish_of(part)
    return part.routine or "" if wish is None else wish.id


def wish_faults(plan: TrainingPlan) -> Iterator[tuple[str, str]]:
    """What is asked for in a plan and cannot be understood: the place in it, and the problem."""
    for number, part in enumerate(plan.sections, 1):
        try:
            wish_of(part)
        except Wrong as error:
            place = key_path(*(("part", number) if plan.parts else ()), "make")
            yield place, f"{error}, found {quote(part.make)}"


def with_clear_wishes(library: Library) -> Library:
    """A library without the plans that ask for what cannot be understood: those are faults."""
    plans = dict(library.plans)
    faults = list(library.faults)
    for id_, entry in library.plans.items():
        for place, problem in wish_faults(entry.plan):
            where = key_path(entry.where, place)
            who = named("plan", {"name": entry.plan.name})
            faults.append(Fault(entry.file, where, who, problem))
            plans.pop(id_, None)
    if len(plans) == len(library.plans):
        return library
    return replace(library, plans=plans, faults=tuple(faults))

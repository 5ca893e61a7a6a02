"""A routine that goes on under another id, as after its file was edited by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from stretchtui.core.routines.model import name_of, stretch_of
from stretchtui.core.routines.shuffling import is_shuffled

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry


class Former(Struct, frozen=True):
    """A routine that has sessions, and is not in the library any more."""

    routine: str
    """Its id."""
    name: str
    """Its name, as it was in its last session."""
    sessions: int
    """How many there are."""
    stretches: tuple[str, ...]
    """The stretches of its last completed session, in their order."""


class Succession(NamedTuple):
    """A routine, and the one that it seems to have been."""

    entry: Entry
    former: Former


def succession(
    entries: Iterable[Entry], formers: Iterable[Former], apart: Collection[tuple[str, str]]
) -> Succession | None:
    """The first routine with the same steps as one that is gone; None if there is none.

    Args:
        entries: The routines of the library.
        formers: The routines that are gone.
        apart: Pairs of ids, of a routine and of a former one, which the person keeps apart.
    """
    gone = {former.stretches: former for former in formers if former.stretches}
    if not gone:
        return None
    # Of one that is shuffled the last order says nothing.
    in_any_order = {tuple(sorted(stretches)): former for stretches, former in gone.items()}
    for entry in entries:
        stretches = _stretches(entry)
        if is_shuffled(entry.routine):
            former = in_any_order.get(tuple(sorted(stretches)))
        else:
            former = gone.get(stretches)
        if former is not None and (entry.routine.id, former.routine) not in apart:
            return Succession(entry, former)
    return None


def _stretches(entry: Entry) -> tuple[str, ...]:
    steps = entry.routine.single_steps
    return tuple(name_of(step, stretch_of(step, entry.stretches)) for step in steps)

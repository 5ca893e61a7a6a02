"""The order in which a routine's steps are come to: those of a group once in each of its rounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from stretchtui.core.routines.model import Group, Routine, Step, Stretch, steps_in, stretch_of
from stretchtui.core.routines.ramps import grown

Turn = tuple[int, int]
"""A step as it is come to: its place among the routine's single steps, and the round, from 1."""


class Pass(Struct, frozen=True, gc=False):
    """A step as it is come to, once or in one of its rounds."""

    place: int
    """The step's place among the routine's single steps, from 0."""
    step: Step
    round: int = 1
    """Which round it is, from 1."""
    rounds: int = 1
    """How many there are."""
    group: int | None = None
    """The place of the group's first step; None of a step that is in none."""
    rest: int = 0
    """Seconds that its group asks to rest behind it; 0 within a round."""


def passes(routine: Routine, credit: int, order: Sequence[Turn] | None = None) -> Iterator[Pass]:
    """Every step of a routine as often as it is come to, in order.

    Args:
        routine: The routine.
        credit: How many sessions count, for rounds that grow.
        order: What is come to, in another order; all of it in the routine's own, if not given.
    """
    if order is None:
        yield from _in_their_order(routine, credit)
        return
    found = {(each.place, each.round): each for each in _in_their_order(routine, credit)}
    there, ends = set(order), dict[tuple[int | None, int], Pass]()
    for turn, each in found.items():
        own = each.group, each.round
        if turn in there:
            ends[own] = each
        if each.rest and own in ends:
            # The rest between rounds comes behind the last step that is done of a round.
            ends[own] = replace(ends[own], rest=each.rest)
    for turn in order:
        each = found[turn]
        end = ends[each.group, each.round]
        yield end if end.place == each.place else each


def _in_their_order(routine: Routine, credit: int) -> Iterator[Pass]:
    place = 0
    for entry in routine.steps:
        if not isinstance(entry, Group):
            yield Pass(place, entry)
            place += 1
            continue
        rounds, last = grown(entry.rounds, credit), len(entry.steps) - 1
        for number in range(1, rounds + 1):
            for within, step in enumerate(entry.steps):
                rest = entry.rest if within == last else 0
                yield Pass(place + within, step, number, rounds, place, rest)
        place += len(entry.steps)


def numbered(routine: Routine) -> Iterator[tuple[tuple[int, ...], Step]]:
    """Every single step after its numbers in the file: ``(3,)``, or ``(3, 1)`` in a group."""
    for number, entry in enumerate(routine.steps, 1):
        if isinstance(entry, Group):
            yield from (((number, within), step) for within, step in enumerate(entry.steps, 1))
        else:
            yield (number,), entry


def names(group: Group, stretches: Mapping[str, Stretch]) -> str:
    """What a group is called, which has no name: ``Bridge and Plank``, ``Bridge and 2 more``."""
    first, *others = (_name(step, stretches) for step in group.steps)
    match others:
        case []:
            return first
        case [other]:
            return f"{first} and {other}"
        case _:
            return f"{first} and {len(others)} more"


def _name(step: Step, stretches: Mapping[str, Stretch]) -> str:
    try:
        return stretch_of(step, stretches).name
    except KeyError:
        return str(step.stretch)


class PlacedStep(NamedTuple):
    """Where a single step stands."""

    step: Step
    group: Group | None
    """The group it is in, if any."""
    first: int
    """The place of the first step of its group; its own, where it is in none."""


def places(routine: Routine) -> Iterator[PlacedStep]:
    """Where every single step stands, in order."""
    first = 0
    for entry in routine.steps:
        group = entry if isinstance(entry, Group) else None
        steps = steps_in(entry)
        yield from (PlacedStep(step, group, first) for step in steps)
        first += len(steps)

"""What a person has changed of a session, as it is kept: what comes when, and what was added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from stretchtui.core.routines.model import Step, Stretch, name_of, stretch_of
from stretchtui.core.routines.ramps import ask, credit_at
from stretchtui.core.routines.rounds import passes

if TYPE_CHECKING:
    from stretchtui.core.routines.library import Entry
    from stretchtui.core.routines.rounds import Turn

Number = Annotated[int, Meta(ge=1, le=1_000_000)]

Planned = tuple[str, Number, Number]
"""A step by its stretch, which of the steps with that stretch it is, and its round; both from 1."""


class Plan(Struct, frozen=True):
    """What comes in a session in which that was changed; what was left out, its parts tell."""

    order: tuple[Planned, ...] = ()
    """All of it, in its order; empty where nothing was changed."""
    added: tuple[str, ...] = ()
    """The stretches that were added, by their ids, in the order in which they were."""
    taken_back: tuple[str, ...] = ()
    """The stretches that the person leaves out as a rule, by their ids, and wanted here."""

    def __bool__(self) -> bool:
        """Whether anything was changed."""
        return bool(self.order)


def added_step(stretch: Stretch) -> Step:
    """A step of a stretch that is added to a session: as the stretch says, and without ramps."""
    asked = ask(Step(stretch=stretch.id), stretch)
    return Step(
        stretch=stretch.id,
        hold=asked.hold or None,
        breaths=asked.breaths or None,
        reps=asked.reps or None,
        times=asked.times,
        rest=asked.between,
    )


def with_added(entry: Entry, added: Iterable[str], library: Mapping[str, Stretch]) -> Entry:
    """A routine with more stretches behind its steps; those that there are no more are left out.

    Args:
        entry: The routine.
        added: The stretches' ids.
        library: The stretches there are.
    """
    known = {**library, **entry.stretches}
    found = [known[each] for each in added if each in known]
    if not found:
        return entry
    stretches = {**entry.stretches, **{each.id: each for each in found}}
    steps = (*entry.routine.steps, *map(added_step, found))
    return replace(entry, routine=replace(entry.routine, steps=steps), stretches=stretches)


def plan_of(
    entry: Entry, turns: Iterable[Turn], added: tuple[str, ...], out: Container[Turn] = ()
) -> Plan:
    """What is kept of a session in which what comes was changed.

    Args:
        entry: The routine, with what was added.
        turns: All of it, in its order.
        added: What was added.
        out: What of it is left out.
    """
    names, turns = _names(entry), tuple(turns)
    order = tuple((*names[step], round_) for step, round_ in turns)
    back = (names[turn[0]][0] for turn in turns if turn[0] in entry.out and turn not in out)
    return Plan(order, added, tuple(dict.fromkeys(back)))


def is_out(entry: Entry, plan: Plan) -> frozenset[int]:
    """The places of the steps that a person leaves out as a rule, and does not want this time."""
    names = _names(entry)
    return frozenset(place for place in entry.out if names[place][0] not in plan.taken_back)


def turns_of(plan: Plan, entry: Entry, level: int) -> tuple[Turn, ...]:
    """What comes in a session, in its order; what the plan does not know, behind what it followed.

    Args:
        plan: What was changed of it.
        entry: The routine as it is by now, with what was added.
        level: The level of progression that it is played at.
    """
    credit = credit_at(entry.routine, entry.stretches, level)
    own = [(each.place, each.round) for each in passes(entry.routine, credit)]
    if not plan:
        return tuple(own)
    names = _names(entry)
    known = {(*names[step], round_): (step, round_) for step, round_ in own}
    turns = [known[each] for each in dict.fromkeys(plan.order) if each in known]
    for n, turn in enumerate(own):
        if turn not in turns:
            turns.insert(turns.index(own[n - 1]) + 1 if n else 0, turn)
    return tuple(turns)


def _names(entry: Entry) -> Sequence[tuple[str, int]]:
    """What tells each step from others: its stretch, and which of those with that it is."""
    seen: Counter[str] = Counter()
    found = []
    for step in entry.routine.single_steps:
        name = name_of(step, stretch_of(step, entry.stretches))
        seen[name] += 1
        found.append((name, seen[name]))
    return found

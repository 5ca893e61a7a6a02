"""The order of steps that is drawn anew for each session, and stays the same within it."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from stretchtui.core.routines.model import Group, Routine, Step, steps_in

if TYPE_CHECKING:
    from collections.abc import Sequence

Entry = TypeVar("Entry", Step, Step | Group)


def is_shuffled(routine: Routine) -> bool:
    """Whether anything of a routine is shuffled."""
    return routine.shuffle or any(
        isinstance(entry, Group) and entry.shuffle for entry in routine.steps
    )


def drawn(routine: Routine, seed: str) -> Routine:
    """A routine with its steps in the order of one session.

    What is drawn for a step goes by what it is, so that the order stays where other steps are
    added or removed meanwhile.

    Args:
        routine: The routine; itself, where nothing of it is to be shuffled.
        seed: Tells the session from all others.
    """
    steps = tuple(_drawn_within(entry, seed) for entry in routine.steps)
    if routine.shuffle:
        steps = _in_order(steps, seed)
    return replace(routine, steps=steps) if steps != routine.steps else routine


def _drawn_within(entry: Step | Group, seed: str) -> Step | Group:
    if isinstance(entry, Group) and entry.shuffle:
        return replace(entry, steps=_in_order(entry.steps, seed))
    return entry


def _in_order(entries: Sequence[Entry], seed: str) -> tuple[Entry, ...]:
    seen: Counter[str] = Counter()
    keyed: list[tuple[bytes, int]] = []
    for place, entry in enumerate(entries):
        # Sorted, since those of a group may be in any order by now.
        name = "\n".join(sorted(step.stretch or step.name or "" for step in steps_in(entry)))
        seen[name] += 1
        ticket = sha256(f"{seed}\n{seen[name]}\n{name}".encode("utf-8", "surrogatepass")).digest()
        keyed.append((ticket, place))
    return tuple(entries[place] for _, place in sorted(keyed))

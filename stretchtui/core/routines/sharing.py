"""Which stretches a routine takes along, so that it means the same in another library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.routines.model import with_each_step
from stretchtui.core.routines.naming import new_id

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Routine, Step, Stretch


def used(routine: Routine, stretches: Mapping[str, Stretch]) -> tuple[Stretch, ...]:
    """The stretches that a routine's steps ask for, each once, in their order."""
    ids = dict.fromkeys(step.stretch for step in routine.single_steps)
    return tuple(stretches[id_] for id_ in ids if id_ is not None and id_ in stretches)


def settle(
    stretches: Iterable[Stretch], known: Mapping[str, Stretch]
) -> tuple[tuple[Stretch, ...], dict[str, str]]:
    """Stretches as they can stand beside a library without taking the place of any of its own.

    Returns:
        Those that the library lacks; and the new ids of those whose ids it uses for others.
    """
    taken = dict(known)
    missing: list[Stretch] = []
    renamed: dict[str, str] = {}
    for stretch in stretches:
        if taken.get(stretch.id) == stretch:
            continue
        id_ = new_id(stretch.id, taken)
        if id_ != stretch.id:
            renamed[stretch.id] = id_
            stretch = replace(stretch, id=id_)
        taken[id_] = stretch
        missing.append(stretch)
    return tuple(missing), renamed


def rename(routine: Routine, renamed: Mapping[str, str]) -> Routine:
    """The routine with the stretches it names called by their new ids."""
    if not renamed:
        return routine

    def named(step: Step) -> tuple[Step]:
        return (replace(step, stretch=renamed.get(step.stretch or "", step.stretch)),)

    return with_each_step(routine, named)

"""Which stretches a routine takes along, so that it means the same in another library."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import takewhile
from typing import TYPE_CHECKING

from msgspec.structs import replace

from stretchtui.core.routines.model import with_each_step
from stretchtui.core.routines.naming import ids_for, new_id

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
        Those that the library lacks; and, by their ids, those that are called otherwise in it.
    """
    taken = dict(known)
    missing: list[Stretch] = []
    renamed: dict[str, str] = {}
    for stretch in stretches:
        same = same_stretch(stretch, taken)
        if same is not None:
            if same != stretch.id:
                renamed[stretch.id] = same
            continue
        id_ = new_id(stretch.id, taken)
        if id_ != stretch.id:
            renamed[stretch.id] = id_
            stretch = replace(stretch, id=id_)
        taken[id_] = stretch
        missing.append(stretch)
    return tuple(missing), renamed


def same_stretch(stretch: Stretch, known: Mapping[str, Stretch]) -> str | None:
    """The id of a known stretch that is the very same, under its id or as ``settle`` called it."""
    ids = takewhile(known.__contains__, ids_for(stretch.id))
    return next((id_ for id_ in ids if known[id_] == replace(stretch, id=id_)), None)


def rename(routine: Routine, renamed: Mapping[str, str]) -> Routine:
    """The routine with the stretches it names called by their new ids."""
    if not renamed:
        return routine

    def named(step: Step) -> tuple[Step]:
        return (replace(step, stretch=renamed.get(step.stretch or "", step.stretch)),)

    return with_each_step(routine, named)

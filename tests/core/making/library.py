"""Stretches to make routines of: the shipped ones, and a few plain ones."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from stretchtui.core.making.wish import RoutineWish
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.model import Routine, Sides, Step, Stretch
from stretchtui.store.files import read_text
from stretchtui.store.paths import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def shipped_stretches() -> Mapping[str, Stretch]:
    """The stretches that come with the program."""
    document = decode(read_text(shipped() / "routines.toml"), "routines.toml")
    return {each.id: each for each in document.stretches}


def held(name: str, *targets: str, position: str = "on your back", **more: Any) -> Stretch:
    """A stretch that is held for half a minute on both sides."""
    more = dict[str, Any](hold=30, sides=Sides.BOTH) | more
    return Stretch(id=name, name=name, targets=targets, position=position, **more)


def moved(name: str, *targets: str, position: str = "on your back", **more: Any) -> Stretch:
    """A movement of half a minute."""
    more = dict[str, Any](reps=8, tempo=4) | more
    return Stretch(id=name, name=name, targets=targets, position=position, **more)


def breath(name: str = "breath", position: str = "on your back") -> Stretch:
    """Breathing, and nothing else."""
    return Stretch(id=name, name=name, targets=("breathing",), position=position, breaths=6)


def library(*stretches: Stretch) -> dict[str, Stretch]:
    """Stretches by their ids."""
    return {each.id: each for each in stretches}


def ids(routine: Routine) -> list[str]:
    """The stretches of a routine, in their order."""
    return [str(step.stretch) for step in routine.single_steps]


def steps_of(routine: Routine, stretches: Mapping[str, Stretch]) -> list[tuple[Step, Stretch]]:
    """The steps of a routine, each with its stretch."""
    return [(step, stretches[str(step.stretch)]) for step in routine.single_steps]


def wish(minutes: int = 10, *areas: str, **more: Any) -> RoutineWish:
    """A wish."""
    return RoutineWish(minutes=minutes, areas=areas, **more)

"""Sheets to lay out."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from stretchtui.core.routines.model import Side
from stretchtui.core.routines.pace import Pace
from stretchtui.store import paths, routines
from stretchtui.words.sheet.content import Sheet, SheetPart, SheetStep, sheet_of
from tests.core.figures.test_drawing import SHIPPED

if TYPE_CHECKING:
    from stretchtui.core.figures.figure import Figure

HOW = ("Lie on your back with both knees bent.", "Draw your left knee toward your chest.")


def step(number: int = 1, name: str = "Knee to chest", *figures: str, **more: object) -> SheetStep:
    """A step of a sheet; figures are ids of shipped stretches."""
    values: dict[str, object] = {
        "dose": "30 seconds, each side",
        "grows_to": "",
        "details": "",
        "how": HOW,
        "warning": "",
        "side": Side.LEFT,
        "both": True,
    }
    drawn: tuple[Figure, ...] = tuple(SHIPPED[each] for each in figures)
    return SheetStep(number=number, name=name, figures=drawn, **{**values, **more})  # type: ignore[arg-type]


def sheet(*steps: SheetStep, rounds: str = "", name: str = "Evening") -> Sheet:
    """A sheet of these steps."""
    part = SheetPart(rounds, steps)
    return Sheet(name, ("9 min",), "", "", "", (part,))


def many(count: int, **more: object) -> Sheet:
    """A sheet of so many steps."""
    return sheet(*(step(number, **more) for number in range(1, count + 1)))  # type: ignore[arg-type]


@lru_cache
def shipped() -> dict[str, Sheet]:
    """The sheets of what is built in, as they are at first."""
    library = routines.read_library(paths.folders("/nowhere-of-sheets"))
    return {id_: sheet_of(entry, 0, Pace()) for id_, entry in library.entries.items()}

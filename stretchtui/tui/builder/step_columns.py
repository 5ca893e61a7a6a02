"""How a step is done, in columns: as much of it as leaves room for the names."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.cells import cell_len

if TYPE_CHECKING:
    from stretchtui.tui.builder.step_rows import RowWords

WORDS_FROM = 62
"""From this width on the sides have their whole words."""


class Telling(Enum):
    """How much is told of a step: as much as leaves room for the names."""

    ALL = auto()
    GROWTH = auto()
    """How it grows, in figures."""
    LEAST = auto()


class Columns(NamedTuple):
    """How a step is done: a line's columns, or their widths; 0 for those that have nothing."""

    amount: Any
    times: Any
    sides: Any
    rest: Any
    time: Any


HEADINGS = Columns("hold", "", "sides", "rest", "time")


def together(row: RowWords, room: int) -> str:
    """How a step is done, as narrow as can be: ``30 s×2 both +10  2:18``."""
    words = row.words
    rest = f"+{words.rest.removesuffix(' s')}" if words.rest else ""
    said = ""
    for amount in (words.amount, row.shorter):
        parts = (f"{amount}{words.times}", _short(words.sides), rest, "wait" if row.waits else "")
        said = f" {' '.join(part for part in parts if part)} {row.time:>5} "
        if cell_len(said) <= room:
            break
    return said


def columns(row: RowWords, width: int, telling: Telling) -> Columns:
    """How a step is done, column by column."""
    words = row.words
    if row.number is None:
        return Columns("", "", "", "", row.time)
    wide = width >= WORDS_FROM
    sides = words.sides if wide else _short(words.sides)
    match telling:
        case Telling.ALL:
            amount, rest = (row.wider if wide else words.amount), row.rest
        case Telling.GROWTH:
            amount, rest = words.amount, row.short_rest
        case Telling.LEAST:
            amount, rest = row.shorter, row.short_rest
    return Columns(amount, words.times, sides, rest, row.time)


def in_columns(line: Columns, widths: Columns, width: int) -> str:
    """How a step is done, each of it below that of the step above."""
    gap = 2 if width >= WORDS_FROM else 1
    cells = [
        (line.amount, widths.amount, ">", gap),
        (line.times, widths.times, "<", 1),
        (line.sides, widths.sides, "<", gap),
        (line.rest, widths.rest, ">", gap),
        (line.time, widths.time, ">", gap),
    ]
    words = (f"{'':{left}}{text:{side}{wide}}" for text, wide, side, left in cells if wide)
    return "".join(words) + " "


def _short(sides: str) -> str:
    return "alt." if sides == "alternate" else sides

"""The table at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

HEAD = ("what", "stretchtui", "budget", "", "beside it (ours is so many × it)")


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    figure: str
    budget: str = ""
    met: bool | None = None
    """Whether the budget is met; None where there is none, or nothing to judge."""
    beside: Sequence[str] = ()
    """The peers' figures, one a line."""


def share(name: str, figure: str, theirs: float | None, ours: float | None) -> str:
    """A peer's figure, and how many times as much ours is."""
    ratio = f"  ({ours / theirs:.2f} ×)" if ours is not None and theirs else ""
    return f"{name} {figure}{ratio}"


def lines(rows: Sequence[Row]) -> list[str]:
    """The table as lines."""
    cells = [HEAD]
    for row in rows:
        verdict = "" if row.met is None else "ok" if row.met else "OVER"
        first, *more = row.beside or ("",)
        cells.append((row.what, row.figure, row.budget, verdict, first))
        cells += [("", "", "", "", each) for each in more]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEAD))]
    out = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]
    return [out[0], "-" * max(map(len, out)), *out[1:]]

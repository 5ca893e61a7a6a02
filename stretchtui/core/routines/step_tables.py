"""Tables of steps in CSV or Markdown, as a routine."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from stretchtui.core.routines.json_text import Faulty, listed
from stretchtui.core.routines.list_fields import cells_of, field_of
from stretchtui.core.routines.list_markup import unmarked
from stretchtui.core.routines.step_texts import HEADING, Listing, Taken, take_cells
from stretchtui.core.text import clean

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Stretch


def from_table(text: str, name: str, stretches: Mapping[str, Stretch]) -> Listing | None:
    """A table with named columns, in CSV or Markdown, as a routine; None if it is none.

    The arguments and what is raised are those of ``from_text``.
    """
    rows = _rows(text)
    title = ""
    while (first := next(rows, None)) is not None:
        names = [unmarked(each) for each in first]
        fields = [field_of(each) for each in names]
        kinds = [found[0] if found else "" for found in fields]
        if kinds.count("name") == 1 and sum(map(bool, kinds)) > 1:
            break
        heading = HEADING.match(first[0]) if first else None
        if title or heading is None:
            return None
        title = unmarked(heading["title"])
    else:
        return None
    taken = Taken(stretches)
    if unknown := [each for each, kind in zip(names, kinds, strict=True) if each and not kind]:
        taken.notes.append(f"columns left out: {listed(unknown)}")
    for number, row in enumerate(rows, 2):
        plain = ("\n".join(map(unmarked, cell.splitlines())) for cell in row)
        cells = cells_of(dict(zip(names, plain, strict=False)))
        if cells:
            take_cells(taken, cells, f"row {number}")
    return taken.listing(clean(title) or name)


def _rows(text: str) -> Iterator[list[str]]:
    """The rows of a table that hold something; lines between bars are Markdown's."""
    lines = [each.strip() for each in text.splitlines() if each.strip()]
    if any(each.startswith("|") for each in lines):
        for line in lines:
            cells = line.removeprefix("|").removesuffix("|").split("|")
            if any(cell.strip(" :-") for cell in cells):
                yield cells if line.startswith("|") else [line]
        return
    head = lines[0] if lines else ""
    try:
        found = csv.reader(text.splitlines(keepends=True), delimiter=max(",;\t", key=head.count))
        yield from (row for row in found if any(map(str.strip, row)))
    except csv.Error as error:
        raise Faulty("", f"not a table that can be read: {error}") from None

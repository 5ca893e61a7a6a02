"""A routine's steps in the pane that tells: a line each, or a paragraph with the instructions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from stretchtui.core.routines.model import stretch_of
from stretchtui.core.routines.rounds import places
from stretchtui.words import session as wording
from stretchtui.words.step import group_words

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

    from stretchtui.core.routines.library import Entry
    from stretchtui.words.glyphs import Glyphs

FULL_FROM = 80
"""From this width on each step is told with its instructions, side by side in two columns, ..."""

GAP = 4
"""... and so many cells between them."""

IN_GROUP = "  "
"""The steps of a group are so much further in."""

QUIET, STRONG = Style(dim=True), Style(bold=True)


class StepParagraphs:
    """What a routine's steps are, and how much of each; where there is room, how to do them.

    Pieces of text, and no table: that takes half of the time that a key in the list has.

    Args:
        entry: The routine.
        glyphs: The characters to draw with.
    """

    def __init__(self, entry: Entry, glyphs: Glyphs) -> None:
        self._entry = entry
        self._places = tuple(places(entry.routine))
        self._glyphs = glyphs

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The steps in so wide a pane."""
        width = options.max_width
        if width < FULL_FROM:
            for number in range(len(self._places)):
                for line in self._paragraph(number, width, console, full=False):
                    yield from (*line, Segment.line())
            return
        wide = (width - GAP) // 2
        told = [
            list(self._paragraph(number, wide, console, full=True))
            for number in range(len(self._places))
        ]
        half = (len(told) + 1) // 2
        nothing: list[list[Segment]] = []
        empty: list[Segment] = []
        for left, right in zip_longest(told[:half], told[half:], fillvalue=nothing):
            for one, other in zip_longest(left, right, fillvalue=empty):
                spare = wide + GAP - sum(cell_len(each.text) for each in one)
                yield from (*one, Segment(" " * spare), *other, Segment.line())

    def _paragraph(
        self, place: int, width: int, console: Console, *, full: bool
    ) -> Iterator[list[Segment]]:
        """The lines of a step: its name and dose, and its instructions if it is told in full."""
        step, group, first = self._places[place]
        number = " " * (len(str(len(self._places))) + 1)
        if group is not None and place == first:
            for line in _wrapped(group_words(group), width - len(number), console):
                yield [Segment(number + line, QUIET)]
        # The steps of a group stand further in.
        indent = number + (IN_GROUP if group is not None else "")
        stretch = stretch_of(step, self._entry.stretches)
        dose = wording.dose(step, stretch, self._glyphs)
        room = max(1, width - len(indent) - cell_len(dose) - 1)
        name, *rest = _wrapped(stretch.name, room, console)
        yield [
            Segment(f"{place + 1:>{len(number) - 1}} " + indent[len(number) :], QUIET),
            Segment(name, STRONG if full else None),
            Segment(" " * (room - cell_len(name) + 1) + dose, QUIET),
        ]
        for line in rest:
            yield [Segment(indent + line)]
        for each in stretch.instructions if full else ():
            for line in _wrapped(each, width - len(indent), console):
                yield [Segment(indent + line, QUIET)]


def _wrapped(text: str, width: int, console: Console) -> Sequence[str]:
    """The lines of a text."""
    if cell_len(text) <= width:
        return (text,)
    return [line.plain.rstrip() for line in Text(text).wrap(console, width)]

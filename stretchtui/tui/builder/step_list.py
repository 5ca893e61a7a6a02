"""The steps of a routine that is made, a line each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.containers import Vertical
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.core.duration import clock
from stretchtui.core.routines.model import Routine, Stretch
from stretchtui.core.routines.pace import Pace
from stretchtui.tui.widgets.line_list import LineList, Span
from stretchtui.words.cells import cut
from stretchtui.words.step import StepWords, entry_words, step_lengths

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from stretchtui.words.glyphs import Glyphs

COLUMNS_FROM = 44
"""From this width on a line is divided into columns; below, what there is stands together."""

WORDS_FROM = 62
"""From this width on the sides have their whole words."""

EMPTY = ("No steps yet.", "Find a stretch; enter adds it.")
"""What stands where the steps will be."""

NARROWEST_NAME = 8


class Columns(NamedTuple):
    """How a step is done: a line's columns, or their widths; 0 for those that have nothing."""

    amount: Any
    times: Any
    sides: Any
    rest: Any
    time: Any


HEADINGS = Columns("hold", "", "sides", "rest", "time")


class StepList(LineList, can_focus=True):
    """The steps.

    Args:
        glyphs: The characters to draw with.
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._pace = Pace()
        self._routine = Routine(id="none", name="None")
        self._stretches: Mapping[str, Stretch] = {}
        self._lines: list[tuple[StepWords, str]] = []
        self._measured: tuple[tuple[bool, object], Columns] | None = None

    @property
    def count(self) -> int:
        """How many steps there are."""
        return len(self._lines)

    def show_steps(
        self, routine: Routine, stretches: Mapping[str, Stretch], pace: Pace, cursor: int
    ) -> None:
        """Show a routine's steps, with one of them chosen.

        Args:
            routine: The routine.
            stretches: All that its steps may ask for.
            pace: The time a session leaves between holds.
            cursor: The step that is chosen, from 0.
        """
        same = routine is self._routine and stretches is self._stretches
        if not same or pace != self._pace:
            self._routine, self._stretches, self._pace = routine, stretches, pace
            lengths = step_lengths(routine, stretches, pace)
            self._lines = [
                (entry_words(each, stretches, self.glyphs), clock(length))
                for each, length in zip(routine.steps, lengths, strict=True)
            ]
        self.show(cursor)

    @property
    def widths(self) -> Columns:
        """The columns are as wide as what stands in them: the rest is for the names."""
        key = (self.size.width >= WORDS_FROM, self._lines)
        if self._measured is None or self._measured[0] != key:
            lines = [columns(*line, self.size.width) for line in self._lines]
            each_column = zip(*(lines or [Columns(*" " * 5)]), strict=True)
            wide = (max(map(cell_len, column)) for column in each_column)
            found = (
                each and max(each, len(name)) for each, name in zip(wide, HEADINGS, strict=False)
            )
            self._measured = (key, Columns(*found))
        return self._measured[1]

    @property
    def number_width(self) -> int:
        """The cells of a step's number."""
        return len(str(self.count))

    def parts(self, place: int, width: int) -> Sequence[Span]:
        """A step: its number, its name, how it is done, its length."""
        words, time = self._lines[place]
        number = f"{place + 1:>{self.number_width}} "
        if words.lost:
            return [(number, "dim"), (self.cut(words.name, width - len(number)), "wrong")]
        room = width - len(number) - NARROWEST_NAME
        if self.size.width < COLUMNS_FROM:
            dose = together(words, time)
        else:
            line = columns(words, time, self.size.width)
            dose = in_columns(line, self.widths, self.size.width)
        dose = self.cut(dose, room) if cell_len(dose) > room else dose
        name = self.cut(words.name, max(0, width - len(number) - cell_len(dose)))
        return [(number, "dim"), (name, ""), (dose, "dim")]

    def heading(self) -> str:
        """What the columns are called."""
        if not self.count:
            return ""
        width = self.size.width
        left = "   " + " " * self.number_width + "step"
        right = "time " if width < COLUMNS_FROM else in_columns(HEADINGS, self.widths, width)
        return left + " " * (width - len(left) - len(right)) + right

    def blank(self, y: int, width: int) -> Sequence[Span]:
        """What to do, where there are no steps."""
        if self.count or not 1 <= y <= len(EMPTY):
            return ()
        return [(cut(f"  {EMPTY[y - 1]}", width), "" if y == 1 else "dim")]


def together(words: StepWords, time: str) -> str:
    """How a step is done, as narrow as can be: ``30 s×2 both +10  2:18``."""
    rest = f"+{words.rest.removesuffix(' s')}" if words.rest else ""
    parts = (f"{words.amount}{words.times}", _short(words.sides), rest)
    return f" {' '.join(part for part in parts if part)} {time:>5} "


def columns(words: StepWords, time: str, width: int) -> Columns:
    """How a step is done, column by column."""
    sides = words.sides if width >= WORDS_FROM else _short(words.sides)
    return Columns(words.amount, words.times, sides, words.rest, time)


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


class Heading(Widget):
    """What the columns of a list of steps are called.

    Args:
        steps: The list.
    """

    def __init__(self, steps: StepList) -> None:
        super().__init__(id="heading")
        self._steps = steps

    def render_line(self, y: int) -> Strip:
        """The names, each over its column."""
        words = self._steps.heading()
        return Strip([Segment(words, self.rich_style)]).adjust_cell_length(
            self.size.width, self.rich_style
        )


class StepPane(Vertical):
    """The steps under the names of their columns.

    Args:
        glyphs: The characters to draw with.
    """

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.list = StepList(glyphs)
        self._heading = Heading(self.list)

    def compose(self) -> ComposeResult:
        """The heading and the list."""
        yield self._heading
        yield self.list

    def show(
        self, routine: Routine, stretches: Mapping[str, Stretch], pace: Pace, cursor: int
    ) -> None:
        """Show a routine's steps, with one of them chosen: as ``StepList.show_steps``."""
        self.list.show_steps(routine, stretches, pace, cursor)
        self._heading.refresh()

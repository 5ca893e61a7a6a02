"""How large a sheet can be: as large as fits on one page, or else on the fewest.

Nobody knows here what fonts the sheet will be printed in: letters are as wide as those of Helvetica
and a little more.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import combining, east_asian_width

from stretchtui.core.figures.vector import vector_of

if TYPE_CHECKING:
    from stretchtui.core.figures.figure import Figure
    from stretchtui.words.sheet.content import Sheet, SheetStep

MARGINS_MM = (10, 11)
"""What is left white above and below, and at the sides."""

FOOT_MM = 61
"""The height of the days to tick, the code, and the small print."""


class Paper(NamedTuple):
    """What a sheet is printed on; lengths are in millimetres."""

    css: str
    """Its name in the words of CSS; nothing leaves it to the printer."""
    across: float
    down: float

    @property
    def width(self) -> float:
        """What can be printed on, from side to side."""
        return self.across - 2 * MARGINS_MM[1]

    @property
    def height(self) -> float:
        """What can be printed on, from above to below."""
        return self.down - 2 * MARGINS_MM[0]


A4 = Paper("A4", 210, 297)
LETTER = Paper("letter", 215.9, 279.4)
EITHER = Paper("", min(A4.across, LETTER.across), min(A4.down, LETTER.down))
"""Where it is not known which of the two."""

SIZES_PT = tuple(size / 4 for size in range(64, 33, -1))
"""The sizes of the text that are tried, the largest first."""

TITLE, FACTS, NAME, DOSE = 2.1, 1.15, 1.5, 1.3
"""How much larger than the text the title is, what is below it, and a step's name and dose."""

LINE = 1.27
"""The height of a line, in its letters' size."""

COLUMN_GAP = 1.6
"""Between two columns, ..."""

FIGURE_GAP = 1.2
"""... between a figure and its words, ..."""

STEP_GAP = 0.75
"""... and between two steps, in the size of the text."""

PT_MM = 25.4 / 72

_NARROW, _WIDE, _SPACES = frozenset("iljtfrI.,:;'!|()[]-·"), frozenset("mwMW@%"), frozenset(" ")
_BOLD = 1.07
_SURE = 0.98
"""How much of a page is filled: the widths of letters are not known exactly."""


class Arrangement(NamedTuple):
    """A way to lay out a sheet."""

    columns: int
    listed: bool
    """Whether each line of instructions begins anew."""
    share: float
    """How much of a column the figures take."""
    height: float
    """No two figures above each other are higher than this, in the size of the text."""
    worth: float
    """What reads better may be smaller by this."""


_ARRANGEMENTS = (
    Arrangement(columns=1, listed=True, share=0.4, height=14, worth=1.03),
    Arrangement(columns=1, listed=True, share=0.27, height=10.6, worth=1),
    Arrangement(columns=1, listed=False, share=0.27, height=8.6, worth=0.9),
    Arrangement(columns=2, listed=False, share=0.36, height=11, worth=0.8),
)


class SheetLayout(NamedTuple):
    """How a sheet is laid out."""

    arrangement: Arrangement
    size_pt: float
    """The size of the text."""
    paper: Paper
    share: float
    """How much of a column the figures take: nothing, where there are none."""

    @property
    def em(self) -> float:
        """The size of the text in millimetres."""
        return self.size_pt * PT_MM

    @property
    def column_mm(self) -> float:
        """The width of a column."""
        gaps = (self.arrangement.columns - 1) * COLUMN_GAP * self.em
        return (self.paper.width - gaps) / self.arrangement.columns

    @property
    def figure_mm(self) -> tuple[float, float]:
        """The room for the figures of a step."""
        return self.column_mm * self.share, self.arrangement.height * self.em


def layout_of(sheet: Sheet, paper: Paper) -> SheetLayout:
    """How to lay out a sheet on some paper."""
    any_figure = any(step.figures for step in sheet.steps)
    found: list[tuple[int, float, SheetLayout]] = []
    for way in _ARRANGEMENTS:
        share = way.share if any_figure else 0
        tried = [SheetLayout(way, size, paper, share) for size in SIZES_PT]
        pages = [pages_of(sheet, each) for each in tried]
        largest = tried[pages.index(min(pages))]
        found.append((-min(pages), way.worth * largest.size_pt, largest))
    return max(found)[-1]


def drawn_mm(figures: Sequence[Figure], room: tuple[float, float]) -> list[tuple[float, float]]:
    """The width and height of each figure of a step, so that they fit into the room for them.

    Args:
        figures: None, one, or two, which stand beside each other or, where they can be larger so,
            one above the other.
        room: The width, and the height for one above the other; both in millimetres.
    """
    boxes = _boxes(figures)
    scale = max(_scales(boxes, room), default=0)
    return [(scale * across, scale * down) for across, down in boxes]


def are_beside(figures: Sequence[Figure], room: tuple[float, float]) -> bool:
    """Whether two figures stand beside each other; the arguments are those of ``drawn_mm``."""
    if len(figures) < 2:
        return False
    beside, above = _scales(_boxes(figures), room)
    return beside >= above


def _boxes(figures: Sequence[Figure]) -> list[tuple[float, float]]:
    return [_box(figure) for figure in figures]


# Every size that is tried asks for the same ones again.
@lru_cache(maxsize=1024)
def _box(figure: Figure) -> tuple[float, float]:
    return vector_of(figure, moving=False).box[2:]


def _scales(boxes: Sequence[tuple[float, float]], room: tuple[float, float]) -> list[float]:
    """Millimetres to a unit of figures beside each other, and of two above each other."""
    if not boxes:
        return []
    width, height = room
    widths, heights = zip(*boxes, strict=True)
    most = width / _BODY
    one = height * _ONE
    if len(boxes) == 1:
        return [min(most * _CLOSER, width / widths[0], one / heights[0])]
    return [
        min(most, (width - 4) / sum(widths), one / max(heights)),
        min(most, width / max(widths), (height - 2) / sum(heights)),
    ]


_BODY, _CLOSER, _ONE = 100, 1.25, 0.75
"""The length of a body that lies, in its own units; by how much something smaller may be drawn
larger than it; and how much of the height of two figures one may take."""


def pages_of(sheet: Sheet, layout: SheetLayout) -> int:
    """How many pages a sheet probably takes."""
    page = layout.paper.height / layout.em * _SURE
    pages, left = 1, page - _head(sheet, layout.paper.width / layout.em)
    for block in [*_rows(sheet, layout), FOOT_MM / layout.em]:
        if block > left:
            pages += 1
            left = page
        left -= block
    return pages


def _head(sheet: Sheet, width: float) -> float:
    """The height of what stands over the steps; it is in the size of the text, as all below."""
    facts = " · ".join(sheet.facts)
    return (
        _height(sheet.name, width, TITLE, bold=True)
        + _height(facts, width, FACTS)
        + _height(sheet.about, width)
        + _height(sheet.caution and f"Caution {sheet.caution}", width)
        + 2.4
    )


def _rows(sheet: Sheet, layout: SheetLayout) -> Iterator[float]:
    """The heights of what stays on one page."""
    columns = layout.arrangement.columns
    for part in sheet.parts:
        heading = 2.6 if part.rounds else 0.0
        for at in range(0, len(part.steps), columns):
            beside = part.steps[at : at + columns]
            yield heading + max(_step(step, layout) for step in beside) + 2 * STEP_GAP
            heading = 0.0


def _step(step: SheetStep, layout: SheetLayout) -> float:
    width = layout.column_mm / layout.em * (1 - layout.share) - FIGURE_GAP
    how = step.how if layout.arrangement.listed else (" ".join(step.how),)
    words = (
        _height(f"{step.number} {step.name}", width, NAME, bold=True)
        + _height(step.asked, width, DOSE, bold=True)
        + sum(_height(line, width) for line in (*how, step.warning))
        + 0.4
    )
    heights = [height for _, height in drawn_mm(step.figures, layout.figure_mm)]
    beside = are_beside(step.figures, layout.figure_mm)
    figures = (max(heights) if beside else sum(heights)) / layout.em + len(heights) * 0.5
    return max(words, figures + (LINE if step.figures and step.both else 0))


def _height(text: str, width: float, size: float = 1.0, *, bold: bool = False) -> float:
    """The height of a text that is so wide; of none it is 0."""
    if not text:
        return 0.0
    # At the end of a line a word is in the way of the next: half of one, as a rule.
    across = width / size - 1
    return math.ceil(_width(text) * (_BOLD if bold else 1) / across) * size * LINE


@lru_cache(maxsize=8192)
def _width(text: str) -> float:
    return sum(map(_letter, text))


def _letter(letter: str) -> float:
    """How wide a letter is, in its size."""
    if letter in _SPACES or letter in _NARROW:
        return 0.3
    if letter in _WIDE:
        return 0.85
    if east_asian_width(letter) in "WF":
        return 1.0
    if combining(letter):
        return 0.0
    return 0.7 if letter.isupper() else 0.56

"""The floor view: what is needed lying down, as large as the terminal allows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.core.routines.model import Side
from stretchtui.core.sessions.events import State, View
from stretchtui.core.sessions.phases import Kind
from stretchtui.tui.player.gauge import big_number, fraction
from stretchtui.tui.widgets.bars import bar_text
from stretchtui.tui.widgets.figure import LEAST, FigureView
from stretchtui.tui.widgets.pens import PHASE_COLOURS, Pens
from stretchtui.words import session as wording
from stretchtui.words.cells import cut
from stretchtui.words.lettering import LETTERING_ROWS, numerals, words

if TYPE_CHECKING:
    from stretchtui.words.glyphs import Glyphs

Line = tuple[str, str]
"""A row's text, and the theme's colour for it."""

_NAME, _FACTS = "foreground", "secondary"

_BLANK: Line = ("", _NAME)

ROOM_FOR_DIGITS = 6
"""Where large words would leave the digits fewer rows than this, the words are small."""

ROOM_FOR_NAME = 20
"""From this height on the name is large too."""

READABLE_ROWS = 7
"""For a figure, the digits of minutes may be as low as this: they are read from two metres."""

GAP = 3
"""Columns between a figure and the digits."""

LONG = 5
"""A figure needs no more columns than so many for each row."""


class Picture(NamedTuple):
    """Where a figure stands."""

    region: Region
    beside: bool
    """Beside the digits, or above them."""


class Floor(Widget):
    """Digits, side and name, readable from two metres away.

    Args:
        glyphs: The characters to draw with.
    """

    DEFAULT_CSS = "Floor > FigureView { position: absolute; }"

    lines: reactive[tuple[Line, ...]] = reactive(())
    """The rows, from the top."""

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._glyphs = glyphs
        self._view: View | None = None
        self._note = ""
        self._coming = ""
        self.figure = FigureView(glyphs)
        """Of the step that is played."""
        self.figured = False
        """Whether there are figures, so that room is left for them."""

    def on_mount(self) -> None:
        """Add a figure, over the rows."""
        self.figure.display = False
        # A trial that was left at once is gone by now.
        if self.is_attached:
            self.mount(self.figure)

    def show_session(self, view: View, note: str = "", coming: str = "") -> None:
        """Show a session at one moment.

        Args:
            view: The moment.
            note: Why it stands still, if not because of a key.
            coming: The very next hold.
        """
        self._view, self._note, self._coming = view, note, coming
        self._lay_out()

    def on_show(self) -> None:
        """Catch up with what was not drawn meanwhile."""
        self._lay_out()

    def on_resize(self) -> None:
        """Use the new space, though no second has passed."""
        self._lay_out()

    def _lay_out(self) -> None:
        if not self.display or self._view is None:
            return
        picture = room_for_figure(self._view, *self.size, self._glyphs) if self.figured else None
        self.lines = tuple(
            lay_out(self._view, *self.size, self._glyphs, self._note, picture, self._coming)
        )
        self.figure.display = picture is not None
        if picture:
            styles = self.figure.styles
            styles.offset = picture.region.offset
            styles.width, styles.height = picture.region.size

    def render_line(self, y: int) -> Strip:
        """One row, centred."""
        width = self.size.width
        text, colour = self.lines[y] if y < len(self.lines) else _BLANK
        style = Pens(self).pen(colour, bold=colour is not _FACTS)
        left = max(0, (width - cell_len(text)) // 2)
        return Strip([Segment(" " * left + text, style)]).adjust_cell_length(width, style)


def lay_out(
    view: View,
    width: int,
    height: int,
    glyphs: Glyphs,
    note: str = "",
    picture: Picture | None = None,
    coming: str = "",
) -> list[Line]:
    """The rows of the floor view.

    Args:
        view: The moment.
        width: Columns at hand.
        height: Rows at hand.
        glyphs: The characters to draw with.
        note: Takes the bar's place.
        picture: Where a figure stands: see ``room_for_figure``.
        coming: The very next hold.
    """
    seconds, colour = big_number(view), PHASE_COLOURS[view.phase.kind]
    if _is_small(width, height):
        return _smallest(view, width, height, glyphs, note)
    bottom = (cut(note, width, measure=cell_len) if note else _bar(view, width, glyphs), colour)
    facts = (_facts(view, coming, width, glyphs), _FACTS)
    below = [*_name_rows(view.phase.name, width, height, glyphs), facts, bottom]
    above = _words_above(view, width, height - len(below) - 2, glyphs)
    room = height - len(above) - len(below) - 2
    left = top = 0
    if picture and picture.beside:
        left = picture.region.right + GAP
    elif picture:
        top = picture.region.bottom - len(above)
    digits = numerals(seconds, width - left, room - top, glyphs.blocks)
    if not digits:
        digits = (seconds,)
    elif len(above) == 1 or view.state is not State.RUNNING:
        digits = _with_arrow(digits, view.phase.side, width - left, glyphs)
    spare = room - top - len(digits)
    return [
        *((row, colour) for row in above),
        *[_BLANK] * (top + spare // 2 + 1),
        *((" " * left + row.center(width - left) if left else row, colour) for row in digits),
        *[_BLANK] * (spare - spare // 2 + 1),
        *below,
    ]


def room_for_figure(view: View, width: int, height: int, glyphs: Glyphs) -> Picture | None:
    """Where a figure has room beside the digits, or above them; None where they need it all.

    Two digits are as large with a figure as without. The room depends on nothing that changes
    within a step, so that the figure stays where it is.
    """
    if _is_small(width, height):
        return None
    below = len(_name_rows(view.phase.name, width, height, glyphs)) + 2
    above = LETTERING_ROWS if height - LETTERING_ROWS - below - 2 >= ROOM_FOR_DIGITS else 1
    room = height - above - below - 2
    seconds = numerals("00", width, room, glyphs.blocks)
    minutes = numerals("0:00", width, min(room, READABLE_ROWS), glyphs.blocks)
    if not seconds or not minutes:
        return None
    columns = min(width - max(len(seconds[0]), len(minutes[0])) - GAP, LONG * room)
    if columns >= LEAST[0] and room >= LEAST[1]:
        return Picture(Region(0, above + 1, columns, room), beside=True)
    rows = room - len(seconds) - 1
    columns = min(width, LONG * rows)
    if columns >= LEAST[0] and rows >= LEAST[1]:
        region = Region((width - columns) // 2, above + 1, columns, rows)
        return Picture(region, beside=False)
    return None


def _is_small(width: int, height: int) -> bool:
    return height < LETTERING_ROWS + 4 or width < 20


def _words_above(view: View, width: int, room: int, glyphs: Glyphs) -> tuple[str, ...]:
    """What is to be done, large if the digits have room enough under it."""
    above = _first_that_fits(_words_for(view, glyphs), width, glyphs)
    if above and wording.instructs(view) and view.phase.side is not Side.NONE:
        above = (*above, cut(wording.side_words(view.phase.side, glyphs), width, measure=cell_len))
    if above and room - len(above) >= ROOM_FOR_DIGITS:
        return above
    return (cut(_plain_side(view, glyphs), width, measure=cell_len),)


def _smallest(view: View, width: int, height: int, glyphs: Glyphs, note: str) -> list[Line]:
    """One line of seconds, side and name; a second one where the session stands still."""
    headline = wording.headline(view)
    side = wording.side_words(view.phase.side, glyphs) or headline
    todo = [headline] if wording.instructs(view) and side != headline else []
    line = f" {glyphs.dot} ".join((big_number(view), side, *todo, view.phase.name))
    still = view.state is not State.RUNNING and side != headline
    why = f"{headline} {glyphs.dot} {note}" if note else headline
    lines = [line, why] if still else [line]
    colour = PHASE_COLOURS[view.phase.kind]
    return [(cut(each, width, measure=cell_len), colour) for each in lines[:height]]


def _name_rows(name: str, width: int, height: int, glyphs: Glyphs) -> list[Line]:
    """The stretch's name, large where there is room for it beside the digits."""
    rows = words(name, width, LETTERING_ROWS, glyphs.blocks) if height >= ROOM_FOR_NAME else ()
    return [(row, _NAME) for row in rows or (cut(name, width, measure=cell_len),)]


def _facts(view: View, coming: str, width: int, glyphs: Glyphs) -> str:
    """Which set or breath it is, what is next, and what is left, as far as there is room."""
    parts = wording.facts(view, coming)
    joined = f"  {glyphs.dot}  ".join
    # What is next is the longest, and the last to go.
    while len(parts) > 1 and cell_len(joined(parts)) > width:
        del parts[-1 if len(parts) == 2 or not coming else 0]
    return cut(joined(parts), width, measure=cell_len)


def _with_arrow(digits: tuple[str, ...], side: Side, width: int, glyphs: Glyphs) -> tuple[str, ...]:
    """The digits with a large arrow on the side that is meant, if it fits."""
    arrow = words(glyphs.arrows[side], width, LETTERING_ROWS, glyphs.blocks)
    if not arrow or len(arrow) > len(digits) or len(digits[0]) + 2 * (len(arrow[0]) + 2) > width:
        return digits
    above = (len(digits) - len(arrow)) // 2
    blank = " " * (len(arrow[0]) + 2)
    rows = []
    for y, row in enumerate(digits):
        at = y - above
        piece = arrow[at] if 0 <= at < len(arrow) else " " * len(arrow[0])
        # As much on the other side, so that the digits stay in the middle.
        rows.append(f"{piece}  {row}{blank}" if side is Side.LEFT else f"{blank}{row}  {piece}")
    return tuple(rows)


def _words_for(view: View, glyphs: Glyphs) -> Sequence[str]:
    """What the large words may say, best first."""
    side = view.phase.side
    if view.state is State.PAUSED:
        return ("PAUSED",)
    if view.state is State.WAITING:
        return ("PRESS SPACE WHEN READY", "PRESS SPACE", "SPACE")
    if side is Side.NONE or wording.instructs(view):
        return (wording.headline(view), wording.brief_headline(view))
    arrow = glyphs.arrows[side]
    word = str(side).upper()
    joined = (f"{arrow} {word}", f"{arrow}{word}", word)
    if side is Side.RIGHT:
        joined = (f"{word} {arrow}", f"{word}{arrow}", word)
    return (f"SWITCH {arrow}", *joined) if view.phase.kind is Kind.SWITCH else joined


def _first_that_fits(wishes: Sequence[str], width: int, glyphs: Glyphs) -> tuple[str, ...]:
    for wish in wishes:
        if rows := words(wish, width, LETTERING_ROWS, glyphs.blocks):
            return rows
    return ()


def _plain_side(view: View, glyphs: Glyphs) -> str:
    side = wording.side_words(view.phase.side, glyphs)
    if side and view.state is State.RUNNING and not wording.instructs(view):
        return side
    return f" {glyphs.dot} ".join(part for part in (wording.headline(view), side) if part)


def _bar(view: View, width: int, glyphs: Glyphs) -> str:
    done = bar_text(fraction(view), width, glyphs)
    return done + glyphs.bar_rest * (width - cell_len(done))

"""The cells of a frame that changed, and the cheapest way to draw them.

Cells side by side that one pen can draw are a stroke. Strokes are not drawn in reading order:
from each the next is the one that takes the fewest bytes to get to, since another pen mostly
costs more than another place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from stretchtui.terminal.sgr import Pen, change, ground, shows_on_spaces

Cell = tuple[str, Pen]
"""A grapheme and the pen it is drawn with; for a space what it shows of the pen."""

Position = tuple[int, int]
"""A row and a column, from 0."""

BEHIND: Cell = ("", "")
"""The second cell of a wide grapheme."""

_NEAR = 4
"""Writing this many unchanged cells again takes no more bytes than moving the cursor."""

_ERASED_FROM = 6
"""From this many spaces on it is shorter to erase them."""

_DOWN = "\x0b"
"""VT moves down a row and, unlike LF, is left alone by the kernel's terminal driver."""


@dataclass(slots=True)
class Stroke:
    """Cells side by side that one pen draws."""

    row: int
    column: int
    text: str
    pen: Pen
    blank: bool
    """Whether there are only spaces: every pen with this ground can draw them."""
    end: int | None
    """The column behind it; None where terminals disagree about the text's width."""


def strokes(row: int, wanted: Sequence[Cell | None], sent: Sequence[Cell | None]) -> list[Stroke]:
    """What has to be drawn in a row.

    Args:
        row: Its number, from 0.
        wanted: Its cells as they should be; None where nothing is known of a cell.
        sent: As many of its cells, or more, as the terminal shows them.
    """
    found: list[Stroke] = []
    last: Stroke | None = None
    for column, cell in enumerate(wanted):
        if cell is None or cell == sent[column] or cell == BEHIND:
            continue
        character, pen = cell
        wide = column + 1 < len(wanted) and wanted[column + 1] == BEHIND
        end = column + 1 if not wide and is_plain(character) else None
        if last is not None and last.end == column and last.pen == pen:
            last.text += character
            last.blank = last.blank and character == " "
            last.end = end
            continue
        stroke = Stroke(row, column, character, pen, character == " ", end)
        if last is None or not _join(last, stroke, wanted):
            found.append(stroke)
            last = stroke
    return found


def _join(first: Stroke, second: Stroke, wanted: Sequence[Cell | None]) -> bool:
    """Make one of two strokes of a row, with what is between them, if that is near enough.

    Returns:
        Whether the first is both.
    """
    if first.end is None or second.column - first.end > _NEAR:
        return False
    pen = second.pen if first.blank else first.pen
    gap = [cell or BEHIND for cell in wanted[first.end : second.column]]
    between = "".join(character for character, _ in gap)
    if not (
        _draws(pen, first)
        and _draws(pen, second)
        and len(between) == len(gap)
        and between.isascii()
        and all(has == (ground(pen) if character == " " else pen) for character, has in gap)
    ):
        return False
    first.text += between + second.text
    first.pen = pen
    first.blank = first.blank and second.blank and not between.strip(" ")
    first.end = second.end
    return True


def _draws(pen: Pen, stroke: Stroke) -> bool:
    return pen == stroke.pen or (stroke.blank and ground(pen) == stroke.pen)


def is_plain(character: str) -> bool:
    """Whether every terminal gives a character one cell."""
    return (
        character.isascii()
        or "\u2500" <= character <= "\u25ff"
        or "\u2800" <= character <= "\u28ff"
        or "\u00a0" < character < "\u0250"
    )


def draw(found: Iterable[Stroke], pen: Pen, width: int, erases: bool) -> tuple[str, Pen]:
    """The bytes that draw some strokes, whatever the cursor's place is before.

    Args:
        found: The strokes, row by row.
        pen: The terminal's pen before.
        width: The terminal's columns.
        erases: Whether the terminal erases with the pen's background, and can erase a few cells.

    Returns:
        What is to be sent, and the terminal's pen after it.
    """
    out: list[str] = []
    left = _Left(found)
    at: Position | None = None
    while True:
        best: Stroke | None = None
        way = ""
        for stroke in left.near(at, pen):
            there = _move(at, stroke.row, stroke.column) + (
                "" if _draws(pen, stroke) else change(pen, stroke.pen)
            )
            if best is None or len(there) < len(way):
                best, way = stroke, there
        if best is None:
            return "".join(out), pen
        left.remove(best)
        if not _draws(pen, best):
            pen = best.pen
        text, end = _erased(best, pen, width, erases)
        out += (way, text)
        # At the right edge the cursor may be in the last column or behind it.
        at = None if end is None or end >= width else (best.row, end)


class _Left:
    """The strokes that are still to be drawn.

    Args:
        found: All of them, row by row.
    """

    def __init__(self, found: Iterable[Stroke]) -> None:
        self._rows: dict[int, dict[int, Stroke]] = {}
        self._kinds: dict[tuple[Pen, bool], dict[tuple[int, int], Stroke]] = {}
        for stroke in found:
            self._rows.setdefault(stroke.row, {})[stroke.column] = stroke
            kind = self._kinds.setdefault((stroke.pen, stroke.blank), {})
            kind[stroke.row, stroke.column] = stroke

    def remove(self, stroke: Stroke) -> None:
        """It is drawn."""
        row = self._rows[stroke.row]
        del row[stroke.column]
        del self._kinds[stroke.pen, stroke.blank][stroke.row, stroke.column]
        if not row:
            del self._rows[stroke.row]

    def near(self, at: Position | None, pen: Pen) -> Iterator[Stroke]:
        """Those of which one may be the cheapest to go on with; none at the end."""
        first = next(iter(self._rows.values()), {})
        yield from islice(first.values(), 1)
        for kind in ((pen, False), (ground(pen), True)):
            yield from islice(self._kinds.get(kind, {}).values(), 1)
        if at is not None:
            for row in (at[0], at[0] + 1):
                yield from self._rows.get(row, {}).values()


def _erased(stroke: Stroke, pen: Pen, width: int, erases: bool) -> tuple[str, int | None]:
    """A stroke's text with spaces at its end erased, where they may be; and where it ends then."""
    text, end = stroke.text, stroke.end
    written = text.rstrip(" ")
    spaces = len(text) - len(written)
    if end is None or spaces < _ERASED_FROM or shows_on_spaces(pen):
        return text, end
    if end >= width and (erases or not ground(pen)):
        return f"{written}\x1b[K", end - spaces
    return (f"{written}\x1b[{spaces}X", end - spaces) if erases else (text, end)


def _move(at: Position | None, row: int, column: int) -> str:
    """The shortest way to bring the cursor to a cell."""
    straight = f"\x1b[{row + 1};{column + 1}H" if column else _csi(row + 1, "H")
    if at is None or not at[0] <= row <= at[0] + len(straight):
        return straight
    right = column - at[1]
    if right > 0:
        across = _csi(right, "C")
    elif column:
        across = min("\b" * -right, _csi(-right, "D"), key=len)
    else:
        across = "\r" * (right < 0)
    return min(straight, _DOWN * (row - at[0]) + across, key=len)


def _csi(number: int, final: str) -> str:
    return f"\x1b[{number}{final}" if number > 1 else f"\x1b[{final}"

"""The cells of a frame that changed, and the cheapest way to draw them.

Cells side by side that one style can draw are a run. Runs are not drawn in reading order: from
each the next is the one that takes the fewest bytes to get to, since another style mostly costs
more than another position.

A grapheme on whose width terminals disagree is a run of its own. It may leave a cell of its own as
it was, or be drawn over those on its right. So these come first, row by row and from left to right,
each on cells that were emptied before; then all that they may have been drawn over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from stretchtui.terminal.graphemes import drawn, marks_before, reach
from stretchtui.terminal.sgr import Style, change, shows_on_spaces, space_style

if TYPE_CHECKING:
    from stretchtui.terminal.picture import Cell

Position = tuple[int, int]
"""A row and a column, from 0."""

BEHIND: Cell = ("", "")
"""The second cell of a wide grapheme."""

_NEAR = 4
"""Writing this many unchanged cells again takes no more bytes than moving the cursor (CUF)."""

_ERASED_FROM = 6
"""From this many spaces on it is shorter to erase them (EL, ECH)."""


@dataclass(slots=True)
class StyledRun:
    """Cells side by side that one style draws."""

    row: int
    """From 0."""
    column: int
    """Where it begins, from 0."""
    text: str
    """Its graphemes."""
    style: Style
    """What draws them."""
    blank: bool
    """Whether there are only spaces: every style that shows the same on them can draw them."""
    end: int
    """The column behind it."""
    certain: bool = True
    """Whether every terminal gives it just these cells; if not, it is one grapheme."""


def runs(row: int, wanted: Sequence[Cell | None], sent: Sequence[Cell | None]) -> list[StyledRun]:
    """What has to be drawn in a row.

    Args:
        row: Its number, from 0.
        wanted: Its cells as they should be; None where nothing is known of a cell.
        sent: As many of its cells, or more, as the terminal shows them; None where that is not
            known.
    """
    found: list[StyledRun] = []
    last: StyledRun | None = None
    spoilt = 0
    """The column before which cells may not be as they were sent."""
    for column, cell in enumerate(wanted):
        before = sent[column]
        if cell is None or (cell == before and column >= spoilt):
            continue
        if before is not None and cell != before:
            spoilt = max(spoilt, column + reach(before[0]))
        if cell == BEHIND:
            continue
        character, style = cell
        if drawn_over := reach(character):
            spoilt = max(spoilt, column + drawn_over)
            if marks_before(character) and (last is None or last.end < column):
                found += _again(row, column - 1, wanted)
            wide = column + 1 < len(wanted) and wanted[column + 1] == BEHIND
            end = column + (2 if wide else 1)
            found.append(StyledRun(row, column, character, style, False, end, certain=False))
            last = None
            continue
        if last is not None and last.end == column and last.style == style:
            last.text += character
            last.blank = last.blank and character == " "
            last.end += 1
            continue
        run = StyledRun(row, column, character, style, character == " ", column + 1)
        if last is None or not _join(last, run, wanted):
            found.append(run)
            last = run
    return found


def _again(row: int, column: int, wanted: Sequence[Cell | None]) -> Iterator[StyledRun]:
    """A cell that may have been drawn over, if it is a certain one."""
    cell = wanted[column] if column >= 0 else None
    if cell is not None and cell != BEHIND and not reach(cell[0]):
        yield StyledRun(row, column, *cell, cell[0] == " ", column + 1)


def _join(first: StyledRun, second: StyledRun, wanted: Sequence[Cell | None]) -> bool:
    """Make one of two runs of a row, with what is between them, if that is near enough.

    Returns:
        Whether the first is both.
    """
    if second.column - first.end > _NEAR:
        return False
    style = second.style if first.blank else first.style
    gap = [cell or BEHIND for cell in wanted[first.end : second.column]]
    between = "".join(character for character, _ in gap)
    if not (
        _draws(style, first)
        and _draws(style, second)
        and len(between) == len(gap)
        and between.isascii()
        and all(
            has == (space_style(style) if character == " " else style) for character, has in gap
        )
    ):
        return False
    first.text += between + second.text
    first.style = style
    first.blank = first.blank and second.blank and not between.strip(" ")
    first.end = second.end
    return True


def _draws(style: Style, run: StyledRun) -> bool:
    return style == run.style or (run.blank and space_style(style) == run.style)


def draw(found: Iterable[StyledRun], style: Style, width: int, erases: bool) -> tuple[str, Style]:
    """The bytes that draw some runs, whatever the cursor's position is before.

    Args:
        found: The runs, row by row.
        style: The style that the terminal was left with.
        width: The terminal's columns.
        erases: Whether the terminal erases with the style's background, and can erase a few cells.

    Returns:
        What is to be sent, and the style that the terminal is left with then.
    """
    out: list[str] = []
    found = list(found)
    at: Position | None = None
    for run in found:
        if not run.certain:
            there = _straight(run.row, run.column)
            emptied = " " * (run.end - run.column)
            out += (there, change(style, run.style), emptied, there)
            out.append(drawn(run.text, width - run.column))
            style = run.style
    pending = _Pending(run for run in found if run.certain)
    while True:
        best: StyledRun | None = None
        way = ""
        for run in pending.near(at, style):
            there = _move(at, run.row, run.column) + (
                "" if _draws(style, run) else change(style, run.style)
            )
            if best is None or len(there) < len(way):
                best, way = run, there
        if best is None:
            return "".join(out), style
        pending.remove(best)
        if not _draws(style, best):
            style = best.style
        text, end = _erased(best, style, width, erases)
        out += (way, text)
        # At the right edge the cursor may be in the last column or behind it.
        at = None if end >= width else (best.row, end)


class _Pending:
    """The runs that are still to be drawn.

    Args:
        found: All of them, row by row.
    """

    def __init__(self, found: Iterable[StyledRun]) -> None:
        self._rows: dict[int, dict[int, StyledRun]] = {}
        self._kinds: dict[tuple[Style, bool], dict[Position, StyledRun]] = {}
        for run in found:
            self._rows.setdefault(run.row, {})[run.column] = run
            kind = self._kinds.setdefault((run.style, run.blank), {})
            kind[run.row, run.column] = run

    def remove(self, run: StyledRun) -> None:
        """It is drawn."""
        row = self._rows[run.row]
        del row[run.column]
        del self._kinds[run.style, run.blank][run.row, run.column]
        if not row:
            del self._rows[run.row]

    def near(self, at: Position | None, style: Style) -> Iterator[StyledRun]:
        """Those of which one may be the cheapest to go on with; none at the end."""
        first = next(iter(self._rows.values()), {})
        yield from islice(first.values(), 1)
        for kind in ((style, False), (space_style(style), True)):
            yield from islice(self._kinds.get(kind, {}).values(), 1)
        if at is not None:
            for row in (at[0], at[0] + 1):
                yield from self._rows.get(row, {}).values()


def _erased(run: StyledRun, style: Style, width: int, erases: bool) -> tuple[str, int]:
    """A run's text with spaces at its end erased, where they may be; and where it ends then."""
    text, end = run.text, run.end
    written = text.rstrip(" ")
    spaces = len(text) - len(written)
    if spaces < _ERASED_FROM or shows_on_spaces(style):
        return text, end
    if end >= width and (erases or not space_style(style)):
        return f"{written}\x1b[K", end - spaces
    return (f"{written}\x1b[{spaces}X", end - spaces) if erases else (text, end)


def _straight(row: int, column: int) -> str:
    """What brings the cursor to a cell from anywhere."""
    return f"\x1b[{row + 1};{column + 1}H" if column else _csi(row + 1, "H")


def _move(at: Position | None, row: int, column: int) -> str:
    """The shortest way to bring the cursor to a cell."""
    straight = _straight(row, column)
    if at is None or at[0] > row:
        return straight
    # Not by LF or VT: in newline mode they go to the first column as well (LNM, ECMA-48), and
    # Emacs prints VT.
    down = _csi(row - at[0], "B") if row > at[0] else ""
    right = column - at[1]
    if right > 0:
        across = _csi(right, "C")
    elif column:
        across = min("\b" * -right, _csi(-right, "D"), key=len)
    else:
        across = "\r" if right else ""
    return min(straight, down + across, key=len)


def _csi(number: int, final: str) -> str:
    return f"\x1b[{number}{final}" if number > 1 else f"\x1b[{final}"

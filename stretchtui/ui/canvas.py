"""What the terminal shows, and the fewest bytes that change it to what it should show.

Textual repaints whole runs of a line and knows nothing of the link. The canvas stands between:
it reads the frames Textual writes, keeps the grid of cells they make, and gives out only the
cells that differ from those already sent. However many frames came while the link was busy,
what goes out is one: the newest.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from typing import NamedTuple

from rich.cells import split_graphemes

_TOKEN = re.compile(
    r"\x1b\[(?P<row>\d+);(?P<column>\d+)H"
    r"|\x1b\[(?P<pen>[\d;]*)m"
    r"|(?P<sync>\x1b\[\?2026[hl])"
    r"|(?P<control>\x1b\[[0-?]*[ -/]*[@-~]"  # CSI
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC, DCS and the like
    r"|\x1b[ -/]*[0-~]"  # other escapes
    r"|[\x00-\x1f\x7f])"
    r"|(?P<text>[^\x00-\x1f\x7f]+)"
)

Cell = tuple[str, str]
"""A grapheme and the pen (the parameters of SGR) it is drawn with."""

_BEHIND: Cell = ("", "")
"""The second cell of a wide grapheme."""

_NEAR = 4
"""Writing this many unchanged cells again takes no more bytes than moving the cursor."""


class Canvas:
    """The grid of cells as wanted and as sent, and the control sequences between."""

    def __init__(self) -> None:
        self._wanted: dict[int, list[Cell | None]] = {}
        self._sent: dict[int, list[Cell | None]] = {}
        self._touched: set[int] = set()
        self._controls: list[str] = []
        self._row = 0
        self._column = 0
        self._pen = ""
        self._sent_pen = ""
        """The pen the terminal was left with: the next frame mostly goes on with it."""
        self._width = self._height = sys.maxsize

    def feed(self, data: str) -> None:
        """Take in what Textual writes."""
        for token in _TOKEN.finditer(data):
            match token.lastgroup:
                case "text":
                    self._put(token["text"])
                case "pen":
                    self._pen = "" if token["pen"] == "0" else token["pen"]
                case "column":
                    self._row, self._column = int(token["row"]) - 1, int(token["column"]) - 1
                case "control" if token["control"] == "\n":
                    self._row += 1
                case "control":
                    self._control(token["control"])

    def _control(self, control: str) -> None:
        if control.startswith("\x1b]22;"):
            # The pointer's shape. It ends in a BEL, which terminals that do not know it ring.
            return
        if control.startswith(("\x1b[?1049", "\x1b[2J")):
            # Another screen, or an empty one: nothing that was wanted is to be drawn on it, and
            # whoever comes after it finds a plain pen.
            self._wanted.clear()
            self._touched.clear()
            self.forget()
        self._controls.append(control)

    def forget(self) -> None:
        """The terminal no longer shows what was sent: send everything again as it comes."""
        self._sent.clear()
        self._sent_pen = ""
        self._controls.append("\x1b[m")
        self._touched.update(self._wanted)

    def resize(self, width: int, height: int) -> None:
        """The terminal has another size: what it shows is unknown until it is sent again."""
        self._width, self._height = width, height
        rows = self._wanted.items()
        self._wanted = {row: _cut(cells, width) for row, cells in rows if row < height}
        self.forget()
        self._touched = set(self._wanted)

    def take(self) -> str:
        """What is to be sent now: controls in their order, then the cells that changed."""
        out = self._controls
        self._controls = []
        for row in sorted(self._touched):
            self._take_row(row, out)
        self._touched.clear()
        return "".join(out)

    def _put(self, run: str) -> None:
        start = self._column
        if self._row >= self._height or start >= self._width:
            # Textual goes on in the old size for a while after a resize.
            return
        cells = self._wanted.setdefault(self._row, [])
        drawn: list[Cell | None]
        if run.isascii():
            drawn = [(character, self._pen) for character in run]
        else:
            drawn = []
            for begin, end, width in split_graphemes(run)[0]:
                if width:
                    drawn.append((run[begin:end], self._pen))
                    drawn.extend([_BEHIND] * (width - 1))
        drawn = _cut(drawn, self._width - start)
        if len(cells) < start:
            cells.extend([None] * (start - len(cells)))
        self._column = end = start + len(drawn)
        # A wide grapheme that is written over in part leaves a space behind.
        if 0 < start < len(cells) and cells[start] == _BEHIND:
            cells[start - 1] = (" ", self._pen)
        if end < len(cells) and cells[end] == _BEHIND:
            cells[end] = (" ", self._pen)
        cells[start:end] = drawn
        self._touched.add(self._row)

    def _take_row(self, row: int, out: list[str]) -> None:
        pen = self._sent_pen
        wanted = self._wanted[row]
        sent = self._sent.setdefault(row, [])
        sent.extend([None] * (len(wanted) - len(sent)))
        at: int | None = None  # the cursor's column, if it is known and in this row
        for column, cell in enumerate(wanted):
            if cell is None or cell == sent[column] or cell == _BEHIND:
                continue
            out.append(_move(row, at, column, wanted, pen))
            character, cell_pen = cell
            out.append(_change(pen, cell_pen))
            pen = cell_pen
            out.append(character)
            wide = wanted[column + 1 : column + 2] == [_BEHIND]
            # Terminals disagree about the width of all but plain characters.
            at = column + 1 if _is_plain(character) and not wide else None
        sent[: len(wanted)] = wanted
        self._sent_pen = pen


def _cut(cells: list[Cell | None], width: int) -> list[Cell | None]:
    """The cells that have room; half a wide grapheme is a space."""
    if cells[width : width + 1] == [_BEHIND]:
        return [*cells[: width - 1], (" ", "")]
    return cells[:width]


def _is_plain(character: str) -> bool:
    """Whether every terminal gives a character one cell."""
    return (
        character.isascii()
        or "\u2500" <= character <= "\u25ff"
        or "\u2800" <= character <= "\u28ff"
        or "\u00a0" < character < "\u0250"
    )


def _move(row: int, at: int | None, column: int, cells: list[Cell | None], pen: str) -> str:
    """The shortest way to bring the cursor to a cell."""
    if at is None:
        return f"\x1b[{row + 1};{column + 1}H"
    between = cells[at:column]
    if len(between) <= _NEAR and all(c and c[1] == pen and c[0].isascii() for c in between):
        return "".join(cell[0] for cell in between if cell)
    return f"\x1b[{column - at}C" if column - at > 1 else "\x1b[C"


_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "7": "27", "9": "29"}
"""What undoes an attribute."""


@lru_cache(maxsize=1024)
def _change(old: str, new: str) -> str:
    """The shortest sequence that turns one pen into another."""
    if old == new:
        return ""
    if not new:
        return "\x1b[m"
    afresh = f"\x1b[0;{new}m" if old else f"\x1b[{new}m"
    had, wants = _parts(old), _parts(new)
    if not had.attributes <= _OFF.keys() or any(
        has and not want for has, want in had.colours(wants)
    ):
        return afresh
    dropped = sorted({_OFF[each] for each in had.attributes - wants.attributes})
    kept = {each for each in had.attributes if _OFF.get(each) not in dropped}
    codes = [
        *dropped,
        *sorted(wants.attributes - kept),
        *(want for has, want in had.colours(wants) if has != want),
    ]
    return min(afresh, f"\x1b[{';'.join(codes)}m", key=len)


class _Parts(NamedTuple):
    """What a pen is made of, each as parameters of SGR."""

    attributes: frozenset[str]
    foreground: str
    background: str

    def colours(self, other: _Parts) -> tuple[tuple[str, str], tuple[str, str]]:
        """Both pens' colours, side by side."""
        return (self.foreground, other.foreground), (self.background, other.background)


@lru_cache(maxsize=1024)
def _parts(pen: str) -> _Parts:
    attributes: set[str] = set()
    colours = {"3": "", "4": ""}
    parameters = iter(pen.split(";") if pen else ())
    for parameter in parameters:
        if parameter in ("38", "48"):
            kind = next(parameters)
            rest = [next(parameters) for _ in range(3 if kind == "2" else 1)]
            colours[parameter[0]] = ";".join([parameter, kind, *rest])
        elif len(parameter) > 1 and parameter[:-1] in ("3", "9", "4", "10"):
            colours["3" if parameter[:-1] in ("3", "9") else "4"] = parameter
        else:
            attributes.add(parameter)
    return _Parts(frozenset(attributes), colours["3"], colours["4"])

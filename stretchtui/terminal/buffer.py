"""What the terminal shows, and the fewest bytes that change it to what it should show.

Whoever draws may repaint whole lines and need know nothing of the link. The buffer stands
between: it reads the frames that are written, keeps the grid of cells they make, and gives out
only the cells that differ from those already sent. However many frames came while the link was
busy, what goes out is one: the newest.
"""

from __future__ import annotations

import os
import re
import sys

from stretchtui.terminal.capabilities import NONE, Capabilities, capabilities_of
from stretchtui.terminal.diff import BEHIND, StyledRun, draw, runs
from stretchtui.terminal.graphemes import measured, narrowed
from stretchtui.terminal.held import UNFILLED, HeldScreen
from stretchtui.terminal.modes import ALTERNATE
from stretchtui.terminal.picture import Cell, ScreenPicture
from stretchtui.terminal.sgr import Style, shortest, space_style

_TOKEN = re.compile(
    r"\x1b\[(?P<row>\d+);(?P<column>\d+)H"
    r"|\x1b\[(?P<style>[\d;]*)m"
    r"|(?P<sync>\x1b\[\?2026[hl])"
    r"|(?P<control>\x1b\[[0-?]*[ -/]*[@-~]"  # CSI
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC, DCS and the like
    r"|\x1b[ -/]*[0-~]"  # other escapes
    r"|[\x00-\x1f\x7f-\x9f])"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)"
)


class ScreenBuffer:
    """The grid of cells as wanted and as sent, and the control sequences between.

    It follows the cursor through CUP with both parameters, LF, and text; every other control
    sequence is handed on, before the cells, and taken to leave the cursor where it is. SGR sets
    a style anew: what was set before does not add to it.

    Args:
        capabilities: What the terminal can do; as the environment tells, if not given.
    """

    def __init__(self, capabilities: Capabilities | None = None) -> None:
        self._capabilities = capabilities or capabilities_of(os.environ)
        self._wanted: dict[int, list[Cell | None]] = {}
        self._sent: dict[int, list[Cell | None]] = {}
        self._touched: set[int] = set()
        self._controls: list[str] = []
        self._row = 0
        self._column = 0
        self._take_style("")
        self._sent_style = ""
        """The style the terminal was left with: the next frame mostly goes on with it."""
        self._width = self._height = sys.maxsize
        self._held: HeldScreen | None = None
        self.fed = 0
        """How often something was taken in."""

    def feed(self, data: str) -> None:
        """Take in what is to be shown.

        Args:
            data: Whole graphemes and whole control sequences. What lies outside the terminal's
                size is kept, and shown should the terminal grow.
        """
        self.fed += 1
        for token in _TOKEN.finditer(data):
            match token.lastgroup:
                case "text":
                    self._put(token["text"])
                case "style":
                    self._take_style("" if token["style"] == "0" else token["style"])
                case "column":
                    self._row, self._column = int(token["row"]) - 1, int(token["column"]) - 1
                case "control" if token["control"] == "\n":
                    self._row += 1
                case "control":
                    self._control(token["control"])

    def _take_style(self, style: Style) -> None:
        self._style = shortest(style, colour=self._capabilities.colours != NONE)
        self._space: Cell = (" ", space_style(self._style))

    def _control(self, control: str) -> None:
        if control == ALTERNATE and self._held is not None and not self._held.entered:
            self._held.entered = True
            return
        if control.startswith(("\x1b[?1049", "\x1b[2J")):
            # Another screen, or an empty one: nothing that was wanted is to be drawn on it, and
            # whoever comes after it finds no style set.
            self._wanted.clear()
            self._touched.clear()
            self.forget()
        self._controls.append(self._capabilities.admit(control))
        if control == ALTERNATE:
            self._controls.append(self._capabilities.afresh)

    def adapt(self, capabilities: Capabilities) -> None:
        """The terminal can do something else than was known; all has to be fed again."""
        self._capabilities = capabilities
        self.forget()

    def forget(self) -> None:
        """The terminal no longer shows what was sent: ``take`` gives all of it again."""
        self._let_go()
        self._sent.clear()
        self._sent_style = ""
        self._controls.append("\x1b[m")
        self._touched.update(self._wanted)

    def afresh(self) -> None:
        """Anything may have happened to the terminal: set its modes, and draw on an empty one."""
        self._controls.append(self._capabilities.afresh)
        self.forget()
        self._controls.append("\x1b[2J")

    def resize(self, width: int, height: int) -> None:
        """The terminal has another size: what it shows is unknown until it is sent again.

        Args:
            width: Columns.
            height: Rows.
        """
        self._width, self._height = width, height
        # Before the first frame it is the size that there is, and has been.
        if self._held is None or self._held.size != (width, height) or self._wanted:
            self.forget()

    # What is shown before the first frame

    def hold(self, shown: ScreenPicture) -> None:
        """Begin with what the terminal shows already, on the alternate screen; let it stay.

        Control sequences are still given out. Whatever forgets what was sent ends it.
        """
        self._held = HeldScreen(shown.size)
        self._sent = {row: [*cells] for row, cells in enumerate(shown.cells)}

    def let_change(self) -> None:
        """What changes from now on is to be seen, also if the first screen is not whole yet."""
        if self._held is not None:
            self._held.let_change(self._wanted, self._sent)

    def settle(self) -> None:
        """The first screen is whole: give it out, if it was held."""
        if self._held is not None:
            self._let_go()
            self._touched.update(self._wanted)

    def _let_go(self) -> None:
        """Hold nothing any more; what is still not filled is blank."""
        if self._held is not None:
            self._held = None
            for cells in self._wanted.values():
                cells[:] = map(_filled, cells)

    def picture(self) -> ScreenPicture:
        """The screen as it is drawn."""
        rows = (self._wanted.get(row, []) for row in range(self._height))
        return ScreenPicture.of(rows, self._width, erases=self._capabilities.erases)

    def take(self) -> str:
        """What is to be sent now: controls in their order, then the cells that changed.

        Whoever takes it has to send it, or to call ``forget``.
        """
        controls, self._controls = self._controls, []
        if self._held is not None and self._held.holds_all:
            return "".join(controls)
        found: list[StyledRun] = []
        for row in sorted(self._touched):
            if row >= self._height:
                # Whoever draws may go on in the old size for a while after a resize. It is kept:
                # it is not written again if the old size is soon the new one again.
                break
            wanted = _cut(self._wanted[row], self._width)
            sent = self._sent.setdefault(row, [])
            sent.extend([None] * (len(wanted) - len(sent)))
            if self._held is not None:
                wanted = self._held.kept(row, wanted, sent)
            found += runs(row, wanted, sent)
            sent[: len(wanted)] = wanted
        self._touched.clear()
        drawn, self._sent_style = draw(
            found, self._sent_style, self._width, self._capabilities.erases
        )
        return "".join((*controls, drawn))

    def _put(self, text: str) -> None:
        start = self._column
        cells = self._wanted.setdefault(self._row, [])
        drawn: list[Cell | None]
        text = self._capabilities.show(text)
        narrow = self._capabilities.narrow
        # To what is held only a space is one: what is not filled yet is like nothing that is there.
        spaces = " " if self._held is not None else f" {UNFILLED}"
        if text.isascii() or (not narrow and text.replace(UNFILLED, "").isascii()):
            space, style = self._space, self._style
            drawn = [space if character in spaces else (character, style) for character in text]
        else:
            drawn = []
            for grapheme, width in measured(text):
                if narrow and width == len(grapheme) == 1:
                    grapheme = narrowed(grapheme)
                drawn.append(self._space if grapheme in spaces else (grapheme, self._style))
                drawn.extend([BEHIND] * (width - 1))
        if len(cells) < start:
            cells.extend([None] * (start - len(cells)))
        self._column = end = start + len(drawn)
        # A wide grapheme that is written over in part leaves a space behind.
        if 0 < start < len(cells) and cells[start] == BEHIND:
            cells[start - 1] = self._space
        if end < len(cells) and cells[end] == BEHIND:
            cells[end] = self._space
        cells[start:end] = drawn
        self._touched.add(self._row)


def _filled(cell: Cell | None) -> Cell | None:
    if cell is None or cell[0] != UNFILLED:
        return cell
    return " ", space_style(cell[1])


def _cut(cells: list[Cell | None], width: int) -> list[Cell | None]:
    """The cells that have room; half a wide grapheme is a space."""
    if cells[width : width + 1] == [BEHIND]:
        return [*cells[: width - 1], (" ", "")]
    return cells[:width]

"""Two terminals side by side: one that is sent what was drawn, one what the buffer makes of it."""

from __future__ import annotations

from dataclasses import dataclass

import pyte
from rich.cells import cell_len

from stretchtui.terminal.buffer import ScreenBuffer
from stretchtui.terminal.capabilities import Capabilities

FULL = Capabilities()
SCREEN = Capabilities(erases=False)
"""Like GNU screen: what is erased has the terminal's own background."""


class Xterm(pyte.Screen):
    """pyte, with faint text, and with the halves of a wide character gone together.

    Args:
        width: Columns.
        height: Rows.
        capabilities: What else it is to do as another terminal does.
    """

    def __init__(self, width: int, height: int, capabilities: Capabilities = FULL) -> None:
        self._capabilities = capabilities
        super().__init__(width, height)

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        """Erase with the background that is set, or with the terminal's own."""
        attributes = self.cursor.attrs
        if not self._capabilities.erases:
            self.cursor.attrs = self.default_char
        super().erase_in_line(how, private)
        self.cursor.attrs = attributes

    def erase_characters(self, count: int | None = None) -> None:
        """Erase some cells, if the terminal can."""
        assert self._capabilities.erases
        super().erase_characters(count)

    def shown(self) -> list[list[pyte.screens.Char]]:
        """The cells, without what cannot be seen of a space."""
        return [[_seen(self.buffer[y][x]) for x in range(self.columns)] for y in range(self.lines)]

    def select_graphic_rendition(self, *attrs: int, **options: bool) -> None:
        """Show faint as blinking, which nothing here uses."""
        codes: list[int] = []
        parameters = iter(attrs)
        for code in parameters:
            codes.append({2: 5}.get(code, code))
            if code == 22:
                codes.append(25)
            if code in (38, 48):
                kind = next(parameters)
                codes += [kind, *(next(parameters) for _ in range(3 if kind == 2 else 1))]
        super().select_graphic_rendition(*codes)

    def draw(self, data: str) -> None:
        """Draw, and leave no half of a wide character behind."""
        for character in data:
            row, start = self.cursor.y, self.cursor.x
            super().draw(character)
            line, end = self.buffer[row], self.cursor.x
            if end <= start:
                continue
            space = self.cursor.attrs._replace(data=" ")
            if start and cell_len(line[start - 1].data) == 2:
                line[start - 1] = space
            if end < self.columns and not line[end].data:
                line[end] = space


def _seen(cell: pyte.screens.Char) -> pyte.screens.Char:
    if cell.data != " " or cell.underscore or cell.strikethrough or cell.reverse:
        return cell
    return cell._replace(fg="default", bold=False, blink=False, italics=False)


@dataclass
class Pair:
    """What is drawn goes to both terminals: to one as it is, to the other through a buffer."""

    width: int
    height: int
    capabilities: Capabilities = FULL

    def __post_init__(self) -> None:
        self.buffer = ScreenBuffer(self.capabilities)
        self.resize(self.width, self.height)

    def resize(self, width: int, height: int) -> None:
        """Both terminals get another size; nobody knows what they show then."""
        self.width, self.height = width, height
        self.plain, self.frugal = (Xterm(width, height, self.capabilities) for _ in range(2))
        self._streams = pyte.Stream(self.plain), pyte.Stream(self.frugal)
        self.scribble()
        self.buffer.resize(width, height)

    def scribble(self) -> None:
        """Something else writes all over the terminal behind the buffer."""
        for row in range(self.height):
            self._streams[1].feed(f"\x1b[{row + 1};1H\x1b[0;7m" + "?" * self.width)
        self._streams[1].feed("\x1b[0m")

    def write(self, data: str) -> None:
        """Draw something."""
        self.buffer.feed(data)
        self._streams[0].feed(data)

    def send(self) -> str:
        """What the buffer gives goes to its terminal."""
        data = self.buffer.take()
        self._streams[1].feed(data)
        return data

    def rows(self) -> tuple[list[list[pyte.screens.Char]], list[list[pyte.screens.Char]]]:
        """The cells of both terminals."""
        return self.plain.shown(), self.frugal.shown()

    def assert_same(self) -> None:
        """Both show the same, with the same colours and attributes."""
        plain, frugal = self.rows()
        assert frugal == plain

"""A screen as text: kept in a file, read back as if anybody had written it, and drawn at once.

Whoever draws it has imported nothing that takes long yet. So it is drawn plainly, row by row, and
all that is uncertain is left out: a grapheme to which some terminal may give another number of
cells is a space here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from stretchtui.terminal.modes import ALTERNATE, ASCII_SHIFTED_IN, SCREEN_MODES
from stretchtui.terminal.plain_graphemes import is_plain
from stretchtui.terminal.sgr import Style, change, is_style, shows_on_spaces, space_style

Cell = tuple[str, Style]
"""A grapheme and the style it is drawn with; for a space what it shows of the style."""

Row = tuple[tuple[Style, str], ...]
"""Texts side by side, each with the style that draws it."""

_ERASED_FROM = 4
"""From so many spaces on at the end of a row it is shorter to erase them (EL)."""


class ScreenPicture(NamedTuple):
    """What a terminal shows, in every row as many cells as it is wide."""

    width: int
    """Columns."""
    rows: tuple[Row, ...]
    erases: bool
    """Whether the terminal erases with the background that is set."""

    @classmethod
    def of(
        cls, cells: Iterable[Sequence[Cell | None]], width: int, *, erases: bool
    ) -> ScreenPicture:
        """The picture of a screen.

        Args:
            cells: Its rows, as far as they were drawn; None where nothing is known of a cell.
            width: Its columns.
            erases: Whether the terminal erases with the background that is set.
        """
        return cls(width, tuple(_row(each, width) for each in cells), erases)

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self.width, len(self.rows)

    @property
    def cells(self) -> list[list[Cell]]:
        """Every cell, row by row."""
        return [
            [
                (each, space_style(style) if each == " " else style)
                for style, text in row
                for each in text
            ]
            for row in self.rows
        ]

    @property
    def is_ascii(self) -> bool:
        """Whether no character takes two cells on any terminal."""
        return all(text.isascii() for row in self.rows for _, text in row)

    def common(self, other: ScreenPicture) -> ScreenPicture:
        """What both show where it is the same, and else this one's cells as spaces."""
        return ScreenPicture.of(
            (
                [
                    cell if cell == there else (" ", space_style(cell[1]))
                    for cell, there in zip(*both, strict=True)
                ]
                for both in zip(self.cells, other.cells, strict=True)
            ),
            self.width,
            erases=self.erases,
        )

    # As text

    @property
    def text(self) -> str:
        """The picture in a line for how it is drawn, and one for each row."""
        first = f"{self.width} {len(self.rows)} {int(self.erases)}"
        return "\n".join(
            [first, *("\t".join(part for run in row for part in run) for row in self.rows)]
        )

    @classmethod
    def read(cls, text: str, width: int, height: int) -> ScreenPicture:
        """Read what ``text`` gives.

        Args:
            text: Whatever stands in a file.
            width: The columns that it has to have.
            height: The rows.

        Raises:
            ValueError: It is something else: of another size, or with anything in it but cells.
        """
        first, *lines = text.split("\n")
        erases = {f"{width} {height} 0": False, f"{width} {height} 1": True}.get(first)
        if erases is None or len(lines) != height:
            raise ValueError("of another size")
        rows = tuple(_read_row(each, width) for each in lines)
        texts = {character for row in rows for _, text in row for character in text}
        styles = {style for row in rows for style, _ in row}
        if not (all(map(_is_shown, texts)) and all(map(is_style, styles))):
            raise ValueError("not what a screen shows")
        return cls(width, rows, erases)

    # As it is drawn

    @property
    def drawn(self) -> str:
        """What takes the alternate screen and draws the picture on it."""
        rows = (self.row(number) for number in range(len(self.rows)))
        return "".join((ALTERNATE, ASCII_SHIFTED_IN, SCREEN_MODES, "\x1b[m", *rows))

    def row(self, number: int) -> str:
        """What draws a row, and leaves no style set.

        Args:
            number: The row's, from 0.
        """
        drawn, before = f"\x1b[{number + 1}H", ""
        last = len(self.rows[number]) - 1
        for place, (style, text) in enumerate(self.rows[number]):
            drawn += change(before, style)
            written = text.rstrip(" ")
            erased = (
                place == last
                and len(text) - len(written) >= _ERASED_FROM
                and not shows_on_spaces(style)
                and (self.erases or not space_style(style))
            )
            drawn += f"{written}\x1b[K" if erased else text
            before = style
        return drawn + change(before, "")


def _row(cells: Sequence[Cell | None], width: int) -> Row:
    """The texts of a row's cells, as few as there can be."""
    runs: list[tuple[Style, str]] = []
    for cell in (*cells[:width], *[None] * (width - len(cells))):
        character, style = cell or (" ", "")
        if not _is_shown(character):
            # The second half of a wide one has no style of its own.
            behind = runs[-1][0] if runs and not character else style
            character, style = " ", space_style(behind)
        if runs and (
            style == runs[-1][0] or (character == " " and style == space_style(runs[-1][0]))
        ):
            runs[-1] = runs[-1][0], runs[-1][1] + character
        else:
            runs.append((style, character))
    return tuple(runs)


def _read_row(line: str, width: int) -> Row:
    parts = line.split("\t")
    row = tuple(zip(parts[::2], parts[1::2], strict=False))
    if len(parts) % 2 or sum(len(text) for _, text in row) != width:
        raise ValueError("a row of another length")
    return row


def _is_shown(character: str) -> bool:
    return character.isprintable() and is_plain(character)

"""Everything there is to set, a line each, below the names of its sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from rich.cells import cell_len

from stretchtui.core.routines.model import Side
from stretchtui.tui.widgets.line_list import LineList, Span

if TYPE_CHECKING:
    from stretchtui.tui.settings.rows import SettingsRow
    from stretchtui.words.glyphs import Glyphs

ROOMY_FROM = 60
"""From this width on there is more room between the names and the values."""

USUAL_AFTER = 16
"""So many cells from where values begin it says what the default is."""


class SettingsList(LineList, can_focus=True):
    """Things to set.

    Args:
        rows: What there is, section by section.
        glyphs: The characters to draw with.
    """

    def __init__(self, rows: Iterable[SettingsRow], glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self._lines: list[SettingsRow | str] = []
        self._begins: list[int] = []
        for section, found in groupby(rows, attrgetter("section")):
            if self._lines:
                self._lines.append("")
            self._begins.append(len(self._lines) + 1)
            self._lines += [section, *found]
        self.set_reactive(SettingsList.chosen, 1)

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    @property
    def rows(self) -> list[SettingsRow]:
        """All there is to set."""
        return [line for line in self._lines if not isinstance(line, str)]

    @property
    def sections(self) -> list[str]:
        """The names of the sections."""
        return [str(self._lines[place - 1]) for place in self._begins]

    def show_section(self, name: str) -> None:
        """Choose the first line of a section, with its name on top as far as can be.

        Args:
            name: One of ``sections``.
        """
        self.chosen = self._begins[self.sections.index(name)]
        self.scroll_to(y=self.chosen - 1, animate=False, immediate=True, force=True)

    def choose(self, row: SettingsRow) -> None:
        """Choose a line."""
        self.chosen = self._lines.index(row)

    @property
    def row(self) -> SettingsRow:
        """What is chosen."""
        row = self._lines[self.chosen]
        assert not isinstance(row, str)
        return row

    def validate_chosen(self, chosen: int) -> int:
        """Only what can be set is chosen."""
        chosen = super().validate_chosen(chosen)
        step = 1 if chosen >= self.chosen or chosen == 0 else -1
        while isinstance(self._lines[chosen], str):
            chosen += step
        return chosen

    def action_section(self, by: int) -> None:
        """Choose the first line of the next section, or of this one or the one before."""
        if by > 0:
            begin = next((each for each in self._begins if each > self.chosen), 1)
        else:
            before = [each for each in self._begins if each < self.chosen]
            begin = before[-1] if before else self._begins[-1]
        self.show_section(self.sections[self._begins.index(begin)])

    def parts(self, place: int, width: int) -> Sequence[Span]:
        """What it is called, whether it is the person's own, and what it is set to."""
        row = self._lines[place]
        if isinstance(row, str):
            return [(self.cut(row, width), "heading")]
        glyphs = self.glyphs
        label = self.cut(row.label, 24 if self.size.width >= ROOMY_FROM else 17)
        mark = glyphs.own if row.own else " "
        before, after = " ", "  " if row.turns else ""
        if row.turns and place == self.chosen:
            before, after = glyphs.arrows[Side.LEFT], f" {glyphs.arrows[Side.RIGHT]}"
        fault = f" {glyphs.broken}" if row.fault else ""
        room = width - cell_len(f"{label}{mark} {before} {after}{fault}")
        shown = row.shown if cell_len(row.shown) <= room else self.cut(row.shown, room)
        # What is as usual stands back.
        look = "" if row.own else "dim"
        usual = ""
        if row.own and row.default:
            gap = " " * (USUAL_AFTER - cell_len(f"{before} {shown}{after}{fault}"))
            usual = f"{gap}  default: {row.default}"
        usual = usual if cell_len(shown + usual) <= room else ""
        return [
            (label, ""),
            (f"{mark} ", ""),
            (f"{before} {shown}{after}", look),
            (fault, "wrong"),
            (usual, "dim"),
        ]

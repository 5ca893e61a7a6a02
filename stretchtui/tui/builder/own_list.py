"""The person's own stretches, a line each: name, dose, body parts, and how many routines use it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from stretchtui.core.routines.model import Step
from stretchtui.tui.widgets.line_list import MARK, LineList, Span
from stretchtui.words.cells import cut
from stretchtui.words.session import plural
from stretchtui.words.step import step_words

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Stretch
    from stretchtui.words.glyphs import Glyphs

NARROWEST_NAME = 20
"""What a name shall have before there is a column for what else is known."""

WIDEST = 30
"""No column but the name's is wider."""

EMPTY = ("No stretches of your own yet.",)
"""What stands where they will be; what to do is said below."""


class OwnRow(NamedTuple):
    """A stretch of one's own."""

    stretch: Stretch
    users: tuple[str, ...]
    """The names of the routines that use it."""

    @property
    def used(self) -> str:
        """In how many: ``2 routines``."""
        count = len(self.users)
        return f"{count} {plural('routine', count)}" if count else "not used"


class OwnList(LineList, can_focus=True):
    """Stretches to edit, or to delete.

    Args:
        glyphs: The characters to draw with.
    """

    def __init__(self, glyphs: Glyphs) -> None:
        super().__init__(glyphs)
        self.rows: Sequence[OwnRow] = ()
        """All there are."""
        self._columns: list[tuple[str, ...]] = []
        self.hints: Sequence[str] = ()
        """What to do where there are none."""

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.rows)

    @property
    def row(self) -> OwnRow | None:
        """The chosen one; None while there are none."""
        return self.rows[self.chosen] if self.rows else None

    def show_rows(self, rows: Sequence[OwnRow], chosen: str | None) -> None:
        """Show these; where the chosen one is not among them, what now stands in its place.

        Args:
            rows: The stretches.
            chosen: The id of the one to choose.
        """
        self.rows = rows
        self._columns = [
            ("how", *(self._dose(each.stretch) for each in rows)),
            ("used in", *(each.used for each in rows)),
            ("for", *(f" {self.glyphs.dot} ".join(each.stretch.targets) for each in rows)),
        ]
        ids = [each.stretch.id for each in rows]
        self.show(ids.index(chosen) if chosen in ids else self.chosen)

    def choose(self, row: OwnRow) -> None:
        """Choose one of them."""
        self.chosen = self.rows.index(row)

    def _dose(self, stretch: Stretch) -> str:
        words = step_words(Step(stretch=stretch.id), {stretch.id: stretch}, self.glyphs)
        return " ".join(filter(None, (words.amount, words.sides)))

    def _shown(self, width: int) -> list[tuple[int, tuple[str, ...]]]:
        """The columns there is room for, the most needed first, each behind its width."""
        found: list[tuple[int, tuple[str, ...]]] = []
        for column in self._columns:
            wide = min(WIDEST, max(map(cell_len, column)))
            if width - sum(each + 2 for each, _ in found) - wide - 2 < NARROWEST_NAME:
                break
            found.append((wide, column))
        return found

    def parts(self, place: int, width: int) -> Sequence[Span]:
        """A stretch: its name, and what else there is room for."""
        columns = self._shown(width)
        rest = "".join(f"  {self.cut(column[place + 1], wide)}" for wide, column in columns)
        name = self.cut(self.rows[place].stretch.name, width - cell_len(rest))
        return [(name, ""), (rest, "dim")]

    def heading(self) -> str:
        """What the columns are called."""
        if not self.rows:
            return ""
        width = self.size.width
        columns = self._shown(width - MARK)
        rest = "".join(f"  {self.cut(column[0], wide)}" for wide, column in columns)
        return f"{' ' * MARK}{self.cut('stretch', width - MARK - cell_len(rest))}{rest}"

    def blank(self, y: int, width: int) -> Sequence[Span]:
        """What to do, where there are none."""
        said = (*EMPTY, *self.hints)
        if self.rows or not 1 <= y <= len(said):
            return ()
        return [(cut(f"  {said[y - 1]}", width), "" if y == 1 else "dim")]

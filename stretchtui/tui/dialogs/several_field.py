"""The row of a form that is several of a few values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from stretchtui.tui.dialogs.fields import Field
from stretchtui.tui.widgets.several import Several

if TYPE_CHECKING:
    from stretchtui.words.glyphs import Glyphs


class SeveralField(Field):
    """A field that is several of a few values, given as words.

    Args:
        field: Its name in the model.
        label: Its name on the screen.
        values: Its values.
        options: Each value it may have, and what that is called.
        none: What stands there where it has none.
        glyphs: The characters to draw with.
    """

    def __init__(
        self,
        field: str,
        label: str,
        values: Sequence[str],
        options: Sequence[tuple[Any, str]],
        none: str,
        glyphs: Glyphs,
    ) -> None:
        self.several = Several(options, values, none, glyphs)
        self._first = self.several.values
        self._options = [each for each, _ in options]
        self.several.chosen = lambda: self.listen(self)
        super().__init__(field, label, self.several, "space to select")

    def lay_out(self) -> None:
        """Make room for all there is to choose from, while it is chosen from."""
        self._rows = self.several.count if self.is_current else 1
        self.several.styles.height = self._rows
        super().lay_out()

    @property
    def changed(self) -> bool:
        """Whether others are chosen than at first."""
        return self.several.values != self._first

    def value(self) -> Any:
        """Those that are chosen."""
        return self.several.values

    @property
    def text(self) -> str:
        """Those that are chosen, with commas between them."""
        return ",".join(self.several.values)

    def put(self, text: str) -> None:
        """Choose what stands in a text that was kept."""
        kept = text.split(",")
        self.several.choose(each for each in self._options if each in kept)

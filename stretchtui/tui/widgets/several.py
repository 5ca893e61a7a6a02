"""Several of a few values, each chosen or not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.words.cells import fitted

if TYPE_CHECKING:
    from textual import events

    from stretchtui.words.glyphs import Glyphs


class Several(Widget, can_focus=True):
    """Values to choose from, a row each while it has the focus; else the chosen ones in one row.

    Args:
        options: Each value, and what it is called.
        values: Those that are chosen.
        none: What stands there where none is.
        glyphs: The characters to draw with.
    """

    DEFAULT_CSS = """
    Several { height: 1; padding: 0 1; background: $panel; }
    Several:focus { background: $chosen; text-style: bold; }
    """

    def __init__(
        self,
        options: Sequence[tuple[Any, str]],
        values: Iterable[Any],
        none: str,
        glyphs: Glyphs,
    ) -> None:
        super().__init__()
        self._options = options
        self._chosen = set(values)
        self._none = none
        self._glyphs = glyphs
        self._place = 0
        self._has_opened = False
        self.chosen: Callable[[], None] = lambda: None
        """Called as soon as others are chosen."""

    @property
    def count(self) -> int:
        """How many there are to choose from."""
        return len(self._options)

    @property
    def values(self) -> tuple[Any, ...]:
        """Those that are chosen, in the order in which they are shown."""
        return tuple(each for each, _ in self._options if each in self._chosen)

    def choose(self, values: Iterable[Any]) -> None:
        """Choose these, and no others."""
        self._chosen = set(values)
        self.refresh()
        self.chosen()

    def move(self, by: int) -> bool:
        """Go to another row; whether there is one."""
        place = self._place + by
        if not 0 <= place < self.count:
            return False
        self._place = place
        self.refresh()
        return True

    def toggle(self) -> None:
        """Choose the value of this row, or choose it no more."""
        self.choose(self._chosen ^ {self._options[self._place][0]})

    def on_key(self, event: events.Key) -> None:
        """Choose at once: as a binding it would come behind the keys that came with it."""
        if event.key == "space":
            event.stop()
            event.prevent_default()
            self.toggle()

    def on_focus(self) -> None:
        """All rows are shown: whoever clicked has not seen them yet."""
        self._has_opened = True

    def on_click(self, event: events.Click) -> None:
        """Choose the row that is clicked."""
        place = event.get_content_offset_capture(self).y
        if not self._has_opened and place < self.count:
            self._place = place
            self.toggle()
        self._has_opened = False

    def render_line(self, y: int) -> Strip:
        """A value and whether it is chosen; or all that are."""
        if self.size.height < self.count:
            words = ", ".join(words for each, words in self._options if each in self._chosen)
            words = words or self._none
        else:
            value, words = self._options[y]
            mark = self._glyphs.chosen if y == self._place else " "
            words = f"{mark} [{'x' if value in self._chosen else ' '}] {words}"
        text = fitted(words, self.size.width, self._glyphs.ellipsis, cell_len)
        return Strip([Segment(text, self.rich_style)], self.size.width)

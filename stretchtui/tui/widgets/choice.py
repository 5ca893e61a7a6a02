"""One of a few values, chosen with the arrows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.segment import Segment
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from stretchtui.core.routines.model import Side
from stretchtui.words.cells import fitted

if TYPE_CHECKING:
    from textual import events

    from stretchtui.words.glyphs import Glyphs


class Choice(Widget, can_focus=True):
    """Values to choose from, one of them shown.

    Args:
        options: Each value, and what it is called.
        value: The one that is chosen.
        glyphs: The characters to draw with.
    """

    DEFAULT_CSS = """
    Choice { height: 1; padding: 0 1; background: $panel; }
    Choice:focus { background: $chosen; text-style: bold; }
    """
    place: reactive[int] = reactive(0)

    def __init__(self, options: Sequence[tuple[Any, str]], value: Any, glyphs: Glyphs) -> None:
        super().__init__()
        self._options = options
        self.chosen: Callable[[], None] = lambda: None
        """Called as soon as another value is chosen."""
        self._arrows = (glyphs.arrows[Side.LEFT], glyphs.arrows[Side.RIGHT])
        self.set_reactive(Choice.place, [each for each, _ in options].index(value))

    @property
    def value(self) -> Any:
        """The value that is chosen."""
        return self._options[self.place][0]

    @property
    def words(self) -> str:
        """What the chosen value is called."""
        return self._options[self.place][1]

    def choose(self, words: str) -> None:
        """Choose the value that is called so, if there is one."""
        for place, (_, each) in enumerate(self._options):
            if each == words:
                self.place = place
                self.chosen()

    def action_turn(self, by: int) -> None:
        """Choose the next value, or the one before."""
        self.place = (self.place + by) % len(self._options)
        self.chosen()

    def on_key(self, event: events.Key) -> None:
        """Turn at once: as bindings the keys would come behind those that came with them."""
        by = {"right": 1, "space": 1, "left": -1}.get(event.key)
        if by is not None:
            event.stop()
            event.prevent_default()
            self.action_turn(by)

    def on_click(self) -> None:
        """Choose the next value."""
        self.action_turn(1)

    def render_line(self, y: int) -> Strip:
        """The value, and arrows behind it while they do something."""
        # The value stays where it is, in line with those of other fields.
        words = f"{self.words}  {' '.join(self._arrows)}" if self.has_focus else self.words
        text = fitted(words, self.size.width, measure=cell_len)
        return Strip([Segment(text, self.rich_style)], self.size.width)

"""Words to read: the care on the first start, and whatever else is only read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.text import Text
from textual.widgets import Static

from stretchtui.tui.css import beside
from stretchtui.tui.dialogs.box import Box
from stretchtui.tui.dialogs.scroll import Scroll
from stretchtui.words.session import CARE

if TYPE_CHECKING:
    from textual import events
    from textual.app import App
    from textual.widget import Widget

    from stretchtui.tui.widgets.key_bar import Key


CARE_S = 30.0
"""How long the word of care stays in a corner, in seconds."""

CARE_TITLE = "Before you start"

CLOSING = frozenset({"escape", "q", "enter", "question_mark", "f1"})
"""The keys that close what is read; the one that opened the help is among them."""


class TextScreen(Box[None]):
    """A box of words, which can be scrolled.

    Args:
        content: The words.
        title: Stands over them.
        keys: What the keys do. If there are none, any key closes it that does not scroll.
    """

    DEFAULT_CSS = beside(__file__)

    def __init__(self, content: Group, title: str = "", keys: Iterable[Key] = ()) -> None:
        keys = tuple(keys)
        super().__init__(title, "" if keys else "Press any key to continue")
        self.bar.keys = keys
        self.bar.display = bool(keys)
        self._any = not keys
        self._scroll = Scroll(Static(content, markup=False))

    def content(self) -> Iterable[Widget]:
        """The words."""
        yield self._scroll

    def on_key(self, event: events.Key) -> None:
        """Close, or scroll; what cannot be scrolled any further is closed by any key."""
        event.stop()
        closes = event.key in CLOSING or (self._any and self._scroll.is_read)
        if closes or (not self._scroll.takes(event.key) and self._any):
            self.dismiss()

    def action_close(self) -> None:
        """Close."""
        self.dismiss()

    def action_scroll_words(self) -> None:
        """A page further, by a click."""
        self._scroll.takes("space")

    def on_click(self) -> None:
        """Go on, where any key does."""
        if self._any:
            self.dismiss()


def care() -> TextScreen:
    """The general word of care."""
    lines = [line for words in CARE for line in (Text(""), Text(words))]
    return TextScreen(Group(*lines, Text("")), CARE_TITLE)


def care_in_passing(app: App[Any]) -> None:
    """The same, in a corner: not in the way of who wants to begin."""
    app.notify(" ".join(CARE), title=CARE_TITLE, timeout=CARE_S, markup=False)

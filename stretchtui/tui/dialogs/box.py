"""The shape that dialogs share: a title, something to read or to answer in, a note, and keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import Vertical, VerticalScroll
from textual.screen import ScreenResultType
from textual.widgets import Static

from stretchtui.tui.css import beside
from stretchtui.tui.dialogs.dialog import Dialog
from stretchtui.tui.widgets.key_bar import KeyBar, flow

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget


TINY = 12
"""In fewer columns than this nothing can be read."""


class Box(Dialog[ScreenResultType]):
    """A dialog with a row of keys.

    Args:
        title: Stands at the top, if there is one.
        note: Stands over the keys, if there is one.
    """

    DEFAULT_CSS = beside(__file__)

    def __init__(self, title: str = "", note: str = "") -> None:
        super().__init__()
        self.bar = KeyBar()
        """The keys, under everything else."""
        self._title = Static(Text(title), id="title", markup=False)
        self._title.display = bool(title)
        self._note = Static(id="note", markup=False)
        self._note.display = bool(note)
        self.note(note)

    def content(self) -> Iterable[Widget]:
        """What stands between the title and the note."""
        return ()

    def compose(self) -> ComposeResult:
        """Title, content, note, keys."""
        with Vertical():
            yield self._title
            yield from self.content()
            yield self._note
            yield self.bar

    def on_resize(self) -> None:
        """Share the room that there is now."""
        # As soon as the screen has the classes for its new size.
        self.call_next(self._share)

    def _share(self) -> None:
        """Show all keys; what scrolls has what they, and a row of title and note, leave."""
        box = self.query_one(Vertical).styles
        assert box.width is not None
        width = min(int(box.width.value), self.size.width) - box.padding.width
        keys = len(flow(self.bar.keys, width, len(self.bar.keys)))
        self.bar.styles.height = keys
        others = [each.styles for each in (self._title, self._note, self.bar) if each.display]
        rows = sum(1 + each.margin.height for each in others) + keys - 1
        rest = self.size.height - box.padding.height - rows
        for scroll in self.query(VerticalScroll):
            scroll.styles.max_height = max(1, rest)
            # Where a word has no room a scrollbar would come and go for ever.
            scroll.styles.scrollbar_gutter = "stable" if self.size.width < TINY else "auto"

    def entitle(self, words: str) -> None:
        """Say what it is about."""
        self._title.update(Text(words))

    def note(self, words: str, wrong: bool = False) -> None:
        """Say what there is to know, or what is wrong."""
        self._note.set_class(wrong, "-wrong")
        self._note.update(Text(words))

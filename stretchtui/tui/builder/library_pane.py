"""The stretches there are, found by typing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from textual import events, on
from textual.containers import Vertical
from textual.message import Message
from textual.widgets.input import Selection

from stretchtui.core.routines.entry import Wrong
from stretchtui.core.routines.model import Stretch
from stretchtui.core.routines.stretch_finder import StretchFinder
from stretchtui.core.routines.typed_lines import TypedStep, read_typed
from stretchtui.core.text import clean, fold
from stretchtui.tui.builder.stretch_list import StretchList
from stretchtui.tui.widgets.line_input import LineInput
from stretchtui.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from stretchtui.words.glyphs import Glyphs

PLACEHOLDER = "type to find a stretch"

Added = Callable[[Stretch | str, TypedStep | None], None]
"""Takes a stretch, or the name of a step of one's own, and how it is done, if that was typed."""


class LinesPasted(Message):
    """Lines were pasted that are to be steps."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class StretchFilter(LineInput):
    """The line to type in; the list's own keys work beside it."""

    async def on_key(self, event: events.Key) -> None:
        """Move in the list, and add from it."""
        pane = self.query_ancestor(LibraryPane)
        match event.key:
            case "down" | "up":
                pane.move(1 if event.key == "down" else -1)
            case "pagedown" | "pageup":
                pane.move(pane.list.page * (1 if event.key == "pagedown" else -1))
            case "ctrl+home" | "ctrl+end":
                pane.move(pane.list.count * (1 if event.key == "ctrl+end" else -1))
            case "enter":
                pane.add()
            case _:
                return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Several lines are several steps."""
        lines = [clean(line) for line in event.text.splitlines() if line.strip()]
        if len(lines) < 2:
            super().on_paste(event)
            return
        event.stop()
        event.prevent_default()
        self.post_message(LinesPasted("\n".join(lines)))


class LibraryPane(Vertical):
    """A line to type in, and the stretches that fit.

    Args:
        stretches: All there are.
        glyphs: The characters to draw with.
        added: Called with a stretch, or a name of one's own, that shall become a step.
    """

    class Looked(Message):
        """Another stretch is the chosen one."""

    def __init__(
        self,
        stretches: Mapping[str, Stretch],
        glyphs: Glyphs,
        added: Added,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._added = added
        self._typed: TypedStep | None = None
        self._stretches = stretches
        self._finder = StretchFinder(stretches.values())
        self.filter = StretchFilter(placeholder=PLACEHOLDER, select=True, typed=self.find)
        self.list = StretchList(glyphs)

    def compose(self) -> ComposeResult:
        """The line over the list."""
        yield self.filter
        yield self.list

    def know(self, stretches: Mapping[str, Stretch]) -> None:
        """Find among these from here on."""
        if stretches is not self._stretches:
            self._stretches = stretches
            self._finder = StretchFinder(stretches.values())
            self.find(self.filter.value)

    def on_mount(self) -> None:
        """Show all there are."""
        self.find("")

    def find(self, typed: str) -> None:
        """Show the stretches that fit to what is typed; a dose is none of their names."""
        before = self.list.choice
        chosen = before if not typed and isinstance(before, Stretch) else None
        try:
            self._typed = read_typed(typed, self._stretches)
        except Wrong:
            self._typed = None
        name = fold(typed)
        if self._typed is not None:
            step = self._typed.step
            name = step.name or self._stretches[step.stretch or ""].name
        self.list.show_found(self._finder.find(name), name, chosen)
        self.post_message(self.Looked())

    def move(self, by: int) -> None:
        """Choose the stretch so many lines further."""
        self.list.chosen += by
        self.post_message(self.Looked())

    def add(self) -> None:
        """Have the chosen one added; the next letter that is typed begins another search."""
        choice = self.list.choice
        if choice is not None:
            self.filter.selection = Selection(0, len(self.filter.value))
            self._added(choice, self._typed)

    @on(LineList.Clicked)
    def _clicked(self, event: LineList.Clicked) -> None:
        event.stop()
        self.screen.set_focus(self.filter)
        if event.again:
            self.add()
        else:
            self.move(event.place - self.list.chosen)

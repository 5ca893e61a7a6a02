"""The line over the builder: the routine's name, and whether it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.containers import Horizontal
from textual.widgets import Static

from stretchtui.tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

PLACEHOLDER = "Name of the routine"


class RoutineTitle(Horizontal):
    """Name and state; the name can be typed here.

    Args:
        typed: Called with the name as far as it is typed.
    """

    def __init__(self, typed: Callable[[str], None]) -> None:
        super().__init__(id="title")
        self.line = LineInput(placeholder=PLACEHOLDER, select=True, typed=typed)
        self._words = Static(id="name", markup=False)
        self._state = Static(id="state", markup=False)

    def compose(self) -> ComposeResult:
        """The name, or the line to type it in; and the state."""
        self.line.display = False
        yield self.line
        yield self._words
        yield self._state

    def ask(self, name: str) -> None:
        """Have the name typed; what stands there is replaced by what is typed first."""
        self.line.value = name
        self.line.display = True
        self._words.display = False

    def asked(self) -> None:
        """The name was typed."""
        self.line.display = False
        self._words.display = True

    def show(self, name: str, state: str, changed: bool) -> None:
        """Show the name, and what there is to say of the file."""
        if str(self._words.content) != name:
            self._words.update(Text(name, no_wrap=True, overflow="ellipsis"), layout=False)
        if str(self._state.content) != state:
            self._state.update(Text(state))
        self._state.set_class(changed, "-changed")

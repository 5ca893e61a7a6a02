"""Screens of words: the care on the first start, and the help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual.widgets import Static

from stretchtui import __version__
from stretchtui.tui.commands.player import COMMANDS
from stretchtui.tui.css import beside
from stretchtui.tui.dialogs.dialog import Dialog
from stretchtui.tui.dialogs.scroll import Scroll
from stretchtui.words.session import CARE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual import events
    from textual.app import App, ComposeResult

    from stretchtui.tui.commands.table import Command


CARE_S = 12.0
"""How long the word of care stays in a corner, in seconds."""


class TextScreen(Dialog[None]):
    """A box of words; any key goes on.

    Args:
        content: The words.
    """

    DEFAULT_CSS = beside(__file__)

    def __init__(self, content: Group) -> None:
        super().__init__()
        self._scroll = Scroll(Static(content, markup=False))

    def compose(self) -> ComposeResult:
        """The words."""
        yield self._scroll

    def on_key(self, event: events.Key) -> None:
        """Go on; but let long words be scrolled."""
        event.stop()
        if not self._scroll.takes(event.key):
            self.dismiss()

    def on_click(self) -> None:
        """Go on."""
        self.dismiss()


def care() -> TextScreen:
    """The general word of care."""
    lines = [line for words in CARE for line in (Text(""), Text(words))]
    return TextScreen(
        Group(
            Text("Before you start", "bold"),
            *lines,
            Text(""),
            Text("Press any key to continue", "dim"),
        )
    )


def care_in_passing(app: App[Any]) -> None:
    """The same, in a corner: not in the way of who wants to begin."""
    app.notify(" ".join(CARE), title="Before you start", timeout=CARE_S, markup=False)


def help_(
    keys_shown: Callable[[Command], str], commands: Iterable[Command] = COMMANDS
) -> TextScreen:
    """Every key, and the word of care.

    Args:
        keys_shown: A command's key as it is shown.
        commands: What there are keys for.
    """
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style="bold", no_wrap=True)
    table.add_column(ratio=1)
    for command in commands:
        table.add_row(Text(keys_shown(command)), Text(command.help))
    table.add_row(Text("ctrl+p"), Text("Search all commands"))
    return TextScreen(
        Group(
            Text(f"stretchtui {__version__}", "bold"),
            Text("Arrows scroll, any other key closes", "dim"),
            Text(""),
            table,
            Text(""),
            Text("Safety", "bold"),
            *(Text(words) for words in CARE),
        )
    )

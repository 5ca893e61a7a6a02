"""The help: all keys as they are now, by when they do something, and the word of care."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Group
from rich.table import Table
from rich.text import Text

from stretchtui import __version__
from stretchtui.tui.commands.keymap import HEADINGS, by_moment
from stretchtui.tui.dialogs.text_screen import TextScreen
from stretchtui.words.session import CARE

if TYPE_CHECKING:
    from rich.console import RenderableType

    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.commands.table import Command

KEY_CELLS = 12
"""The most cells that keys take; more of them stand one below the other."""


def help_(
    look: Look, commands: Iterable[Command], does_something: Callable[[Command], bool]
) -> TextScreen:
    """Every key, and the word of care.

    Args:
        look: Knows how keys are shown.
        commands: What there are keys for.
        does_something: Whether a command does something now: those that do come first.
    """
    groups = list(by_moment(commands))
    groups.sort(key=lambda group: not any(map(does_something, group[1])))
    return TextScreen(
        Group(
            *_tables(look, groups),
            Text(""),
            Text("Safety", "bold"),
            *(Text(words) for words in CARE),
        ),
        f"stretchtui {__version__}",
        (
            (look.up_and_down, "scroll", "scroll_words", True),
            ("esc", "close", "close", True),
        ),
    )


def _tables(look: Look, groups: list[tuple[str, list[Command]]]) -> Iterator[RenderableType]:
    # Where nearly all commands do something at any time, it need not be said.
    named = any(heading in (HEADINGS["list"], HEADINGS["session"]) for heading, _ in groups)
    keys_of = {command.id: _keys(look, command) for _, group in groups for command in group}
    widest = max((cell_len(line) for keys in keys_of.values() for line in keys), default=0)
    for heading, group in groups:
        table = Table.grid(padding=(0, 2))
        # As wide in every group: the words of all of them stand in one column.
        table.add_column(justify="right", style="bold", no_wrap=True, min_width=widest)
        table.add_column(ratio=1)
        for command in group:
            table.add_row(Text("\n".join(keys_of[command.id])), Text(command.help))
        if heading == HEADINGS[""]:
            table.add_row(Text("ctrl+p"), Text("Search all commands"))
        yield Text("")
        if named or heading == HEADINGS["typing"]:
            yield Text(heading, "bold")
        yield table


def _keys(look: Look, command: Command) -> list[str]:
    return wrap(" ".join(look.keys(command)), KEY_CELLS, break_long_words=False)

"""The keys that move in a list: the same ones in every list."""

from __future__ import annotations

from collections.abc import Sequence

from stretchtui.tui.commands.table import Command

_MOVES = (
    ("j,down", "j", "move(1)", "Move down", "Down one line"),
    ("k,up", "k", "move(-1)", "Move up", "Up one line"),
    ("pagedown", "pgdn", "move(1, 'page')", "Page down", "Down one page"),
    ("pageup", "pgup", "move(-1, 'page')", "Page up", "Up one page"),
    ("ctrl+d", "ctrl+d", "move(1, 'half')", "Half page down", "Down half a page"),
    ("ctrl+u", "ctrl+u", "move(-1, 'half')", "Half page up", "Up half a page"),
    ("g,home", "g", "move(-1000000)", "Go to top", "To the first line"),
    ("G,end", "G", "move(1000000)", "Go to bottom", "To the last line"),
)
"""Keys, how the first is shown, action, name, help."""


def moves(ids: Sequence[str], when: str = "") -> tuple[Command, ...]:
    """The commands that move in a list.

    Args:
        ids: What names them in the settings: line, page and half a page, each down and up; top
            and bottom.
        when: The one moment at which they do something.
    """
    return tuple(
        Command(id_, keys, shown, action, "", help_, at_once=True, when=when, name=name)
        for id_, (keys, shown, action, name, help_) in zip(ids, _MOVES, strict=True)
    )

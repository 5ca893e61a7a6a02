"""The key map: every command of every screen, its keys, and which of them share one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from textual.keys import format_key

from stretchtui.core.text import clean, shorten
from stretchtui.tui.commands.builder import BUILDER_COMMANDS
from stretchtui.tui.commands.coming import COMING_COMMANDS
from stretchtui.tui.commands.history import HISTORY_COMMANDS
from stretchtui.tui.commands.plans import PLANS_COMMANDS
from stretchtui.tui.commands.player import COMMANDS
from stretchtui.tui.commands.settings import SETTINGS_COMMANDS
from stretchtui.tui.commands.stretches import STRETCHES_COMMANDS

if TYPE_CHECKING:
    from stretchtui.tui.commands.table import Command

Keys = Mapping[str, str]
"""Keys by the ids of commands, in place of the default ones."""

TABLES = {
    "": COMMANDS,
    "in the list of a session": COMING_COMMANDS,
    "in the builder": BUILDER_COMMANDS,
    "in your stretches": STRETCHES_COMMANDS,
    "in your plans": PLANS_COMMANDS,
    "in the history": HISTORY_COMMANDS,
    "in the settings": SETTINGS_COMMANDS,
}
"""The commands by where they can be given."""

FIXED = {
    "ctrl+c": "always quits",
    "ctrl+q": "always quits",
    "ctrl+p": "always searches all commands",
    "up": "always moves up",
    "down": "always moves down",
    "pageup": "always moves up",
    "pagedown": "always moves down",
    "home": "always goes to the top",
    "end": "always goes to the end",
}
"""Keys that cannot be given to a command, and what they do."""

MOMENTS = ("session", "list", "end")
"""When commands may do something, unless they say so themselves."""


HEADINGS = {
    "": "Always",
    "list": "In the list",
    "session": "In a session",
    "end": "At the end",
    "typing": "While typing",
}
"""What the moments are called, in the order in which they are shown."""


def by_moment(commands: Iterable[Command]) -> Iterator[tuple[str, list[Command]]]:
    """Commands by when they do something: what that is called, and which they are."""
    commands = tuple(commands)
    for when, heading in HEADINGS.items():
        # What is done at several moments stands where the first of them is.
        if found := [each for each in commands if each.when.partition(" ")[0] == when]:
            yield heading, found


def keys_of(command: Command, own: Keys) -> tuple[str, ...]:
    """A command's keys as they are shown: ``("n", "right", "?")``."""
    return tuple(map(_shown, own.get(command.id, command.keys).split(",")))


def _shown(key: str) -> str:
    # Not every font has arrows and the like; and the settings take their names.
    shown = format_key(key.strip())
    return shown if shown.isascii() or shown.isalpha() else key.strip()


def whole(own: Keys) -> dict[str, str]:
    """The keys of every command.

    Textual takes a key from all that have it, as soon as one of them is given another; but not
    from those it is told of.
    """
    usual = {command.id: command.keys for table in TABLES.values() for command in table}
    return {**usual, **own}


def moments(command: Command) -> frozenset[str]:
    """When a command may do something."""
    return frozenset(command.when.split() or MOMENTS)


def rivals(command: Command, own: Keys) -> list[Command]:
    """The commands that have one of a command's keys at the same moments."""
    table = next(each for each in TABLES.values() if command in each)
    keys, when = set(keys_of(command, own)), moments(command)
    return [
        other
        for other in table
        if other is not command and keys & set(keys_of(other, own)) and when & moments(other)
    ]


def unknown_commands(names: Iterable[str]) -> Iterator[str]:
    """A line for each name in a key map that no command has.

    Textual itself takes any name, and does nothing with it.
    """
    known = whole({})
    for name in names:
        if name not in known:
            near = get_close_matches(name[:80], known, n=1)
            hint = f"did you mean {near[0]}?" if near else "see docs/settings.md"
            place = f"settings.toml: keys.{shorten(clean(name[:200]))}"
            yield f"{place}: no such command: {hint}"

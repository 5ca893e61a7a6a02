"""The lines of the keys: one that leads to all of them, and one for each command."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from stretchtui.tui.commands.keymap import TABLES, by_moment, keys_of, rivals
from stretchtui.tui.settings.rows import SettingsRow

if TYPE_CHECKING:
    from stretchtui.tui.commands.keymap import Keys
    from stretchtui.tui.commands.table import Command
    from stretchtui.tui.settings.preferences import Preferences


class KeysRow(SettingsRow):
    """Leads to the keys.

    Args:
        preferences: Where they are read and changed.
        section: What it is part of.
    """

    turns = False
    enter = "open"

    def __init__(self, preferences: Preferences, section: str) -> None:
        super().__init__(preferences, section, "Keys", "Choose the keys for each command")

    @property
    def own(self) -> bool:
        """Whether any command has other keys than usual."""
        return bool(self.preferences.settings.value.keys)

    @property
    def resets(self) -> bool:
        """Only one by one: too much would be lost with one key."""
        return False

    @property
    def shown(self) -> str:
        """How many commands have other keys than usual."""
        count = len(self.preferences.settings.value.keys)
        return f"{count} changed" if count else "default"

    def reset(self) -> str:
        """There is nothing to set here."""
        return ""


class KeyRow(SettingsRow):
    """The keys of a command.

    Args:
        preferences: Where they are read and changed.
        section: What it is part of.
        command: Which.
    """

    turns = False
    enter = "change key"

    def __init__(self, preferences: Preferences, section: str, command: Command) -> None:
        super().__init__(preferences, section, command.title, command.help)
        self.command = command

    @property
    def _own(self) -> Keys:
        return self.preferences.settings.value.keys

    @property
    def own(self) -> bool:
        """Whether it has other keys than usual."""
        return self.command.id in self._own

    @property
    def shown(self) -> str:
        """The keys."""
        # Set apart by spaces: a comma is a key as well.
        return " ".join(keys_of(self.command, self._own))

    @property
    def default(self) -> str:
        """The usual keys."""
        return " ".join(keys_of(self.command, {}))

    @property
    def fault(self) -> str:
        """Which commands have one of the keys as well."""
        others = [each.title for each in rivals(self.command, self._own)]
        return f"same key as {', '.join(others)}" if others else ""

    def take(self, key: str) -> str:
        """Give it a key; what there is to say is as with ``turn``."""
        return self.preferences.set_keys(self.command.id, key)

    def reset(self) -> str:
        """Give it its usual keys."""
        return self.preferences.set_keys(self.command.id, None)


def key_rows(preferences: Preferences) -> Iterator[KeyRow]:
    """A line for each command, by where and when it can be given.

    Args:
        preferences: Where the keys are read and changed.
    """
    for where, table in TABLES.items():
        for heading, commands in by_moment(table):
            section = f"{where[:1].upper()}{where[1:]}" if where else heading
            for command in commands:
                yield KeyRow(preferences, section, command)

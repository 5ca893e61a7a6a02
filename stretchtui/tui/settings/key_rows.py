"""The keys of all commands, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from stretchtui.tui.commands.keymap import TABLES, keys_of, rivals
from stretchtui.tui.settings.rows import SettingsRow

if TYPE_CHECKING:
    from stretchtui.tui.app import StretchApp
    from stretchtui.tui.commands.keymap import Keys
    from stretchtui.tui.commands.player import Command


class KeyRow(SettingsRow):
    """The keys of a command.

    Args:
        program: The app.
        section: What it is part of.
        command: Which.
    """

    turns = False
    enter = "new key"

    def __init__(self, program: StretchApp, section: str, command: Command) -> None:
        super().__init__(program, section, command.id.replace("_", " "), command.help)
        self.command = command

    @property
    def _own(self) -> Keys:
        return self.program.preferences.settings.keys

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
    def fault(self) -> str:
        """Which commands have one of the keys as well."""
        others = [each.id.replace("_", " ") for each in rivals(self.command, self._own)]
        return f"the same key as {', '.join(others)}" if others else ""

    def take(self, key: str) -> str:
        """Give it a key; what there is to say is as with ``turn``."""
        return self.program.preferences.set_keys(self.program, self.command.id, key)

    def reset(self) -> str:
        """Give it its usual keys."""
        return self.program.preferences.set_keys(self.program, self.command.id, None)


def key_rows(program: StretchApp) -> Iterator[SettingsRow]:
    """Every command, screen by screen."""
    for where, table in TABLES.items():
        section = f"Keys {where}".strip()
        yield from (KeyRow(program, section, command) for command in table)

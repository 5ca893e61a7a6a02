"""The settings: sounds, times, colours and keys, each kept as soon as it is changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual import on
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from stretchtui.core.text import clean
from stretchtui.tui.commands.settings import SETTINGS_COMMANDS
from stretchtui.tui.css import beside
from stretchtui.tui.dialogs.command_screen import CommandScreen
from stretchtui.tui.dialogs.prompts import KeyPrompt, LinePrompt
from stretchtui.tui.settings.choosing import choose
from stretchtui.tui.settings.key_rows import KeyRow, KeysRow, key_rows
from stretchtui.tui.settings.preferences import UNTIL_THE_END
from stretchtui.tui.settings.rows import SettingsRow, SoundCheckRow
from stretchtui.tui.settings.settings_list import SettingsList
from stretchtui.tui.settings.value_rows import ChoiceRow, TypedRow
from stretchtui.tui.widgets.key_bar import KeyBar
from stretchtui.tui.widgets.line_list import LineList
from stretchtui.tui.widgets.notice import Notice

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from stretchtui.playing.audio import Audio
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.commands.table import Command
    from stretchtui.tui.settings.preferences import Preferences


class SettingsScreen(CommandScreen[None]):
    """Everything there is to set.

    Args:
        look: How the program looks.
        preferences: Where everything is read and changed.
        audio: How cues are heard.
        rows: What there is to set, section by section.
        title: What it is called.
    """

    DEFAULT_CSS = beside(__file__)
    TABLE = SETTINGS_COMMANDS
    # Textual declares these two in a way that mypy takes for instance variables.
    HORIZONTAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [  # type: ignore[misc]
        (0, "-narrow"),
        (60, "-roomy"),
        (80, "-wide"),
    ]
    VERTICAL_BREAKPOINTS: ClassVar[list[tuple[int, str]] | None] = [  # type: ignore[misc]
        (0, "-short"),
        (20, "-normal"),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [command.binding for command in SETTINGS_COMMANDS]

    def __init__(
        self,
        look: Look,
        preferences: Preferences,
        audio: Audio,
        rows: Iterable[SettingsRow],
        title: str = "Settings",
    ) -> None:
        super().__init__(look)
        self._preferences = preferences
        self._audio = audio
        self._called = title
        self._list = SettingsList(rows, look.glyphs)
        self._list.add_class("-active")
        self._file = Static(Text(_short(preferences.file)), id="file", markup=False)
        self._help = Static(id="help", markup=False)
        self._notice = Notice()
        self._keys = KeyBar()

    @property
    def row(self) -> SettingsRow:
        """What is chosen."""
        return self._list.row

    @property
    def sections(self) -> Sequence[str]:
        """The names of the sections."""
        return self._list.sections

    def show_section(self, name: str) -> None:
        """Choose the first line of a section.

        Args:
            name: One of ``sections``.
        """
        self._list.show_section(name)

    def compose(self) -> ComposeResult:
        """Title, list, help, keys."""
        with Horizontal(id="title"):
            yield Static(self._called, id="name", markup=False)
            yield self._file
        yield self._list
        with Vertical(id="foot"):
            yield self._notice
            yield self._help
        yield self._keys

    def on_mount(self) -> None:
        """The keys are for the list."""
        self.follow(self.look.settings, lambda before: self._show())
        self.follow(self._audio.name, lambda before: self._show_help())
        self._preferences.read()
        self.set_focus(self._list)
        self.watch(self._list, "chosen", self._chosen, init=False)
        self._chosen()

    # Showing

    def _chosen(self) -> None:
        fault = self.row.fault
        self._notice.say(f"{fault[0].upper()}{fault[1:]}." if fault else "", wrong=True)
        self._show_help()
        self._show_keys()

    def _show(self) -> None:
        """Show what is set by now."""
        self._list.refresh()
        self._chosen()

    def _say(self, words: str) -> None:
        """Say what there is to say about a change, if anything."""
        self._chosen()
        if words:
            self._notice.say(words, wrong=words.endswith(UNTIL_THE_END))

    def _show_help(self) -> None:
        row = self.row
        default = f"Default: {row.default}" if row.default else ""
        words = " ".join(f"{each}." for each in (row.help, default, row.note) if each)
        if str(self._help.content) != words:
            self._help.update(Text(words))

    def _show_keys(self) -> None:
        labels = {"setting_enter": self.row.enter}
        self._keys.keys = tuple(
            (
                self._shown(each),
                labels.get(each.id, each.label),
                each.action,
                self.does_something(each),
            )
            for each in SETTINGS_COMMANDS
            if each.label
        )

    def _shown(self, command: Command) -> str:
        usual = command.id not in self.look.settings.value.keys
        if command.id == "setting_more" and usual and self.look.has_arrows:
            return "←→"
        return self.look.key(command)

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key does something now: None dims it."""
        match action:
            case "turn":
                return self.row.turns or None
            case "hear":
                return self.row.sample is not None or None
            case "usual":
                return self.row.resets or None
        return super().check_action(action, parameters)

    def action_move(self, by: int, unit: str = "line") -> None:
        """Choose another line."""
        self._list.action_move(by, unit)

    async def action_find(self) -> None:
        """Choose a line by what is typed."""
        from stretchtui.tui.dialogs.palette import PaletteEntry, search

        rows = [
            PaletteEntry(row.label, row.help, row.shown, partial(self._list.choose, row))
            for row in self._list.rows
        ]
        await search(self.app, rows, self.look, f"Search {self._called.lower()}")

    def action_section(self, by: int) -> None:
        """To the next section, or the one before."""
        self._list.action_section(by)

    def action_turn(self, by: int) -> None:
        """Take the next value, or the one before."""
        self._say(self.row.turn(by))

    def action_usual(self) -> None:
        """Take the usual value."""
        self._say(self.row.reset())

    def action_hear(self) -> None:
        """Have it be heard."""
        row = self.row
        if row.sample is not None:
            self._audio.sample(row.sample, row.words)
            self._notice.say(f"{row.sample}: {self._audio.name.value}")

    async def action_enter(self) -> None:
        """Choose from all values, type one, press a new key; or turn what has two values."""
        row = self.row
        match row:
            case SoundCheckRow():
                await self.run_action("app.sound_check")
            case TypedRow():

                def typed(value: Any) -> None:
                    if value is not None:
                        self._say(row.take(value))

                self.app.push_screen(
                    LinePrompt(row.label, row.typed, row.setting.expected, row.read), typed
                )
            case KeyRow():

                def pressed(key: str | None) -> None:
                    if key is not None:
                        self._say(row.take(key))

                self.app.push_screen(KeyPrompt(row.label, row.help), pressed)
            case KeysRow():
                rows = key_rows(self._preferences)
                await self.app.push_screen(
                    SettingsScreen(self.look, self._preferences, self._audio, rows, row.label)
                )
            case ChoiceRow() if row.has_many:
                choose(self.app, self.look, row, self._say)
            case _:
                self.action_turn(1)

    @on(LineList.Clicked)
    async def _clicked(self, event: LineList.Clicked) -> None:
        if event.again:
            await self.action_enter()
        else:
            self._list.chosen = event.place

    def action_leave(self) -> None:
        """Back to where one was."""
        self._audio.settle()
        self.dismiss()


def _short(path: Path) -> str:
    """A path with the person's home as ``~``."""
    words = clean(str(path))
    home = os.path.expanduser("~")
    return words.replace(home, "~", 1) if home != "/" and words.startswith(f"{home}/") else words

"""The settings: sounds, times, colours and keys, each kept as soon as it is changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
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
from stretchtui.tui.dialogs.prompts import ChoicePrompt, KeyPrompt, LinePrompt, Option
from stretchtui.tui.settings.preferences import UNTIL_THE_END
from stretchtui.tui.settings.rows import KeyRow, SettingsRow, SoundCheckRow
from stretchtui.tui.settings.sections import all_rows
from stretchtui.tui.settings.settings_list import SettingsList
from stretchtui.tui.settings.value_rows import ChoiceRow, ThemeRow, TypedRow
from stretchtui.tui.widgets.key_bar import KeyBar
from stretchtui.tui.widgets.line_list import LineList
from stretchtui.tui.widgets.notice import Notice

if TYPE_CHECKING:
    from textual.app import App, ComposeResult
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
        themes: All there are, by their names.
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
        themes: Mapping[str, object],
    ) -> None:
        super().__init__(look)
        self._preferences = preferences
        self._audio = audio
        self._list = SettingsList(all_rows(look, preferences, audio, themes), look.glyphs)
        self._list.add_class("-active")
        self._file = Static(Text(_short(preferences.file)), id="file", markup=False)
        self._help = Static(id="help", markup=False)
        self._notice = Notice()
        self._keys = KeyBar()

    @property
    def row(self) -> SettingsRow:
        """What is chosen."""
        return self._list.row

    def compose(self) -> ComposeResult:
        """Title, list, help, keys."""
        with Horizontal(id="title"):
            yield Static("Settings", id="name", markup=False)
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
        words = f"{row.help}. {row.note}." if row.note else f"{row.help}."
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
        if command.id == "setting_more" and usual and not self.look.is_ascii:
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

    def action_move(self, by: int) -> None:
        """Choose another line."""
        self._list.action_move(by)

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

                self.app.push_screen(KeyPrompt(row.help), pressed)
            case ChoiceRow() if row.has_many:
                _choose(self.app, self.look, row, self._say)
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


def choose_theme(app: App[Any], look: Look, preferences: Preferences) -> None:
    """Choose the theme from all there are; each shows as it is looked at.

    Args:
        app: Shows it.
        look: How the program looks.
        preferences: Where it is kept.
    """

    def say(words: str) -> None:
        if words:
            app.notify(words, markup=False)

    _choose(app, look, ThemeRow(preferences, app.available_themes), say)


def _choose(app: App[Any], look: Look, row: ChoiceRow, say: Callable[[str], None]) -> None:
    """Choose a setting's value from all there are.

    Args:
        app: Shows them.
        look: How the program looks.
        row: What is chosen.
        say: Given what there is to say about it afterwards.
    """

    def preview(value: str) -> None:
        if isinstance(row, ThemeRow):
            app.theme = row.preferences.theme(row.themes, value)

    def chosen(option: Option | None) -> None:
        if option is None:
            preview(row.value)
        else:
            say(row.take(option.value))

    options = [Option(each, row.called(each), row.meaning(each)) for each in row.options]
    app.push_screen(ChoicePrompt(row.label, options, row.value, look, preview), chosen)


def _short(path: Path) -> str:
    """A path with the person's home as ``~``."""
    words = clean(str(path))
    home = os.path.expanduser("~")
    return words.replace(home, "~", 1) if home != "/" and words.startswith(f"{home}/") else words

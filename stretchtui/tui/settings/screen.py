"""The settings: sounds, times, colours and keys, each kept as soon as it is changed."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import events, on
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import Static

from stretchtui.core.text import clean
from stretchtui.store.settings import settings_file
from stretchtui.tui.commands.settings import SETTINGS_COMMANDS
from stretchtui.tui.dialogs.prompts import ChoicePrompt, KeyPrompt, NumberPrompt, Option
from stretchtui.tui.settings.cue_rows import cue_rows
from stretchtui.tui.settings.key_rows import KeyRow, key_rows
from stretchtui.tui.settings.preferences import HOLDS
from stretchtui.tui.settings.rows import ChoiceRow, NumberRow, SettingsRow, setting_rows
from stretchtui.tui.settings.settings_list import SettingsList
from stretchtui.tui.widgets.key_bar import KeyBar
from stretchtui.tui.widgets.line_list import LineList
from stretchtui.tui.widgets.notice import Notice

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from stretchtui.tui.app import StretchApp
    from stretchtui.tui.commands.player import Command


class SettingsScreen(Screen[None]):
    """Everything there is to set.

    Args:
        program: The app.
    """

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = ""
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

    def __init__(self, program: StretchApp) -> None:
        super().__init__()
        rows = [
            *setting_rows(program, "cues", "Sound"),
            *cue_rows(program),
            *setting_rows(program, "session", "Session"),
            *setting_rows(program, "screen", "Screen"),
            *key_rows(program),
        ]
        self._list = SettingsList(rows, program.glyphs)
        self._list.add_class("-active")
        self._file = Static(Text(_short(settings_file(program.folders))), id="file", markup=False)
        self._help = Static(id="help", markup=False)
        self._notice = Notice()
        self._keys = KeyBar()

    @property
    def program(self) -> StretchApp:
        """The app, as what it is."""
        return cast("StretchApp", self.app)

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
        preferences = self.program.preferences
        preferences.read(self.program)
        preferences.on_sink = self._show_help
        self.set_focus(self._list)
        self.watch(self._list, "chosen", self._chosen, init=False)
        self._chosen()

    # Showing

    def _chosen(self) -> None:
        fault = self.row.fault
        self._notice.say(f"{fault[0].upper()}{fault[1:]}." if fault else "", wrong=True)
        self._show_help()
        self._show_keys()

    def _changed(self, words: str) -> None:
        """The settings have changed, which there may be something to say about."""
        self._list.refresh()
        self._chosen()
        if words:
            self._notice.say(words, wrong=words.endswith(HOLDS))

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
        usual = command.id not in self.program.preferences.settings.keys
        if command.id == "setting_more" and usual and not self.program.plain:
            return "←→"
        return self.program.keys_shown(command)

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
        return True

    def does_something(self, command: Command) -> bool:
        """Whether a command does something now."""
        return bool(self.check_action(command.action.partition("(")[0], ()))

    def runs(self, command: Command) -> Callable[[], Awaitable[None]]:
        """A call that carries a command out."""

        async def run() -> None:
            await self.run_action(command.action)

        return run

    def action_move(self, by: int) -> None:
        """Choose another line."""
        self._list.action_move(by)

    def action_section(self, by: int) -> None:
        """To the next section, or the one before."""
        self._list.action_section(by)

    def action_turn(self, by: int) -> None:
        """Take the next value, or the one before."""
        self._changed(self.row.turn(by))

    def action_usual(self) -> None:
        """Take the usual value."""
        self._changed(self.row.reset())

    def action_hear(self) -> None:
        """Have it be heard."""
        row, program = self.row, self.program
        if row.sample is not None:
            program.preferences.hear(program, row.sample, row.words)
            self._notice.say(f"{row.sample}: {program.sink.name}")
            self._show_help()

    def action_enter(self) -> None:
        """Choose from all values, type a number, press a new key; or turn what has two values."""
        row, program = self.row, self.program
        match row:
            case NumberRow():

                def typed(value: int | None) -> None:
                    if value is not None:
                        self._changed(row.take(value))

                program.push_screen(
                    NumberPrompt(row.label, row.typed, row.setting.expected, row.read), typed
                )
            case KeyRow():

                def pressed(key: str | None) -> None:
                    if key is not None:
                        self._changed(row.take(key))

                program.push_screen(KeyPrompt(f"{row.label}: {row.help}"), pressed)
            case ChoiceRow() if len(row.options) > 2:
                choose(program, row, self._changed)
            case _:
                self.action_turn(1)

    @on(LineList.Clicked)
    def _clicked(self, event: LineList.Clicked) -> None:
        if event.again:
            self.action_enter()
        else:
            self._list.chosen = event.place

    def action_leave(self) -> None:
        """Back to where one was."""
        self.program.preferences.sound(self.program)
        self.dismiss()

    def on_unmount(self, event: events.Unmount) -> None:
        """The sounds are left as they are."""
        self.program.preferences.on_sink = lambda: None
        self.program.preferences.rest()

    def action_help(self) -> None:
        """The keys."""
        self.program.show_help(SETTINGS_COMMANDS)

    def action_redraw(self) -> None:
        """Draw the screen afresh, whatever the terminal shows."""
        self.program.redraw()


def choose(program: StretchApp, row: ChoiceRow, say: Callable[[str], None]) -> None:
    """Choose a setting's value from all there are; a theme shows as it is looked at."""

    def chosen(option: Option | None) -> None:
        look(row.value)
        if option is not None:
            say(row.take(option.value))

    def look(value: str) -> None:
        if row.setting.id == "screen.theme":
            program.theme = program.preferences.theme(program.available_themes, value)

    options = [Option(each, row.called(each), row.meaning(each)) for each in row.options]
    program.push_screen(ChoicePrompt(row.label, options, row.value, program.glyphs, look), chosen)


def choose_theme(program: StretchApp) -> None:
    """Choose the theme from all there are."""
    rows = setting_rows(program, "screen", "Screen")
    row = next(each for each in rows if isinstance(each, ChoiceRow) and each.label == "theme")
    choose(program, row, lambda words: program.notify(words, markup=False) if words else None)


def _short(path: Path) -> str:
    """A path with the person's home as ``~``."""
    words = clean(str(path))
    home = os.path.expanduser("~")
    return words.replace(home, "~", 1) if home != "/" and words.startswith(f"{home}/") else words

"""What there is to set, line by line: how each is called, shown, changed and heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from stretchtui.core.routines.entry import read_number, read_seconds, write_seconds
from stretchtui.core.sessions.cues import CueName
from stretchtui.core.settings import AUTO, Setting, all_settings
from stretchtui.core.text import clean
from stretchtui.tui.themes import THEMES

if TYPE_CHECKING:
    from stretchtui.tui.app import StretchApp

_MEANINGS = {
    "cues.sink": {
        "auto": "the best there is here",
        "speakers": "of the machine it runs on",
        "terminal": "your own terminal's bell",
        "relay": "your own machine, by stretchtui ssh",
        "off": "silence",
    },
    "screen.theme": {AUTO: "what suits the terminal"},
}
"""What values mean, where that does not go without saying."""

SAMPLE = "Next, child's pose, left side"
"""What the voice says to be heard."""

CUES_OFF = "cues.off"
"""The setting that has a line for each of the cues."""

WORDS = {True: "on", False: "off"}


class SettingsRow:
    """One line.

    Args:
        program: The app.
        section: What it is part of.
        label: What it is called.
        help: What it is for, in a few words.
    """

    turns = True
    """Whether it has a next value."""
    enter = "turn"
    """What enter does with it, in a word or two."""
    sample: CueName | None = None
    """What can be heard of it."""
    words = ""
    """What the voice says to be heard."""

    def __init__(self, program: StretchApp, section: str, label: str, help: str) -> None:
        self.program = program
        self.section = section
        self.label = label
        self.help = help

    @property
    def shown(self) -> str:
        """What it is set to."""
        raise NotImplementedError

    @property
    def own(self) -> bool:
        """Whether it is set to something else than usual."""
        raise NotImplementedError

    @property
    def resets(self) -> bool:
        """Whether it can be set to what it usually is."""
        return self.own

    @property
    def note(self) -> str:
        """What there is to know of it now, in a few words."""
        return ""

    @property
    def fault(self) -> str:
        """What is wrong with it; empty, if nothing is."""
        return ""

    def turn(self, by: int) -> str:
        """Take the next value, or the one before.

        Returns:
            What there is to say about it, if anything.
        """
        return ""

    def reset(self) -> str:
        """Take the usual value; what there is to say is as with ``turn``."""
        raise NotImplementedError


class SettingRow(SettingsRow):
    """One of the settings.

    Args:
        program: The app.
        section: What it is part of.
        setting: Which.
    """

    def __init__(self, program: StretchApp, section: str, setting: Setting) -> None:
        super().__init__(program, section, setting.name.replace("_", " "), setting.help)
        self.setting = setting
        if setting.table == "cues":
            self.sample = CueName.HOLD
        if setting.name in ("voice", "counted"):
            self.words = SAMPLE

    @property
    def value(self) -> Any:
        """What it is set to."""
        return self.setting.value(self.program.preferences.settings)

    @property
    def own(self) -> bool:
        """Whether it is set to something else than usual."""
        return bool(self.value != self.setting.default)

    @property
    def resets(self) -> bool:
        """Also what is wrong in the file can be taken out of there."""
        return self.own or bool(self.fault)

    @property
    def note(self) -> str:
        """What decides about it besides, or what has become of it."""
        preferences = self.program.preferences
        match self.setting.name:
            case "sink":
                given = preferences.hearing.cues if preferences.hearing else None
                by = f"; --cues {given} goes before this" if given else ""
                return f"Now: {self.program.sink.name}{by}"
            case "voice" if self.value and preferences.speechless:
                return "Nothing here can speak; pip install 'stretchtui[voice]' helps"
            case "theme" if preferences.colourless:
                return "This terminal shows no colours"
            case "reduced_motion" if not preferences.may_move:
                return "--no-motion holds them still now"
            case "mouse" if not preferences.may_click:
                return "--no-mouse leaves it to the terminal now"
        return ""

    @property
    def fault(self) -> str:
        """What the file says that cannot be used."""
        preferences, start = self.program.preferences, f"settings.toml: {self.setting.id}: "
        themes = self.program.available_themes
        faults = (*preferences.settings.faults, *preferences.faults(themes))
        return next((each.removeprefix(start) for each in faults if each.startswith(start)), "")

    def take(self, value: Any) -> str:
        """Take a value; what there is to say is as with ``turn``."""
        return self.program.preferences.set(self.program, self.setting, value)

    def reset(self) -> str:
        """Take the usual value."""
        return self.take(self.setting.default)


class ChoiceRow(SettingRow):
    """A setting of which there are a few values.

    Args:
        program: The app.
        section: What it is part of.
        setting: Which.
    """

    def __init__(self, program: StretchApp, section: str, setting: Setting) -> None:
        super().__init__(program, section, setting)
        if len(self.options) > 2:
            self.enter = "choose"

    @property
    def options(self) -> Sequence[Any]:
        """The values."""
        if self.setting.id != "screen.theme":
            return self.setting.options
        ours = [theme.name for theme in THEMES]
        return [AUTO, *ours, *sorted(set(self.program.available_themes) - set(ours))]

    @property
    def shown(self) -> str:
        """The value."""
        return self.called(self.value)

    def called(self, value: Any) -> str:
        """What a value is called."""
        return WORDS[value] if isinstance(value, bool) else clean(str(value))

    def meaning(self, value: Any) -> str:
        """What a value means, where that does not go without saying."""
        return _MEANINGS.get(self.setting.id, {}).get(value, "")

    def turn(self, by: int) -> str:
        """Take the next value; after the last comes the first."""
        options = self.options
        # One that is not among them may stand in the file.
        place = options.index(self.value) if self.value in options else 0
        return self.take(options[(place + by) % len(options)])


class NumberRow(SettingRow):
    """A setting that is a number: of seconds, of percent, or of ticks."""

    enter = "type"
    STEP = 1
    UNIT = ""

    @property
    def limits(self) -> tuple[int, int]:
        """The least and the most it can be."""
        assert self.setting.limits is not None
        return self.setting.limits

    @property
    def typed(self) -> str:
        """What would be typed for it."""
        return str(self.value)

    @property
    def shown(self) -> str:
        """The number, and of what."""
        return self.typed + self.UNIT

    def read(self, typed: str) -> int:
        """The number that was typed.

        Raises:
            Wrong: It is none, or too small or too large.
        """
        return read_number(typed.strip().removesuffix(self.UNIT.strip()), *self.limits)

    def turn(self, by: int) -> str:
        """A step more, or less."""
        least, most = self.limits
        return self.take(min(most, max(least, self.value + by * self.STEP)))


class VolumeRow(NumberRow):
    """The volume."""

    STEP = 5
    UNIT = " %"


class SecondsRow(NumberRow):
    """A setting in seconds, typed as people write them."""

    @property
    def typed(self) -> str:
        """What would be typed for it."""
        return write_seconds(self.value)

    def read(self, typed: str) -> int:
        """The seconds that were typed."""
        return read_seconds(typed, *self.limits)


def setting_rows(program: StretchApp, table: str, section: str) -> Iterator[SettingsRow]:
    """The settings of a table.

    Args:
        program: The app.
        table: Its name.
        section: What it is called on the screen.
    """
    for setting in all_settings().values():
        if setting.table == table and setting.id != CUES_OFF:
            yield _KINDS.get(setting.id, ChoiceRow)(program, section, setting)


_KINDS: dict[str, type[NumberRow]] = {
    "cues.volume": VolumeRow,
    "session.get_ready": SecondsRow,
    "session.switch": SecondsRow,
    "session.countdown": NumberRow,
}

"""Settings that are one of a few values, or are typed: a number, a time of day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import ValidationError

from stretchtui.core.duration import write_seconds
from stretchtui.core.routines.entry import Wrong, read_number, read_seconds
from stretchtui.core.settings import AUTO, all_settings
from stretchtui.core.text import clean
from stretchtui.tui.settings.rows import ON_OFF, SettingRow
from stretchtui.tui.themes import THEMES

if TYPE_CHECKING:
    from stretchtui.tui.settings.preferences import Preferences

_MEANINGS = {
    "cues.sink": {
        "auto": "best available",
        "speakers": "on the machine it runs on",
        "terminal": "your terminal's bell",
        "relay": "your own machine, through stretchtui ssh",
        "browser": "a page on a phone or laptop",
        "off": "no sound",
    },
    "voice.guide": {
        "auto": "explains each stretch until you know it, then names it",
        "off": "no voice",
        "names": "each stretch and side",
        "full": "how to do each stretch, every session",
    },
    "voice.engine": {
        "auto": "best available",
        "say": "built into macOS",
        "piper": "natural; stretchtui[natural]",
        "py-nanotts": "small; stretchtui[voice]",
        "espeak-ng": "robotic; knows many languages",
    },
    "screen.glyphs": {
        "auto": "what your terminal can show",
        "ascii": "plain characters; restart to see it everywhere",
    },
    "screen.theme": {AUTO: "picked for your terminal"},
}
"""What values mean, where that does not go without saying."""


class ChoiceRow(SettingRow):
    """A setting of which there are a few values."""

    @property
    def has_many(self) -> bool:
        """Whether its values are chosen from a list: two only take turns."""
        return len(self.options) > 2

    @property
    def enter(self) -> str:
        """What enter does with it."""
        return "choose" if self.has_many else "toggle"

    @property
    def options(self) -> Sequence[Any]:
        """The values."""
        return self.setting.options

    def called(self, value: Any) -> str:
        """What a value is called."""
        return ON_OFF[value] if isinstance(value, bool) else clean(str(value))

    def meaning(self, value: Any) -> str:
        """What a value means, where that does not go without saying."""
        return _MEANINGS.get(self.setting.id, {}).get(value, "")

    def turn(self, by: int) -> str:
        """Take the next value; after the last comes the first."""
        options = self.options
        # One that is not among them may stand in the file.
        place = options.index(self.value) if self.value in options else 0
        return self.take(options[(place + by) % len(options)])


class ThemeRow(ChoiceRow):
    """The theme.

    Args:
        preferences: Where it is read and changed.
        themes: All there are, by their names.
        section: What it is part of.
    """

    def __init__(
        self, preferences: Preferences, themes: Mapping[str, object], section: str = ""
    ) -> None:
        super().__init__(preferences, section, all_settings()["screen.theme"])
        self.themes = themes

    @property
    def options(self) -> Sequence[str]:
        """Our own, then Textual's."""
        ours = [theme.name for theme in THEMES]
        return [AUTO, *ours, *sorted(set(self.themes) - set(ours))]

    @property
    def note(self) -> str:
        """Whether any of them shows."""
        return "This terminal shows no colours" if self.preferences.colourless else ""

    @property
    def faults(self) -> Sequence[str]:
        """Only here it is known which themes there are."""
        return (*super().faults, *self.preferences.faults(self.themes))


class TypedRow(SettingRow):
    """A setting that is typed."""

    enter = "edit"
    STEP = 1
    UNIT = ""

    def written(self, value: Any) -> str:
        """What would be typed for a value."""
        return str(value)

    @property
    def typed(self) -> str:
        """What would be typed for what it is set to."""
        return self.written(self.value)

    def called(self, value: Any) -> str:
        """A value, and of what."""
        return self.written(value) + self.UNIT

    def read(self, typed: str) -> Any:
        """The value that was typed.

        Raises:
            Wrong: It is none, or too small or too large.
        """
        raise NotImplementedError


class NumberRow(TypedRow):
    """A setting that is a number: of seconds, of percent, or of ticks."""

    @property
    def limits(self) -> tuple[int, int]:
        """The least and the most it can be."""
        assert self.setting.limits is not None
        return self.setting.limits

    def read(self, typed: str) -> int:
        """The number that was typed."""
        return read_number(typed.strip().removesuffix(self.UNIT.strip()), *self.limits)

    def turn(self, by: int) -> str:
        """A step more, or less."""
        least, most = self.limits
        return self.take(min(most, max(least, self.value + by * self.STEP)))


class PercentRow(NumberRow):
    """A setting in percent."""

    STEP = 5
    UNIT = " %"


class PathRow(TypedRow):
    """A setting that is the path of a file, or nothing."""

    def read(self, typed: str) -> str:
        """The path that was typed."""
        try:
            return str(self.setting.read(typed.strip()))
        except ValidationError:
            raise Wrong(f"expected {self.setting.expected}") from None

    def turn(self, by: int) -> str:
        """There is no next path."""
        return ""


class SecondsRow(NumberRow):
    """A setting in seconds, typed as people write them."""

    def written(self, value: int) -> str:
        """What would be typed for so many seconds."""
        return write_seconds(value)

    def read(self, typed: str) -> int:
        """The seconds that were typed."""
        return read_seconds(typed, *self.limits)


_TIME = re.compile(r"(\d{1,2})(?::(\d\d))?")


class TimeRow(TypedRow):
    """A setting that is a time of day."""

    STEP = 30
    LATEST = 12 * 60
    """In minutes after midnight, as the setting itself has it."""

    def read(self, typed: str) -> str:
        """The time that was typed, as the file has it: ``4`` and ``4:00`` are ``04:00``."""
        found = _TIME.fullmatch(typed.strip())
        written = f"{int(found[1]):02}:{found[2] or '00'}" if found else ""
        try:
            return str(self.setting.read(written))
        except ValidationError:
            raise Wrong(f"expected {self.setting.expected}") from None

    def turn(self, by: int) -> str:
        """Half an hour later, or earlier."""
        hours, minutes = map(int, self.value.split(":"))
        then = min(self.LATEST, max(0, hours * 60 + minutes + by * self.STEP))
        return self.take(f"{then // 60:02}:{then % 60:02}")

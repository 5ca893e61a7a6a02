"""Everything there is to set: types, limits, defaults, and what each does, in one place.

Each struct is a table of ``settings.toml``. The reader, the screen of settings and the
documentation all take from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from msgspec import Meta, Struct, convert, structs

from stretchtui.core.routines.model import Condition, Side
from stretchtui.core.routines.pace import TICKS, Pace
from stretchtui.core.sessions.cues import CueName
from stretchtui.core.sessions.days import Days
from stretchtui.core.setting_kinds import (
    BellsName,
    Cues,
    Day,
    DayTime,
    EngineName,
    GlyphsName,
    GuideName,
    Help,
    LeftOut,
    Percent,
    Rate,
    Seconds,
    SideName,
    SinkName,
    ThemeName,
    Ticks,
    Unit,
    VoiceFile,
)

AUTO = "auto"
"""What stands for the program's own choice."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class CueSettings(Struct, frozen=True):
    """How cues sound: the table ``[cues]``."""

    sink: Annotated[
        SinkName, Help("Sound output", "Where sounds play; auto picks the best available")
    ] = "auto"
    volume: Annotated[Percent, Help("Volume", "How loud the speakers are, in percent")] = 100
    off: Annotated[Cues, Help("Silent cues", "Cues that are never played")] = frozenset()
    bells: Annotated[
        BellsName,
        Help(
            "Terminal bell",
            "Each main cue has its number of rings; all adds one for every other cue",
        ),
    ] = "code"


class VoiceSettings(Struct, frozen=True):
    """What the voice says, and how: the table ``[voice]``."""

    guide: Annotated[
        GuideName,
        Help("Voice guide", "What the voice says; auto explains each stretch until you know it"),
    ] = "auto"
    counting: Annotated[
        bool, Help("Spoken countdown", "The voice counts reps and the last seconds")
    ] = True
    engine: Annotated[
        EngineName, Help("Speech engine", "What speaks; auto picks the best available")
    ] = "auto"
    piper: Annotated[
        VoiceFile, Help("Piper voice", "The Piper voice to use; leave empty for the installed one")
    ] = ""
    rate: Annotated[Rate, Help("Speech rate", "How fast the voice speaks, in percent")] = 100


class SessionSettings(Struct, frozen=True):
    """How sessions go: the table ``[session]``."""

    get_ready: Annotated[
        Seconds, Help("Get ready", "Seconds before each stretch, unless its routine says otherwise")
    ] = 8
    switch: Annotated[Seconds, Help("Switch sides", "Seconds to switch sides")] = 5
    first_side: Annotated[SideName, Help("First side", "Which side comes first")] = "left"
    countdown: Annotated[
        Ticks, Help("Countdown", "How many of the last seconds tick; fewer where time is short")
    ] = TICKS
    discomfort: Annotated[
        bool,
        Help(
            "Discomfort", "Ask you to rate your discomfort, 0 to 10, before and after each session"
        ),
    ] = False


class CareSettings(Struct, frozen=True):
    """What a person has to be careful with: the table ``[care]``."""

    leave_out: Annotated[
        LeftOut,
        Help("Leave out", "Stretches to avoid with any of these are swapped or left out"),
    ] = frozenset()


class HistorySettings(Struct, frozen=True):
    """What days and weeks are in the history: the table ``[history]``."""

    day_starts: Annotated[
        DayTime, Help("Day starts at", "Sessions before this time count for the day before")
    ] = "04:00"
    week_start: Annotated[
        Day, Help("Week starts on", "The first day of the week in your history")
    ] = "monday"


class ScreenSettings(Struct, frozen=True):
    """How the screen looks: the table ``[screen]``."""

    theme: Annotated[
        ThemeName, Help("Theme", "The colours; auto picks what your terminal can show")
    ] = AUTO
    reduced_motion: Annotated[
        bool, Help("Reduced motion", "Figures stay still, even for stretches that move")
    ] = False
    mouse: Annotated[bool, Help("Mouse", "Use the mouse here; off leaves it to the terminal")] = (
        True
    )
    glyphs: Annotated[
        GlyphsName,
        Help("Characters", "How boxes, bars and arrows are drawn; auto asks the terminal"),
    ] = "auto"


class Settings(Struct, frozen=True):
    """What the person has set."""

    cues: CueSettings = CueSettings()
    voice: VoiceSettings = VoiceSettings()
    session: SessionSettings = SessionSettings()
    care: CareSettings = CareSettings()
    history: HistorySettings = HistorySettings()
    screen: ScreenSettings = ScreenSettings()
    keys: dict[str, str] = {}
    """Keys by the ids of commands: ``next = "n,right"``."""
    faults: tuple[str, ...] = ()
    """What in the file could not be used, one line each."""

    @property
    def pace(self) -> Pace:
        """The time that sessions leave between holds."""
        session = self.session
        first = Side(session.first_side)
        return Pace(session.get_ready, session.switch, first, session.countdown)

    @property
    def days(self) -> Days:
        """When the person's days and weeks begin."""
        hours, minutes = self.history.day_starts.split(":")
        return Days(int(hours) * 60 + int(minutes), DAYS.index(self.history.week_start))


SettingPath = tuple[str, str]
"""A table's name and a key's."""


class Setting(Struct, frozen=True):
    """One of the things there are to set."""

    table: str
    name: str
    kind: Any
    default: Any
    label: str
    """What it is called on the screen."""
    help: str

    @property
    def id(self) -> str:
        """``session.get_ready``."""
        return f"{self.table}.{self.name}"

    @property
    def places(self) -> tuple[SettingPath, ...]:
        """Where it may stand in a file: where it belongs, then where it was before."""
        path = (self.table, self.name)
        return (path, MOVED[path]) if path in MOVED else (path,)

    @property
    def options(self) -> tuple[Any, ...]:
        """Its values, where they are few; empty, where they are many."""
        plain = get_args(self.kind)[0]
        if plain is bool:
            return (False, True)
        return get_args(plain) if get_origin(plain) is Literal else ()

    @property
    def limits(self) -> tuple[int, int] | None:
        """The least and the most it can be, if it is a number."""
        meta = self._meta
        return None if meta is None or meta.ge is None else (int(meta.ge), int(meta.le or 0))

    @property
    def unit(self) -> str:
        """What it is a number of; empty, if of nothing."""
        found = (each.symbol for each in self.kind.__metadata__ if isinstance(each, Unit))
        return next(found, "")

    @property
    def expected(self) -> str:
        """What it takes, in words."""
        if self._meta is not None:
            return str(self._meta.description)
        options = self.options
        return "true or false" if True in options else f"one of {', '.join(options)}"

    @property
    def _meta(self) -> Meta | None:
        return next((each for each in self.kind.__metadata__ if isinstance(each, Meta)), None)

    def value(self, settings: Settings) -> Any:
        """What it is set to."""
        return getattr(getattr(settings, self.table), self.name)

    def read(self, found: Any) -> Any:
        """A value as a file has it, checked.

        Raises:
            ValidationError: It cannot be used.
        """
        if isinstance(found, time):
            # As TOML has it without quotes: 04:00:00.
            found = found.isoformat().removesuffix(":00")
        elif isinstance(found, bool):
            found = FORMER_VALUES.get((self.table, self.name), {}).get(found, found)
        return convert(found, self.kind, strict=True)

    def write(self, value: Any) -> Any:
        """A value as a file has it."""
        if isinstance(value, frozenset):
            known = (*CueName, *Condition)
            return [str(each) for each in known if each in value]
        return value


TABLES: dict[str, type[Struct]] = {
    "cues": CueSettings,
    "voice": VoiceSettings,
    "session": SessionSettings,
    "care": CareSettings,
    "history": HistorySettings,
    "screen": ScreenSettings,
}
"""The tables, but for the keys."""

MOVED: dict[SettingPath, SettingPath] = {
    ("history", "week_start"): ("screen", "week_start"),
    ("voice", "guide"): ("cues", "voice"),
    ("voice", "counting"): ("cues", "counted"),
}
"""Where settings were before, by where they are: a file that has them there is still understood."""

FORMER_VALUES: dict[SettingPath, dict[Any, Any]] = {
    ("voice", "guide"): {True: "names", False: "off"}
}
"""What settings were set to before, where that was something else, and what it is now."""


@cache
def all_settings() -> Mapping[str, Setting]:
    """Everything there is to set but the keys, by its id, in the order it is shown."""
    found = (
        Setting(table, field.name, field.type, field.default, *_help(field.type))
        for table, kind in TABLES.items()
        for field in structs.fields(kind)
    )
    return {setting.id: setting for setting in found}


def _help(kind: Any) -> tuple[str, str]:
    """What a setting is called, and what it does."""
    found = next(each for each in kind.__metadata__ if isinstance(each, Help))
    return found.label, found.words

"""Which lines the settings have, section by section."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from stretchtui.core.routines.model import Condition
from stretchtui.core.sessions.cues import CueName
from stretchtui.core.settings import all_settings
from stretchtui.tui.settings.key_rows import KeysRow
from stretchtui.tui.settings.rows import CUES_OFF, CueRow, LeaveOutRow, SettingsRow, SoundCheckRow
from stretchtui.tui.settings.value_rows import (
    ChoiceRow,
    NumberRow,
    PathRow,
    PercentRow,
    SecondsRow,
    ThemeRow,
    TimeRow,
    TypedRow,
)

if TYPE_CHECKING:
    from stretchtui.playing.audio import Audio
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.settings.preferences import Preferences

_TYPED: dict[str, type[TypedRow]] = {
    "": NumberRow,
    "%": PercentRow,
    "s": SecondsRow,
    "hh:mm": TimeRow,
    "path": PathRow,
}
"""How what is typed is shown and read, by its unit."""

Notes = Mapping[str, Callable[[], str]]
"""What there is to know of a setting besides its help, by the setting's id."""


class Section(StrEnum):
    """What belongs together, by its name on the screen."""

    SOUND = "Sound"
    CUES = "Which sounds play"
    VOICE = "Voice"
    SESSIONS = "Sessions"
    CARE = "What to leave out"
    DAYS = "Days and weeks"
    APPEARANCE = "Appearance"
    KEYS = "Keys"


_TABLES = {
    Section.VOICE: "voice",
    Section.SESSIONS: "session",
    Section.DAYS: "history",
    Section.APPEARANCE: "screen",
}
"""The tables of the file that are a section each."""


def all_rows(
    look: Look, preferences: Preferences, audio: Audio, themes: Mapping[str, object]
) -> Iterator[SettingsRow]:
    """Every line, in the order of the screen.

    Args:
        look: How the program looks.
        preferences: Where everything is read and changed.
        audio: How cues are heard.
        themes: All there are, by their names.
    """
    notes = _notes(look, preferences, audio)
    yield from _settings(preferences, themes, notes, "cues", Section.SOUND)
    yield SoundCheckRow(preferences, Section.SOUND)
    for cue in CueName:
        yield CueRow(preferences, Section.CUES, cue)
    for section, table in _TABLES.items():
        yield from _settings(preferences, themes, notes, table, section)
        if section is Section.SESSIONS:
            for condition in Condition:
                yield LeaveOutRow(preferences, Section.CARE, condition)
    yield KeysRow(preferences, Section.KEYS)


def _settings(
    preferences: Preferences,
    themes: Mapping[str, object],
    notes: Notes,
    table: str,
    section: str,
) -> Iterator[SettingsRow]:
    """The settings of a table."""
    for setting in all_settings().values():
        if setting.table != table or setting.id == CUES_OFF:
            continue
        if setting.id == "screen.theme":
            yield ThemeRow(preferences, themes, section)
        else:
            kind = _TYPED[setting.unit] if setting.limits or setting.unit else ChoiceRow
            yield kind(preferences, section, setting, notes.get(setting.id, lambda: ""))


def _notes(look: Look, preferences: Preferences, audio: Audio) -> Notes:
    def sink() -> str:
        by = f" (overridden by --cues {audio.given})" if audio.given else ""
        return f"Now: {audio.name.value}{by}"

    def voice() -> str:
        if not audio.is_speechless:
            return ""
        return "No speech engine found: docs/sound.md says how to add one"

    def motion() -> str:
        return "" if look.may_move else "Overridden by --no-motion"

    def mouse() -> str:
        return "" if preferences.may_click else "Overridden by --no-mouse"

    return {
        "cues.sink": sink,
        "voice.guide": voice,
        "screen.reduced_motion": motion,
        "screen.mouse": mouse,
    }

"""The lines of the settings: how each is called, shown, changed and heard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from stretchtui.core.sessions.cues import CueName
from stretchtui.core.settings import Setting, all_settings
from stretchtui.words.conditions import CONDITION_NAMES, CONDITION_WORDS

if TYPE_CHECKING:
    from stretchtui.core.routines.model import Condition
    from stretchtui.tui.settings.preferences import Preferences

SAMPLE = "Next, child's pose, left side"
"""What the voice says to be heard."""

CUES_OFF = "cues.off"
"""The setting that has a line for each of the cues."""

LEAVE_OUT = "care.leave_out"
"""The setting that has a line for each condition."""

ON_OFF = {True: "on", False: "off"}
"""What the values of a switch are called."""


class SettingsRow:
    """One line.

    Args:
        preferences: Where it is read and changed.
        section: What it is part of.
        label: What it is called.
        help: What it is for, in a few words.
    """

    turns = True
    """Whether it has a next value."""
    sample: CueName | None = None
    """What can be heard of it."""
    words = ""
    """What the voice says to be heard."""

    def __init__(self, preferences: Preferences, section: str, label: str, help: str) -> None:
        self.preferences = preferences
        self.section = section
        self.label = label
        self.help = help

    @property
    def enter(self) -> str:
        """What enter does with it, in a word or two."""
        return "change"

    @property
    def shown(self) -> str:
        """What it is set to."""
        raise NotImplementedError

    @property
    def own(self) -> bool:
        """Whether it is set to something else than usual."""
        raise NotImplementedError

    @property
    def default(self) -> str:
        """What it is set to as long as nobody sets it; empty, if that says nothing."""
        return ""

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
        preferences: Where it is read and changed.
        section: What it is part of.
        setting: Which.
        note: Tells what there is to know of it now.
    """

    def __init__(
        self,
        preferences: Preferences,
        section: str,
        setting: Setting,
        note: Callable[[], str] = lambda: "",
    ) -> None:
        super().__init__(preferences, section, setting.label, setting.help)
        self.setting = setting
        self._note = note
        if setting.table in ("cues", "voice"):
            self.sample = CueName.HOLD
        if setting.table == "voice":
            self.words = SAMPLE

    @property
    def value(self) -> Any:
        """What it is set to."""
        return self.setting.value(self.preferences.settings.value)

    def called(self, value: Any) -> str:
        """What a value is called."""
        raise NotImplementedError

    @property
    def shown(self) -> str:
        """What its value is called."""
        return self.called(self.value)

    @property
    def default(self) -> str:
        """What the default is called."""
        return self.called(self.setting.default)

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
        return self._note()

    @property
    def faults(self) -> Sequence[str]:
        """What in the file cannot be used, of this setting and of others."""
        return self.preferences.settings.value.faults

    @property
    def fault(self) -> str:
        """What the file says that cannot be used."""
        starts = [f"settings.toml: {'.'.join(place)}: " for place in self.setting.places]
        found = (
            each.removeprefix(start)
            for start in starts
            for each in self.faults
            if each.startswith(start)
        )
        return next(found, "")

    def take(self, value: Any) -> str:
        """Take a value; what there is to say is as with ``turn``."""
        return self.preferences.set(self.setting, value)

    def reset(self) -> str:
        """Take the usual value."""
        return self.take(self.setting.default)


class MemberRow(SettingRow):
    """Whether one thing is in a setting that is a set; it is not, unless the person says so.

    Args:
        preferences: Where it is read and changed.
        section: What it is part of.
        key: The setting's.
        member: What may be in it.
    """

    def __init__(self, preferences: Preferences, section: str, key: str, member: object) -> None:
        super().__init__(preferences, section, all_settings()[key])
        self._member = member

    @property
    def own(self) -> bool:
        """Whether it is in."""
        return self._member in self.value

    def turn(self, by: int) -> str:
        """In, or out again."""
        return self.take(self.value ^ {self._member})

    def reset(self) -> str:
        """Out."""
        return self.take(self.value - {self._member})


class CueRow(MemberRow):
    """Whether one of the cues is heard.

    Args:
        preferences: Where it is read and changed.
        section: What it is part of.
        cue: Which.
    """

    def __init__(self, preferences: Preferences, section: str, cue: CueName) -> None:
        super().__init__(preferences, section, CUES_OFF, cue)
        self.label = cue.replace("-", " ").capitalize()
        self.help = cue.meaning
        self.sample = cue

    def called(self, value: Any) -> str:
        """Whether it is heard, if these cues are not."""
        return ON_OFF[self.sample not in value]


class LeaveOutRow(MemberRow):
    """Whether stretches that are wrong for one condition are left out.

    Args:
        preferences: Where it is read and changed.
        section: What it is part of.
        condition: Which.
    """

    def __init__(self, preferences: Preferences, section: str, condition: Condition) -> None:
        super().__init__(preferences, section, LEAVE_OUT, condition)
        self.label = CONDITION_NAMES[condition]
        self.help = f"Swap or leave out what you should avoid {CONDITION_WORDS[condition]}"
        self.condition = condition

    def called(self, value: Any) -> str:
        """Whether it is among some."""
        return "leave out" if self.condition in value else "no"


class SoundCheckRow(SettingsRow):
    """Begins the sound check.

    Args:
        preferences: Where everything is read and changed.
        section: What it is part of.
    """

    turns = False
    enter = "start"
    own = False
    shown = "can you hear it?"

    def __init__(self, preferences: Preferences, section: str) -> None:
        words = "Play three sounds, and get help if you can't hear them"
        super().__init__(preferences, section, "Sound check", words)

    def reset(self) -> str:
        """There is nothing to set."""
        return ""

"""The cues, line by line: each is heard, or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from stretchtui.core.sessions.cues import CueName
from stretchtui.core.settings import all_settings
from stretchtui.tui.settings.rows import CUES_OFF, WORDS, SettingRow, SettingsRow

if TYPE_CHECKING:
    from stretchtui.tui.app import StretchApp

CUE_HELP = {
    CueName.READY: "Get ready for what comes",
    CueName.HOLD: "The hold begins",
    CueName.TICK: "The last seconds",
    CueName.HALFWAY: "Half of a longer hold is done",
    CueName.SWITCH: "Change sides",
    CueName.REST: "Rest",
    CueName.REP: "Each counted movement",
    CueName.BREATH_IN: "Breathe in",
    CueName.BREATH_OUT: "Breathe out",
    CueName.END: "The hold is over",
    CueName.FINISH: "The session is over",
    CueName.PAUSE: "The session stands still",
    CueName.RESUME: "The session goes on",
}
"""What each cue says."""


class CueRow(SettingRow):
    """Whether one of the cues is heard.

    Args:
        program: The app.
        section: What it is part of.
        cue: Which.
    """

    def __init__(self, program: StretchApp, section: str, cue: CueName) -> None:
        super().__init__(program, section, all_settings()[CUES_OFF])
        self.label = cue.replace("-", " ")
        self.help = CUE_HELP[cue]
        self.sample = cue

    @property
    def own(self) -> bool:
        """Whether it is never heard."""
        return self.sample in self.value

    @property
    def shown(self) -> str:
        """Whether it is heard."""
        return WORDS[not self.own]

    def turn(self, by: int) -> str:
        """Off, or on again."""
        return self.take(self.value ^ {self.sample})

    def reset(self) -> str:
        """On."""
        return self.take(self.value - {self.sample})


def cue_rows(program: StretchApp) -> Iterator[SettingsRow]:
    """Every cue."""
    return (CueRow(program, "Cues", cue) for cue in CueName)

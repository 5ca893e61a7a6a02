"""Ways to the settings, also from the palette."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from stretchtui.tui.dialogs.palette import PaletteEntry
from stretchtui.tui.settings.screen import SettingsScreen
from stretchtui.tui.settings.sections import Section, all_rows

if TYPE_CHECKING:
    from textual.app import App

    from stretchtui.playing.audio import Audio
    from stretchtui.tui.commands.look import Look
    from stretchtui.tui.settings.preferences import Preferences

_WAYS = {
    Section.SOUND: (
        "Sound settings",
        "Where sounds play, and how loud",
        "sound volume output speakers bell",
    ),
    Section.CUES: ("Cue settings", "Which sounds play", "cues sounds beeps"),
    Section.VOICE: (
        "Voice settings",
        "What the voice says, and how fast",
        "voice speech guide countdown rate engine",
    ),
    Section.SESSIONS: (
        "Session settings",
        "Get-ready time, switching sides, countdown, discomfort",
        "timing seconds ready switch sides countdown discomfort",
    ),
    Section.CARE: (
        "What to leave out",
        "Swap or leave out stretches that are wrong for you",
        "care health condition disc osteoporosis pregnancy pregnant hip knee replacement blood "
        "pressure heart avoid",
    ),
    Section.DAYS: ("Days and weeks", "When days and weeks start", "days weeks calendar"),
    Section.APPEARANCE: (
        "Appearance",
        "Colours, motion, mouse and characters",
        "screen motion mouse characters ascii",
    ),
    Section.KEYS: ("Change keys", "Choose the keys for each command", "keys remap shortcuts"),
}
"""What the palette calls the way to a section, what is there, and other words for it."""


def ways(app: App[Any]) -> Iterator[PaletteEntry]:
    """What the palette has beside the commands of a screen.

    Args:
        app: Can open the settings, and change the theme.
    """
    change, words = partial(app.run_action, "change_theme"), "Pick the colours, and preview them"
    yield PaletteEntry("Change theme", words, "", change, ("theme", "colours", "colors", "dark"))
    if app.check_action("settings", ()):
        for section, (name, words, synonyms) in _WAYS.items():
            there = partial(app.run_action, f"settings('{section}')")
            yield PaletteEntry(name, words, "", there, synonyms.split())


async def open_settings(
    app: App[Any], look: Look, preferences: Preferences, audio: Audio, section: str
) -> None:
    """Show what there is to set.

    Args:
        app: Shows it.
        look: How the program looks.
        preferences: Where everything is read and changed.
        audio: How cues are heard.
        section: The one to begin with, by its name; empty for the first.
    """
    open_now: object = app.screen
    if isinstance(open_now, SettingsScreen) and section in open_now.sections:
        screen = open_now
    else:
        rows = all_rows(look, preferences, audio, app.available_themes)
        screen = SettingsScreen(look, preferences, audio, rows)
        await app.push_screen(screen)
    if section:
        screen.show_section(section)

"""The person's settings while the program runs: in force, changed, kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from stretchtui.core.routines.fault_words import quote
from stretchtui.core.settings import AUTO, Settings, all_settings
from stretchtui.store.settings import read_settings
from stretchtui.tui.themes import MONOCHROME

if TYPE_CHECKING:
    from stretchtui.core.sessions.cues import CueName
    from stretchtui.core.settings import CueSettings, Setting
    from stretchtui.cues.sink import Timer
    from stretchtui.playing.audio import Audio
    from stretchtui.tui.app import StretchApp

REST_S = 0.3
"""A sink takes a while to be made: so long it is waited whether there is more to change."""

HOLDS = "it holds until the program ends"
"""What becomes of a setting that cannot be kept."""

SettingPath = tuple[str, str]
"""A table's name and a key's."""


class Preferences:
    """The settings in force, and what follows when they change.

    Args:
        settings: As they were read; the usual ones, if not given.
        hearing: How cues are heard; None where that does not change.
        motion: Whether figures may move, whatever the settings say.
        mouse: Whether the mouse may be ours, whatever they say.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        hearing: Audio | None = None,
        *,
        motion: bool = True,
        mouse: bool = True,
    ) -> None:
        self.settings = settings or Settings()
        self.hearing = hearing
        self.may_move = motion
        self.may_click = mouse
        self.on_sink: Callable[[], None] = lambda: None
        """Called when sounds go elsewhere."""
        self._usual_theme = ""
        self._unsaved: dict[SettingPath, Any] = {}
        self._timer: Timer | None = None

    # In force

    @property
    def motion(self) -> bool:
        """Whether figures move."""
        return self.may_move and not self.settings.screen.reduced_motion

    @property
    def mouse(self) -> bool:
        """Whether the mouse is ours."""
        return self.may_click and self.settings.screen.mouse

    @property
    def colourless(self) -> bool:
        """Whether there are no colours here, whichever theme is set."""
        return self._usual_theme == MONOCHROME.name

    @property
    def speechless(self) -> bool:
        """Whether there is nothing here that could speak, though it is asked for."""
        return self.hearing is not None and self.hearing.voice is None

    def first_theme(self, usual: str, themes: Mapping[str, object]) -> str:
        """The name of the theme to begin with.

        Args:
            usual: The theme that suits the terminal.
            themes: All there are, by their names.
        """
        self._usual_theme = usual
        return self.theme(themes)

    def theme(self, themes: Mapping[str, object], wished: str | None = None) -> str:
        """The name of the theme in force.

        Args:
            themes: All there are, by their names.
            wished: What is wished for; what is set, if not given.
        """
        wished = wished or self.settings.screen.theme
        return wished if wished in themes and not self.colourless else self._usual_theme

    def faults(self, themes: Mapping[str, object]) -> list[str]:
        """What of the settings cannot be used here, though it is written right, one line each."""
        wished = self.settings.screen.theme
        if wished == AUTO or wished in themes:
            return []
        expected = "expected auto, or the name of a theme"
        return [f"settings.toml: screen.theme: {expected}, found {quote(wished)}"]

    # Changing them

    def read(self, program: StretchApp) -> None:
        """Take what stands in the file by now."""
        settings = read_settings(program.folders)
        for place, value in self._unsaved.items():
            settings = _with(settings, place, value)
        self._take(program, settings)

    def set(self, program: StretchApp, setting: Setting, value: Any) -> str:
        """Set something, and keep it.

        Returns:
            What there is to say about it, if anything.
        """
        kept = None if value == setting.default else setting.write(value)
        return self._keep(program, (setting.table, setting.name), kept)

    def set_keys(self, program: StretchApp, command: str, keys: str | None) -> str:
        """Give a command other keys, or the usual ones again, and keep that.

        Returns:
            What there is to say about it, if anything.
        """
        return self._keep(program, ("keys", command), keys)

    def _keep(self, program: StretchApp, place: SettingPath, value: Any) -> str:
        # Imported with the first change: this alone would make the start longer.
        from stretchtui.store.settings_file import save_settings
        from stretchtui.store.writing import NotSaved

        # What could not be written before is written now, if it can be.
        self._unsaved[place] = value
        try:
            saved = save_settings(self._unsaved, program.folders)
        except NotSaved as error:
            self._take(program, _with(self.settings, place, value))
            return f"{error}; {HOLDS}"
        self._unsaved.clear()
        self._take(program, saved.settings)
        if saved.backup:
            return f"Saved; with its comments it was kept as {saved.backup}."
        return ""

    def _take(self, program: StretchApp, settings: Settings) -> None:
        """Have other settings in force: each change shows at once."""
        before, self.settings = self.settings, settings
        session, screen = settings.session, settings.screen
        if session != before.session:
            program.asks_discomfort = session.discomfort
            program.pace = settings.pace
            program.player.show_pace()
        if screen != before.screen:
            program.week_start = screen.first_weekday
            program.motion = self.motion
            program.theme = self.theme(program.available_themes)
            if screen.mouse != before.screen.mouse:
                program.take_mouse(self.mouse)
        if settings.keys != before.keys:
            program.take_keys(settings.keys)
        if settings.cues != before.cues:
            self._take_cues(program, before.cues)

    # Sounds

    def _take_cues(self, program: StretchApp, before: CueSettings) -> None:
        cues = self.settings.cues
        program.spoken, program.counted = cues.voice, cues.counted
        program.sink.off = cues.off
        same = replace(cues, off=before.off, counted=before.counted) == before
        if self.hearing is not None and not same:
            self.hearing.change(cues)
            self.rest()
            self._timer = program.later(REST_S, lambda: self.sound(program))

    def sound(self, program: StretchApp) -> None:
        """Have sounds go where they are to go by now."""
        if self._timer is not None and self.hearing is not None:
            self.rest()
            program.change_sink(self.hearing.voice)
            self.on_sink()

    def rest(self) -> None:
        """Leave the sounds as they are."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def hear(self, program: StretchApp, cue: CueName, words: str = "") -> None:
        """Sound a cue as it is set by now, also one that is off; and say a few words after it."""
        self.sound(program)
        program.sink.sample(cue)
        if words:
            program.sink.say(words)


def _with(settings: Settings, place: SettingPath, value: Any) -> Settings:
    """The settings with one of them as a file would have it; None is the usual."""
    table, name = place
    if table == "keys":
        others = {key: each for key, each in settings.keys.items() if key != name}
        return replace(settings, keys=others if value is None else {**others, name: value})
    setting = all_settings()[f"{table}.{name}"]
    set_to = setting.default if value is None else setting.read(value)
    return replace(settings, **{table: replace(getattr(settings, table), **{name: set_to})})

"""The person's settings while the program runs: read, changed, kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from stretchtui.core.routines.fault_words import quote
from stretchtui.core.settings import AUTO, Settings, all_settings
from stretchtui.store.settings import read_settings
from stretchtui.tui.themes import MONOCHROME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from stretchtui.core.settings import Setting, SettingPath
    from stretchtui.playing.watched import Watched
    from stretchtui.store.paths import Folders

UNTIL_THE_END = "the change applies until you quit"
"""What becomes of a setting that cannot be kept."""


class Preferences:
    """Changes the settings; whoever depends on them watches them.

    Args:
        settings: The settings in force: the one copy.
        folders: The person's folders.
        usual_theme: The name of the theme that suits the terminal.
        may_click: Whether the mouse may be ours, whatever the settings say.
    """

    def __init__(
        self,
        settings: Watched[Settings],
        folders: Folders,
        *,
        usual_theme: str = MONOCHROME.name,
        may_click: bool = True,
    ) -> None:
        self.settings = settings
        """The settings in force."""
        self.may_click = may_click
        """Whether the mouse may be ours, whatever the settings say."""
        self._folders = folders
        self._usual_theme = usual_theme
        self._unsaved: dict[SettingPath, Any] = {}

    @property
    def file(self) -> Path:
        """Where they are kept."""
        return self._folders.settings

    # In force

    @property
    def mouse(self) -> bool:
        """Whether the mouse is ours."""
        return self.may_click and self.settings.value.screen.mouse

    @property
    def colourless(self) -> bool:
        """Whether there are no colours here, whichever theme is set."""
        return self._usual_theme == MONOCHROME.name

    def theme(self, themes: Mapping[str, object], wished: str | None = None) -> str:
        """The name of the theme in force.

        Args:
            themes: All there are, by their names.
            wished: What is wished for; what is set, if not given.
        """
        wished = wished or self.settings.value.screen.theme
        return wished if wished in themes and not self.colourless else self._usual_theme

    def suit(self, theme: str) -> None:
        """From here on another theme suits the terminal, given by its name."""
        self._usual_theme = theme

    def faults(self, themes: Mapping[str, object]) -> list[str]:
        """What of the settings cannot be used here, though it is written right, one line each."""
        wished = self.settings.value.screen.theme
        if wished == AUTO or wished in themes:
            return []
        expected = "expected auto, or the name of a theme"
        return [f"settings.toml: screen.theme: {expected}, found {quote(wished)}"]

    # Changing them

    def read(self) -> None:
        """Take what stands in the file by now."""
        settings = read_settings(self._folders)
        for path, value in self._unsaved.items():
            settings = _with(settings, path, value)
        self.settings.set(settings)

    def set(self, setting: Setting, value: Any) -> str:
        """Set something, and keep it.

        Returns:
            What there is to say about it, if anything.
        """
        kept = None if value == setting.default else setting.write(value)
        return self._keep((setting.table, setting.name), kept)

    def set_keys(self, command: str, keys: str | None) -> str:
        """Give a command other keys, or the default ones again, and keep that.

        Returns:
            What there is to say about it, if anything.
        """
        return self._keep(("keys", command), keys)

    def _keep(self, path: SettingPath, value: Any) -> str:
        # Imported with the first change: this alone would make the start longer.
        from stretchtui.store.settings_file import save_settings
        from stretchtui.store.writing import NotSaved

        # What could not be written before is written now, if it can be.
        self._unsaved[path] = value
        try:
            saved = save_settings(self._unsaved, self._folders)
        except NotSaved as error:
            self.settings.set(_with(self.settings.value, path, value))
            return f"{error}; {UNTIL_THE_END}"
        self._unsaved.clear()
        self.settings.set(saved.settings)
        if saved.backup:
            return f"Saved. The version with your comments is kept as {saved.backup}."
        return ""


def _with(settings: Settings, path: SettingPath, value: Any) -> Settings:
    """The settings with one of them as a file would have it; None is the default."""
    table, name = path
    if table == "keys":
        others = {key: each for key, each in settings.keys.items() if key != name}
        return replace(settings, keys=others if value is None else {**others, name: value})
    setting = all_settings()[f"{table}.{name}"]
    set_to = setting.default if value is None else setting.read(value)
    return replace(settings, **{table: replace(getattr(settings, table), **{name: set_to})})

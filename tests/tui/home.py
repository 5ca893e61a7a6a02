"""A home with a file of settings, and programs that are started on it."""

from __future__ import annotations

import contextlib
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from stretchtui.store.locking import take
from stretchtui.store.paths import Folders, folders
from stretchtui.store.settings import read_settings
from stretchtui.tui.settings.screen import SettingsScreen
from stretchtui.tui.settings.settings_list import SettingsList
from tests.tui.keys import press
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from textual.pilot import Pilot


class Home:
    """A home, and the settings in it.

    Args:
        folder: Where it is.
    """

    def __init__(self, folder: Path) -> None:
        self.folders: Folders = folders(str(folder))
        self.file = self.folders.config / "settings.toml"

    def write(self, toml: str) -> None:
        """Put a text into the file."""
        self.folders.config.mkdir(parents=True, exist_ok=True)
        self.file.write_text(toml, encoding="utf-8")

    def read(self) -> dict[str, Any]:
        """The file, as any TOML reader sees it."""
        return tomllib.loads(self.file.read_text(encoding="utf-8"))

    def stage(self, **options: Any) -> Stage:
        """The program, on this home."""
        return Stage(folders=self.folders, settings=read_settings(self.folders), **options)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Another program saves meanwhile."""
        self.folders.config.mkdir(parents=True, exist_ok=True)
        descriptor = take(self.folders.config / ".settings.lock")
        try:
            yield
        finally:
            os.close(descriptor)


async def opened(stage: Stage, pilot: Pilot[Any]) -> SettingsScreen:
    """The settings."""
    if isinstance(stage.app.screen_stack[-2:][0], SettingsScreen):
        await press(pilot, "escape")  # the keys stand over them
    if not isinstance(stage.app.screen, SettingsScreen):
        await press(pilot, "comma")
    screen = stage.app.screen
    assert isinstance(screen, SettingsScreen)
    return screen


async def go_to(stage: Stage, pilot: Pilot[Any], label: str) -> SettingsScreen:
    """Open the settings, and choose a line."""
    screen = await opened(stage, pilot)
    found = screen.query_one(SettingsList)
    row = next(row for row in found.rows if row.label == label)
    found.choose(row)
    await pilot.pause()
    return screen


async def go_to_key(stage: Stage, pilot: Pilot[Any], label: str) -> SettingsScreen:
    """Open the keys, and choose a command."""
    settings = await go_to(stage, pilot, "Keys")
    await press(pilot, "enter")
    screen = stage.app.screen
    assert isinstance(screen, SettingsScreen)
    assert screen is not settings
    found = screen.query_one(SettingsList)
    found.choose(next(row for row in found.rows if row.label == label))
    await pilot.pause()
    return screen

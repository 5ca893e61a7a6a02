"""Where things are kept."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import platformdirs

HOME_VARIABLE = "STRETCHTUI_HOME"
"""The environment variable that puts everything under one folder."""

_APP = "stretchtui"
_CACHE = "routines.msgpack"


class Folders(NamedTuple):
    """The folders of one person; none of them need exist yet."""

    config: Path
    data: Path
    cache: Path
    """A file of what was read before; it may be deleted at any time."""

    @property
    def routines(self) -> Path:
        """One file a routine, as the person wrote them or dropped them in."""
        return self.config / "routines"

    @property
    def plan(self) -> Path:
        """Which plan is followed, and since when."""
        return self.data / "plan.json"

    @property
    def first_screen(self) -> Path:
        """What the screen shows first, as it was shown last; it may be deleted at any time."""
        return self.cache.with_name("first-screen")

    @property
    def voice(self) -> Path:
        """Phrases that were rendered before; they may be deleted at any time."""
        return self.cache.with_name("voice")

    @property
    def sounds(self) -> Path:
        """Sounds that take the place of the shipped ones."""
        return self.config / "sounds"


def folders(home: str | None = None) -> Folders:
    """The person's folders.

    Args:
        home: One folder for everything; without it ``STRETCHTUI_HOME``, and without that the
            places the system has for such files.

    Raises:
        FileNotFoundError: It is named as seen from the current folder, and that is gone.
    """
    home = home or os.environ.get(HOME_VARIABLE)
    if home:
        # Not Path.expanduser, which raises at a "~name" that is nobody's.
        try:
            root = Path(os.path.expanduser(home)).absolute()
        except FileNotFoundError as error:
            raise FileNotFoundError(error.errno, "the current folder is gone", home) from None
        return Folders(root / "config", root / "data", root / "cache" / _CACHE)
    return Folders(
        platformdirs.user_config_path(_APP, appauthor=False),
        platformdirs.user_data_path(_APP, appauthor=False),
        platformdirs.user_cache_path(_APP, appauthor=False) / _CACHE,
    )


def shipped() -> Path:
    """The folder that holds the shipped ``routines.toml`` and ``sounds/``.

    In an installed wheel they are inside the package; in a checkout, and in an editable install
    of one, at its top.
    """
    package = Path(__file__).resolve().parent.parent
    inside = package / "data"
    return inside if (inside / "routines.toml").exists() else package.parent


def docs() -> Path:
    """The folder of the pages about the program."""
    return shipped() / "docs"

"""Where things are kept.

Every command begins here, so it imports next to nothing: ``platformdirs`` would take 8 ms, and
``msgspec`` 25.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import NamedTuple

HOME_VARIABLE = "STRETCHTUI_HOME"
"""The environment variable that puts everything under one folder."""

_APP = "stretchtui"
_CACHE = "routines.msgpack"

_ON_LINUX = {"CONFIG": "~/.config", "DATA": "~/.local/share", "CACHE": "~/.cache"}
"""The folders that the XDG base directory specification names, where nothing else is set."""

_SUPPORT = "~/Library/Application Support"
_ON_MACOS = {"CONFIG": _SUPPORT, "DATA": _SUPPORT, "CACHE": "~/Library/Caches"}


class Folders(NamedTuple):
    """The folders of one person; none of them need exist yet."""

    config: Path
    data: Path
    cache: Path
    """A file of what was read before; it may be deleted at any time."""

    @property
    def settings(self) -> Path:
        """What the person has set."""
        return self.config / "settings.toml"

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
    def deleted(self) -> Path:
        """What the person deleted, and may want back."""
        return self.data / "deleted"

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
        FileNotFoundError: It is named as seen from the current folder, and that is gone; or
            nothing says where the person's home folder is.
    """
    home = home or os.environ.get(HOME_VARIABLE)
    if home:
        # Not Path.expanduser, which raises at a "~name" that is nobody's.
        try:
            root = Path(os.path.expanduser(home)).absolute()
        except FileNotFoundError as error:
            raise FileNotFoundError(error.errno, "the current folder is gone", home) from None
        return Folders(root / "config", root / "data", root / "cache" / _CACHE)
    return Folders(_place("CONFIG"), _place("DATA"), _place("CACHE") / _CACHE)


def _place(kind: str) -> Path:
    """The folder of ours where the system has files of a kind."""
    variable = f"XDG_{kind}_HOME"
    place = os.environ.get(variable, "")
    # By the specification, a path that is not absolute is ignored.
    if not os.path.isabs(place):
        usual = _ON_MACOS if sys.platform == "darwin" else _ON_LINUX
        place = os.path.expanduser(usual[kind])
    if not os.path.isabs(place):
        raise FileNotFoundError(errno.ENOENT, f"no home folder: set HOME or {variable}", place)
    return Path(place, _APP)


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

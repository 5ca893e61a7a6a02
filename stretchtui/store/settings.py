"""The person's settings, and what the program remembers by itself."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from stretchtui.core.text import clean, shorten
from stretchtui.store.files import Unreadable, read_text, write_atomically

if TYPE_CHECKING:
    from stretchtui.store.paths import Folders


class Settings(Struct, frozen=True):
    """What the person has set."""

    keys: dict[str, str]
    """Keys by the ids of commands: ``next = "n,right"``."""
    faults: tuple[str, ...] = ()
    """What in the file could not be used, one line each."""


def read_settings(folders: Folders, command_ids: Iterable[str]) -> Settings:
    """Read ``settings.toml``; what is wrong in it is left out, and said."""
    path = folders.config / "settings.toml"
    if not path.exists():
        return Settings({})
    try:
        tables = tomllib.loads(read_text(path))
    except (Unreadable, ValueError, RecursionError) as error:
        return Settings({}, (f"{path.name}: {clean(str(error))}",))
    found = tables.get("keys", {})
    if not isinstance(found, dict):
        return Settings({}, (f"{path.name}: keys: expected a table",))
    known = set(command_ids)
    keys: dict[str, str] = {}
    faults: list[str] = []
    for name, value in found.items():
        place = f"{path.name}: keys.{shorten(clean(name[:200]))}"
        if name not in known:
            near = get_close_matches(name[:80], known, n=1)
            hint = f"did you mean {near[0]}?" if near else "the README has the names"
            faults.append(f"{place}: no command is called so: {hint}")
        elif not isinstance(value, str) or not value.strip():
            faults.append(f'{place}: expected the names of keys, like "n,right"')
        else:
            keys[name] = value
    return Settings(keys, tuple(faults))


def care_was_shown(folders: Folders) -> bool:
    """Whether the person has seen the word of care."""
    return _care_mark(folders).exists()


def remember_care(folders: Folders) -> None:
    """The person has seen the word of care; where that cannot be kept, it is shown again."""
    try:
        write_atomically(_care_mark(folders), b"")
    except OSError:
        return


def _care_mark(folders: Folders) -> Path:
    return folders.data / "care-shown"

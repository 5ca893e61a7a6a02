"""Changing ``settings.toml``: what is changed, and nothing else.

The file is read anew each time, so that what another program has set stays, and so does whatever
this one does not know or cannot use. It is written whole or not at all, by one program at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import tomli_w
from msgspec import Struct

from stretchtui.core.settings import MOVED, Settings
from stretchtui.store.files import Unreadable, read_text
from stretchtui.store.settings import parse, settings_of
from stretchtui.store.writing import back_up, put, writing_in

if TYPE_CHECKING:
    from stretchtui.store.paths import Folders

Changes = Mapping[tuple[str, str], Any]
"""What to set, by table and name, as a file has it; None takes it out of there."""


class Saved(Struct, frozen=True):
    """What is in the file by now."""

    settings: Settings
    backup: str | None = None
    """The name of the file that keeps what was there before, if comments went."""


def save_settings(changes: Changes, folders: Folders) -> Saved:
    """Set something, beside all that is set there already.

    Raises:
        NotSaved: The file could not be read or written; it is as it was.
    """
    path = folders.settings
    with writing_in(folders.config, "settings.toml was not saved", lock=".settings.lock"):
        before = read_text(path) if path.exists() else ""
        tables = parse(before)
        plain = before == _written(tables)
        for (table, name), value in changes.items():
            # Even what is no table, where one should be, is worth a copy.
            plain = plain and isinstance(tables.get(table, {}), dict)
            _change(tables, table, name, value)
            former = MOVED.get((table, name))
            if former is not None:
                _take_out(tables, *former)
        after = _written(tables)
        backup = None
        if after != before:
            backup = None if plain else back_up(path)
            put(path, after)
        return Saved(settings_of(tables), backup)


def _change(tables: dict[str, Any], table: str, name: str, value: Any) -> None:
    found = tables.get(table)
    # What has a place in the file keeps it.
    changed = {**(found if isinstance(found, dict) else {}), name: value}
    if value is None:
        del changed[name]
    if changed:
        tables[table] = changed
    else:
        tables.pop(table, None)


def _take_out(tables: dict[str, Any], table: str, name: str) -> None:
    found = tables.get(table)
    if isinstance(found, dict) and name in found:
        _change(tables, table, name, None)


def _written(tables: dict[str, Any]) -> str:
    try:
        return tomli_w.dumps(tables)
    except RecursionError:
        raise Unreadable("nested too deep") from None

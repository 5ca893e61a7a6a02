"""Reading the person's settings; and what the program remembers by itself."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import ValidationError

from stretchtui.core.routines.fault_words import quote
from stretchtui.core.settings import TABLES, Settings, all_settings
from stretchtui.core.text import clean, shorten, unsafe
from stretchtui.store.files import Unreadable, read_text, write_atomically

if TYPE_CHECKING:
    from stretchtui.store.paths import Folders


def read_settings(folders: Folders) -> Settings:
    """Read ``settings.toml``; what is wrong in it is left out, and said."""
    path = folders.settings
    try:
        return settings_of(parse(read_text(path)))
    except Unreadable as error:
        if isinstance(error.__cause__, FileNotFoundError | NotADirectoryError):
            return Settings()
        return Settings(faults=(f"{path.name}: {error}",))


def parse(toml: str) -> dict[str, Any]:
    """The tables of a file.

    Raises:
        Unreadable: It is not TOML.
    """
    import tomllib  # many people have no such file

    try:
        return tomllib.loads(toml)
    except RecursionError:
        raise Unreadable("nested too deep") from None
    except ValueError as error:
        raise Unreadable(f"not TOML: {shorten(clean(str(error)), 120)}") from error


def settings_of(tables: Mapping[str, Any]) -> Settings:
    """The settings in the tables of a file; what is wrong in them is left out, and said."""
    faults: list[str] = []
    found: dict[str, Any] = {
        table: kind(**_read(table, tables, faults)) for table, kind in TABLES.items()
    }
    keys = _keys(tables, faults)
    faults += _unknown(tables)
    said = tuple(f"settings.toml: {fault}" for fault in faults)
    return Settings(**found, keys=keys, faults=said)


def _read(table: str, tables: Mapping[str, Any], faults: list[str]) -> dict[str, Any]:
    good: dict[str, Any] = {}
    _table(tables, table, faults)
    for setting in all_settings().values():
        given = ((where, name) for where, name in setting.places if name in _table(tables, where))
        place = next(given, None)
        if setting.table != table or place is None:
            continue
        found = tables[place[0]][place[1]]
        try:
            good[setting.name] = setting.read(found)
        except ValidationError:
            id_ = ".".join(place)
            faults.append(f"{id_}: expected {setting.expected}, found {quote(found)}")
    return good


def _table(tables: Mapping[str, Any], name: str, faults: list[str] | None = None) -> dict[str, Any]:
    found = tables.get(name, {})
    if isinstance(found, dict):
        return found
    if faults is not None:
        faults.append(f"{name}: expected a table, found {quote(found)}")
    return {}


def _keys(tables: Mapping[str, Any], faults: list[str]) -> dict[str, str]:
    keys: dict[str, str] = {}
    for name, value in _table(tables, "keys", faults).items():
        if isinstance(value, str) and value.strip() and not unsafe(value):
            keys[name] = value
        else:
            place = f"keys.{_shown(name)}"
            faults.append(f'{place}: expected the names of keys, like "n,right"')
    return keys


def _unknown(tables: Mapping[str, Any]) -> Iterator[str]:
    """One line for all that is not known; it is kept."""
    known = all_settings()
    places = {place for setting in known.values() for place in setting.places}
    strange = [
        f"{table}.{name}"
        for table in TABLES
        for name in _table(tables, table)
        if (table, name) not in places
    ]
    strange += [name for name in tables if name not in (*TABLES, "keys")]
    if strange:
        near = get_close_matches(strange[0][:80], known, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        names = shorten(", ".join(map(_shown, strange)), 120)
        what = "settings" if len(strange) > 1 else "setting"
        yield f"unknown {what}, left unchanged: {names}{hint}"


def _shown(name: str) -> str:
    return shorten(clean(name[:200]))


def care_was_shown(folders: Folders) -> bool:
    """Whether the person has seen the word of care."""
    return os.path.lexists(_care_mark(folders))


def remember_care(folders: Folders) -> None:
    """The person has seen the word of care; where that cannot be kept, it is shown again."""
    try:
        write_atomically(_care_mark(folders), b"")
    except OSError:
        return


def _care_mark(folders: Folders) -> Path:
    return folders.data / "care-shown"

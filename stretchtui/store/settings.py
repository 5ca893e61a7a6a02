"""The person's settings, and what the program remembers by itself."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from msgspec import Meta, Struct, ValidationError, convert, structs

from stretchtui.core.text import clean, shorten
from stretchtui.core.timeline import CueName
from stretchtui.store.files import Unreadable, read_text, write_atomically

if TYPE_CHECKING:
    from stretchtui.store.paths import Folders


Percent = Annotated[int, Meta(ge=0, le=100, description="a whole number from 0 to 100")]
SinkName = Annotated[
    Literal["auto", "speakers", "terminal", "relay", "off"],
    Meta(description="one of auto, speakers, terminal, relay, off"),
]
Cues = Annotated[frozenset[CueName], Meta(description=f"a list of {', '.join(CueName)}")]


Flag = Annotated[bool, Meta(description="true or false")]


class CueSettings(Struct, frozen=True):
    """How cues sound: the table ``[cues]``."""

    sink: SinkName = "auto"
    """Where they go."""
    volume: Percent = 100
    """Of the speakers."""
    off: Cues = frozenset()
    """Those that are never heard."""
    voice: Flag = False
    """Whether what comes is said as well."""
    counted: Flag = False
    """Whether the voice counts the last seconds."""


class Settings(Struct, frozen=True):
    """What the person has set."""

    keys: dict[str, str] = {}
    """Keys by the ids of commands: ``next = "n,right"``."""
    cues: CueSettings = CueSettings()
    faults: tuple[str, ...] = ()
    """What in the file could not be used, one line each."""


def read_settings(folders: Folders) -> Settings:
    """Read ``settings.toml``; what is wrong in it is left out, and said."""
    path = folders.config / "settings.toml"
    if not path.exists():
        return Settings()
    faults: list[str] = []
    try:
        tables = tomllib.loads(read_text(path))
    except (Unreadable, ValueError, RecursionError) as error:
        return Settings(faults=(f"{path.name}: {shorten(clean(str(error)), 120)}",))
    keys = _keys(tables, faults)
    cues = _cues(tables, faults)
    return Settings(keys, cues, tuple(f"{path.name}: {fault}" for fault in faults))


def _table(tables: dict[str, Any], name: str, faults: list[str]) -> dict[str, Any]:
    found = tables.get(name, {})
    if isinstance(found, dict):
        return found
    faults.append(f"{name}: expected a table")
    return {}


def _keys(tables: dict[str, Any], faults: list[str]) -> dict[str, str]:
    keys: dict[str, str] = {}
    for name, value in _table(tables, "keys", faults).items():
        if isinstance(value, str) and value.strip():
            keys[name] = value
        else:
            place = f"keys.{shorten(clean(name[:200]))}"
            faults.append(f'{place}: expected the names of keys, like "n,right"')
    return keys


def _cues(tables: dict[str, Any], faults: list[str]) -> CueSettings:
    fields = {field.name: field for field in structs.fields(CueSettings)}
    good: dict[str, Any] = {}
    for name, value in _table(tables, "cues", faults).items():
        place = f"cues.{shorten(clean(name[:200]))}"
        if name not in fields:
            faults.append(f"{place}: expected one of {', '.join(fields)}")
            continue
        kind = fields[name].type
        try:
            good[name] = convert(value, kind, strict=True)
        except ValidationError:
            faults.append(f"{place}: expected {kind.__metadata__[0].description}")
    return CueSettings(**good)


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

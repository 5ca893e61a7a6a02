"""What of a room is a value: whoever is handed one may keep it, and nobody can change it."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from types import ModuleType


def structs(room: ModuleType) -> list[type[Struct]]:
    """Every kind of record that a room hands on."""
    names = [each.name for each in pkgutil.walk_packages(room.__path__, f"{room.__name__}.")]
    return [
        kind
        for name in names
        for kind in vars(importlib.import_module(name)).values()
        if isinstance(kind, type)
        and issubclass(kind, Struct)
        and kind.__module__ == name
        and not kind.__name__.startswith("_")
    ]


def changeable(room: ModuleType) -> list[str]:
    """The names of those that could be changed by whoever was handed one."""
    return [kind.__name__ for kind in structs(room) if not kind.__struct_config__.frozen]

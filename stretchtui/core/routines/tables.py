"""What stands in a table of a routine file, or in what should be one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from msgspec import Struct


def text_of(table: Any, key: str) -> str:
    """A text in it; empty if there is none."""
    found = table.get(key) if isinstance(table, dict) else None
    return found if isinstance(found, str) else ""


def is_group(table: Any) -> bool:
    """Whether it is meant as a group of steps."""
    return isinstance(table, dict) and not table.keys().isdisjoint(("rounds", "step"))


@cache
def fields_of(kind: type[Struct]) -> tuple[msgspec.structs.FieldInfo, ...]:
    """What a struct takes, asked for once."""
    return msgspec.structs.fields(kind)

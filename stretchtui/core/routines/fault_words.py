"""What a fault says in words: what it is about, what was found, and what was expected."""

from __future__ import annotations

from difflib import get_close_matches
from enum import EnumMeta
from functools import cache
from typing import Any, get_args

from stretchtui.core import text

FEW = 8
"""So many words at most are always all said."""


def named(what: str, table: Any) -> str:
    """``routine "Hips"``: what a table is, with the name or id it gives itself."""
    if isinstance(table, dict):
        for key in ("name", "stretch", "id"):
            if isinstance(table.get(key), str):
                return f'{what} "{text.shorten(text.clean(table[key]), 40)}"'
    return what


def quote(found: Any) -> str:
    """A value as a message can quote it, however large or strange."""
    match found:
        case None:
            return "nothing"
        case bool():
            return "true" if found else "false"
        case str():
            return f'"{text.shorten(text.clean(found), 40)}"'
        case int() if abs(found) >= 10**15:
            return "a huge number"
        case int() | float():
            return str(found)
        case dict():
            return "a table"
        case list() if 0 < len(found) <= FEW and all(type(each) is int for each in found):
            return f"[{', '.join(map(quote, found))}]"
        case list():
            return "a list"
        case _:
            return "a date or time"


def expected(kind: Any, found: Any = None) -> str:
    """What a field takes, in words: from the description on its type.

    Args:
        kind: The field's type.
        found: What stands there: of a long list of words only the one nearest to it is said.
    """
    names = _names(kind)
    if len(names) > FEW and isinstance(found, str):
        names = tuple(get_close_matches(found[:80], names, n=1)) or names
    if len(names) == 1:
        return names[0]
    return f"one of {', '.join(names)}"


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The words a field takes; or one description of it."""
    for each in (kind, *get_args(kind)):
        if notes := getattr(each, "__metadata__", ()):
            (note,) = notes
            return (str(note.description),)
        if isinstance(each, EnumMeta):
            return tuple(str(member) for member in each)  # type: ignore[var-annotated]
    return ("true or false",)

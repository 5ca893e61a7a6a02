"""The name of a stretch in a line, and what is said of it behind its dose."""

from __future__ import annotations

import re

from stretchtui.core.routines.line_spelling import respelled
from stretchtui.core.routines.list_markup import unmarked

EDGES = " \t,;:|·•–—-()[]/="
"""What stands around a name, and does not belong to it."""

GAP = "\0"
"""Stands where something was cut out of a line."""

_QUOTED = re.compile(r'(?<!\w)"(?P<name>(?:[^"\\]|\\.)*)"(?!\w)')
_APART = re.compile(r"\s*[,;:|·•–—(\[.-]")
"""Begins a remark."""
_OF = re.compile(r"^of\s+", re.IGNORECASE)
"""10 reps of Bridge"""


def opened(text: str) -> tuple[str, str | None]:
    """A line in the spelling that is read, and the name in it that stands in quotes, if any."""
    found = _QUOTED.search(text)
    if found is None:
        text = unmarked(text)
        found = _QUOTED.search(text)
    if found is None:
        return respelled(text), None
    around = (unmarked(text[: found.start()]), unmarked(text[found.end() :]))
    return GAP.join(map(respelled, around)), re.sub(r"\\(.)", r"\1", found["name"])


def parted(text: str) -> tuple[str, tuple[str, ...]]:
    """The name of a stretch, and what is said of it behind its dose and a comma, dash or bracket.

    Args:
        text: A line without its dose.
    """
    names: list[str] = []
    remarks: list[str] = []
    for piece in text.split(GAP):
        told = trimmed(piece)
        if not any(map(str.isalnum, told)):
            continue
        if names and (remarks or _APART.match(piece)):
            remarks.append(told)
        else:
            names.append(told)
    return _OF.sub("", " ".join(names)), tuple(remarks)


def trimmed(piece: str) -> str:
    """A piece of a line on its own."""
    return " ".join(piece.split()).strip(EDGES)

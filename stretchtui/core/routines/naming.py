"""Ids out of names, and names for copies."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import count

LONGEST = 80
"""The most characters of an id."""

# Letters that have no plain letter inside for NFKD to find.
_PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"}
)
_GAPS = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r"\s(\d{1,3})\Z")


def slug(name: str) -> str:
    """The part of a name that an id can hold: ``"Größe 2!"`` gives ``"grosse-2"``.

    It may be nothing: of a name in another script nothing is left.
    """
    letters = unicodedata.normalize("NFKD", name.lower())
    # Marks are dropped and not made gaps of: an "é" is an "e" and an accent by now.
    plain = "".join(
        each for each in letters if not unicodedata.combining(each) and each not in "'’"
    )
    return _GAPS.sub("-", plain.translate(_PLAIN)).strip("-")[:LONGEST].strip("-")


def new_id(name: str, taken: Container[str], otherwise: str = "routine") -> str:
    """An id for a new entry.

    Args:
        name: Its name.
        taken: The ids that are in use.
        otherwise: What stands in for a name of which an id can hold nothing.

    Returns:
        The name's slug; with a number behind it, from 2 on, if that is taken.
    """
    stem = slug(name) or otherwise
    if stem not in taken:
        return stem
    ends = (f"-{number}" for number in count(2))
    numbered = (stem[: LONGEST - len(end)].rstrip("-") + end for end in ends)
    return next(each for each in numbered if each not in taken)


def copy_name(name: str, taken: Container[str], longest: int = 2000) -> str:
    """A name for a copy: ``Hips`` gives ``Hips 2``, and that ``Hips 3``."""
    found = _NUMBER.search(name)
    stem, first = (name[: found.start()], int(found[1]) + 1) if found else (name, 2)
    names = (f"{stem[: longest - 5].rstrip()} {number}" for number in count(first))
    return next(each for each in names if each not in taken)

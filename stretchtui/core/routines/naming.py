"""Ids out of names, and names for copies."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from itertools import chain, count

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
    return next(each for each in ids_for(name, otherwise) if each not in taken)


def ids_for(name: str, otherwise: str = "routine") -> Iterator[str]:
    """The ids that a name may get, in the order in which they are tried: it does not end."""
    stem = slug(name) or otherwise
    ends = (f"-{number}" for number in count(2))
    return chain([stem], (stem[: LONGEST - len(end)].rstrip("-") + end for end in ends))


class TakenNames:
    """Names that are in use; capital letters make no difference, as nowhere where one is typed."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {each.casefold() for each in names}

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.casefold() in self._names

    def add(self, name: str) -> None:
        """Another one is in use."""
        self._names.add(name.casefold())


def copy_name(name: str, taken: Container[str], longest: int = 2000) -> str:
    """A name for a copy: ``Hips`` gives ``Hips 2``, and that ``Hips 3``."""
    found = _NUMBER.search(name)
    stem, first = (name[: found.start()], int(found[1]) + 1) if found else (name, 2)
    names = (f"{stem[: longest - 5].rstrip()} {number}" for number in count(first))
    return next(each for each in names if each not in taken)


def is_numbered(name: str, of: str) -> bool:
    """Whether a name is another one, or a copy's: ``Hips 2`` is one of ``Hips``."""
    found = _NUMBER.search(name)
    return name == of or (found is not None and name[: found.start()] == of)

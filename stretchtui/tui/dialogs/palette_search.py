"""What of the palette is meant by what is typed, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import NamedTuple

from textual.fuzzy import FuzzySearch

_letters = FuzzySearch()


class Searched(NamedTuple):
    """What one thing can be found by."""

    name: str
    """What it is called."""
    synonyms: Sequence[str] = ()
    """Other words for it."""
    words: str = ""
    """What it does, in one line."""


class Match(NamedTuple):
    """How well something fits; the smallest is the best."""

    rank: int
    """0 for its very name, up to 8 for one that is misspelt."""
    score: float
    """How well its letters fit, less than 0; it decides within a rank."""
    places: frozenset[int] = frozenset()
    """Which letters of the name were typed."""


def match(typed: str, searched: Searched) -> Match | None:
    """How well something fits to what was typed; None if it does not.

    Args:
        typed: What was typed; not empty.
        searched: What it can be found by.
    """
    wanted, name = typed.casefold().split(), searched.name.lower()
    phrase, synonyms = " ".join(wanted), [each.casefold() for each in searched.synonyms]
    names = name.split()
    ranks = (
        phrase == name,
        phrase in synonyms,
        name.startswith(phrase),
        _begin(wanted, names),
        _begin(wanted, [*names, *synonyms]),
        _begin(wanted, [*names, *synonyms, *searched.words.casefold().split()]),
    )
    score, places = _letters.match(phrase, name)
    for rank, holds in enumerate(ranks):
        if holds:
            return Match(rank, 0.0, frozenset(places))
    if score:
        return Match(len(ranks), -score, frozenset(places))
    if all(get_close_matches(each, [*names, *synonyms], n=1, cutoff=0.75) for each in wanted):
        return Match(len(ranks) + 1, 0.0)
    return None


def _begin(wanted: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each of what is wanted is the beginning of a word."""
    return all(any(word.startswith(each) for word in words) for each in wanted)

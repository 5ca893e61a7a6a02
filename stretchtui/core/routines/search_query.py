"""What a person types to find something: words, and lengths such as "under 10 min"."""

from __future__ import annotations

import re
from collections.abc import Collection

from msgspec import Struct

from stretchtui.core.routines.search_words import plain

NEAR = 0.2
"""A length finds what is shorter or longer by no more than this part of it."""

_PHRASE = 3
"""Body parts and tags have at most so many words."""

_LENGTH = re.compile(
    r"""(?<!\S)
    (?:(?:(?P<under>under|below|less\ than|shorter\ than|<)
        |(?P<up_to>up\ to|at\ most|no\ more\ than|within|max|<=|≤)
        |(?P<over>over|above|more\ than|longer\ than|>)
        |(?P<at_least>at\ least|no\ less\ than|>=|≥)
        |(?P<about>about|around|~))\s*)?
    (?P<number>\d{1,3})
    (?:\s*(?:-|to)\s*(?P<to>\d{1,3}))?
    (?:\s*(?P<minutes>m|mi|mins?|minu|minut|minutes?|')|(?P<hours>h|\s*(?:hrs?|hours?)))?
    (?!\S)""",
    re.VERBOSE,
)
_BEGUN = re.compile(r"(?<!\S)(?:under|up to|at most|at least|less than|more than)\Z")
"""A length of which the number is still to come."""


class Span(Struct, frozen=True):
    """A length that is wanted, in the whole minutes that are shown of a routine."""

    least: float = 0
    most: float = 1_000_000
    middle: float | None = None
    """What is best; None where all between the ends are as good."""

    def holds(self, minutes: int) -> bool:
        """Whether a length is wanted."""
        return self.least <= minutes <= self.most

    def off(self, minutes: int) -> float:
        """By how many minutes a length is not what is best."""
        return 0 if self.middle is None else abs(minutes - self.middle)


class Term(Struct, frozen=True):
    """Something that has to be found."""

    text: str
    """A word, or several that belong together."""
    span: Span | None = None
    """What the text may mean as well, as a length: a number without a unit."""


class Query(Struct, frozen=True):
    """What was typed, understood."""

    text: str
    """All of it."""
    terms: tuple[Term, ...]
    """All of them have to be found."""
    spans: tuple[Span, ...]
    """A length has to be in all of them."""


def parse(typed: str, phrases: Collection[str] = ()) -> Query:
    """Understand what was typed.

    Args:
        typed: By the person.
        phrases: Words that belong together where they stand together, as "lower back".
    """
    text = plain(typed)
    terms: list[Term] = []
    spans: list[Span] = []
    at = 0
    for found in _LENGTH.finditer(text):
        terms += _terms(text[at : found.start()], phrases)
        at = found.end()
        span = _span(found)
        if any(name != "number" and what for name, what in found.groupdict().items()):
            spans.append(span)
        else:
            terms.append(Term(found["number"], span))
    terms += _terms(_BEGUN.sub("", text[at:]), phrases)
    return Query(text, tuple(terms), tuple(spans))


def near(minutes: float) -> Span:
    """About so many minutes."""
    return Span(minutes * (1 - NEAR), minutes * (1 + NEAR), minutes)


def _span(found: re.Match[str]) -> Span:
    unit = 60 if found["hours"] else 1
    number = int(found["number"]) * unit
    if found["to"]:
        return Span(number, int(found["to"]) * unit)
    if found["under"]:
        return Span(most=number - 1)
    if found["up_to"]:
        return Span(most=number)
    if found["over"]:
        return Span(least=number + 1)
    if found["at_least"]:
        return Span(least=number)
    return near(number)


def _terms(text: str, phrases: Collection[str]) -> list[Term]:
    words = text.split()
    terms = []
    while words:
        longest = min(_PHRASE, len(words))
        together = next((n for n in range(longest, 1, -1) if " ".join(words[:n]) in phrases), 1)
        terms.append(Term(" ".join(words[:together])))
        words = words[together:]
    return terms

"""Words as a search sees them: without case and accents, and with a slip of the finger forgiven."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from stretchtui.core.text import fold

_MARKS = re.compile("[\u0300-\u036f]")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "‐": "-", "–": "-"}
)
"""Letters that keep their stroke when accents are taken off, and signs that keyboards lack."""
_SIGNS = re.compile(r"[\W_]+")
_IDEOGRAPHS = "\u2e80"
"""From here on a character is a syllable or a word: another one is another word, no slip."""

_FROM = 3
"""Shorter words are not taken for each other: "on" is too near to too much."""
_SHORT = 4
"""Up to so many letters a slip is looked for in words of that length alone."""
_LONG = 8
"""From so many letters on two slips are forgiven."""


def plain(text: str) -> str:
    """Text on one line, without case or accents."""
    text = fold(text).casefold()
    if text.isascii():
        return text
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text).translate(_LETTERS))
    # What is nothing but accents is looked for as it is.
    return fold(bare).casefold() or text


def haystack(texts: Iterable[str]) -> str:
    """Texts to look for words in: a line each, with a space before and after each word.

    Where there are signs in a text there is a second line of it without: "cat-cow" is found by
    "cow", and "child's" by "childs".
    """
    lines = []
    for text in map(plain, texts):
        lines.append(text)
        bare = _SIGNS.sub(" ", text.replace("'", "")).strip()
        if bare != text:
            lines.append(bare)
    return " " + " \n ".join(lines) + " " if lines else ""


def slips_allowed(word: str) -> int:
    """How many slips are forgiven in a word that was typed."""
    if len(word) < _FROM or any(not each.isalpha() or each >= _IDEOGRAPHS for each in word):
        return 0
    return 2 if len(word) >= _LONG else 1


def slips(typed: str, word: str) -> int:
    """How many letters are missing, too many, wrong, or swapped with the next."""
    return _distances(typed, word)[-1]


def meant(typed: str, vocabulary: Iterable[str]) -> list[str]:
    """The words that were probably meant: those with the fewest slips, as few as are forgiven.

    A word need not be typed to its end. If one was, only those that were are given.
    """
    allowed = slips_allowed(typed)
    if not allowed:
        return []
    letters = set(typed)
    shortest = max(_FROM, len(typed) - allowed)
    longest = len(typed) + allowed if len(typed) <= _SHORT else 1_000
    near: list[tuple[int, int, str]] = []
    for word in vocabulary:
        # Nearly all words are put aside here, in a quarter of a microsecond each.
        if shortest <= len(word) <= longest and len(letters.difference(word)) <= allowed:
            distances = _distances(typed, word[: len(typed) + allowed])
            begun = min(distances)
            if begun <= allowed:
                whole = len(word) <= len(typed) + allowed and distances[-1] == begun
                near.append((begun, not whole, word))
    best = min(near)[:2] if near else ()
    return sorted(word for *how, word in near if tuple(how) == best)


def _distances(typed: str, word: str) -> list[int]:
    """From what was typed to each beginning of a word, from none of it to all of it."""
    before: list[int] = []
    row = list(range(len(word) + 1))
    for at, letter in enumerate(typed):
        above, last, row = before, row, [at + 1]
        before = last
        for place, other in enumerate(word):
            least = min(last[place] + (letter != other), last[place + 1] + 1, row[place] + 1)
            if at and place and letter == word[place - 1] and typed[at - 1] == other:
                least = min(least, above[place - 1] + 1)
            row.append(least)
    return row

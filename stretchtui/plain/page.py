"""Text laid out in lines, for terminals, files and pipes alike."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from stretchtui.core.text import clean
from stretchtui.words.glyphs import ASCII, Glyphs

_ASCII = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "·": "-", "×": "x"}
)


class PlainPage(NamedTuple):
    """What lines are laid out for."""

    width: int
    """The most cells of a line."""
    glyphs: Glyphs

    def safe(self, text: str) -> str:
        """Text on one line without control characters; in ASCII, where nothing else is shown."""
        text = clean(text)
        return _plain(text) if self.glyphs is ASCII else text

    def joined(self, *facts: str) -> str:
        """Facts with a dot between them, those that there are."""
        return f" {self.glyphs.dot} ".join(fact for fact in facts if fact)

    def wrap(self, text: str, hang: int = 0) -> list[str]:
        """Text in lines that fit; those after the first begin with ``hang`` spaces."""
        margin = " " * hang if 2 * hang < self.width else ""
        lines, line = [], ""
        words = self.safe(text).split(" ")[::-1]
        while words:
            word = words.pop()
            longer = f"{line} {word}" if line.strip() else line + word
            if cells(longer) <= self.width:
                line = longer
                continue
            if line.strip():
                words.append(word)
            else:  # a word that is longer than a line
                piece = _cut(word, self.width - cells(line)) or word[0]
                line += piece
                words += [word[len(piece) :]] if word != piece else []
            # A no-break space that has nowhere to go is no line of its own.
            lines += [line] if line.strip() else []
            line = margin
        return [*lines, line] if line.strip() or not lines else lines

    def fit(self, text: str, room: int | None = None) -> str:
        """Text on one line, cut where it takes more than ``room`` cells, or than the width."""
        room = self.width if room is None else room
        text = self.safe(text)
        if cells(text) <= room:
            return text
        return _cut(text, room - 1) + self.glyphs.ellipsis if room > 0 else ""


def cells(text: str) -> int:
    """How many cells a terminal gives a text, at most."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    category = unicodedata.category(character)
    if character == "\ufe0f":
        return 1  # it makes the character before it wide
    if category in ("Mn", "Me", "Cf"):
        return 0
    # What this Python does not know may be a wide one of a later Unicode.
    wide = category == "Cn" or unicodedata.east_asian_width(character) in "WF"
    return 2 if wide else 1


def _cut(text: str, room: int) -> str:
    """As much of a text's beginning as there is room for."""
    for end, character in enumerate(text):
        room -= _cells(character)
        if room < 0:
            return text[:end]
    return text


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.translate(_ASCII))
    return "".join(
        each if each.isascii() else "?" for each in parts if not unicodedata.combining(each)
    )

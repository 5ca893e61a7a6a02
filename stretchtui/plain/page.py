"""Text laid out in lines, for terminals, files and pipes alike."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from stretchtui.core.text import clean
from stretchtui.words.cells import cells, cut
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
                piece = cut(word, self.width - cells(line)) or word[0]
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
        return cut(text, room, self.glyphs.ellipsis)


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text.translate(_ASCII))
    return "".join(
        each if each.isascii() else "?" for each in parts if not unicodedata.combining(each)
    )

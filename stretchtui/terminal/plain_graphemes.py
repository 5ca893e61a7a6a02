"""Which graphemes every terminal draws in one cell; imported before all that takes long."""

from __future__ import annotations

import unicodedata

_PLAIN = (
    ("\u2010", "\u2027"),
    ("\u2030", "\u203b"),
    ("\u2190", "\u2193"),
    ("\u2500", "\u25fc"),
    ("\u2800", "\u28ff"),
)
"""Punctuation, arrows, boxes, blocks, shapes and Braille: from each first to each last one."""

JAMO = "\u1100"
"""From here on there are characters of two cells. Before them letters, digits and signs have one,
but for two vowels that join the letter before them:"""
_JOINING = "\u0e33\u0eb3"


def is_plain(grapheme: str) -> bool:
    """Whether every terminal gives a grapheme one cell; but for those of which `narrowed` tells."""
    if len(grapheme) != 1:
        return False
    return (
        grapheme.isascii()
        or any(first <= grapheme <= last for first, last in _PLAIN)
        or (
            grapheme < JAMO
            and unicodedata.category(grapheme)[0] in "LNPS"
            and grapheme not in _JOINING
        )
    )

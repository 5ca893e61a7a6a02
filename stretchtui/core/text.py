"""Untrusted text made safe to show.

A name from a file must not be able to move the cursor, set the window's title, reach the
clipboard, or turn the line around it right to left. Markup is not dealt with here: the screens
show text as text and never parse it.
"""

from __future__ import annotations

import re

_UNSAFE = (
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f"  # C0, but for tab and line ends, which fold to a space
    "\x7f-\x9f"  # DEL and C1
    "\u2028\u2029"  # line and paragraph separators
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates
    "\ud800-\udfff"  # lone surrogates: file names that are not UTF-8
    "\ufeff\ufff9-\ufffb"  # byte order mark, interlinear annotation
    "]"
)
_SPACES = r"[ \t\r\n]+"


def fold(text: str) -> str:
    """Text on one line: runs of spaces, tabs and line ends become one space."""
    return re.sub(_SPACES, " ", text).strip()


def unsafe(text: str) -> str | None:
    """The first character that must not reach a terminal, as ``U+001B``; or None."""
    found = re.search(_UNSAFE, text)
    return f"U+{ord(found.group()):04X}" if found else None


def clean(text: str) -> str:
    """Text safe to show whatever it held: on one line, unsafe characters as ``�``."""
    if text.isascii() and text.isprintable():
        # As most are: nothing is compiled for them at the start.
        return fold(text)
    return fold(re.sub(_UNSAFE, "\ufffd", text))


def shorten(text: str, limit: int = 60) -> str:
    """Text cut to at most ``limit`` characters, for quoting in a message."""
    return text if len(text) <= limit else text[: limit - 1] + "…"

"""What may come from a terminal, piece by piece."""

from __future__ import annotations

import re

from msgspec import Struct

PASTE_LIMIT = 65_536
"""Characters that can be pasted at once."""

CURSOR_REPORT = re.compile(r"\x1b\[\d{1,5};\d{1,5}R")
"""Where the cursor is (CPR, ECMA-48, 8.3.14)."""


class Typed(Struct, frozen=True):
    """Characters that were typed, control characters among them."""

    text: str


class WithAlt(Struct, frozen=True):
    """A character that was typed together with alt, or behind an escape."""

    character: str


class ControlSequence(Struct, frozen=True):
    """A whole CSI or SS3 sequence: a key, a report or an answer."""

    text: str


class ControlString(Struct, frozen=True):
    """A whole DCS, SOS, OSC, PM or APC string without its end: an answer, and never a key."""

    text: str


class Pasted(Struct, frozen=True):
    """What was pasted."""

    text: str


class PasteTooLong(Struct, frozen=True):
    """More than ``PASTE_LIMIT`` characters were pasted; nothing of it was kept."""


Token = Typed | WithAlt | ControlSequence | ControlString | Pasted | PasteTooLong

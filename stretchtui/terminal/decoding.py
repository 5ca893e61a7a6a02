"""The bytes of a terminal as characters, with control functions of one kind alone."""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Callable

_EIGHT_BITS = {0xDC00 + code: code if code < 0xA0 else 0xFFFD for code in range(0x80, 0x100)}
"""Bytes that are no UTF-8, as Python hands them out: controls of eight bits, or nothing."""
_SEVEN_BITS = {code: "" for code in range(0x80, 0xA0)} | {
    code: f"\x1b{chr(code - 0x40)}" for code in (0x8F, 0x90, 0x98, 0x9B, 0x9C, 0x9D, 0x9E, 0x9F)
}
"""Controls of eight bits as what they are with seven (ECMA-48, 5.3); no other one comes in."""
_BROKEN_LETTER = "[\udcc2-\udcf4][\udc80-\udcbf]+"
"""A letter of which the end is missing: what is there of its middle is no control."""


def decoder() -> Callable[[bytes], str]:
    """Decodes one piece after the other, cut anywhere.

    Controls of eight bits come out as those of seven, whether they came as bytes or as characters.
    """
    decode = getincrementaldecoder("utf-8")("surrogateescape").decode

    def decoded(data: bytes) -> str:
        text = decode(data)
        if text.isascii():
            # As most of it is: there is nothing to compile at the start.
            return text
        text = re.sub(_BROKEN_LETTER, "\ufffd", text)
        return text.translate(_EIGHT_BITS).translate(_SEVEN_BITS)

    return decoded

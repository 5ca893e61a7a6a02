"""A routine as the text of a code to scan, ``STRETCHTUI:1:PDAMQ…``: small, and whole or nothing.

Behind the name and the version stands a routine file, compressed (zlib) and in base32. Of its
letters a QR code takes two in eleven bits, and none of them means anything to a shell. The
checksum at the end of what is compressed tells when some of it is missing, or wrong.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib

from stretchtui.core.routines.json_text import Faulty

PREFIX = "STRETCHTUI:1:"
"""What the text begins with; the number is that of the form which is told above."""

LONGEST = 4296
"""The longest text that is read, in characters: as many as the largest QR code holds."""

LARGEST = 64 * 1024
"""The largest file that may come out, in bytes: a few characters can stand for a gigabyte."""

_BEGINNING = re.compile(r"\s*stretchtui:(\d{1,9}):", re.IGNORECASE)
_NO_LETTER = re.compile(r"[^A-Z2-7]")
_SPACES = re.compile(r"\s+")

_DAMAGED = "part of the code is missing or wrong: copy all of it, or scan it again"


def to_code(toml: str) -> str:
    """The text of a code for a routine file.

    Args:
        toml: The file's text. What is beyond ``LARGEST`` or ``LONGEST`` is not read again.
    """
    packed = base64.b32encode(zlib.compress(toml.encode(), 9))
    return PREFIX + packed.decode().rstrip("=")


def is_code(text: str) -> bool:
    """Whether a text is meant as one of a code."""
    return _BEGINNING.match(text) is not None


def from_code(text: str) -> str:
    """The routine file that a code stands for; nothing in it has been checked.

    Args:
        text: The text. Capitals make no difference, and neither do spaces and line ends.

    Raises:
        Faulty: It is none, of another version, not whole, or too large.
    """
    begins = _BEGINNING.match(text)
    if begins is None:
        raise Faulty("", f"expected a code that begins with {PREFIX}")
    if int(begins[1]) != 1:
        raise Faulty("", f"expected a code of version 1, found {int(begins[1])}")
    letters = _SPACES.sub("", text[begins.end() : begins.end() + 2 * LONGEST]).upper()
    if len(letters) > LONGEST or len(text) > 2 * LONGEST:
        raise Faulty("", f"expected a code of at most {LONGEST} characters")
    if found := _NO_LETTER.search(letters):
        raise Faulty("", f"{_DAMAGED} (found {found[0]!a})")
    return _unpacked(letters)


def _unpacked(letters: str) -> str:
    """What was packed.

    Raises:
        Faulty: It is not whole, or too large.
    """
    unpacking = zlib.decompressobj()
    try:
        packed = base64.b32decode(letters + "=" * (-len(letters) % 8))
        data = unpacking.decompress(packed, LARGEST + 1)
        if len(data) > LARGEST:
            raise Faulty("", f"expected a routine of at most {LARGEST // 1024} KiB in the code")
        if not unpacking.eof or unpacking.unused_data:
            raise Faulty("", _DAMAGED)
        return data.decode()
    except (binascii.Error, zlib.error, UnicodeDecodeError):
        raise Faulty("", _DAMAGED) from None
